//! When a limit ends, and how much working time lies between two moments.
//!
//! Owns the arithmetic over day table and schedule: each answer is a few look-ups, because an audit
//! asks once per case and obligation. Refuses to answer a working-time question that touches a day
//! outside the coverage; whether a late answer is a breach is not its business.

use chrono::{Months, NaiveDate};
use thiserror::Error;

use super::day_table::{DayTable, MAINLAND};
use super::schedule::Schedule;
use super::{
    DailyInterval, DayKind, IntervalError, Limit, LimitUnit, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE,
};

/// A working-time question touched a day the calendar cannot answer for; the verdict is
/// undetermined, not a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{date} lies outside the days the calendar can answer for")]
pub struct OutsideCoverage {
    /// The first such day met. A day beyond what a date can hold is given as the nearest one that
    /// can.
    pub date: NaiveDate,
}

/// Working days of a region with the working hours of a policy.
#[derive(Debug, Clone)]
pub struct WorkingCalendar {
    days: &'static DayTable,
    hours: Schedule,
}

impl WorkingCalendar {
    /// The mainland's public holidays and make-up workdays of 2004–2026 (the State Council's yearly
    /// notices), worked at `intervals`, the same on every working day.
    ///
    /// # Errors
    /// [`IntervalError::Missing`] without intervals, [`IntervalError::Order`] when they are
    /// unsorted or overlap; they may touch.
    pub fn mainland(intervals: &[DailyInterval]) -> Result<Self, IntervalError> {
        Ok(Self { days: &MAINLAND, hours: Schedule::new(intervals)? })
    }

