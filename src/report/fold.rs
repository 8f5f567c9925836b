//! Long runs of days, of which the middle is told in one line.
//!
//! Owns which days stay. Refuses to fold anything but days: an event is never left out.

use crate::model::{Step, StepKind};

/// So many lines are read; beyond them the middle of a long run says no more.
const MOST_LINES: usize = 120;
/// Days that stay at each end of a run that is folded.
const EDGE: usize = 7;

/// A line of the course of time.
#[derive(Debug)]
pub(super) enum Line<'a> {
    /// A step of its own.
    Step(&'a Step),
    /// Consecutive days in one line.
    Days(&'a [Step]),
}

/// All steps, or if there are too many lines, the longest runs of days folded until there are not.
pub(super) fn folded(steps: &[Step]) -> Vec<Line<'_>> {
    let mut all = Vec::with_capacity(steps.len());
    let mut at = 0;
    for (start, length) in middles(steps) {
        all.extend(steps[at..start].iter().map(Line::Step));
        all.push(Line::Days(&steps[start..start + length]));
        at = start + length;
    }
    all.extend(steps[at..].iter().map(Line::Step));
    all
}

/// Where the folded days begin, and how many they are; in the order of the steps.
fn middles(steps: &[Step]) -> Vec<(usize, usize)> {
    let mut middles = Vec::new();
    let mut lines = steps.len();
    for (start, length) in longest_first(steps) {
        let foldable = length.saturating_sub(2 * EDGE);
        if lines <= MOST_LINES || foldable < 2 {
            break;
        }
        // As much as is needed, from the middle.
        let folded = (lines - MOST_LINES + 1).min(foldable);
        middles.push((start + EDGE + (foldable - folded) / 2, folded));
        lines -= folded - 1;
    }
    middles.sort_unstable();
    middles
}

/// The runs of consecutive days with where they begin.
fn longest_first(steps: &[Step]) -> Vec<(usize, usize)> {
    let is_day = |step: &Step| step.kind == StepKind::Day;
    let mut start = 0;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for run in steps.chunk_by(|one, next| is_day(one) && is_day(next)) {
        runs.push((start, run.len()));
        start += run.len();
    }
    runs.sort_by_key(|&(start, length)| (std::cmp::Reverse(length), start));
    runs
}
