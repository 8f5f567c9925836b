//! One audit: every selected rule run once, its outcome kept beside what is needed to show findings.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;

use crate::dataset::{Dataset, Field};
use crate::model::{AsOf, Code, Moment, Period, RuleOutcome, RuleStatus, Subject, Text};
use crate::policy::{Deadline, Duty, Obligation, Policy, Recurrence};

use super::checks::{Check, Context, Hit, Kept, REGISTRY};
use super::conditions::Ground;
use super::coverage::GroupVerdict;
use super::customers::Customers;
use super::deadline::{BindError, BoundDeadline, Cases, Matches, no_column, no_table};
use super::event_log;
use super::id_index::IdIndex;
use super::links::Links;
use super::obligation_run::{coverage_run, deadline_run, recurrence_run};
use super::policy_fit;
use super::recurrence::{BoundRecurrence, Counted};
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
    pub(super) customers: Option<Customers>,
    customer_rows: CustomerRowsOnce,
    repeated_visits: OnceLock<Vec<u32>>,
    /// The as-of date.
    pub as_of: AsOf,
    /// The audited period.
    pub period: Period,
    pub(super) rules: Vec<RuleRun>,
}

/// Each record's customer, found when first asked for.
#[derive(Debug, Default)]
struct CustomerRowsOnce {
    complaints: OnceLock<Option<Arc<Vec<u32>>>>,
    visits: OnceLock<Option<Arc<Vec<u32>>>>,
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
    /// Cases that are late or missing; what was matched for each thing due.
    Deadline { verdicts: Verdicts, matches: Vec<Matches> },
    /// Customers and periods with too few visits; `counted_only` makes them no findings.
    Recurrence { verdicts: Verdicts, counted: Counted, counted_only: bool },
    /// Groups below target, and whether they are branches.
    Coverage { groups: Vec<GroupVerdict>, by_branch: bool },
    /// Hits of a check, in the order of files and rows, and what it keeps to word them.
    Check { check: &'static Check, hits: Vec<Hit>, kept: Kept },
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
pub fn run(mut dataset: Dataset, policy: Policy, request: &AuditRequest) -> Result<Audit, AuditError> {
    policy_fit::check_policy(&policy).map_err(AuditError::Policy)?;
    let (_, last) = policy.calendar.covers();
    let last_covered = Moment::from_naive(last.and_time(chrono::NaiveTime::MIN)).end_of_day();
    let as_of = resolve_as_of(request.as_of, &dataset, last_covered).map_err(AuditError::AsOf)?;
    let events = event_log::collapse(&mut dataset, &policy, as_of.at).map_err(|error| match error {
        BindError::Policy(text) | BindError::Absent(text) => AuditError::Policy(text),
    })?;
    let scope = Scope::with_events(&dataset.complaints, request.period, as_of.at, events);
    let links = Links::new(&dataset, &policy, &scope, as_of.at, request.period);
    let customers = Customers::new(&dataset);
    let mut audit = Audit {
        dataset,
        policy,
        scope,
        links,
        customers,
        customer_rows: CustomerRowsOnce::default(),
        repeated_visits: OnceLock::new(),
        as_of,
        period: request.period,
        rules: Vec::new(),
    };
    audit.rules = run_rules(&audit, request)?;
    Ok(audit)
}

/// A rule to run.
#[derive(Clone, Copy)]
enum Job<'a> {
    Deadline(&'a Obligation, &'a Deadline),
    Recurrence(&'a Obligation, &'a Recurrence),
    Check(&'static Check),
}

impl Job<'_> {
    /// What takes longest comes first: rules that bring rows of two exports together, then other deadlines.
    fn rank(&self) -> u8 {
        match self {
            Job::Recurrence(..) => 0,
            Job::Deadline(_, deadline) if deadline.on != Subject::Complaints => 0,
            Job::Check(check) if check.compares_rows => 1,
            Job::Deadline(..) => 2,
            Job::Check(_) => 3,
        }
    }
}

fn run_rules(audit: &Audit, request: &AuditRequest) -> Result<Vec<RuleRun>, AuditError> {
    let selection = &request.selection;
    let obligations = &audit.policy.obligations;
    let counted = |code: Code| {
        let counts = |duty: &Duty| matches!(duty, Duty::Coverage(coverage) if coverage.of == code);
        obligations.iter().any(|other| counts(&other.duty) && selection.includes(other.code))
    };
    let mut jobs: Vec<Job<'_>> = Vec::new();
    for obligation in obligations.iter().filter(|it| selection.includes(it.code) || counted(it.code)) {
        match &obligation.duty {
            Duty::Deadline(deadline) => jobs.push(Job::Deadline(obligation, deadline)),
            Duty::Recurrence(recurrence) => jobs.push(Job::Recurrence(obligation, recurrence)),
            Duty::Coverage(_) => {}
        }
    }
    let is_on = |check: &Check| audit.policy.checks.get(&check.code).is_none_or(|setting| !setting.off);
    let checks = REGISTRY.iter().filter(|check| selection.includes(check.code) && is_on(check));
    jobs.extend(checks.map(|check| Job::Check(check)));
    // The longest first, so that no thread is left alone with one at the end.
    jobs.sort_by_key(Job::rank);
    let mut runs = run_jobs(audit, &jobs, request.threads.max(1))?;
    for obligation in obligations.iter().filter(|other| selection.includes(other.code)) {
        if let Duty::Coverage(coverage) = &obligation.duty {
            let run = coverage_run(audit, obligation, &runs, coverage)?;
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
        Job::Recurrence(obligation, recurrence) => recurrence_run(audit, obligation, recurrence),
        Job::Check(check) => Ok(check_run(audit, check)),
    }));
    ran.unwrap_or_else(|_| {
        let (doc, subject) = match job {
            Job::Deadline(obligation, deadline) => (obligation_doc(obligation, &audit.policy), deadline.on),
            Job::Recurrence(obligation, _) => (obligation_doc(obligation, &audit.policy), Subject::Customers),
            Job::Check(check) => (check_doc(check, &audit.policy), check.subject),
        };
        let why = RuleStatus::Failed(Text::new("程序内部错误", "internal fault"));
        Ok(RuleRun { outcome: RuleOutcome::without_verdict(doc, subject, why), found: Found::Nothing })
    })
}

