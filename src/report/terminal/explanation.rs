//! What a rule says of itself, in labelled paragraphs.

use std::io;

use super::super::explanation::paragraphs;
use super::screen::{Paint, Screen};
use crate::model::{RuleDoc, Text};

/// Prints the explanation, `extra` last.
pub(super) fn print(doc: &RuleDoc, extra: &[(Text, Text)], screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let title = format!("{}  {}  {}", doc.code, doc.name, doc.title.get(lang));
    screen.lines("", &title, Paint::Heading)?;
    for paragraph in paragraphs(doc, lang) {
        print_paragraph(paragraph.label.get(lang), &paragraph.text, screen)?;
    }
    for (label, text) in extra {
        print_paragraph(label.get(lang), text.get(lang), screen)?;
    }
    Ok(())
}

/// A policy file may write a paragraph over several lines; each stays one.
fn print_paragraph(label: &str, text: &str, screen: &mut Screen<'_>) -> io::Result<()> {
    if text.trim().is_empty() {
        return Ok(());
    }
    screen.blank()?;
    screen.lines("", label, Paint::Heading)?;
    for line in text.trim_end().lines() {
        screen.lines("  ", line, Paint::Plain)?;
    }
    Ok(())
}
