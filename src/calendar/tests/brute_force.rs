//! The sweeps: the calendar against its walking twin over random firms, moments, limits and holds.
//!
//! Owns the comparison; refuses to compute either side of it.

use proptest::prelude::*;

use super::super::{DayKind, Limit, LimitUnit, OutsideCoverage};
use super::firms::{cases, firms, holds, holds_at};
use super::twin::{DAY, Firm, MINUTE, Walked, day_of, midnight_after, months_later};

const HOUR: i64 = 60 * MINUTE;

fn limit(amount: u32, unit: LimitUnit) -> Limit {
    Limit::new(amount, unit).expect("in range")
}

/// Limits in real or working time, short enough to walk.
fn time_limits() -> impl Strategy<Value = Limit> {
    prop_oneof![
        (1_u32..=600).prop_map(|amount| limit(amount, LimitUnit::Minutes)),
        (1_u32..=80).prop_map(|amount| limit(amount, LimitUnit::Hours)),
        (1_u32..=30).prop_map(|amount| limit(amount, LimitUnit::WorkingHours)),
        (1_u32..=30).prop_map(|amount| limit(amount, LimitUnit::WorkingHours)),
    ]
}

/// From just before a change of the clock these end in the hours it repeats.
fn short_limits() -> impl Strategy<Value = Limit> {
    let units = prop::sample::select(&[LimitUnit::Hours, LimitUnit::WorkingHours]);
    let hours = (1_u32..=3, units).prop_map(|(amount, unit)| limit(amount, unit));
    prop_oneof![(1_u32..=200).prop_map(|amount| limit(amount, LimitUnit::Minutes)), hours]
}

fn day_limits() -> impl Strategy<Value = Limit> {
    prop_oneof![
        (1_u32..=60).prop_map(|amount| limit(amount, LimitUnit::CalendarDays)),
        (1_u32..=40).prop_map(|amount| limit(amount, LimitUnit::WorkingDays)),
        (1_u32..=14).prop_map(|amount| limit(amount, LimitUnit::CalendarMonths)),
    ]
}

fn ms_of(limit: Limit) -> i64 {
    i64::from(limit.amount()) * if limit.unit() == LimitUnit::Minutes { MINUTE } else { HOUR }
}

/// The twin's holds in instants.
fn real(firm: &Firm, holds: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let forward = holds.iter().filter(|(from, until)| from < until);
    forward.map(|(from, until)| (firm.instants(*from).0, firm.instants(*until).0)).collect()
}

/// The due instant of a limit in time, for a trigger read as the first or the last of its instants.
fn due_instant(firm: &Firm, trigger: i64, limit: Limit, holds: &[(i64, i64)]) -> Walked<i64> {
    let working = limit.unit() == LimitUnit::WorkingHours;
    firm.passed(trigger, ms_of(limit), working, holds)
}

type Days = Result<Vec<(chrono::NaiveDate, bool)>, OutsideCoverage>;

