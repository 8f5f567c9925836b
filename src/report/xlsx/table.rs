//! A result table of the model as cells: numbers stay numbers, in the order and with the totals given.

use rust_xlsxwriter::{Format, XlsxError};

use super::Setting;
use super::cell::width;
use super::page::{Cell, Page};
use super::style::total;
use super::words;
use crate::model::{Block, Chapter, ColumnKind, Lang, Rate, Table, Value, figures};

/// Columns are never narrower than this, nor words wider.
const NARROWEST: f64 = 11.0;
const WIDEST_WORDS: f64 = 34.0;
const WIDEST_PROSE: f64 = 56.0;
/// Figures past this width would be sentences.
const WIDEST_FIGURES: f64 = 18.0;

/// Writes title, columns, rows, totals, notes and the next step.
pub(super) fn write(page: &mut Page<'_>, table: &Table) -> Result<(), XlsxError> {
    let setting = page.setting;
    page.heading(page.say(&table.title))?;
    let taken: Vec<usize> = (0..table.columns.len()).map(|nth| taken(table, nth)).collect();
    page.header(&heads(table, &taken, setting.lang))?;
    for row in &table.rows {
        page.cells(cells(table, &taken, row, setting, |format| format))?;
    }
    if !table.totals.is_empty() {
        page.cells(cells(table, &taken, &table.totals, setting, total))?;
    }
    for note in &table.notes {
        page.note(page.say(note))?;
    }
    if !page.say(&table.next).is_empty() {
        page.note(page.say(&table.next))?;
    }
    Ok(())
}

/// The cells a column takes: three for a rate with bounds in any row, so that figures stand below each other.
fn taken(table: &Table, nth: usize) -> usize {
    let rates = table.rows.iter().chain([&table.totals]).filter_map(|row| match row.get(nth) {
        Some(Value::Rate(rate)) => Some(rate),
        _ => None,
    });
    let is_rate = table.columns[nth].kind == ColumnKind::Rate;
    let has_bounds = |rate: &Rate| rate.value().is_some() && rate.undetermined > 0;
    if is_rate && rates.into_iter().any(has_bounds) { 3 } else { 1 }
}

/// The titles of the columns.
fn heads(table: &Table, taken: &[usize], lang: Lang) -> Vec<String> {
    let each = table.columns.iter().zip(taken).flat_map(|(column, &taken)| {
        let title = column.title.get(lang);
        match column.kind {
            ColumnKind::Rate if taken == 3 => {
                vec![title.to_owned(), words::bound(lang, title, false), words::bound(lang, title, true)]
            }
            ColumnKind::Minutes => vec![words::hours_and_minutes(lang, title)],
            _ => vec![title.to_owned()],
        }
    });
    each.collect()
}

fn cells(
    table: &Table,
    taken: &[usize],
    row: &[Value],
    setting: &Setting,
    weight: fn(Format) -> Format,
) -> Vec<Cell> {
    let pairs = table.columns.iter().zip(taken).zip(row);
    let cells = pairs.flat_map(|((column, &taken), value)| match column.kind {
        ColumnKind::Rate => rate(value, setting).into_iter().take(taken).collect(),
        kind => vec![cell(kind, value, setting)],
    });
    cells.map(|cell| Cell { format: weight(cell.format), ..cell }).collect()
}

fn rate(value: &Value, setting: &Setting) -> [Cell; 3] {
    match value {
        Value::Rate(rate) => rate_cells(Some(*rate), setting),
        Value::Nothing => rate_cells(None, setting),
        other => {
            let blank = || Cell::empty(setting.styles.words());
            [cell(ColumnKind::Words, other, setting), blank(), blank()]
        }
    }
}

/// A rate and its bounds.
pub(super) fn rate_cells(rate: Option<Rate>, setting: &Setting) -> [Cell; 3] {
    let decided = rate.filter(|rate| rate.value().is_some());
    [
        decided.and_then(|rate| rate.value()),
        decided.and_then(|rate| rate.lower()),
        decided.and_then(|rate| rate.upper()),
    ]
    .map(|share| match share {
        Some(share) => Cell::figure(share, setting.styles.share(share)),
        None => Cell::words(figures::NONE, setting.styles.right()),
    })
}

/// One value, as its own kind asks and its column aligns.
pub(super) fn cell(kind: ColumnKind, value: &Value, setting: &Setting) -> Cell {
    let (styles, lang) = (&setting.styles, setting.lang);
    let aligned = match kind {
        ColumnKind::Words | ColumnKind::Prose => styles.words(),
        _ => styles.right(),
    };
    match value {
        Value::Words(words) => Cell::words(words.as_str(), aligned.set_quote_prefix()),
        Value::Label(text) => Cell::words(text.get(lang), aligned),
        Value::Count(count) => Cell::count(*count, styles.count()),
        Value::Rate(rate) => match rate.value() {
            Some(share) => Cell::figure(share, styles.share(share)),
            None => Cell::words(figures::NONE, aligned),
        },
        // A spreadsheet cannot show a negative duration.
        Value::Minutes(minutes) if *minutes < 0.0 || !minutes.is_finite() => {
            Cell::words(figures::span(*minutes, lang), aligned)
        }
        Value::Minutes(minutes) => Cell::figure(minutes / 1440.0, styles.duration()),
        Value::At(at) => Cell::moment(Some(*at), setting),
        Value::Nothing => Cell::words(figures::NONE, aligned),
    }
}

/// The widths with which the tables of these chapters can stand one below the other.
pub(super) fn widths<'a>(chapters: impl Iterator<Item = &'a Chapter>, lang: Lang) -> Vec<f64> {
    // Paragraphs want some room even where no table does.
    let mut widths = vec![22.0, 14.0, 14.0, 14.0, 14.0, 14.0, 14.0, 14.0];
    let tables = chapters.flat_map(|chapter| &chapter.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for table in tables {
        let mut place = 0;
        for nth in 0..table.columns.len() {
            let taken = taken(table, nth);
            let width = wanted(table, nth, lang);
            for at in place..place + taken {
                if widths.len() <= at {
                    widths.push(NARROWEST);
                }
                widths[at] = widths[at].max(width);
            }
            place += taken;
        }
    }
    widths
}

fn wanted(table: &Table, nth: usize, lang: Lang) -> f64 {
    let column = &table.columns[nth];
    let widest = match column.kind {
        ColumnKind::Words => WIDEST_WORDS,
        ColumnKind::Prose => WIDEST_PROSE,
        _ => WIDEST_FIGURES,
    };
    let shown =
        table.rows.iter().chain([&table.totals]).filter_map(|row| row.get(nth)).map(|value| match value {
            Value::Words(words) => width(words),
            Value::Label(text) => width(text.get(lang)),
            Value::At(_) => 19.0,
            _ => 0.0,
        });
    let title = match column.kind {
        ColumnKind::Minutes => width(&words::hours_and_minutes(lang, column.title.get(lang))) / 2.0 + 2.0,
        _ => width(column.title.get(lang)) / 2.0,
    };
    shown.fold(title, f64::max).clamp(NARROWEST - 2.0, widest - 2.0) + 2.0
}
