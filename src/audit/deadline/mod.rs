//! The obligation engine: one deadline of the policy, any of them, judged on every complaint.
//!
//! A deadline is bound to the dataset's columns once; judging a row is then a few lookups. The same
//! function gives the state when counting and the proof when a finding is shown.

mod decide;
mod limit;
mod target;

use crate::dataset::{BLANK_WORD, Dataset, Field, Reading, TimeColumn};
use crate::model::{CaseState, Subject, Text};
use crate::policy::{BlankTrigger, Deadline, Expectation, Policy, WordTable};

use super::scope::{Scope, Standing};
use super::verdicts::{Reason, Verdicts};

use decide::{Due, decide};
use limit::BoundLimit;
pub(super) use target::VisitMatches;
use target::{BoundTarget, Fulfilment};

/// What a deadline came to for one complaint.
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
    scope: &'a Scope,
    trigger: TimeColumn<'a>,
    if_no_trigger: BlankTrigger,
    /// For each word, whether the status proves that the trigger happened.
    proving_status: Option<(&'a [u32], Vec<bool>)>,
    target: BoundTarget<'a>,
    limit: BoundLimit<'a>,
    as_of: i64,
    height: usize,
}

/// Why a deadline cannot be bound.
#[derive(Debug)]
pub(super) enum BindError {
    /// The export lacks a column, or there is no such export.
    Absent(Text),
    /// The policy names something that does not exist.
    Policy(Text),
}

impl<'a> BoundDeadline<'a> {
    /// Finds the columns a deadline speaks of.
    pub(super) fn bind(
        deadline: &'a Deadline,
        dataset: &'a Dataset,
        policy: &'a Policy,
        scope: &'a Scope,
        matches: Option<&'a VisitMatches>,
        as_of: i64,
    ) -> Result<Self, BindError> {
        let trigger = time_column(dataset, &deadline.trigger)?;
        let target = match &deadline.expects {
            Expectation::Field(field) => BoundTarget::Field(time_column(dataset, field)?),
            Expectation::Visit(_) => {
                let visits = dataset.visits.as_ref().ok_or_else(|| BindError::Absent(no_visits()))?;
                let made = visits.times(Field::VisitedAt);
                match (matches, made) {
                    (Some(matches), Some(made)) => BoundTarget::Visit(matches, made),
                    _ => return Err(BindError::Absent(no_column(Subject::Visits, Field::ComplaintId))),
                }
            }
        };
        Ok(Self {
            scope,
            trigger,
            if_no_trigger: deadline.if_no_trigger,
            proving_status: proving_status(deadline, dataset, policy),
            target,
            limit: BoundLimit::bind(&deadline.limit, dataset, policy)?,
            as_of,
            height: dataset.complaints.height(),
        })
    }

    /// Judges all complaints.
    pub(super) fn verdicts(&self) -> Verdicts {
        let mut verdicts = Verdicts::with_capacity(self.height);
        for row in 0..self.height {
            let judgement = self.judge(row);
            verdicts.push(judgement.state, judgement.reason);
        }
        verdicts
    }

    /// Judges one complaint.
    pub(super) fn judge(&self, row: usize) -> Judgement {
        match self.scope.standing(row) {
            Standing::Repeat => return without_verdict(Reason::Repeat),
            Standing::OutsidePeriod => return without_verdict(Reason::OutsidePeriod),
            Standing::Later => return without_verdict(Reason::ReceivedLater),
            Standing::Case => {}
        }
        let trigger = self.trigger.reading(row);
        if let Reading::Known { earliest, .. } = trigger
            && earliest > self.as_of
        {
            return without_verdict(Reason::TriggeredLater);
        }
        let due = match self.limit.promised(row) {
            // The export has its own due date: that decides, whatever the trigger.
            Some(Reading::Known { latest, .. }) => Due::at(latest),
            Some(Reading::Blank) => return without_verdict(Reason::NothingPromised),
            Some(Reading::Unreadable) => return without_verdict(Reason::DueUnreadable),
            None => match trigger {
                Reading::Known { earliest, latest } => match self.limit.due(row, earliest, latest) {
                    Ok(due) => due,
                    Err(_) => return without_verdict(Reason::OutsideCalendar),
                },
                Reading::Unreadable => return without_verdict(Reason::TriggerUnreadable),
                Reading::Blank => return without_verdict(self.blank_trigger(row)),
            },
        };
        self.weigh(row, trigger, due)
    }

