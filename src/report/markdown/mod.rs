//! GitHub-flavoured Markdown: the same chapters as text, charts as tables.
//!
//! Owns layout. Every text passes through `escape`. Refuses to count or to choose: findings are the first of
//! each rule, with how many there are.

mod chart;
mod escape;
mod findings;
mod front;
mod grid;
mod proof;
mod table;

use std::io::{self, BufWriter, Write};

use super::{ReportError, View, document_texts as words};
use crate::model::figures::grouped;
use crate::model::{Block, Document, Fact, Lang, Text};

/// What is needed to write a part.
struct Page<'a> {
    document: &'a Document,
    lang: Lang,
    top: usize,
    out: &'a mut dyn Write,
}

/// Writes the document as Markdown; of each rule the first `top` findings.
///
/// Findings are taken from their source one at a time.
///
/// # Errors
/// [`ReportError`] when `out` refuses to be written to.
pub fn write_markdown(
    document: &Document,
    view: &View,
    top: usize,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    let page = &mut Page { document, lang: view.lang, top, out: &mut out };
    front::write(page)?;
    for (nth, chapter) in document.chapters.iter().enumerate() {
        let (number, title) =
            (words::chapter(page.lang, nth + 1), escape::text(chapter.title.get(page.lang)));
        let gap = front::gap(page.lang);
        writeln!(page.out, "<a id=\"{}\"></a>\n\n## {number}{gap}{title}\n", chapter.key)?;
        for block in &chapter.blocks {
            page.block(block)?;
        }
    }
    front::write_room_to_sign(page)?;
    front::write_manifest(page)?;
    Ok(out.flush()?)
}

impl Page<'_> {
    fn block(&mut self, block: &Block) -> io::Result<()> {
        match block {
            Block::Heading(heading) => writeln!(self.out, "### {}\n", escape::text(heading.get(self.lang))),
            Block::Paragraph(paragraph) => self.paragraph(paragraph.get(self.lang)),
            Block::Bullets(items) => self.bullets(items),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(table) => table::write(self, table),
            Block::Chart(chart) => chart::write(self, chart),
            Block::Proof(proof) => proof::write(self, proof),
            Block::Findings(codes) => findings::write(self, codes),
        }
    }

    fn paragraph(&mut self, text: &str) -> io::Result<()> {
        match text {
            "" => Ok(()),
            text => writeln!(self.out, "{}\n", escape::text(text)),
        }
    }

    fn bullets(&mut self, items: &[Text]) -> io::Result<()> {
        for item in items {
            writeln!(self.out, "- {}", escape::text(item.get(self.lang)))?;
        }
        writeln!(self.out)
    }

    fn facts(&mut self, facts: &[Fact]) -> io::Result<()> {
        for fact in facts {
            self.labelled(fact.label.get(self.lang), fact.value.get(self.lang))?;
        }
        writeln!(self.out)
    }

    fn labelled(&mut self, label: &str, value: &str) -> io::Result<()> {
        let colon = super::texts::colon(self.lang);
        writeln!(self.out, "- **{}**{colon}{}", escape::text(label), escape::text(value))
    }

    /// What found no room, in words.
    fn cut(&mut self, shown: usize, all: usize) -> io::Result<()> {
        if shown >= all {
            return Ok(());
        }
        let line = words::shown_rows(self.lang, &grouped(shown as u64), &grouped(all as u64));
        self.paragraph(&line)
    }
}
