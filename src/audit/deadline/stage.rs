//! One thing due, tied to columns: its target, its limits, its holds.

use crate::calendar::{Limit, LimitUnit, WorkingCalendar};
use crate::dataset::{Dataset, Fault, Field, Reading};
use crate::model::{DAY_MS, Moment, Subject};
use crate::policy::{Deadline, Expectation, HoldEffect, MatchBy, Stage, WantedVisit};

use super::super::conditions::{Conditions, Fit, Ground};
use super::super::event_log::EventHolds;
use super::super::keyed_visits::{KeyedVisits, Keys};
use super::by_complaint::VisitMatches;
use super::hold::Holds;
use super::limit::BoundLimits;
use super::reckoning::Reckoning;
use super::target::{BoundTarget, CaseKeys, Matches, wanted_visits, wants_visit, worth};
use super::times::CaseTimes;
use super::{BindError, Cases, Reason, case_times, no_column, no_visits};

/// One thing due, tied to columns.
pub(super) struct BoundStage<'a> {
    pub(super) target: BoundTarget<'a>,
    pub(super) limits: BoundLimits<'a>,
    pub(super) holds: Holds<'a>,
    pub(super) effect: HoldEffect,
    opens: Option<Limit>,
    /// When the records begin that could show what is due, where the cases may be older than they.
    pub(super) recorded_from: Option<i64>,
}

impl<'a> BoundStage<'a> {
    pub(super) fn bind(
        stage: &'a Stage,
        cases: Cases<'a>,
        ground: Ground<'a>,
        matches: &'a Matches,
        as_of: Moment,
    ) -> Result<Self, BindError> {
        let target = match &stage.expects {
            Expectation::Field(name) => BoundTarget::Field(case_times(ground.policy, cases, name)?),
            Expectation::Visit(wanted) => visit_target(wanted, cases, ground.dataset, matches)?,
        };
        let events: Option<&'a EventHolds> = cases.scope.event_holds();
        Ok(Self {
            target,
            limits: BoundLimits::bind(&stage.versions, cases.table, ground.policy.hold_totals, ground)?,
            holds: Holds::new(cases.table, events),
            effect: stage.holds,
            opens: stage.opens,
            recorded_from: wants_visit(stage).and_then(|_| recorded_from(cases, ground.dataset, as_of)),
        })
    }

    /// From when on it may be done; what is done earlier does not count.
    pub(super) fn opens(
        &self,
        reckoning: &Reckoning<'_>,
        started: Option<i64>,
    ) -> Result<Option<i64>, Reason> {
        let (Some(limit), Some(started)) = (self.opens, started) else { return Ok(None) };
        opening(reckoning.calendar, started, reckoning.limit(limit)).map(Some)
    }

    /// Whether what is done too early does not count.
    pub(super) fn has_opening(&self) -> bool {
        self.opens.is_some()
    }

    pub(super) fn tells_closes_apart(&self) -> bool {
        matches!(&self.target, BoundTarget::Field(times) if times.tells_closes_apart())
    }

    pub(super) fn was_reopened(&self, row: usize) -> bool {
        matches!(&self.target, BoundTarget::Field(times) if times.was_reopened(row))
    }
}

/// Customers are older than the visits on record; complaints and visits are exported for one time. The first
/// record stands for its whole month.
fn recorded_from(cases: Cases<'_>, dataset: &Dataset, as_of: Moment) -> Option<i64> {
    (cases.table.subject() == Subject::Customers)
        .then(|| super::super::recurrence::records_begin(dataset, as_of))
        .flatten()
}

/// The first moment that is no longer too early. A limit in days opens with its last day.
fn opening(calendar: &WorkingCalendar, started: i64, limit: Limit) -> Result<i64, Reason> {
    let end = calendar.due(started, limit).map_err(|_| Reason::OutsideCalendar)?;
    Ok(match limit.unit() {
        LimitUnit::Minutes | LimitUnit::Hours | LimitUnit::WorkingHours | LimitUnit::NextMonth => end,
        LimitUnit::CalendarDays | LimitUnit::WorkingDays | LimitUnit::CalendarMonths => {
            end.div_euclid(DAY_MS) * DAY_MS
        }
    })
}

fn visit_target<'a>(
    wanted: &WantedVisit,
    cases: Cases<'a>,
    dataset: &'a Dataset,
    matches: &'a Matches,
) -> Result<BoundTarget<'a>, BindError> {
    let visits = dataset.visits.as_ref().ok_or_else(|| BindError::Absent(no_visits()))?;
    let no_key = || {
        let field = match wanted.by {
            MatchBy::Complaint => Field::ComplaintId,
            MatchBy::Customer => Field::CustomerId,
        };
        BindError::Absent(no_column(Subject::Visits, field))
    };
    let made = visits
        .times(Field::VisitedAt)
        .ok_or_else(|| BindError::Absent(no_column(Subject::Visits, Field::VisitedAt)))?;
    match matches {
        Matches::ByComplaint { plain, other_close } => {
            Ok(BoundTarget::ByComplaint { plain, other_close: other_close.as_ref(), made })
        }
        Matches::Keyed(visits) => {
            let subject = cases.table.subject();
            let keys = CaseKeys::new(wanted.by, subject, dataset, cases.links).ok_or_else(no_key)?;
            Ok(BoundTarget::Keyed { visits, keys, made, is_visit: subject == Subject::Visits })
        }
        Matches::NoVisits => Err(no_key()),
    }
}

