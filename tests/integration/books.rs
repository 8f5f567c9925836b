//! Small workbooks, and archives taken apart and put together again.

use std::error::Error;
use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The rows of a sheet. A cell is a text; with `#` before it a number, with `@` a date or moment, with `=` a
/// formula without a value, with `='` one whose value is the text that follows.
pub(crate) type Rows<'a> = &'a [&'a [&'a str]];

/// An xlsx with these sheets.
pub(crate) fn xlsx(sheets: &[(&str, Rows<'_>)]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        fill(workbook.add_worksheet().set_name(*name)?, rows)?;
    }
    uncomputed(&workbook.save_to_buffer()?)
}

/// Writes rows into a sheet, from its first row on.
pub(crate) fn fill(sheet: &mut Worksheet, rows: Rows<'_>) -> Result<(), Box<dyn Error>> {
    let (day, moment) =
        (Format::new().set_num_format("yyyy-mm-dd"), Format::new().set_num_format("yyyy/m/d hh:mm:ss"));
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
            match (cell.as_bytes()[0], cell.get(1..).unwrap_or_default()) {
                (b'#', number) => sheet.write_number(row, column, number.parse::<f64>()?)?,
                (b'@', time) => {
                    let format = if time.len() == 10 { &day } else { &moment };
                    sheet.write_datetime_with_format(
                        row,
                        column,
                        ExcelDateTime::parse_from_str(time)?,
                        format,
                    )?
                }
                (b'=', _) if cell.starts_with("='") => {
                    let value = if cell.len() == 2 { NO_LETTERS } else { &cell[2..] };
                    sheet.write_formula(row, column, Formula::new("=T(1)").set_result(value))?
                }
                (b'=', _) => sheet.write_formula(row, column, Formula::new("=1+1").set_result(UNCOMPUTED))?,
                _ => sheet.write_string(row, column, *cell)?,
            };
        }
    }
    Ok(())
}

/// Stands where a formula has no value, until it is taken out.
const UNCOMPUTED: &str = "no value";
/// Stands where the value of a formula is a text of no letters.
const NO_LETTERS: &str = "no letters";

/// Takes the marked values out: the writer of workbooks cannot leave one out.
pub(crate) fn uncomputed(workbook: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    rewritten(workbook, |_, part| {
        let Ok(text) = String::from_utf8(part.clone()) else { return Some(part) };
        let text = text.replace(&format!("<v>{UNCOMPUTED}</v>"), "");
        Some(text.replace(&format!("<v>{NO_LETTERS}</v>"), "<v></v>").into_bytes())
    })
}

/// An archive with every part as `change` wants it; `None` leaves the part out.
pub(crate) fn rewritten(
    archive: &[u8],
    change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut old = ZipArchive::new(Cursor::new(archive))?;
    let mut parts = Vec::new();
    for place in 0..old.len() {
        let mut part = old.by_index(place)?;
        let (name, mut bytes) = (part.name()?.into_owned(), Vec::new());
        part.read_to_end(&mut bytes)?;
        if let Some(bytes) = change(&name, bytes) {
            parts.push((name, bytes));
        }
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    archived(&parts)
}

/// An archive of these parts.
pub(crate) fn archived(parts: &[(&str, &[u8])]) -> Result<Vec<u8>, Box<dyn Error>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
