//! What was changed in a workbook since it was written, cell by cell.
//!
//! Owns the comparison by place and text, and which sheets were hidden or got formulas. Looks at no number format,
//! no chart and no picture: a program that saves a workbook again writes all of these in its own way.

use std::io::Read;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::error::Problem;
use super::text::RowBuffer;
use super::workbook::{Limits, Workbook};
use crate::model::Text;

/// Stands for the place of a change that is a whole sheet's.
pub const HIDDEN: &str = "hidden";
/// Stands for the place of a change that is a formula in a part of the workbook.
pub const FORMULA: &str = "formula";

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
    /// The first cells that were empty and are filled in, with what they say; those of added sheets included.
    pub first_filled: Vec<ChangedCell>,
    /// How many there are in all.
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
    let formulas = parts_with_formulas(&saved);
    let mut now = Workbook::open(saved, Limits::default())?;
    let before = Workbook::open(Arc::clone(&written), Limits::default())?;
    let names = |book: &Workbook| book.sheets().iter().map(|sheet| sheet.name.clone()).collect::<Vec<_>>();
    let (there, wanted) = (names(&now), names(&before));
    let was_hidden: Vec<String> =
        before.sheets().iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.clone()).collect();
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
        now.for_each_row(sheet, |row, number| {
            comparison.row(sheet, number, &cells(row), &[]);
            true
        })?;
    }
    // No formula is ever written: what one shows hangs on the program that opens it.
    for sheet in now.sheets().iter().filter(|sheet| sheet.hidden && !was_hidden.contains(&sheet.name)) {
        comparison.change(&sheet.name, HIDDEN.to_owned(), "", "");
    }
    for part in formulas {
        comparison.change(&part, FORMULA.to_owned(), "", "");
    }
    Ok(comparison.changes)
}

/// A row of cells and its number.
type Row = (u32, Vec<Cell>);

/// What a cell says, and whether it is kept as a number.
#[derive(Clone, Debug, Default)]
struct Cell {
    text: String,
    is_number: bool,
}

impl Cell {
    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The same text, or as numbers the same: spreadsheets keep 15 digits of one.
    fn says_the_same(&self, written: &Self) -> bool {
        self.text == written.text || (self.is_number && written.is_number && near(&self.text, &written.text))
    }
}

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

    fn row(&mut self, sheet: &str, number: u32, saved: &[Cell], written: &[Cell]) {
        let nothing = Cell::default();
        for column in 0..saved.len().max(written.len()) {
            let [saved, written] = [saved, written].map(|cells| cells.get(column).unwrap_or(&nothing));
            let place = || format!("{}{number}", letters(column));
            if saved.says_the_same(written) {
                continue;
            }
            if written.is_empty() {
                self.changes.filled += 1;
                if self.changes.first_filled.len() < self.most {
                    let (sheet, saved) = (sheet.to_owned(), saved.text.clone());
                    let filled = ChangedCell { sheet, cell: place(), saved, written: String::new() };
                    self.changes.first_filled.push(filled);
                }
            } else {
                self.change(sheet, place(), &saved.text, &written.text);
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

/// The same number in the 15 digits that spreadsheets keep.
fn near(saved: &str, written: &str) -> bool {
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

fn cells(row: &RowBuffer) -> Vec<Cell> {
    let record = row.record();
    let cell = |(at, bytes): (usize, std::borrow::Cow<'_, [u8]>)| Cell {
        text: String::from_utf8_lossy(&bytes).trim().to_owned(),
        is_number: record.is_number(at),
    };
    record.cells().enumerate().map(cell).collect()
}

/// The sheets' parts of an xlsx in which a formula stands.
fn parts_with_formulas(saved: &[u8]) -> Vec<String> {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(saved)) else { return Vec::new() };
    let mut parts: Vec<String> =
        archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    parts.retain(|name| name.starts_with("xl/worksheets/") && name.ends_with(".xml"));
    parts.sort();
    parts.retain(|name| archive.by_name(name).is_ok_and(has_formula));
    parts
}

/// Whether an element of the name `f` begins anywhere in the part.
fn has_formula(part: impl Read) -> bool {
    const LONGEST: usize = 16;
    let mut part = part.take(Limits::default().unfolded_bytes);
    let mut block = vec![0_u8; 1 << 16];
    let mut kept = 0;
    loop {
        let Ok(count @ 1..) = part.read(&mut block[kept..]) else { return false };
        let there = &block[..kept + count];
        let begins = |at: usize| {
            let name = &there[at + 1..(at + 1 + LONGEST).min(there.len())];
            let end = name.iter().position(|byte| matches!(byte, b' ' | b'>' | b'/' | b'\t' | b'\n' | b'\r'));
            end.is_some_and(|end| end > 0 && name[..end].rsplit(|byte| *byte == b':').next() == Some(b"f"))
        };
        if memchr::memchr_iter(b'<', there).any(begins) {
            return true;
        }
        // An element may begin in one block and end in the next.
        let tail = there.len().min(LONGEST + 1);
        let from = there.len() - tail;
        block.copy_within(from..from + tail, 0);
        kept = tail;
    }
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
        assert!(near("0.970967741935484", "0.9709677419354839"));
        assert!(near("0.854545454545455", "0.8545454545454545"));
        assert!(near("41", "41.0") && near("0", "0.0"));
        assert!(!near("0.97096774193549", "0.9709677419354839"));
        assert!(!near("40", "41") && !near("x", "41") && !near("", "0"));
    }

    #[test]
    fn digits_of_a_text_are_no_number() {
        let written = book(&[(0, 0, "20250930000000123456")], &["a"]);
        let saved = book(&[(0, 0, "20250930000000199999")], &["a"]);
        assert_eq!(workbook_changes(saved, written, 5).expect("two workbooks").changed, 1);
    }

    #[test]
    fn a_formula_and_a_hidden_sheet_are_changes() {
        let plain = book(&[(0, 0, "x")], &["a", "b"]);
        let mut with_formula = Writer::new();
        with_formula.add_worksheet().set_name("a").expect("a name").write(0, 0, "x").expect("a cell");
        let sheet = with_formula.add_worksheet().set_name("b").expect("a name");
        sheet.write(0, 0, "x").expect("a cell").write_formula(5, 0, "=1+1").expect("a formula");
        let saved = with_formula.save_to_buffer().expect("a workbook");
        let changes = workbook_changes(saved, plain.clone(), 5).expect("two workbooks");
        assert!(changes.first.iter().any(|change| change.cell == FORMULA), "{changes:?}");
        let mut hidden = Writer::new();
        hidden.add_worksheet().set_name("a").expect("a name").write(0, 0, "x").expect("a cell");
        let sheet = hidden.add_worksheet().set_name("b").expect("a name");
        sheet.write(0, 0, "x").expect("a cell").set_hidden(true);
        let saved = hidden.save_to_buffer().expect("a workbook");
        let changes = workbook_changes(saved, plain, 5).expect("two workbooks");
        assert_eq!(changes.first.iter().filter(|change| change.cell == HIDDEN).count(), 1, "{changes:?}");
    }

    #[test]
    fn a_sheet_that_is_gone_is_a_change_and_one_more_is_none() {
        let (one, two) = (book(&[(0, 0, "x")], &["a"]), book(&[(0, 0, "x")], &["a", "b"]));
        assert_eq!(workbook_changes(one.clone(), two.clone(), 5).expect("workbooks").changed, 1);
        let more = workbook_changes(two, one, 5).expect("workbooks");
        assert_eq!((more.changed, more.filled), (0, 1));
    }
}
