//! Judging as the source system may have: the ways in which another clock comes to another verdict.
//!
//! Owns the causes a disagreement is looked for in, and the verdict under each; every cause keeps all else
//! as the policy has it. Refuses to join two causes: with enough of them any flag can be explained.

use crate::calendar::{LimitUnit, WorkingCalendar};
use crate::dataset::{Field, Reading};
use crate::model::{DAY_MS, HOUR_MS, Subject, Text};
use crate::policy::HoldEffect;

use super::decide::Due;
use super::hold::Held;
use super::limit::Choice;
use super::reckoning::{Definition, Reckoning};
use super::{BoundDeadline, Facts, Judgement, Reason, without_verdict};

/// Why a source system may come to another verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum Cause {
    /// It takes another definition.
    Definition(Definition),
    /// Its calendar has weekends and no holidays.
    OrdinaryWeek,
    /// It counts on a clock of another zone.
    Zone(OtherZone),
    /// It compares days, not moments.
    ByDay,
    /// A promised day ends for it when it begins.
    PromisedDayBegins,
    /// A limit of days ends for it at the time of day of the event.
    ExactDays,
    /// The day of the event is its day one.
    EventDayCounts,
    /// It goes by its own due date, and the policy does not.
    PromisedDate,
}

/// A zone that is not the policy's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum OtherZone {
    /// The system counts in UTC what the export shows in the policy's zone.
    CountsInUtc,
    /// The export shows in UTC what the system counts in the policy's zone.
    ShowsUtc,
    /// Eight hours behind, the commonest slip with Chinese systems.
    EightHoursBack,
}

/// A bound deadline with the clocks that another system may go by.
pub(in crate::audit) struct Reperformance<'b, 'a> {
    bound: &'b BoundDeadline<'a>,
    ordinary_week: WorkingCalendar,
    causes: Vec<Cause>,
}

impl<'b, 'a> Reperformance<'b, 'a> {
    /// The causes that can matter to `bound`.
    pub(in crate::audit) fn new(bound: &'b BoundDeadline<'a>) -> Self {
        Self { bound, ordinary_week: bound.calendar.weekends_only(), causes: causes(bound) }
    }

    /// The causes, in the order in which they are tried.
    pub(in crate::audit) fn causes(&self) -> &[Cause] {
        &self.causes
    }

    /// Judges a unit as a system would to which `cause` applies.
    pub(in crate::audit) fn judge(&self, unit: usize, cause: Cause) -> Judgement {
        let bound = self.bound;
        let (row, stage) = bound.place_of(unit);
        let plain = bound.plain(stage);
        match cause {
            Cause::Definition(definition) => {
                bound.judge_under(row, stage, &plain.under(definition, &bound.rested))
            }
            Cause::OrdinaryWeek => {
                bound.judge_under(row, stage, &Reckoning { calendar: &self.ordinary_week, ..plain })
            }
            _ => match bound.facts(row, stage, &plain) {
                Ok(facts) => match bound.due_by(cause, row, stage, &facts, &plain) {
                    Ok(due) => bound.conclude(&facts, due),
                    Err(reason) => without_verdict(reason),
                },
                Err(reason) => without_verdict(reason),
            },
        }
    }

    /// The permanent English word of a cause.
    pub(in crate::audit) fn key(&self, cause: Cause) -> &'static str {
        match cause {
            Cause::Definition(definition) => definition.key(self.bound.plain(0)),
            Cause::OrdinaryWeek => "holidays-ignored",
            Cause::Zone(_) => "zone",
            Cause::ByDay => "compared-by-day",
            Cause::PromisedDayBegins => "promised-day-begins",
            Cause::ExactDays => "exact-days",
            Cause::EventDayCounts => "event-day-counted",
            Cause::PromisedDate => "promised-date",
        }
    }

    /// What the system would have to do, in words that follow "if".
    pub(in crate::audit) fn text(&self, cause: Cause) -> Text {
        match cause {
            Cause::Definition(definition) => definition.text(self.bound.plain(0)),
            Cause::OrdinaryWeek => {
                Text::new("只休周末、不计节假日和调休", "weekends alone are days off and holidays are not")
            }
            Cause::Zone(OtherZone::CountsInUtc) => {
                Text::new("系统按协调世界时（UTC）计日", "the system counts its days in UTC")
            }
            Cause::Zone(OtherZone::ShowsUtc) => {
                Text::new("导出的时间是协调世界时（UTC）", "the times of the export are UTC")
            }
            Cause::Zone(OtherZone::EightHoursBack) => {
                Text::new("系统的时钟慢 8 小时", "the clock of the system is 8 hours behind")
            }
            Cause::ByDay => Text::new("只比较日期、不比较时刻", "days are compared and not moments"),
            Cause::PromisedDayBegins => {
                Text::new("承诺日以当日零时为限", "a promised day ends when it begins")
            }
            Cause::ExactDays => {
                Text::new("一日按 24 小时从起算时刻计", "a day is 24 hours from the moment of the event")
            }
            Cause::EventDayCounts => Text::new("当日计为第一日", "the day of the event is day one"),
            Cause::PromisedDate => Text::new(
                "以导出表的承诺时限代替制度时限",
                "the promised date counts instead of the policy's limit",
            ),
        }
    }
}

