//! One stretch of a working day, as a policy writes it: `09:00-12:00`.
//!
//! Owns its spelling and bounds. Refuses an interval that is empty or runs past midnight; how
//! several of them make a day is the schedule's business.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Minutes of a calendar day on the wall clock.
pub(super) const MINUTES_PER_DAY: u16 = 24 * 60;

/// A stretch of every working day from one minute to another, the end itself not included; `start <
/// end <= 24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DailyInterval {
    start_minute: u16,
    end_minute: u16,
}

impl DailyInterval {
    /// An interval between two minutes of the day, counted from midnight (540 is 09:00, 1440 is
    /// 24:00).
    ///
    /// # Errors
    /// [`IntervalError::Bounds`] when it is empty, runs backwards or ends after 24:00.
    pub fn new(start_minute: u16, end_minute: u16) -> Result<Self, IntervalError> {
        let interval = Self { start_minute, end_minute };
        if start_minute < end_minute && end_minute <= MINUTES_PER_DAY {
            Ok(interval)
        } else {
            Err(IntervalError::Bounds { text: interval.to_string() })
        }
    }

    /// Where it begins, in minutes since midnight.
    #[must_use]
    pub const fn start_minute(self) -> u16 {
        self.start_minute
    }

    /// Where it ends, in minutes since midnight; 1440 for 24:00.
    #[must_use]
    pub const fn end_minute(self) -> u16 {
        self.end_minute
    }
}

impl fmt::Display for DailyInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = (self.start_minute, self.end_minute);
        f.pad(&format!("{:02}:{:02}-{:02}:{:02}", start / 60, start % 60, end / 60, end % 60))
    }
}

impl FromStr for DailyInterval {
    type Err = IntervalError;

    /// Reads `09:00-12:00`, spaces around the times and a one-digit hour tolerated.
    ///
    /// # Errors
    /// [`IntervalError`], with the text as it was given.
    fn from_str(text: &str) -> Result<Self, IntervalError> {
        let malformed = || IntervalError::Malformed { text: text.to_owned() };
        let (start, end) = text.split_once('-').ok_or_else(malformed)?;
        let start = minute_of_day(start).ok_or_else(malformed)?;
        let end = minute_of_day(end).ok_or_else(malformed)?;
        Self::new(start, end).map_err(|_| IntervalError::Bounds { text: text.to_owned() })
    }
}

/// A time of day as minutes since midnight: `09:00`, `9:00`, `24:00`; a later minute than 24:00 is left to the caller to
/// refuse.
pub(super) fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if hour.len() > 2 || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour <= 24).then_some(hour * 60 + minute)
}

/// Why daily intervals do not describe a working day.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IntervalError {
    /// Not two times of day with a hyphen between.
    #[error("daily interval {text:?}: expected two times of day, e.g. 09:00-12:00")]
    Malformed {
        /// The text as it was given.
        text: String,
    },
    /// Empty, backwards, or past midnight.
    #[error(
        "daily interval {text:?}: it must end after it starts and not after 24:00; \
         write a night shift as 00:00-06:00 and 22:00-24:00"
    )]
    Bounds {
        /// The text as it was given.
        text: String,
    },
    /// A later interval starts before the one in front of it has ended.
    #[error("daily intervals {first} and {second}: they must be in order and must not overlap")]
    Order {
        /// The interval that stands in front.
        first: DailyInterval,
        /// The one that starts too early.
        second: DailyInterval,
    },
    /// No interval at all: working hours would never pass.
    #[error("no daily interval: a working day needs at least one, e.g. 09:00-12:00")]
    Missing,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(text: &str) -> Result<DailyInterval, IntervalError> {
        text.parse()
    }

    #[test]
    fn intervals_are_read_and_written_back() {
        for text in ["09:00-12:00", "00:00-24:00", "23:59-24:00"] {
            assert_eq!(interval(text).expect("valid").to_string(), text);
        }
        let tolerated = interval(" 9:00 - 17:30 ").expect("valid");
        assert_eq!((tolerated.start_minute(), tolerated.end_minute()), (540, 1050));
    }

    #[test]
    fn what_is_not_two_times_is_malformed() {
        for text in [
            "",
            "09:00",
            "9-12",
            "09:00-12",
            "09:60-12:00",
            "25:00-26:00",
            "09:0-12:00",
            "+9:00-12:00",
            ":00-12:00",
        ] {
            assert_eq!(interval(text), Err(IntervalError::Malformed { text: text.to_owned() }));
        }
        assert_eq!(
            interval("9 to 5").expect_err("malformed").to_string(),
            "daily interval \"9 to 5\": expected two times of day, e.g. 09:00-12:00"
        );
    }

    #[test]
    fn empty_backward_and_overlong_intervals_are_refused() {
        for text in ["09:00-09:00", "22:00-06:00", "09:00-24:01", "24:00-24:00"] {
            assert_eq!(interval(text), Err(IntervalError::Bounds { text: text.to_owned() }));
        }
        assert!(DailyInterval::new(0, 1441).is_err());
    }
}
