//! Which cells of a column hold nothing.

use crate::dataset::{BLANK_ID, BLANK_WORD, Field, Reading, Table, TimeColumn, UnreadableCell};

/// A column, looked at for blanks only.
pub(super) struct Blanks<'a> {
    field: Field,
    cells: Cells<'a>,
    /// Cells without a value that are not blank, by row.
    unreadable: &'a [UnreadableCell],
}

enum Cells<'a> {
    Ids(&'a [u64]),
    Words(&'a [u32]),
    Times(TimeColumn<'a>),
    Numbers(&'a [f64]),
}

impl<'a> Blanks<'a> {
    /// The blanks of a column; `None` where the export lacks it.
    pub(super) fn of(table: &'a Table, field: Field) -> Option<Self> {
        let cells = table
            .ids(field)
            .map(Cells::Ids)
            .or_else(|| table.words(field).map(Cells::Words))
            .or_else(|| table.times(field).map(Cells::Times))
            .or_else(|| table.numbers(field).map(Cells::Numbers))?;
        Some(Self { field, cells, unreadable: table.unreadable() })
    }

    /// Whether no cell is blank.
    pub(super) fn none(&self) -> bool {
        match &self.cells {
            Cells::Ids(ids) => !ids.contains(&BLANK_ID),
            Cells::Words(words) => !words.contains(&BLANK_WORD),
            Cells::Times(times) => !times.has_blanks(),
            Cells::Numbers(numbers) => !numbers.iter().any(|number| number.is_nan()),
        }
    }

    /// Whether the cell is empty. One whose text could not be used stands as blank and is not.
    pub(super) fn is_blank(&self, row: usize) -> bool {
        let blank = match &self.cells {
            Cells::Ids(ids) => ids[row] == BLANK_ID,
            Cells::Words(words) => words[row] == BLANK_WORD,
            Cells::Times(times) => times.reading(row) == Reading::Blank,
            Cells::Numbers(numbers) => numbers[row].is_nan(),
        };
        blank && !self.is_unreadable(row)
    }

    fn is_unreadable(&self, row: usize) -> bool {
        let from = self.unreadable.partition_point(|cell| (cell.row as usize) < row);
        let of_row = self.unreadable[from..].iter().take_while(|cell| cell.row as usize == row);
        of_row.into_iter().any(|cell| cell.field == self.field)
    }
}
