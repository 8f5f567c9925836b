//! The clock of the audit: how long a limit is, which days are worked, when something was due.
//!
//! Owns limits (`24h`, `7wd`), holiday tables, the company's own days and working-time arithmetic.
//! Refuses to guess: a working-time question that touches a day outside the holiday table is answered
//! with [`OutsideCoverage`], never with an estimate. Knows nothing of policies, cases or tables.
//!
//! A moment is an `i64`: milliseconds of wall-clock time in the calendar's zone since
//! 1970-01-01T00:00:00. Days and months are those of the wall clock; minutes and hours are real time,
//! so that a day on which the clock is changed has 23 or 25 of them. In a fixed zone, every day is 24 h long.

mod changed_days;
mod clock;
mod count;
mod daily_interval;
mod day_kind;
mod day_table;
mod digest;
mod due;
mod holds;
mod holidays;
mod limit;
mod schedule;
mod spec;
mod weekly_hours;
mod work_table;
mod working_time;

#[cfg(test)]
mod tests;

pub use count::CountedDay;
pub use daily_interval::{DailyInterval, IntervalError};
pub use day_kind::DayKind;
pub use holidays::HolidayTable;
pub use limit::{Limit, LimitError, LimitUnit};
pub use spec::{CalendarError, CalendarSpec};
pub use weekly_hours::WeeklyHours;
pub use working_time::{OutsideCoverage, WorkingCalendar};

use chrono::NaiveDate;

const MS_PER_MINUTE: i64 = 60_000;
const MS_PER_HOUR: i64 = 60 * MS_PER_MINUTE;
const MS_PER_DAY: i64 = 24 * MS_PER_HOUR;

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

/// The last millisecond of the day: the day's end is in time, the next midnight is late.
fn end_of_day(day: i64) -> Result<i64, OutsideCoverage> {
    (day + 1).checked_mul(MS_PER_DAY).map(|midnight| midnight - 1).ok_or_else(|| outside(day))
}
