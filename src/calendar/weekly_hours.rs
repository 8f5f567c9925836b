//! The working hours of a week: for each weekday the intervals worked on it.
//!
//! Owns the check that a day's intervals are in order. Refuses a week without any hours; whether a
//! day is worked at all is the day table's business.

use chrono::Weekday;

use super::{DailyInterval, IntervalError};

/// The intervals worked on each weekday, provided that the day is a working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeeklyHours {
    /// Monday first.
    days: [Vec<DailyInterval>; 7],
}

impl WeeklyHours {
    /// The same intervals on every day of the week.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn same(intervals: &[DailyInterval]) -> Result<Self, IntervalError> {
        Self::new(std::array::from_fn(|_| intervals.to_vec()))
    }

    /// The intervals of Monday to Sunday. A day may have none: worked or not, no working hours pass
    /// on it.
    ///
    /// # Errors
    /// [`IntervalError::Order`] when those of a day are unsorted or overlap (they may touch),
    /// [`IntervalError::Missing`] when no day has any.
    pub fn new(days: [Vec<DailyInterval>; 7]) -> Result<Self, IntervalError> {
        for pair in days.iter().flat_map(|day| day.windows(2)) {
            if pair[1].start_minute() < pair[0].end_minute() {
                return Err(IntervalError::Order { first: pair[0], second: pair[1] });
            }
        }
        if days.iter().all(Vec::is_empty) {
            return Err(IntervalError::Missing);
        }
        Ok(Self { days })
    }

    /// The intervals of a weekday, in order.
    #[must_use]
    pub fn intervals(&self, weekday: Weekday) -> &[DailyInterval] {
        &self.days[usize::from(weekday.num_days_from_monday() as u8)]
    }

    /// Whether a minute of the day, counted from midnight, lies in the hours of a weekday. The
    /// minute at which an interval ends does not.
    #[must_use]
    pub fn contains(&self, weekday: Weekday, minute_of_day: u16) -> bool {
        self.intervals(weekday)
            .iter()
            .any(|part| (part.start_minute()..part.end_minute()).contains(&minute_of_day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intervals(texts: &[&str]) -> Vec<DailyInterval> {
        texts.iter().map(|text| text.parse().expect("an interval")).collect()
    }

    #[test]
    fn intervals_may_touch_but_not_overlap_or_be_unsorted() {
        assert!(WeeklyHours::same(&intervals(&["09:00-12:00", "12:00-13:00"])).is_ok());
        for texts in
            [["09:00-12:00", "11:59-13:00"], ["14:00-18:00", "09:00-12:00"], ["09:00-18:00", "10:00-11:00"]]
        {
            let refused = WeeklyHours::same(&intervals(&texts)).expect_err("out of order");
            assert!(matches!(refused, IntervalError::Order { .. }), "{texts:?}");
        }
        assert_eq!(
            WeeklyHours::same(&intervals(&["14:00-18:00", "09:00-12:00"])).expect_err("unsorted").to_string(),
            "daily intervals 14:00-18:00 and 09:00-12:00: they must be in order and must not overlap"
        );
    }

    #[test]
    fn a_day_may_have_no_hours_but_not_the_whole_week() {
        let mut days: [Vec<DailyInterval>; 7] = std::array::from_fn(|_| Vec::new());
        assert_eq!(WeeklyHours::new(days.clone()).expect_err("empty"), IntervalError::Missing);
        days[5] = intervals(&["09:00-12:00"]);
        let saturday = WeeklyHours::new(days).expect("valid");
        assert!(saturday.intervals(Weekday::Fri).is_empty());
        assert!(saturday.contains(Weekday::Sat, 540) && saturday.contains(Weekday::Sat, 719));
        assert!(!saturday.contains(Weekday::Sat, 720) && !saturday.contains(Weekday::Sun, 540));
    }
}
