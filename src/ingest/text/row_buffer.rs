//! Rows put together cell by cell, for sources that have cells instead of bytes.

use super::records::{Quoting, Record, Span};

/// A row put together cell by cell, for sources that have cells instead of bytes.
#[derive(Debug, Default)]
pub(in crate::ingest) struct RowBuffer {
    bytes: Vec<u8>,
    spans: Vec<Span>,
}

impl RowBuffer {
    /// Adds the next cell, a text.
    pub(in crate::ingest) fn push(&mut self, cell: &str) {
        self.push_as(cell, Quoting::Plain);
    }

    /// Adds the next cell, which the workbook holds as a number.
    pub(in crate::ingest) fn push_number(&mut self, cell: &str) {
        self.push_as(cell, Quoting::Number);
    }

    /// Adds the next cell, a formula without a value.
    pub(in crate::ingest) fn push_uncomputed(&mut self) {
        self.push_as("", Quoting::Uncomputed);
    }

    fn push_as(&mut self, cell: &str, quoting: Quoting) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(cell.as_bytes());
        let narrow = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        self.spans.push(Span { start: narrow(start), end: narrow(self.bytes.len()), quoting });
    }

    /// Adds empty cells up to `width`.
    pub(in crate::ingest) fn pad(&mut self, width: usize) {
        while self.len() < width {
            self.push("");
        }
    }

    /// Adds the cells of another row.
    pub(in crate::ingest) fn append(&mut self, row: &Self) {
        let shift = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(&row.bytes);
        self.spans.extend(row.spans.iter().map(|span| Span {
            start: span.start + shift,
            end: span.end + shift,
            quoting: span.quoting,
        }));
    }

    /// Some of the cells as a record.
    pub(in crate::ingest) fn part(&self, cells: std::ops::Range<usize>) -> Record<'_> {
        Record::of_cells(&self.bytes, &self.spans[cells])
    }

    /// The bytes of all cells.
    pub(in crate::ingest) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// How many cells it has.
    pub(in crate::ingest) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The cells as a record.
    pub(in crate::ingest) fn record(&self) -> Record<'_> {
        Record::of_cells(&self.bytes, &self.spans)
    }

    /// Empties it for the next row.
    pub(in crate::ingest) fn clear(&mut self) {
        self.bytes.clear();
        self.spans.clear();
    }
}
