//! One audit: every selected rule run once, its outcome kept beside what is needed to show findings.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::dataset::{Dataset, Field};
use crate::model::{
    AsOf, Code, Counted, Moment, Period, Rate, RuleOutcome, RuleStatus, StateCounts, Subject, Text,
};
use crate::policy::{Deadline, Duty, Expectation, Obligation, Policy};

use super::checks::{Check, Context, Hit, REGISTRY};
use super::coverage::{GroupVerdict, judge_groups};
use super::deadline::{BindError, BoundDeadline, VisitMatches, named_field, no_column, no_visits};
use super::links::{Links, Outcome};
use super::policy_fit;
use super::request::{AsOfError, AuditRequest, resolve_as_of};
use super::rule_texts::{check_doc, obligation_doc};
use super::scope::Scope;
use super::verdicts::Verdicts;

/// An audit that was run.
#[derive(Debug)]
pub struct Audit {
    pub(super) dataset: Dataset,
    pub(super) policy: Policy,
    pub(super) scope: Scope,
    pub(super) links: Option<Links>,
    /// The as-of date.
    pub as_of: AsOf,
    /// The audited period.
    pub period: Period,
    pub(super) rules: Vec<RuleRun>,
}

/// Why an audit could not be run.
#[derive(Debug)]
pub enum AuditError {
    /// There is no as-of date.
    AsOf(AsOfError),
    /// The policy speaks of something that does not exist.
    Policy(Text),
}

/// A rule's outcome and what its findings are made from.
#[derive(Debug)]
pub(super) struct RuleRun {
    pub(super) outcome: RuleOutcome,
    pub(super) found: Found,
}

/// What the findings of a rule are made from.
#[derive(Debug)]
pub(super) enum Found {
    /// Complaints that are late or missing.
    Deadline { verdicts: Verdicts, matches: Option<Box<VisitMatches>> },
    /// Groups below target.
    Coverage { groups: Vec<GroupVerdict>, target: f64 },
    /// Hits of a check, in the order of files and rows.
    Check { check: &'static Check, hits: Vec<Hit> },
    /// Nothing: the rule did not run.
    Nothing,
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.code)
    }
}

/// Runs every selected rule of `policy` over `dataset`.
///
/// # Errors
/// Without an as-of date, or when the policy does not fit the field table.
pub fn run(dataset: Dataset, policy: Policy, request: &AuditRequest) -> Result<Audit, AuditError> {
    policy_fit::check(&policy).map_err(AuditError::Policy)?;
    let (_, last) = policy.calendar.covers();
    let last_covered = Moment::from_naive(last.and_time(chrono::NaiveTime::MIN)).end_of_day();
    let as_of = resolve_as_of(request.as_of, &dataset, last_covered).map_err(AuditError::AsOf)?;
    let scope = Scope::new(&dataset.complaints, request.period, as_of.at);
    let links = Links::new(&dataset, &policy, &scope, as_of.at, request.period);
    let mut audit = Audit { dataset, policy, scope, links, as_of, period: request.period, rules: Vec::new() };
    audit.rules = run_rules(&audit, request)?;
    Ok(audit)
}

/// A rule to run.
#[derive(Clone, Copy)]
enum Job<'a> {
    Deadline(&'a Obligation, &'a Deadline),
    Check(&'static Check),
}

fn run_rules(audit: &Audit, request: &AuditRequest) -> Result<Vec<RuleRun>, AuditError> {
    let selection = &request.selection;
    let counted = |code: Code| {
        let counts = |duty: &Duty| matches!(duty, Duty::Coverage { of, .. } if *of == code);
        audit.policy.obligations.iter().any(|other| counts(&other.duty) && selection.includes(other.code))
    };
    let mut jobs: Vec<Job<'_>> = Vec::new();
    for obligation in &audit.policy.obligations {
        if let Duty::Deadline(deadline) = &obligation.duty
            && (selection.includes(obligation.code) || counted(obligation.code))
        {
            jobs.push(Job::Deadline(obligation, deadline));
        }
    }
    jobs.extend(
        REGISTRY.iter().filter(|check| selection.includes(check.code)).map(|check| Job::Check(check)),
    );
    // The longest first, so that no thread is left alone with one at the end.
    jobs.sort_by_key(|job| !matches!(job, Job::Check(check) if check.compares_rows));
    let mut runs = run_jobs(audit, &jobs, request.threads.max(1))?;
    for obligation in audit.policy.obligations.iter().filter(|other| selection.includes(other.code)) {
        if let Duty::Coverage { of, by, target } = &obligation.duty {
            let run = coverage_run(audit, obligation, &runs, (*of, by, *target))?;
            runs.push(run);
        }
    }
    runs.retain(|run| selection.includes(run.outcome.doc.code));
    runs.sort_by_key(|run| run.outcome.doc.code);
    Ok(runs)
}

