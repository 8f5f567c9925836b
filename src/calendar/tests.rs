//! The calendar seen from outside: named examples, and a twin that walks.
//!
//! Owns the shorthands its examples share.

use chrono::{NaiveDate, NaiveDateTime, Weekday};

use super::{CalendarSpec, DailyInterval, HolidayTable, WeeklyHours};
use crate::model::Zone;

mod brute_force;
mod clock_changes;
mod company;
mod examples;
mod firms;
mod twin;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn ms(text: &str) -> i64 {
    let moment = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").expect("a moment");
    moment.and_utc().timestamp_millis()
}

fn intervals(texts: &[&str]) -> Vec<DailyInterval> {
    texts.iter().map(|text| text.parse().expect("an interval")).collect()
}

/// The mainland at these hours.
fn spec(hours: &[&str]) -> CalendarSpec {
    CalendarSpec {
        zone: Zone::BEIJING,
        holidays: HolidayTable::CnMainland,
        weekend: vec![Weekday::Sat, Weekday::Sun],
        makeup_workdays: true,
        hours: WeeklyHours::same(&intervals(hours)).expect("in order"),
        days_off: Vec::new(),
        extra_workdays: Vec::new(),
    }
}
