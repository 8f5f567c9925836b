//! A point on the wall clock of the policy's zone, in milliseconds.
//!
//! Owns how such a point is held and shown; what the clock does is the zone's business.

mod zone;
mod zone_table;

pub use zone::{ClockChange, Zone};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike};

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
        self.written(' ')
    }

    /// Date and time with `between` between them; `?` for a moment no calendar can write.
    ///
    /// A million findings have three million of them, so the digits are put together by hand.
    pub(super) fn written(self, between: char) -> String {
        let Some(at) = self.naive() else { return "?".to_owned() };
        let mut text = String::with_capacity(19);
        match u32::try_from(at.year()) {
            Ok(year) if year <= 9999 => {
                push_two(&mut text, year / 100);
                push_two(&mut text, year % 100);
            }
            // Beyond four digits a year carries its sign.
            _ => text.push_str(&at.format("%Y").to_string()),
        }
        let rest = [
            ('-', at.month()),
            ('-', at.day()),
            (between, at.hour()),
            (':', at.minute()),
            (':', at.second()),
        ];
        for (before, number) in rest {
            text.push(before);
            push_two(&mut text, number);
        }
        text
    }
}

fn push_two(text: &mut String, number: u32) {
    text.extend([number / 10, number % 10].map(|digit| char::from_digit(digit, 10).unwrap_or('?')));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn digits_are_those_of_the_calendar(at in -100_000_000_000_000_i64..400_000_000_000_000) {
            let by_pattern = Moment(at).naive().map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
            prop_assert_eq!(Some(Moment(at).written('T')), by_pattern);
        }
    }

    #[test]
    fn years_beyond_four_digits_and_none_at_all() {
        for at in [i64::MIN, i64::MAX, 253_402_300_800_000, -62_198_755_200_001] {
            let by_pattern = Moment(at).naive().map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
            assert_eq!(Moment(at).written('T'), by_pattern.unwrap_or_else(|| "?".to_owned()), "{at}");
        }
    }

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
