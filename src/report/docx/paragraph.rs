//! Paragraphs: running text, headings, captions, notes, and the end of a section.

use std::io;

use super::body::Body;
use super::xml::{Xml, cut};
use super::{field, run, texts};
use crate::model::Text;

/// The longest paragraph, in characters: two pages.
const LONGEST: usize = 2_000;
/// The longest heading.
const LONGEST_HEADING: usize = 120;

/// A paragraph of a style.
pub(super) fn write(style: &str, text: &str, body: &mut Body<'_>) -> io::Result<()> {
    // A percent sign alone at the start of a line is misread.
    let text = cut(text, LONGEST, texts::CUT.get(body.lang)).replace(" %", "\u{a0}%");
    start(style, &mut body.xml)?;
    run::plain(&text, &mut body.xml)?;
    body.xml.end("w:p")
}

/// The start of a paragraph up to its text.
pub(super) fn start(style: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.start("w:p", &[])?;
    xml.start("w:pPr", &[])?;
    xml.value("w:pStyle", style)?;
    xml.end("w:pPr")
}

/// A note in small type, after a word that says what it is.
pub(super) fn note(label: &Text, text: &Text, body: &mut Body<'_>) -> io::Result<()> {
    let text = text.get(body.lang);
    if text.is_empty() {
        return Ok(());
    }
    write("TableNote", &format!("{}{text}", label.get(body.lang)), body)
}

/// A heading of level 1 to 3; Word numbers it.
pub(super) fn heading(level: usize, text: &str, on_new_page: bool, body: &mut Body<'_>) -> io::Result<()> {
    let style = ["Heading1", "Heading2", "Heading3"][(level - 1).min(2)];
    let xml = &mut body.xml;
    xml.start("w:p", &[])?;
    xml.start("w:pPr", &[])?;
    xml.value("w:pStyle", style)?;
    if on_new_page {
        xml.empty("w:pageBreakBefore", &[])?;
    }
    xml.end("w:pPr")?;
    let text = heading_text(text);
    if level <= 2 {
        body.listed_headings += 1;
        let id = body.listed_headings.to_string();
        let xml = &mut body.xml;
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &bookmark(body.listed_headings))])?;
        run::plain(&text, xml)?;
        xml.empty("w:bookmarkEnd", &[("w:id", &id)])?;
    } else {
        run::plain(&text, &mut body.xml)?;
    }
    body.xml.end("w:p")
}

/// A heading's text, also in the table of contents.
pub(super) fn heading_text(text: &str) -> std::borrow::Cow<'_, str> {
    cut(text, LONGEST_HEADING, "…")
}

/// The name under which the table of contents finds the nth heading.
pub(super) fn bookmark(nth: u32) -> String {
    format!("_Toc{nth:08}")
}

/// What a caption counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// Tables.
    Table,
    /// Charts.
    Figure,
}

/// The numbered title above a table or a chart.
pub(super) fn caption(counted: Counted, title: &str, body: &mut Body<'_>) -> io::Result<()> {
    let (count, label, name) = match counted {
        Counted::Table => (&mut body.tables, &texts::TABLE, "Table"),
        Counted::Figure => (&mut body.figures, &texts::FIGURE, "Figure"),
    };
    *count += 1;
    let number = count.to_string();
    let xml = &mut body.xml;
    start("Caption", xml)?;
    run::plain(label.get(body.lang), xml)?;
    field::write(&format!("SEQ {name} \\* ARABIC"), &number, xml)?;
    run::plain(texts::AFTER_NUMBER.get(body.lang), xml)?;
    run::plain(&heading_text(title), xml)?;
    xml.end("w:p")
}

/// The end of the section on the present sheet, in a paragraph too low to need a page of its own.
pub(super) fn write_section_end(has_cover: bool, body: &mut Body<'_>) -> io::Result<()> {
    let sheet = body.sheet;
    write_low(body, |xml| sheet.write(has_cover, xml))
}

/// What keeps two tables apart, which Word would join.
pub(super) fn gap(body: &mut Body<'_>) -> io::Result<()> {
    write_low(body, |_| Ok(()))
}

fn write_low(body: &mut Body<'_>, properties: impl FnOnce(&mut Xml<'_>) -> io::Result<()>) -> io::Result<()> {
    let xml = &mut body.xml;
    xml.start("w:p", &[])?;
    xml.start("w:pPr", &[])?;
    xml.empty("w:spacing", &[("w:line", "120"), ("w:lineRule", "exact")])?;
    xml.start("w:rPr", &[])?;
    xml.value("w:sz", "8")?;
    xml.end("w:rPr")?;
    properties(xml)?;
    xml.end("w:pPr")?;
    xml.end("w:p")
}
