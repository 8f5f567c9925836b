//! What was changed in a workbook since it was written, cell by cell.
//!
//! Owns the comparison by place and text. Looks at no format, no chart and no picture: a program that saves a
//! workbook again writes all of these in its own way.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::error::Problem;
use super::text::RowBuffer;
use super::workbook::{Limits, Workbook};
use crate::model::Text;

/// Rows that wait to be compared.
const WAITING: usize = 256;

/// A cell that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedCell {
    /// The sheet.
    pub sheet: String,
    /// The cell, such as `B12`; empty for a sheet that is gone.
    pub cell: String,
    /// What it says.
    pub saved: String,
    /// What was written.
    pub written: String,
}

/// What differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkbookChanges {
    /// The first cells that say something else than was written.
    pub first: Vec<ChangedCell>,
    /// How many there are in all.
    pub changed: u64,
    /// Cells that were empty and are filled in, added sheets included.
    pub filled: u64,
}

/// Compares a workbook with what was written, keeping the first `most` changed cells.
///
/// # Errors
/// In words, where one of them cannot be read.
pub fn workbook_changes(saved: Vec<u8>, written: Vec<u8>, most: usize) -> Result<WorkbookChanges, Text> {
    compare(saved.into(), written.into(), most).map_err(|problem| problem.text())
}

fn compare(saved: Arc<[u8]>, written: Arc<[u8]>, most: usize) -> Result<WorkbookChanges, Problem> {
    let mut now = Workbook::open(saved, Limits::default())?;
    let before = Workbook::open(Arc::clone(&written), Limits::default())?;
    let names = |book: &Workbook| book.sheets().iter().map(|sheet| sheet.name.clone()).collect::<Vec<_>>();
    let (there, wanted) = (names(&now), names(&before));
    drop(before);
    let mut comparison = Comparison { changes: WorkbookChanges::default(), most };
    for sheet in &wanted {
        if there.contains(sheet) {
            comparison.sheet(sheet, &mut now, &written)?;
        } else {
            comparison.change(sheet, String::new(), "", sheet);
        }
    }
    for sheet in there.iter().filter(|sheet| !wanted.contains(sheet)) {
        now.for_each_row(sheet, |row, _| {
            comparison.changes.filled += cells(row).iter().filter(|cell| !cell.is_empty()).count() as u64;
            true
        })?;
    }
    Ok(comparison.changes)
}

/// A row of texts and its number.
type Row = (u32, Vec<String>);

struct Comparison {
    changes: WorkbookChanges,
    most: usize,
}

impl Comparison {
    /// Walks both sheets side by side; what was written comes from a thread of its own.
    fn sheet(&mut self, sheet: &str, now: &mut Workbook, written: &Arc<[u8]>) -> Result<(), Problem> {
        let (sender, receiver) = sync_channel::<Row>(WAITING);
        thread::scope(|scope| {
            let before = scope.spawn(move || {
                Workbook::open(Arc::clone(written), Limits::default())?
                    .for_each_row(sheet, |row, number| sender.send((number, cells(row))).is_ok())
            });
            let mut next = receiver.recv().ok();
            let walked = now.for_each_row(sheet, |row, number| {
                self.before_row(sheet, number, &mut next, &receiver);
                let written = match &next {
                    Some((at, _)) if *at == number => next.take().map(|(_, cells)| cells),
                    _ => None,
                };
                if written.is_some() {
                    next = receiver.recv().ok();
                }
                self.row(sheet, number, &cells(row), &written.unwrap_or_default());
                true
            });
            self.before_row(sheet, u32::MAX, &mut next, &receiver);
            drop(receiver);
            walked?;
            before.join().unwrap_or_else(|_| {
                Err(Problem::Damaged { part: Text::new("工作簿", "the workbook"), detail: String::new() })
            })
        })
    }

    /// Rows before this one that are gone.
    fn before_row(&mut self, sheet: &str, number: u32, next: &mut Option<Row>, rows: &Receiver<Row>) {
        while let Some((at, written)) = next.take_if(|(at, _)| *at < number) {
            self.row(sheet, at, &[], &written);
            *next = rows.recv().ok();
        }
    }

