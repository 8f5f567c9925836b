//! The table of contents: a field that Word fills when it opens the file, and the list until then.
//!
//! Refuses page numbers: only Word knows them, and a wrong one is worse than none.

use std::io;

use super::body::{Body, listed_headings};
use super::{field, paragraph, run, texts};
use crate::model::{Document, Lang};

/// Writes the table of contents on a page of its own.
pub(super) fn write(document: &Document, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    paragraph::write("TOCHeading", texts::CONTENTS.get(lang), body)?;
    let headings = listed_headings(document, lang);
    let numbers = numbers(headings.iter().map(|&(level, _)| level), lang);
    let xml = &mut body.xml;
    for (nth, ((level, title), number)) in headings.iter().zip(numbers).enumerate() {
        let style = if *level == 1 { "TOC1" } else { "TOC2" };
        paragraph::start(style, xml)?;
        if nth == 0 {
            field::start(r#"TOC \o "1-2" \h \z \u"#, xml)?;
        }
        let bookmark = paragraph::bookmark(u32::try_from(nth + 1).unwrap_or(u32::MAX));
        xml.start("w:hyperlink", &[("w:anchor", &bookmark), ("w:history", "1")])?;
        run::plain(&format!("{number}{}", paragraph::heading_text(title)), xml)?;
        xml.end("w:hyperlink")?;
        xml.end("w:p")?;
    }
    xml.start("w:p", &[])?;
    if !headings.is_empty() {
        field::end(xml)?;
    }
    xml.end("w:p")
}

/// The numbers before headings of these levels.
fn numbers(levels: impl Iterator<Item = usize>, lang: Lang) -> Vec<String> {
    let mut at = [0; 3];
    levels
        .map(|level| {
            at[level - 1] += 1;
            at[level..].fill(0);
            texts::heading_number(lang, at, level)
        })
        .collect()
}
