//! The parts of a policy beside its obligations: layers, hours, own columns, events, checks.

use crate::calendar::WeeklyHours;
use crate::model::{Severity, Subject, Text};

/// One file of the chain a policy is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// The policy's name in it.
    pub name: String,
    /// The file's path as given, or the built-in name.
    pub origin: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
}

/// When visits are permitted (CBK005).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackHours {
    /// The permitted hours of each weekday.
    pub hours: WeeklyHours,
    /// Whether only the calendar's working days are permitted, or every day.
    pub working_days_only: bool,
}

/// Which close counts where a case was reopened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reopening {
    /// The last one.
    Last,
    /// The first one.
    First,
}

impl Reopening {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Last => Self::First,
            Self::First => Self::Last,
        }
    }
}

/// What the minutes of a column of total hold times are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldTotals {
    /// Minutes of the wall clock.
    Clock,
    /// Minutes of working time.
    Working,
}

/// How the complaints export's rows, each an event, make up a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLog {
    /// The time field by which the events of a case are ordered.
    pub order_by: String,
    /// The meanings of the status during which the clock stands still.
    pub hold_status: Vec<String>,
    /// Times taken from events, in the policy's order.
    pub times: Vec<EventTime>,
}

/// A time field that is the time of an event, where the export has no such column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTime {
    /// The time field.
    pub field: String,
    /// Whether the last such event counts, or the first.
    pub last: bool,
    /// The meanings of the event's status; any of them.
    pub meanings: Vec<String>,
}

/// A column only this policy knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnField {
    /// The export that has it: complaints, visits or customers.
    pub export: Subject,
    /// The name the policy calls it by.
    pub key: String,
    /// The field it is read as: `time_1` to `time_8` or `word_1` to `word_8`.
    pub slot: String,
    /// Headers it goes by, best first.
    pub headers: Vec<String>,
    /// What people call it.
    pub title: Text,
}

/// What a policy changes about a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CheckSetting {
    /// Another gravity; `None`: the check's own.
    pub severity: Option<Severity>,
    /// Whether it is switched off.
    pub off: bool,
}
