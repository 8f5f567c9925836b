//! xls: Excel 5 to 2003 and WPS et.
//!
//! The reader of this format believes what a file says about itself and keeps all sheets at once. So it
//! never sees the file: it gets a copy of the stream of records in which one sheet alone has content,
//! sizes are taken out, formulas are stubs, and all cells were counted.

mod compound;
mod records;
mod shared_texts;
mod sheet;

use std::collections::HashSet;
use std::io::Cursor;
use std::ops::Range;

use calamine::{Data, DataRef, Reader, Xls, XlsError, XlsOptions};

use crate::model::Text;

use super::super::error::Problem;
use super::super::text::RowBuffer;
use super::SheetInfo;
use super::cell::CellWriter;
use super::limits::{Limits, too_many, too_many_bytes};
use super::rows::Rows;
use super::shield::{foreign, shielded};
pub(super) use compound::Compound;
use records::{kind, records, u16_at, u32_at};

/// An open xls workbook.
pub(super) struct XlsBook {
    stream: Vec<u8>,
    /// Where each sheet's place is stated, and that place.
    places: Vec<(usize, usize)>,
    /// All sheets by name, those included that are no tables.
    names: Vec<String>,
    sheets: Vec<SheetInfo>,
    epoch_1904: bool,
    code_page: u16,
    text_lengths: Vec<u32>,
    /// The sheet read last: it is read again after its header was looked at.
    last: Option<(String, sheet::Sheet)>,
}

impl XlsBook {
    /// Opens the stream of records, as it comes out of its container.
    pub(super) fn open(stream: Vec<u8>, limits: &Limits) -> Result<Self, Problem> {
        if stream.len() as u64 > limits.xls_bytes {
            return Err(too_many_bytes(
                Text::new("工作簿过大", "the workbook is too large"),
                limits.xls_bytes,
            ));
        }
        let globals = Globals::read(&stream)?;
        let text_lengths = shared_texts::lengths(&stream, &globals.shared_texts, limits.xls_texts);
        let text_lengths = match (text_lengths, globals.shared_texts.is_empty()) {
            (Some(lengths), _) if lengths.len() > limits.xls_texts => {
                let what = Text::new("共享字符串过多", "it holds too many shared texts");
                return Err(too_many(what, limits.xls_texts as u64));
            }
            (Some(lengths), _) => lengths,
            (None, true) => Vec::new(),
            (None, false) => return Err(damaged("共享字符串表不全", "its table of texts is incomplete", "")),
        };
        let mut book = Self {
            stream,
            places: globals.places,
            names: Vec::new(),
            sheets: Vec::new(),
            epoch_1904: globals.epoch_1904,
            code_page: globals.code_page,
            text_lengths,
            last: None,
        };
        let reader = book.reader_of(None)?;
        book.names = reader.sheets_metadata().iter().map(|sheet| sheet.name.clone()).collect();
        book.sheets = SheetInfo::list(reader.sheets_metadata());
        Ok(book)
    }

    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        self.sheets.clone()
    }

    pub(super) fn epoch_1904(&self) -> bool {
        self.epoch_1904
    }

    pub(super) fn for_each_row(
        &mut self,
        name: &str,
        limits: &Limits,
        each: impl FnMut(&RowBuffer, u32) -> bool,
    ) -> Result<(), Problem> {
        let known = self.last.take().filter(|(last, _)| last == name);
        let (name, sheet) = match known {
            Some(known) => known,
            None => (name.to_owned(), self.read_sheet(name, limits)?),
        };
        let mut rows = Rows::new(each, limits);
        let mut writer = CellWriter::new(self.epoch_1904);
        sheet.for_each_cell(|place, value| {
            match value {
                None => rows.take(place, &DataRef::Empty, true, &mut writer)?,
                Some(Data::Empty) => {}
                Some(value) => rows.take(place, &borrowed(value), false, &mut writer)?,
            }
            Ok(!rows.stopped())
        })?;
        rows.finish();
        self.last = Some((name, sheet));
        Ok(())
    }

    fn read_sheet(&self, name: &str, limits: &Limits) -> Result<sheet::Sheet, Problem> {
        let index = self.names.iter().position(|other| other == name);
        let place = index.and_then(|index| self.places.get(index)).map(|&(_, place)| place);
        let place = place
            .filter(|&place| place < self.stream.len())
            .ok_or_else(|| damaged("工作表的位置在文件之外", "a sheet lies outside the file", ""))?;
        let counted = sheet::count(&self.stream, place, &self.text_lengths, limits)?;
        let mut reader = self.reader_of(index.zip(Some(&counted)))?;
        let range =
            shielded(|| foreign(|| reader.worksheet_range(name)).map_err(|error| problem_of(&error)))?;
        Ok(sheet::Sheet { range, uncomputed: counted.uncomputed })
    }

    /// The reader over a copy in which only one sheet has content.
    fn reader_of(&self, sheet: Option<(usize, &sheet::Counted)>) -> Result<Xls<Cursor<Vec<u8>>>, Problem> {
        let mut stream = self.stream.clone();
        // An end of a sheet, for all that are not read.
        let nothing = u32::try_from(stream.len()).unwrap_or(u32::MAX);
        stream.extend([kind::END.to_le_bytes(), [0; 2]].concat());
        for (index, &(stated, _)) in self.places.iter().enumerate() {
            if sheet.is_none_or(|(wanted, _)| wanted != index) {
                overwrite(&mut stream, stated, &nothing.to_le_bytes());
            }
        }
        // Names and links are of no use here, and the reader trips over odd ones.
        for record in records(&self.stream, 0).take_while(|record| record.kind != kind::END) {
            if matches!(record.kind, kind::NAME | kind::EXTERN_SHEET) {
                overwrite(&mut stream, record.at, &kind::NOTHING.to_le_bytes());
            }
        }
        for (at, bytes) in sheet.iter().flat_map(|(_, counted)| &counted.changes) {
            overwrite(&mut stream, *at, bytes);
        }
        let file = compound::wrap("Workbook", &stream);
        drop(stream);
        let mut options = XlsOptions::default();
        options.force_codepage = Some(self.code_page);
        let reader = || Xls::new_with_options(Cursor::new(file), options).map_err(|error| problem_of(&error));
        shielded(|| foreign(reader))
    }
}

