//! A point on the wall clock of the policy's zone, in milliseconds.

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

/// The zone whose wall clock all moments of a run are read on: a fixed distance from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    offset_minutes: i32,
}

impl Zone {
    /// Reads `+08:00`, `-05:30` or `Z`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "Z" {
            return Some(Self { offset_minutes: 0 });
        }
        let (sign, rest) = match text.split_at_checked(1)? {
            ("+", rest) => (1, rest),
            ("-", rest) => (-1, rest),
            _ => return None,
        };
        let (hours, minutes) = rest.split_once(':')?;
        if hours.len() != 2 || minutes.len() != 2 {
            return None;
        }
        let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
        ((0..=14).contains(&hours) && (0..60).contains(&minutes))
            .then_some(Self { offset_minutes: sign * (hours * 60 + minutes) })
    }

    /// The distance from UTC in minutes, east positive.
    #[must_use]
    pub fn offset_minutes(self) -> i32 {
        self.offset_minutes
    }

    /// `2025-09-30T18:00:00+08:00`.
    #[must_use]
    pub fn rfc3339(self, at: Moment) -> String {
        let local =
            at.naive().map_or_else(|| "?".to_owned(), |at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let minutes = self.offset_minutes.abs();
        format!("{local}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_prints_local_and_with_its_zone() {
        let at = Moment(1_759_255_200_000);
        assert_eq!(at.display(), "2025-09-30 18:00:00");
        let zone = Zone::parse("+08:00").map(|zone| zone.rfc3339(at));
        assert_eq!(zone.as_deref(), Some("2025-09-30T18:00:00+08:00"));
        let west = Zone::parse("-05:30").map(|zone| zone.rfc3339(at));
        assert_eq!(west.as_deref(), Some("2025-09-30T18:00:00-05:30"));
    }

    #[test]
    fn a_day_ends_on_its_last_millisecond() {
        assert_eq!(Moment(0).end_of_day(), Moment(DAY_MS - 1));
        assert_eq!(Moment(-1).end_of_day(), Moment(-1));
    }

    #[test]
    fn zones_that_do_not_exist_are_refused() {
        for text in ["8", "+8:00", "+15:00", "+08:60", "Asia/Shanghai", "＋08:00"] {
            assert!(Zone::parse(text).is_none(), "{text}");
        }
    }
}
