//! The chapters of the report on sheets: analyses, cases, advice.
//!
//! Owns which chapter stands on which sheet. What a chapter says was decided by the document.

use rust_xlsxwriter::XlsxError;

use super::chart;
use super::chart_data::Placed;
use super::findings::Written;
use super::page::{Cell, Page, Shown, link};
use super::style::LINE;
use super::{Setting, proof, table, words};
use crate::model::{Block, Chapter, Code, Document, RuleOutcome, Text};

/// A sheet that is made of chapters.
struct Sheet {
    name: &'static Text,
    /// The chapters on it; `None` takes those that no other sheet does.
    keys: Option<&'static [&'static str]>,
}

static SHEETS: [Sheet; 3] = [
    Sheet { name: &words::SHEET_ANALYSES, keys: None },
    Sheet { name: &words::SHEET_CASES, keys: Some(&["cases"]) },
    Sheet { name: &words::SHEET_ADVICE, keys: Some(&["recommendations", "not-evaluated", "limits"]) },
];

/// Chapters whose sheets are written from the audit itself; their words stand there.
pub(super) const ELSEWHERE: [&str; 3] = ["inputs", "rules", "manifest"];

impl Sheet {
    fn takes(&self, chapter: &Chapter) -> bool {
        match self.keys {
            Some(keys) => keys.contains(&chapter.key),
            None => {
                let others = SHEETS.iter().filter_map(|sheet| sheet.keys).flatten();
                !others.chain(&ELSEWHERE).any(|key| *key == chapter.key)
            }
        }
    }
}

/// A chapter with charts that begins above this row still finds room for one on the first page.
const CHARTS_FIT: u32 = 16;

/// What blocks may refer to.
pub(super) struct Context<'a, 'd> {
    pub(super) charts: &'a [Placed<'d>],
    pub(super) findings: &'a Written,
    pub(super) rules: &'d [RuleOutcome],
}

/// The sheets of chapters, without those that nothing would stand on.
pub(super) fn sheets<'s>(
    document: &Document,
    context: &Context<'_, '_>,
    setting: &'s Setting,
) -> Result<Vec<Page<'s>>, XlsxError> {
    let mut pages = Vec::new();
    for sheet in &SHEETS {
        let chapters = || document.chapters.iter().filter(|chapter| sheet.takes(chapter));
        if chapters().next().is_none() {
            continue;
        }
        let mut widths = table::widths(chapters(), setting.lang);
        let proofs =
            chapters().flat_map(|chapter| &chapter.blocks).any(|block| matches!(block, Block::Proof(_)));
        if proofs {
            widths.resize(widths.len().max(proof::WIDTHS.len()), 12.0);
            widths.iter_mut().zip(proof::WIDTHS).for_each(|(width, wanted)| *width = wanted);
            widths.truncate(proof::WIDTHS.len().max(tables_wide(chapters())));
        }
        let mut page = Page::new(sheet.name, &widths, setting)?;
        page.title(page.say(sheet.name))?;
        let mut breaks = Vec::new();
        for chapter in chapters() {
            if page.row > CHARTS_FIT && chapter.blocks.iter().any(|block| matches!(block, Block::Chart(_))) {
                breaks.push(page.row);
            }
            page.chapter(page.say(&chapter.title))?;
            blocks(&mut page, &chapter.blocks, context)?;
            page.gap();
        }
        page.sheet.set_page_breaks(&breaks)?;
        pages.push(page);
    }
    Ok(pages)
}

/// The columns of the widest table.
fn tables_wide<'a>(chapters: impl Iterator<Item = &'a Chapter>) -> usize {
    let tables = chapters.flat_map(|chapter| &chapter.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table.columns.len()),
        _ => None,
    });
    tables.max().unwrap_or(0)
}

