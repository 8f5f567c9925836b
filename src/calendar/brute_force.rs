//! The brute-force twin of the calendar: it walks day by day and minute by minute, and reads the
//! holiday file itself.
//!
//! Owns the sweeps over random moments, hours and limits. Refuses to share a table or arithmetic with
//! the code it checks: only the rules are the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use proptest::prelude::*;

use super::{DailyInterval, DayKind, Limit, LimitUnit, OutsideCoverage, WorkingCalendar};

static LISTED: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
    include_str!("cn-mainland.csv")
        .lines()
        .map(|row| (row.chars().take(10).collect(), row.contains(",workday,")))
        .collect()
});

const MINUTE_MS: i64 = 60_000;

fn covered(day: NaiveDate) -> Result<NaiveDate, OutsideCoverage> {
    if (2004..=2026).contains(&day.year()) { Ok(day) } else { Err(OutsideCoverage { date: day }) }
}

fn worked(day: NaiveDate) -> bool {
    let ordinary = day.weekday().num_days_from_monday() < 5;
    LISTED.get(&day.to_string()).copied().unwrap_or(ordinary)
}

fn in_hours(minute: NaiveDateTime, hours: &[DailyInterval]) -> bool {
    let minute = minute.time().num_seconds_from_midnight() / 60;
    hours.iter().any(|part| (u32::from(part.start_minute())..u32::from(part.end_minute())).contains(&minute))
}

fn moment(ms: i64) -> NaiveDateTime {
    DateTime::UNIX_EPOCH.naive_utc() + TimeDelta::milliseconds(ms)
}

fn ms(moment: NaiveDateTime) -> i64 {
    moment.and_utc().timestamp_millis()
}

/// Every minute from the one of `start_ms`: its first and its past-the-end moment, and whether it
/// is worked.
fn minutes(
    start_ms: i64,
    hours: &[DailyInterval],
) -> impl Iterator<Item = Result<(i64, i64, bool), OutsideCoverage>> {
    let first = start_ms.div_euclid(MINUTE_MS);
    let mut today = None;
    (first..).map(move |minute| {
        let start = moment(minute * MINUTE_MS);
        // The file is asked once a day, or the walk takes minutes itself.
        let (day, is_worked) = match today {
            Some((day, is_worked)) if day == start.date() => (day, is_worked),
            _ => (covered(start.date())?, worked(start.date())),
        };
        today = Some((day, is_worked));
        let from = (minute * MINUTE_MS).max(start_ms);
        Ok((from, (minute + 1) * MINUTE_MS, is_worked && in_hours(start, hours)))
    })
}

fn walk_hours(trigger_ms: i64, hours: &[DailyInterval], amount: u32) -> Result<i64, OutsideCoverage> {
    let mut left = i64::from(amount) * 60 * MINUTE_MS;
    for minute in minutes(trigger_ms, hours) {
        let (from, to, is_worked) = minute?;
        if is_worked {
            if left <= to - from {
                return Ok(from + left);
            }
            left -= to - from;
        }
    }
    unreachable!("the coverage ends")
}

fn walk_between(a: i64, b: i64, hours: &[DailyInterval]) -> Result<i64, OutsideCoverage> {
    covered(moment(b).date())?;
    let mut sum = 0;
    for minute in minutes(a, hours) {
        let (from, to, is_worked) = minute?;
        if from >= b {
            break;
        }
        if is_worked {
            sum += to.min(b) - from;
        }
    }
    Ok(sum)
}

fn walk_days(trigger_ms: i64, amount: u32) -> Result<i64, OutsideCoverage> {
    let mut day = covered(moment(trigger_ms).date())?;
    let mut left = amount;
    while left > 0 {
        day = covered(day + Days::new(1))?;
        left -= u32::from(worked(day));
    }
    Ok(end_of(day))
}

fn walk_months(trigger_ms: i64, amount: u32) -> i64 {
    let event = moment(trigger_ms).date();
    let (mut year, mut month) = (event.year(), event.month());
    for _ in 0..amount {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    let last = (1..=event.day()).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day));
    end_of(last.expect("every month has a first day"))
}

