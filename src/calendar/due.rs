//! When a limit ends.
//!
//! Owns the end of every unit, with and without stretches in which the clock stands still: each is a
//! few look-ups, because an audit asks once per case and obligation. Whether a late answer is a breach
//! is not its business.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::clock::{Due, Reading};
use super::holds::{held_days, merged, reach};
use super::{
    Limit, LimitUnit, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, OutsideCoverage, WorkingCalendar, date_of,
    day_of, end_of_day, epoch_day, outside,
};

/// Stands for the working time by a moment after the coverage: beyond all that can be asked for, and
/// far from where sums overflow.
const NEVER: i64 = i64::MAX / 4;

impl WorkingCalendar {
    /// The last moment that is still in time, for an event at `trigger_ms`; both in milliseconds of
    /// wall-clock time.
    ///
    /// - `min`, `h`: exactly so much real time after the event.
    /// - `d`, `wd`, `mo`: the day of the event is not counted, whatever its kind (民法典 201), and
    ///   the limit ends when its last day does, at 23:59:59.999 (民法典 203). A month ends on the
    ///   day of the same number, or on its last day where there is none (民法典 202). Moving an end
    ///   off a holiday ([`Self::roll`]), or up to the close of business (both 民法典 203), is the policy's
    ///   choice.
    /// - `wh`: working hours from the event, or from the next interval's start when nobody works
    ///   then. Hours used up at an interval's end are due at that end.
    /// - `next-month`: the day and time it names; 24:00 is 23:59:59.999.
    ///
    /// Where the trigger occurs twice because the clock was put back, the first is meant
    /// ([`Self::due_range`] tells what the other would change).
    ///
    /// # Errors
    /// [`OutsideCoverage`] for `wd` and `wh` unless every day from the event's to the due one is
    /// covered; for the other units only where the due moment cannot be represented.
    pub fn due(&self, trigger_ms: i64, limit: Limit) -> Result<i64, OutsideCoverage> {
        self.due_from(trigger_ms, limit, Reading::Earliest).map(|due| due.wall)
    }

    /// The tightest and the loosest wall-clock time up to which an answer is in time, where a clock
    /// put back leaves more than one reading; equal otherwise. An answer up to the first is in time
    /// under every reading of trigger, due moment and answer; one after the second under none.
    ///
    /// Limits that end with a day leave no doubt: all of that wall-clock day is in time.
    ///
    /// # Errors
    /// As [`Self::due`].
    #[inline]
    pub fn due_range(&self, trigger_ms: i64, limit: Limit) -> Result<(i64, i64), OutsideCoverage> {
        let first = self.due_from(trigger_ms, limit, Reading::Earliest)?;
        if self.zone().is_fixed() || ends_with_a_day(limit) {
            return Ok((first.wall, first.wall));
        }
        let last = self.due_from(trigger_ms, limit, Reading::Latest)?;
        Ok((self.clock().bounds(first).0, self.clock().bounds(last).1))
    }

    /// As [`Self::due`], with the clock standing still within each of `holds`: from its first wall-clock
    /// time (included) to its second (not included). They may be unsorted and overlap; empty and
    /// backward ones are ignored, and so is one that begins when the limit, as prolonged by those
    /// before it, has ended.
    ///
    /// - `min`, `h`, `wh`: the real or working time within a hold does not count.
    /// - `d`, `wd`: a day does not count when the clock stands still at its end, that is, when its
    ///   last millisecond lies in a hold.
    /// - `mo`: as many days as lie between the event and the unheld end are counted like `d`.
    /// - `next-month`: a hold changes nothing.
    ///
    /// # Errors
    /// As [`Self::due`].
    pub fn due_held(
        &self,
        trigger_ms: i64,
        limit: Limit,
        holds: &[(i64, i64)],
    ) -> Result<i64, OutsideCoverage> {
        if holds.is_empty() || limit.unit() == LimitUnit::NextMonth {
            return self.due(trigger_ms, limit);
        }
        match limit.unit() {
            LimitUnit::WorkingHours => {
                let start = self.worked_until(trigger_ms, Reading::Earliest)?;
                let holds = self.holds_in_working_time(holds);
                let target = reach(start, real_ms(limit), &holds).ok_or_else(|| self.coverage_ends())?;
                self.done_at(target).map(|due| due.wall)
            }
            LimitUnit::Minutes | LimitUnit::Hours => {
                let instant = |wall| self.clock().instant(wall, Reading::Earliest);
                let holds = merged(holds.iter().map(|(from, until)| (instant(*from), instant(*until))));
                let due = reach(instant(trigger_ms), real_ms(limit), &holds);
                due.map(|due| self.clock().wall(due)).ok_or_else(|| outside(day_of(trigger_ms)))
            }
            _ => end_of_day(self.last_day_held(day_of(trigger_ms), limit, &held_days(holds))?),
        }
    }

    /// A due moment on a day that is not worked moves to the end of the next working day,
    /// 23:59:59.999 (民法典 203); any other stays.
    ///
    /// # Errors
    /// [`OutsideCoverage`] unless its day, and the working day it moves to, are covered.
    pub fn roll(&self, due_ms: i64) -> Result<i64, OutsideCoverage> {
        let index = self.covered(day_of(due_ms))?;
        if self.days().is_working(index) {
            return Ok(due_ms);
        }
        let next = self.days().working_day(self.days().working_before(index));
        end_of_day(next.ok_or_else(|| self.coverage_ends())?)
    }