/// Runs the jobs on several threads; the result is in the order of the jobs.
fn run_jobs(audit: &Audit, jobs: &[Job<'_>], threads: usize) -> Result<Vec<RuleRun>, AuditError> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, Result<RuleRun, AuditError>)>> = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..threads.min(jobs.len()) {
            scope.spawn(|| {
                while let Some((place, job)) = take(&next, jobs) {
                    let run = run_job(audit, job);
                    if let Ok(mut results) = results.lock() {
                        results.push((place, run));
                    }
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, run)| run).collect()
}

fn take<'a>(next: &AtomicUsize, jobs: &[Job<'a>]) -> Option<(usize, Job<'a>)> {
    let place = next.fetch_add(1, Ordering::Relaxed);
    jobs.get(place).map(|&job| (place, job))
}

/// Runs one rule; a fault in it is its own failure, not the program's.
fn run_job(audit: &Audit, job: Job<'_>) -> Result<RuleRun, AuditError> {
    let ran = catch_unwind(AssertUnwindSafe(|| match job {
        Job::Deadline(obligation, deadline) => deadline_run(audit, obligation, deadline),
        Job::Check(check) => Ok(check_run(audit, check)),
    }));
    ran.unwrap_or_else(|_| {
        let (doc, subject) = match job {
            Job::Deadline(obligation, _) => (obligation_doc(obligation, &audit.policy), Subject::Complaints),
            Job::Check(check) => (check_doc(check), check.subject),
        };
        let why = RuleStatus::Failed(Text::new("程序内部错误", "internal fault"));
        Ok(RuleRun { outcome: RuleOutcome::without_verdict(doc, subject, why), found: Found::Nothing })
    })
}

fn deadline_run(audit: &Audit, obligation: &Obligation, deadline: &Deadline) -> Result<RuleRun, AuditError> {
    let doc = obligation_doc(obligation, &audit.policy);
    let matches = visit_matches(audit, deadline).map(Box::new);
    let bound = match audit.bind(deadline, matches.as_deref()) {
        Ok(bound) => bound,
        Err(BindError::Policy(text)) => return Err(AuditError::Policy(text)),
        Err(BindError::Absent(why)) => {
            let status = RuleStatus::NotEvaluated(why);
            let outcome = RuleOutcome::without_verdict(doc, Subject::Complaints, status);
            return Ok(RuleRun { outcome, found: Found::Nothing });
        }
    };
    let verdicts = bound.verdicts();
    drop(bound);
    let counts = verdicts.counts();
    let outcome = RuleOutcome {
        doc,
        subject: Subject::Complaints,
        status: RuleStatus::Evaluated,
        counts: Some(counts),
        population: counts.population(),
        tested: counts.decided(),
        findings: counts.breaches(),
        rate: Some(Rate::in_time(&counts)),
        excluded: verdicts.excluded(),
        undetermined: verdicts.undetermined(),
        notes: deadline_notes(audit, deadline),
    };
    Ok(RuleRun { outcome, found: Found::Deadline { verdicts, matches } })
}

/// What a reader must know about how the deadline was judged here.
fn deadline_notes(audit: &Audit, deadline: &Deadline) -> Vec<Text> {
    let mut notes = Vec::new();
    let due_column = deadline.limit.due_column.as_deref().and_then(Field::from_key);
    if due_column.is_some_and(|field| audit.dataset.complaints.has(field)) {
        notes.push(Text::new("按导出表自带的应办结时间判定", "judged by the export's own due dates"));
    }
    let by_visit = matches!(deadline.expects, Expectation::Visit(_));
    if by_visit && audit.links.as_ref().is_some_and(|links| !links.has_outcome()) {
        notes.push(Text::new(
            "回访表没有回访结果列，无法知道是否接通",
            "the visits export has no outcome column, so nobody knows who was reached",
        ));
    }
    notes
}