impl Audit {
    /// Ties a deadline to its columns.
    pub(super) fn bind<'a>(
        &'a self,
        deadline: &'a Deadline,
        matches: &'a [Matches],
    ) -> Result<BoundDeadline<'a>, BindError> {
        let cases = self.cases(deadline.on)?;
        BoundDeadline::bind(deadline, cases, self.ground(), matches, self.as_of.at)
    }

    /// Ties a recurrence to its columns.
    pub(super) fn bind_recurrence<'a>(
        &'a self,
        recurrence: &'a Recurrence,
        counted: &'a Counted,
    ) -> Result<BoundRecurrence<'a>, BindError> {
        let cases = self.cases(Subject::Customers)?;
        BoundRecurrence::bind(recurrence, cases, self.ground(), counted, self.period, self.as_of.at)
    }

    /// The rows of an export as cases.
    pub(super) fn cases(&self, subject: Subject) -> Result<Cases<'_>, BindError> {
        let table = self.dataset.table(subject).ok_or_else(|| BindError::Absent(no_table(subject)))?;
        Ok(Cases {
            table,
            scope: &self.scope,
            links: self.links.as_ref(),
            customers: self.customers.as_ref(),
            period: self.period,
            repeated_visits: if subject == Subject::Complaints { &[] } else { self.repeated_visits() },
            as_of: self.as_of.at.0,
        })
    }

    /// Visits that repeat an id, sorted.
    fn repeated_visits(&self) -> &[u32] {
        self.repeated_visits.get_or_init(|| {
            let ids = self.dataset.visits.as_ref().and_then(|visits| visits.ids(Field::Id));
            ids.map_or_else(Vec::new, |ids| IdIndex::new(ids).1.into_iter().map(|(visit, _)| visit).collect())
        })
    }

    /// What conditions are tied to.
    pub(super) fn ground(&self) -> Ground<'_> {
        Ground { dataset: &self.dataset, policy: &self.policy, customer_rows: self }
    }

    /// What a check may look at while it runs.
    pub(super) fn context(&self) -> Context<'_> {
        const NOTHING: &Kept = &Kept::NOTHING;
        Context {
            dataset: &self.dataset,
            policy: &self.policy,
            scope: &self.scope,
            links: self.links.as_ref(),
            as_of: self.as_of,
            period: self.period,
            audit: self,
            kept: NOTHING,
        }
    }
}

impl super::conditions::CustomerRows for Audit {
    fn customer_rows(&self, subject: Subject) -> Option<Arc<Vec<u32>>> {
        let once = match subject {
            Subject::Complaints => &self.customer_rows.complaints,
            Subject::Visits => &self.customer_rows.visits,
            Subject::Customers | Subject::Staff | Subject::Group => return None,
        };
        let find = || {
            let rows = self.customers.as_ref()?.rows_of(&self.dataset, self.links.as_ref(), subject);
            Some(Arc::new(rows))
        };
        once.get_or_init(find).clone()
    }
}

fn check_run(audit: &Audit, check: &'static Check) -> RuleRun {
    let doc = check_doc(check, &audit.policy);
    let without = |status| RuleRun {
        outcome: RuleOutcome::without_verdict(doc.clone(), check.subject, status),
        found: Found::Nothing,
    };
    for &(subject, field) in check.needs {
        match audit.dataset.table(subject) {
            None => return without(RuleStatus::NotEvaluated(no_table(subject))),
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
    if let Some(why) = tested.unfit {
        return without(RuleStatus::NotEvaluated(why));
    }
    audit.sort_by_place(&mut tested.hits);
    let excluded: u64 = tested.excluded.iter().map(|counted| counted.count).sum();
    let outcome = RuleOutcome {
        population: tested.tested + excluded,
        tested: tested.tested,
        findings: tested.hits.len() as u64,
        excluded: tested.excluded,
        notes: tested.notes,
        ..RuleOutcome::without_verdict(doc, check.subject, RuleStatus::Evaluated)
    };
    RuleRun { outcome, found: Found::Check { check, hits: tested.hits, kept: tested.kept } }
}
