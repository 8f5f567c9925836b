//! What a verdict rests on, in one line: the moment, the policy, the calendar.

use std::io;

use super::super::texts;
use super::measure::columns;
use super::screen::{Paint, Screen};
use crate::model::{AuditReport, Moment};

/// Prints the headline, and what the reader must know first.
pub(super) fn print(report: &AuditReport, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let calendar = &report.calendar;
    let guessed = if report.as_of.given { "" } else { texts::AS_OF_GUESSED.get(lang) };
    let gap = if guessed.starts_with('(') { " " } else { "" };
    let mut parts = vec![
        texts::AUDIT.get(lang).to_owned(),
        format!("{} {}{gap}{guessed}", texts::AS_OF.get(lang), report.as_of.at.display()),
        format!("{} {}", texts::POLICY.get(lang), report.policy.name),
        format!("{} {} {}–{}", texts::CALENDAR.get(lang), calendar.name, calendar.first, calendar.last),
    ];
    if report.period.from.is_some() || report.period.to.is_some() {
        let shown = |at: Option<Moment>, open: &str| at.map_or(open.to_owned(), Moment::display);
        let from = shown(report.period.from, texts::OPEN_START.get(lang));
        let to = shown(report.period.to, texts::OPEN_END.get(lang));
        parts.push(format!("{} {from} – {to}", texts::PERIOD.get(lang)));
    }
    print_parts(&parts, screen)?;
    for notice in &report.notices {
        screen.lines("! ", notice.get(lang), Paint::Warning)?;
    }
    Ok(())
}

/// Parts stay whole: a date torn over two lines is misread.
fn print_parts(parts: &[String], screen: &mut Screen<'_>) -> io::Result<()> {
    let mut line = String::new();
    for part in parts {
        if !line.is_empty() && columns(&line) + 2 + columns(part) > screen.width {
            screen.lines("", &std::mem::take(&mut line), Paint::Heading)?;
        }
        if !line.is_empty() {
            line.push_str("  ");
        }
        line.push_str(part);
    }
    screen.lines("", &line, Paint::Heading)
}
