//! Random firms, moments and holds for the sweeps.
//!
//! Owns what is likely: half the moments lie near a change of the clock, a few near the ends of the
//! coverage, half on a full minute. Refuses to judge.

use chrono::{Days, NaiveDate, Weekday};
use proptest::prelude::*;

use super::super::{CalendarSpec, DailyInterval, HolidayTable, WeeklyHours, WorkingCalendar};
use super::twin::{DAY, Firm, MINUTE, midnight_after};
use crate::model::Zone;

/// One to three intervals a day, in order; neighbours may touch. Few days have none.
pub(super) fn day_hours() -> impl Strategy<Value = Vec<DailyInterval>> {
    let pair = |pair: &[u16]| DailyInterval::new(pair[0], pair[1]).expect("ascending");
    let bounds = prop::collection::btree_set(0_u16..=1440, 2..=6);
    let apart = bounds.prop_map(move |bounds| {
        let bounds: Vec<u16> = bounds.into_iter().collect();
        bounds.chunks_exact(2).map(pair).collect::<Vec<_>>()
    });
    let bounds = prop::collection::btree_set((0_u16..=48).prop_map(|half_hour| half_hour * 30), 2..=4);
    let touching = bounds.prop_map(move |bounds| {
        let bounds: Vec<u16> = bounds.into_iter().collect();
        bounds.windows(2).map(pair).collect()
    });
    let whole_day = Just(vec![pair(&[0, 1440])]);
    prop_oneof![4 => apart, 2 => touching, 2 => whole_day, 1 => Just(Vec::new())]
}

fn zones() -> impl Strategy<Value = Result<i64, chrono_tz::Tz>> {
    use chrono_tz::{America, Australia, Europe};
    prop::sample::select(vec![
        Ok(480),
        Ok(-210),
        Err(Europe::London),
        Err(America::New_York),
        Err(Australia::Lord_Howe),
        Err(America::Sao_Paulo),
        // Since 2024 the clock skips the last hour of a Saturday.
        Err(America::Nuuk),
    ])
}

fn days(most: usize) -> impl Strategy<Value = Vec<NaiveDate>> {
    let first = NaiveDate::from_ymd_opt(2004, 1, 1).expect("a date");
    prop::collection::vec((0_u64..8_400).prop_map(move |days| first + Days::new(days)), 0..most)
}

pub(super) fn firms() -> impl Strategy<Value = Firm> {
    use HolidayTable::{CnMainland, EnglandAndWales, None};
    let tables = prop_oneof![5 => Just(CnMainland), 3 => Just(EnglandAndWales), 1 => Just(None)];
    let week = |day: u8| Weekday::try_from(day).expect("one of seven");
    let weekends = prop::collection::btree_set(0_u8..7, 0..4);
    let weekends = weekends.prop_map(move |days| days.into_iter().map(week).collect());
    let hours = prop::array::uniform7(day_hours());
    let hours = hours.prop_filter("not all empty", |days| !days.iter().all(Vec::is_empty));
    let own = (days(400), days(400));
    (zones(), tables, weekends, any::<bool>(), hours, own).prop_map(
        |(zone, table, weekend, makeup, hours, (off, extra))| Firm {
            zone,
            table,
            weekend,
            makeup,
            hours,
            off,
            extra,
        },
    )
}

impl Firm {
    pub(super) fn calendar(&self) -> WorkingCalendar {
        let named = |days: &[NaiveDate]| days.iter().map(|day| (*day, "a day".to_owned())).collect();
        let zone = match self.zone {
            Ok(480) => "+08:00",
            Ok(_) => "-03:30",
            Err(tz) => tz.name(),
        };
        let spec = CalendarSpec {
            zone: Zone::parse(zone).expect("a zone"),
            holidays: self.table,
            weekend: self.weekend.clone(),
            makeup_workdays: self.makeup,
            hours: WeeklyHours::new(self.hours.clone()).expect("in order"),
            days_off: named(&self.off),
            extra_workdays: named(&self.extra),
        };
        WorkingCalendar::new(&spec).expect("valid")
    }

    /// So long before the next change of the clock, if there is one within a year.
    fn near_a_change(&self, moment: i64, before: i64) -> i64 {
        let offset = |at: i64| self.wall(at) - at;
        let change = (0..365).map(|day| moment + day * DAY).find(|at| offset(*at) != offset(at + DAY));
        let minutes = change.map(|at| (1..=1440).map(move |minute| at + minute * MINUTE));
        let found = minutes.and_then(|mut minutes| minutes.find(|at| offset(*at) != offset(at - MINUTE)));
        found.map_or(moment, |at| self.wall(at) - before)
    }
}

/// A firm with a wall-clock moment of the coverage or a little outside it.
pub(super) fn cases() -> impl Strategy<Value = (Firm, i64)> {
    let bound = |year, month, day| midnight_after(NaiveDate::from_ymd_opt(year, month, day).expect("a date"));
    let anywhere = prop_oneof![
        9 => bound(2003, 12, 25)..bound(2027, 1, 5),
        1 => bound(2026, 11, 30)..bound(2027, 1, 5),
    ];
    let near = prop_oneof![0..3 * DAY / 2, -60 * MINUTE..240 * MINUTE];
    let near = prop::option::of(near);
    (firms(), anywhere, near, any::<bool>()).prop_map(|(firm, anywhere, near, whole_minute)| {
        let moment = near.map_or(anywhere, |before| firm.near_a_change(anywhere, before));
        let moment = if whole_minute { moment.div_euclid(MINUTE) * MINUTE } else { moment };
        (firm, moment)
    })
}

/// Up to four holds around a moment, given by their distance from it: some empty or backward, some
/// from midnight to midnight.
pub(super) fn holds() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let length = prop_oneof![8 => 0..3 * DAY, 2 => (0_i64..4).prop_map(|days| days * DAY), 1 => -DAY..0];
    prop::collection::vec((-2 * DAY..6 * DAY, length, any::<bool>()), 0..=4).prop_map(|holds| {
        let hold = |(from, length, whole): (i64, i64, bool)| {
            let from = if whole { from.div_euclid(DAY) * DAY } else { from };
            (from, from + length)
        };
        holds.into_iter().map(hold).collect()
    })
}

/// The holds at a moment; whole days are those of the calendar.
pub(super) fn holds_at(moment: i64, holds: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let base = |from: i64| if from.rem_euclid(DAY) == 0 { moment.div_euclid(DAY) * DAY } else { moment };
    holds.iter().map(|(from, until)| (base(*from) + from, base(*from) + until)).collect()
}
