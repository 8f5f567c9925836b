//! Workbooks put together in memory: honest ones and hostile ones.

mod build;
mod honest;
mod hostile;

use std::sync::Arc;

use super::super::error::{IngestError, Problem};
use super::super::text::RowBuffer;
use super::{Limits, Workbook};

/// All rows of a sheet; a number is marked with `=`, a formula without a value with `?`.
fn rows(book: &mut Workbook, sheet: &str) -> Result<Vec<Vec<String>>, Problem> {
    let mut rows = Vec::new();
    book.for_each_row(sheet, |row, number| {
        assert_eq!(number as usize, rows.len() + 1);
        rows.push(texts(row));
        true
    })?;
    Ok(rows)
}

fn texts(row: &RowBuffer) -> Vec<String> {
    let record = row.record();
    let mark = |at| match (record.is_number(at), record.is_uncomputed(at)) {
        (true, _) => "=",
        (_, true) => "?",
        _ => "",
    };
    (0..record.len()).map(|at| format!("{}{}", mark(at), String::from_utf8_lossy(&record.cell(at)))).collect()
}

fn open(bytes: Vec<u8>) -> Result<Workbook, Problem> {
    open_within(bytes, Limits::default())
}

fn open_within(bytes: Vec<u8>, limits: Limits) -> Result<Workbook, Problem> {
    Workbook::open(Arc::from(bytes), limits)
}

/// The first sheet's rows, or the error's English text.
fn outcome(bytes: Vec<u8>, limits: Limits) -> Result<Vec<Vec<String>>, String> {
    let read = open_within(bytes, limits).and_then(|mut book| {
        let sheet = book.sheets()[0].name.clone();
        rows(&mut book, &sheet)
    });
    read.map_err(|problem| IngestError::new("f", problem).to_string())
}
