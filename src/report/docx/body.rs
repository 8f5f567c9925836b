//! The text from cover to last chapter, and the sheets it stands on.

use std::io::{self, Write};

use super::super::manifest::words;
use super::page::{LANDSCAPE, PORTRAIT, Sheet};
use super::xml::{WORD, Xml};
use super::{chart, contents, cover, facts, findings, paragraph, proof, sign_off, table};
use crate::model::{Block, Chapter, Document, Lang};

/// The text while it is written, and how far the numbering has come.
pub(super) struct Body<'a> {
    /// Where elements go.
    pub(super) xml: Xml<'a>,
    /// The language of all wording.
    pub(super) lang: Lang,
    /// The sheet in use.
    pub(super) sheet: Sheet,
    /// Headings that the table of contents lists.
    pub(super) listed_headings: u32,
    /// Tables with a title.
    pub(super) tables: u32,
    /// Charts.
    pub(super) figures: u32,
}

/// Writes cover, table of contents and chapters.
pub(super) fn write(document: &Document, lang: Lang, top: usize, out: &mut dyn Write) -> io::Result<()> {
    let xml = Xml::part(out)?;
    let body = &mut Body { xml, lang, sheet: PORTRAIT, listed_headings: 0, tables: 0, figures: 0 };
    let relations = ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
    body.xml.start("w:document", &[WORD, relations])?;
    body.xml.start("w:body", &[])?;
    cover::write(document, body)?;
    contents::write(document, body)?;
    let has_cover = write_chapters(document, top, body)?;
    sign_off::write(document, body)?;
    write_manifest(document, body)?;
    body.sheet.write(has_cover, &mut body.xml)?;
    body.xml.end("w:body")?;
    body.xml.end("w:document")
}

/// A chapter that needs a lying sheet gets it, and those beside it that need one too; returns whether the cover
/// still belongs to the section that is open.
fn write_chapters(document: &Document, top: usize, body: &mut Body<'_>) -> io::Result<bool> {
    let mut has_cover = true;
    for (nth, chapter) in document.chapters.iter().enumerate() {
        let sheet = sheet_of(chapter, body.lang);
        let turns = sheet != body.sheet;
        if turns {
            paragraph::write_section_end(has_cover, body)?;
            has_cover = false;
            body.sheet = sheet;
        }
        write_chapter(chapter, document, nth == 0 && !turns, top, body)?;
    }
    // What comes last stands upright, on a page of its own if the last chapter lies.
    if body.sheet != PORTRAIT {
        paragraph::write_section_end(has_cover, body)?;
        has_cover = false;
        body.sheet = PORTRAIT;
    }
    Ok(has_cover)
}

/// How the report can be verified.
fn write_manifest(document: &Document, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    paragraph::write("Caption", words::TITLE.get(lang), body)?;
    let entries = words::entries(document, lang);
    let pairs: Vec<(&str, &str)> = entries.iter().map(|(label, value)| (*label, value.as_str())).collect();
    let width = body.sheet.width();
    facts::write_pairs(&pairs, width, body)
}

fn sheet_of(chapter: &Chapter, lang: Lang) -> Sheet {
    let needs_width = |block: &Block| match block {
        Block::Findings(codes) => !codes.is_empty(),
        Block::Table(table) => !table::fits(table, PORTRAIT, lang),
        _ => false,
    };
    if chapter.blocks.iter().any(needs_width) { LANDSCAPE } else { PORTRAIT }
}

fn write_chapter(
    chapter: &Chapter,
    document: &Document,
    on_new_page: bool,
    top: usize,
    body: &mut Body<'_>,
) -> io::Result<()> {
    paragraph::heading(1, chapter.title.get(body.lang), on_new_page, body)?;
    let mut below = 2;
    for block in &chapter.blocks {
        match block {
            Block::Heading(text) => {
                below = 3;
                paragraph::heading(2, text.get(body.lang), false, body)?;
            }
            Block::Paragraph(text) => paragraph::write("BodyText", text.get(body.lang), body)?,
            Block::Bullets(items) => {
                for item in items {
                    paragraph::write("ListBullet", item.get(body.lang), body)?;
                }
            }
            Block::Facts(facts) => facts::write(facts, body)?,
            Block::Table(table) => table::write(table, body)?,
            Block::Chart(chart) => chart::write(chart, body)?,
            Block::Proof(proof) => proof::write(proof, below, body)?,
            Block::Findings(codes) => {
                for &code in codes {
                    findings::write(code, &document.audit, below, top, body)?;
                }
            }
        }
    }
    Ok(())
}

/// The headings the table of contents lists, with their levels, in the order of [`write_chapters`].
pub(super) fn listed_headings(document: &Document, lang: Lang) -> Vec<(usize, String)> {
    let mut headings = Vec::new();
    for chapter in &document.chapters {
        headings.push((1, chapter.title.get(lang).to_owned()));
        let mut has_headings = false;
        for block in &chapter.blocks {
            match block {
                Block::Heading(text) => {
                    has_headings = true;
                    headings.push((2, text.get(lang).to_owned()));
                }
                Block::Proof(proof) if !has_headings => headings.push((2, proof::title(proof, lang))),
                Block::Findings(codes) if !has_headings => {
                    let titles = codes.iter().map(|&code| (2, findings::title(code, &document.audit, lang)));
                    headings.extend(titles);
                }
                _ => {}
            }
        }
    }
    headings
}
