//! A point on the wall clock of the policy's zone, in milliseconds.
//!
//! Owns how such a point is held and shown; what the clock does is the zone's business.

mod zone;
mod zone_table;

pub use zone::{ClockChange, Zone};

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// Milliseconds in a minute.
pub const MINUTE_MS: i64 = 60_000;
/// Milliseconds in an hour.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Milliseconds in a calendar day.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// Local wall-clock time in milliseconds since 1970-01-01T00:00:00 of the same clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// From a date and time without a zone.
    #[must_use]
    pub fn from_naive(at: NaiveDateTime) -> Self {
        Self(at.and_utc().timestamp_millis())
    }

    /// The date and time without a zone; `None` for a moment no calendar can write.
    #[must_use]
    pub fn naive(self) -> Option<NaiveDateTime> {
        DateTime::from_timestamp_millis(self.0).map(|at| at.naive_utc())
    }

    /// The calendar day.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        self.naive().map(|at| at.date())
    }

    /// The last millisecond of this moment's day.
    #[must_use]
    pub fn end_of_day(self) -> Self {
        Self(self.0.div_euclid(DAY_MS) * DAY_MS + DAY_MS - 1)
    }

    /// `2025-09-30 18:00:00`; fractions of a second are not shown.
    #[must_use]
    pub fn display(self) -> String {
        self.naive().map_or_else(|| "?".to_owned(), |at| at.format("%Y-%m-%d %H:%M:%S").to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_shown_without_its_zone() {
        assert_eq!(Moment(1_759_255_200_000).display(), "2025-09-30 18:00:00");
    }

    #[test]
    fn a_day_ends_on_its_last_millisecond() {
        assert_eq!(Moment(0).end_of_day(), Moment(DAY_MS - 1));
        assert_eq!(Moment(-1).end_of_day(), Moment(-1));
    }
}
