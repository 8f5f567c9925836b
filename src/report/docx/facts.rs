//! Labelled values: two columns with light lines.

use std::io;

use super::body::Body;
use super::cells::{self, HEAD_FILL, Place};
use super::paragraph;
use super::run::Look;
use super::texts;
use super::widths::twips;
use super::xml::cut;
use crate::model::Fact;
use unicode_width::UnicodeWidthStr as _;

/// The longest value, in characters.
const LONGEST: usize = 600;

/// Writes the values over the width of the text.
pub(super) fn write(facts: &[Fact], body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    let pairs: Vec<(&str, &str)> =
        facts.iter().map(|fact| (fact.label.get(lang), fact.value.get(lang))).collect();
    let width = body.sheet.width();
    write_pairs(&pairs, width, body)
}

/// Writes pairs of label and value over a width; nothing for no pairs.
pub(super) fn write_pairs(pairs: &[(&str, &str)], width: u32, body: &mut Body<'_>) -> io::Result<()> {
    if pairs.is_empty() {
        return Ok(());
    }
    let widest = pairs.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    let label_width = twips(widest + 2, 21).clamp(1_300, width / 3);
    let widths = [label_width, width - label_width];
    let mark = texts::CUT.get(body.lang);
    let xml = &mut body.xml;
    cells::start(&widths, "FactTable", xml)?;
    for (nth, (label, value)) in pairs.iter().enumerate() {
        let keeps_next = nth + 1 < pairs.len() && pairs.len() <= 8;
        cells::start_row(false, false, xml)?;
        cells::start_cell(Place { fill: Some(HEAD_FILL), ..Place::of(widths[0]) }, xml)?;
        cells::write_text(&cut(label, 60, "…"), "left", keeps_next, Look::default(), xml)?;
        xml.end("w:tc")?;
        cells::start_cell(Place::of(widths[1]), xml)?;
        cells::write_text(&cut(value, LONGEST, mark), "left", keeps_next, Look::default(), xml)?;
        xml.end("w:tc")?;
        xml.end("w:tr")?;
    }
    xml.end("w:tbl")?;
    paragraph::gap(body)
}
