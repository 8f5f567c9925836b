//! Every day of the covered years, and how many working days lie before each.
//!
//! Owns the merge of company days, holiday table and ordinary week, and the running count that turns
//! "the n-th working day after" into two look-ups. Refuses days outside the holiday table; knows
//! nothing of hours.

use std::collections::HashMap;
use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{CalendarSpec, DayKind};

/// Consecutive days addressed by their index: 0 is the first covered day. Other days count from
/// 1970-01-01.
pub(super) struct DayTable {
    covers: (NaiveDate, NaiveDate),
    first_epoch_day: i64,
    weekend: Vec<Weekday>,
    exceptions: HashMap<NaiveDate, Exception>,
    /// For each index, and one past the last: the working days before it.
    working_before: Vec<u32>,
    /// The index of each working day.
    working_days: Vec<u32>,
}

/// A day that differs from the ordinary week.
enum Exception {
    Listed(DayKind<'static>),
    DayOff(String),
    ExtraWorkday(String),
}

impl DayTable {
    /// The days of a calendar; with `weekends_only` neither holiday table nor company has a say.
    pub(super) fn new(spec: &CalendarSpec, weekends_only: bool) -> Self {
        let covers = spec.holidays.covers();
        let mut days = Self {
            covers,
            first_epoch_day: i64::from(covers.0.to_epoch_days()),
            weekend: spec.weekend.clone(),
            exceptions: if weekends_only { HashMap::new() } else { exceptions(spec) },
            working_before: Vec::new(),
            working_days: Vec::new(),
        };
        days.count();
        days
    }

    fn count(&mut self) {
        let (first, last) = self.covers;
        let mut count = 0;
        for (index, day) in (0..).zip(first.iter_days().take_while(|day| *day <= last)) {
            self.working_before.push(count);
            if self.kind_of(day).is_working() {
                self.working_days.push(index);
                count += 1;
            }
        }
        self.working_before.push(count);
    }

    fn kind_of(&self, day: NaiveDate) -> DayKind<'_> {
        match self.exceptions.get(&day) {
            Some(Exception::Listed(kind)) => *kind,
            Some(Exception::DayOff(name)) => DayKind::CompanyDayOff(name),
            Some(Exception::ExtraWorkday(name)) => DayKind::ExtraWorkday(name),
            None if self.weekend.contains(&day.weekday()) => DayKind::Weekend,
            None => DayKind::WorkingDay,
        }
    }

    /// The first and the last covered day.
    pub(super) const fn covers(&self) -> (NaiveDate, NaiveDate) {
        self.covers
    }

    /// The first covered day, counted from 1970-01-01.
    pub(super) const fn first_epoch_day(&self) -> i64 {
        self.first_epoch_day
    }

    /// How many days are covered.
    pub(super) fn len(&self) -> usize {
        self.working_before.len() - 1
    }

    /// The index of a day, if covered.
    pub(super) fn index(&self, epoch_day: i64) -> Option<usize> {
        let index = usize::try_from(epoch_day.checked_sub(self.first_epoch_day)?).ok()?;
        (index < self.len()).then_some(index)
    }

    /// The kind of a day, if covered.
    pub(super) fn kind(&self, day: NaiveDate) -> Option<DayKind<'_>> {
        (self.covers.0 <= day && day <= self.covers.1).then(|| self.kind_of(day))
    }

    /// Whether a covered day is worked.
    pub(super) fn is_working(&self, index: usize) -> bool {
        self.working_before[index] < self.working_before[index + 1]
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

/// Later entries replace earlier ones: the company's days off have the last word.
fn exceptions(spec: &CalendarSpec) -> HashMap<NaiveDate, Exception> {
    let listed = spec.holidays.exceptions();
    let listed = listed.filter(|(_, kind)| spec.makeup_workdays || !kind.is_working());
    let worked = spec.extra_workdays.iter().map(|(day, name)| (*day, Exception::ExtraWorkday(name.clone())));
    let off = spec.days_off.iter().map(|(day, name)| (*day, Exception::DayOff(name.clone())));
    listed.map(|(day, kind)| (day, Exception::Listed(kind))).chain(worked).chain(off).collect()
}

impl fmt::Debug for DayTable {
    /// Thousands of days would drown whatever holds a calendar.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DayTable").field("covers", &self.covers).finish_non_exhaustive()
    }
}
