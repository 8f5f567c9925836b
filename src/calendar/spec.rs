//! What a policy says of its calendar, and why that may be no calendar.
//!
//! Owns the plain description. Refuses nothing by itself: a calendar is checked when it is built.

use chrono::{NaiveDate, Weekday};
use thiserror::Error;

use super::{HolidayTable, WeeklyHours};
use crate::model::Zone;

/// A working calendar as a policy describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarSpec {
    /// The zone whose wall clock all moments are read on.
    pub zone: Zone,
    /// Which public holidays are observed; they also say which days the calendar can answer for.
    pub holidays: HolidayTable,
    /// The weekdays on which nobody works in an ordinary week; may be empty.
    pub weekend: Vec<Weekday>,
    /// Whether the holiday table's make-up workdays (调休) are worked. If not, they are ordinary days
    /// of their week.
    pub makeup_workdays: bool,
    /// The hours of each weekday.
    pub hours: WeeklyHours,
    /// Days on which the company rests, whatever the rest of the calendar says, with their names.
    pub days_off: Vec<(NaiveDate, String)>,
    /// Days on which the company works though they are holidays or weekend days, with their names;
    /// one that is also a day off is a day off.
    pub extra_workdays: Vec<(NaiveDate, String)>,
}

/// Why a description is no working calendar.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// All seven weekdays are weekend.
    #[error("the weekend has all seven days: no day would be worked")]
    NoWorkingWeekday,
    /// A company's day off or extra workday is a day nothing is known of: a slip of the pen, or a
    /// year not yet announced. It would look honoured and never be.
    #[error("{date} lies outside the days the holiday table {table:?} can answer for, {first} to {last}")]
    OutsideTable {
        /// The company's day.
        date: NaiveDate,
        /// The holiday table's name.
        table: &'static str,
        /// The first day it covers.
        first: NaiveDate,
        /// The last day it covers.
        last: NaiveDate,
    },
}
