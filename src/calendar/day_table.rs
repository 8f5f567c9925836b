//! Every day of the covered years, and how many working days lie before each.
//!
//! Owns the merge of the ordinary week with the holiday table, and the running count that turns
//! "the n-th working day after" into two look-ups. Refuses days outside the holiday table; knows
//! nothing of hours.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};

use super::holidays;

/// What a calendar says of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// Monday to Friday, and no holiday.
    WorkingDay,
    /// Saturday or Sunday, neither holiday nor made up.
    Weekend,
    /// A public holiday with its Chinese name; may fall on a weekend.
    Holiday(&'static str),
    /// A weekend day worked in exchange for a day of the named holiday (调休).
    MakeUpWorkday(&'static str),
}

impl DayKind {
    /// Whether the day counts as a working day.
    #[must_use]
    pub const fn is_working(self) -> bool {
        matches!(self, Self::WorkingDay | Self::MakeUpWorkday(_))
    }

    fn of_ordinary_week(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Sat | Weekday::Sun => Self::Weekend,
            _ => Self::WorkingDay,
        }
    }
}

/// The mainland's days, built on first use and shared by every calendar.
pub(super) static MAINLAND: LazyLock<DayTable> =
    LazyLock::new(|| DayTable::new(holidays::FIRST_DAY, holidays::LAST_DAY, holidays::exceptions()));

/// Consecutive days addressed by their index: 0 is the first covered day. Other days count from
/// 1970-01-01.
pub(super) struct DayTable {
    covers: (NaiveDate, NaiveDate),
    first_epoch_day: i64,
    kinds: Vec<DayKind>,
    /// For each index, and one past the last: the working days before it.
    working_before: Vec<u32>,
    /// The index of each working day.
    working_days: Vec<u32>,
}

impl DayTable {
    fn new(
        first: NaiveDate,
        last: NaiveDate,
        exceptions: impl Iterator<Item = (NaiveDate, DayKind)>,
    ) -> Self {
        let exceptions: HashMap<NaiveDate, DayKind> = exceptions.collect();
        let kind_of = |day: NaiveDate| {
            exceptions.get(&day).copied().unwrap_or_else(|| DayKind::of_ordinary_week(day.weekday()))
        };
        let kinds: Vec<DayKind> = first.iter_days().take_while(|day| *day <= last).map(kind_of).collect();

        let mut working_before = Vec::with_capacity(kinds.len() + 1);
        let mut working_days = Vec::with_capacity(kinds.len());
        let mut count = 0;
        for (index, kind) in (0..).zip(&kinds) {
            working_before.push(count);
            if kind.is_working() {
                working_days.push(index);
                count += 1;
            }
        }
        working_before.push(count);
        Self {
            covers: (first, last),
            first_epoch_day: i64::from(first.to_epoch_days()),
            kinds,
            working_before,
            working_days,
        }
    }

    /// The first and the last covered day.
    pub(super) const fn covers(&self) -> (NaiveDate, NaiveDate) {
        self.covers
    }

    /// The index of a day, if covered.
    pub(super) fn index(&self, epoch_day: i64) -> Option<usize> {
        let index = usize::try_from(epoch_day.checked_sub(self.first_epoch_day)?).ok()?;
        (index < self.kinds.len()).then_some(index)
    }

    /// The kind of a covered day.
    pub(super) fn kind(&self, index: usize) -> DayKind {
        self.kinds[index]
    }

    /// Working days from the first covered day to just before this one.
    pub(super) fn working_before(&self, index: usize) -> i64 {
        i64::from(self.working_before[index])
    }

    /// Working days from the first covered day to this one, itself included.
    pub(super) fn working_through(&self, index: usize) -> i64 {
        i64::from(self.working_before[index + 1])
    }

    /// The day of the working day with this ordinal, counted from 0; `None` beyond the table.
    pub(super) fn working_day(&self, ordinal: i64) -> Option<i64> {
        let index = self.working_days.get(usize::try_from(ordinal).ok()?)?;
        Some(self.first_epoch_day + i64::from(*index))
    }
}

impl fmt::Debug for DayTable {
    /// Thousands of days would drown whatever holds a calendar.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DayTable").field("covers", &self.covers).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epoch_day(text: &str) -> i64 {
        i64::from(text.parse::<NaiveDate>().expect("a date").to_epoch_days())
    }

    fn index(text: &str) -> usize {
        MAINLAND.index(epoch_day(text)).expect("covered")
    }

    #[test]
    fn the_holiday_table_overrides_the_ordinary_week() {
        for (day, kind) in [
            ("2024-09-30", DayKind::WorkingDay),
            ("2024-10-01", DayKind::Holiday("国庆节")),
            ("2024-10-05", DayKind::Holiday("国庆节")),
            ("2024-10-12", DayKind::MakeUpWorkday("国庆节")),
            ("2024-10-13", DayKind::Weekend),
        ] {
            assert_eq!(MAINLAND.kind(index(day)), kind, "{day}");
        }
    }

    #[test]
    fn counts_and_working_days_are_inverse() {
        for index in 0..MAINLAND.kinds.len() {
            let counted = MAINLAND.working_through(index) - MAINLAND.working_before(index);
            assert_eq!(counted, i64::from(MAINLAND.kind(index).is_working()));
            if counted == 1 {
                let day = MAINLAND.working_day(MAINLAND.working_before(index));
                assert_eq!(day.and_then(|day| MAINLAND.index(day)), Some(index));
            }
        }
    }

    #[test]
    fn days_beyond_the_announced_years_have_no_index() {
        assert_eq!(MAINLAND.index(epoch_day("2004-01-01")), Some(0));
        assert_eq!(MAINLAND.index(epoch_day("2026-12-31")), Some(MAINLAND.kinds.len() - 1));
        for day in [epoch_day("2003-12-31"), epoch_day("2027-01-01"), i64::MIN, i64::MAX] {
            assert_eq!(MAINLAND.index(day), None);
        }
    }
}
