//! Findings put together one at a time from verdicts and hits.

use std::sync::Arc;

use crate::dataset::{Field, Place, Table};
use crate::model::{
    CaseState, Code, Evidence, Finding, FindingSource, MINUTE_MS, Moment, Proof, Severity, Subject,
};
use crate::policy::{Deadline, Duty, Expectation, Messages, Recurrence};

use super::checks::{Check, Context, Described, Hit, Kept};
use super::coverage::GroupVerdict;
use super::deadline::{BoundDeadline, Judgement, Matches};
use super::links::VisitLink;
use super::message::{Figure, fill};
use super::proof;
use super::recurrence::{BoundRecurrence, Counted};
use super::run::{Audit, Found, RuleRun};
use super::verdicts::Verdicts;

/// The findings of an audit, in order; see [`FindingSource`].
#[derive(Debug)]
pub struct Findings {
    audit: Arc<Audit>,
}

impl Findings {
    pub(super) fn new(audit: Arc<Audit>) -> Self {
        Self { audit }
    }
}

impl FindingSource for Findings {
    fn iter(&self) -> Box<dyn Iterator<Item = Finding> + '_> {
        // Rules are in the order of codes; within a rule rows are in the order of files.
        Box::new(Severity::GRAVEST_FIRST.into_iter().flat_map(move |severity| {
            let rules = self.audit.rules.iter().filter(move |run| run.outcome.doc.severity == severity);
            rules.flat_map(|run| of_run(&self.audit, run))
        }))
    }

    fn of_rule(&self, code: Code) -> Box<dyn Iterator<Item = Finding> + '_> {
        let rules = self.audit.rules.iter().filter(move |run| run.outcome.doc.code == code);
        Box::new(rules.flat_map(|run| of_run(&self.audit, run)))
    }

    fn proofs_of(&self, code: Code) -> Box<dyn Iterator<Item = Option<Proof>> + '_> {
        let rules = self.audit.rules.iter().filter(move |run| run.outcome.doc.code == code);
        Box::new(rules.flat_map(|run| proofs_of_run(&self.audit, run)))
    }

    fn count(&self) -> u64 {
        self.audit.rules.iter().map(|run| run.outcome.findings).sum()
    }
}

type FindingIter<'a> = Box<dyn Iterator<Item = Finding> + 'a>;

/// The findings of one rule.
pub(super) fn of_run<'a>(audit: &'a Audit, run: &'a RuleRun) -> FindingIter<'a> {
    let duty = audit.policy.obligation(run.outcome.doc.code);
    let duty = duty.map(|obligation| (&obligation.duty, &obligation.messages));
    match (&run.found, duty) {
        (Found::Check { check, hits, kept }, _) => {
            Box::new(hits.iter().map(move |&hit| of_hit(audit, run, check, hit, kept)))
        }
        (Found::Deadline { verdicts, matches }, Some((Duty::Deadline(deadline), messages))) => {
            of_deadline(audit, run, verdicts, matches, (deadline, messages))
        }
        (
            Found::Recurrence { verdicts, counted, counted_only: false },
            Some((Duty::Recurrence(recurrence), messages)),
        ) => of_recurrence(audit, run, verdicts, counted, (recurrence, messages)),
        (Found::Coverage { groups, by_branch }, Some((_, messages))) => {
            let low = groups.iter().filter(|group| group.state.is_breach());
            Box::new(low.map(move |group| of_group(run, group, *by_branch, messages)))
        }
        _ => Box::new(std::iter::empty()),
    }
}

/// The proofs of one rule's findings, in their order.
fn proofs_of_run<'a>(audit: &'a Audit, run: &'a RuleRun) -> Box<dyn Iterator<Item = Option<Proof>> + 'a> {
    match &run.found {
        Found::Deadline { verdicts, .. } | Found::Recurrence { verdicts, counted_only: false, .. } => {
            Box::new(breaches(verdicts).map(move |unit| proof::of_unit(audit, run, unit)))
        }
        _ => Box::new(std::iter::repeat_with(|| None)),
    }
}

/// The finding of a deadline's unit with its proof; of any other rule the first finding.
pub(super) fn of_one(audit: &Audit, run: &RuleRun, unit: usize) -> Option<(Finding, Option<Proof>)> {
    let duty = audit.policy.obligation(run.outcome.doc.code);
    match (&run.found, duty.map(|it| (&it.duty, &it.messages))) {
        (Found::Deadline { matches, .. }, Some((Duty::Deadline(deadline), messages))) => {
            let bound = audit.bind(deadline, matches).ok()?;
            let finding = of_breach(audit, run, &bound, (deadline, messages), unit);
            Some((finding, proof::of_unit(audit, run, unit)))
        }
        _ => {
            let proof = proofs_of_run(audit, run).next().flatten();
            of_run(audit, run).next().map(|finding| (finding, proof))
        }
    }
}