fn visit_matches(audit: &Audit, deadline: &Deadline) -> Option<VisitMatches> {
    let Expectation::Visit(outcome) = &deadline.expects else { return None };
    let wanted = match outcome.as_str() {
        "refused" => Outcome::Refused,
        "unreached" => Outcome::Unreached,
        _ => Outcome::Reached,
    };
    let visits = audit.dataset.visits.as_ref()?;
    if !visits.has(Field::ComplaintId) {
        return None;
    }
    let trigger = named_field(&deadline.trigger).ok()?;
    VisitMatches::new(&audit.dataset, audit.links.as_ref()?, trigger, wanted, audit.as_of.at)
}

impl Audit {
    pub(super) fn bind<'a>(
        &'a self,
        deadline: &'a Deadline,
        matches: Option<&'a VisitMatches>,
    ) -> Result<BoundDeadline<'a>, BindError> {
        BoundDeadline::bind(deadline, &self.dataset, &self.policy, &self.scope, matches, self.as_of.at.0)
    }

    pub(super) fn context(&self) -> Context<'_> {
        Context {
            dataset: &self.dataset,
            policy: &self.policy,
            scope: &self.scope,
            links: self.links.as_ref(),
            as_of: self.as_of,
            period: self.period,
        }
    }
}

fn coverage_run(
    audit: &Audit,
    obligation: &Obligation,
    runs: &[RuleRun],
    (of, by, target): (Code, &str, f64),
) -> Result<RuleRun, AuditError> {
    let doc = obligation_doc(obligation, &audit.policy);
    let without = |why: Text| {
        let outcome =
            RuleOutcome::without_verdict(doc.clone(), Subject::Group, RuleStatus::NotEvaluated(why));
        Ok(RuleRun { outcome, found: Found::Nothing })
    };
    let field = match named_field(by) {
        Ok(field) => field,
        Err(BindError::Policy(text) | BindError::Absent(text)) => return Err(AuditError::Policy(text)),
    };
    let counted = runs.iter().find(|run| run.outcome.doc.code == of);
    let Some(RuleRun { found: Found::Deadline { verdicts, .. }, outcome: counted }) = counted else {
        return without(Text::owned(format!("{of} 未能评估"), format!("{of} could not be evaluated")));
    };
    if audit.dataset.complaints.words(field).is_none() {
        return without(no_column(Subject::Complaints, field));
    }
    let groups = judge_groups(&audit.dataset, field, verdicts, target);
    let counts: StateCounts = groups.iter().map(|group| group.state).collect();
    let outcome = RuleOutcome {
        doc,
        subject: Subject::Group,
        status: RuleStatus::Evaluated,
        counts: Some(counts),
        population: counts.population(),
        tested: counts.decided(),
        findings: counts.breaches(),
        rate: counted.rate,
        excluded: groups_without(counts.excluded, Text::new("没有适用的投诉", "no case the rule applies to")),
        undetermined: groups_without(
            counts.undetermined,
            Text::new("只在部分算法下不足目标", "below target only under some readings"),
        ),
        notes: vec![Text::owned(
            format!("计数单位为分组，比率为 {of} 的全部投诉"),
            format!("counts are of groups; the rate is {of}'s over all complaints"),
        )],
    };
    Ok(RuleRun { outcome, found: Found::Coverage { groups, target } })
}

fn groups_without(count: u64, reason: Text) -> Vec<Counted> {
    if count > 0 { vec![Counted { reason, count }] } else { Vec::new() }
}

fn check_run(audit: &Audit, check: &'static Check) -> RuleRun {
    let doc = check_doc(check);
    let without = |status| RuleRun {
        outcome: RuleOutcome::without_verdict(doc.clone(), check.subject, status),
        found: Found::Nothing,
    };
    for &(subject, field) in check.needs {
        match audit.dataset.table(subject) {
            None => return without(RuleStatus::NotEvaluated(no_visits())),
            Some(table) if !table.has(field) => {
                return without(RuleStatus::NotEvaluated(no_column(subject, field)));
            }
            Some(_) => {}
        }
    }
    let mut tested = match (check.run)(&audit.context()) {
        Ok(tested) => tested,
        Err(error) => return without(RuleStatus::Failed(Text::same(error.to_string()))),
    };
    audit.sort_by_place(&mut tested.hits);
    let excluded: u64 = tested.excluded.iter().map(|counted| counted.count).sum();
    let outcome = RuleOutcome {
        doc,
        subject: check.subject,
        status: RuleStatus::Evaluated,
        counts: None,
        population: tested.tested + excluded,
        tested: tested.tested,
        findings: tested.hits.len() as u64,
        rate: None,
        excluded: tested.excluded,
        undetermined: Vec::new(),
        notes: tested.notes,
    };
    RuleRun { outcome, found: Found::Check { check, hits: tested.hits } }
}
