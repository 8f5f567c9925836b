//! A result table with totals, notes and the next step.

use std::io;

use super::super::{document_texts as words, texts, values};
use super::grid::Head;
use super::{Page, escape};
use crate::model::{ColumnKind, Lang, Table, Value};

/// Rows that are listed; a page of more is not read.
const MOST_ROWS: usize = 500;

/// Writes the table.
pub(super) fn write(page: &mut Page<'_>, table: &Table) -> io::Result<()> {
    let lang = page.lang;
    writeln!(page.out, "**{}**\n", escape::text(table.title.get(lang)))?;
    let is_figure = |kind| matches!(kind, ColumnKind::Count | ColumnKind::Rate | ColumnKind::Minutes);
    let heads: Vec<Head<'_>> =
        table.columns.iter().map(|column| (column.title.get(lang), is_figure(column.kind))).collect();
    page.heads(&heads)?;
    for row in table.rows.iter().take(MOST_ROWS) {
        page.escaped_row("", cells(table, row, lang))?;
    }
    if !table.totals.is_empty() {
        page.escaped_row("**", cells(table, &table.totals, lang))?;
    }
    writeln!(page.out)?;
    if table.rows.is_empty() && table.totals.is_empty() {
        page.paragraph(texts::NO_ROWS.get(lang))?;
    }
    page.cut(MOST_ROWS, table.rows.len())?;
    for note in &table.notes {
        page.paragraph(note.get(lang))?;
    }
    match table.next.get(lang) {
        "" => Ok(()),
        next => {
            let label = words::TO_DO.get(lang);
            writeln!(page.out, "> **{label}** {}\n", escape::text(next))
        }
    }
}

/// The cells of a row; sentences and words of the program are not cut.
fn cells<'t>(table: &'t Table, row: &'t [Value], lang: Lang) -> impl Iterator<Item = String> + 't {
    table.columns.iter().zip(row).map(move |(column, value)| {
        let shown = values::shown(value, 0, lang);
        if column.kind == ColumnKind::Prose || matches!(value, Value::Label(_)) {
            escape::prose(shown.trim())
        } else {
            escape::cell(shown.trim())
        }
    })
}
