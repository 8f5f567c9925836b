//! A result table with its numbered title, totals and notes.

use std::io;

use super::super::{texts as shared, values};
use super::body::Body;
use super::grid::{Cell, Grid, Rows, Track};
use super::page::Sheet;
use super::paragraph::{self, Counted};
use super::texts;
use super::widths::Kind;
use crate::model::figures;
use crate::model::{ColumnKind, Lang, Rate, Severity, Table, Text, Value};

/// Writes the table, what it says under it, and what to do next.
pub(super) fn write(table: &Table, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    paragraph::caption(Counted::Table, table.title.get(lang), body)?;
    if table.rows.is_empty() && table.totals.is_empty() {
        paragraph::write("TableNote", shared::NO_ROWS.get(lang), body)?;
    } else {
        with_grid(table, lang, |grid| grid.write(body))?;
    }
    for note in &table.notes {
        paragraph::note(&texts::NOTE, note, body)?;
    }
    paragraph::note(&texts::NEXT, &table.next, body)?;
    paragraph::gap(body)
}

/// Whether the table has room on the sheet.
pub(super) fn fits(table: &Table, sheet: Sheet, lang: Lang) -> bool {
    with_grid(table, lang, |grid| grid.fits(sheet))
}

fn with_grid<T>(table: &Table, lang: Lang, show: impl FnOnce(&Grid<'_>) -> T) -> T {
    let rows = || -> Rows<'_> { Box::new(table.rows.iter().map(|row| cells(table, row, lang))) };
    let tracks = table.columns.iter().map(|column| Track {
        title: column.title.get(lang).to_owned(),
        kind: match column.kind {
            ColumnKind::Words => Kind::Words,
            ColumnKind::Prose => Kind::Prose,
            ColumnKind::Count | ColumnKind::Rate | ColumnKind::Minutes => Kind::Figures,
        },
    });
    let (tracks, totals) = (tracks.collect(), cells(table, &table.totals, lang));
    show(&Grid { tracks, rows: &rows, totals, drops_empty: false })
}

/// The cells of a row; sentences and words of the program are not cut.
fn cells(table: &Table, row: &[Value], lang: Lang) -> Vec<Cell> {
    let whole =
        |kind: ColumnKind, value: &Value| kind == ColumnKind::Prose || matches!(value, Value::Label(_));
    let each = table.columns.iter().zip(row);
    each.map(|(column, value)| Cell { is_whole: whole(column.kind, value), ..cell(value, lang) }).collect()
}

fn cell(value: &Value, lang: Lang) -> Cell {
    match value {
        Value::Label(label) => match severity(label) {
            Some(severity) => Cell::severity(severity, label.get(lang)),
            None => Cell::plain(label.get(lang)),
        },
        Value::Rate(rate) => {
            let (value, bounds) = rate_and_bounds(*rate);
            Cell { under: bounds, ..Cell::plain(value) }
        }
        value => Cell::plain(shown(value, lang)),
    }
}

/// A label that is the word of a severity.
fn severity(label: &Text) -> Option<Severity> {
    Severity::GRAVEST_FIRST.into_iter().find(|severity| severity.label() == *label)
}

/// A value in words and figures.
pub(super) fn shown(value: &Value, lang: Lang) -> String {
    match value {
        Value::Rate(rate) => rate_and_bounds(*rate).0,
        // A span stays on one line.
        Value::Minutes(_) => values::shown(value, 0, lang).replace(' ', "\u{a0}"),
        value => values::shown(value, 0, lang).into_owned(),
    }
}

/// A rate, and the bounds that undetermined cases leave open; the percent sign stays with its figure.
pub(super) fn rate_and_bounds(rate: Rate) -> (String, String) {
    let shown = figures::rate(Some(rate), 0);
    let (value, bounds) = match shown.split_once(" (") {
        Some((value, bounds)) => (value, format!("({bounds}")),
        None => (shown.as_str(), String::new()),
    };
    (value.replace(' ', "\u{a0}"), bounds)
}
