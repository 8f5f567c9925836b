//! The page an auditor reads first: how each input is read, down to its columns and its last row.
//!
//! Owns the order of the page. Refuses to leave out a column; lists of rows say how many there are.

mod columns;
mod next;
mod reading;
mod rows;

use std::io;

use super::super::{inspection_texts as words, texts};
use super::account;
use super::screen::{Paint, Screen};
use crate::model::{ColumnView, Inspection, Lang};

/// Prints every input, and what to do next; rows and examples beyond `limit` are only counted.
pub(super) fn print(
    inspections: &[Inspection],
    typed: &str,
    limit: usize,
    screen: &mut Screen<'_>,
) -> io::Result<()> {
    for (nth, seen) in inspections.iter().enumerate() {
        if nth > 0 {
            screen.blank()?;
            screen.harmless(&"═".repeat(screen.width), Paint::Faint)?;
            screen.blank()?;
        }
        print_one(seen, limit, screen)?;
    }
    next::print(inspections, typed, screen)
}

fn print_one(seen: &Inspection, limit: usize, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    screen.lines("", &headline(seen, lang), Paint::Heading)?;
    if let Some(problem) = &seen.problem {
        let lead = format!("! {}{}", words::UNUSABLE.get(lang), texts::colon(lang));
        screen.lines(&lead, problem.get(lang), Paint::Alarm)?;
    } else {
        for gap in seen.gaps() {
            screen.lines("! ", gap.get(lang), Paint::Alarm)?;
        }
    }
    reading::print(seen, screen)?;
    columns::print(seen, limit, screen)?;
    if !seen.notes.is_empty() {
        screen.heading(&words::NOTES)?;
        for note in &seen.notes {
            screen.item(note.get(lang), Paint::Plain)?;
        }
    }
    rows::print(seen, limit, screen)?;
    if seen.rows.physical > 0 {
        screen.heading(&words::ACCOUNT)?;
        let paint = if seen.rows.closes() { Paint::Plain } else { Paint::Alarm };
        screen.lines("  ", &account::equation(&seen.rows, lang), paint)?;
    }
    print_masked(&seen.columns, screen)
}

/// `file[sheet]: complaints export (why)`.
fn headline(seen: &Inspection, lang: Lang) -> String {
    let kind = match seen.kind {
        Some(subject) => words::remark(lang, &words::kind(lang, subject), seen.decided_by.get(lang)),
        None => words::UNKNOWN_KIND.get(lang).to_owned(),
    };
    format!("{}{}{kind}", seen.place(), texts::colon(lang))
}

fn print_masked(columns: &[ColumnView], screen: &mut Screen<'_>) -> io::Result<()> {
    let masked: Vec<String> =
        columns.iter().filter(|column| column.masked).map(columns::letter_and_header).collect();
    if masked.is_empty() {
        return Ok(());
    }
    let lang = screen.lang;
    screen.heading(&words::MASKED)?;
    screen.lines("  ", &words::masked(lang, &masked.join(texts::list_comma(lang))), Paint::Plain)
}
