//! A working calendar: what it knows of its days, and how much time lies between two moments.
//!
//! Owns building it from a description and the differences. Refuses to answer a working-time
//! question that touches a day outside the coverage; when a limit ends is told in `due`.

use std::sync::Arc;

use chrono::{NaiveDate, Weekday};
use thiserror::Error;

use super::clock::{Clock, Reading};
use super::day_table::DayTable;
use super::work_table::WorkTable;
use super::{
    CalendarError, CalendarSpec, DailyInterval, DayKind, HolidayTable, IntervalError, WeeklyHours, day_of,
    epoch_day, outside,
};
use crate::model::Zone;

/// A working-time question touched a day the calendar cannot answer for; the verdict is
/// undetermined, not a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{date} lies outside the days the calendar can answer for")]
pub struct OutsideCoverage {
    /// The first such day met. A day beyond what a date can hold is given as the nearest one that
    /// can.
    pub date: NaiveDate,
}

/// The working days of a policy with its working hours and its zone; a clone costs nothing.
#[derive(Debug, Clone)]
pub struct WorkingCalendar {
    inner: Arc<Inner>,
}

struct Inner {
    spec: CalendarSpec,
    days: DayTable,
    work: WorkTable,
    clock: Clock,
}

impl WorkingCalendar {
    /// The calendar of a description. Who speaks first on a day: the company's days off, its extra
    /// workdays, the holiday table, the ordinary week.
    ///
    /// # Errors
    /// [`CalendarError`] when the weekend is the whole week or a company day lies outside the
    /// coverage of the holiday table.
    pub fn new(spec: &CalendarSpec) -> Result<Self, CalendarError> {
        check(spec)?;
        Ok(Self::build(spec.clone(), false))
    }

    /// The mainland's public holidays and make-up workdays of 2004–2026 (the State Council's yearly
    /// notices), worked at `intervals`, the same on every working day; zone +08:00.
    ///
    /// # Errors
    /// [`IntervalError::Missing`] without intervals, [`IntervalError::Order`] when they are
    /// unsorted or overlap; they may touch.
    pub fn mainland(intervals: &[DailyInterval]) -> Result<Self, IntervalError> {
        let spec = CalendarSpec {
            zone: Zone::BEIJING,
            holidays: HolidayTable::CnMainland,
            weekend: vec![Weekday::Sat, Weekday::Sun],
            makeup_workdays: true,
            hours: WeeklyHours::same(intervals)?,
            days_off: Vec::new(),
            extra_workdays: Vec::new(),
        };
        Ok(Self::build(spec, false))
    }

    fn build(spec: CalendarSpec, weekends_only: bool) -> Self {
        let days = DayTable::new(&spec, weekends_only);
        let clock = Clock::new(spec.zone);
        let work = WorkTable::new(&days, &spec.hours, clock);
        Self { inner: Arc::new(Inner { spec, days, work, clock }) }
    }

    /// The same calendar with make-up workdays (调休) as ordinary days of their week.
    #[must_use]
    pub fn without_makeup_workdays(&self) -> Self {
        Self::build(CalendarSpec { makeup_workdays: false, ..self.inner.spec.clone() }, false)
    }

    /// The ordinary week alone: no holidays, no make-up days and no days of the company's own; the
    /// same coverage and hours.
    #[must_use]
    pub fn weekends_only(&self) -> Self {
        let (days_off, extra_workdays) = (Vec::new(), Vec::new());
        let spec =
            CalendarSpec { makeup_workdays: false, days_off, extra_workdays, ..self.inner.spec.clone() };
        Self::build(spec, true)
    }

    /// The name a policy file selects the holiday table by.
    #[must_use]
    pub fn name(&self) -> &str {
        self.inner.spec.holidays.name()
    }

