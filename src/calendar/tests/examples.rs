//! Named cases of the calendar, each one an auditor could check with a wall calendar.
//!
//! Owns examples and edges; refuses to sweep (that is the brute-force twin's work).

use chrono::Days;

use super::super::*;
use super::{date, ms, spec};

fn office() -> WorkingCalendar {
    let spec = spec(&["09:00-12:00", "14:00-18:00"]);
    WorkingCalendar::new(&spec).expect("a valid day")
}

fn due(trigger: &str, limit: &str) -> Result<i64, OutsideCoverage> {
    office().due(ms(trigger), limit.parse().expect("a limit"))
}

fn end_of(day: &str) -> Result<i64, OutsideCoverage> {
    Ok(ms(&format!("{day} 23:59:59.999")))
}

fn outside_on<T>(day: &str) -> Result<T, OutsideCoverage> {
    Err(OutsideCoverage { date: date(day) })
}

#[test]
fn seven_working_days_over_the_national_holiday() {
    assert_eq!(due("2024-09-30 10:00:00", "7wd"), end_of("2024-10-15"));

    let counted: Vec<String> = date("2024-09-30")
        .iter_days()
        .skip(1)
        .take_while(|day| *day <= date("2024-10-15"))
        .filter(|day| office().is_working_day(*day) == Some(true))
        .map(|day| day.to_string())
        .collect();
    // 10-01 to 10-07 holiday; Saturday 12 made up, Sunday 13 not.
    assert_eq!(
        counted,
        ["2024-10-08", "2024-10-09", "2024-10-10", "2024-10-11", "2024-10-12", "2024-10-14", "2024-10-15"]
    );
    assert_eq!(office().working_days_between(date("2024-09-30"), date("2024-10-15")), Ok(7));
}

#[test]
fn an_event_on_a_holiday_counts_from_the_first_working_day_after() {
    assert_eq!(due("2024-10-03 08:00:00", "1wd"), end_of("2024-10-08"));
    assert_eq!(due("2024-10-03 08:00:00", "1wh"), Ok(ms("2024-10-08 10:00:00")));
}

#[test]
fn the_day_of_the_event_is_not_counted_though_it_is_worked() {
    assert_eq!(due("2024-10-12 00:00:00", "1wd"), end_of("2024-10-14"));
    assert_eq!(due("2024-10-12 23:59:59.999", "1wd"), end_of("2024-10-14"));
}

#[test]
fn an_event_on_friday_evening_waits_for_monday() {
    assert_eq!(due("2024-03-08 19:30:00", "1wd"), end_of("2024-03-11"));
    assert_eq!(due("2024-03-08 19:30:00", "8wh"), Ok(ms("2024-03-12 10:00:00")));
    assert_eq!(due("2024-03-08 19:30:00", "24h"), Ok(ms("2024-03-09 19:30:00")));
}

#[test]
fn working_hours_pause_for_lunch_and_end_with_their_interval() {
    assert_eq!(due("2024-03-05 11:15:00.250", "1wh"), Ok(ms("2024-03-05 14:15:00.250")));
    assert_eq!(due("2024-03-05 11:00:00", "1wh"), Ok(ms("2024-03-05 12:00:00")));
    assert_eq!(due("2024-03-05 12:00:00", "1wh"), Ok(ms("2024-03-05 15:00:00")));
    assert_eq!(due("2024-03-05 13:00:00", "4wh"), Ok(ms("2024-03-05 18:00:00")));
    assert_eq!(due("2024-03-05 09:00:00", "7wh"), Ok(ms("2024-03-05 18:00:00")));
    assert_eq!(due("2024-03-05 09:00:00", "8wh"), Ok(ms("2024-03-06 10:00:00")));
}

#[test]
fn calendar_days_and_months_end_with_their_last_day() {
    assert_eq!(due("2024-02-15 16:20:00", "15d"), end_of("2024-03-01"));
    assert_eq!(due("2024-01-31 00:00:00", "1mo"), end_of("2024-02-29"));
    assert_eq!(due("2023-01-31 00:00:00", "1mo"), end_of("2023-02-28"));
    assert_eq!(due("2024-02-29 12:00:00", "12mo"), end_of("2025-02-28"));
    assert_eq!(due("2024-02-29 12:00:00", "1mo"), end_of("2024-03-29"));
}

#[test]
fn a_limit_includes_its_last_moment() {
    let last = due("2024-02-15 16:20:00", "15d").expect("always known");
    assert!(ms("2024-03-01 23:59:59.999") <= last);
    assert!(ms("2024-03-02 00:00:00") > last);
    assert_eq!(due("2024-03-05 11:00:00.001", "24h"), Ok(ms("2024-03-06 11:00:00.001")));
    assert_eq!(due("2024-03-05 11:00:00", "45min"), Ok(ms("2024-03-05 11:45:00")));
}

