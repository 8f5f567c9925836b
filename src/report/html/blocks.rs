//! The parts of a chapter, except findings.

use super::super::document_texts as words;
use super::markup::Html;
use super::{chart, header, proof, table};
use crate::model::figures::grouped;
use crate::model::{Block, Document, Text};

/// Items of a list that are shown; an auditor writes fewer.
const MOST_BULLETS: usize = 100;

/// Writes one part; findings have their own room and are not written here.
pub(super) fn write(html: &mut Html, document: &Document, block: &Block) {
    match block {
        Block::Heading(heading) => {
            html.raw("<h3>").words(heading).raw("</h3>\n");
        }
        Block::Paragraph(paragraph) => {
            html.raw("<p>").words(paragraph).raw("</p>\n");
        }
        Block::Bullets(items) => bullets(html, items),
        Block::Facts(facts) => header::facts(html, facts),
        Block::Table(table) => table::write(html, table),
        Block::Chart(chart) => chart::write(html, chart),
        Block::Proof(proof) => proof::write(html, document, proof),
        Block::Findings(_) => {}
    }
}

fn bullets(html: &mut Html, items: &[Text]) {
    html.raw("<ul class=\"bullets\">");
    for item in items.iter().take(MOST_BULLETS) {
        html.raw("<li>").words(item).raw("</li>");
    }
    if items.len() > MOST_BULLETS {
        let left = grouped((items.len() - MOST_BULLETS) as u64);
        let lang = html.lang;
        html.raw("<li class=\"note\">").text(&words::more_items(lang, &left)).raw("</li>");
    }
    html.raw("</ul>\n");
}
