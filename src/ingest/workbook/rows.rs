//! Cells in the order of the sheet, put together to rows.
//!
//! Owns which rows are given out: every one from the first to the last with a value. Refuses cells out
//! of order or outside any sheet.

use calamine::DataRef;

use crate::model::Text;

use super::super::error::Problem;
use super::super::text::RowBuffer;
use super::cell::CellWriter;
use super::limits::{Limits, too_many};

/// Rows and columns of the largest sheet there is.
pub(super) const MOST_ROWS: u32 = 1 << 20;
pub(super) const MOST_COLUMNS: u32 = 1 << 14;

/// Takes cells and hands out rows.
pub(super) struct Rows<F> {
    each: F,
    row: RowBuffer,
    /// The row being put together, 1 = first.
    current: u32,
    /// Empty cells put in so far.
    empty: u64,
    most_empty: u64,
    stopped: bool,
}

impl<F: FnMut(&RowBuffer, u32) -> bool> Rows<F> {
    pub(super) fn new(each: F, limits: &Limits) -> Self {
        Self {
            each,
            row: RowBuffer::default(),
            current: 1,
            empty: 0,
            most_empty: limits.empty_cells,
            stopped: false,
        }
    }

    /// Whether the receiver wants no more.
    pub(super) fn stopped(&self) -> bool {
        self.stopped
    }

    /// The buffer to push the next cell into, which stands at `row` and `column`, counted from 0;
    /// `None` once the receiver wants no more.
    #[inline]
    pub(super) fn at(&mut self, row: u32, column: u32) -> Result<Option<&mut RowBuffer>, Problem> {
        if row + 1 != self.current {
            self.go_to(row)?;
        }
        let column = column as usize;
        if column != self.row.len() || column >= MOST_COLUMNS as usize {
            self.pad(column)?;
        }
        Ok((!self.stopped).then_some(&mut self.row))
    }

    /// Takes a cell of a reader: nothing if it has no value, a mark if its formula has none.
    #[inline]
    pub(super) fn take(
        &mut self,
        place: (u32, u32),
        value: &DataRef<'_>,
        formula: bool,
        writer: &mut CellWriter,
    ) -> Result<(), Problem> {
        match value {
            DataRef::Empty if formula => {
                if let Some(row) = self.at(place.0, place.1)? {
                    row.push_uncomputed();
                }
            }
            DataRef::Empty => {}
            DataRef::SharedString("") => {}
            DataRef::String(text) if text.is_empty() => {}
            value => {
                if let Some(row) = self.at(place.0, place.1)? {
                    writer.push(value, row);
                }
            }
        }
        Ok(())
    }

    #[cold]
    fn pad(&mut self, column: usize) -> Result<(), Problem> {
        if column >= MOST_COLUMNS as usize {
            return Err(outside());
        }
        let Some(missing) = column.checked_sub(self.row.len()) else {
            return Err(out_of_order(self.current));
        };
        self.empty += missing as u64;
        if self.empty > self.most_empty {
            let what = Text::new("工作表中空单元格过多", "the sheet has too many empty cells between others");
            return Err(too_many(what, self.most_empty));
        }
        self.row.pad(column);
        Ok(())
    }

    fn go_to(&mut self, row: u32) -> Result<(), Problem> {
        if row >= MOST_ROWS {
            return Err(outside());
        }
        if row + 1 < self.current {
            return Err(out_of_order(self.current));
        }
        while self.current < row + 1 && !self.stopped {
            self.hand_out();
        }
        Ok(())
    }

    fn hand_out(&mut self) {
        self.stopped = !(self.each)(&self.row, self.current);
        self.row.clear();
        self.current += 1;
    }

    /// Hands out the last row.
    pub(super) fn finish(mut self) {
        if !self.stopped && self.row.len() > 0 {
            self.hand_out();
        }
    }
}

/// The error of a cell beyond the largest sheet.
pub(super) fn outside() -> Problem {
    let part = Text::new(
        "有单元格在第 1,048,576 行或第 16,384 列之外",
        "a cell lies beyond row 1,048,576 or column 16,384",
    );
    Problem::Damaged { part, detail: String::new() }
}

fn out_of_order(row: u32) -> Problem {
    let part = Text::owned(
        format!("第 {row} 行附近的单元格次序错乱"),
        format!("the cells around row {row} are out of order"),
    );
    Problem::Damaged { part, detail: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[(u32, u32, &str)]) -> Result<Vec<(u32, Vec<String>)>, Problem> {
        let mut found = Vec::new();
        let mut rows = Rows::new(
            |row: &RowBuffer, number| {
                let cells = row.record().cells().map(|cell| String::from_utf8_lossy(&cell).into_owned());
                found.push((number, cells.collect()));
                number < 4
            },
            &Limits { empty_cells: 10, ..Limits::default() },
        );
        for &(row, column, text) in cells {
            if let Some(row) = rows.at(row, column)? {
                row.push(text);
            }
        }
        rows.finish();
        Ok(found)
    }

    #[test]
    fn rows_without_cells_are_rows() {
        let found = rows(&[(1, 1, "a"), (1, 2, "b"), (3, 0, "c"), (7, 0, "d")]).unwrap();
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            found,
            [(1, vec![]), (2, words(&["", "a", "b"])), (3, vec![]), (4, words(&["c"]))],
            "the receiver stops at row 4"
        );
    }

    #[test]
    fn cells_out_of_order_or_far_out_are_errors() {
        for cells in [
            [(1, 0, ""), (0, 0, "")],
            [(0, 1, ""), (0, 0, "")],
            [(0, 0, ""), (0, 0, "")],
            [(0, 0, ""), (1 << 20, 0, "")],
            [(0, 0, ""), (0, 1 << 14, "")],
        ] {
            assert!(matches!(rows(&cells), Err(Problem::Damaged { .. })), "{cells:?}");
        }
        assert!(matches!(rows(&[(0, 6, ""), (1, 6, "")]), Err(Problem::TooLarge { .. })));
    }
}
