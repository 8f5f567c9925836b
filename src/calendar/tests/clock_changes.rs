//! Named cases in zones whose clocks are changed.
//!
//! Owns examples an auditor could check with a clock in the hand; refuses to sweep.

use super::super::{HolidayTable, Limit, OutsideCoverage, WorkingCalendar};
use super::{date, ms, spec};
use crate::model::{HOUR_MS, Zone};

fn calendar(zone: &str, hours: &[&str]) -> WorkingCalendar {
    let mut spec = spec(hours);
    spec.zone = Zone::parse(zone).expect("a zone");
    spec.holidays = HolidayTable::None;
    spec.weekend.clear();
    WorkingCalendar::new(&spec).expect("valid")
}

fn london(hours: &[&str]) -> WorkingCalendar {
    calendar("Europe/London", hours)
}

fn limit(text: &str) -> Limit {
    text.parse().expect("a limit")
}

#[test]
fn hours_over_a_change_of_the_clock_are_real_hours() {
    let london = london(&["09:00-17:00"]);
    let due = |trigger, text| london.due(ms(trigger), limit(text));
    assert_eq!(due("2024-03-30 10:00:00", "24h"), Ok(ms("2024-03-31 11:00:00")));
    assert_eq!(due("2024-03-31 00:30:00", "30min"), Ok(ms("2024-03-31 02:00:00")));
    assert_eq!(due("2024-10-26 10:00:00", "24h"), Ok(ms("2024-10-27 09:00:00")));
    assert_eq!(due("2024-10-27 00:30:00", "1h"), Ok(ms("2024-10-27 01:30:00")));
    assert_eq!(due("2024-10-27 00:30:00", "2h"), Ok(ms("2024-10-27 01:30:00")));
    // Days are those of the wall calendar.
    assert_eq!(due("2024-03-30 10:00:00", "1d"), Ok(ms("2024-03-31 23:59:59.999")));
    // A skipped time is read on the old clock: 01:30 is half an hour after the change, 02:30.
    assert_eq!(due("2024-03-31 01:30:00", "1h"), Ok(ms("2024-03-31 03:30:00")));
}

#[test]
fn elapsed_time_is_real_time() {
    let london = london(&["09:00-17:00"]);
    let day = |day: &str| london.elapsed_ms(ms(&format!("{day} 00:00:00")), ms(&format!("{day} 23:00:00")));
    assert_eq!([day("2024-03-31"), day("2024-07-01"), day("2024-10-27")], [22, 23, 24].map(|h| h * HOUR_MS));
}

#[test]
fn working_hours_last_as_long_as_they_really_do() {
    let always = london(&["00:00-24:00"]);
    let day = |from, to| always.working_ms_between(ms(from), ms(to)).map(|worked| worked / HOUR_MS);
    assert_eq!(day("2024-03-31 00:00:00", "2024-04-01 00:00:00"), Ok(23));
    assert_eq!(day("2024-10-27 00:00:00", "2024-10-28 00:00:00"), Ok(25));
    assert_eq!(day("2024-10-28 00:00:00", "2024-10-27 00:00:00"), Ok(-25));
    let night = london(&["00:00-03:00"]);
    let due = |trigger, text| night.due(ms(trigger), limit(text));
    assert_eq!(due("2024-03-31 00:00:00", "2wh"), Ok(ms("2024-03-31 03:00:00")));
    assert_eq!(due("2024-03-31 00:00:00", "3wh"), Ok(ms("2024-04-01 01:00:00")));
    assert_eq!(due("2024-10-27 00:00:00", "4wh"), Ok(ms("2024-10-27 03:00:00")));
}

