//! The working hours of one day: when it opens and closes, and the breaks between.
//!
//! Owns the step between a time of day and the work done by then. Refuses intervals that are
//! missing, out of order or overlapping; which days are worked is the day table's business.

use super::{DailyInterval, IntervalError, MS_PER_MINUTE};

/// The same hours on every working day; all times in milliseconds since midnight.
#[derive(Debug, Clone)]
pub(super) struct Schedule {
    opens: i64,
    closes: i64,
    breaks: Vec<Break>,
    worked_per_day: i64,
}

#[derive(Debug, Clone)]
struct Break {
    start: i64,
    length: i64,
}

impl Schedule {
    /// # Errors
    /// [`IntervalError::Missing`] without intervals, [`IntervalError::Order`] unless each starts at
    /// or after the end of the one before.
    pub(super) fn new(intervals: &[DailyInterval]) -> Result<Self, IntervalError> {
        let (Some(first), Some(last)) = (intervals.first(), intervals.last()) else {
            return Err(IntervalError::Missing);
        };
        let breaks = intervals
            .windows(2)
            .map(|pair| break_between(pair[0], pair[1]))
            .collect::<Result<Vec<_>, _>>()?;
        let (opens, closes) = (start_ms(*first), end_ms(*last));
        let worked_per_day = closes - opens - breaks.iter().map(|pause| pause.length).sum::<i64>();
        Ok(Self { opens, closes, breaks, worked_per_day })
    }

    /// Working milliseconds in a whole working day; above 0.
    pub(super) const fn worked_per_day(&self) -> i64 {
        self.worked_per_day
    }

    /// Working milliseconds from midnight to `time_of_day`.
    pub(super) fn worked_until(&self, time_of_day: i64) -> i64 {
        let paused: i64 =
            self.breaks.iter().map(|pause| (time_of_day - pause.start).clamp(0, pause.length)).sum();
        time_of_day.clamp(self.opens, self.closes) - self.opens - paused
    }

    /// The earliest time of day by which `worked` milliseconds are done, for `worked` from 1 to a
    /// whole day: at the end of an interval, that end and not the start of the next one.
    pub(super) fn time_when_worked(&self, worked: i64) -> i64 {
        self.breaks
            .iter()
            .fold(self.opens + worked, |time, pause| time + i64::from(time > pause.start) * pause.length)
    }
}

fn break_between(first: DailyInterval, second: DailyInterval) -> Result<Break, IntervalError> {
    let (start, end) = (end_ms(first), start_ms(second));
    if start <= end {
        Ok(Break { start, length: end - start })
    } else {
        Err(IntervalError::Order { first, second })
    }
}

fn start_ms(interval: DailyInterval) -> i64 {
    i64::from(interval.start_minute()) * MS_PER_MINUTE
}

fn end_ms(interval: DailyInterval) -> i64 {
    i64::from(interval.end_minute()) * MS_PER_MINUTE
}

#[cfg(test)]
mod tests {
    use super::super::MS_PER_HOUR;
    use super::*;

    fn schedule(texts: &[&str]) -> Result<Schedule, IntervalError> {
        let intervals: Vec<DailyInterval> =
            texts.iter().map(|text| text.parse().expect("an interval")).collect();
        Schedule::new(&intervals)
    }

    #[test]
    fn work_stands_still_before_opening_in_breaks_and_after_closing() {
        let office = schedule(&["09:00-12:00", "14:00-18:00"]).expect("valid");
        assert_eq!(office.worked_per_day(), 7 * MS_PER_HOUR);
        for (hour, worked) in [(0, 0), (9, 0), (10, 1), (12, 3), (13, 3), (14, 3), (15, 4), (18, 7), (23, 7)]
        {
            assert_eq!(office.worked_until(hour * MS_PER_HOUR), worked * MS_PER_HOUR, "{hour}:00");
        }
    }

    #[test]
    fn work_done_at_an_intervals_end_is_done_then() {
        let office = schedule(&["09:00-12:00", "14:00-18:00"]).expect("valid");
        assert_eq!(office.time_when_worked(3 * MS_PER_HOUR), 12 * MS_PER_HOUR);
        assert_eq!(office.time_when_worked(3 * MS_PER_HOUR + 1), 14 * MS_PER_HOUR + 1);
        assert_eq!(office.time_when_worked(7 * MS_PER_HOUR), 18 * MS_PER_HOUR);
    }

    #[test]
    fn intervals_may_touch_but_not_overlap_or_be_unsorted() {
        let touching = schedule(&["09:00-12:00", "12:00-13:00"]).expect("valid");
        assert_eq!(touching.worked_per_day(), 4 * MS_PER_HOUR);
        for texts in
            [["09:00-12:00", "11:59-13:00"], ["14:00-18:00", "09:00-12:00"], ["09:00-18:00", "10:00-11:00"]]
        {
            assert!(matches!(schedule(&texts), Err(IntervalError::Order { .. })), "{texts:?}");
        }
        assert_eq!(
            schedule(&["14:00-18:00", "09:00-12:00"]).expect_err("unsorted").to_string(),
            "daily intervals 14:00-18:00 and 09:00-12:00: they must be in order and must not overlap"
        );
        assert_eq!(schedule(&[]).expect_err("empty"), IntervalError::Missing);
    }
}
