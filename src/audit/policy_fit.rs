//! Whether a policy speaks of fields and words that exist: a slip there must not silence a rule.

use crate::dataset::{Field, Holds, field_def};
use crate::model::{Subject, Text};
use crate::policy::{Deadline, Duty, Expectation, Policy, WordTable};

/// Checks every name in the policy against the field table and its own word tables.
///
/// # Errors
/// Names the first one that does not fit, and where it stands.
pub(super) fn check(policy: &Policy) -> Result<(), Text> {
    for (export, fields) in &policy.required {
        let place = format!("required.{export}");
        let subject = subject_of(export).ok_or_else(|| unknown(&place, export, "complaints, visits"))?;
        for name in fields {
            field_of(subject, name, &place)?;
        }
    }
    for name in policy.words.keys() {
        Field::from_key(name).ok_or_else(|| unknown("words", name, "field names"))?;
    }
    for obligation in &policy.obligations {
        let place = obligation.code.to_string();
        match &obligation.duty {
            Duty::Coverage { by, .. } => holding(by, Holds::Word, &place)?,
            Duty::Deadline(deadline) => check_deadline(policy, deadline, &place)?,
        }
    }
    Ok(())
}

fn check_deadline(policy: &Policy, deadline: &Deadline, place: &str) -> Result<(), Text> {
    holding(&deadline.trigger, Holds::Time, place)?;
    if let Expectation::Field(field) = &deadline.expects {
        holding(field, Holds::Time, place)?;
    }
    if let Some(meaning) = &deadline.triggered_by_status {
        meaning_of(policy, Field::Status.key(), meaning, place)?;
    }
    let limit = &deadline.limit;
    if let Some(field) = &limit.due_column {
        holding(field, Holds::Time, place)?;
    }
    if let Some(field) = &limit.by_field {
        holding(field, Holds::Word, place)?;
        for (meaning, _) in &limit.by_word {
            meaning_of(policy, field, meaning, place)?;
        }
    }
    if let Some((flag, _)) = &limit.extended {
        holding(flag, Holds::Word, place)?;
        meaning_of(policy, flag, "yes", place)?;
    }
    Ok(())
}

fn subject_of(export: &str) -> Option<Subject> {
    [Subject::Complaints, Subject::Visits].into_iter().find(|subject| subject.key() == export)
}

fn field_of(subject: Subject, name: &str, place: &str) -> Result<Holds, Text> {
    let def = Field::from_key(name).and_then(|field| field_def(subject, field));
    def.map(|def| def.holds).ok_or_else(|| {
        let known: Vec<&str> = crate::dataset::fields_of(subject).map(|def| def.field.key()).collect();
        unknown(place, name, &known.join(", "))
    })
}

/// The complaints' field `name` has to hold such values.
fn holding(name: &str, holds: Holds, place: &str) -> Result<(), Text> {
    if field_of(Subject::Complaints, name, place)? == holds {
        return Ok(());
    }
    let known: Vec<&str> = crate::dataset::fields_of(Subject::Complaints)
        .filter(|def| def.holds == holds)
        .map(|def| def.field.key())
        .collect();
    Err(unknown(place, name, &known.join(", ")))
}

fn meaning_of(policy: &Policy, field: &str, meaning: &str, place: &str) -> Result<(), Text> {
    let table = policy.words.get(field);
    if table.is_some_and(|table| table.example(meaning).is_some()) {
        return Ok(());
    }
    let known: Vec<&str> = table.map_or_else(Vec::new, WordTable::all_meanings);
    Err(unknown(place, meaning, &format!("words.{field}: {}", known.join(", "))))
}

fn unknown(place: &str, name: &str, known: &str) -> Text {
    Text::owned(
        format!("制度的 {place} 提到 {name}，此处不可用；可用的有：{known}"),
        format!("the policy's {place} names {name}, which does not fit there; known: {known}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generic_policy_fits() {
        let policy = Policy::generic().expect("the policy loads");
        assert_eq!(check(&policy), Ok(()));
    }

    #[test]
    fn a_slip_is_named() {
        let text = include_str!("../policy/generic.toml");
        for (right, wrong, slip) in [
            ("urgent = \"2h\"", "urgnt = \"2h\"", "urgnt"),
            ("\"visited_at\", \"visitor\"]", "\"visited_at\", \"visitr\"]", "visitr"),
            ("triggered_by_status = \"closed\"", "triggered_by_status = \"clsd\"", "clsd"),
            ("[words.status]", "[words.statos]", "statos"),
            ("due_column = \"due_at\"", "due_column = \"status\"", "CLS001 names status"),
            ("flag = \"extension_approved\"", "flag = \"severity\"", "CLS001 names yes"),
            ("by = \"branch\"", "by = \"closed_at\"", "CLS002 names closed_at"),
            ("trigger = \"closed_at\"", "trigger = \"closed\"", "CBK001 names closed"),
        ] {
            assert!(text.contains(right), "{right}");
            let policy = Policy::from_toml("slip", &text.replace(right, wrong)).expect("TOML is in order");
            let said = check(&policy).expect_err(wrong);
            assert!(said.en.contains(slip), "{wrong}: {}", said.en);
        }
    }
}
