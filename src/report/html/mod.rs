//! One file for a browser and for paper: no network, no framework, below a megabyte whatever comes in.
//!
//! Owns the order of the page and its budget of bytes. Refuses to count or to choose: findings are the first
//! of each rule, and what finds no room is said to be missing.

mod blocks;
mod chart;
mod finding_row;
mod findings;
mod header;
mod manifest;
mod markup;
mod proof;
mod rows;
mod security;
mod table;

use std::io::{BufWriter, Write};

use super::{ReportError, View, document_texts as words, rules_shown};
use crate::model::{Block, Chapter, Code, Document};
use markup::Html;

/// The most bytes of a page.
pub(super) const MOST_BYTES: usize = 999_999;
/// Of what is left after header and footer, the part that is kept for findings where there are any.
const KEPT_FOR_FINDINGS: usize = 45;
/// The most chapters; a document has thirteen.
pub(super) const MOST_CHAPTERS: usize = 40;

/// A part of the page, in order.
enum Part<'a> {
    /// Written already.
    Done(Html),
    /// Findings of these rules, written when their room is known.
    Findings(&'a [Code]),
}

/// Writes the document as a page of its own.
///
/// Of each rule the first `top` findings are shown, and fewer where all of them would exceed a megabyte.
/// Findings are taken from their source one at a time.
///
/// # Errors
/// [`ReportError`] when `out` refuses to be written to.
pub fn write_html(
    document: &Document,
    view: &View,
    top: usize,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    let start = header::page_start(document, view.lang);
    let end = manifest::page_end(document, view.lang);
    let mut room = MOST_BYTES - start.len() - end.len();
    let groups = groups(document);
    let kept = if groups == 0 { 0 } else { room * KEPT_FOR_FINDINGS / 100 };
    let parts = parts(document, view, room - kept);
    room -= parts.iter().map(Part::len).sum::<usize>();
    let mut writer = findings::Writer { document, view, top, room, groups };
    out.write_all(start.as_str().as_bytes())?;
    for part in &parts {
        match part {
            Part::Done(html) => out.write_all(html.as_str().as_bytes())?,
            Part::Findings(codes) => writer.write(codes, &mut out)?,
        }
    }
    out.write_all(end.as_str().as_bytes())?;
    Ok(out.flush()?)
}

impl Part<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Done(html) => html.len(),
            Self::Findings(_) => 0,
        }
    }
}

/// How many rules with findings stand in the document; a rule that stands twice counts twice.
fn groups(document: &Document) -> usize {
    let blocks = document.chapters.iter().take(MOST_CHAPTERS).flat_map(|chapter| &chapter.blocks);
    let codes = blocks.filter_map(|block| match block {
        Block::Findings(codes) => Some(codes),
        _ => None,
    });
    codes.map(|codes| rules_shown::with_findings(document, codes).len()).sum()
}

/// Everything but the findings, in at most `room` bytes.
fn parts<'a>(document: &'a Document, view: &View, mut room: usize) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for (nth, chapter) in document.chapters.iter().take(MOST_CHAPTERS).enumerate() {
        let frame = chapter_frame(view, nth + 1, chapter);
        let reserved = frame.iter().map(Html::len).sum::<usize>();
        if reserved > room {
            break;
        }
        room -= reserved;
        let [start, no_room, end] = frame;
        parts.push(Part::Done(start));
        let mut is_cut = false;
        for block in &chapter.blocks {
            if let Block::Findings(codes) = block {
                parts.push(Part::Findings(codes));
                continue;
            }
            let mut html = Html::new(view.lang);
            blocks::write(&mut html, document, block);
            if html.len() > room {
                is_cut = true;
                continue;
            }
            room -= html.len();
            parts.push(Part::Done(html));
        }
        if is_cut {
            parts.push(Part::Done(no_room));
        }
        parts.push(Part::Done(end));
    }
    parts
}

/// The start of a chapter, what stands in it where something found no room, and its end.
fn chapter_frame(view: &View, nth: usize, chapter: &Chapter) -> [Html; 3] {
    let mut start = Html::new(view.lang);
    start.raw("<section class=\"chapter\"").attribute("id", chapter.key).raw("><h2><span class=\"nth\">");
    start.text(&words::chapter(view.lang, nth)).raw("</span>");
    start.brief(chapter.title.get(view.lang)).raw("</h2>\n");
    let mut no_room = Html::new(view.lang);
    no_room.raw("<p class=\"note\">").text(words::no_room(view.lang)).raw("</p>");
    let mut end = Html::new(view.lang);
    end.raw("</section>\n");
    [start, no_room, end]
}
