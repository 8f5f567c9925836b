//! Where every physical row of every input went, and the rows that could not be used.

use rust_xlsxwriter::XlsxError;

use super::super::{place, texts};
use super::chapters::{Context, chapter_of};
use super::page::{Cell, Page};
use super::style::{bad, total};
use super::{Limits, Setting, words};
use crate::model::figures::grouped;
use crate::model::{Document, InputAccount};

const WIDTHS: [f64; 14] = [30.0, 9.0, 9.0, 12.0, 11.0, 9.0, 9.0, 11.0, 9.0, 11.0, 11.0, 10.0, 34.0, 34.0];

/// Writes the accounts, what the document says of the inputs, and the rejected rows.
pub(super) fn write<'s>(
    document: &Document,
    context: &Context<'_, '_>,
    limits: Limits,
    setting: &'s Setting,
) -> Result<Page<'s>, XlsxError> {
    let mut page = Page::new(&words::SHEET_RECONCILIATION, &WIDTHS, setting)?;
    page.title(page.say(&words::SHEET_RECONCILIATION))?;
    page.chapter(page.say(&texts::ROWS))?;
    let heads = [
        &texts::FILE,
        &texts::KIND,
        &texts::FORMAT,
        &words::ENCODING,
        &words::PHYSICAL,
        &texts::HEADER,
        &texts::BLANK,
        &texts::TOTAL_ROWS,
        &texts::REJECTED,
        &texts::USED,
        &words::SUM,
        &words::CHECK,
        &words::DECIDED_BY,
        &words::UNRECOGNISED,
    ];
    page.header(&heads.map(|head| page.say(head).to_owned()))?;
    for input in &document.audit.inputs {
        page.cells(account(&page, input))?;
    }
    if document.audit.inputs.len() > 1 {
        page.cells(totals(&page, &document.audit.inputs))?;
    }
    page.note(page.say(&words::ACCOUNT_NOTE))?;
    page.gap();
    chapter_of(&mut page, document, "inputs", context)?;
    rejects(&mut page, document, limits)?;
    Ok(page)
}

/// The account of an input; the check is a value, not a formula, so that nobody changes it by accident.
fn account(page: &Page<'_>, input: &InputAccount) -> Vec<Cell> {
    let (styles, rows) = (&page.setting.styles, input.rows);
    let parts = [rows.header, rows.blank, rows.total, rows.rejected, rows.used];
    let mut cells = vec![
        Cell::words(place::file(&input.file, input.sheet.as_deref()), styles.id()),
        Cell::words(page.say(&input.kind.label()), styles.words()),
        Cell::words(input.format, styles.words()),
        Cell::words(input.encoding.as_deref().unwrap_or_default(), styles.words()),
        Cell::count(rows.physical, styles.count()),
    ];
    cells.extend(parts.map(|part| Cell::count(part, styles.count())));
    cells.push(Cell::count(parts.iter().sum(), styles.count()));
    cells.push(match rows.closes() {
        true => Cell::words(page.say(&words::CLOSES), styles.words()),
        false => Cell::words(page.say(&words::DIFFERS), bad(styles.words())),
    });
    cells.push(Cell::words(page.say(&input.decided_by), styles.words()));
    let comma = texts::list_comma(page.setting.lang);
    cells.push(Cell::words(input.unrecognised.join(comma), styles.id()));
    cells
}

/// The rows of all inputs together.
fn totals(page: &Page<'_>, inputs: &[InputAccount]) -> Vec<Cell> {
    let styles = &page.setting.styles;
    let mut cells: Vec<Cell> = WIDTHS.iter().map(|_| Cell::empty(total(styles.words()))).collect();
    cells[0] = Cell::words(page.say(&texts::TOTAL), total(styles.words()));
    let mut sums = [0_u64; 7];
    for rows in inputs.iter().map(|input| input.rows) {
        let parts = [rows.header, rows.blank, rows.total, rows.rejected, rows.used];
        let counts = [rows.physical].into_iter().chain(parts).chain([parts.iter().sum()]);
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    for (cell, sum) in cells[4..].iter_mut().zip(sums) {
        *cell = Cell::count(sum, total(styles.count()));
    }
    cells
}

fn rejects(page: &mut Page<'_>, document: &Document, limits: Limits) -> Result<(), XlsxError> {
    let rejects = &document.audit.rejects;
    page.chapter(page.say(&texts::REJECTS))?;
    if rejects.is_empty() {
        return page.paragraph(page.say(&texts::NO_ROWS));
    }
    let (styles, lang) = (&page.setting.styles, page.setting.lang);
    let row = page.row;
    page.cells([&texts::FILE, &words::ROW].map(|head| Cell::words(page.say(head), styles.header())).into())?;
    page.row = row;
    page.span(2, 7, page.say(&texts::REASON), &styles.header())?;
    page.span(8, 13, page.say(&texts::ROW_TEXT), &styles.header())?;
    page.row += 1;
    // The last row stays for saying what is left out.
    let room = limits.rows.saturating_sub(page.row + 1) as usize;
    for reject in rejects.iter().take(room) {
        let row = page.row;
        page.cells(vec![
            Cell::words(place::file(&reject.file, reject.sheet.as_deref()), styles.id()),
            Cell::count(u64::from(reject.row), styles.count()),
        ])?;
        page.row = row;
        page.span(2, 7, page.say(&reject.reason), &styles.words())?;
        page.span(8, 13, &reject.text, &styles.id())?;
        page.row += 1;
    }
    let (shown, all) = (rejects.len().min(room) as u64, rejects.len() as u64);
    page.note(&texts::shown_rejects(lang, &grouped(shown), &grouped(all)))
}
