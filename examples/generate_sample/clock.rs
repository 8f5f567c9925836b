//! Dates of the sample: the audited quarter, its as-of date and its working days.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

/// The sample is audited as of 2025-09-30 18:00, Beijing time; nothing later counts.
pub(crate) const AS_OF: &str = "2025-09-30 18:00";

/// A day of 2025. Only ever called with literals; a wrong one should stop the generator.
pub(crate) const fn day(month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(2025, month, day) {
        Some(date) => date,
        None => panic!("no such day in 2025"),
    }
}

pub(crate) fn at(date: NaiveDate, hour: i64, minute: i64, second: i64) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN) + TimeDelta::seconds(hour * 3600 + minute * 60 + second)
}

/// The only exceptions near the audited quarter: Sunday 28 September was worked in exchange for the National Day week.
/// Written down here, not read from Hearback's own calendar, or the truth would lean on what it is meant to test.
pub(crate) fn is_working_day(date: NaiveDate) -> bool {
    if date == day(9, 28) || date == day(10, 11) {
        return true;
    }
    let national_day_week = date >= day(10, 1) && date <= day(10, 8);
    !national_day_week && !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The `n`th working day after `date`; the day itself is not counted.
pub(crate) fn working_days_after(mut date: NaiveDate, n: u32) -> NaiveDate {
    let mut left = n;
    while left > 0 {
        date = date + Days::new(1);
        if is_working_day(date) {
            left -= 1;
        }
    }
    date
}

/// `days` calendar days after `date`, moved on to a working day.
pub(crate) fn office_day_after(date: NaiveDate, days: u64) -> NaiveDate {
    let mut date = date + Days::new(days);
    while !is_working_day(date) {
        date = date + Days::new(1);
    }
    date
}
