//! The working minutes of one weekday, laid out for look-up.
//!
//! Owns the step between a time of day and the work done by then, both ways, without a loop: however
//! many breaks a day has, it costs the same. Which days are worked is the day table's business.

use super::daily_interval::MINUTES_PER_DAY;
use super::{DailyInterval, MS_PER_MINUTE};

const MINUTES: usize = MINUTES_PER_DAY as usize;

/// The hours of a day; all times in milliseconds since midnight.
pub(super) struct DaySchedule {
    /// For each minute of the day, and one past the last: the worked minutes before it.
    done: [u16; MINUTES + 1],
    /// The minute of the day that each worked minute is.
    worked: Vec<u16>,
}

impl DaySchedule {
    /// A day with these intervals, which are in order; none of them, and nothing is ever done.
    pub(super) fn new(intervals: &[DailyInterval]) -> Self {
        let worked: Vec<u16> =
            intervals.iter().flat_map(|part| part.start_minute()..part.end_minute()).collect();
        let mut done = [0; MINUTES + 1];
        for (minute, count) in (0..).zip(&mut done) {
            // There are no more worked minutes than minutes.
            *count = u16::try_from(worked.partition_point(|worked| *worked < minute)).unwrap_or(u16::MAX);
        }
        Self { done, worked }
    }

    /// Working milliseconds in a whole day.
    pub(super) fn worked_per_day(&self) -> i64 {
        i64::from(self.done[MINUTES]) * MS_PER_MINUTE
    }

    /// Working milliseconds from midnight to `time_of_day`, which is before 24:00.
    pub(super) fn worked_until(&self, time_of_day: u32) -> i64 {
        const MS: u32 = MS_PER_MINUTE as u32;
        let (minute, rest) = ((time_of_day / MS) as usize, time_of_day % MS);
        let (before, after) = (u32::from(self.done[minute]), u32::from(self.done[minute + 1]));
        // 1 in a worked minute, else 0: a branch here is a coin toss and costs more than the product.
        i64::from(before * MS + (after - before) * rest)
    }

    /// The earliest time of day by which `worked` milliseconds are done, for `worked` from 1 to a
    /// whole day: at the end of an interval, that end and not the start of the next one.
    pub(super) fn time_when_worked(&self, worked: i64) -> i64 {
        // One less, so that a full minute ends in its own minute.
        let nth = (worked - 1) / MS_PER_MINUTE;
        let minute = usize::try_from(nth).ok().and_then(|nth| self.worked.get(nth));
        minute.map_or(0, |minute| i64::from(*minute) - nth) * MS_PER_MINUTE + worked
    }
}

#[cfg(test)]
mod tests {
    use super::super::MS_PER_HOUR;
    use super::*;

    fn office() -> DaySchedule {
        DaySchedule::new(&["09:00-12:00", "14:00-18:00"].map(|text| text.parse().expect("an interval")))
    }

    #[test]
    fn work_stands_still_before_opening_in_breaks_and_after_closing() {
        assert_eq!(office().worked_per_day(), 7 * MS_PER_HOUR);
        for (hour, worked) in [(0, 0), (9, 0), (10, 1), (12, 3), (13, 3), (14, 3), (15, 4), (18, 7), (23, 7)]
        {
            assert_eq!(office().worked_until(hour * 3_600_000), worked * MS_PER_HOUR, "{hour}:00");
        }
        assert_eq!(office().worked_until(9 * 3_600_000 + 90_250), 90_250);
        assert_eq!(DaySchedule::new(&[]).worked_per_day(), 0);
    }

    #[test]
    fn work_done_at_an_intervals_end_is_done_then() {
        assert_eq!(office().time_when_worked(1), 9 * MS_PER_HOUR + 1);
        assert_eq!(office().time_when_worked(3 * MS_PER_HOUR), 12 * MS_PER_HOUR);
        assert_eq!(office().time_when_worked(3 * MS_PER_HOUR + 1), 14 * MS_PER_HOUR + 1);
        assert_eq!(office().time_when_worked(7 * MS_PER_HOUR), 18 * MS_PER_HOUR);
    }
}
