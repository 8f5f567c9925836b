//! The texts of all rules, from the one place where each is defined.

use crate::dataset::Field;
use crate::model::{RuleDoc, Subject};
use crate::policy::{Duty, Expectation, Obligation, Policy};

use super::checks::{Check, REGISTRY};

/// Every rule that an audit under `policy` can run, in the order of codes.
#[must_use]
pub fn rule_docs(policy: &Policy) -> Vec<RuleDoc> {
    let obligations = policy.obligations.iter().map(|obligation| obligation_doc(obligation, policy));
    let mut docs: Vec<RuleDoc> = obligations.chain(REGISTRY.iter().map(|check| check_doc(check))).collect();
    docs.sort_by_key(|doc| doc.code);
    docs
}

pub(super) fn check_doc(check: &Check) -> RuleDoc {
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
        severity: check.severity,
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

fn obligation_needs(obligation: &Obligation, policy: &Policy) -> Vec<String> {
    match &obligation.duty {
        Duty::Coverage { of, by, .. } => {
            let mut needs = policy.obligation(*of).map_or_else(Vec::new, |of| obligation_needs(of, policy));
            needs.push(column(Subject::Complaints, by));
            needs
        }
        Duty::Deadline(deadline) => {
            let trigger = column(Subject::Complaints, &deadline.trigger);
            match &deadline.expects {
                Expectation::Field(field) => vec![trigger, column(Subject::Complaints, field)],
                Expectation::Visit(_) => vec![
                    trigger,
                    column(Subject::Visits, Field::ComplaintId.key()),
                    column(Subject::Visits, Field::VisitedAt.key()),
                ],
            }
        }
    }
}

fn column(subject: Subject, field: &str) -> String {
    format!("{}.{field}", subject.key())
}
