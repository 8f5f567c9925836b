//! The course of time of a proof in words: every day with what it adds, every event with its row.
//!
//! Owns the wording that every format shows. Refuses layout.

use super::fold::{Line, folded};
use super::{place, proof_texts as words};
use crate::model::figures::{self, grouped, whole_span};
use crate::model::{Count, CountUnit, Lang, Moment, Proof, Step, StepKind};

/// How a line stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Emphasis {
    /// Not at all.
    Plain,
    /// A day that does not count.
    Faint,
    /// The end of the limit, or what was due being done: it bears the verdict.
    Verdict,
}

/// A line of the course of time.
pub(super) struct CourseLine {
    /// The time as far as it is known.
    pub(super) when: String,
    /// What was counted with it.
    pub(super) counted: String,
    /// What happened.
    pub(super) what: String,
    /// The row that says so.
    pub(super) place: String,
    /// How it stands out.
    pub(super) emphasis: Emphasis,
    /// Whether something happened, other than a day that passed.
    pub(super) is_event: bool,
}

/// The lines in the order of time; the middle of a very long run of days is one line.
pub(super) fn lines(proof: &Proof, lang: Lang) -> Vec<CourseLine> {
    let whole = proof.counted_in_all();
    let line = |line| match line {
        Line::Step(step) => of_step(step, whole, lang),
        Line::Days(days) => of_days(days, whole, lang),
    };
    folded(&proof.steps).into_iter().map(line).collect()
}

fn of_step(step: &Step, whole: Option<u32>, lang: Lang) -> CourseLine {
    let (when, what) = told(step, lang);
    let emphasis = match (step.kind, step.counted) {
        (StepKind::Day, Some(counted)) if counted.adds == 0 => Emphasis::Faint,
        (StepKind::Due | StepKind::Done, _) => Emphasis::Verdict,
        _ => Emphasis::Plain,
    };
    let counted = match step.counted {
        Some(counted) if counted.adds > 0 => sum(counted, whole, lang),
        Some(_) => figures::NONE.to_owned(),
        None => String::new(),
    };
    CourseLine {
        when,
        counted,
        what,
        place: step.place.as_ref().map(place::row).unwrap_or_default(),
        emphasis,
        is_event: step.kind != StepKind::Day,
    }
}

/// What a run of days comes to that is not listed day by day.
fn of_days(days: &[Step], whole: Option<u32>, lang: Lang) -> CourseLine {
    let counted = days.iter().filter(|day| day.counted.is_some_and(|counted| counted.adds > 0)).count();
    let last = days.last().and_then(|day| day.counted);
    CourseLine {
        when: String::new(),
        counted: last.map_or_else(String::new, |counted| sum(counted, whole, lang)),
        what: words::folded(lang, &grouped(days.len() as u64), &grouped(counted as u64)),
        place: String::new(),
        emphasis: Emphasis::Plain,
        is_event: false,
    }
}

/// The time as far as it is known, and what happened.
fn told(step: &Step, lang: Lang) -> (String, String) {
    let text = &match step.kind {
        StepKind::Trigger => words::starts(lang, step.text.get(lang)),
        _ => step.text.get(lang).to_owned(),
    };
    match step.until {
        _ if step.kind == StepKind::Day => (day(step.at, lang), text.to_owned()),
        None => (step.at.display(), text.to_owned()),
        Some(until) if is_whole_day(step.at, until) => (day(step.at, lang), words::day_only(lang, text)),
        Some(until) => (step.at.display(), words::lasting(lang, text, &until.display())),
    }
}

/// `2025-07-11 周五`.
pub(super) fn day(at: Moment, lang: Lang) -> String {
    at.date().map_or_else(|| at.display(), |date| words::day(lang, date))
}

/// A time of which only the day is known lasts all of it.
pub(super) fn is_whole_day(from: Moment, until: Moment) -> bool {
    from.end_of_day() == until && from.date() != Moment(from.0 - 1).date()
}

/// `3/7` days, `4小时/16小时`.
pub(super) fn sum(counted: Count, whole: Option<u32>, lang: Lang) -> String {
    let sum = amount(counted.sum, counted.unit, lang);
    match whole {
        Some(whole) => format!("{sum}/{}", amount(whole, counted.unit, lang)),
        None => sum,
    }
}

/// `3` days, `4小时`.
pub(super) fn amount(amount: u32, unit: CountUnit, lang: Lang) -> String {
    match unit {
        CountUnit::Days => grouped(u64::from(amount)),
        CountUnit::Minutes => whole_span(u64::from(amount), lang),
    }
}