fn end_of(day: NaiveDate) -> i64 {
    ms(day.and_hms_milli_opt(23, 59, 59, 999).expect("a time of day"))
}

/// One to three intervals a day, in order; neighbours may touch.
fn hours() -> impl Strategy<Value = Vec<DailyInterval>> {
    let bounds = prop::collection::btree_set(0_u16..=1440, 2..=6);
    let apart = bounds.prop_map(|bounds| {
        let bounds: Vec<u16> = bounds.into_iter().collect();
        bounds.chunks_exact(2).map(|pair| interval(pair[0], pair[1])).collect()
    });
    let bounds = prop::collection::btree_set(0_u16..=1440, 2..=4);
    let touching = bounds.prop_map(|bounds| {
        let bounds: Vec<u16> = bounds.into_iter().collect();
        bounds.windows(2).map(|pair| interval(pair[0], pair[1])).collect()
    });
    prop_oneof![3 => apart, 1 => touching]
}

fn interval(start: u16, end: u16) -> DailyInterval {
    DailyInterval::new(start, end).expect("ascending")
}

/// Any moment of the coverage and a few weeks around it; half of them on a full minute, where the
/// edges are.
fn moments() -> impl Strategy<Value = i64> {
    let bound = |year, month, day| end_of(NaiveDate::from_ymd_opt(year, month, day).expect("a date"));
    let any = bound(2003, 12, 10)..bound(2027, 1, 20);
    let near_the_end = bound(2026, 10, 31)..bound(2027, 1, 5);
    let anywhere = prop_oneof![8 => any, 1 => near_the_end];
    prop_oneof![anywhere.clone(), anywhere.prop_map(|ms| ms - ms.rem_euclid(MINUTE_MS))]
}

fn calendar(hours: &[DailyInterval]) -> WorkingCalendar {
    WorkingCalendar::mainland(hours).expect("ordered intervals")
}

fn limit(amount: u32, unit: LimitUnit) -> Limit {
    Limit::new(amount, unit).expect("in range")
}

#[test]
fn every_day_of_the_coverage_is_the_same_to_both() {
    let calendar = calendar(&[interval(540, 1020)]);
    let (first, last) = calendar.covers();
    for day in first.iter_days().take_while(|day| *day <= last) {
        assert_eq!(calendar.is_working_day(day), Some(worked(day)), "{day}");
        let listed = matches!(calendar.day_kind(day), Some(DayKind::Holiday(_) | DayKind::MakeUpWorkday(_)));
        assert_eq!(listed, LISTED.contains_key(&day.to_string()), "{day}");
    }
}

