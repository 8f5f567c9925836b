//! The obligation engine: one deadline of the policy, any of them, judged on every case.
//!
//! A deadline is bound to the dataset's columns once; judging a case is then a few lookups. The same
//! function gives the state when counting and the proof when a finding is shown. A *unit* is a case and one
//! of the things due to it: `row * stages + stage`.

mod by_complaint;
mod cases;
mod cause;
mod decide;
mod definitions;
mod ends;
mod extension;
mod hold;
mod limit;
mod names;
mod reckoning;
mod stage;
mod target;
mod times;
mod trace;

use crate::calendar::WorkingCalendar;
use crate::dataset::{BLANK_WORD, Dataset, Field, Reading};
use crate::model::{CaseState, Moment, Subject, Text};
use crate::policy::{BlankTrigger, Deadline, HoldEffect, Policy, Reopening};

use super::conditions::{Conditions, Fit, Ground};
use super::names::{lacks, named};
use super::verdicts::{Reason, Verdicts};

pub(super) use cases::Cases;
pub(super) use cause::Reperformance;
pub(super) use extension::Unextended;
pub(super) use hold::{Held, Holds};
pub(super) use names::{BindError, meanings, named_field, no_column, no_table, no_visits, unknown_name};
pub(super) use reckoning::Definition;
pub(super) use stage::find_matches;
pub(super) use stage::nameless_visits;
pub(super) use target::{Fulfilment, Matches, sooner, wanted_visits, wants_visit, worth};
pub(super) use times::CaseTimes;
pub(super) use trace::Trace;

use decide::{Due, decide};
use hold::HeldByStatus;
use limit::{Choice, InForce};
use reckoning::Reckoning;
use stage::BoundStage;

/// What a deadline came to for one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Judgement {
    /// The state.
    pub(super) state: CaseState,
    /// Why it is excluded or undetermined.
    pub(super) reason: Option<Reason>,
    /// When the clock started.
    pub(super) trigger: Option<i64>,
    /// The last moment in time.
    pub(super) due: Option<i64>,
    /// When it was done; where only the day is known, the start of it.
    pub(super) actual: Option<i64>,
    /// The latest it can have been done, where only the day is known.
    pub(super) actual_until: Option<i64>,
    /// The visit that did it.
    pub(super) visit: Option<u32>,
}

/// A deadline tied to the columns of a dataset.
pub(super) struct BoundDeadline<'a> {
    deadline: &'a Deadline,
    cases: Cases<'a>,
    trigger: CaseTimes<'a>,
    /// For each word, whether the status proves that the trigger happened.
    proving_status: Option<(&'a [u32], Vec<bool>)>,
    population: Conditions<'a>,
    held_by_status: Option<HeldByStatus<'a>>,
    /// Whether the export tells of holds at all.
    may_be_held: bool,
    stages: Vec<BoundStage<'a>>,
    calendar: &'a WorkingCalendar,
    /// The calendar without make-up workdays.
    rested: WorkingCalendar,
    closing: Reopening,
    as_of: i64,
}

/// What the record of a unit says, before it is judged.
#[derive(Debug, Clone, Copy)]
struct Facts<'v, 'a> {
    stage: usize,
    trigger: Reading,
    version: InForce<'v, 'a>,
    choice: Choice,
    fulfilment: Fulfilment,
}

impl<'a> BoundDeadline<'a> {
    /// Finds the columns a deadline speaks of. `matches` has one entry for each stage.
    pub(super) fn bind(
        deadline: &'a Deadline,
        cases: Cases<'a>,
        ground: Ground<'a>,
        matches: &'a [Matches],
        as_of: Moment,
    ) -> Result<Self, BindError> {
        let policy = ground.policy;
        let trigger = case_times(policy, cases, &deadline.trigger)?;
        let stages: Vec<BoundStage<'a>> = deadline
            .stages
            .iter()
            .zip(matches)
            .map(|(stage, matches)| BoundStage::bind(stage, cases, ground, matches, as_of))
            .collect::<Result<_, _>>()?;
        let held_by_status = HeldByStatus::new(cases.table, ground.dataset, policy);
        let may_be_held = held_by_status.is_some() || stages.iter().any(|stage| stage.holds.any());
        Ok(Self {
            deadline,
            cases,
            trigger,
            proving_status: proving_status(deadline, ground.dataset, policy),
            population: Conditions::bind(&deadline.population, deadline.on, ground, |_| false)?,
            held_by_status,
            may_be_held,
            stages,
            calendar: &policy.calendar,
            rested: policy.calendar.without_makeup_workdays(),
            closing: policy.reopening,
            as_of: as_of.0,
        })
    }

    /// How many units there are.
    pub(super) fn units(&self) -> usize {
        self.cases.table.height() * self.stages.len()
    }

    /// The units of a row.
    pub(super) fn units_of(&self, row: usize) -> std::ops::Range<usize> {
        let stages = self.stages.len();
        row * stages..(row + 1) * stages
    }

