//! The obligation engine: one deadline of the policy, any of them, judged on every case.
//!
//! A deadline is bound to the dataset's columns once; judging a case is then a few lookups. The same
//! function gives the state when counting and the proof when a finding is shown. A *unit* is a case and one
//! of the things due to it: `row * stages + stage`.

mod by_complaint;
mod cases;
mod cause;
mod decide;
mod extension;
mod hold;
mod limit;
mod names;
mod reckoning;
mod stage;
mod target;
mod times;

use crate::calendar::{Limit, LimitUnit, WorkingCalendar};
use crate::dataset::{BLANK_WORD, Dataset, Field, Reading};
use crate::model::{CaseState, DAY_MS, Moment, OtherOutcome, StateCounts, Subject, Text};
use crate::policy::{BlankTrigger, Deadline, HoldEffect, LimitCase, Policy, Reopening};

use super::conditions::{Conditions, Fit, Ground};
use super::verdicts::{Reason, Verdicts};

pub(super) use cases::Cases;
pub(super) use cause::Reperformance;
pub(super) use extension::Unextended;
pub(super) use hold::{Held, Holds};
pub(super) use names::{BindError, meanings, named_field, no_column, no_table, no_visits, unknown_name};
pub(super) use reckoning::Definition;
pub(super) use stage::find_matches;
pub(super) use stage::nameless_visits;
pub(super) use target::{Fulfilment, Matches, wanted_visits, wants_visit, worth};
pub(super) use times::CaseTimes;

use decide::{Due, decide};
use hold::HeldByStatus;
use limit::{Choice, InForce};
use reckoning::{Reckoning, stays_within};
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

