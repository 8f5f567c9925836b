//! From the names a policy uses to fields of an export.
//!
//! Owns the two ways a name is written: `status` is a field of the record itself, `customers.class` one
//! of its customer. An own column of the policy goes by the slot it was given.

use crate::dataset::Field;
use crate::model::{Subject, Text};
use crate::policy::{Duty, FieldUse, Obligation, OwnField, Policy, WordTable};

use super::deadline::no_column;

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
    policy.words.get(key_of(policy, found))
}

/// What a policy calls a field: an own column goes by its own name.
pub(super) fn key_of(policy: &Policy, found: Named) -> &str {
    own_column(policy, found).map_or(found.field.key(), |own| own.key.as_str())
}

/// Why a rule was not evaluated: the column that the policy names is absent.
pub(super) fn lacks(policy: &Policy, found: Named) -> Text {
    let Some(own) = own_column(policy, found) else { return no_column(found.subject, found.field) };
    let label = found.subject.label();
    Text::owned(
        format!("{}表没有制度自定的“{}”列（{}）", label.zh, own.title.zh, own.key),
        format!("the {} export has no column for the policy's own {} ({})", label.en, own.title.en, own.key),
    )
}

fn own_column(policy: &Policy, found: Named) -> Option<&OwnField> {
    policy.fields.iter().find(|own| own.export == found.subject && own.slot == found.field.key())
}

/// Every field an obligation names, with the place where it does.
pub(super) fn uses(policy: &Policy, obligation: &Obligation) -> Vec<(FieldUse, Named)> {
    let of_obligation = format!("{}.", obligation.code);
    let on = cases_of(policy, &obligation.duty);
    let uses = policy.field_uses().into_iter().filter(|used| used.path.starts_with(&of_obligation));
    uses.filter_map(|used| {
        let mut found = named(policy, used.of?, &used.field)?;
        found.through_customer = found.subject == Subject::Customers && on != Subject::Customers;
        Some((used, found))
    })
    .collect()
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
