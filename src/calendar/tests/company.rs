//! Named cases of firms with a week, hours or days of their own, of holds and of the printed count.
//!
//! Owns examples an auditor could check with a wall calendar; refuses to sweep.

use chrono::Weekday;

use super::super::{
    CalendarError, CountedDay, DayKind, Limit, LimitUnit, OutsideCoverage, WeeklyHours, WorkingCalendar,
};
use super::{date, intervals, ms, spec};

fn office() -> WorkingCalendar {
    WorkingCalendar::new(&spec(&["09:00-12:00", "14:00-18:00"])).expect("valid")
}

fn limit(text: &str) -> Limit {
    text.parse().expect("a limit")
}

/// Each day as `10-08 1`, with `-` where it does not count.
fn listed(days: &[CountedDay]) -> Vec<String> {
    let mark = |day: &CountedDay| if day.counts { day.sum.to_string() } else { "-".to_owned() };
    days.iter().map(|day| format!("{} {}", day.date.format("%m-%d"), mark(day))).collect()
}

#[test]
fn seven_working_days_over_the_national_holiday_one_by_one() {
    let (trigger, seven) = (ms("2024-09-30 10:00:00"), limit("7wd"));
    let days = office().count_days(trigger, seven, &[]).expect("covered");
    assert_eq!(
        listed(&days),
        [
            "09-30 -", "10-01 -", "10-02 -", "10-03 -", "10-04 -", "10-05 -", "10-06 -", "10-07 -",
            "10-08 1", "10-09 2", "10-10 3", "10-11 4", "10-12 5", "10-13 -", "10-14 6", "10-15 7",
        ]
    );
    assert!(days[0].is_event_day && days[0].is_working);
    assert_eq!(office().due(trigger, seven), Ok(ms("2024-10-15 23:59:59.999")));
    assert_eq!(office().without_makeup_workdays().due(trigger, seven), Ok(ms("2024-10-16 23:59:59.999")));
    assert_eq!(office().weekends_only().due(trigger, seven), Ok(ms("2024-10-09 23:59:59.999")));
}

#[test]
fn a_firm_without_makeup_days_rests_on_them() {
    let mut spec = spec(&["09:00-17:00"]);
    spec.makeup_workdays = false;
    let firm = WorkingCalendar::new(&spec).expect("valid");
    assert_eq!(firm.due(ms("2024-09-30 10:00:00"), limit("7wd")), Ok(ms("2024-10-16 23:59:59.999")));
    assert_eq!(firm.day_kind(date("2024-10-12")), Some(DayKind::Weekend));
    // Where Saturday is no weekend day it is an ordinary one.
    spec.weekend = vec![Weekday::Sun];
    let six_days = WorkingCalendar::new(&spec).expect("valid");
    assert_eq!(six_days.day_kind(date("2024-10-12")), Some(DayKind::WorkingDay));
    assert_eq!(six_days.day_kind(date("2024-10-05")), Some(DayKind::Holiday("国庆节")));
}

#[test]
fn a_firm_that_works_saturday_mornings() {
    let (weekday, morning) = (intervals(&["09:00-12:00", "13:00-18:00"]), intervals(&["09:00-12:00"]));
    let mut spec = spec(&["09:00-18:00"]);
    spec.weekend = vec![Weekday::Sun];
    let [mon, tue, wed, thu, fri] = std::array::from_fn(|_| weekday.clone());
    spec.hours = WeeklyHours::new([mon, tue, wed, thu, fri, morning, Vec::new()]).expect("in order");
    let firm = WorkingCalendar::new(&spec).expect("valid");
    let due = |trigger, text| firm.due(ms(trigger), limit(text));
    assert_eq!(due("2024-03-08 17:00:00", "2wh"), Ok(ms("2024-03-09 10:00:00")));
    assert_eq!(due("2024-03-08 17:00:00", "4wh"), Ok(ms("2024-03-09 12:00:00")));
    assert_eq!(due("2024-03-08 17:00:00", "5wh"), Ok(ms("2024-03-11 10:00:00")));
    assert_eq!(due("2024-03-08 17:00:00", "2wd"), Ok(ms("2024-03-11 23:59:59.999")));
    // A made-up Sunday is a working day, but no hours are set for it.
    assert_eq!(due("2024-02-03 12:00:00", "1wd"), Ok(ms("2024-02-04 23:59:59.999")));
    assert_eq!(due("2024-02-03 12:00:00", "1wh"), Ok(ms("2024-02-05 10:00:00")));
}

#[test]
fn the_companys_days_go_before_the_table_and_its_days_off_before_all() {
    let mut spec = spec(&["09:00-17:00"]);
    let day = |text, name: &str| (date(text), name.to_owned());
    spec.days_off = vec![day("2024-10-12", "厂庆"), day("2024-10-06", "")];
    spec.extra_workdays = vec![day("2024-10-05", "盘点"), day("2024-10-06", "盘点")];
    let firm = WorkingCalendar::new(&spec).expect("valid");
    assert_eq!(firm.day_kind(date("2024-10-12")), Some(DayKind::CompanyDayOff("厂庆")));
    assert_eq!(firm.day_kind(date("2024-10-05")), Some(DayKind::ExtraWorkday("盘点")));
    assert_eq!(firm.day_kind(date("2024-10-06")), Some(DayKind::CompanyDayOff("")));
    assert_eq!(firm.is_working_day(date("2024-10-05")), Some(true));
    assert_eq!(firm.weekends_only().day_kind(date("2024-10-05")), Some(DayKind::Weekend));
    assert_eq!(firm.weekends_only().covers(), firm.covers());
}