/// The days a limit in days or months counts after the event.
fn counted(firm: &Firm, trigger: i64, limit: Limit, holds: &[(i64, i64)]) -> Days {
    let event = day_of(trigger);
    let unheld = |months| (months_later(event, months, chrono::Datelike::day(&event)) - event).num_days();
    let (amount, working) = match limit.unit() {
        LimitUnit::WorkingDays => (limit.amount(), true),
        LimitUnit::CalendarMonths => (u32::try_from(unheld(limit.amount())).expect("later"), false),
        _ => (limit.amount(), false),
    };
    firm.counted_days(event, amount, working, holds)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_day_of_the_coverage_is_the_same_to_both(firm in firms()) {
        let calendar = firm.calendar();
        let (first, last) = calendar.covers();
        let mut from = first;
        while from <= last {
            prop_assert_eq!(calendar.is_working_day(from), Some(firm.worked(from)), "{}", from);
            let public = matches!(calendar.day_kind(from), Some(DayKind::Holiday(_) | DayKind::MakeUpWorkday(_)));
            prop_assert!(!public || firm.listed().contains_key(&from));
            // Company lists are long to search; every day of the table comes up over the sweep.
            from = from + chrono::Days::new(1 + from.to_epoch_days().unsigned_abs() as u64 % 7);
        }
    }

    #[test]
    fn working_time_between_is_what_the_walking_clock_sums(
        (firm, a) in cases(), distance in 0_i64..5 * DAY,
    ) {
        let (calendar, b) = (firm.calendar(), a + distance);
        let (from, to) = (firm.instants(a).0, firm.instants(b).0);
        prop_assert_eq!(calendar.elapsed_ms(a, b), to - from);
        let covered = firm.covered(day_of(a)).and_then(|_| firm.covered(day_of(b)));
        let walked = covered.and_then(|_| firm.working_between(from.min(to), from.max(to)));
        let walked = walked.map(|sum| sum.expect("short") * (to - from).signum());
        prop_assert_eq!(calendar.working_ms_between(a, b), walked);
        if let Ok(sum) = walked {
            prop_assert_eq!(calendar.working_ms_between(b, a), Ok(-sum));
        }
    }

    #[test]
    fn limits_in_time_are_due_when_the_walking_clock_says(
        (firm, trigger) in cases(), limit in time_limits(), holds in holds(),
    ) {
        let (calendar, start) = (firm.calendar(), firm.instants(trigger).0);
        let due = |holds: &[(i64, i64)]| {
            if limit.unit() == LimitUnit::WorkingHours {
                firm.covered(day_of(trigger))?;
            }
            due_instant(&firm, start, limit, holds).map(|due| due.map(|due| firm.wall(due)))
        };
        if let Some(walked) = due(&[]).transpose() {
            prop_assert_eq!(calendar.due(trigger, limit), walked);
            prop_assert_eq!(calendar.due_held(trigger, limit, &[]), walked);
        }
        let holds = holds_at(trigger, &holds);
        if let Some(walked) = due(&real(&firm, &holds)).transpose() {
            prop_assert_eq!(calendar.due_held(trigger, limit, &holds), walked, "{:?}", holds);
        }
    }

    #[test]
    fn a_range_holds_every_reading_of_a_repeated_hour(
        (firm, trigger) in cases(), limit in prop_oneof![1 => time_limits(), 3 => short_limits()], at in 0_i64..120,
    ) {
        let calendar = firm.calendar();
        let (first, last) = firm.instants(trigger);
        let dues = due_instant(&firm, first, limit, &[]).and_then(|a| Ok((a, due_instant(&firm, last, limit, &[])?)));
        let Ok((Some(earliest), Some(latest))) = dues else { return Ok(()) };
        let (tight, loose) = calendar.due_range(trigger, limit).expect("covered");
        let due = firm.wall(earliest);
        for wall in (-130 + at..130).step_by(13).map(|minute| due + minute * MINUTE).chain([tight, tight + 1, loose, loose + 1, due]) {
            let (one, two) = firm.instants(wall);
            if firm.wall(one) == wall {
                prop_assert_eq!(wall <= tight, two <= earliest, "surely in time at {}", wall);
                prop_assert_eq!(wall <= loose, one <= latest, "perhaps in time at {}", wall);
            }
        }
    }

    #[test]
    fn limits_in_days_are_due_when_the_day_loop_says(
        (firm, trigger) in cases(), limit in day_limits(), holds in holds(),
    ) {
        let calendar = firm.calendar();
        for holds in [Vec::new(), holds_at(trigger, &holds)] {
            let days = counted(&firm, trigger, limit, &holds);
            let walked = days.map(|days| midnight_after(days.last().expect("at least one").0) - 1);
            prop_assert_eq!(calendar.due_held(trigger, limit, &holds), walked, "{:?}", holds);
            if holds.is_empty() {
                prop_assert_eq!(calendar.due(trigger, limit), walked);
                prop_assert_eq!(calendar.due_range(trigger, limit), walked.map(|due| (due, due)));
            }
        }
    }

    #[test]
    fn the_next_months_moment_is_found_on_a_wall_calendar(
        (firm, trigger) in cases(), day in 1_u32..=31, minute in 0_u16..=1440,
    ) {
        let limit = Limit::next_month(day, minute).expect("in range");
        let midnight = midnight_after(months_later(day_of(trigger), 1, day)) - DAY;
        let wall = (midnight + i64::from(minute) * MINUTE).min(midnight + DAY - 1);
        let shown = firm.wall(firm.instants(wall).0);
        prop_assert_eq!(firm.calendar().due(trigger, limit), Ok(shown));
    }

    #[test]
    fn the_printed_days_are_those_the_day_loop_counts(
        (firm, trigger) in cases(), limit in day_limits(), holds in holds(),
    ) {
        let (calendar, holds) = (firm.calendar(), holds_at(trigger, &holds));
        let printed = calendar.count_days(trigger, limit, &holds);
        let Ok(walked) = counted(&firm, trigger, limit, &holds) else {
            prop_assert!(printed.is_err());
            return Ok(());
        };
        let printed = printed.expect("covered");
        prop_assert!(printed[0].is_event_day && !printed[0].counts && printed[0].date == day_of(trigger));
        let after: Vec<_> = printed[1..].iter().map(|day| (day.date, day.counts)).collect();
        prop_assert_eq!(after, walked);
        let mut sum = 0;
        for day in &printed {
            sum += u32::from(day.counts);
            prop_assert_eq!((day.adds, day.sum), (u32::from(day.counts), sum));
            prop_assert_eq!(day.held, firm.held_at_the_end_of(day.date, &holds));
            prop_assert_eq!(day.is_working, firm.covered(day.date).is_ok_and(|day| firm.worked(day)));
        }
        prop_assert!(limit.unit() == LimitUnit::CalendarMonths || sum == limit.amount());
        let due = calendar.due_held(trigger, limit, &holds).expect("covered");
        prop_assert_eq!(printed.last().map(|day| day.date), Some(day_of(due)));
    }

    #[test]
    fn the_printed_working_minutes_are_those_the_walking_clock_counts(
        (firm, trigger) in cases(), amount in 1_u32..=20, holds in holds(),
    ) {
        let (calendar, limit) = (firm.calendar(), limit(amount, LimitUnit::WorkingHours));
        let (start, holds) = (firm.instants(trigger).0, holds_at(trigger, &holds));
        if day_of(firm.wall(start)) != day_of(trigger) {
            // A skipped time whose instant is on the next day: the event's day is that it was written with.
            return Ok(());
        }
        let real = real(&firm, &holds);
        let Ok(Some(due)) = due_instant(&firm, start, limit, &real) else { return Ok(()) };
        let printed = calendar.count_days(trigger, limit, &holds).expect("covered");
        let walked = firm.work_by_day(start, due, &real);
        prop_assert_eq!(printed.last().map(|day| (day.date, day.sum)), Some((day_of(firm.wall(due)), amount * 60)));
        prop_assert_eq!(printed.len(), walked.len());
        let (mut before, mut done) = (0, 0);
        for (day, (date, worked, counted)) in printed.iter().zip(walked) {
            done += counted;
            let sum = u32::try_from(done / MINUTE).expect("small");
            prop_assert_eq!((day.date, day.counts, day.sum), (date, counted > 0, sum));
            prop_assert_eq!((day.adds, day.held), (sum - before, worked > 0 && counted == 0), "{}", date);
            before = sum;
        }
    }

    #[test]
    fn rolling_ends_on_the_first_working_day((firm, due) in cases()) {
        let mut day = day_of(due);
        let mut walked = Ok(due);
        while let Ok(covered) = firm.covered(day) && !firm.worked(covered) {
            day = day + chrono::Days::new(1);
            walked = Ok(midnight_after(day) - 1);
        }
        let walked = firm.covered(day).and(walked);
        prop_assert_eq!(firm.calendar().roll(due), walked);
    }

    #[test]
    fn working_days_between_are_what_the_day_loop_counts((firm, a) in cases(), days in 0_u64..800) {
        let (calendar, a) = (firm.calendar(), day_of(a));
        let b = a + chrono::Days::new(days);
        let counted = firm.covered(a).and(firm.covered(b)).map(|_| {
            let days = a.iter_days().skip(1).take_while(|day| *day <= b);
            days.map(|day| i64::from(firm.worked(day))).sum::<i64>()
        });
        prop_assert_eq!(calendar.working_days_between(a, b), counted);
        if let Ok(counted) = counted {
            prop_assert_eq!(calendar.working_days_between(b, a), Ok(-counted));
        }
    }

    #[test]
    fn no_moment_and_no_limit_makes_it_panic(
        firm in firms(),
        a in any::<i64>(),
        b in any::<i64>(),
        amount in 1..=Limit::MAX_AMOUNT,
        unit in prop::sample::select(&LimitUnit::ALL),
    ) {
        let calendar = firm.calendar();
        let amount = if unit == LimitUnit::NextMonth { amount % 31 + 1 } else { amount };
        let (low, high) = (i64::MIN + a.rem_euclid(1 << 40), i64::MAX - a.rem_euclid(1 << 40));
        for moment in [a, b, low, high, i64::MIN, i64::MAX, a >> 22] {
            let limit = limit(amount, unit);
            if let Ok(due) = calendar.due(moment, limit) {
                // An hour later a clock put back shows the same time.
                prop_assert!(due > moment || !calendar.zone().is_fixed());
            }
            let _ = (calendar.due_range(moment, limit), calendar.roll(moment), calendar.elapsed_ms(moment, b));
            for hold in [(low, high), (i64::MIN, i64::MAX), (b, moment), (moment, b), (moment, i64::MAX)] {
                let _ = calendar.due_held(moment, limit, &[hold, (b, b >> 1)]);
                if unit == LimitUnit::WorkingHours {
                    let _ = calendar.count_days(moment, limit, &[hold]);
                }
            }
            let _ = calendar.working_ms_between(moment, b);
        }
    }
}
