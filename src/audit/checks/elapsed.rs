//! How long a case took by its own times, and how a system may have counted it otherwise.
//!
//! Owns the causes a difference is looked for in and what each makes of the times. Refuses times of which
//! only the day is known: elapsed minutes cannot be told from them.

use crate::calendar::WorkingCalendar;
use crate::dataset::{Field, Reading, TimeColumn};
use crate::model::{HOUR_MS, MINUTE_MS, Text};
use crate::policy::Reopening;

use super::super::deadline::{CaseTimes, Held, Holds};
use super::{Context, OUTSIDE_PERIOD};

/// Why a system's figure may be another than ours, in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    Rounded,
    HoldsSubtracted,
    WorkingHours,
    WorkingHoursHeld,
    OtherClose,
    OtherZone,
}

impl Cause {
    pub(super) const ALL: [Self; 6] = [
        Self::Rounded,
        Self::HoldsSubtracted,
        Self::WorkingHours,
        Self::WorkingHoursHeld,
        Self::OtherClose,
        Self::OtherZone,
    ];

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Rounded => "rounded",
            Self::HoldsSubtracted => "holds-subtracted",
            Self::WorkingHours => "working-hours",
            Self::WorkingHoursHeld => "working-hours-without-holds",
            Self::OtherClose => "other-close",
            Self::OtherZone => "zone",
        }
    }

    pub(super) fn text(self) -> Text {
        match self {
            Self::Rounded => Text::new("取整到小时或天", "it is rounded to hours or days"),
            Self::HoldsSubtracted => Text::new("扣除了挂起时间", "holds are subtracted"),
            Self::WorkingHours => Text::new("只计工作时间", "working hours alone count"),
            Self::WorkingHoursHeld => {
                Text::new("只计工作时间并扣除挂起", "working hours alone count, without holds")
            }
            Self::OtherClose => Text::new("以另一次办结为准", "it goes by the other close"),
            Self::OtherZone => {
                Text::new("两个时间之一差 8 小时（时区）", "one of the two times is 8 hours off (zone)")
            }
        }
    }
}

/// Why a figure is not tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Untested {
    OutsidePeriod,
    NoCase,
    NoFigure,
    NoTime,
    Later,
    DayOnly,
    Backward,
}

impl Untested {
    pub(super) const ALL: [Self; 7] = [
        Self::OutsidePeriod,
        Self::NoCase,
        Self::NoFigure,
        Self::NoTime,
        Self::Later,
        Self::DayOnly,
        Self::Backward,
    ];

    pub(super) fn reason(self) -> Text {
        match self {
            Self::OutsidePeriod => OUTSIDE_PERIOD,
            Self::NoCase => Text::new(
                "编号重复、同一工单的较早记录，或受理时间尚未到来",
                "repeats an id, is an earlier event of a case, or its receipt is still to come",
            ),
            Self::NoFigure => Text::new("系统时长为空或无法读取", "the figure is blank or cannot be read"),
            Self::NoTime => Text::new(
                "受理或完成的时间为空或无法读取",
                "a time it would follow from is blank or unreadable",
            ),
            Self::Later => Text::new("完成时间晚于审计基准日", "done after the as-of date"),
            Self::DayOnly => Text::new("只有日期没有时刻", "time of day not known"),
            Self::Backward => {
                Text::new("完成早于受理（见 CHR001、CHR002）", "done before receipt (see CHR001, CHR002)")
            }
        }
    }
}

/// A column of figures with the times it should follow from.
pub(super) struct Column<'a> {
    pub(super) figures: &'a [f64],
    received: TimeColumn<'a>,
    done: CaseTimes<'a>,
    holds: Holds<'a>,
    calendar: &'a WorkingCalendar,
    closing: Reopening,
    as_of: i64,
    /// Minutes by which a figure may differ.
    pub(super) tolerance: f64,
}

impl<'a> Column<'a> {
    /// The figures of one column from receipt to `done`; `None` where the export lacks it or its time.
    pub(super) fn new(context: &Context<'a>, (figure, done): (Field, Field)) -> Option<Self> {
        let complaints = &context.dataset.complaints;
        let figures = complaints.numbers(figure)?;
        Some(Self {
            figures,
            received: complaints.times(Field::ReceivedAt)?,
            done: CaseTimes::new(complaints, done, context.as_of.at.0)?,
            holds: Holds::new(complaints, context.scope.event_holds()),
            calendar: &context.policy.calendar,
            closing: context.policy.reopening,
            as_of: context.as_of.at.0,
            tolerance: f64::from(context.policy.tolerance_minutes),
        })
    }