/// The causes that can matter, in the order in which they are tried.
fn causes(bound: &BoundDeadline<'_>) -> Vec<Cause> {
    let possible = bound.definitions();
    let defined = |wanted: Definition| possible.contains(&wanted).then_some(Cause::Definition(wanted));
    let has_unit = |units: &[LimitUnit]| bound.stages.iter().any(|stage| stage.limits.has_unit(units));
    let in_working_time = has_unit(&[LimitUnit::WorkingDays, LimitUnit::WorkingHours]);
    let in_days = has_unit(&[LimitUnit::CalendarDays, LimitUnit::WorkingDays, LimitUnit::CalendarMonths]);
    let minutes = bound.calendar.zone().fixed_offset_minutes();
    let utc = |zone| (minutes != Some(0)).then_some(Cause::Zone(zone));
    let promises = bound.promises();
    let has_promise =
        bound.cases.table.subject() == Subject::Complaints && bound.cases.table.has(Field::DueAt);
    [
        defined(Definition::OtherHolds),
        defined(Definition::OtherClose),
        // Calendar days end before working days of any kind: tried first, they would explain everything.
        defined(Definition::MakeUpRest),
        in_working_time.then_some(Cause::OrdinaryWeek),
        defined(Definition::CalendarDays),
        defined(Definition::WorkingDays),
        utc(OtherZone::CountsInUtc),
        utc(OtherZone::ShowsUtc),
        (minutes != Some(8 * 60)).then_some(Cause::Zone(OtherZone::EightHoursBack)),
        Some(Cause::ByDay),
        promises.then_some(Cause::PromisedDayBegins),
        in_days.then_some(Cause::ExactDays),
        in_days.then_some(Cause::EventDayCounts),
        defined(Definition::PolicyLimit),
        (!promises && has_promise).then_some(Cause::PromisedDate),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl<'a> BoundDeadline<'a> {
    /// When a unit is due by the policy's own limit, if the record leaves no doubt.
    pub(in crate::audit) fn due_by_policy(&self, unit: usize) -> Option<i64> {
        let (row, stage) = self.place_of(unit);
        let facts = self.facts(row, stage, &self.plain(stage)).ok()?;
        let reckoning = Reckoning { by_promise: false, ..self.plain(stage) };
        let due = self.due(row, stage, &facts, &reckoning).ok()?;
        (due.tightest == due.loosest).then_some(due.tightest)
    }

    /// The latest moment the export's own due date can mean; `None` where it has none that can be read.
    pub(in crate::audit) fn promised_until(&self, row: usize) -> Option<i64> {
        match self.due_column(row)? {
            Reading::Known { latest, .. } => Some(latest),
            Reading::Blank | Reading::Unreadable => None,
        }
    }

    /// The last moment in time, as a system has it to which `cause` applies.
    fn due_by(
        &self,
        cause: Cause,
        row: usize,
        stage: usize,
        facts: &Facts<'_, 'a>,
        plain: &Reckoning<'_>,
    ) -> Result<Due, Reason> {
        let due = || self.due(row, stage, facts, plain);
        let promised = facts.version.promised(row);
        let by_promise = matches!(promised, Some(Reading::Known { .. }));
        match cause {
            Cause::Zone(zone) => self.due_on_clock(zone, row, stage, facts, plain),
            Cause::ByDay => Ok(due()?.each(end_of_day)),
            Cause::PromisedDayBegins => match promised {
                Some(Reading::Known { earliest, .. }) => Ok(Due::at(earliest)),
                _ => due(),
            },
            Cause::ExactDays => match exactly(facts.trigger).filter(|_| !by_promise) {
                Some(start) => Ok(due()?.each(|end| at_time_of_day(end, start))),
                None => due(),
            },
            Cause::EventDayCounts if !by_promise && counts_days(facts.choice) => {
                self.due_from(row, stage, facts, plain, -DAY_MS, 0)
            }
            Cause::PromisedDate => match self.due_column(row) {
                Some(Reading::Known { latest, .. }) => Ok(Due::at(latest)),
                Some(Reading::Blank) | None => Err(Reason::NothingPromised),
                Some(Reading::Unreadable) => Err(Reason::DueUnreadable),
            },
            Cause::EventDayCounts | Cause::Definition(_) | Cause::OrdinaryWeek => due(),
        }
    }

    /// The last moment in time of a system whose clock shows another time.
    fn due_on_clock(
        &self,
        zone: OtherZone,
        row: usize,
        stage: usize,
        facts: &Facts<'_, 'a>,
        plain: &Reckoning<'_>,
    ) -> Result<Due, Reason> {
        let ahead = |at: i64| match zone {
            OtherZone::CountsInUtc => self.calendar.zone().utc_of_local(at).0 - at,
            OtherZone::ShowsUtc => at - self.calendar.zone().utc_of_local(at).0,
            OtherZone::EightHoursBack => -8 * HOUR_MS,
        };
        match facts.version.promised(row) {
            // A day means another stretch of time on another clock; a moment is the same on all.
            Some(Reading::Known { earliest, latest }) if earliest < latest => {
                Ok(Due::at(latest - ahead(latest)))
            }
            Some(_) => self.due(row, stage, facts, plain),
            None => match exactly(facts.trigger) {
                Some(start) => self.due_from(row, stage, facts, plain, ahead(start), ahead(start)),
                None => self.due(row, stage, facts, plain),
            },
        }
    }

    /// The last moment in time where the clock starts `starts` after what the trigger says, and shows `ahead`
    /// more than the policy's; both in milliseconds.
    fn due_from(
        &self,
        row: usize,
        stage: usize,
        facts: &Facts<'_, 'a>,
        plain: &Reckoning<'_>,
        starts: i64,
        ahead: i64,
    ) -> Result<Due, Reason> {
        let Reading::Known { earliest, latest } = facts.trigger else { return Err(Reason::TriggerBlank) };
        let held = match plain.holds {
            HoldEffect::Ignore => Held::No,
            HoldEffect::Subtract | HoldEffect::Restart => self.held(row, stage, facts).on_clock(ahead),
        };
        let start = (earliest + starts, latest + starts);
        let due = self.stages[stage].limits.due(facts.version, (row, facts.choice), start, &held, plain)?;
        Ok(due.each(|end| end - ahead))
    }
}

impl Held {
    /// The same holds on a clock that shows so much more.
    fn on_clock(self, ahead: i64) -> Self {
        let moved = |spans: Vec<(i64, i64)>| {
            spans
                .into_iter()
                .map(|(from, until)| (from.saturating_add(ahead), until.saturating_add(ahead)))
                .collect()
        };
        match self {
            Self::Spans { least, most } => Self::Spans { least: moved(least), most: moved(most) },
            other => other,
        }
    }
}

fn counts_days(choice: Choice) -> bool {
    let Choice::Limit(limit, _) = choice else { return false };
    matches!(limit.unit(), LimitUnit::CalendarDays | LimitUnit::WorkingDays | LimitUnit::CalendarMonths)
}

fn exactly(reading: Reading) -> Option<i64> {
    match reading {
        Reading::Known { earliest, latest } if earliest == latest => Some(earliest),
        _ => None,
    }
}

fn end_of_day(moment: i64) -> i64 {
    moment.div_euclid(DAY_MS) * DAY_MS + DAY_MS - 1
}

/// The end of a day as the time of day that `start` has; any other moment as it is.
fn at_time_of_day(end: i64, start: i64) -> i64 {
    if end == end_of_day(end) { end.div_euclid(DAY_MS) * DAY_MS + start.rem_euclid(DAY_MS) } else { end }
}
