//! How inputs are read, for programs. Public like the shapes of `v1`: keys may be added, none may go.

use serde::{Serialize, Serializer};

use super::super::View;
use super::audit::rows;
use super::v1::{Rows, SCHEMA_VERSION, Tool};
use crate::model::{AbsentField, Chosen, ColumnView, Inspection, Lang, Reject, SetAside};

/// The document of an inspection.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    schema_version: u32,
    tool: Tool<'a>,
    inputs: Vec<Input<'a>>,
}

#[derive(Serialize)]
struct Input<'a> {
    kind: Option<&'a str>,
    file: &'a str,
    sheet: Option<&'a str>,
    format: Option<&'a str>,
    compression: Option<&'a str>,
    encoding: Option<Choice<'a>>,
    delimiter: Option<Choice<'a>>,
    date_order: Option<Choice<'a>>,
    sheets: Vec<Sheet<'a>>,
    decided_by: &'a str,
    header_rows: &'a [u32],
    rows: Rows,
    columns: Vec<Column<'a>>,
    absent: Vec<Absent<'a>>,
    set_aside: Aside<'a>,
    rejects: Rejected<'a>,
    notes: Vec<&'a str>,
    problem: Option<&'a str>,
    gaps: Vec<String>,
}

#[derive(Serialize)]
struct Choice<'a> {
    name: &'a str,
    why: &'a str,
}

#[derive(Serialize)]
struct Sheet<'a> {
    name: &'a str,
    read: bool,
    hidden: bool,
}

#[derive(Serialize)]
struct Column<'a> {
    letter: &'a str,
    header: &'a str,
    field: Option<&'a str>,
    title: Option<&'a str>,
    why: &'a str,
    holds: &'a str,
    filled: u64,
    blank: u64,
    unreadable: u64,
    forms: Vec<Form<'a>>,
    examples: &'a [String],
    notes: Vec<&'a str>,
    masked: bool,
}

#[derive(Serialize)]
struct Form<'a> {
    form: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct Absent<'a> {
    field: &'a str,
    title: &'a str,
    needed_by: Vec<&'a str>,
}

/// Rows that are no records, which may be many.
struct Aside<'a> {
    rows: &'a [SetAside],
    lang: Lang,
}

impl Serialize for Aside<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows.iter().map(|row| AsideRow {
            row: row.row,
            what: row.what.get(self.lang),
            text: &row.text,
        }))
    }
}

#[derive(Serialize)]
struct AsideRow<'a> {
    row: u32,
    what: &'a str,
    text: &'a str,
}

/// Rows that could not be used, which may be as many as there are.
struct Rejected<'a> {
    rejects: &'a [Reject],
    lang: Lang,
}

impl Serialize for Rejected<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rejects.iter().map(|reject| RejectedRow {
            row: reject.row,
            reason: reject.reason.get(self.lang),
            text: &reject.text,
        }))
    }
}

#[derive(Serialize)]
struct RejectedRow<'a> {
    row: u32,
    reason: &'a str,
    text: &'a str,
}

/// The document of what was seen.
pub(super) fn document<'a>(inspections: &'a [Inspection], view: &View) -> Document<'a> {
    Document {
        schema_version: SCHEMA_VERSION,
        tool: Tool { name: "hearback", version: view.tool_version },
        inputs: inspections.iter().map(|seen| input(seen, view.lang)).collect(),
    }
}

fn input(seen: &Inspection, lang: Lang) -> Input<'_> {
    Input {
        kind: seen.kind.map(|kind| kind.key()),
        file: &seen.file,
        sheet: seen.sheet.as_deref(),
        format: (!seen.format.is_empty()).then_some(seen.format),
        compression: seen.compression,
        encoding: choice(seen.encoding.as_ref(), lang),
        delimiter: choice(seen.delimiter.as_ref(), lang),
        date_order: choice(seen.date_order.as_ref(), lang),
        sheets: seen
            .sheets
            .iter()
            .map(|sheet| Sheet { name: &sheet.name, read: sheet.read, hidden: sheet.hidden })
            .collect(),
        decided_by: seen.decided_by.get(lang),
        header_rows: &seen.header_rows,
        rows: rows(&seen.rows),
        columns: seen.columns.iter().map(|each| column(each, lang)).collect(),
        absent: seen.absent.iter().map(|field| absent(field, lang)).collect(),
        set_aside: Aside { rows: &seen.set_aside, lang },
        rejects: Rejected { rejects: &seen.rejects, lang },
        notes: seen.notes.iter().map(|note| note.get(lang)).collect(),
        problem: seen.problem.as_ref().map(|problem| problem.get(lang)),
        gaps: seen.gaps().iter().map(|gap| gap.get(lang).to_owned()).collect(),
    }
}

fn choice(chosen: Option<&Chosen>, lang: Lang) -> Option<Choice<'_>> {
    chosen.map(|chosen| Choice { name: &chosen.name, why: chosen.why.get(lang) })
}

fn column(column: &ColumnView, lang: Lang) -> Column<'_> {
    Column {
        letter: &column.letter,
        header: &column.header,
        field: column.field,
        title: column.title.as_ref().map(|title| title.get(lang)),
        why: column.why.get(lang),
        holds: column.holds.get(lang),
        filled: column.filled,
        blank: column.blank,
        unreadable: column.unreadable,
        forms: column
            .forms
            .iter()
            .map(|(form, count)| Form { form: form.get(lang), count: *count })
            .collect(),
        examples: &column.examples,
        notes: column.notes.iter().map(|note| note.get(lang)).collect(),
        masked: column.masked,
    }
}

fn absent(field: &AbsentField, lang: Lang) -> Absent<'_> {
    Absent {
        field: field.field,
        title: field.title.get(lang),
        needed_by: field.needed_by.iter().map(|code| code.as_str()).collect(),
    }
}