    /// The name a policy file selects this calendar by.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        "cn-mainland"
    }

    /// The first and the last day whose kind is known.
    #[must_use]
    pub const fn covers(&self) -> (NaiveDate, NaiveDate) {
        self.days.covers()
    }

    /// What kind of day `date` is; `None` outside the coverage.
    #[must_use]
    pub fn day_kind(&self, date: NaiveDate) -> Option<DayKind> {
        self.days.index(epoch_day(date)).map(|index| self.days.kind(index))
    }

    /// Whether `date` is a working day; `None` outside the coverage.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> Option<bool> {
        self.day_kind(date).map(DayKind::is_working)
    }

    /// The last moment that is still in time, for an event at `trigger_ms`; both in milliseconds of
    /// local time.
    ///
    /// - `min`, `h`: exactly so much after the event.
    /// - `d`, `wd`, `mo`: the day of the event is not counted, whatever its kind (民法典 201), and
    ///   the limit ends when its last day does, at 23:59:59.999 (民法典 203). A month ends on the
    ///   day of the same number, or on its last day where there is none (民法典 202). Moving an end
    ///   off a holiday, or up to the close of business (both 民法典 203), is the policy's choice.
    /// - `wh`: working hours from the event, or from the next interval's start when nobody works
    ///   then. Hours used up at an interval's end are due at that end.
    ///
    /// # Errors
    /// [`OutsideCoverage`] for `wd` and `wh` unless every day from the event's to the due one is
    /// covered; for the other units only where the due moment cannot be represented.
    pub fn due(&self, trigger_ms: i64, limit: Limit) -> Result<i64, OutsideCoverage> {
        let amount = i64::from(limit.amount());
        let day = day_of(trigger_ms);
        match limit.unit() {
            LimitUnit::Minutes => clock_due(trigger_ms, amount * MS_PER_MINUTE),
            LimitUnit::Hours => clock_due(trigger_ms, amount * MS_PER_HOUR),
            LimitUnit::CalendarDays => end_of_day(day + amount),
            LimitUnit::CalendarMonths => end_of_day(months_later(day, limit.amount())?),
            LimitUnit::WorkingDays => end_of_day(self.working_days_later(day, amount)?),
            LimitUnit::WorkingHours => self.working_time_later(trigger_ms, amount * MS_PER_HOUR),
        }
    }

    /// Working milliseconds from `a` to `b`, both in milliseconds of local time; negative when `b`
    /// is earlier.
    ///
    /// # Errors
    /// [`OutsideCoverage`] unless the days of both moments are covered.
    pub fn working_ms_between(&self, a: i64, b: i64) -> Result<i64, OutsideCoverage> {
        let worked_by_a = self.worked_until(a)?;
        Ok(self.worked_until(b)? - worked_by_a)
    }

    /// Working days after `a` up to and including `b`; negative, counting those after `b` up to and
    /// including `a`, when `b` is earlier. So an event on `a` met on `b` took this many working
    /// days (民法典 201).
    ///
    /// # Errors
    /// [`OutsideCoverage`] unless both days are covered.
    pub fn working_days_between(&self, a: NaiveDate, b: NaiveDate) -> Result<i64, OutsideCoverage> {
        let through_a = self.days.working_through(self.covered(epoch_day(a))?);
        Ok(self.days.working_through(self.covered(epoch_day(b))?) - through_a)
    }

    fn working_days_later(&self, day: i64, amount: i64) -> Result<i64, OutsideCoverage> {
        let through_event = self.days.working_through(self.covered(day)?);
        self.days.working_day(through_event + amount - 1).ok_or_else(|| self.coverage_ends())
    }

    fn working_time_later(&self, trigger_ms: i64, duration: i64) -> Result<i64, OutsideCoverage> {
        let target = self.worked_until(trigger_ms)? + duration;
        // One less, so that work done when an interval closes does not run over into the next
        // working day.
        let full_days = (target - 1) / self.hours.worked_per_day();
        let rest = target - full_days * self.hours.worked_per_day();
        let day = self.days.working_day(full_days).ok_or_else(|| self.coverage_ends())?;
        Ok(day * MS_PER_DAY + self.hours.time_when_worked(rest))
    }

    /// Working milliseconds since the coverage began.
    fn worked_until(&self, moment: i64) -> Result<i64, OutsideCoverage> {
        let index = self.covered(day_of(moment))?;
        let before = self.days.working_before(index);
        // 1 on a working day, else 0: a branch here is a coin toss and costs more than the product.
        let works_today = self.days.working_through(index) - before;
        let worked_today = self.hours.worked_until(moment.rem_euclid(MS_PER_DAY));
        Ok(before * self.hours.worked_per_day() + works_today * worked_today)
    }

    fn covered(&self, day: i64) -> Result<usize, OutsideCoverage> {
        self.days.index(day).ok_or_else(|| outside(day))
    }

    fn coverage_ends(&self) -> OutsideCoverage {
        outside(epoch_day(self.covers().1) + 1)
    }
}

fn day_of(moment: i64) -> i64 {
    moment.div_euclid(MS_PER_DAY)
}

fn epoch_day(date: NaiveDate) -> i64 {
    i64::from(date.to_epoch_days())
}

fn date_of(day: i64) -> Option<NaiveDate> {
    NaiveDate::from_epoch_days(i32::try_from(day).ok()?)
}

#[cold]
fn outside(day: i64) -> OutsideCoverage {
    let nearest = if day < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    OutsideCoverage { date: date_of(day).unwrap_or(nearest) }
}

fn clock_due(trigger_ms: i64, duration: i64) -> Result<i64, OutsideCoverage> {
    trigger_ms.checked_add(duration).ok_or_else(|| outside(day_of(trigger_ms)))
}

fn months_later(day: i64, months: u32) -> Result<i64, OutsideCoverage> {
    let later = date_of(day).and_then(|date| date.checked_add_months(Months::new(months)));
    later.map(epoch_day).ok_or_else(|| outside(day))
}

/// The last millisecond of the day: the day's end is in time, the next midnight is late.
fn end_of_day(day: i64) -> Result<i64, OutsideCoverage> {
    (day + 1).checked_mul(MS_PER_DAY).map(|midnight| midnight - 1).ok_or_else(|| outside(day))
}

#[cfg(test)]
mod tests;
