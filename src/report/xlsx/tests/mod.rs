//! The workbook as other programs open it.

mod content;
mod hostile;
mod large;
mod structure;

use std::io::{Cursor, Read as _};

use calamine::{Data, Range, Reader as _, Xlsx};

use super::super::{document_sample, sample};
use super::{Limits, write_within};
use crate::model::{Document, Lang};

fn bytes(document: &Document, lang: Lang, limits: Limits) -> Vec<u8> {
    let mut out = Vec::new();
    write_within(document, &sample::view(lang, 80), limits, &mut out).expect("memory takes every byte");
    out
}

fn sample_bytes(lang: Lang) -> Vec<u8> {
    bytes(&document_sample::document(), lang, Limits::FORMAT)
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
    workbook.worksheet_range(name).expect("the sheet is there")
}

fn names(bytes: &[u8]) -> Vec<String> {
    Xlsx::new(Cursor::new(bytes)).expect("it is a workbook").sheet_names()
}

/// A part of the file as text.
fn part(bytes: &[u8], path: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a zip file");
    let mut text = String::new();
    archive.by_name(path).expect("the part is there").read_to_string(&mut text).expect("it is text");
    text
}

/// The part of the sheet with this name.
fn sheet_xml(bytes: &[u8], name: &str) -> String {
    let at = names(bytes).iter().position(|known| known == name).expect("the sheet is there");
    part(bytes, &format!("xl/worksheets/sheet{}.xml", at + 1))
}

/// The words of a cell, by its address counted from 0.
fn word(range: &Range<Data>, row: u32, column: u32) -> String {
    range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
}

/// Every cell with words.
fn all_words(range: &Range<Data>) -> Vec<String> {
    range.used_cells().map(|(_, _, cell)| cell.to_string()).collect()
}
