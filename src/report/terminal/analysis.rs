//! The table of an analysis: title, rows, totals, how to read it, what to do next.

use std::io;

use super::super::{texts, values};
use super::grid::{Cell, Grid};
use super::layout::Track;
use super::screen::{Paint, Screen};
use crate::model::figures;
use crate::model::{Column, ColumnKind, Lang, Table, Value};

/// The lines a sentence may take; whoever writes more is cut.
const PROSE_LINES: usize = 40;

/// Prints the table with its first `most` rows; the totals are of all.
pub(super) fn print(table: &Table, most: usize, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    screen.lines("", table.title.get(lang), Paint::Heading)?;
    let tracks = table.columns.iter().enumerate().map(|(at, column)| track(column, at, lang));
    let mut grid = Grid::new(tracks.collect());
    let bounds: Vec<usize> = (0..table.columns.len()).map(|at| bounds_width(table, at)).collect();
    let cells =
        |row: &[Value]| row.iter().zip(&bounds).map(|(value, &bounds)| cell(value, bounds, lang)).collect();
    for row in table.rows.iter().take(most) {
        grid.row(cells(row));
    }
    if table.rows.is_empty() {
        grid.row(cells(&table.totals));
    } else {
        grid.totals(cells(&table.totals));
    }
    grid.print(screen)?;
    let grouped = table.columns.first().is_some_and(|column| column.kind == ColumnKind::Words);
    if table.rows.is_empty() && grouped {
        screen.lines("", texts::NO_ROWS.get(lang), Paint::Faint)?;
    }
    if table.rows.len() > most {
        let (shown, all) = (figures::grouped(most as u64), figures::grouped(table.rows.len() as u64));
        screen.item(&texts::shown_groups(lang, &shown, &all), Paint::Plain)?;
    }
    for note in &table.notes {
        screen.item(note.get(lang), Paint::Plain)?;
    }
    match table.next.get(lang) {
        "" => Ok(()),
        next => screen.lines("→ ", next, Paint::Plain),
    }
}

/// The first column names the row and stays, and rates are what people came for; of the others the
/// last goes first.
fn track(column: &Column, at: usize, lang: Lang) -> Track {
    let title = column.title.get(lang);
    let rank = match column.kind {
        ColumnKind::Rate => 1,
        _ => u8::try_from(at).unwrap_or(u8::MAX).saturating_mul(2),
    };
    let track = match column.kind {
        ColumnKind::Words => Track::words(title).shrinks(10, 2, 2),
        // Sentences give way first, the longest of them most, and lose nothing by it.
        ColumnKind::Prose => return Track::words(title).shrinks(8, PROSE_LINES, 1),
        ColumnKind::Count | ColumnKind::Minutes => Track::figures(title),
        ColumnKind::Rate => Track::figures(title).shrinks(12, 2, 1),
    };
    track.drops(rank)
}

fn bounds_width(table: &Table, at: usize) -> usize {
    let values = table.rows.iter().chain([&table.totals]).filter_map(|row| row.get(at));
    figures::bounds_width(values.filter_map(|value| match value {
        Value::Rate(rate) => Some(*rate),
        _ => None,
    }))
}

fn cell(value: &Value, bounds_width: usize, lang: Lang) -> Cell {
    Cell::plain(&values::shown(value, bounds_width, lang))
}
