//! The brute-force twin of the calendar: it walks day by day and minute by minute, asks the zone's
//! rules at every one, and reads the holiday files itself.
//!
//! Owns the answers the sweeps compare with. Refuses to share a table or arithmetic with the code it
//! checks: only the rules are the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, Days, MappedLocalTime, NaiveDate, NaiveDateTime, Offset, TimeDelta};
use chrono::{TimeZone, Weekday};
use chrono_tz::Tz;

use super::super::{DailyInterval, HolidayTable, OutsideCoverage};

pub(super) const MINUTE: i64 = 60_000;
pub(super) const DAY: i64 = 1440 * MINUTE;
/// Walks end here: the sweeps are over before patience is.
const MOST_MINUTES: i64 = 20 * 1440;

pub(super) type Listed = HashMap<NaiveDate, bool>;
pub(super) type Walked<T> = Result<Option<T>, OutsideCoverage>;

/// Whether the listed days of a file are worked.
fn listed(csv: &str) -> Listed {
    let rows = csv.lines().skip(1);
    rows.map(|row| (row[..10].parse().expect("a date"), row.contains(",workday,"))).collect()
}

static MAINLAND: LazyLock<Listed> = LazyLock::new(|| listed(include_str!("../cn-mainland.csv")));
static ENGLAND: LazyLock<Listed> = LazyLock::new(|| listed(include_str!("../england-and-wales.csv")));
static NOTHING: LazyLock<Listed> = LazyLock::new(Listed::new);

/// Everything a calendar is made of, in the twin's own terms.
#[derive(Debug, Clone)]
pub(super) struct Firm {
    /// Minutes east of UTC, or a place.
    pub(super) zone: Result<i64, Tz>,
    pub(super) table: HolidayTable,
    pub(super) weekend: Vec<Weekday>,
    pub(super) makeup: bool,
    pub(super) hours: [Vec<DailyInterval>; 7],
    pub(super) off: Vec<NaiveDate>,
    pub(super) extra: Vec<NaiveDate>,
}

pub(super) fn moment(ms: i64) -> NaiveDateTime {
    DateTime::UNIX_EPOCH.naive_utc() + TimeDelta::milliseconds(ms)
}

pub(super) fn day_of(ms: i64) -> NaiveDate {
    moment(ms).date()
}

pub(super) fn midnight_after(day: NaiveDate) -> i64 {
    (day + Days::new(1)).and_hms_opt(0, 0, 0).expect("midnight").and_utc().timestamp_millis()
}