    /// The zone whose wall clock the moments are read on.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.inner.spec.zone
    }

    /// The first and the last day whose kind is known.
    #[must_use]
    pub fn covers(&self) -> (NaiveDate, NaiveDate) {
        self.inner.days.covers()
    }

    /// What kind of day `date` is; `None` outside the coverage.
    #[must_use]
    pub fn day_kind(&self, date: NaiveDate) -> Option<DayKind<'_>> {
        self.inner.days.kind(date)
    }

    /// Whether `date` is a working day; `None` outside the coverage.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> Option<bool> {
        let days = self.days();
        days.index(epoch_day(date)).map(|index| days.is_working(index))
    }

    /// Working milliseconds from `a` to `b`, both in milliseconds of wall-clock time; negative when
    /// `b` is earlier. Real time: hours a clock change takes from a working interval were not worked,
    /// those it repeats were worked twice. Of a wall time that occurs twice the first is meant.
    ///
    /// # Errors
    /// [`OutsideCoverage`] unless the days of both moments are covered.
    pub fn working_ms_between(&self, a: i64, b: i64) -> Result<i64, OutsideCoverage> {
        let worked_by_a = self.worked_until(a, Reading::Earliest)?;
        Ok(self.worked_until(b, Reading::Earliest)? - worked_by_a)
    }

    /// Working days after `a` up to and including `b`; negative, counting those after `b` up to and
    /// including `a`, when `b` is earlier. So an event on `a` met on `b` took this many working
    /// days (民法典 201).
    ///
    /// # Errors
    /// [`OutsideCoverage`] unless both days are covered.
    pub fn working_days_between(&self, a: NaiveDate, b: NaiveDate) -> Result<i64, OutsideCoverage> {
        let through_a = self.days().working_through(self.covered(epoch_day(a))?);
        Ok(self.days().working_through(self.covered(epoch_day(b))?) - through_a)
    }

    /// Real milliseconds from one wall-clock time to another; negative when `b` is earlier. Where a
    /// wall time occurs twice the first is meant; one that is skipped in spring is read on the old
    /// clock.
    #[must_use]
    pub fn elapsed_ms(&self, a: i64, b: i64) -> i64 {
        let clock = self.clock();
        clock.instant(b, Reading::Earliest).saturating_sub(clock.instant(a, Reading::Earliest))
    }

    pub(super) fn hours(&self, weekday: Weekday) -> &[DailyInterval] {
        self.inner.spec.hours.intervals(weekday)
    }

    pub(super) fn days(&self) -> &DayTable {
        &self.inner.days
    }

    pub(super) fn work(&self) -> &WorkTable {
        &self.inner.work
    }

    pub(super) fn clock(&self) -> Clock {
        self.inner.clock
    }

    /// Working milliseconds since the coverage began.
    #[inline]
    pub(super) fn worked_until(&self, wall: i64, reading: Reading) -> Result<i64, OutsideCoverage> {
        self.work().worked_until(wall, reading).ok_or_else(|| outside(day_of(wall)))
    }

    pub(super) fn covered(&self, day: i64) -> Result<usize, OutsideCoverage> {
        self.days().index(day).ok_or_else(|| outside(day))
    }

    pub(super) fn coverage_ends(&self) -> OutsideCoverage {
        outside(epoch_day(self.covers().1) + 1)
    }
}

fn check(spec: &CalendarSpec) -> Result<(), CalendarError> {
    let week =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    if week.iter().all(|weekday| spec.weekend.contains(weekday)) {
        return Err(CalendarError::NoWorkingWeekday);
    }
    let (first, last) = spec.holidays.covers();
    let own_days = spec.days_off.iter().chain(&spec.extra_workdays);
    match own_days.map(|(date, _)| *date).find(|date| !(first..=last).contains(date)) {
        Some(date) => Err(CalendarError::OutsideTable { date, table: spec.holidays.name(), first, last }),
        None => Ok(()),
    }
}

impl std::fmt::Debug for Inner {
    /// The tables would drown whatever holds a calendar.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.spec.fmt(f)
    }
}
