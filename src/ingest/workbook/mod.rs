//! Workbooks: sheets to rows of texts, with the row numbers of the sheet.
//!
//! Owns the formats xlsx, xlsm, xlsb, xls and ods, how a typed cell becomes text, and that no file can
//! ask for more memory or time than [`Limits`] grant. Refuses to choose a sheet and to know what a cell
//! means.

mod archive;
mod cell;
mod formats;
mod kind;
mod limits;
mod ods;
mod rows;
mod shield;
mod styles;
#[cfg(test)]
mod tests;
mod xls;
mod xlsb;
mod xlsb_records;
mod xlsx;
mod xml;

use std::sync::Arc;

use calamine::{Sheet, SheetType, SheetVisible};

use crate::model::Text;

use super::error::Problem;
use super::text::RowBuffer;
pub(in crate::ingest) use kind::WorkbookKind;
use kind::{Container, too_old};
pub(in crate::ingest) use limits::Limits;
use limits::too_many;

/// An open workbook.
pub(in crate::ingest) struct Workbook {
    book: Book,
    sheets: Vec<SheetInfo>,
    limits: Limits,
}

/// A sheet of rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct SheetInfo {
    /// Its name.
    pub(in crate::ingest) name: String,
    /// Whether spreadsheets do not show it.
    pub(in crate::ingest) hidden: bool,
}

enum Book {
    Xlsx(Box<xlsx::XlsxBook>),
    Xlsb(Box<xlsb::XlsbBook>),
    Xls(Box<xls::XlsBook>),
    Ods(Box<ods::OdsBook>),
}

impl Workbook {
    /// Opens a workbook whatever its format; content alone decides.
    ///
    /// # Errors
    /// If it is encrypted, damaged, too large, dangerous, or another kind of document.
    pub(in crate::ingest) fn open(bytes: Arc<[u8]>, limits: Limits) -> Result<Self, Problem> {
        let book = match kind::container(&bytes, &limits)? {
            Container::Xls(stream) => Book::Xls(Box::new(xls::XlsBook::open(stream, &limits)?)),
            Container::Zip(WorkbookKind::Ods, entries) => {
                Book::Ods(Box::new(ods::OdsBook::open(&bytes, &entries, &limits)?))
            }
            Container::Zip(WorkbookKind::Xlsb, entries) => {
                Book::Xlsb(Box::new(xlsb::XlsbBook::open(&bytes, &entries, &limits)?))
            }
            Container::Zip(_, entries) => {
                Book::Xlsx(Box::new(xlsx::XlsxBook::open(&bytes, &entries, &limits)?))
            }
        };
        let sheets = match &book {
            Book::Xlsx(book) => book.sheets(),
            Book::Xlsb(book) => book.sheets(),
            Book::Xls(book) => book.sheets(),
            Book::Ods(book) => book.sheets(),
        };
        if sheets.is_empty() {
            return Err(Problem::Damaged {
                part: Text::new("工作簿中没有任何工作表", "the workbook has no sheet of cells"),
                detail: String::new(),
            });
        }
        if sheets.len() as u64 > limits.sheets {
            let what = Text::owned(
                format!("有 {} 个工作表", sheets.len()),
                format!("it has {} sheets", sheets.len()),
            );
            return Err(too_many(what, limits.sheets));
        }
        Ok(Self { book, sheets, limits })
    }

    /// Its format.
    pub(in crate::ingest) fn kind(&self) -> WorkbookKind {
        match &self.book {
            Book::Xlsx(_) => WorkbookKind::Xlsx,
            Book::Xlsb(_) => WorkbookKind::Xlsb,
            Book::Xls(_) => WorkbookKind::Xls,
            Book::Ods(_) => WorkbookKind::Ods,
        }
    }

    /// Its sheets in their order; charts, dialogs and macros are not among them.
    pub(in crate::ingest) fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// Whether its days count from 1904; texts of dates have that in them already.
    pub(in crate::ingest) fn epoch_1904(&self) -> bool {
        match &self.book {
            Book::Xlsx(book) => book.epoch_1904(),
            Book::Xlsb(book) => book.epoch_1904(),
            Book::Xls(book) => book.epoch_1904(),
            // Dates are texts in this format.
            Book::Ods(_) => false,
        }
    }

    /// Calls `each` with every row of a sheet and its number, 1 = first, until it returns false: all
    /// rows up to the last with a value, each with its cells from the first column to its last value.
    ///
    /// # Errors
    /// If there is no such sheet, or it is damaged or too large.
    pub(in crate::ingest) fn for_each_row(
        &mut self,
        sheet: &str,
        each: impl FnMut(&RowBuffer, u32) -> bool,
    ) -> Result<(), Problem> {
        if !self.sheets.iter().any(|known| known.name == sheet) {
            let shown = self.sheets.iter().filter(|sheet| !sheet.hidden);
            return Err(Problem::Sheet {
                asked: Some(sheet.to_owned()),
                sheets: shown.map(|sheet| sheet.name.clone()).collect(),
            });
        }
        match &mut self.book {
            Book::Xlsx(book) => book.for_each_row(sheet, &self.limits, each),
            Book::Xlsb(book) => book.for_each_row(sheet, &self.limits, each),
            Book::Xls(book) => book.for_each_row(sheet, &self.limits, each),
            Book::Ods(book) => book.for_each_row(sheet, &self.limits, each),
        }
    }
}

impl SheetInfo {
    /// Those sheets of a reader's list that hold cells.
    fn list(sheets: &[Sheet]) -> Vec<Self> {
        let with_cells = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let info =
            |sheet: &Sheet| Self { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible };
        with_cells.map(info).collect()
    }
}
