//! When one limit ends: without holds, begun anew after them, or with one of which only the length is known.

use crate::calendar::{Limit, LimitUnit, OutsideCoverage, WorkingCalendar};
use crate::model::{DAY_MS, HOUR_MS};
use crate::policy::HoldTotals;

use super::Reason;
use super::decide::Due;

/// Without holds.
#[inline]
pub(super) fn plain(calendar: &WorkingCalendar, limit: Limit, start: i64) -> Result<Due, Reason> {
    let (tightest, loosest) = calendar.due_range(start, limit).map_err(outside)?;
    let because = if tightest == loosest { Reason::DayOnly } else { Reason::ClockChange };
    Ok(Due { tightest, loosest, because })
}

/// The limit anew from the end of each hold that began before it had ended.
pub(super) fn restarted(
    calendar: &WorkingCalendar,
    limit: Limit,
    start: i64,
    holds: &[(i64, i64)],
) -> Result<Due, Reason> {
    let mut due = plain(calendar, limit, start)?;
    let mut holds = holds.to_vec();
    holds.sort_unstable();
    for (from, until) in holds {
        if from <= due.tightest && until > from {
            due = plain(calendar, limit, until.max(start))?;
        }
    }
    Ok(due)
}

/// When the limit last began anew after one of these holds.
pub(super) fn last_start(
    calendar: &WorkingCalendar,
    limit: Limit,
    start: i64,
    holds: &[(i64, i64)],
) -> Option<i64> {
    let mut due = calendar.due(start, limit).ok()?;
    let mut began = None;
    let mut holds = holds.to_vec();
    holds.sort_unstable();
    for (from, until) in holds {
        if from <= due && until > from {
            due = calendar.due(until.max(start), limit).ok()?;
            began = Some(until.max(start));
        }
    }
    began
}

/// With a hold of which only the length is known. A length on the clock moves a limit of hours or calendar
/// days as far; how many working days it took up depends on when it was.
pub(super) fn after_total(
    calendar: &WorkingCalendar,
    limit: Limit,
    due: Due,
    total: i64,
    totals: HoldTotals,
) -> Result<Due, Reason> {
    let because = Reason::HoldUnclear;
    let whole = |unit: LimitUnit, length: i64| -> Result<(i64, i64), Reason> {
        let fewest = total / length;
        let most = (total + length - 1) / length;
        Ok((further(calendar, due.tightest, fewest, unit)?, further(calendar, due.loosest, most, unit)?))
    };
    let (tightest, loosest) = match limit.unit() {
        LimitUnit::Minutes | LimitUnit::Hours => (due.tightest + total, due.loosest + total),
        LimitUnit::CalendarDays | LimitUnit::CalendarMonths => {
            (due.tightest + total / DAY_MS * DAY_MS, due.loosest + (total + DAY_MS - 1) / DAY_MS * DAY_MS)
        }
        LimitUnit::WorkingDays => {
            let (_, loosest) = whole(LimitUnit::WorkingDays, DAY_MS)?;
            (due.tightest, loosest)
        }
        LimitUnit::WorkingHours if totals == HoldTotals::Working => whole(LimitUnit::WorkingHours, HOUR_MS)?,
        LimitUnit::WorkingHours => {
            let (_, loosest) = whole(LimitUnit::WorkingHours, HOUR_MS)?;
            (due.tightest, loosest)
        }
        LimitUnit::NextMonth => (due.tightest, due.loosest),
    };
    Ok(Due { tightest, loosest, because })
}

fn further(calendar: &WorkingCalendar, from: i64, amount: i64, unit: LimitUnit) -> Result<i64, Reason> {
    match u32::try_from(amount).ok().and_then(|amount| Limit::new(amount, unit).ok()) {
        Some(limit) => calendar.due(from, limit).map_err(outside),
        None => Err(Reason::HoldUnclear),
    }
}

pub(super) fn outside(_: OutsideCoverage) -> Reason {
    Reason::OutsideCalendar
}

/// An end in hours, or its beginning, that lies in an hour which the clock showed twice, may be either.
pub(super) fn on_a_changing_clock(calendar: &WorkingCalendar, limit: Limit, start: i64, due: Due) -> Due {
    let zone = calendar.zone();
    let by_the_clock =
        matches!(limit.unit(), LimitUnit::Minutes | LimitUnit::Hours | LimitUnit::WorkingHours);
    if zone.is_fixed() || !by_the_clock {
        return due;
    }
    let mut wide = due;
    if zone.repeated(start).is_some() {
        wide = Due { tightest: due.tightest - HOUR_MS, loosest: due.loosest + HOUR_MS, ..wide };
    }
    for end in [due.tightest, due.loosest] {
        if let Some((from, until)) = zone.repeated(end) {
            wide =
                Due { tightest: wide.tightest.min(from - 1), loosest: wide.loosest.max(until - 1), ..wide };
        }
    }
    if wide == due { due } else { Due { because: Reason::ClockChange, ..wide } }
}
