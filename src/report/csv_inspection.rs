//! How inputs are read, as CSV: one row for each column.
//!
//! An input without columns has one row all the same, with what is wrong with it. Rows set aside or
//! rejected are no columns and stand in JSON only.

use std::io::Write;

use super::csv_out::{safe, started};
use super::{ReportError, View};
use crate::model::{ColumnView, Inspection, Lang, Text};

const COLUMNS: [&str; 17] = [
    "file",
    "sheet",
    "kind",
    "letter",
    "header",
    "field",
    "title",
    "why",
    "holds",
    "filled",
    "blank",
    "unreadable",
    "forms",
    "examples",
    "notes",
    "masked",
    "problem",
];

/// Writes every column of every input.
pub(super) fn write(inspections: &[Inspection], view: &View, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut csv = started(view, out)?;
    csv.write_record(COLUMNS)?;
    for seen in inspections {
        for column in &seen.columns {
            csv.write_record(record(seen, Some(column), view.lang))?;
        }
        if seen.columns.is_empty() {
            csv.write_record(record(seen, None, view.lang))?;
        }
    }
    Ok(csv.flush()?)
}

fn record(seen: &Inspection, column: Option<&ColumnView>, lang: Lang) -> [String; 17] {
    let text = |text: Option<&str>| safe(text.unwrap_or_default()).into_owned();
    let of = |part: fn(&ColumnView) -> &str| text(column.map(part));
    let wording = |part: fn(&ColumnView) -> &Text| text(column.map(|column| part(column).get(lang)));
    let count =
        |part: fn(&ColumnView) -> u64| column.map_or_else(String::new, |column| part(column).to_string());
    let joined = |part: &dyn Fn(&ColumnView) -> Vec<String>| {
        safe(&column.map_or_else(Vec::new, part).join("; ")).into_owned()
    };
    let title = column.and_then(|column| column.title.as_ref());
    [
        text(Some(&seen.file)),
        text(seen.sheet.as_deref()),
        text(seen.kind.map(|kind| kind.key())),
        of(|column| &column.letter),
        of(|column| &column.header),
        of(|column| column.field.unwrap_or_default()),
        text(title.map(|title| title.get(lang))),
        wording(|column| &column.why),
        wording(|column| &column.holds),
        count(|column| column.filled),
        count(|column| column.blank),
        count(|column| column.unreadable),
        joined(&|column| {
            column.forms.iter().map(|(form, count)| format!("{}={count}", form.get(lang))).collect()
        }),
        joined(&|column| column.examples.clone()),
        joined(&|column| column.notes.iter().map(|note| note.get(lang).to_owned()).collect()),
        column.map_or_else(String::new, |column| column.masked.to_string()),
        text(seen.problem.as_ref().map(|problem| problem.get(lang))),
    ]
}
