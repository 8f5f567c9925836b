//! The title page: what was audited, on what ground, and the figures a reader looks for first.

use std::io;

use unicode_width::UnicodeWidthStr as _;

use super::super::document_texts;
use super::body::Body;
use super::cells::{self, Place};
use super::parts::ACCENT;
use super::run::Look;
use super::xml::cut;
use super::{facts, paragraph, table, texts};
use crate::model::{Document, KeyFigure, Value};

/// The longest label, note and value of a key figure; labels and notes of the program are far below.
const LONGEST_LABEL: usize = 80;
const LONGEST_NOTE: usize = 400;
const LONGEST_VALUE: usize = 20;
/// The colour of bad news; a mark says the same without colour.
const BAD: &str = "B00020";

/// Writes the title page.
pub(super) fn write(document: &Document, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    paragraph::write("Title", &paragraph::heading_text(document.title.get(lang)), body)?;
    if let Some(subtitle) = &document.subtitle {
        paragraph::write("Subtitle", &paragraph::heading_text(subtitle.get(lang)), body)?;
    }
    if document.manifest.masks.unmasked {
        paragraph::write("Caption", texts::UNMASKED.get(lang), body)?;
    }
    write_key_figures(&document.key_figures, body)?;
    let facts: Vec<_> =
        document.cover.iter().map(|fact| (fact.label.get(lang), fact.value.get(lang))).collect();
    let width = body.sheet.width();
    facts::write_pairs(&facts, width, body)
}

/// Up to four in a row, of equal width.
fn write_key_figures(figures: &[KeyFigure], body: &mut Body<'_>) -> io::Result<()> {
    if figures.is_empty() {
        return Ok(());
    }
    paragraph::write("Caption", document_texts::KEY_FIGURES.get(body.lang), body)?;
    let across = figures.len().div_ceil(figures.len().div_ceil(4));
    let width = body.sheet.width() / u32::try_from(across).unwrap_or(4);
    cells::start(&vec![width; across], "AuditTable", &mut body.xml)?;
    for row in figures.chunks(across) {
        cells::start_row(false, false, &mut body.xml)?;
        for nth in 0..across {
            cells::start_cell(Place::of(width), &mut body.xml)?;
            match row.get(nth) {
                Some(figure) => write_key_figure(figure, body)?,
                None => cells::write_text("", "center", false, Look::default(), &mut body.xml)?,
            }
            body.xml.end("w:tc")?;
        }
        body.xml.end("w:tr")?;
    }
    body.xml.end("w:tbl")?;
    if figures.iter().any(|figure| figure.is_bad) {
        paragraph::write("TableNote", texts::BAD.get(body.lang), body)?;
    }
    paragraph::gap(body)
}

fn write_key_figure(figure: &KeyFigure, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    // Bounds would break the large figure over two lines; they stand under the note.
    let (value, bounds) = match &figure.value {
        Value::Rate(rate) => table::rate_and_bounds(*rate),
        value => (table::shown(value, lang), String::new()),
    };
    let value = cut(&value, LONGEST_VALUE, "…");
    let mark = if figure.is_bad { "▲ " } else { "" };
    let small = Look { half_points: Some(18), color: Some("595959"), ..Look::default() };
    let size = if value.width() > 9 { 28 } else { 36 };
    let large = Look {
        bold: true,
        heading_font: true,
        color: Some(if figure.is_bad { BAD } else { ACCENT }),
        half_points: Some(size),
    };
    let xml = &mut body.xml;
    cells::write_text(
        &cut(figure.label.get(lang), LONGEST_LABEL, "…"),
        "center",
        false,
        Look::default(),
        xml,
    )?;
    cells::write_text(&format!("{mark}{value}"), "center", false, large, xml)?;
    cells::write_text(&cut(figure.note.get(lang), LONGEST_NOTE, "…"), "center", false, small, xml)?;
    if !bounds.is_empty() {
        cells::write_text(&bounds, "center", false, small, xml)?;
    }
    Ok(())
}
