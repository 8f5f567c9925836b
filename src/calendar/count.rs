//! The counting of a limit, day by day, as it is printed for a dispute.
//!
//! Owns the list from the event's day to the due day. Refuses to find the end itself: that comes from
//! the same question an audit asks, so that count and verdict cannot part.

use chrono::NaiveDate;

use super::clock::Reading;
use super::holds::{held_days, outside_holds};
use super::{
    Limit, LimitUnit, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, OutsideCoverage, WorkingCalendar, date_of,
    day_of, outside,
};

/// One day in the counting of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CountedDay {
    /// The day.
    pub date: NaiveDate,
    /// Whether the calendar says it is a working day; false where it cannot say.
    pub is_working: bool,
    /// Limits in days and months: the clock stood still at the day's end. Limits in working hours:
    /// the day had working time, from the event on, and the clock stood still in all of it.
    pub held: bool,
    /// Whether it is the day of the event.
    pub is_event_day: bool,
    /// Whether the day brings the limit nearer to its end.
    pub counts: bool,
    /// What it adds to the sum.
    pub adds: u32,
    /// The sum at its end: days for `d`, `wd` and `mo`; whole working minutes for `wh`, rounded down.
    pub sum: u32,
}

impl WorkingCalendar {
    /// Every day from the event's to the due one with what it adds, for a limit in days, months or
    /// working hours; the last sum is the limit (for `mo`, the days its months have). Empty for
    /// `min`, `h` and `next-month`, in which no days are counted.
    ///
    /// # Errors
    /// As [`Self::due`].
    pub fn count_days(
        &self,
        trigger_ms: i64,
        limit: Limit,
        holds: &[(i64, i64)],
    ) -> Result<Vec<CountedDay>, OutsideCoverage> {
        match limit.unit() {
            LimitUnit::Minutes | LimitUnit::Hours | LimitUnit::NextMonth => Ok(Vec::new()),
            LimitUnit::WorkingHours => self.count_hours(trigger_ms, limit, holds),
            LimitUnit::CalendarDays | LimitUnit::WorkingDays | LimitUnit::CalendarMonths => {
                self.count_whole_days(trigger_ms, limit, holds)
            }
        }
    }

    fn count_whole_days(
        &self,
        trigger_ms: i64,
        limit: Limit,
        holds: &[(i64, i64)],
    ) -> Result<Vec<CountedDay>, OutsideCoverage> {
        let (event, last) = (day_of(trigger_ms), day_of(self.due_held(trigger_ms, limit, holds)?));
        let held_days = held_days(holds);
        let mut sum = 0;
        let count = |day: i64| {
            let mut counted = self.uncounted(day, event)?;
            counted.held = held_days.iter().any(|(first, last)| (*first..=*last).contains(&day));
            let kind_counts = counted.is_working || limit.unit() != LimitUnit::WorkingDays;
            counted.counts = kind_counts && !counted.held && !counted.is_event_day;
            counted.adds = u32::from(counted.counts);
            sum += counted.adds;
            counted.sum = sum;
            Ok(counted)
        };
        (event..=last).map(count).collect()
    }

    fn count_hours(
        &self,
        trigger_ms: i64,
        limit: Limit,
        holds: &[(i64, i64)],
    ) -> Result<Vec<CountedDay>, OutsideCoverage> {
        let (event, last) = (day_of(trigger_ms), day_of(self.due_held(trigger_ms, limit, holds)?));
        let holds = self.holds_in_working_time(holds);
        let start = self.worked_until(trigger_ms, Reading::Earliest)?;
        let whole = i64::from(limit.amount()) * MS_PER_HOUR;
        let (mut worked, mut done) = (start, 0);
        let count = |day: i64| {
            let worked_by_midnight = self.worked_by((day + 1) * MS_PER_DAY).max(worked);
            // What the due day holds beyond the limit is not counted.
            let done_by_midnight = outside_holds(start, worked_by_midnight, &holds).min(whole);
            let mut counted = self.uncounted(day, event)?;
            counted.counts = done < done_by_midnight;
            counted.held = worked < worked_by_midnight && !counted.counts && done < whole;
            counted.sum = whole_minutes(done_by_midnight);
            counted.adds = counted.sum - whole_minutes(done);
            (worked, done) = (worked_by_midnight, done_by_midnight);
            Ok(counted)
        };
        (event..=last).map(count).collect()
    }

    /// Working time by a moment not before the coverage; that of all the coverage when it is after it,
    /// which is where work ending with the last day is due.
    fn worked_by(&self, wall: i64) -> i64 {
        self.work().worked_until(wall, Reading::Earliest).unwrap_or_else(|| self.work().total())
    }

    fn uncounted(&self, day: i64, event: i64) -> Result<CountedDay, OutsideCoverage> {
        let date = date_of(day).ok_or_else(|| outside(day))?;
        let is_working = self.is_working_day(date).unwrap_or(false);
        let is_event_day = day == event;
        Ok(CountedDay { date, is_working, held: false, is_event_day, counts: false, adds: 0, sum: 0 })
    }
}

/// Never more than the largest limit has, which fits.
fn whole_minutes(ms: i64) -> u32 {
    u32::try_from(ms / MS_PER_MINUTE).unwrap_or(u32::MAX)
}
