//! The first sheet: what was audited, what came of it, where the proof is, and who signs.

use rust_xlsxwriter::XlsxError;

use super::super::{document_texts, sign_off, texts, values};
use super::cell::number;
use super::chapters::Context;
use super::chart;
use super::page::{Cell, Page, Shown, link};
use super::style::{COUNT, share_format};
use super::{Setting, rules_table, words};
use crate::model::figures::grouped;
use crate::model::{Block, Document, KeyFigure, Value};

/// Charts on the first sheet; all of them stand with the analyses.
const CHARTS: usize = 4;
/// Headings of the first chapter that stand on the first sheet as well.
const HEADINGS: usize = 2;

/// Writes the sheet.
pub(super) fn write<'s>(
    document: &Document,
    context: &Context<'_, '_>,
    setting: &'s Setting,
) -> Result<Page<'s>, XlsxError> {
    let mut page = Page::new(&words::SHEET_SUMMARY, &rules_table::WIDTHS, setting)?;
    head(&mut page, document)?;
    warnings(&mut page, document, context)?;
    key_figures(&mut page, document)?;
    results(&mut page, document)?;
    rules_table::write(&mut page, &document.audit, context.findings)?;
    page.gap();
    sheets_of_findings(&mut page, context)?;
    charts(&mut page, context)?;
    room_to_sign(&mut page, document)?;
    page.sheet.set_freeze_panes(1, 0)?.set_active(true);
    Ok(page)
}

/// Title, subtitle and the facts of the cover.
fn head(page: &mut Page<'_>, document: &Document) -> Result<(), XlsxError> {
    let setting = page.setting;
    page.across(page.say(&document.title), &setting.styles.title(), 27.0)?;
    if let Some(subtitle) = &document.subtitle {
        page.across(page.say(subtitle), &setting.styles.subtitle(), 18.0)?;
    }
    page.gap();
    document.cover.iter().try_for_each(|fact| page.pair(page.say(&fact.label), page.say(&fact.value), 2))?;
    page.gap();
    Ok(())
}

/// What makes the audit incomplete, and what must be known first.
fn warnings(page: &mut Page<'_>, document: &Document, context: &Context<'_, '_>) -> Result<(), XlsxError> {
    let audit = &document.audit;
    let (written, all) = (context.findings.count(), audit.findings.count());
    let gaps = audit.gaps();
    if !gaps.is_empty() || written != all {
        page.heading(page.say(&texts::GAPS))?;
        gaps.iter().try_for_each(|gap| page.alarm(&format!("•  {}", page.say(gap))))?;
        if written != all {
            page.alarm(&words::incomplete(page.setting.lang, &grouped(written), &grouped(all)))?;
        }
        page.gap();
    }
    if !audit.notices.is_empty() {
        page.heading(page.say(&document_texts::NOTICES))?;
        audit.notices.iter().try_for_each(|notice| page.paragraph(&format!("•  {}", page.say(notice))))?;
        page.gap();
    }
    Ok(())
}

/// Label, value and what to read it against, four side by side.
fn key_figures(page: &mut Page<'_>, document: &Document) -> Result<(), XlsxError> {
    /// The columns of each card on this sheet; about the same width each.
    const CARDS: [(u16, u16); 4] = [(0, 2), (3, 7), (8, 12), (13, 15)];
    if document.key_figures.is_empty() {
        return Ok(());
    }
    page.chapter(page.say(&document_texts::KEY_FIGURES))?;
    let setting = page.setting;
    for cards in document.key_figures.chunks(CARDS.len()) {
        for (&(first, last), figure) in CARDS.iter().zip(cards) {
            page.span(first, last, page.say(&figure.label), &setting.styles.label())?;
        }
        page.row += 1;
        page.sheet.set_row_height(page.row, 24.0)?;
        for (&(first, last), figure) in CARDS.iter().zip(cards) {
            card_value(page, first, last, figure)?;
        }
        page.row += 1;
        for (&(first, last), figure) in CARDS.iter().zip(cards) {
            page.span(first, last, page.say(&figure.note), &setting.styles.value().set_font_size(9))?;
        }
        page.row += 2;
    }
    Ok(())
}

