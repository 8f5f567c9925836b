//! Where each record stands in its file.

use std::sync::Arc;

/// Physical rows of consecutive records, kept as runs: nearly all records follow each other.
#[derive(Debug, Default, Clone)]
pub struct RowNumbers {
    /// (first record, its physical row); within a run both count up by one.
    runs: Vec<(u32, u32)>,
    records: u32,
}

impl RowNumbers {
    /// Adds the next record, which stands at physical row `row` (1 = first line).
    pub fn push(&mut self, row: u32) {
        let continues = self.runs.last().is_some_and(|&(first, start)| start + (self.records - first) == row);
        if !continues {
            self.runs.push((self.records, row));
        }
        self.records += 1;
    }

    /// Adds the records of a block whose rows are counted from 0 at `first_row`.
    pub fn append(&mut self, block: &Self, first_row: u32) {
        for &(record, row) in &block.runs {
            let (record, row) = (self.records + record, first_row + row);
            let continues = self.runs.last().is_some_and(|&(first, start)| start + (record - first) == row);
            if !continues {
                self.runs.push((record, row));
            }
        }
        self.records += block.records;
    }

    /// The physical row of `record`; 0 for a record that was never added.
    #[must_use]
    pub fn row(&self, record: u32) -> u32 {
        let run = self.runs.partition_point(|&(first, _)| first <= record);
        match run.checked_sub(1).and_then(|run| self.runs.get(run)) {
            Some(&(first, start)) if record < self.records => start + (record - first),
            _ => 0,
        }
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.records
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records == 0
    }

    /// Forgets all records but keeps the memory.
    pub fn clear(&mut self) {
        self.runs.clear();
        self.records = 0;
    }
}

/// One file (or sheet) whose records lie together in a table.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// The sheet, for workbooks.
    pub sheet: Option<Arc<str>>,
    /// The table row of its first record.
    pub first: u32,
    /// The physical rows of its records.
    pub rows: RowNumbers,
}

/// The place of a record that a person can look up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// The sheet, for workbooks.
    pub sheet: Option<Arc<str>>,
    /// The physical row, 1 = first line.
    pub row: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_record_finds_its_row(gaps in prop::collection::vec(prop::collection::vec(1_u32..4, 0..20), 0..10)) {
            let (mut all, mut expected, mut first_row) = (RowNumbers::default(), Vec::new(), 2);
            for block in &gaps {
                let (mut rows, mut row) = (RowNumbers::default(), 0);
                for gap in block {
                    row += gap;
                    rows.push(row);
                    expected.push(first_row + row);
                }
                all.append(&rows, first_row);
                first_row += row + 1;
            }
            let found: Vec<u32> = (0..all.len()).map(|record| all.row(record)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
