//! Every column: what it was taken for and why, how full it is, and what its values look like.

use std::io;

use super::super::super::{inspection_texts as words, texts};
use super::super::grid::{Cell, Grid};
use super::super::layout::Track;
use super::super::measure::GLUE;
use super::super::screen::{Paint, Screen};
use crate::model::figures::{self, grouped};
use crate::model::{ColumnView, Inspection, Lang};

/// Forms of values named in a cell; how many there are is said.
const FORMS_SHOWN: usize = 3;

/// Prints the columns that mean something, those that do not, and the fields that have none.
pub(super) fn print(seen: &Inspection, limit: usize, screen: &mut Screen<'_>) -> io::Result<()> {
    if seen.columns.is_empty() {
        return Ok(());
    }
    let lang = screen.lang;
    let known: Vec<&ColumnView> = seen.columns.iter().filter(|column| column.field.is_some()).collect();
    let count = |number: usize| grouped(number as u64);
    screen.blank()?;
    let heading = words::columns(lang, &count(seen.columns.len()), &count(known.len()));
    screen.lines("", &heading, Paint::Heading)?;
    if !known.is_empty() {
        print_known(&known, screen)?;
    }
    for column in &known {
        print_remarks(column, limit, screen)?;
    }
    let unknown: Vec<&ColumnView> = seen.unrecognised().collect();
    if !unknown.is_empty() {
        print_unknown(&unknown, limit, screen)?;
    }
    print_absent(seen, screen)
}

/// `F 受理时间`.
pub(super) fn letter_and_header(column: &ColumnView) -> String {
    format!("{} {}", column.letter, column.header).trim_end().to_owned()
}

fn print_known(columns: &[&ColumnView], screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let mut grid = Grid::new(vec![
        Track::words(words::LETTER.get(lang)),
        Track::words(words::HEADER.get(lang)).shrinks(10, 2, 3),
        Track::words(words::TAKEN_FOR.get(lang)).shrinks(18, 2, 2),
        Track::words(words::WHY.get(lang)).shrinks(12, 3, 1),
        Track::figures(words::FILLED.get(lang)),
        Track::words(words::VALUES.get(lang)).shrinks(18, 4, 4),
    ]);
    for column in columns {
        let paint = if column.unreadable > 0 { Paint::Warning } else { Paint::Plain };
        grid.row(vec![
            Cell::plain(&column.letter),
            Cell::plain(&column.header),
            Cell::plain(&taken_for(column, lang)),
            Cell::plain(column.why.get(lang)),
            Cell::plain(&filled(column)),
            Cell::new(&values(column, lang), paint),
        ]);
    }
    grid.print(screen)
}

/// `受理时间 received_at`; in English the machine name says it all.
fn taken_for(column: &ColumnView, lang: Lang) -> String {
    let name = column.field.unwrap_or_default();
    match (&column.title, lang) {
        (Some(title), Lang::Zh) => format!("{} {name}", title.zh),
        _ => name.to_owned(),
    }
}

fn print_unknown(columns: &[&ColumnView], limit: usize, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    screen.blank()?;
    screen.lines("", &words::unrecognised(lang, &grouped(columns.len() as u64)), Paint::Heading)?;
    let mut grid = Grid::new(vec![
        Track::words(words::LETTER.get(lang)),
        Track::words(words::HEADER.get(lang)).shrinks(12, 2, 2),
        Track::figures(words::FILLED.get(lang)),
        Track::words(words::VALUES.get(lang)).shrinks(14, 3, 3),
        Track::words(words::MAY_BE.get(lang)).shrinks(18, 3, 1),
    ]);
    for column in columns {
        grid.row(vec![
            Cell::plain(&column.letter),
            Cell::plain(&column.header),
            Cell::plain(&filled(column)),
            Cell::plain(&values(column, lang)),
            Cell::plain(column.why.get(lang)),
        ]);
    }
    grid.print(screen)?;
    columns.iter().try_for_each(|column| print_remarks(column, limit, screen))
}

/// The share of records with a value.
fn filled(column: &ColumnView) -> String {
    let records = column.filled + column.blank;
    #[expect(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
    let share = column.filled as f64 / records as f64;
    if records == 0 { figures::NONE.to_owned() } else { format!("{} %", figures::percent(share)) }
}

/// What the cells hold, their commonest forms, and what is wrong or hidden: `times: … ; unreadable 3`.
fn values(column: &ColumnView, lang: Lang) -> String {
    let forms: Vec<String> = column
        .forms
        .iter()
        .take(FORMS_SHOWN)
        .map(|(form, count)| format!("{}{GLUE}×{}", form.get(lang), grouped(*count)))
        .collect();
    let mut forms = forms.join(texts::list_comma(lang));
    if column.forms.len() > FORMS_SHOWN {
        let some = words::some_of(lang, &FORMS_SHOWN.to_string(), &column.forms.len().to_string());
        forms = words::remark(lang, &forms, &some);
    }
    let holds = column.holds.get(lang);
    let colon = if holds.is_empty() || forms.is_empty() { "" } else { texts::colon(lang) };
    let mut parts = vec![format!("{holds}{colon}{forms}")];
    if column.unreadable > 0 {
        parts.push(words::unreadable(lang, &grouped(column.unreadable)));
    }
    if column.masked {
        parts.push(words::HIDDEN.get(lang).to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(texts::semicolon(lang))
}

/// Examples of what cannot be read, and what the reader must know.
fn print_remarks(column: &ColumnView, limit: usize, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let name = letter_and_header(column);
    let examples: Vec<&str> = column.examples.iter().take(limit).map(String::as_str).collect();
    if !examples.is_empty() {
        let (shown, all) = (grouped(examples.len() as u64), grouped(column.unreadable));
        screen.item(&words::examples(lang, &name, &shown, &all, &examples), Paint::Plain)?;
    }
    for note in &column.notes {
        screen.item(&format!("{name}{}{}", texts::colon(lang), note.get(lang)), Paint::Plain)?;
    }
    Ok(())
}

fn print_absent(seen: &Inspection, screen: &mut Screen<'_>) -> io::Result<()> {
    if seen.absent.is_empty() {
        return Ok(());
    }
    let lang = screen.lang;
    screen.heading(&words::ABSENT)?;
    let (needed, spare): (Vec<_>, Vec<_>) = seen.absent.iter().partition(|field| !field.needed_by.is_empty());
    for field in needed {
        let rules: Vec<&str> = field.needed_by.iter().map(|code| code.as_str()).collect();
        let rules = rules.join(texts::list_comma(lang));
        screen.item(&words::absent(lang, field.title.get(lang), field.field, &rules), Paint::Warning)?;
    }
    if !spare.is_empty() {
        let titles: Vec<&str> = spare.iter().map(|field| field.title.get(lang)).collect();
        screen.item(&words::not_needed(lang, &titles.join(texts::list_comma(lang))), Paint::Plain)?;
    }
    Ok(())
}
