//! Workbooks: cells to texts, row by row, with the row numbers of the sheet.
//!
//! Owns which sheet is read and how a typed cell becomes text. Declared dimensions are not trusted:
//! cells are streamed.

mod cell;

use calamine::{Reader, SheetVisible, Xlsx};
use sha2::{Digest, Sha256};

use super::LoadOptions;
use super::columns::decide_subject;
use super::error::Problem;
use super::layout::is_blank_row;
use super::open::Bytes;
use super::text::RowBuffer;
use super::values::trim;
use crate::model::Subject;
use crate::model::figures::hexadecimal;

/// A workbook whose sheet is chosen and whose header was read.
pub(super) struct OpenWorkbook {
    workbook: Xlsx<Bytes>,
    pub(super) sheet: String,
    pub(super) sha256: Option<String>,
    /// The sheet's row of the header, 1 = first.
    pub(super) header_row: u32,
}

impl OpenWorkbook {
    /// Opens the workbook and reads the header of the sheet that is meant.
    pub(super) fn open(
        bytes: Vec<u8>,
        subject: Option<Subject>,
        options: &LoadOptions<'_>,
    ) -> Result<(Vec<String>, Self), Problem> {
        let sha256 = options.hashes_inputs().then(|| hexadecimal(&Sha256::digest(&bytes)));
        let mut workbook =
            Xlsx::new(Bytes::new(bytes)).map_err(|error| Problem::Workbook(error.to_string()))?;
        let sheet = choose_sheet(&mut workbook, subject, options)?;
        let (headers, header_row) = header_of(&mut workbook, &sheet)?.ok_or(Problem::Empty)?;
        Ok((headers, Self { workbook, sheet, sha256, header_row }))
    }

    /// Calls `each` with every row below the header and its number, rows without cells included,
    /// each as wide as the header at least.
    pub(super) fn for_each_row(
        &mut self,
        width: usize,
        mut each: impl FnMut(&RowBuffer, u32),
    ) -> Result<(), Problem> {
        let header_row = self.header_row;
        for_each_row(&mut self.workbook, &self.sheet, width, |row, number| {
            if number > header_row {
                each(row, number);
            }
            true
        })
    }
}

/// The sheet asked for, else the only visible one, else the only one whose header is that of the export
/// wanted (or of any export, if the user named none).
fn choose_sheet(
    workbook: &mut Xlsx<Bytes>,
    subject: Option<Subject>,
    options: &LoadOptions<'_>,
) -> Result<String, Problem> {
    let visible: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    if let Some(asked) = &options.sheet {
        return if workbook.sheet_names().contains(asked) {
            Ok(asked.clone())
        } else {
            Err(Problem::Sheet { asked: Some(asked.clone()), sheets: visible })
        };
    }
    if let [only] = visible.as_slice() {
        return Ok(only.clone());
    }
    let mut known = Vec::new();
    for sheet in &visible {
        let header = header_of(workbook, sheet)?;
        let found = header.and_then(|(headers, _)| decide_subject(&headers, &options.maps).ok());
        if found.is_some_and(|found| subject.is_none_or(|wanted| wanted == found)) {
            known.push(sheet.clone());
        }
    }
    match known.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Problem::Sheet { asked: None, sheets: visible }),
        _ => Err(Problem::Sheet { asked: None, sheets: known }),
    }
}

/// The first row with a value, and its number.
fn header_of(workbook: &mut Xlsx<Bytes>, sheet: &str) -> Result<Option<(Vec<String>, u32)>, Problem> {
    let mut header = None;
    for_each_row(workbook, sheet, 0, |row, number| {
        let record = row.record();
        if is_blank_row(&record) {
            return true;
        }
        let names = (0..record.len())
            .map(|column| String::from_utf8_lossy(trim(&record.cell(column))).into_owned())
            .collect();
        header = Some((names, number));
        false
    })?;
    Ok(header)
}

/// Calls `each` with the rows of a sheet from the first on until it returns false.
fn for_each_row(
    workbook: &mut Xlsx<Bytes>,
    sheet: &str,
    width: usize,
    mut each: impl FnMut(&RowBuffer, u32) -> bool,
) -> Result<(), Problem> {
    let damaged = |error: calamine::XlsxError| Problem::Workbook(error.to_string());
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(damaged)?;
    let mut row = RowBuffer::default();
    let mut text = String::new();
    let mut current = 1_u32;
    while let Some(found) = cells.next_cell().map_err(damaged)? {
        let (row_index, column_index) = found.get_position();
        text.clear();
        cell::write_text(found.get_value(), &mut text);
        if text.is_empty() {
            continue;
        }
        if row_index + 1 < current {
            return Err(Problem::Workbook(format!("row {} comes after row {current}", row_index + 1)));
        }
        while current < row_index + 1 {
            row.pad(width);
            if !each(&row, current) {
                return Ok(());
            }
            row.clear();
            current += 1;
        }
        row.pad(column_index as usize);
        row.push(&text);
    }
    if row.len() > 0 {
        row.pad(width);
        each(&row, current);
    }
    Ok(())
}
