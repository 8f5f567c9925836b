//! Calendar, hours, own columns, events, and what holds where a policy is silent.

use chrono::{NaiveDate, Weekday};

use super::*;
use crate::model::Subject;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn hours(weekly: &WeeklyHours, weekday: Weekday) -> Vec<String> {
    weekly.intervals(weekday).iter().map(ToString::to_string).collect()
}

#[test]
fn what_holds_where_no_layer_says_otherwise() {
    let policy = bare("").expect("a name is enough");
    assert_eq!(policy.zone, Zone::parse("+08:00").expect("a zone"));
    assert_eq!(policy.calendar.name(), "cn-mainland");
    assert_eq!(hours(&policy.working_hours, Weekday::Mon), ["09:00-12:00", "13:30-18:00"]);
    assert_eq!((policy.reopening, policy.hold_totals), (Reopening::Last, HoldTotals::Clock));
    assert_eq!((policy.min_attempts, policy.retention_months, policy.tolerance_minutes), (3, 36, 1));
    assert!(policy.callback_hours.is_none() && policy.event_log.is_none());
    assert!(policy.words.is_empty() && policy.required.is_empty() && policy.obligations.is_empty());
    assert_eq!(policy.place_of("records.min_attempts"), Some("default:24:16"));
}

#[test]
fn the_calendar_is_the_firms_own() {
    let policy = own(
        "[calendar]\nworking_hours = [\"08:00-12:00\"]\nworking_hours_on = { fri = [\"08:00-10:00\"], sat = [] }\n\
         weekend = [\"sun\"]\nmakeup_workdays = false\n\
         days_off = [\"2025-12-24\", { day = \"2025-12-23\", name = \"司庆\" }]\nextra_workdays = [2025-12-28]\n",
    )
    .expect("loads");
    let works = |text: &str| policy.calendar.is_working_day(day(text)).expect("covered");
    assert!(works("2025-12-27"), "a Saturday, no weekend here");
    assert!(works("2025-12-28"), "a Sunday, worked once");
    assert!(!works("2025-12-21"), "an ordinary Sunday");
    assert!(!works("2025-12-23") && !works("2025-12-24"));
    assert!(!works("2025-09-28"), "a Sunday made up for the mainland, not here");
    assert_eq!(hours(&policy.working_hours, Weekday::Fri), ["08:00-10:00"]);
    assert_eq!(hours(&policy.working_hours, Weekday::Sat), Vec::<String>::new());
    assert_eq!(hours(&policy.working_hours, Weekday::Mon), ["08:00-12:00"]);
}

#[test]
fn other_holidays_and_zones() {
    let policy =
        bare("zone = \"Europe/London\"\n[calendar]\nholidays = \"england-and-wales\"").expect("loads");
    assert_eq!(policy.calendar.is_working_day(day("2025-12-26")), Some(false));
    assert_eq!(policy.zone.name(), "Europe/London");
}

#[test]
fn callback_hours() {
    let policy = own("[callback_hours]\nhours = [\"10:00-11:00\", \"14:00-16:00\"]\non = { sat = [] }\n")
        .expect("loads");
    let permitted = policy.callback_hours.expect("given");
    assert!(permitted.working_days_only);
    assert_eq!(hours(&permitted.hours, Weekday::Tue), ["10:00-11:00", "14:00-16:00"]);
    assert!(hours(&permitted.hours, Weekday::Sat).is_empty());
}

#[test]
fn own_columns_take_slots_in_the_order_of_the_file() {
    let policy = own(
        "[fields.visits.route]\nheaders = [\"线路\"]\nholds = \"word\"\n\
         [fields.complaints.zulu_at]\nheaders = [\"甲\"]\nholds = \"time\"\ntitle = { zh = \"甲\", en = \"zulu\" }\n\
         [fields.complaints.alpha_at]\nheaders = [\"乙\", \"alpha\"]\nholds = \"time\"\n\
         [fields.complaints.kind]\nheaders = [\"丙\"]\nholds = \"word\"\n",
    )
    .expect("loads");
    let seen: Vec<(Subject, &str, &str)> =
        policy.fields.iter().map(|field| (field.export, field.key.as_str(), field.slot.as_str())).collect();
    assert_eq!(
        seen,
        [
            (Subject::Complaints, "zulu_at", "time_1"),
            (Subject::Complaints, "alpha_at", "time_2"),
            (Subject::Complaints, "kind", "word_1"),
            (Subject::Visits, "route", "word_1"),
        ]
    );
    assert_eq!(policy.fields[0].title, Text::new("甲", "zulu"));
    assert_eq!(policy.fields[1].headers, ["乙", "alpha"]);
    assert_eq!(policy.fields[1].title, Text::same("alpha_at"));
}

#[test]
fn an_event_log() {
    let policy = own(
        "[event_log]\nhold_status = [\"on_hold\"]\n[event_log.times]\nclosed_at = { last = [\"closed\"] }\n\
         accepted_at = { first = [\"open\", \"on_hold\"] }\n",
    )
    .expect("loads");
    let log = policy.event_log.expect("given");
    assert_eq!(
        (log.order_by.as_str(), log.hold_status.as_slice()),
        ("updated_at", ["on_hold".to_owned()].as_slice())
    );
    assert_eq!((log.times[0].field.as_str(), log.times[0].last), ("closed_at", true));
    assert_eq!((log.times[1].field.as_str(), log.times[1].last), ("accepted_at", false));
    assert_eq!(log.times[1].meanings, ["open", "on_hold"]);
}

#[test]
fn the_words_of_the_grammar_are_those_of_the_calendar() {
    for table in crate::calendar::HolidayTable::ALL {
        let text = format!("[calendar]\nholidays = \"{}\"\n", table.name());
        assert!(bare(&text).is_ok(), "{text}");
    }
}

#[test]
fn the_generic_policy_states_its_limits() {
    let policy = Policy::generic().expect("loads");
    let rule = rule(&policy, "RSP001");
    assert_eq!(rule.base.map(|limit| limit.to_string()).as_deref(), Some("24h"));
    let mut limits: Vec<String> = rule.cases.iter().map(|case| case.limit.to_string()).collect();
    limits.sort();
    assert_eq!(limits, ["24h", "2h", "8h"]);
    assert_eq!(policy.words["severity"].meaning(" 紧急 "), Some("urgent"));
    assert_eq!(policy.words["outcome"].meaning("Busy"), Some("unreached"));
    let stated: Vec<Code> = policy.obligations.iter().map(|obligation| obligation.code).collect();
    for entry in catalogue().iter().filter(|entry| entry.kind == RuleKind::Obligation) {
        assert!(
            stated.contains(&entry.code),
            "{} is in the catalogue, not in the generic policy",
            entry.code
        );
    }
}