    /// From when to when a case took, where both are known to the time of day.
    fn span(&self, row: usize, closing: Reopening) -> Result<(i64, i64), Untested> {
        let (received, done) = (self.received.reading(row), self.done.reading(row, closing));
        let (Reading::Known { earliest: from, latest }, Reading::Known { earliest: to, latest: until }) =
            (received, done)
        else {
            return Err(Untested::NoTime);
        };
        if to > self.as_of {
            Err(Untested::Later)
        } else if from < latest || to < until {
            Err(Untested::DayOnly)
        } else if to < from {
            Err(Untested::Backward)
        } else {
            Ok((from, to))
        }
    }

    /// The system's minutes and ours.
    pub(super) fn both(&self, row: usize) -> Result<(f64, f64), Untested> {
        let system = self.figures[row];
        if system.is_nan() {
            return Err(Untested::NoFigure);
        }
        let (from, to) = self.span(row, self.closing)?;
        Ok((system, minutes(self.calendar.elapsed_ms(from, to))))
    }

    /// The first cause under which our minutes are the system's, if any. A figure rounded to `unit` is less
    /// than one unit away from what was rounded.
    pub(super) fn cause(&self, row: usize, unit: f64) -> Option<Cause> {
        let (system, ours) = self.both(row).ok()?;
        let (from, to) = self.span(row, self.closing).ok()?;
        let fits = |minutes: f64| {
            let difference = (minutes - system).abs();
            difference <= self.tolerance || difference < unit
        };
        let held = self.holds.of(row, to);
        Cause::ALL.into_iter().find(|cause| match cause {
            Cause::Rounded => unit_of(system).is_some_and(|unit| (ours - system).abs() <= unit),
            Cause::HoldsSubtracted => self
                .held(&held, from, to, |from, to| Some(self.calendar.elapsed_ms(from, to)))
                .is_some_and(|held| fits(ours - minutes(held))),
            Cause::WorkingHours => self.worked(from, to).is_some_and(|worked| fits(minutes(worked))),
            Cause::WorkingHoursHeld => {
                let held = self.held(&held, from, to, |from, to| self.worked(from, to));
                held.zip(self.worked(from, to)).is_some_and(|(held, worked)| fits(minutes(worked - held)))
            }
            Cause::OtherClose => {
                let other = match self.closing {
                    Reopening::First => Reopening::Last,
                    Reopening::Last => Reopening::First,
                };
                let other = self.span(row, other).ok();
                other.is_some_and(|(from, to)| fits(minutes(self.calendar.elapsed_ms(from, to))))
            }
            Cause::OtherZone => {
                let zone = minutes(8 * HOUR_MS);
                fits(ours + zone) || fits(ours - zone)
            }
        })
    }

    fn worked(&self, from: i64, to: i64) -> Option<i64> {
        self.calendar.working_ms_between(from, to).ok()
    }

    /// How long a case was on hold between two moments, as `measure` tells; `None` if it was not or nobody
    /// knows.
    fn held(
        &self,
        held: &Held,
        from: i64,
        to: i64,
        measure: impl Fn(i64, i64) -> Option<i64>,
    ) -> Option<i64> {
        match held {
            Held::No | Held::Unknown => None,
            Held::Total(total) => Some(*total),
            Held::Spans { least, .. } => {
                let mut spans = least.clone();
                spans.sort_unstable();
                let mut counted = from;
                let mut sum = 0;
                for (begin, end) in spans {
                    let (begin, end) = (begin.max(counted), end.min(to));
                    if begin < end {
                        sum += measure(begin, end)?;
                        counted = end;
                    }
                }
                Some(sum)
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a span of milliseconds far below 2^53")]
fn minutes(ms: i64) -> f64 {
    ms as f64 / MINUTE_MS as f64
}

/// The unit a figure may be rounded to, in minutes: a day, an hour, or none.
fn unit_of(figure: f64) -> Option<f64> {
    [1440.0, 60.0].into_iter().find(|unit| figure > 0.0 && figure % unit == 0.0)
}

/// The unit to which all figures of a column are rounded, in minutes.
pub(super) fn unit_of_all(figures: &[f64]) -> Option<f64> {
    let mut told = figures.iter().filter(|figure| **figure != 0.0 && !figure.is_nan()).map(|it| unit_of(*it));
    let first = told.next()??;
    told.try_fold(first, |unit, other| Some(unit.min(other?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_rounded_if_all_its_figures_are() {
        assert_eq!(unit_of_all(&[1440.0, 0.0, f64::NAN, 2880.0]), Some(1440.0));
        assert_eq!(unit_of_all(&[1440.0, 60.0]), Some(60.0));
        assert_eq!(unit_of_all(&[1440.0, 61.0]), None);
        assert_eq!(unit_of_all(&[0.0, f64::NAN]), None);
        assert_eq!(unit_of_all(&[]), None);
    }
}