pub(super) fn breaches(verdicts: &Verdicts) -> impl Iterator<Item = usize> {
    verdicts.states().iter().enumerate().filter(|(_, state)| state.is_breach()).map(|(unit, _)| unit)
}

fn of_deadline<'a>(
    audit: &'a Audit,
    run: &'a RuleRun,
    verdicts: &'a Verdicts,
    matches: &'a [Matches],
    duty: (&'a Deadline, &'a Messages),
) -> FindingIter<'a> {
    match audit.bind(duty.0, matches) {
        Ok(bound) => Box::new(breaches(verdicts).map(move |unit| of_breach(audit, run, &bound, duty, unit))),
        Err(_) => Box::new(std::iter::empty()),
    }
}

fn of_breach(
    audit: &Audit,
    run: &RuleRun,
    bound: &BoundDeadline<'_>,
    (deadline, messages): (&Deadline, &Messages),
    unit: usize,
) -> Finding {
    let judgement = bound.judge(unit);
    let (row, stage) = bound.place_of(unit);
    let mut evidence = breach_evidence(audit, judgement);
    let late_by = late_by_minutes(judgement, audit.as_of.at.0);
    let minutes = late_by.unwrap_or(0);
    let late =
        if judgement.actual_until.is_some() { Figure::AtLeast(minutes) } else { Figure::Minutes(minutes) };
    let mut figures = vec![("late_by", late)];
    evidence.extend(judgement.actual_until.map(|at| ("actual_until", Evidence::At(Moment(at)))));
    evidence.extend(bound.limit_of(unit).map(|limit| ("limit", Evidence::Text(limit.to_string()))));
    evidence.extend(deadline.stages[stage].name.clone().map(|name| ("part", Evidence::Both(name))));
    let by_visit = matches!(deadline.stages[stage].expects, Expectation::Visit(_));
    if deadline.on == Subject::Complaints
        && by_visit
        && let Some(links) = &audit.links
    {
        let since = u64::from(links.tally_of(row).since_closure);
        evidence.push(("attempts_after_closure", Evidence::Count(since)));
        figures.push(("attempts_after_closure", Figure::Count(since)));
    }
    let template = if judgement.state == CaseState::Late { &messages.late } else { &messages.missing };
    let message = named_part(fill(template, &figures), deadline.stages[stage].name.as_ref());
    Finding {
        state: Some(judgement.state),
        trigger_at: judgement.trigger.map(Moment),
        due_at: judgement.due.map(Moment),
        actual_at: judgement.actual.map(Moment),
        late_by_minutes: late_by,
        ..on_row(audit, run, deadline.on, row, Described { message, evidence })
    }
}

/// A message with the name of the thing due in front, where there are several.
fn named_part(message: crate::model::Text, part: Option<&crate::model::Text>) -> crate::model::Text {
    match part {
        None => message,
        Some(part) => crate::model::Text::owned(
            format!("{}：{}", part.zh, message.zh),
            format!("{}: {}", part.en, message.en),
        ),
    }
}

fn of_recurrence<'a>(
    audit: &'a Audit,
    run: &'a RuleRun,
    verdicts: &'a Verdicts,
    counted: &'a Counted,
    duty: (&'a Recurrence, &'a Messages),
) -> FindingIter<'a> {
    match audit.bind_recurrence(duty.0, counted) {
        Ok(bound) => {
            Box::new(breaches(verdicts).map(move |unit| of_period(audit, run, &bound, duty.1, unit)))
        }
        Err(_) => Box::new(std::iter::empty()),
    }
}

fn of_period(
    audit: &Audit,
    run: &RuleRun,
    bound: &BoundRecurrence<'_>,
    messages: &Messages,
    unit: usize,
) -> Finding {
    let judgement = bound.judge(unit);
    let (row, span, wanted) = bound.place_of(unit);
    let (count, _) = bound.count(row, span, wanted);
    let due = bound.at_least(unit);
    let figures = [("count", Figure::Count(u64::from(count))), ("wanted", Figure::Count(u64::from(due)))];
    let part = bound.part_name(unit);
    let evidence = vec![
        ("part", Evidence::Both(part.clone())),
        ("count", Evidence::Count(u64::from(count))),
        ("wanted", Evidence::Count(u64::from(due))),
    ];
    let message = named_part(fill(&messages.missing, &figures), Some(&part));
    Finding {
        state: Some(judgement.state),
        trigger_at: judgement.trigger.map(Moment),
        due_at: judgement.due.map(Moment),
        late_by_minutes: late_by_minutes(judgement, audit.as_of.at.0),
        ..on_row(audit, run, Subject::Customers, row, Described { message, evidence })
    }
}

