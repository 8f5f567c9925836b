//! Which columns an audit looks at, so that no other is kept in memory.

use std::collections::HashSet;

use crate::dataset::Field;
use crate::model::Subject;
use crate::policy::{Duty, Expectation, Policy};

use super::checks::REGISTRY;
use super::request::Selection;

/// The columns that the selected rules of a policy, and the findings they make, look at.
#[must_use]
pub fn wanted_fields(policy: &Policy, selection: &Selection) -> HashSet<(Subject, Field)> {
    // What every finding states, and what ties visits to complaints.
    let mut wanted = HashSet::from([
        (Subject::Complaints, Field::Branch),
        (Subject::Complaints, Field::Handler),
        (Subject::Visits, Field::ComplaintId),
        (Subject::Visits, Field::Outcome),
    ]);
    for check in REGISTRY.iter().filter(|check| selection.includes(check.code)) {
        wanted.extend(check.needs.iter().chain(check.uses));
    }
    for (export, fields) in &policy.required {
        let subject = if export == Subject::Visits.key() { Subject::Visits } else { Subject::Complaints };
        wanted.extend(fields.iter().filter_map(|name| Some((subject, Field::from_key(name)?))));
    }
    for obligation in &policy.obligations {
        let names: Vec<&String> = match &obligation.duty {
            Duty::Coverage { by, .. } => vec![by],
            Duty::Deadline(deadline) => {
                let limit = &deadline.limit;
                let target = match &deadline.expects {
                    Expectation::Field(field) => Some(field),
                    Expectation::Visit(_) => None,
                };
                let chosen = limit.by_field.iter().chain(limit.extended.as_ref().map(|(flag, _)| flag));
                [&deadline.trigger].into_iter().chain(target).chain(chosen).chain(&limit.due_column).collect()
            }
        };
        wanted
            .extend(names.into_iter().filter_map(|name| Some((Subject::Complaints, Field::from_key(name)?))));
        if matches!(&obligation.duty, Duty::Deadline(deadline) if deadline.triggered_by_status.is_some()) {
            wanted.insert((Subject::Complaints, Field::Status));
        }
    }
    wanted
}