#[test]
fn what_is_no_calendar_is_refused() {
    let mut no_day = spec(&["09:00-17:00"]);
    no_day.weekend = (0..7).filter_map(|day: u8| Weekday::try_from(day).ok()).collect();
    assert_eq!(WorkingCalendar::new(&no_day).err(), Some(CalendarError::NoWorkingWeekday));
    let mut slip = spec(&["09:00-17:00"]);
    slip.days_off = vec![(date("2205-01-01"), String::new())];
    assert_eq!(
        WorkingCalendar::new(&slip).expect_err("not covered").to_string(),
        "2205-01-01 lies outside the days the holiday table \"cn-mainland\" can answer for, 2004-01-01 to 2026-12-31"
    );
}

#[test]
fn a_due_moment_on_a_holiday_rolls_to_the_end_of_the_next_working_day() {
    let roll = |text| office().roll(ms(text));
    assert_eq!(roll("2024-10-01 09:30:00"), Ok(ms("2024-10-08 23:59:59.999")));
    assert_eq!(roll("2024-10-12 09:30:00"), Ok(ms("2024-10-12 09:30:00")));
    assert_eq!(roll("2024-10-13 23:59:59.999"), Ok(ms("2024-10-14 23:59:59.999")));
    assert_eq!(roll("2027-01-01 00:00:00"), Err(OutsideCoverage { date: date("2027-01-01") }));
}

#[test]
fn the_next_month_has_a_moment_of_its_own() {
    let due = |trigger, text| office().due(ms(trigger), limit(text));
    assert_eq!(due("2024-09-30 23:59:59", "next-month 7 16:00"), Ok(ms("2024-10-07 16:00:00")));
    assert_eq!(due("2024-12-01 00:00:00", "next-month 7"), Ok(ms("2025-01-07 23:59:59.999")));
    assert_eq!(due("2024-01-31 10:00:00", "next-month 31 09:05"), Ok(ms("2024-02-29 09:05:00")));
    assert_eq!(due("2023-01-01 10:00:00", "next-month 30"), Ok(ms("2023-02-28 23:59:59.999")));
    let held = office().due_held(ms("2024-09-30 10:00:00"), limit("next-month 7"), &[(i64::MIN, i64::MAX)]);
    assert_eq!(held, Ok(ms("2024-10-07 23:59:59.999")));
}

#[test]
fn a_day_counts_unless_the_clock_stands_still_at_its_end() {
    let due = |text, from, until| {
        office().due_held(ms("2024-03-04 10:00:00"), limit(text), &[(ms(from), ms(until))])
    };
    let end = |day: &str| Ok(ms(&format!("{day} 23:59:59.999")));
    // Within a day: nothing is held.
    assert_eq!(due("2wd", "2024-03-05 09:00:00", "2024-03-05 17:00:00"), end("2024-03-06"));
    // Over one night, over two, and up to midnight exactly.
    assert_eq!(due("2wd", "2024-03-05 17:00:00", "2024-03-06 09:00:00"), end("2024-03-07"));
    assert_eq!(due("2wd", "2024-03-05 17:00:00", "2024-03-07 09:00:00"), end("2024-03-08"));
    assert_eq!(due("2wd", "2024-03-05 17:00:00", "2024-03-06 00:00:00"), end("2024-03-07"));
    assert_eq!(due("2d", "2024-03-05 17:00:00", "2024-03-05 23:59:59.999"), end("2024-03-06"));
    // From the event's day on: that day would not count anyway.
    assert_eq!(due("2wd", "2024-03-04 11:00:00", "2024-03-05 09:00:00"), end("2024-03-06"));
    // On the due day, before its end: it no longer counts.
    assert_eq!(due("2d", "2024-03-06 23:59:59.999", "2024-03-07 00:00:00"), end("2024-03-07"));
    assert_eq!(due("2d", "2024-03-07 00:00:00", "2024-04-07 00:00:00"), end("2024-03-06"));
    assert_eq!(due("1mo", "2024-03-05 17:00:00", "2024-03-06 09:00:00"), end("2024-04-05"));
    // Still held when the coverage ends.
    let never = due("2wd", "2024-03-05 17:00:00", "2030-01-01 00:00:00");
    assert_eq!(never, Err(OutsideCoverage { date: date("2027-01-01") }));
}

#[test]
fn held_working_hours_are_made_up_and_printed() {
    let holds = [
        (ms("2024-03-05 00:00:00"), ms("2024-03-06 00:00:00")),
        (ms("2024-03-06 09:30:00"), ms("2024-03-06 10:30:00")),
    ];
    let trigger = ms("2024-03-04 17:00:30");
    assert_eq!(office().due_held(trigger, limit("2wh"), &holds), Ok(ms("2024-03-06 11:00:30")));
    let days = office().count_days(trigger, limit("2wh"), &holds).expect("covered");
    let of = |day: &CountedDay| (day.held, day.counts, day.adds, day.sum);
    let counted: Vec<_> = days.iter().map(of).collect();
    assert_eq!(counted, [(false, true, 59, 59), (true, false, 0, 59), (false, true, 61, 120)]);
    assert_eq!(office().count_days(trigger, limit("2h"), &holds), Ok(Vec::new()));
    assert_eq!(limit("2wh").with_unit(LimitUnit::Hours), Some(limit("2h")));
}
