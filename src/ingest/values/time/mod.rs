//! Points in time as exports write them: the rules, and what a cell says under them.
//!
//! Year-first forms are read with `-`, `/`, `.` or 年月日 between the parts, or none (`20240305`,
//! `202403050907`); a month by its English name; Excel day numbers; the time of day with `:` or 时分秒,
//! 上午/下午 or AM/PM, seconds and fractions optional; a zone is converted to the policy's. Refused are
//! years of two digits, seconds since 1970, and to choose between two days: `05/03/2024` is both.

mod civil;
mod clock;
mod date;
mod day_month;
mod form;
mod plain;
mod serial;
#[cfg(test)]
mod tests;
mod weekday;
mod zone;

use super::cursor::Cursor;
use super::width::in_half_width;
use super::without_text_mark;
use crate::model::{DAY_MS, MINUTE_MS, Zone};

pub use day_month::{DateOrder, DayMonth, DayMonthTally, OrderEvidence, YearLast};
pub use form::TimeForm;

/// What time cells are read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeRules {
    /// The zone whose wall clock a time with a zone of its own is read on.
    pub zone: Zone,
    /// How day and month are told apart in year-last forms.
    pub year_last: YearLast,
    /// Day numbers count from 1904, as in workbooks of old Macs.
    pub epoch_1904: bool,
}

impl TimeRules {
    /// Rules that tell whether a text is a time; which moment it is, they do not: that hangs on the zone.
    pub(in crate::ingest) const fn to_tell(year_last: YearLast) -> Self {
        Self { zone: Zone::BEIJING, year_last, epoch_1904: false }
    }
}

/// A time cell's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeCell {
    /// Milliseconds of local time since 1970; for a day-only cell the start of the day.
    pub at: i64,
    /// The cell names a day and no time of day.
    pub day_only: bool,
}

/// What a cell says as a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeReading {
    /// One time.
    Time {
        /// The time.
        cell: TimeCell,
        /// How it is written.
        form: TimeForm,
        /// What its digits prove of the order of day and month.
        day_month: DayMonth,
    },
    /// One of two days, and nothing says which.
    EitherOrder,
    /// The text is no time, or no time in the order that was named.
    NoTime,
}

impl TimeReading {
    /// What the cell tells of the order of day and month.
    #[must_use]
    pub fn day_month(self) -> DayMonth {
        match self {
            Self::Time { day_month, .. } => day_month,
            Self::EitherOrder => DayMonth::Either,
            Self::NoTime => DayMonth::Silent,
        }
    }
}

/// Reads a time. The text is trimmed and not blank.
#[inline]
#[must_use]
pub fn read_time(text: &[u8], rules: TimeRules) -> TimeReading {
    // The form nearly all exports use comes first and costs no search.
    let reading = match plain::read(text) {
        Some((at, form)) => {
            TimeReading::Time { cell: TimeCell { at, day_only: false }, form, day_month: DayMonth::Silent }
        }
        None => read_other(text, rules),
    };
    if rules.zone.is_fixed() { reading } else { as_shown(reading, rules.zone) }
}

/// A wall time that was skipped when the clock was put forward, as the clock went on to show it: else it
/// would lie before times that it follows.
fn as_shown(reading: TimeReading, zone: Zone) -> TimeReading {
    match reading {
        TimeReading::Time { cell: TimeCell { at, day_only: false }, form, day_month } => {
            let at = zone.local_of_utc(zone.utc_of_local(at).0);
            TimeReading::Time { cell: TimeCell { at, day_only: false }, form, day_month }
        }
        other => other,
    }
}

/// Reads a time; `None` if the text is none, or could be two days.
#[inline]
#[must_use]
pub fn parse_time(text: &[u8], rules: TimeRules) -> Option<TimeCell> {
    match read_time(text, rules) {
        TimeReading::Time { cell, .. } => Some(cell),
        TimeReading::EitherOrder | TimeReading::NoTime => None,
    }
}

/// All forms but the plain one.
#[inline(never)]
fn read_other(text: &[u8], rules: TimeRules) -> TimeReading {
    let read = |text: &[u8]| {
        let text = without_text_mark(text);
        match serial::read(text, rules.epoch_1904) {
            Some(cell) => {
                Some(TimeReading::Time { cell, form: TimeForm::Serial, day_month: DayMonth::Silent })
            }
            None => read_written(Cursor::new(text), rules),
        }
    };
    in_half_width(text, read).unwrap_or(TimeReading::NoTime)
}

/// A date, perhaps with a weekday, a time of day and a zone.
fn read_written(mut cursor: Cursor<'_>, rules: TimeRules) -> Option<TimeReading> {
    let mut weekday = weekday::before_date(&mut cursor);
    let date = date::read(&mut cursor, rules.year_last)?;
    let mut apart = cursor.skip_spaces();
    if weekday.is_none() {
        weekday = weekday::after_date(&mut cursor);
        apart |= cursor.skip_spaces() | weekday.is_some();
    }
    let clock = if cursor.at_end() { None } else { Some(clock::after_date(&mut cursor, &date, apart)?) };
    let zone = if clock.is_some() { zone::read(&mut cursor)? } else { None };
    cursor.at_end().then_some(())?;

    let Some(day) = date.day else { return Some(TimeReading::EitherOrder) };
    // A weekday that contradicts its date names two days; which of them is meant, nobody can tell.
    if weekday.is_some_and(|weekday| weekday != civil::weekday(day)) {
        return None;
    }
    let local = i64::from(day) * DAY_MS + clock.unwrap_or(0);
    let at = zone.map_or(local, |zone| rules.zone.local_of_utc(local - i64::from(zone) * MINUTE_MS));
    let cell = TimeCell { at, day_only: clock.is_none() };
    let form = date.layout.form(clock.is_some(), zone.is_some());
    Some(TimeReading::Time { cell, form, day_month: date.day_month })
}
