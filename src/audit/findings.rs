//! Findings put together one at a time from verdicts and hits.

use std::sync::Arc;

use crate::dataset::{Field, Place, Table};
use crate::model::{CaseState, Code, Evidence, Finding, FindingSource, MINUTE_MS, Moment, Severity, Subject};
use crate::policy::{Deadline, Duty, Messages};

use super::checks::{Check, Described, Hit};
use super::coverage::GroupVerdict;
use super::deadline::{BoundDeadline, Judgement};
use super::links::VisitLink;
use super::message::{Figure, fill};
use super::run::{Audit, Found, RuleRun};

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
            rules.flat_map(|run| self.of_run(run))
        }))
    }

    fn of_rule(&self, code: Code) -> Box<dyn Iterator<Item = Finding> + '_> {
        let rules = self.audit.rules.iter().filter(move |run| run.outcome.doc.code == code);
        Box::new(rules.flat_map(|run| self.of_run(run)))
    }

    fn count(&self) -> u64 {
        self.audit.rules.iter().map(|run| run.outcome.findings).sum()
    }
}

impl Findings {
    fn of_run<'a>(&'a self, run: &'a RuleRun) -> Box<dyn Iterator<Item = Finding> + 'a> {
        let audit = &*self.audit;
        let duty = audit.policy.obligation(run.outcome.doc.code);
        match (&run.found, duty.map(|obligation| (&obligation.duty, &obligation.messages))) {
            (Found::Check { check, hits }, _) => {
                Box::new(hits.iter().map(move |&hit| of_hit(audit, run, check, hit)))
            }
            (Found::Deadline { verdicts, matches }, Some((Duty::Deadline(deadline), messages))) => {
                let Ok(bound) = audit.bind(deadline, matches.as_deref()) else {
                    return Box::new(std::iter::empty());
                };
                let breaches = verdicts.states().iter().enumerate().filter(|(_, state)| state.is_breach());
                Box::new(
                    breaches.map(move |(row, _)| of_breach(audit, run, &bound, (deadline, messages), row)),
                )
            }
            (Found::Coverage { groups, target }, Some((_, messages))) => {
                let low = groups.iter().filter(|group| group.state.is_breach());
                Box::new(low.map(move |group| of_group(run, group, *target, messages)))
            }
            _ => Box::new(std::iter::empty()),
        }
    }
}

fn of_breach(
    audit: &Audit,
    run: &RuleRun,
    bound: &BoundDeadline<'_>,
    (deadline, messages): (&Deadline, &Messages),
    row: usize,
) -> Finding {
    let judgement = bound.judge(row);
    let mut evidence = breach_evidence(audit, judgement);
    let late_by = late_by_minutes(judgement, audit.as_of.at.0);
    let minutes = late_by.unwrap_or(0);
    let late =
        if judgement.actual_until.is_some() { Figure::AtLeast(minutes) } else { Figure::Minutes(minutes) };
    let mut figures = vec![("late_by", late)];
    evidence.extend(judgement.actual_until.map(|at| ("actual_until", Evidence::At(Moment(at)))));
    if matches!(deadline.expects, crate::policy::Expectation::Visit(_))
        && let Some(links) = &audit.links
    {
        let since = u64::from(links.tally_of(row).since_closure);
        evidence.push(("attempts_after_closure", Evidence::Count(since)));
        figures.push(("attempts_after_closure", Figure::Count(since)));
    }
    let template = if judgement.state == CaseState::Late { &messages.late } else { &messages.missing };
    Finding {
        state: Some(judgement.state),
        trigger_at: judgement.trigger.map(Moment),
        due_at: judgement.due.map(Moment),
        actual_at: judgement.actual.map(Moment),
        late_by_minutes: late_by,
        ..on_row(
            audit,
            run,
            Subject::Complaints,
            row,
            Described { message: fill(template, &figures), evidence },
        )
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
fn late_by_minutes(judgement: Judgement, as_of: i64) -> Option<u64> {
    let until = judgement.actual.unwrap_or(as_of);
    let minutes = (until - judgement.due?) / MINUTE_MS;
    u64::try_from(minutes.max(1)).ok()
}

fn of_group(run: &RuleRun, group: &GroupVerdict, target: f64, messages: &Messages) -> Finding {
    let rate = crate::model::Rate::in_time(&group.cases);
    let value = rate.value().unwrap_or(0.0);
    let figures = [("rate", Figure::Share(value)), ("target", Figure::Share(target))];
    let mut evidence = vec![
        ("rate", Evidence::Share(value)),
        ("target", Evidence::Share(target)),
        ("in_time", Evidence::Count(rate.good)),
        ("due", Evidence::Count(rate.decided)),
    ];
    if rate.undetermined > 0 {
        evidence.push(("undetermined", Evidence::Count(rate.undetermined)));
    }
    Finding {
        code: run.outcome.doc.code,
        severity: run.outcome.doc.severity,
        state: Some(group.state),
        subject: Subject::Group,
        id: group.name.clone(),
        file: Arc::from(""),
        sheet: None,
        row: None,
        branch: Some(group.name.clone()),
        handler: None,
        trigger_at: None,
        due_at: None,
        actual_at: None,
        late_by_minutes: None,
        message: fill(&messages.missing, &figures),
        evidence,
    }
}

fn of_hit(audit: &Audit, run: &RuleRun, check: &Check, hit: Hit) -> Finding {
    let described = (check.describe)(&audit.context(), hit);
    on_row(audit, run, hit.subject, hit.row as usize, described)
}

/// A finding on a row, with the branch and handler of its complaint.
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
    let word = |field| complaint.and_then(|row| dataset.word(&dataset.complaints, field, row));
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
        handler: word(Field::Handler),
        trigger_at: None,
        due_at: None,
        actual_at: None,
        late_by_minutes: None,
        message: described.message,
        evidence: described.evidence,
    }
}
