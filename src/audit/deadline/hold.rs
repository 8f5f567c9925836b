//! When the clock of a case stood still.
//!
//! Owns the columns that say so: an interval, a total, a status. Refuses to guess how long a hold took
//! that has no end: it lasts until the case was done or the audit looks.

use crate::dataset::{BLANK_WORD, Dataset, Field, Reading, Table, TimeColumn};
use crate::model::{MINUTE_MS, Subject};
use crate::policy::Policy;

use super::super::event_log::EventHolds;
use super::meanings;

/// Nothing was on hold for longer than a hundred years.
const LONGEST_MINUTES: f64 = 100.0 * 366.0 * 24.0 * 60.0;

/// The meaning of a status under which the clock stands still.
const ON_HOLD: &str = "on_hold";

/// How long the clock of one case stood still.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::audit) enum Held {
    /// Not at all.
    No,
    /// From the one moment to before the other; where only days are known, the least and the most it can
    /// have been.
    Spans { least: Vec<(i64, i64)>, most: Vec<(i64, i64)> },
    /// So many milliseconds, nobody knows when.
    Total(i64),
    /// It did, and nothing says for how long.
    Unknown,
}

/// The columns that tell of holds.
#[derive(Debug, Clone)]
pub(in crate::audit) struct Holds<'a> {
    from: Option<TimeColumn<'a>>,
    until: Option<TimeColumn<'a>>,
    total: Option<&'a [f64]>,
    /// Rows whose length cannot be read, sorted.
    unread: Vec<u32>,
    events: Option<&'a EventHolds>,
}

impl<'a> Holds<'a> {
    pub(in crate::audit) fn new(table: &'a Table, events: Option<&'a EventHolds>) -> Self {
        if table.subject() != Subject::Complaints {
            return Self { from: None, until: None, total: None, unread: Vec::new(), events: None };
        }
        Self {
            from: table.times(Field::HoldFrom),
            until: table.times(Field::HoldUntil),
            total: table.numbers(Field::HoldTime),
            unread: table
                .unreadable()
                .iter()
                .filter(|cell| cell.field == Field::HoldTime)
                .map(|cell| cell.row)
                .collect(),
            events,
        }
    }

    /// Whether the export tells of holds at all.
    pub(super) fn any(&self) -> bool {
        self.from.is_some() || self.total.is_some() || self.events.is_some()
    }

    /// The holds of a case; one that still lasts ends before `open_until`.
    pub(in crate::audit) fn of(&self, row: usize, open_until: i64) -> Held {
        if self.events.is_some_and(|events| events.is_unknown(row)) {
            return Held::Unknown;
        }
        if let Some(spans) = self.events.map(|events| events.of(row, open_until)).filter(|it| !it.is_empty())
        {
            return Held::Spans { least: spans.clone(), most: spans };
        }
        match self.from.map(|times| times.reading(row)) {
            Some(Reading::Known { earliest, latest }) => self.span(row, (earliest, latest), open_until),
            Some(Reading::Unreadable) => Held::Unknown,
            Some(Reading::Blank) | None => match self.until.map(|times| times.reading(row)) {
                // It ended, and nobody wrote down when it began.
                Some(Reading::Known { .. } | Reading::Unreadable) if self.total_of(row) == Held::No => {
                    Held::Unknown
                }
                _ => self.total_of(row),
            },
        }
    }

    fn span(&self, row: usize, from: (i64, i64), open_until: i64) -> Held {
        let (least, most) = match self.until.map(|times| times.reading(row)) {
            // It cannot have ended before it began.
            Some(Reading::Known { latest, .. }) if latest < from.0 => return Held::Unknown,
            Some(Reading::Known { earliest, latest }) if earliest == latest => {
                ((from.1, earliest), (from.0, latest))
            }
            Some(Reading::Known { earliest, latest }) => ((from.1, earliest), (from.0, latest + 1)),
            Some(Reading::Unreadable) => return Held::Unknown,
            // Without an end the total may say how long; else it lasts.
            Some(Reading::Blank) | None => match self.total_of(row) {
                Held::Total(total) => ((from.1, from.1 + total), (from.0, from.0 + total)),
                _ => ((from.1, open_until), (from.0, open_until)),
            },
        };
        Held::Spans { least: vec![least], most: vec![most] }
    }

    fn is_unread(&self, row: usize) -> bool {
        u32::try_from(row).is_ok_and(|row| self.unread.binary_search(&row).is_ok())
    }

    fn total_of(&self, row: usize) -> Held {
        match self.total.map(|minutes| minutes[row]) {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "lengths of time people write are far below 2^53 ms"
            )]
            #[expect(clippy::cast_precision_loss, reason = "a minute has few milliseconds")]
            Some(minutes) if minutes > 0.0 && minutes <= LONGEST_MINUTES => {
                Held::Total((minutes * MINUTE_MS as f64).round() as i64)
            }
            Some(minutes) if minutes > 0.0 => Held::Unknown,
            _ if self.is_unread(row) => Held::Unknown,
            _ => Held::No,
        }
    }
}

/// The cases whose status says that the clock stands still.
#[derive(Debug, Clone)]
pub(super) struct HeldByStatus<'a> {
    words: &'a [u32],
    on_hold: Vec<bool>,
}

impl<'a> HeldByStatus<'a> {
    pub(super) fn new(table: &'a Table, dataset: &Dataset, policy: &Policy) -> Option<Self> {
        let words = table.words(Field::Status).filter(|_| table.subject() == Subject::Complaints)?;
        let on_hold: Vec<bool> = meanings(dataset, policy.words.get(Field::Status.key()))
            .into_iter()
            .map(|meaning| meaning == Some(ON_HOLD))
            .collect();
        on_hold.contains(&true).then_some(Self { words, on_hold })
    }

    pub(super) fn holds(&self, row: usize) -> bool {
        let word = self.words[row];
        word != BLANK_WORD && self.on_hold[word as usize]
    }
}
