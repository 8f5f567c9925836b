//! What the policy's names come to in this dataset, and why a rule cannot run.

use crate::dataset::{Dataset, Field};
use crate::model::{Subject, Text};
use crate::policy::{Policy, WordTable};

use super::super::names::named;

/// Why a rule cannot be bound.
#[derive(Debug)]
pub(in crate::audit) enum BindError {
    /// The export lacks a column, or there is no such export.
    Absent(Text),
    /// The policy names something that does not exist.
    Policy(Text),
}

/// What each word of the dataset means in a field, by word code.
pub(in crate::audit) fn meanings<'a>(
    dataset: &Dataset,
    table: Option<&'a WordTable>,
) -> Vec<Option<&'a str>> {
    (0..dataset.words.len())
        .map(|code| {
            let word = dataset.words.text(u32::try_from(code).unwrap_or(u32::MAX));
            table.and_then(|table| table.meaning(&word))
        })
        .collect()
}

/// The field a policy names.
pub(in crate::audit) fn named_field(
    policy: &Policy,
    subject: Subject,
    name: &str,
) -> Result<Field, BindError> {
    named(policy, subject, name).map(|found| found.field).ok_or_else(|| unknown_name(name))
}

/// The policy names a field that does not exist.
pub(in crate::audit) fn unknown_name(name: &str) -> BindError {
    BindError::Policy(Text::owned(
        format!("制度提到的字段 {name} 不存在"),
        format!("the policy speaks of the field {name}, which does not exist"),
    ))
}

/// Why a rule was not evaluated: a column is absent.
pub(in crate::audit) fn no_column(subject: Subject, field: Field) -> Text {
    let (zh, en) = crate::dataset::field_def(subject, field)
        .map_or((field.key(), field.key()), |def| (def.title.zh.as_ref(), def.title.en.as_ref()));
    Text::owned(
        format!("{}表没有“{zh}”列（{}）", subject.label().zh, field.key()),
        format!("the {} export has no column for {en} ({})", subject.label().en, field.key()),
    )
}

/// Why a rule was not evaluated: there is no such export.
pub(in crate::audit) fn no_table(subject: Subject) -> Text {
    let label = subject.label();
    Text::owned(format!("没有给出{}表", label.zh), format!("no {} export was given", label.en))
}

/// Why a rule was not evaluated: there is no visits export.
pub(in crate::audit) fn no_visits() -> Text {
    no_table(Subject::Visits)
}
