//! The proof of a recurrence: the visits of each period.

use crate::dataset::Field;
use crate::model::{CaseState, Moment, Proof, Step, StepKind, Subject, Text};
use crate::policy::{Obligation, Recurrence};

use super::super::recurrence::{BoundRecurrence, Counted};
use super::super::run::Audit;
use super::deadline::{confidence, visit_text};
use super::{source_row, verdict};

/// The proofs of a customer, one for each period and thing due.
pub(super) fn prove(
    audit: &Audit,
    obligation: &Obligation,
    recurrence: &Recurrence,
    counted: &Counted,
    row: usize,
) -> Vec<Proof> {
    let Ok(bound) = audit.bind_recurrence(recurrence, counted) else { return Vec::new() };
    let height = audit.dataset.customers.as_ref().map_or(1, |table| table.height().max(1));
    let parts = bound.units() / height;
    (row * parts..(row + 1) * parts).filter_map(|unit| prove_bound(audit, obligation, &bound, unit)).collect()
}

/// The proof of one thing due in one period.
pub(super) fn prove_unit(
    audit: &Audit,
    obligation: &Obligation,
    recurrence: &Recurrence,
    counted: &Counted,
    unit: usize,
) -> Option<Proof> {
    let bound = audit.bind_recurrence(recurrence, counted).ok()?;
    prove_bound(audit, obligation, &bound, unit)
}

fn prove_bound(
    audit: &Audit,
    obligation: &Obligation,
    bound: &BoundRecurrence<'_>,
    unit: usize,
) -> Option<Proof> {
    let judgement = bound.judge(unit);
    let (row, span, wanted) = bound.place_of(unit);
    let (place, id) = audit.proof_of(Subject::Customers, row)?;
    let at_least = bound.at_least(unit);
    let (count, _) = bound.count(row, span, wanted);
    let (said, late_by) = verdict::verdict(judgement, audit.as_of.at);
    let tally = Text::owned(
        format!("{}；计 {count} 次，应 {at_least} 次", said.zh),
        format!("{}; {count} counted, {at_least} wanted", said.en),
    );
    Some(Proof {
        code: obligation.code,
        title: obligation.title.clone(),
        severity: obligation.severity,
        source: obligation.source.clone(),
        confidence: confidence(obligation.confidence),
        subject: Subject::Customers,
        id,
        place,
        part: Some(bound.part_name(unit)),
        state: judgement.state,
        reason: judgement.reason.map(|reason| reason.text()),
        verdict: if judgement.state == CaseState::Excluded { said } else { tally },
        limit: None,
        trigger_at: judgement.trigger.map(Moment),
        due_at: judgement.due.map(Moment),
        actual_at: None,
        late_by_minutes: late_by,
        steps: steps(audit, &bound.visits(row, span, wanted), (span.from, span.to)),
        readings: Vec::new(),
    })
}

fn steps(audit: &Audit, visits: &[(u32, bool)], (from, to): (i64, i64)) -> Vec<Step> {
    let edge = |kind, at, text| Step { kind, at: Moment(at), until: None, counted: None, text, place: None };
    let mut steps = vec![edge(StepKind::Trigger, from, Text::new("期间开始", "the period begins"))];
    if let Some(table) = &audit.dataset.visits {
        let made = table.times(Field::VisitedAt);
        steps.extend(visits.iter().filter_map(|&(visit, counts)| {
            let at = made?.known(visit as usize)?;
            let why =
                if counts { Text::new("计入", "counts") } else { Text::new("结果不明", "unclear") };
            Some(Step {
                kind: StepKind::Visit,
                at: Moment(at),
                until: None,
                counted: None,
                text: visit_text(audit, table, visit as usize, &why),
                place: Some(source_row(table.place(visit as usize))),
            })
        }));
    }
    steps.push(edge(StepKind::Due, to, Text::new("期间结束", "the period ends")));
    steps.push(edge(StepKind::AsOf, audit.as_of.at.0, Text::new("审计基准日", "as-of date")));
    steps.sort_by_key(|step| step.at);
    steps
}