impl Firm {
    pub(super) fn listed(&self) -> &'static Listed {
        match self.table {
            HolidayTable::CnMainland => &MAINLAND,
            HolidayTable::EnglandAndWales => &ENGLAND,
            HolidayTable::None => &NOTHING,
        }
    }

    pub(super) fn covered(&self, day: NaiveDate) -> Result<NaiveDate, OutsideCoverage> {
        let years = if self.table == HolidayTable::None { 1990..=2099 } else { 2004..=2026 };
        if years.contains(&day.year()) { Ok(day) } else { Err(OutsideCoverage { date: day }) }
    }

    pub(super) fn worked(&self, day: NaiveDate) -> bool {
        if self.off.contains(&day) {
            return false;
        }
        if self.extra.contains(&day) {
            return true;
        }
        match self.listed().get(&day) {
            Some(false) => false,
            Some(true) if self.makeup => true,
            _ => !self.weekend.contains(&day.weekday()),
        }
    }

    pub(super) fn wall(&self, utc: i64) -> i64 {
        match self.zone {
            Ok(minutes) => utc + minutes * MINUTE,
            Err(tz) => {
                let offset = tz.offset_from_utc_datetime(&moment(utc)).fix();
                utc + i64::from(offset.local_minus_utc()) * 1000
            }
        }
    }

    /// The first and the last instant of a wall time.
    pub(super) fn instants(&self, wall: i64) -> (i64, i64) {
        let tz = match self.zone {
            Ok(minutes) => return (wall - minutes * MINUTE, wall - minutes * MINUTE),
            Err(tz) => tz,
        };
        // In a gap: back to where the clock still showed the time, and on for as long.
        for back in 0.. {
            let utc = |at: DateTime<Tz>| at.timestamp_millis() + back * MINUTE;
            match tz.from_local_datetime(&moment(wall - back * MINUTE)) {
                MappedLocalTime::Single(at) => return (utc(at), utc(at)),
                MappedLocalTime::Ambiguous(first, last) if back == 0 => return (utc(first), utc(last)),
                MappedLocalTime::Ambiguous(_, last) => return (utc(last), utc(last)),
                MappedLocalTime::None => {}
            }
        }
        unreachable!("some earlier minute exists")
    }

    /// Walks the minutes from an instant, cut at minutes and at the edges of holds (instants), and
    /// calls `step` with the instants and wall time of each piece and whether working time passes in
    /// it (`None` where held), until it is content.
    fn walk<T>(
        &self,
        start: i64,
        holds: &[(i64, i64)],
        mut step: impl FnMut(Piece) -> Option<T>,
    ) -> Walked<T> {
        let mut today = None;
        let mut from = start;
        while from < start + MOST_MINUTES * MINUTE {
            let edges = holds.iter().flat_map(|(from, until)| [*from, *until]);
            let minute = from.div_euclid(MINUTE) * MINUTE + MINUTE;
            let to = edges.filter(|edge| *edge > from).fold(minute, i64::min);
            let wall = self.wall(from);
            let day = day_of(wall);
            // The files are asked once a day, or the walk takes minutes itself.
            if today.is_none_or(|(walked, _)| walked != day) {
                today = Some((day, self.covered(day).map(|day| self.worked(day))));
            }
            let day_works = today.map_or(Ok(false), |(_, works)| works);
            let minute_of_day = u16::try_from(wall.rem_euclid(DAY) / MINUTE).expect("within a day");
            let hours = &self.hours[day.weekday().num_days_from_monday() as usize];
            let open =
                hours.iter().any(|part| (part.start_minute()..part.end_minute()).contains(&minute_of_day));
            let held = holds.iter().any(|(begin, end)| *begin <= from && from < *end);
            if let Some(found) =
                step(Piece { from, to, day, works: day_works.map(|works| works && open), held })
            {
                return Ok(Some(found));
            }
            from = to;
        }
        Ok(None)
    }

    /// Real milliseconds of work from one instant to a later one.
    pub(super) fn working_between(&self, a: i64, b: i64) -> Walked<i64> {
        let mut sum = 0;
        let walked = self.walk(a, &[], |piece| {
            if piece.from >= b {
                return Some(Ok(sum));
            }
            match piece.works {
                Ok(true) => sum += piece.to.min(b) - piece.from,
                Ok(false) => {}
                Err(outside) => return Some(Err(outside)),
            }
            None
        })?;
        walked.transpose()
    }

    /// The instant at which so much time has passed outside holds; only working time if `working`.
    pub(super) fn passed(&self, start: i64, ms: i64, working: bool, holds: &[(i64, i64)]) -> Walked<i64> {
        let mut left = ms;
        let walked = self.walk(start, holds, |piece| {
            let counts = match piece.works {
                Err(outside) if working => return Some(Err(outside)),
                works => !piece.held && (!working || works == Ok(true)),
            };
            if counts {
                if left <= piece.to - piece.from {
                    return Some(Ok(piece.from + left));
                }
                left -= piece.to - piece.from;
            }
            None
        })?;
        walked.transpose()
    }

    /// For each day up to that of the due instant: working ms from the start, and those not held.
    pub(super) fn work_by_day(
        &self,
        start: i64,
        due: i64,
        holds: &[(i64, i64)],
    ) -> Vec<(NaiveDate, i64, i64)> {
        let mut days: Vec<(NaiveDate, i64, i64)> = Vec::new();
        let all = self.walk(start, holds, |piece| {
            if piece.from > due {
                return Some(());
            }
            if days.last().is_none_or(|(day, ..)| *day != piece.day) {
                days.push((piece.day, 0, 0));
            }
            let (_, worked, counted) = days.last_mut().expect("pushed");
            let ms = if piece.works == Ok(true) { piece.to.min(due) - piece.from } else { 0 };
            *worked += ms;
            *counted += if piece.held { 0 } else { ms };
            None
        });
        assert_eq!(all, Ok(Some(())), "found before");
        days
    }

    /// The days after the event until `amount` of them count, with whether each does.
    pub(super) fn counted_days(
        &self,
        event: NaiveDate,
        amount: u32,
        working: bool,
        holds: &[(i64, i64)],
    ) -> Result<Vec<(NaiveDate, bool)>, OutsideCoverage> {
        if working {
            self.covered(event)?;
        }
        let (mut days, mut day, mut left) = (Vec::new(), event, amount);
        while left > 0 {
            day = day + Days::new(1);
            let works = !working || self.worked(self.covered(day)?);
            let counts = works && !self.held_at_the_end_of(day, holds);
            left -= u32::from(counts);
            days.push((day, counts));
        }
        Ok(days)
    }

    pub(super) fn held_at_the_end_of(&self, day: NaiveDate, holds: &[(i64, i64)]) -> bool {
        let midnight = midnight_after(day);
        holds.iter().any(|(from, until)| *from < midnight && midnight <= *until)
    }
}

/// A minute or less of a walk.
struct Piece {
    from: i64,
    to: i64,
    day: NaiveDate,
    works: Result<bool, OutsideCoverage>,
    held: bool,
}

/// The day `months` later, or the last of that month.
pub(super) fn months_later(event: NaiveDate, months: u32, wanted: u32) -> NaiveDate {
    let (mut year, mut month) = (event.year(), event.month());
    for _ in 0..months {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    let last = (1..=wanted).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day));
    last.expect("every month has a first day")
}
