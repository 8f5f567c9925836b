//! The texts of all rules, from the one place where each is defined.

use crate::dataset::Field;
use crate::model::{Code, RuleDoc, Subject};
use crate::policy::{Duty, MatchBy, Obligation, Policy, WantedVisit};

use super::checks::{Check, REGISTRY};
use super::deadline::wants_visit;
use super::names::{cases_of, key_of, uses};

/// Every rule that an audit under `policy` can run, in the order of codes.
#[must_use]
pub fn rule_docs(policy: &Policy) -> Vec<RuleDoc> {
    let obligations = policy.obligations.iter().map(|obligation| obligation_doc(obligation, policy));
    let is_on = |code: Code| policy.checks.get(&code).is_none_or(|setting| !setting.off);
    let checks = REGISTRY.iter().filter(|check| is_on(check.code)).map(|check| check_doc(check, policy));
    let mut docs: Vec<RuleDoc> = obligations.chain(checks).collect();
    docs.sort_by_key(|doc| doc.code);
    docs
}

pub(super) fn check_doc(check: &Check, policy: &Policy) -> RuleDoc {
    let own = policy.checks.get(&check.code).and_then(|setting| setting.severity);
    RuleDoc {
        code: check.code,
        name: check.name.to_owned(),
        title: check.title.clone(),
        what: check.what.clone(),
        why: check.why.clone(),
        formula: check.formula.clone(),
        fix: check.fix.clone(),
        source: check.source.clone(),
        needs: check.needs.iter().map(|&(subject, field)| column(subject, field.key())).collect(),
        severity: own.unwrap_or(check.severity),
    }
}

pub(super) fn obligation_doc(obligation: &Obligation, policy: &Policy) -> RuleDoc {
    RuleDoc {
        code: obligation.code,
        name: obligation.name.clone(),
        title: obligation.title.clone(),
        what: obligation.what.clone(),
        why: obligation.why.clone(),
        formula: obligation.formula.clone(),
        fix: obligation.fix.clone(),
        source: obligation.source.clone(),
        needs: obligation_needs(obligation, policy),
        severity: obligation.severity,
    }
}

/// The columns without which an obligation is not evaluated.
fn obligation_needs(obligation: &Obligation, policy: &Policy) -> Vec<String> {
    let on = cases_of(policy, &obligation.duty);
    let mut needs: Vec<String> = Vec::new();
    if let Duty::Coverage(coverage) = &obligation.duty {
        needs = policy.obligation(coverage.of).map_or_else(Vec::new, |of| obligation_needs(of, policy));
    }
    // What chooses between limits may be absent: then the ordinary limit holds.
    let optional = |path: &str| {
        ["limit_by", "limit_when", "extended_limit", "due_column"].iter().any(|key| path.contains(key))
    };
    for (used, found) in uses(policy, obligation) {
        // Without an outcome the verdicts stay open, and the rule runs.
        if !optional(&used.path) && found.field != Field::Outcome {
            needs.push(column(found.subject, key_of(policy, found)));
        }
    }
    match &obligation.duty {
        Duty::Deadline(deadline) => {
            let visits = deadline.stages.iter().filter_map(wants_visit);
            needs.extend(visits.flat_map(|wanted| visit_needs(wanted, on)));
        }
        Duty::Recurrence(_) => needs.extend([
            column(Subject::Customers, Field::Id.key()),
            column(Subject::Visits, Field::CustomerId.key()),
            column(Subject::Visits, Field::VisitedAt.key()),
        ]),
        Duty::Coverage(_) => {}
    }
    let mut seen = Vec::new();
    needs.retain(|need| {
        let is_new = !seen.contains(need);
        seen.push(need.clone());
        is_new
    });
    needs
}

fn visit_needs(wanted: &WantedVisit, on: Subject) -> Vec<String> {
    let tie = match wanted.by {
        MatchBy::Complaint => Field::ComplaintId,
        MatchBy::Customer => Field::CustomerId,
    };
    let mut needs = vec![column(Subject::Visits, tie.key()), column(Subject::Visits, Field::VisitedAt.key())];
    if wanted.by == MatchBy::Customer && on == Subject::Complaints {
        needs.insert(0, column(on, tie.key()));
    }
    needs
}

fn column(subject: Subject, field: &str) -> String {
    format!("{}.{field}", subject.key())
}
