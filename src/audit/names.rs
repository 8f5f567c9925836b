//! From the names a policy uses to fields of an export.
//!
//! Owns the two ways a name is written: `status` is a field of the record itself, `customers.class` one
//! of its customer. An own column of the policy goes by the slot it was given.

use crate::dataset::Field;
use crate::model::Subject;
use crate::policy::{Condition, Coverage, Deadline, Duty, Expectation, Obligation, Policy, Stage, WordTable};

/// What a name of a policy stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Named {
    /// Whose field it is.
    pub(super) subject: Subject,
    /// The field.
    pub(super) field: Field,
    /// Whether it is the field of the record's customer and not its own.
    pub(super) through_customer: bool,
}

/// The prefix of a field of the record's customer.
const OF_CUSTOMER: &str = "customers.";

/// The field of a record of `subject` that `name` stands for; `None` if there is none.
pub(super) fn named(policy: &Policy, subject: Subject, name: &str) -> Option<Named> {
    let (subject, name, through_customer) = match name.strip_prefix(OF_CUSTOMER) {
        Some(name) => (Subject::Customers, name, subject != Subject::Customers),
        None => (subject, name, false),
    };
    let own = policy.fields.iter().find(|own| own.export == subject && own.key == name);
    let field = Field::from_key(own.map_or(name, |own| own.slot.as_str()))?;
    Some(Named { subject, field, through_customer })
}

/// The policy's words of a field; those of an own column go by its own name.
pub(super) fn words_of(policy: &Policy, found: Named) -> Option<&WordTable> {
    let own = policy.fields.iter().find(|own| own.export == found.subject && own.slot == found.field.key());
    policy.words.get(own.map_or(found.field.key(), |own| own.key.as_str()))
}

/// A name with the place where the policy uses it, such as `RSP001.trigger`.
pub(super) struct Use<'a> {
    /// The key path.
    pub(super) path: String,
    /// Whose record it is used on.
    pub(super) subject: Subject,
    /// The name.
    pub(super) name: &'a str,
    /// What the field must hold.
    pub(super) role: Role,
}

/// What a name is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A point in time.
    Time,
    /// The words that make groups.
    Group,
    /// A condition on the value.
    Condition,
}

/// Every field an obligation names, in the order of the file.
pub(super) fn uses(obligation: &Obligation) -> Vec<Use<'_>> {
    let code = obligation.code.to_string();
    match &obligation.duty {
        Duty::Deadline(deadline) => deadline_uses(&code, deadline),
        Duty::Recurrence(recurrence) => {
            let mut uses = conditions(format!("{code}.where"), Subject::Customers, &recurrence.population);
            for (place, wanted) in recurrence.requirements.iter().enumerate() {
                let path = format!("{code}.recurrence.requirements[{place}].visit");
                uses.extend(conditions(path, Subject::Visits, &wanted.conditions));
            }
            uses
        }
        // The export of its groups is that of the obligation it counts; see `coverage_use`.
        Duty::Coverage(_) => Vec::new(),
    }
}

/// The field that makes a coverage's groups, on the records of `subject`.
pub(super) fn coverage_use<'a>(obligation: &Obligation, coverage: &'a Coverage, subject: Subject) -> Use<'a> {
    let path = format!("{}.coverage.by", obligation.code);
    Use { path, subject, name: &coverage.by, role: Role::Group }
}

/// The export whose rows an obligation's cases are.
pub(super) fn cases_of(policy: &Policy, duty: &Duty) -> Subject {
    match duty {
        Duty::Deadline(deadline) => deadline.on,
        Duty::Recurrence(_) => Subject::Customers,
        Duty::Coverage(coverage) => policy
            .obligation(coverage.of)
            .map_or(Subject::Complaints, |counted| cases_of(policy, &counted.duty)),
    }
}

fn deadline_uses<'a>(code: &str, deadline: &'a Deadline) -> Vec<Use<'a>> {
    let on = deadline.on;
    let time = |path: String, name: &'a str| Use { path, subject: on, name, role: Role::Time };
    let mut uses = vec![time(format!("{code}.trigger"), &deadline.trigger)];
    uses.extend(conditions(format!("{code}.where"), on, &deadline.population));
    for stage in &deadline.stages {
        match &stage.expects {
            Expectation::Field(field) => uses.push(time(format!("{code}.expects.field"), field)),
            Expectation::Visit(wanted) => {
                uses.extend(conditions(format!("{code}.expects.visit"), Subject::Visits, &wanted.conditions));
            }
        }
        uses.extend(limit_uses(code, on, stage));
    }
    uses
}

fn limit_uses<'a>(code: &str, on: Subject, stage: &'a Stage) -> Vec<Use<'a>> {
    let mut uses = Vec::new();
    for version in &stage.versions {
        let rule = &version.rule;
        for case in &rule.cases {
            let key = if case.is_extension { "extended_limit" } else { "limit_when" };
            uses.extend(conditions(format!("{code}.{key}"), on, &case.when));
        }
        if let Some(name) = &rule.due_column {
            uses.push(Use { path: format!("{code}.due_column"), subject: on, name, role: Role::Time });
        }
    }
    uses
}

fn conditions(path: String, subject: Subject, conditions: &[Condition]) -> Vec<Use<'_>> {
    conditions
        .iter()
        .map(|condition| Use { path: path.clone(), subject, name: &condition.field, role: Role::Condition })
        .collect()
}