/// The blocks of a chapter on a sheet of another making, without the table that the sheet itself shows.
pub(super) fn chapter_of(
    page: &mut Page<'_>,
    document: &Document,
    key: &str,
    context: &Context<'_, '_>,
) -> Result<(), XlsxError> {
    let chapters =
        document.chapters.iter().filter(|chapter| chapter.key == key && !chapter.blocks.is_empty());
    for chapter in chapters {
        let parts = chapter.blocks.split(|block| is_table(block, key));
        let rest: Vec<&[Block]> = parts.filter(|part| !part.is_empty()).collect();
        if rest.is_empty() {
            continue;
        }
        page.chapter(page.say(&chapter.title))?;
        rest.into_iter().try_for_each(|part| blocks(page, part, context))?;
        page.gap();
    }
    Ok(())
}

/// Whether the block is the table of this name.
fn is_table(block: &Block, name: &str) -> bool {
    matches!(block, Block::Table(table) if table.name == name)
}

fn blocks(page: &mut Page<'_>, blocks: &[Block], context: &Context<'_, '_>) -> Result<(), XlsxError> {
    let is_chart = |block: &Block| matches!(block, Block::Chart(_));
    for run in blocks.chunk_by(|one, next| is_chart(one) && is_chart(next)) {
        match run {
            [Block::Chart(_), ..] => chart::write(page, &placed(run, context))?,
            _ => run.iter().try_for_each(|block| write_block(page, block, context))?,
        }
    }
    Ok(())
}

/// The charts among the blocks.
fn placed<'a, 'd>(blocks: &[Block], context: &Context<'a, 'd>) -> Vec<&'a Placed<'d>> {
    let charts = blocks.iter().filter_map(|block| match block {
        Block::Chart(chart) => context.charts.iter().find(|placed| std::ptr::eq(placed.chart, chart)),
        _ => None,
    });
    charts.collect()
}

fn write_block(page: &mut Page<'_>, block: &Block, context: &Context<'_, '_>) -> Result<(), XlsxError> {
    match block {
        Block::Heading(text) => {
            page.gap();
            page.heading(page.say(text))
        }
        Block::Paragraph(text) => page.paragraph(page.say(text)),
        Block::Bullets(items) => {
            items.iter().try_for_each(|item| page.paragraph(&format!("•  {}", page.say(item))))
        }
        Block::Facts(facts) => {
            facts.iter().try_for_each(|fact| page.pair(page.say(&fact.label), page.say(&fact.value), 1))?;
            page.gap();
            Ok(())
        }
        Block::Table(table) => {
            table::write(page, table)?;
            page.gap();
            Ok(())
        }
        // Charts that follow each other stand side by side.
        Block::Chart(_) => chart::write(page, &placed(std::slice::from_ref(block), context)),
        Block::Proof(proof) => {
            page.gap();
            proof::write(page, proof)?;
            page.gap();
            Ok(())
        }
        Block::Findings(codes) => {
            codes.iter().try_for_each(|&code| findings_link(page, code, context))?;
            page.gap();
            Ok(())
        }
    }
}

/// Where all findings of a rule stand.
fn findings_link(page: &mut Page<'_>, code: Code, context: &Context<'_, '_>) -> Result<(), XlsxError> {
    let (styles, row) = (&page.setting.styles, page.row);
    let rule = context.rules.iter().find(|rule| rule.doc.code == code);
    let title = rule.map_or("", |rule| page.say(&rule.doc.title));
    let cell = match context.findings.start_of(code) {
        Some(start) => {
            let words = format!("{} {}", page.say(&words::SEE_SHEET), start.sheet);
            let shown = Shown::Link { to: link(&start.sheet, start.row), words };
            Cell { shown, format: styles.loose_link() }
        }
        None => Cell::words(page.say(&words::NONE_FOUND), styles.plain()),
    };
    page.cells(vec![Cell::words(format!("{code} {title}"), styles.label()), cell])?;
    // The words after the label run on over the empty cells beside them.
    page.sheet.set_row_height(row, LINE)?;
    Ok(())
}
