//! The clock of the audit: how long a limit is, which days are worked, when something was due.
//!
//! Owns limits (`24h`, `7wd`), the mainland holiday table and working-time arithmetic. Refuses to
//! guess: a working-time question that touches a day outside the holiday table is answered with
//! [`OutsideCoverage`], never with an estimate. Knows nothing of policies, cases or tables.
//!
//! A moment is an `i64`: milliseconds of local wall-clock time in the policy's zone since
//! 1970-01-01T00:00:00. The zone has been applied before a moment gets here, and mainland China has
//! no daylight saving time, so every day is 24 h long.

mod daily_interval;
mod day_table;
mod holidays;
mod limit;
mod schedule;
mod working_time;

#[cfg(test)]
mod brute_force;

pub use daily_interval::{DailyInterval, IntervalError};
pub use day_table::DayKind;
pub use limit::{Limit, LimitError, LimitUnit};
pub use working_time::{OutsideCoverage, WorkingCalendar};

const MS_PER_MINUTE: i64 = 60_000;
const MS_PER_HOUR: i64 = 60 * MS_PER_MINUTE;
const MS_PER_DAY: i64 = 24 * MS_PER_HOUR;