/// The value of a card over its columns; a number where it is one.
fn card_value(page: &mut Page<'_>, first: u16, last: u16, figure: &KeyFigure) -> Result<(), XlsxError> {
    let (lang, large) = (page.setting.lang, page.setting.styles.large(figure.is_bad));
    let (value, format) = match &figure.value {
        Value::Count(count) => (number(*count), COUNT.to_owned()),
        Value::Rate(rate) if rate.value().is_some() => {
            let share = rate.value().unwrap_or_default();
            (share, share_format(share))
        }
        other => return page.span(first, last, &values::shown(other, 0, lang), &large.set_quote_prefix()),
    };
    let format = large.set_num_format(format);
    page.span(first, last, "", &format)?;
    page.sheet.write_number_with_format(page.row, first, value, &format)?;
    Ok(())
}

/// What came out and what to do first: the start of the first chapter, up to its third heading.
fn results(page: &mut Page<'_>, document: &Document) -> Result<(), XlsxError> {
    let overview = document.chapters.iter().find(|chapter| chapter.key == "overview");
    let mut headings = 0;
    for block in overview.iter().flat_map(|chapter| &chapter.blocks) {
        match block {
            Block::Heading(text) if headings < HEADINGS => {
                headings += 1;
                page.chapter(page.say(text))?;
            }
            Block::Paragraph(text) => page.paragraph(page.say(text))?,
            Block::Bullets(items) => {
                items.iter().try_for_each(|item| page.paragraph(&format!("•  {}", page.say(item))))?;
                page.gap();
            }
            _ => break,
        }
    }
    Ok(())
}

/// Which sheets hold findings, and which family goes on where.
fn sheets_of_findings(page: &mut Page<'_>, context: &Context<'_, '_>) -> Result<(), XlsxError> {
    let parts = &context.findings.parts;
    if parts.is_empty() {
        return Ok(());
    }
    let lang = page.setting.lang;
    page.chapter(page.say(&words::SHEETS))?;
    for part in parts {
        let styles = &page.setting.styles;
        let shown = Shown::Link { to: link(&part.name, 0), words: part.name.clone() };
        let (row, holds) =
            (page.row, words::sheet_holds(lang, &part.first, &part.last, &grouped(part.count)));
        page.cells(vec![Cell { shown, format: styles.link() }])?;
        page.row = row;
        page.span(1, 2, words::family(&part.family).get(lang), &styles.words())?;
        page.span(3, 15, &holds, &styles.words())?;
        page.row += 1;
    }
    for family in parts.chunk_by(|one, next| one.family == next.family).filter(|family| family.len() > 1) {
        let names: Vec<&str> = family[1..].iter().map(|part| part.name.as_str()).collect();
        page.alarm(&words::continued(lang, &family[0].name, &names.join(texts::list_comma(lang))))?;
    }
    page.gap();
    Ok(())
}

/// The first charts of the report, two side by side.
fn charts(page: &mut Page<'_>, context: &Context<'_, '_>) -> Result<(), XlsxError> {
    let drawn: Vec<_> = context.charts.iter().filter(|placed| placed.is_drawn()).take(CHARTS).collect();
    if drawn.is_empty() {
        return Ok(());
    }
    page.sheet.set_page_breaks(&[page.row])?;
    page.chapter(page.say(&words::CHARTS))?;
    chart::write(page, &drawn)
}

/// Who was audited, who did it, who looked over it, and what they conclude; to be filled in by hand.
fn room_to_sign(page: &mut Page<'_>, document: &Document) -> Result<(), XlsxError> {
    page.chapter(page.say(&document_texts::SIGN_OFF))?;
    for pairs in sign_off::rows(document, page.setting.lang) {
        signed_row(page, pairs)?;
    }
    let (row, styles) = (page.row, &page.setting.styles);
    page.sheet.merge_range(row, 0, row + 4, 1, page.say(&document_texts::CONCLUSION), &styles.label())?;
    page.frame(2, 5)
}

fn signed_row(page: &mut Page<'_>, pairs: sign_off::Pairs<'_>) -> Result<(), XlsxError> {
    const PLACES: [(u16, u16, u16); 2] = [(0, 2, 6), (7, 9, 15)];
    page.sheet.set_row_height(page.row, 24.0)?;
    for ((first, value, last), (label, text)) in PLACES.into_iter().zip(pairs) {
        let styles = &page.setting.styles;
        page.span(first, value - 1, page.say(label), &styles.label())?;
        page.span(value, last, text, &styles.value())?;
    }
    page.row += 1;
    Ok(())
}
