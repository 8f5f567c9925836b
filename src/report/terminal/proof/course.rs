//! The course of time as a table: every day with what it adds, every event with its row.

use std::io;

use super::super::super::proof_texts as words;
use super::super::grid::{Cell, Grid};
use super::super::layout::Track;
use super::super::screen::{Paint, Screen};
use super::fold::{Line, folded};
use super::source_row;
use crate::model::figures::{self, grouped, whole_span};
use crate::model::{Count, CountUnit, Lang, Moment, Proof, Step, StepKind};

/// Prints the steps in the order of time.
pub(super) fn print(proof: &Proof, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let mut grid = Grid::new(vec![
        // A time on two lines would make every day two lines: it yields last.
        Track::times(words::WHEN.get(lang)).shrinks(10, 2, 5),
        Track::figures(words::COUNTED.get(lang)),
        Track::words(words::STEP.get(lang)).shrinks(20, 8, 1),
        Track::words(words::ROW.get(lang)).keeps_end(10, 2),
    ]);
    let whole = proof.counted_in_all();
    for line in folded(&proof.steps) {
        grid.row(match line {
            Line::Step(step) => step_row(step, proof, whole, lang),
            Line::Days(days) => days_row(days, whole, lang),
        });
    }
    grid.print(screen)
}

fn step_row(step: &Step, proof: &Proof, whole: Option<u32>, lang: Lang) -> Vec<Cell> {
    let (when, what) = told(step, lang);
    let paint = match (step.kind, step.counted) {
        (StepKind::Day, Some(counted)) if counted.adds == 0 => Paint::Faint,
        (StepKind::Due | StepKind::Done, _) => super::paint(proof.state),
        _ => Paint::Plain,
    };
    let counted = match step.counted {
        Some(counted) if counted.adds > 0 => sum(counted, whole, lang),
        Some(_) => figures::NONE.to_owned(),
        None => String::new(),
    };
    let place = step.place.as_ref().map(source_row).unwrap_or_default();
    vec![Cell::new(&when, paint), Cell::new(&counted, paint), Cell::new(&what, paint), Cell::plain(&place)]
}

/// What a run of days comes to that is not listed day by day.
fn days_row(days: &[Step], whole: Option<u32>, lang: Lang) -> Vec<Cell> {
    let counted = days.iter().filter(|day| day.counted.is_some_and(|counted| counted.adds > 0)).count();
    let text = words::folded(lang, &grouped(days.len() as u64), &grouped(counted as u64));
    let last = days.last().and_then(|day| day.counted);
    let sum = last.map_or_else(String::new, |counted| sum(counted, whole, lang));
    vec![Cell::plain(""), Cell::plain(&sum), Cell::plain(&text)]
}

/// The time as far as it is known, and what happened.
fn told(step: &Step, lang: Lang) -> (String, String) {
    let text = &match step.kind {
        StepKind::Trigger => words::starts(lang, step.text.get(lang)),
        _ => step.text.get(lang).to_owned(),
    };
    let day = || step.at.date().map_or_else(|| step.at.display(), |date| words::day(lang, date));
    match step.until {
        _ if step.kind == StepKind::Day => (day(), text.to_owned()),
        None => (step.at.display(), text.to_owned()),
        Some(until) if is_whole_day(step.at, until) => (day(), words::day_only(lang, text)),
        Some(until) => (step.at.display(), words::lasting(lang, text, &until.display())),
    }
}

fn is_whole_day(from: Moment, until: Moment) -> bool {
    from.end_of_day() == until && from.date() != Moment(from.0 - 1).date()
}

/// `3/7` days, `4小时/16小时`.
fn sum(counted: Count, whole: Option<u32>, lang: Lang) -> String {
    let figure = |amount: u32| match counted.unit {
        CountUnit::Days => grouped(u64::from(amount)),
        CountUnit::Minutes => whole_span(u64::from(amount), lang),
    };
    match whole {
        Some(whole) => format!("{}/{}", figure(counted.sum), figure(whole)),
        None => figure(counted.sum),
    }
}