/// What the clock of a unit was set by.
#[derive(Debug, Clone)]
pub(super) struct Trace<'v> {
    /// The limit; `None` where a promised date decides or the limit is not clear.
    pub(super) limit: Option<Limit>,
    /// The limit case it comes from.
    pub(super) case: Option<&'v LimitCase>,
    /// The second limit that must be kept.
    pub(super) at_most: Option<Limit>,
    /// When the case was on hold, from the one moment to before the other.
    pub(super) holds: Vec<(i64, i64)>,
    /// How long it was on hold, in milliseconds, where nothing says when.
    pub(super) held_total: Option<i64>,
    /// Whether holds stop the clock.
    pub(super) counts_holds: bool,
    /// The article, where this version of the limit has its own.
    pub(super) source: Option<&'v Text>,
    /// Whether the export's own due date decides.
    pub(super) promised: bool,
    /// When the limit began anew, after a hold.
    pub(super) counted_from: Option<i64>,
    /// Whether an end on a day off moves on.
    pub(super) rolls: bool,
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

    /// Judges all units, under every definition that can matter.
    pub(super) fn verdicts(&self) -> Verdicts {
        let definitions = self.definitions();
        let mut others: Vec<Tally> = vec![Tally::default(); definitions.len()];
        let mut verdicts = Verdicts::with_capacity(self.units());
        for row in 0..self.cases.table.height() {
            for stage in 0..self.stages.len() {
                let plain = self.plain(stage);
                let facts = match self.facts(row, stage, plain.closing) {
                    Ok(facts) => facts,
                    Err(reason) => {
                        verdicts.push(reason.state(), Some(reason));
                        if let Some((tally, other)) = by_close(&definitions, &mut others)
                            .and_then(|tally| Some((tally, self.under_other_close(row, stage)?)))
                        {
                            tally.note(reason.state(), other);
                        }
                        continue;
                    }
                };
                let (state, reason) = match self.decided(row, stage, &facts, &plain) {
                    Ok((state, _)) => (state, None),
                    Err((reason, _)) => (reason.state(), Some(reason)),
                };
                verdicts.push(state, reason);
                for (definition, tally) in definitions.iter().zip(&mut others) {
                    if let Some(other) = self.under(*definition, row, stage, &facts, state) {
                        tally.note(state, other);
                    }
                }
            }
        }
        let (plain, counts) = (self.plain(0), verdicts.counts());
        let others = definitions.iter().zip(others).map(|(definition, tally)| OtherOutcome {
            key: definition.key(plain),
            definition: definition.text(plain),
            counts: tally.applied_to(counts),
            flips: tally.flips,
        });
        verdicts.with_definitions(others.collect())
    }

    /// Judges one unit.
    pub(super) fn judge(&self, unit: usize) -> Judgement {
        let (row, stage) = self.place_of(unit);
        self.judge_under(row, stage, &self.plain(stage))
    }

    fn judge_under(&self, row: usize, stage: usize, reckoning: &Reckoning<'_>) -> Judgement {
        match self.facts(row, stage, reckoning.closing) {
            Ok(facts) => self.weigh(row, stage, &facts, reckoning),
            Err(reason) => without_verdict(reason),
        }
    }

    /// The limit that holds for a unit, if its record tells and no promised date goes before it.
    pub(super) fn limit_of(&self, unit: usize) -> Option<Limit> {
        let (row, stage) = self.place_of(unit);
        let facts = self.facts(row, stage, self.closing).ok()?;
        match (facts.version.promised(row), facts.choice) {
            (None, Choice::Limit(limit, _)) => Some(limit),
            _ => None,
        }
    }

    /// What the clock of a unit was set by; `None` where it never started.
    pub(super) fn trace(&self, unit: usize) -> Option<Trace<'_>> {
        let (row, stage) = self.place_of(unit);
        let facts = self.facts(row, stage, self.closing).ok()?;
        let promised = matches!(facts.version.promised(row), Some(Reading::Known { .. }));
        let (limit, case) = match facts.choice {
            Choice::Limit(limit, case) => (Some(limit), case.and_then(|place| facts.version.case(place))),
            Choice::Unclear | Choice::Nothing => (None, None),
        };
        let held = self.held(row, stage, &facts);
        let counts_holds = self.stages[stage].effect != HoldEffect::Ignore && !promised;
        Some(Trace {
            limit: limit.filter(|_| !promised),
            case: case.filter(|_| !promised),
            at_most: facts.version.at_most().filter(|_| !promised),
            holds: match &held {
                Held::Spans { least, .. } => least.clone(),
                Held::No | Held::Total(_) | Held::Unknown => Vec::new(),
            },
            held_total: match held {
                Held::Total(total) => Some(total),
                Held::No | Held::Spans { .. } | Held::Unknown => None,
            },
            counts_holds,
            source: facts.version.source(),
            promised,
            counted_from: self.began_anew(stage, &facts, &held, counts_holds),
            rolls: facts.version.rolls(),
        })
    }

    /// When the limit last began anew; `None` where it did not, or where holds only stop the clock.
    fn began_anew(&self, stage: usize, facts: &Facts<'_, '_>, held: &Held, counts: bool) -> Option<i64> {
        let (Choice::Limit(limit, _), Held::Spans { most, .. }) = (facts.choice, held) else { return None };
        let Reading::Known { earliest, .. } = facts.trigger else { return None };
        let restarts = counts && self.stages[stage].effect == HoldEffect::Restart;
        restarts.then(|| limit::last_start(self.calendar, limit, earliest, most)).flatten()
    }

    /// The unit under each definition that may be contested here.
    pub(super) fn readings(&self, unit: usize) -> Vec<(&'static str, Text, Judgement)> {
        let (row, stage) = self.place_of(unit);
        let plain = self.plain(stage);
        self.definitions()
            .into_iter()
            .map(|definition| {
                let judged = self.judge_under(row, stage, &plain.under(definition, &self.rested));
                (definition.key(plain), definition.text(plain), judged)
            })
            .collect()
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

    /// The definitions on which some verdict may hang.
    pub(super) fn definitions(&self) -> Vec<Definition> {
        let any = |wanted: &dyn Fn(&BoundStage<'_>) -> bool| self.stages.iter().any(wanted);
        let mut definitions = Vec::new();
        if self.trigger.tells_closes_apart() || any(&|stage| stage.tells_closes_apart()) {
            definitions.push(Definition::OtherClose);
        }
        if any(&|stage| stage.holds.any()) {
            definitions.push(Definition::OtherHolds);
        }
        if any(&|stage| stage.limits.has_unit(&[LimitUnit::WorkingDays])) {
            definitions.push(Definition::CalendarDays);
        }
        if any(&|stage| stage.limits.has_unit(&[LimitUnit::CalendarDays])) {
            definitions.push(Definition::WorkingDays);
        }
        if any(&|stage| stage.limits.has_unit(&[LimitUnit::WorkingHours, LimitUnit::WorkingDays])) {
            definitions.push(Definition::MakeUpRest);
        }
        if self.promises() {
            definitions.push(Definition::PolicyLimit);
        }
        definitions
    }

    /// The state under another definition; `None` where it cannot be another one.
    fn under(
        &self,
        definition: Definition,
        row: usize,
        stage: usize,
        facts: &Facts<'_, '_>,
        state: CaseState,
    ) -> Option<CaseState> {
        let by_promise = matches!(facts.version.promised(row), Some(Reading::Known { .. }));
        let limit = match facts.choice {
            Choice::Limit(limit, _) => Some(limit),
            Choice::Unclear | Choice::Nothing => None,
        };
        let in_time = matches!(state, CaseState::Met | CaseState::Pending);
        if !definition.may_flip(state, limit)
            || (in_time && stays_within(definition, limit, self.days_taken(facts)))
        {
            return None;
        }
        let matters = match definition {
            Definition::OtherClose => self.trigger.was_reopened(row) || self.stages[stage].was_reopened(row),
            Definition::OtherHolds => !by_promise && self.held(row, stage, facts) != Held::No,
            Definition::CalendarDays | Definition::WorkingDays | Definition::MakeUpRest => !by_promise,
            Definition::PolicyLimit => by_promise,
        };
        if !matters {
            return None;
        }
        let reckoning = self.plain(stage).under(definition, &self.rested);
        Some(match definition {
            Definition::OtherClose => self.judge_under(row, stage, &reckoning).state,
            _ => self.weigh(row, stage, facts, &reckoning).state,
        })
    }

    /// The state under the other close of a case whose clock does not start under the policy's.
    fn under_other_close(&self, row: usize, stage: usize) -> Option<CaseState> {
        let reopened = self.trigger.was_reopened(row) || self.stages[stage].was_reopened(row);
        let reckoning = self.plain(stage).under(Definition::OtherClose, &self.rested);
        reopened.then(|| self.judge_under(row, stage, &reckoning).state)
    }

    /// Calendar days from the trigger to what was done, or to the as-of date.
    fn days_taken(&self, facts: &Facts<'_, '_>) -> i64 {
        let until = match facts.fulfilment.actual {
            Reading::Known { earliest, latest } if earliest <= self.as_of => latest,
            _ => self.as_of,
        };
        match facts.trigger {
            Reading::Known { earliest, .. } => until.div_euclid(DAY_MS) - earliest.div_euclid(DAY_MS),
            Reading::Blank | Reading::Unreadable => i64::MAX,
        }
    }

    #[inline(always)]
    fn facts(&self, row: usize, stage: usize, closing: Reopening) -> Result<Facts<'_, 'a>, Reason> {
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
        let opens = bound.opens(self.calendar, started)?;
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
        match holds.of(row, open_until) {
            Held::No if !done && self.held_by_status.as_ref().is_some_and(|status| status.holds(row)) => {
                Held::Unknown
            }
            held => held,
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

/// The units whose state is another under some definition.
#[derive(Debug, Clone, Default)]
struct Tally {
    lost: StateCounts,
    gained: StateCounts,
    flips: u64,
}

/// The tally of the other close, if there is another.
fn by_close<'t>(definitions: &[Definition], tallies: &'t mut [Tally]) -> Option<&'t mut Tally> {
    let place = definitions.iter().position(|&definition| definition == Definition::OtherClose)?;
    tallies.get_mut(place)
}

impl Tally {
    fn note(&mut self, plain: CaseState, other: CaseState) {
        if plain != other {
            self.lost.add(plain);
            self.gained.add(other);
            self.flips += 1;
        }
    }

    /// What the counts come to with these units in their other states.
    fn applied_to(&self, plain: StateCounts) -> StateCounts {
        let mut counts = StateCounts::default();
        for state in CaseState::ALL {
            counts.add_many(state, plain.of(state) - self.lost.of(state) + self.gained.of(state));
        }
        counts
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
    let subject = cases.table.subject();
    let field = named_field(policy, subject, name)?;
    CaseTimes::new(cases.table, field).ok_or_else(|| BindError::Absent(no_column(subject, field)))
}