    #[inline]
    fn due_from(&self, trigger_ms: i64, limit: Limit, reading: Reading) -> Result<Due, OutsideCoverage> {
        match limit.unit() {
            LimitUnit::WorkingHours => self.done_at(self.worked_until(trigger_ms, reading)? + real_ms(limit)),
            LimitUnit::Minutes | LimitUnit::Hours => {
                let due = self.clock().instant(trigger_ms, reading).checked_add(real_ms(limit));
                due.map(|due| self.clock().due_at(due)).ok_or_else(|| outside(day_of(trigger_ms)))
            }
            LimitUnit::NextMonth => {
                next_month(trigger_ms, limit).map(|wall| Due { wall: self.clock().shown(wall), reading })
            }
            _ => {
                let last = self.last_day(day_of(trigger_ms), limit)?;
                end_of_day(last).map(|wall| Due { wall, reading })
            }
        }
    }

    fn done_at(&self, worked: i64) -> Result<Due, OutsideCoverage> {
        self.work().when_worked(worked).ok_or_else(|| self.coverage_ends())
    }

    /// The last day of a limit in days or months.
    #[inline]
    fn last_day(&self, event: i64, limit: Limit) -> Result<i64, OutsideCoverage> {
        let amount = i64::from(limit.amount());
        match limit.unit() {
            LimitUnit::WorkingDays => {
                self.nth_working_day(self.days().working_through(self.covered(event)?) + amount)
            }
            LimitUnit::CalendarMonths => months_later(event, limit.amount()),
            _ => Ok(event + amount),
        }
    }

    /// The same when the days of some stretches do not count, each given by its first and last.
    fn last_day_held(&self, event: i64, limit: Limit, held: &[(i64, i64)]) -> Result<i64, OutsideCoverage> {
        if limit.unit() != LimitUnit::WorkingDays {
            let days = self.last_day(event, limit)? - event;
            let held: Vec<(i64, i64)> = held.iter().map(|(first, last)| (*first, last + 1)).collect();
            // Counted from the end of the event's day; the day before the end reached is the last.
            return reach(event + 1, days, &held).map(|end| end - 1).ok_or_else(|| outside(event));
        }
        // Working days are counted from the first of the coverage, so a stretch of held ones is one of
        // their numbers, too.
        let days = self.days();
        let number = |day: i64| match days.index(day) {
            Some(index) => days.working_before(index),
            None if day < days.first_epoch_day() => 0,
            None => NEVER,
        };
        let held: Vec<(i64, i64)> =
            held.iter().map(|(first, last)| (number(*first), number(last + 1))).collect();
        let through_event = days.working_through(self.covered(event)?);
        let end =
            reach(through_event, i64::from(limit.amount()), &held).ok_or_else(|| self.coverage_ends())?;
        self.nth_working_day(end)
    }

    /// The working day with this number, counted from 1 at the start of the coverage.
    fn nth_working_day(&self, number: i64) -> Result<i64, OutsideCoverage> {
        self.days().working_day(number - 1).ok_or_else(|| self.coverage_ends())
    }

    /// Holds as working time since the coverage began, merged.
    pub(super) fn holds_in_working_time(&self, holds: &[(i64, i64)]) -> Vec<(i64, i64)> {
        let worked = |wall| match self.worked_until(wall, Reading::Earliest) {
            Ok(worked) => worked,
            Err(_) if day_of(wall) < self.days().first_epoch_day() => 0,
            Err(_) => NEVER,
        };
        merged(
            holds
                .iter()
                .filter(|(from, until)| from < until)
                .map(|(from, until)| (worked(*from), worked(*until))),
        )
    }
}

const fn ends_with_a_day(limit: Limit) -> bool {
    matches!(limit.unit(), LimitUnit::CalendarDays | LimitUnit::WorkingDays | LimitUnit::CalendarMonths)
}

/// The length of a limit in minutes, hours or working hours.
fn real_ms(limit: Limit) -> i64 {
    let unit = if limit.unit() == LimitUnit::Minutes { MS_PER_MINUTE } else { MS_PER_HOUR };
    i64::from(limit.amount()) * unit
}

fn months_later(day: i64, months: u32) -> Result<i64, OutsideCoverage> {
    let later = date_of(day).and_then(|date| date.checked_add_months(Months::new(months)));
    later.map(epoch_day).ok_or_else(|| outside(day))
}

fn next_month(trigger_ms: i64, limit: Limit) -> Result<i64, OutsideCoverage> {
    let event = day_of(trigger_ms);
    let day = date_of(event).and_then(|date| day_of_next_month(date, limit.amount()));
    let day = epoch_day(day.ok_or_else(|| outside(event))?);
    let time = limit.minute().map_or(MS_PER_DAY, |minute| i64::from(minute) * MS_PER_MINUTE);
    Ok(day * MS_PER_DAY + time.min(MS_PER_DAY - 1))
}

fn day_of_next_month(date: NaiveDate, day: u32) -> Option<NaiveDate> {
    let first = date.with_day(1)?.checked_add_months(Months::new(1))?;
    let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
    first.checked_add_days(Days::new(u64::from(day.min(last.day()) - 1)))
}