fn breach_evidence(audit: &Audit, judgement: Judgement) -> Vec<(&'static str, Evidence)> {
    let (Some(visits), Some(visit)) = (&audit.dataset.visits, judgement.visit) else { return Vec::new() };
    let place = visits.place(visit as usize);
    vec![
        ("visit_id", Evidence::Text(audit.dataset.id(visits, Field::Id, visit as usize))),
        ("visit_file", Evidence::Text(place.file.to_string())),
        ("visit_row", Evidence::Count(u64::from(place.row))),
    ]
}

/// Whole minutes past the due moment, at least 1; for what is missing, up to the as-of date; from the
/// start of the day where only the day is known.
pub(super) fn late_by_minutes(judgement: Judgement, as_of: i64) -> Option<u64> {
    let until = judgement.actual.unwrap_or(as_of);
    let minutes = (until - judgement.due?) / MINUTE_MS;
    u64::try_from(minutes.max(1)).ok()
}

fn of_group(run: &RuleRun, group: &GroupVerdict, by_branch: bool, messages: &Messages) -> Finding {
    let rate = group.rate;
    let value = rate.value().unwrap_or(0.0);
    let figures = [("rate", Figure::Share(value)), ("target", Figure::Share(group.target))];
    let mut evidence = vec![
        ("rate", Evidence::Share(value)),
        ("target", Evidence::Share(group.target)),
        ("in_time", Evidence::Count(rate.good)),
        ("due", Evidence::Count(rate.decided)),
    ];
    if rate.undetermined > 0 {
        evidence.push(("undetermined", Evidence::Count(rate.undetermined)));
    }
    let message = fill(&messages.missing, &figures);
    Finding {
        state: Some(group.state),
        branch: by_branch.then(|| group.word.clone()),
        ..on_group(run, group.name.clone(), Described { message, evidence })
    }
}

/// A finding that stands on no row.
fn on_group(run: &RuleRun, name: String, described: Described) -> Finding {
    Finding {
        code: run.outcome.doc.code,
        severity: run.outcome.doc.severity,
        state: None,
        subject: Subject::Group,
        id: name,
        file: Arc::from(""),
        sheet: None,
        row: None,
        branch: None,
        handler: None,
        trigger_at: None,
        due_at: None,
        actual_at: None,
        late_by_minutes: None,
        message: described.message,
        evidence: described.evidence,
    }
}

fn of_hit(audit: &Audit, run: &RuleRun, check: &Check, hit: Hit, kept: &Kept) -> Finding {
    let described = (check.describe)(&Context { kept, ..audit.context() }, hit);
    match (hit.subject, kept.groups.get(hit.row as usize)) {
        (Subject::Group, Some(name)) => on_group(run, name.clone(), described),
        _ => on_row(audit, run, hit.subject, hit.row as usize, described),
    }
}

/// A finding on a row, with the branch and handler of its complaint or customer.
fn on_row(audit: &Audit, run: &RuleRun, subject: Subject, row: usize, described: Described) -> Finding {
    let dataset = &audit.dataset;
    let table: &Table = dataset.table(subject).unwrap_or(&dataset.complaints);
    let Place { file, sheet, row: physical } = table.place(row);
    let complaint = match (subject, &audit.links) {
        (Subject::Complaints, _) => Some(row),
        (Subject::Visits, Some(links)) => match links.link(row) {
            VisitLink::Complaint(complaint) => Some(complaint as usize),
            VisitLink::Orphan | VisitLink::Nothing => None,
        },
        _ => None,
    };
    let word = |field| match subject {
        Subject::Customers | Subject::Staff => dataset.word(table, field, row),
        _ => complaint.and_then(|row| dataset.word(&dataset.complaints, field, row)),
    };
    let handler = if subject == Subject::Customers { Field::Agent } else { Field::Handler };
    let Described { message, mut evidence } = described;
    evidence.extend(dataset.content(table, row).map(|content| ("content", Evidence::Text(content))));
    Finding {
        code: run.outcome.doc.code,
        severity: run.outcome.doc.severity,
        state: None,
        subject,
        id: dataset.id(table, Field::Id, row),
        file,
        sheet,
        row: Some(physical),
        branch: word(Field::Branch),
        handler: word(handler),
        trigger_at: None,
        due_at: None,
        actual_at: None,
        late_by_minutes: None,
        message,
        evidence,
    }
}