/// What the records before the first sheet say.
#[derive(Default)]
struct Globals {
    places: Vec<(usize, usize)>,
    epoch_1904: bool,
    code_page: u16,
    shared_texts: Vec<Range<usize>>,
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, Problem> {
        /// Continuations of one record; the reader moves all of them for each.
        const MOST_CONTINUED: usize = 40_000;
        let mut globals = Self::default();
        let mut stated_page = None;
        let mut version = None;
        let mut ended = false;
        let mut continued = 0;
        let mut within_texts = false;
        for record in records(stream, 0) {
            let data = record.data(stream);
            let first = u16_at(data, 0);
            continued = if record.kind == kind::CONTINUE { continued + 1 } else { 0 };
            if continued > MOST_CONTINUED {
                return Err(damaged("记录没有尽头", "a record has no end", ""));
            }
            match record.kind {
                kind::FILE_PASS => return Err(Problem::Encrypted),
                kind::BEGIN if version.is_none() => version = first,
                kind::DATE_MODE => globals.epoch_1904 = first == Some(1),
                kind::CODE_PAGE => stated_page = first,
                kind::SHEET => {
                    let place = u32_at(data, 0)
                        .ok_or_else(|| damaged("工作表列表不全", "its list of sheets is incomplete", ""))?;
                    globals.places.push((record.at + 4, place as usize));
                }
                kind::SHARED_TEXTS => globals.shared_texts.push(record.at + 4..record.end()),
                kind::CONTINUE if within_texts => globals.shared_texts.push(record.at + 4..record.end()),
                kind::END => {
                    ended = true;
                    break;
                }
                _ => {}
            }
            within_texts =
                matches!(record.kind, kind::SHARED_TEXTS) || (within_texts && record.kind == kind::CONTINUE);
        }
        match version {
            Some(0x0500 | 0x0600) if ended => {}
            Some(0x0200 | 0x0300 | 0x0400) => return Err(super::too_old()),
            _ => {
                return Err(damaged(
                    "缺少工作簿的开头或结尾",
                    "the workbook lacks its beginning or its end",
                    "",
                ));
            }
        }
        // From Excel 97 on all text is UTF-16, whatever page is stated; WPS states 936.
        globals.code_page = if version == Some(0x0600) { 1200 } else { code_page(stated_page) };
        Ok(globals)
    }
}

/// The code page of Excel 5 and 95; Chinese where the file does not say.
fn code_page(stated: Option<u16>) -> u16 {
    match stated {
        Some(0x8001 | 20127 | 367 | 1252) => 1252,
        Some(0x8000 | 10000) => 10000,
        Some(page @ (866 | 874 | 932 | 949 | 950 | 1250 | 1251 | 1253..=1258 | 65001)) => page,
        _ => 936,
    }
}

fn overwrite(stream: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(place) = stream.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn problem_of(error: &XlsError) -> Problem {
    match error {
        XlsError::Password => Problem::Encrypted,
        other => damaged("内容不合 xls 格式", "its content is not xls as it should be", &other.to_string()),
    }
}

fn damaged(zh: &'static str, en: &'static str, detail: &str) -> Problem {
    Problem::Damaged { part: Text::new(zh, en), detail: detail.to_owned() }
}

/// Cells whose formula was never computed.
type Places = HashSet<(u32, u32)>;