    /// The row and the stage of a unit.
    pub(super) fn place_of(&self, unit: usize) -> (usize, usize) {
        (unit / self.stages.len(), unit % self.stages.len())
    }

    /// What a reader must know of columns that are absent.
    pub(super) fn notes(&self) -> Vec<Text> {
        self.stages.iter().flat_map(|stage| stage.limits.unread.clone()).collect()
    }

    /// Whether any limit goes by the export's own due dates.
    pub(super) fn promises(&self) -> bool {
        self.stages.iter().any(|stage| stage.limits.promises())
    }

    /// Judges one unit.
    pub(super) fn judge(&self, unit: usize) -> Judgement {
        let (row, stage) = self.place_of(unit);
        self.judge_under(row, stage, &self.plain(stage))
    }

    fn judge_under(&self, row: usize, stage: usize, reckoning: &Reckoning<'_>) -> Judgement {
        match self.facts(row, stage, reckoning) {
            Ok(facts) => self.weigh(row, stage, &facts, reckoning),
            Err(reason) => without_verdict(reason),
        }
    }

    fn plain(&self, stage: usize) -> Reckoning<'_> {
        Reckoning {
            calendar: self.calendar,
            closing: self.closing,
            holds: self.stages[stage].effect,
            swapped: None,
            by_promise: true,
        }
    }

    #[inline(always)]
    fn facts(&self, row: usize, stage: usize, reckoning: &Reckoning<'_>) -> Result<Facts<'_, 'a>, Reason> {
        let closing = reckoning.closing;
        let trigger = self.trigger.reading(row, closing);
        if let Some(reason) = self.cases.bar(row, trigger) {
            return Err(reason);
        }
        match self.population.fit(row) {
            Fit::Yes => {}
            Fit::No => return Err(Reason::NotInPopulation),
            Fit::Blank => return Err(Reason::PopulationBlank),
            Fit::Unknown => return Err(Reason::PopulationUnclear),
        }
        if let Reading::Known { earliest, .. } = trigger
            && earliest > self.as_of
        {
            return Err(Reason::TriggeredLater);
        }
        let bound = &self.stages[stage];
        let version = bound.limits.in_force(trigger).ok_or(Reason::NotInForce)?;
        let by_promise = matches!(version.promised(row), Some(Reading::Known { .. }));
        let started = match trigger {
            Reading::Known { earliest, .. } => Some(earliest),
            Reading::Blank if by_promise => None,
            Reading::Unreadable if by_promise => None,
            Reading::Blank => return Err(self.blank_trigger(row, version)),
            Reading::Unreadable => {
                return Err(promise_fault(version, row).unwrap_or(Reason::TriggerUnreadable));
            }
        };
        let opens = bound.opens(reckoning, started)?;
        let fulfilment = bound.target.fulfilment(row, started, opens, (closing, closing != self.closing));
        Ok(Facts { stage, trigger, version, choice: version.choice(row), fulfilment })
    }

    /// The last moment in time.
    #[inline]
    fn due(
        &self,
        row: usize,
        stage: usize,
        facts: &Facts<'_, 'a>,
        reckoning: &Reckoning<'_>,
    ) -> Result<Due, Reason> {
        if reckoning.by_promise {
            match facts.version.promised(row) {
                // The export has its own due date: that decides, whatever the trigger.
                Some(Reading::Known { latest, .. }) => return Ok(Due::at(latest)),
                Some(Reading::Blank) => return Err(Reason::NothingPromised),
                Some(Reading::Unreadable) => return Err(Reason::DueUnreadable),
                None => {}
            }
        }
        let start = match facts.trigger {
            Reading::Known { earliest, latest } => (earliest, latest),
            Reading::Blank => return Err(Reason::TriggerBlank),
            Reading::Unreadable => return Err(Reason::TriggerUnreadable),
        };
        let held = match reckoning.holds {
            HoldEffect::Subtract | HoldEffect::Restart if self.may_be_held => self.held(row, stage, facts),
            _ => Held::No,
        };
        self.stages[stage].limits.due(facts.version, (row, facts.choice), start, &held, reckoning)
    }

    /// The holds of a unit. One that has no end lasts until what is due was done or the audit looks.
    fn held(&self, row: usize, stage: usize, facts: &Facts<'_, '_>) -> Held {
        let holds = &self.stages[stage].holds;
        let (done, open_until) = match facts.fulfilment.actual {
            Reading::Known { earliest, .. } if earliest <= self.as_of => (true, earliest),
            _ => (false, self.as_of.saturating_add(1)),
        };
        let held = holds.of(row, open_until);
        let on_hold = !done && self.held_by_status.as_ref().is_some_and(|status| status.holds(row));
        match &held {
            // A hold that still lasts is what the status says; one that ended is another.
            Held::Spans { most, .. } if most.iter().any(|&(_, until)| until == open_until) => held,
            _ if on_hold => Held::Unknown,
            _ => held,
        }
    }

    /// The state, or why there is none, and the due moment if there is one.
    #[inline]
    fn decided(
        &self,
        row: usize,
        stage: usize,
        facts: &Facts<'_, 'a>,
        reckoning: &Reckoning<'_>,
    ) -> Result<(CaseState, Due), (Reason, Option<Due>)> {
        let due = self.due(row, stage, facts, reckoning).map_err(|reason| (reason, None))?;
        match self.state_by(facts, due) {
            Ok(state) => Ok((state, due)),
            Err(reason) => Err((reason, Some(due))),
        }
    }

    /// Why the records cannot show that something was not done: they begin too late.
    fn unrecorded(&self, facts: &Facts<'_, 'a>, due: Due) -> Option<Reason> {
        let begin = self.stages[facts.stage].recorded_from?;
        let Reading::Known { earliest, .. } = facts.trigger else { return None };
        if due.loosest < begin {
            Some(Reason::BeforeRecords)
        } else {
            (earliest < begin).then_some(Reason::RecordsBegin)
        }
    }

    /// What was done against what was due.
    #[inline]
    fn state_by(&self, facts: &Facts<'_, 'a>, due: Due) -> Result<CaseState, Reason> {
        let doubt = facts.fulfilment.doubt;
        match decide(due, facts.fulfilment.actual, self.as_of) {
            // What is known is a breach, and something unknown might make it none: no verdict.
            Ok(state) if state.is_breach() && doubt.is_some_and(|doubt| may_lie_before(doubt, due)) => {
                Err(Reason::VisitUnclear)
            }
            Ok(state) if state.is_breach() => self.unrecorded(facts, due).map_or(Ok(state), Err),
            decided => decided,
        }
    }

    fn weigh(&self, row: usize, stage: usize, facts: &Facts<'_, 'a>, reckoning: &Reckoning<'_>) -> Judgement {
        match self.due(row, stage, facts, reckoning) {
            Ok(due) => self.conclude(facts, due),
            Err(reason) => without_verdict(reason),
        }
    }

    /// All that is known of a unit that is due then.
    fn conclude(&self, facts: &Facts<'_, 'a>, due: Due) -> Judgement {
        let (state, reason) = match self.state_by(facts, due) {
            Ok(state) => (state, None),
            Err(reason) => (reason.state(), Some(reason)),
        };
        let Fulfilment { actual, visit, .. } = facts.fulfilment;
        let (done, until) = match actual {
            Reading::Known { earliest, latest } if earliest <= self.as_of => {
                (Some(earliest), (latest > earliest).then_some(latest))
            }
            _ => (None, None),
        };
        let trigger = match facts.trigger {
            Reading::Known { earliest, .. } => Some(earliest),
            Reading::Blank | Reading::Unreadable => None,
        };
        Judgement { state, reason, trigger, due: due.shown(), actual: done, actual_until: until, visit }
    }

    fn blank_trigger(&self, row: usize, version: InForce<'_, '_>) -> Reason {
        if let Some(fault) = promise_fault(version, row) {
            return fault;
        }
        let proved = self.proving_status.as_ref().is_some_and(|(status, proves)| {
            let word = status[row];
            word != BLANK_WORD && proves[word as usize]
        });
        match self.deadline.if_no_trigger {
            BlankTrigger::Excluded if !proved => Reason::NotTriggered,
            BlankTrigger::Excluded | BlankTrigger::Undetermined => Reason::TriggerBlank,
        }
    }
}