    fn weigh(&self, row: usize, trigger: Reading, due: Due) -> Judgement {
        let started = match trigger {
            Reading::Known { earliest, .. } => Some(earliest),
            Reading::Blank | Reading::Unreadable => None,
        };
        let Fulfilment { actual, visit, doubt } = self.target.fulfilment(row, started);
        let verdict = decide(due, actual, self.as_of);
        let (state, reason) = match verdict {
            // What is known is a breach, and something unknown might make it none: no verdict.
            Ok(state) if state.is_breach() && doubt.is_some_and(|doubt| may_lie_before(doubt, due)) => {
                (CaseState::Undetermined, Some(Reason::VisitUnclear))
            }
            Ok(state) => (state, None),
            Err(reason) => (reason.state(), Some(reason)),
        };
        let (done, until) = match actual {
            Reading::Known { earliest, latest } if earliest <= self.as_of => {
                (Some(earliest), (latest > earliest).then_some(latest))
            }
            _ => (None, None),
        };
        Judgement {
            state,
            reason,
            trigger: started,
            due: Some(due.shown()),
            actual: done,
            actual_until: until,
            visit,
        }
    }

    fn blank_trigger(&self, row: usize) -> Reason {
        let proved = self.proving_status.as_ref().is_some_and(|(status, proves)| {
            let word = status[row];
            word != BLANK_WORD && proves[word as usize]
        });
        match self.if_no_trigger {
            BlankTrigger::Excluded if !proved => Reason::NotTriggered,
            BlankTrigger::Excluded | BlankTrigger::Undetermined => Reason::TriggerBlank,
        }
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
    let meaning = deadline.triggered_by_status.as_deref()?;
    let status = dataset.complaints.words(Field::Status)?;
    let proves = meanings(dataset, policy.words.get(Field::Status.key()));
    Some((status, proves.into_iter().map(|found| found == Some(meaning)).collect()))
}

/// What each word of the dataset means in a field, by word code.
pub(super) fn meanings<'a>(dataset: &Dataset, table: Option<&'a WordTable>) -> Vec<Option<&'a str>> {
    (0..dataset.words.len())
        .map(|code| {
            let word = dataset.words.text(u32::try_from(code).unwrap_or(u32::MAX));
            table.and_then(|table| table.meaning(&word))
        })
        .collect()
}

/// The complaints' column a policy names.
pub(super) fn named_field(name: &str) -> Result<Field, BindError> {
    Field::from_key(name).ok_or_else(|| {
        BindError::Policy(Text::owned(
            format!("制度提到的字段 {name} 不存在"),
            format!("the policy speaks of the field {name}, which does not exist"),
        ))
    })
}

fn time_column<'a>(dataset: &'a Dataset, name: &str) -> Result<TimeColumn<'a>, BindError> {
    let field = named_field(name)?;
    dataset.complaints.times(field).ok_or_else(|| BindError::Absent(no_column(Subject::Complaints, field)))
}

/// Why a rule was not evaluated: a column is absent.
pub(super) fn no_column(subject: Subject, field: Field) -> Text {
    let (zh, en) = crate::dataset::field_def(subject, field)
        .map_or((field.key(), field.key()), |def| (def.title.zh.as_ref(), def.title.en.as_ref()));
    Text::owned(
        format!("{}表没有“{zh}”列（{}）", subject.label().zh, field.key()),
        format!("the {} export has no column for {en} ({})", subject.label().en, field.key()),
    )
}

/// Why a rule was not evaluated: there is no visits export.
pub(super) fn no_visits() -> Text {
    Text::new("没有给出回访表", "no visits export was given")
}
