//! The days on which the clock is changed: how much work each really holds.
//!
//! Owns the few days a year that are not 24 hours long, cut into pieces of real time. Refuses nothing:
//! a fixed zone simply has none.

use chrono::{Datelike as _, Days};

use super::day_table::DayTable;
use super::{MS_PER_DAY, MS_PER_MINUTE, WeeklyHours};
use crate::model::{ClockChange, Zone};

/// Neighbouring days touched by changes of the clock, mostly a single one. Days are indices of the
/// day table.
pub(super) struct ChangedDays {
    pub(super) first: usize,
    pub(super) last: usize,
    /// Working time from the start of the coverage to the start of these days, in ms.
    before: i64,
    /// In order of real time.
    pieces: Vec<Piece>,
}

/// A working interval, or what a change leaves of it, in instants.
struct Piece {
    from: i64,
    until: i64,
    /// Working time of earlier pieces.
    done: i64,
}

impl ChangedDays {
    /// Working milliseconds in all these days.
    pub(super) fn worked(&self) -> i64 {
        self.pieces.last().map_or(0, |piece| piece.done + piece.until - piece.from)
    }

    /// Working milliseconds from the start of the coverage to an instant within these days.
    pub(super) fn worked_until(&self, instant: i64) -> i64 {
        let begun = self.pieces.partition_point(|piece| piece.from <= instant);
        let done =
            self.pieces[..begun].last().map_or(0, |piece| piece.done + instant.min(piece.until) - piece.from);
        self.before + done
    }

    /// The earliest instant by which `worked` milliseconds since the start of the coverage are done.
    pub(super) fn instant_when_worked(&self, worked: i64) -> i64 {
        let left = worked - self.before;
        let begun = self.pieces.partition_point(|piece| piece.done < left);
        self.pieces[..begun].last().map_or(0, |piece| piece.from + left - piece.done)
    }

    /// Tells them how much was worked before they began.
    pub(super) fn starting_after(self, before: i64) -> Self {
        Self { before, ..self }
    }
}

/// The changed days of a coverage, in order.
pub(super) fn changed_days(days: &DayTable, hours: &WeeklyHours, zone: Zone) -> Vec<ChangedDays> {
    let mut runs: Vec<(usize, usize, Vec<ClockChange>)> = Vec::new();
    for change in zone.changes() {
        let Some((first, last)) = days_touched(days, change) else { continue };
        match runs.last_mut() {
            Some((_, end, changes)) if first <= *end => {
                *end = last.max(*end);
                changes.push(change);
            }
            _ => runs.push((first, last, vec![change])),
        }
    }
    let cut = |(first, last, changes): (usize, usize, Vec<ClockChange>)| ChangedDays {
        first,
        last,
        before: 0,
        pieces: pieces(days, hours, first..=last, &changes),
    };
    runs.into_iter().map(cut).collect()
}

/// The days that lose or repeat some of their time, so far as they are covered.
fn days_touched(days: &DayTable, change: ClockChange) -> Option<(usize, usize)> {
    let from = change.local_before.min(change.local_after).div_euclid(MS_PER_DAY);
    let to = (change.local_before.max(change.local_after) - 1).div_euclid(MS_PER_DAY);
    let mut covered = (from..=to).filter_map(|day| days.index(day));
    let first = covered.next()?;
    Some((first, covered.next_back().unwrap_or(first)))
}

fn pieces(
    days: &DayTable,
    hours: &WeeklyHours,
    run: std::ops::RangeInclusive<usize>,
    changes: &[ClockChange],
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (from, until, offset) in stretches(changes) {
        for index in run.clone().filter(|index| days.is_working(*index)) {
            let date = days.covers().0 + Days::new(index as u64);
            let midnight = (days.first_epoch_day() + index as i64) * MS_PER_DAY - offset;
            pieces.extend(hours.intervals(date.weekday()).iter().map(|part| Piece {
                from: (midnight + i64::from(part.start_minute()) * MS_PER_MINUTE).max(from),
                until: (midnight + i64::from(part.end_minute()) * MS_PER_MINUTE).min(until),
                done: 0,
            }));
        }
    }
    pieces.retain(|piece| piece.from < piece.until);
    pieces.sort_by_key(|piece| piece.from);
    let mut done = 0;
    for piece in &mut pieces {
        piece.done = done;
        done += piece.until - piece.from;
    }
    pieces
}

/// The stretches of real time around some changes, each with its distance from UTC.
fn stretches(changes: &[ClockChange]) -> Vec<(i64, i64, i64)> {
    let mut stretches = Vec::new();
    let mut from = i64::MIN;
    for change in changes {
        stretches.push((from, change.at_utc, change.local_before - change.at_utc));
        from = change.at_utc;
    }
    stretches.extend(changes.last().map(|last| (from, i64::MAX, last.local_after - last.at_utc)));
    stretches
}