/// Why a due-date column that is there gives no date.
fn promise_fault(version: InForce<'_, '_>, row: usize) -> Option<Reason> {
    match version.promised(row)? {
        Reading::Blank => Some(Reason::NothingPromised),
        Reading::Unreadable => Some(Reason::DueUnreadable),
        Reading::Known { .. } => None,
    }
}

fn may_lie_before(doubt: Reading, due: Due) -> bool {
    !matches!(doubt, Reading::Known { earliest, .. } if earliest > due.loosest)
}

fn without_verdict(reason: Reason) -> Judgement {
    Judgement {
        state: reason.state(),
        reason: Some(reason),
        trigger: None,
        due: None,
        actual: None,
        actual_until: None,
        visit: None,
    }
}

fn proving_status<'a>(
    deadline: &Deadline,
    dataset: &'a Dataset,
    policy: &Policy,
) -> Option<(&'a [u32], Vec<bool>)> {
    let meaning = deadline.triggered_by_status.as_deref().filter(|_| deadline.on == Subject::Complaints)?;
    let status = dataset.complaints.words(Field::Status)?;
    let proves = meanings(dataset, policy.words.get(Field::Status.key()));
    Some((status, proves.into_iter().map(|found| found == Some(meaning)).collect()))
}

fn case_times<'a>(policy: &Policy, cases: Cases<'a>, name: &str) -> Result<CaseTimes<'a>, BindError> {
    let found = named(policy, cases.table.subject(), name).ok_or_else(|| unknown_name(name))?;
    CaseTimes::new(cases.table, found.field, cases.as_of)
        .ok_or_else(|| BindError::Absent(lacks(policy, found)))
}