    fn row(&mut self, sheet: &str, number: u32, saved: &[String], written: &[String]) {
        for column in 0..saved.len().max(written.len()) {
            let [saved, written] = [saved, written].map(|cells| cells.get(column).map_or("", String::as_str));
            match (saved, written) {
                (saved, written) if says_the_same(saved, written) => {}
                (_, "") => self.changes.filled += 1,
                _ => self.change(sheet, format!("{}{number}", letters(column)), saved, written),
            }
        }
    }

    fn change(&mut self, sheet: &str, cell: String, saved: &str, written: &str) {
        self.changes.changed += 1;
        if self.changes.first.len() < self.most {
            let [sheet, saved, written] = [sheet, saved, written].map(str::to_owned);
            self.changes.first.push(ChangedCell { sheet, cell, saved, written });
        }
    }
}

/// The same text, or the same number: spreadsheets keep 15 digits of one.
fn says_the_same(saved: &str, written: &str) -> bool {
    if saved == written {
        return true;
    }
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    match (number(saved), number(written)) {
        (Some(saved), Some(written)) if written != 0.0 => {
            // One unit of the fifteenth digit; which way a half of it goes is the spreadsheet's business.
            let unit = 10_f64.powf(written.abs().log10().floor() - 14.0);
            (saved - written).abs() <= 0.6 * unit
        }
        (saved, written) => saved.is_some() && saved == written,
    }
}

fn cells(row: &RowBuffer) -> Vec<String> {
    row.record().cells().map(|cell| String::from_utf8_lossy(&cell).trim().to_owned()).collect()
}

/// The letters of a column: A, …, Z, AA, ….
fn letters(column: usize) -> String {
    let (rest, last) = (column / 26, column % 26);
    let letter = char::from(b'A' + u8::try_from(last).unwrap_or(0));
    match rest {
        0 => letter.to_string(),
        rest => format!("{}{letter}", letters(rest - 1)),
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook as Writer;

    use super::*;

    fn book(cells: &[(u32, u16, &str)], sheets: &[&str]) -> Vec<u8> {
        let mut book = Writer::new();
        for name in sheets {
            let sheet = book.add_worksheet().set_name(*name).expect("a name");
            for &(row, column, text) in cells {
                sheet.write(row, column, text).expect("a cell");
            }
        }
        book.save_to_buffer().expect("a workbook")
    }

    #[test]
    fn what_is_filled_in_is_no_change() {
        let written = book(&[(0, 0, "结论"), (4, 2, "x")], &["汇总"]);
        let saved = book(&[(0, 0, "结论"), (0, 1, "属实"), (2, 0, "张三"), (4, 2, "x")], &["汇总"]);
        let changes = workbook_changes(saved, written, 5).expect("two workbooks");
        assert_eq!((changes.changed, changes.filled), (0, 2));
    }

    #[test]
    fn a_changed_and_a_deleted_cell_are_named() {
        let written = book(&[(0, 0, "逾期"), (4, 27, "41"), (9, 0, "end")], &["汇总"]);
        let saved = book(&[(0, 0, "逾期"), (4, 27, "40")], &["汇总"]);
        let changes = workbook_changes(saved, written, 1).expect("two workbooks");
        assert_eq!(changes.changed, 2);
        let first = ChangedCell {
            sheet: "汇总".to_owned(),
            cell: "AB5".to_owned(),
            saved: "40".to_owned(),
            written: "41".to_owned(),
        };
        assert_eq!(changes.first, [first]);
    }

    #[test]
    fn a_number_saved_with_fifteen_digits_is_the_same() {
        assert!(says_the_same("0.970967741935484", "0.9709677419354839"));
        assert!(says_the_same("0.854545454545455", "0.8545454545454545"));
        assert!(says_the_same("41", "41.0") && says_the_same("0", "0.0"));
        assert!(!says_the_same("0.97096774193549", "0.9709677419354839"));
        assert!(!says_the_same("40", "41") && !says_the_same("x", "41") && !says_the_same("", "0"));
    }

    #[test]
    fn a_sheet_that_is_gone_is_a_change_and_one_more_is_none() {
        let (one, two) = (book(&[(0, 0, "x")], &["a"]), book(&[(0, 0, "x")], &["a", "b"]));
        assert_eq!(workbook_changes(one.clone(), two.clone(), 5).expect("workbooks").changed, 1);
        let more = workbook_changes(two, one, 5).expect("workbooks");
        assert_eq!((more.changed, more.filled), (0, 1));
    }
}