#[test]
fn a_repeated_hour_leaves_a_range() {
    let london = london(&["00:00-24:00"]);
    let range = |trigger, text| london.due_range(ms(trigger), limit(text));
    let pair = |a, b| Ok((ms(a), ms(b)));
    // Due at the first 01:30: a time of that hour may be meant before the change or after it.
    assert_eq!(range("2024-10-27 00:30:00", "1h"), pair("2024-10-27 00:59:59.999", "2024-10-27 01:30:00"));
    // Due at the second 01:30: every first time of that hour is in time.
    assert_eq!(range("2024-10-27 00:30:00", "2h"), pair("2024-10-27 01:30:00", "2024-10-27 01:59:59.999"));
    // The trigger is one of two, an hour apart.
    assert_eq!(range("2024-10-27 01:30:00", "24h"), pair("2024-10-28 00:30:00", "2024-10-28 01:30:00"));
    assert_eq!(range("2024-10-27 01:30:00", "24wh"), pair("2024-10-28 00:30:00", "2024-10-28 01:30:00"));
    assert_eq!(
        range("2024-10-27 01:30:00", "1d"),
        pair("2024-10-28 23:59:59.999", "2024-10-28 23:59:59.999")
    );
    assert_eq!(
        range("2024-09-03 12:00:00", "next-month 27 01:30"),
        pair("2024-10-27 00:59:59.999", "2024-10-27 01:59:59.999")
    );
    assert_eq!(range("2024-10-26 01:30:00", "1h"), pair("2024-10-26 02:30:00", "2024-10-26 02:30:00"));
}

#[test]
fn midnight_itself_may_be_skipped_or_repeated() {
    // In Brazil the clock went from 00:00 to 01:00 in spring and from 24:00 to 23:00 in autumn.
    let brazil = calendar("America/Sao_Paulo", &["20:00-24:00"]);
    let due = |trigger, text| brazil.due(ms(trigger), limit(text));
    assert_eq!(due("2018-11-03 20:00:00", "4wh"), Ok(ms("2018-11-04 01:00:00")));
    assert_eq!(due("2018-02-17 20:00:00", "5wh"), Ok(ms("2018-02-18 00:00:00")));
    assert_eq!(due("2018-02-16 20:00:00", "1d"), Ok(ms("2018-02-17 23:59:59.999")));
    let day = brazil.working_ms_between(ms("2018-02-17 00:00:00"), ms("2018-02-18 00:00:00"));
    assert_eq!(day, Ok(5 * HOUR_MS));
}

#[test]
fn a_skipped_time_may_be_one_of_the_next_day() {
    // In Nuuk 2024-03-30 ended at 23:00.
    let nuuk = calendar("America/Nuuk", &["00:00-24:00"]);
    let worked = nuuk.working_ms_between(ms("2024-03-30 00:00:00"), ms("2024-03-30 23:30:00"));
    assert_eq!(worked, Ok(23 * HOUR_MS + HOUR_MS / 2));
    assert_eq!(nuuk.due(ms("2024-03-30 23:30:00"), limit("1wh")), Ok(ms("2024-03-31 01:30:00")));
    assert_eq!(nuuk.due(ms("2024-03-30 23:30:00"), limit("1d")), Ok(ms("2024-03-31 23:59:59.999")));
}

#[test]
fn a_hold_stops_real_time() {
    let london = london(&["00:00-24:00"]);
    let night = [(ms("2024-10-27 00:00:00"), ms("2024-10-27 03:00:00"))];
    let due = |text| london.due_held(ms("2024-10-26 23:00:00"), limit(text), &night);
    // One hour before the hold, one after it.
    assert_eq!(due("2h"), Ok(ms("2024-10-27 04:00:00")));
    assert_eq!(due("2wh"), Ok(ms("2024-10-27 04:00:00")));
    assert_eq!(due("60min"), Ok(ms("2024-10-27 00:00:00")));
}

#[test]
fn england_keeps_its_bank_holidays() {
    let mut spec = spec(&["09:00-17:00"]);
    (spec.zone, spec.holidays) =
        (Zone::parse("Europe/London").expect("a zone"), HolidayTable::EnglandAndWales);
    let england = WorkingCalendar::new(&spec).expect("valid");
    assert_eq!(england.name(), "england-and-wales");
    assert_eq!(england.is_working_day(date("2022-09-19")), Some(false));
    assert_eq!(england.due(ms("2024-03-28 10:00:00"), limit("1wd")), Ok(ms("2024-04-02 23:59:59.999")));
    assert_eq!(england.due(ms("2024-03-28 16:59:00"), limit("1wh")), Ok(ms("2024-04-02 09:59:00")));
    assert_eq!(
        england.due(ms("2026-12-31 10:00:00"), limit("1wd")),
        Err(OutsideCoverage { date: date("2027-01-01") })
    );
}