proptest! {
    #[test]
    fn working_hours_are_due_when_the_walking_clock_says(
        hours in hours(), trigger in moments(), amount in 1_u32..=80,
    ) {
        let due = calendar(&hours).due(trigger, limit(amount, LimitUnit::WorkingHours));
        prop_assert_eq!(due, walk_hours(trigger, &hours, amount));
    }

    #[test]
    fn working_hours_filling_whole_intervals_are_due_at_their_end(
        start_hour in 0_u16..=12,
        lengths in prop::collection::vec(1_u16..=2, 2..=3),
        trigger in moments(),
        amount in 1_u32..=30,
    ) {
        let mut end = start_hour;
        let hours: Vec<DailyInterval> = lengths.iter().map(|length| {
            let start = end + 1;
            end = start + length;
            interval(start * 60, end * 60)
        }).collect();
        let due = calendar(&hours).due(trigger, limit(amount, LimitUnit::WorkingHours));
        prop_assert_eq!(due, walk_hours(trigger, &hours, amount));
    }

    #[test]
    fn working_time_between_is_what_the_walking_clock_sums(
        hours in hours(), a in moments(), distance in 0_i64..40 * 24 * 60 * MINUTE_MS,
    ) {
        let (calendar, b) = (calendar(&hours), a + distance);
        let walked = match covered(moment(a).date()) {
            Ok(_) => walk_between(a, b, &hours),
            Err(outside) => Err(outside),
        };
        prop_assert_eq!(calendar.working_ms_between(a, b), walked);
        if let Ok(sum) = walked {
            prop_assert_eq!(calendar.working_ms_between(b, a), Ok(-sum));
        }
    }

    #[test]
    fn working_hours_run_exactly_from_the_trigger_to_the_due_moment(
        hours in hours(), trigger in moments(), amount in 1_u32..=10_000,
    ) {
        let calendar = calendar(&hours);
        if let Ok(due) = calendar.due(trigger, limit(amount, LimitUnit::WorkingHours)) {
            let worked = i64::from(amount) * 60 * MINUTE_MS;
            prop_assert_eq!(calendar.working_ms_between(trigger, due), Ok(worked));
            // A millisecond earlier some work is still to do: no earlier moment is the due one.
            prop_assert_eq!(calendar.working_ms_between(trigger, due - 1), Ok(worked - 1));
        }
    }

    #[test]
    fn working_days_are_due_when_the_day_loop_says(trigger in moments(), amount in 1_u32..=600) {
        let calendar = calendar(&[interval(540, 1020)]);
        let due = calendar.due(trigger, limit(amount, LimitUnit::WorkingDays));
        prop_assert_eq!(due, walk_days(trigger, amount));
        if let Ok(due) = due {
            let days = calendar.working_days_between(moment(trigger).date(), moment(due).date());
            prop_assert_eq!(days, Ok(i64::from(amount)));
        }
    }

    #[test]
    fn working_days_between_are_what_the_day_loop_counts(a in moments(), b in moments()) {
        let (a, b) = (moment(a.min(b)).date(), moment(a.max(b)).date());
        let calendar = calendar(&[interval(540, 1020)]);
        let counted = covered(a).and(covered(b)).map(|_| {
            let days = a.iter_days().skip(1).take_while(|day| *day <= b);
            days.map(|day| i64::from(worked(day))).sum::<i64>()
        });
        prop_assert_eq!(calendar.working_days_between(a, b), counted);
        if let Ok(counted) = counted {
            prop_assert_eq!(calendar.working_days_between(b, a), Ok(-counted));
        }
    }

    #[test]
    fn calendar_limits_are_due_when_plain_date_arithmetic_says(
        trigger in moments(), amount in 1_u32..=600,
    ) {
        let calendar = calendar(&[interval(540, 1020)]);
        let due = |unit| calendar.due(trigger, limit(amount, unit));
        let last_day = moment(trigger).date() + Days::new(u64::from(amount));
        prop_assert_eq!(due(LimitUnit::CalendarDays), Ok(end_of(last_day)));
        prop_assert_eq!(due(LimitUnit::CalendarMonths), Ok(walk_months(trigger, amount)));
        let (hours, minutes) = (TimeDelta::hours(amount.into()), TimeDelta::minutes(amount.into()));
        prop_assert_eq!(due(LimitUnit::Hours), Ok(ms(moment(trigger) + hours)));
        prop_assert_eq!(due(LimitUnit::Minutes), Ok(ms(moment(trigger) + minutes)));
    }

    #[test]
    fn no_moment_and_no_limit_makes_it_panic(
        a in any::<i64>(),
        b in any::<i64>(),
        amount in 1..=Limit::MAX_AMOUNT,
        unit in prop::sample::select(&LimitUnit::ALL),
        hours in hours(),
    ) {
        let calendar = calendar(&hours);
        let (low, high) = (i64::MIN + a.rem_euclid(1 << 40), i64::MAX - a.rem_euclid(1 << 40));
        for moment in [a, b, low, high, i64::MIN, i64::MAX] {
            if let Ok(due) = calendar.due(moment, limit(amount, unit)) {
                prop_assert!(due > moment);
            }
            let _ = calendar.working_ms_between(moment, b);
        }
    }
}
