//! Which rows of an input are header, records, titles, totals, notes or nothing.
//!
//! Owns the layout of a page as offices make it: a title and an export time above the header, a header of
//! one or two rows, the header again on every printed page, totals and signatures below. Refuses to know
//! what a column means; it asks `columns` how well a row would serve as the header.

mod aside;
mod aside_text;
mod header;

pub(super) use aside::{Aside, KeyColumns, aside};
pub(super) use header::{Header, find_header};

use super::text::Record;
use super::values::{is_blank, trim};

/// A row of the beginning of an input, to find the header and to see what the columns look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SampleRow {
    /// The physical row, 1 = first line.
    pub(super) row: u32,
    /// The physical row after it: a record may go over several lines.
    pub(super) next_row: u32,
    /// The trimmed texts of its cells.
    pub(super) cells: Vec<String>,
}

impl SampleRow {
    /// The row of a record.
    pub(super) fn new(record: &Record<'_>, row: u32, next_row: u32) -> Self {
        let cells = (0..record.len())
            .map(|column| String::from_utf8_lossy(trim(&record.cell(column))).into_owned())
            .collect();
        Self { row, next_row, cells }
    }

    /// Whether no cell has a value.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| is_blank(cell.as_bytes()))
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

/// Whether no cell of the row has a value.
pub(super) fn is_blank_row(record: &Record<'_>) -> bool {
    (0..record.len()).all(|column| is_blank(trim(&record.cell(column))))
}
