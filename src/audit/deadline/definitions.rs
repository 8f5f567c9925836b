//! Counting all units under every definition that may be contested.
//!
//! Owns which definitions matter here and when a unit need not be judged again under one: most cannot flip.

use crate::calendar::LimitUnit;
use crate::dataset::Reading;
use crate::model::{CaseState, DAY_MS, OtherOutcome, StateCounts, Text};

use super::hold::Held;
use super::limit::Choice;
use super::reckoning::stays_within;
use super::stage::BoundStage;
use super::{BoundDeadline, Definition, Facts, Judgement, Reason, Verdicts};

impl BoundDeadline<'_> {
    /// Judges all units, under every definition that can matter.
    pub(in crate::audit) fn verdicts(&self) -> Verdicts {
        let definitions = self.definitions();
        let mut others: Vec<Tally> = vec![Tally::default(); definitions.len()];
        let mut verdicts = Verdicts::with_capacity(self.units());
        for row in 0..self.cases.table.height() {
            for stage in 0..self.stages.len() {
                let plain = self.plain(stage);
                let facts = match self.facts(row, stage, &plain) {
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

    /// The unit under each definition that may be contested here.
    pub(in crate::audit) fn readings(&self, unit: usize) -> Vec<(&'static str, Text, Judgement)> {
        let (row, stage) = self.place_of(unit);
        let plain = self.plain(stage);
        let state = self.judge(unit).state;
        let facts = self.facts(row, stage, &plain);
        self.definitions()
            .into_iter()
            .map(|definition| {
                let mut judged = self.judge_under(row, stage, &plain.under(definition, &self.rested));
                // An end that only lies beyond the calendar under it changes no verdict.
                if judged.reason == Some(Reason::OutsideCalendar) && judged.state != state {
                    let flips = facts
                        .as_ref()
                        .ok()
                        .and_then(|facts| self.under(definition, row, stage, facts, state));
                    judged.state = flips.unwrap_or(state);
                }
                (definition.key(plain), definition.text(plain), judged)
            })
            .collect()
    }

    /// The definitions on which some verdict may hang.
    pub(in crate::audit) fn definitions(&self) -> Vec<Definition> {
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
            // Of two limits either may move.
            Choice::Limit(limit, _) if facts.version.at_most().is_none() => Some(limit),
            Choice::Limit(..) | Choice::Unclear | Choice::Nothing => None,
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
            // What is done may be another visit, or count from another day.
            Definition::OtherClose => self.judge_under(row, stage, &reckoning).state,
            _ if self.stages[stage].has_opening() => self.judge_under(row, stage, &reckoning).state,
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
