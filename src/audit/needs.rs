//! Which columns an audit looks at, so that no other is kept in memory.

use std::collections::HashSet;

use crate::dataset::Field;
use crate::model::{Code, Subject};
use crate::policy::{Duty, MatchBy, Obligation, Policy};

use super::checks::{REGISTRY, judged_by, val003_unknown_value};
use super::deadline::wants_visit;
use super::names::{cases_of, named, uses};
use super::request::Selection;

/// The check that looks at the fields which the policy wants in the record of a visit.
const VISIT_RECORDS: Code = Code::literal("CBK008");

/// The columns that the selected rules of a policy, and the findings they make, look at.
#[must_use]
pub fn wanted_fields(policy: &Policy, selection: &Selection) -> HashSet<(Subject, Field)> {
    // What every finding states, and what ties visits to complaints.
    let mut wanted = HashSet::from([
        (Subject::Complaints, Field::Branch),
        (Subject::Complaints, Field::Handler),
        (Subject::Visits, Field::ComplaintId),
        (Subject::Visits, Field::Outcome),
        (Subject::Customers, Field::Branch),
        (Subject::Customers, Field::Agent),
    ]);
    for check in REGISTRY.iter().filter(|check| selection.includes(check.code)) {
        wanted.extend(check.needs.iter().chain(check.uses));
        for obligation in judged_by(check.code, policy) {
            add_obligation(policy, obligation, &mut wanted);
        }
    }
    for (export, fields) in &policy.required {
        let Some(subject) = Subject::export(export) else { continue };
        wanted.extend(fields.iter().filter_map(|name| Some((subject, named(policy, subject, name)?.field))));
    }
    let visit_fields = policy.visit_fields.iter().filter(|_| selection.includes(VISIT_RECORDS));
    wanted.extend(
        visit_fields.filter_map(|name| Some((Subject::Visits, named(policy, Subject::Visits, name)?.field))),
    );
    if selection.includes(val003_unknown_value::CHECK.code) {
        wanted.extend(val003_unknown_value::columns(policy));
    }
    if policy.event_log.is_some() {
        wanted.insert((Subject::Complaints, Field::Status));
    }
    let counted = |code: Code| {
        let counts = |duty: &Duty| matches!(duty, Duty::Coverage(coverage) if coverage.of == code);
        policy.obligations.iter().any(|other| counts(&other.duty) && selection.includes(other.code))
    };
    let obligations = policy.obligations.iter();
    for obligation in obligations.filter(|it| selection.includes(it.code) || counted(it.code)) {
        add_obligation(policy, obligation, &mut wanted);
    }
    wanted
}

fn add_obligation(policy: &Policy, obligation: &Obligation, wanted: &mut HashSet<(Subject, Field)>) {
    let on = cases_of(policy, &obligation.duty);
    let mut by_customer = false;
    match &obligation.duty {
        Duty::Coverage(_) => {}
        Duty::Recurrence(_) => by_customer = true,
        Duty::Deadline(deadline) => {
            // A status can prove that the clock started, or stop it.
            if on == Subject::Complaints {
                wanted.insert((on, Field::Status));
            }
            let visits = deadline.stages.iter().filter_map(wants_visit);
            by_customer = visits.clone().any(|visit| visit.by == MatchBy::Customer);
        }
    }
    for (_, found) in uses(policy, obligation) {
        wanted.insert((found.subject, found.field));
        by_customer |= found.through_customer;
    }
    if by_customer {
        wanted.insert((Subject::Complaints, Field::CustomerId));
        wanted.insert((Subject::Visits, Field::CustomerId));
    }
}
