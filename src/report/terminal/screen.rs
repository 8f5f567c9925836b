//! Lines of text on the terminal, wrapped, coloured and harmless.
//!
//! Owns the way out: whatever is printed outside a table passes here and is neutralised. Refuses to
//! know what the lines say.

use std::io::{self, Write};

use super::super::{View, safe_text};
use super::measure::{columns, wrap};
use crate::model::{Lang, Text};

/// The least width that is honoured.
const NARROWEST: usize = 60;

/// Longer texts are cut: a line of the terminal is no place for a whole file.
const LONGEST: usize = 4_000;

/// Why a text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    /// It does not.
    Plain,
    /// A breach or a gap.
    Alarm,
    /// Needs attention.
    Warning,
    /// Of less weight.
    Faint,
    /// A heading.
    Heading,
}

impl Paint {
    fn ansi(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Alarm => Some("\u{1b}[31m"),
            Self::Warning => Some("\u{1b}[33m"),
            Self::Faint => Some("\u{1b}[2m"),
            Self::Heading => Some("\u{1b}[1m"),
        }
    }
}

/// The terminal, as wide and as colourful as the view says.
pub(super) struct Screen<'a> {
    out: &'a mut dyn Write,
    /// The language of all wording.
    pub(super) lang: Lang,
    /// The columns there are.
    pub(super) width: usize,
    color: bool,
}

impl<'a> Screen<'a> {
    /// A screen that writes to `out`.
    pub(super) fn new(out: &'a mut dyn Write, view: &View) -> Self {
        Self { out, lang: view.lang, width: view.width.max(NARROWEST), color: view.color }
    }

    /// An empty line.
    pub(super) fn blank(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// The heading of a section, after an empty line.
    pub(super) fn heading(&mut self, heading: &Text) -> io::Result<()> {
        self.heading_in(heading, Paint::Heading)
    }

    /// A heading that stands out for a reason.
    pub(super) fn heading_in(&mut self, heading: &Text, paint: Paint) -> io::Result<()> {
        self.blank()?;
        self.lines("", heading.get(self.lang), paint)
    }

    /// A text over as many lines as it needs; all but the first stand under the end of `lead`.
    pub(super) fn lines(&mut self, lead: &str, text: &str, paint: Paint) -> io::Result<()> {
        let lead = safe_text(lead);
        let indent = columns(&lead).min(self.width / 2);
        let text: String = text.chars().take(LONGEST).collect();
        for (nth, line) in wrap(&safe_text(&text), self.width - indent).iter().enumerate() {
            match nth {
                0 => self.out.write_all(lead.as_bytes())?,
                _ => self.pad(indent)?,
            }
            self.harmless(line, paint)?;
            self.blank()?;
        }
        Ok(())
    }

    /// A text with a mark in front of it, one of several.
    pub(super) fn item(&mut self, text: &str, paint: Paint) -> io::Result<()> {
        self.lines("  · ", text, paint)
    }

    /// Empty columns.
    pub(super) fn pad(&mut self, columns: usize) -> io::Result<()> {
        write!(self.out, "{:columns$}", "")
    }

    /// Text that has been made harmless before, in its colour.
    pub(super) fn harmless(&mut self, text: &str, paint: Paint) -> io::Result<()> {
        match paint.ansi().filter(|_| self.color && !text.is_empty()) {
            Some(start) => write!(self.out, "{start}{text}\u{1b}[0m"),
            None => self.out.write_all(text.as_bytes()),
        }
    }
}
