//! Room for those who answer for the report, after its last chapter.

use std::io;

use super::super::{document_texts as words, sign_off};
use super::body::Body;
use super::cells::{self, HEAD_FILL, Place};
use super::paragraph;
use super::run::Look;
use super::widths::scaled;
use super::xml::cut;
use crate::model::{Document, Text};

/// The longest name of an organisation or a period, in characters.
const LONGEST: usize = 240;
/// The parts of the width for label and value, twice.
const PARTS: [u32; 4] = [4, 6, 3, 7];
/// The type sizes that leave room for handwriting, in half points: a line, and what is concluded.
const LINE: u32 = 44;
const CONCLUSION: u32 = 160;

/// Writes what was audited, two people each with a date, and the conclusion; all of it on one page.
pub(super) fn write(document: &Document, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    paragraph::gap(body)?;
    paragraph::write("Caption", words::SIGN_OFF.get(lang), body)?;
    let widths = scaled(&PARTS, body.sheet.width());
    cells::start(&widths, "FactTable", &mut body.xml)?;
    for pairs in sign_off::rows(document, lang) {
        cells::start_row(false, false, &mut body.xml)?;
        for ((label, value), widths) in pairs.into_iter().zip(widths.chunks(2)) {
            write_label(label, widths[0], body)?;
            write_value(value, Place::of(widths[1]), LINE, body)?;
        }
        body.xml.end("w:tr")?;
    }
    cells::start_row(false, false, &mut body.xml)?;
    write_label(&words::CONCLUSION, widths[0], body)?;
    let rest = Place { span: widths.len() - 1, ..Place::of(widths[1..].iter().sum()) };
    write_value("", rest, CONCLUSION, body)?;
    body.xml.end("w:tr")?;
    body.xml.end("w:tbl")?;
    paragraph::gap(body)
}

fn write_label(label: &Text, width: u32, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    let xml = &mut body.xml;
    cells::start_cell(Place { fill: Some(HEAD_FILL), ..Place::of(width) }, xml)?;
    cells::write_text(label.get(lang), "left", true, Look::default(), xml)?;
    xml.end("w:tc")
}

/// What is known in the usual type; else an empty line of this size.
fn write_value(value: &str, place: Place, size: u32, body: &mut Body<'_>) -> io::Result<()> {
    let xml = &mut body.xml;
    cells::start_cell(place, xml)?;
    if value.is_empty() {
        cells::write_room(size, xml)?;
    } else {
        cells::write_text(&cut(value, LONGEST, "…"), "left", true, Look::default(), xml)?;
    }
    xml.end("w:tc")
}