/// Finds the visits that each stage of a deadline asks for.
///
/// # Errors
/// When the conditions on visits name a column that is absent.
pub(in crate::audit) fn find_matches(
    deadline: &Deadline,
    cases: Cases<'_>,
    ground: Ground<'_>,
    as_of: Moment,
) -> Result<Vec<Matches>, BindError> {
    deadline
        .stages
        .iter()
        .map(|stage| match wants_visit(stage) {
            None => Ok(Matches::NoVisits),
            Some(wanted) => find_stage(deadline, stage, wanted, cases, ground, as_of),
        })
        .collect()
}

fn find_stage(
    deadline: &Deadline,
    stage: &Stage,
    wanted: &WantedVisit,
    cases: Cases<'_>,
    ground: Ground<'_>,
    as_of: Moment,
) -> Result<Matches, BindError> {
    let dataset = ground.dataset;
    let visits = dataset.visits.as_ref().ok_or_else(|| BindError::Absent(no_visits()))?;
    let counts = wanted_visits(wanted, ground)?;
    let trigger = case_times(ground.policy, cases, &deadline.trigger)?;
    if deadline.on == Subject::Complaints && wanted.by == MatchBy::Complaint {
        let Some(links) = cases.links.filter(|_| visits.has(Field::ComplaintId)) else {
            return Ok(Matches::NoVisits);
        };
        let find = |closing| {
            VisitMatches::new(
                dataset,
                links,
                as_of,
                |visit| worth(&counts, visit),
                |row| {
                    let Reading::Known { earliest, .. } = trigger.reading(row, closing) else { return None };
                    match stage.opens {
                        Some(limit) => opening(&ground.policy.calendar, earliest, limit).ok(),
                        None => Some(earliest),
                    }
                },
            )
        };
        let plain = ground.policy.reopening;
        let other = trigger.tells_closes_apart().then(|| find(plain.other())).flatten();
        return Ok(
            find(plain).map_or(Matches::NoVisits, |plain| Matches::ByComplaint { plain, other_close: other })
        );
    }
    keyed(deadline, wanted, &counts, cases, ground, as_of)
}

fn keyed(
    deadline: &Deadline,
    wanted: &WantedVisit,
    counts: &Conditions<'_>,
    cases: Cases<'_>,
    ground: Ground<'_>,
    as_of: Moment,
) -> Result<Matches, BindError> {
    let dataset = ground.dataset;
    let keys = |subject| CaseKeys::new(wanted.by, subject, dataset, cases.links);
    let (Some(of_case), Some(of_visit)) = (keys(deadline.on), keys(Subject::Visits)) else {
        return Ok(Matches::NoVisits);
    };
    let Some((visits, made)) =
        dataset.visits.as_ref().and_then(|visits| Some((visits, visits.times(Field::VisitedAt)?)))
    else {
        return Ok(Matches::NoVisits);
    };
    // Only visits to whom some case concerns are worth sorting.
    let population = Conditions::bind(&deadline.population, deadline.on, ground, |_| false)?;
    let trigger: CaseTimes<'_> = case_times(ground.policy, cases, &deadline.trigger)?;
    let mut asked = Keys::new();
    for row in 0..cases.table.height() {
        let triggered = matches!(trigger.reading(row, ground.policy.reopening), Reading::Known { .. });
        if triggered
            && population.fit(row) != Fit::No
            && let Some(key) = of_case.of(row)
        {
            asked.insert(key);
        }
    }
    let sorted = KeyedVisits::new(
        visits.height(),
        made,
        as_of.0,
        Some(&asked),
        |visit| of_visit.of(visit).filter(|_| !cases.is_repeated_visit(visit)),
        |visit| worth(counts, visit),
    );
    Ok(Matches::Keyed(sorted.with_nameless(nameless_visits(dataset, counts, as_of.0))))
}

/// When visits were made that may count and whose customer cannot be read.
pub(in crate::audit) fn nameless_visits(dataset: &Dataset, counts: &Conditions<'_>, as_of: i64) -> Vec<i64> {
    let Some((visits, made)) =
        dataset.visits.as_ref().and_then(|visits| Some((visits, visits.times(Field::VisitedAt)?)))
    else {
        return Vec::new();
    };
    visits
        .unreadable()
        .iter()
        .filter(|cell| cell.field == Field::CustomerId && cell.fault != Fault::Unreadable)
        .filter(|cell| worth(counts, cell.row as usize).is_some())
        .filter_map(|cell| match made.reading(cell.row as usize) {
            Reading::Known { earliest, .. } => (earliest <= as_of).then_some(earliest),
            Reading::Blank | Reading::Unreadable => Some(i64::MAX),
        })
        .collect()
}