#[test]
fn working_limits_stop_where_the_coverage_stops() {
    assert_eq!(due("2026-12-30 10:00:00", "1wd"), end_of("2026-12-31"));
    assert_eq!(due("2026-12-30 10:00:00", "2wd"), outside_on("2027-01-01"));
    assert_eq!(due("2026-12-31 10:00:00", "1wd"), outside_on("2027-01-01"));
    assert_eq!(due("2026-12-31 10:00:00", "6wh"), Ok(ms("2026-12-31 18:00:00")));
    assert_eq!(due("2026-12-31 10:00:00.001", "6wh"), outside_on("2027-01-01"));
    assert_eq!(due("2027-03-01 10:00:00", "1wh"), outside_on("2027-03-01"));
    // The day of the event is not counted, yet it must be known.
    assert_eq!(due("2003-12-31 23:59:59", "1wd"), outside_on("2003-12-31"));
    assert_eq!(due("2003-12-31 23:59:59", "1wh"), outside_on("2003-12-31"));
    assert_eq!(due("2004-01-01 00:00:00", "1wd"), end_of("2004-01-02"));
    assert_eq!(due("2004-01-01 00:00:00", "100000wd"), outside_on("2027-01-01"));
}

#[test]
fn other_limits_need_no_coverage() {
    assert_eq!(due("2026-12-31 10:00:00", "15d"), end_of("2027-01-15"));
    assert_eq!(due("2003-12-31 10:00:00", "24h"), Ok(ms("2004-01-01 10:00:00")));
    assert_eq!(due("1969-12-31 23:59:59.999", "1d"), end_of("1970-01-01"));
    assert_eq!(due("1969-12-31 23:59:59.999", "2mo"), end_of("1970-02-28"));
}

#[test]
fn what_cannot_be_represented_is_an_error_with_the_nearest_date() {
    for limit in ["1min", "1h", "1d", "1wd", "1wh", "1mo"] {
        let limit = limit.parse().expect("a limit");
        assert_eq!(office().due(i64::MAX, limit), Err(OutsideCoverage { date: NaiveDate::MAX }), "{limit}");
    }
    let month = "1mo".parse().expect("a limit");
    assert_eq!(office().due(i64::MIN, month), Err(OutsideCoverage { date: NaiveDate::MIN }));
}

#[test]
fn differences_are_signed_and_need_both_ends_covered() {
    let (friday, tuesday) = (ms("2024-03-08 17:00:00"), ms("2024-03-12 09:30:00"));
    let eight_and_a_half_hours = 8 * MS_PER_HOUR + 30 * MS_PER_MINUTE;
    assert_eq!(office().working_ms_between(friday, tuesday), Ok(eight_and_a_half_hours));
    assert_eq!(office().working_ms_between(tuesday, friday), Ok(-eight_and_a_half_hours));
    assert_eq!(office().working_ms_between(friday, friday), Ok(0));
    assert_eq!(office().working_ms_between(friday, ms("2027-01-01 00:00:00")), outside_on("2027-01-01"));
    assert_eq!(office().working_ms_between(ms("2003-12-31 23:00:00"), friday), outside_on("2003-12-31"));

    let days = |a, b| office().working_days_between(date(a), date(b));
    assert_eq!(days("2024-03-08", "2024-03-12"), Ok(2));
    assert_eq!(days("2024-03-12", "2024-03-08"), Ok(-2));
    assert_eq!(days("2024-03-09", "2024-03-10"), Ok(0));
    assert_eq!(days("2004-01-01", "2026-12-31").map(|days| days > 5_700), Ok(true));
    assert_eq!(days("2024-03-08", "2027-01-01"), outside_on("2027-01-01"));
}

#[test]
fn the_calendar_says_what_it_knows() {
    let calendar = office();
    assert_eq!(calendar.name(), "cn-mainland");
    let (first, last) = calendar.covers();
    assert_eq!((first, last), (date("2004-01-01"), date("2026-12-31")));
    assert_eq!(calendar.day_kind(date("2024-10-12")), Some(DayKind::MakeUpWorkday("国庆节")));
    assert_eq!(calendar.is_working_day(date("2024-10-13")), Some(false));
    assert_eq!(calendar.day_kind(last + Days::new(1)), None);
    assert_eq!(calendar.is_working_day(first - Days::new(1)), None);
    assert_eq!(
        outside_on::<()>("2027-01-01").expect_err("outside").to_string(),
        "2027-01-01 lies outside the days the calendar can answer for"
    );
}
