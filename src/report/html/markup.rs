//! HTML under construction.
//!
//! Owns escaping: markup is known when the program is compiled, and everything else passes through
//! [`Html::text`] or [`Html::attribute`]. Refuses to take a string of the data as markup.

use std::fmt::{self, Write as _};
use std::ops::Range;

use super::super::safe_text;
use crate::model::{Lang, Text};

/// Characters of one text that are shown; a paragraph is far below.
const LONGEST_TEXT: usize = 2_000;
/// Characters of a cell, a label or an item that are shown.
const LONGEST_CELL: usize = 240;

/// A piece of a page in one language.
pub(super) struct Html {
    bytes: String,
    /// The language of all wording.
    pub(super) lang: Lang,
}

impl Html {
    /// Nothing yet.
    pub(super) fn new(lang: Lang) -> Self {
        Self { bytes: String::new(), lang }
    }

    /// The bytes so far.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// What was built.
    pub(super) fn as_str(&self) -> &str {
        &self.bytes
    }

    /// Takes back everything after the first `length` bytes.
    pub(super) fn truncate(&mut self, length: usize) {
        self.bytes.truncate(length);
    }

    /// Markup of the program.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.bytes.push_str(markup);
        self
    }

    /// Another piece.
    pub(super) fn piece(&mut self, piece: &Self) -> &mut Self {
        self.bytes.push_str(&piece.bytes);
        self
    }

    /// Whole rows of another piece.
    pub(super) fn part_of(&mut self, piece: &Self, rows: Range<usize>) -> &mut Self {
        self.bytes.push_str(&piece.bytes[rows]);
        self
    }

    /// JSON that was made harmless when it was written.
    pub(super) fn data(&mut self, json: &str) -> &mut Self {
        self.bytes.push_str(json);
        self
    }

    /// Digits, signs and points of a drawing; letters have no place in it.
    pub(super) fn drawing(&mut self, part: fmt::Arguments<'_>) -> &mut Self {
        let _ = self.bytes.write_fmt(part);
        self
    }

    /// A text, made harmless.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.escaped(text, LONGEST_TEXT)
    }

    /// A short text, made harmless; a long one ends in an ellipsis.
    pub(super) fn brief(&mut self, text: &str) -> &mut Self {
        self.escaped(text, LONGEST_CELL)
    }

    /// A wording of the program or the document, in the page's language.
    pub(super) fn words(&mut self, words: &Text) -> &mut Self {
        let lang = self.lang;
        self.text(words.get(lang))
    }

    /// ` name="value"`.
    pub(super) fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.bytes.push(' ');
        self.bytes.push_str(name);
        self.bytes.push_str("=\"");
        self.brief(value);
        self.bytes.push('"');
        self
    }

    fn escaped(&mut self, text: &str, most: usize) -> &mut Self {
        let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
        let safe = safe_text(&text[..end]);
        let mut chars = safe.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                // A line never begins with a percent sign.
                ' ' if chars.peek() == Some(&'%') => self.bytes.push('\u{a0}'),
                '&' => self.bytes.push_str("&amp;"),
                '<' => self.bytes.push_str("&lt;"),
                '>' => self.bytes.push_str("&gt;"),
                '"' => self.bytes.push_str("&quot;"),
                '\'' => self.bytes.push_str("&#39;"),
                c => self.bytes.push(c),
            }
        }
        if end < text.len() {
            self.bytes.push('…');
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let mut html = Html::new(Lang::Zh);
        html.text("<script>alert('1')</script>&amp;\"]]>\u{202e}\0\u{1b}[2J");
        assert_eq!(
            html.as_str(),
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;&quot;]]&gt;\\u{202e}\\u{0}\\u{1b}[2J"
        );
    }

    #[test]
    fn a_long_cell_is_cut_at_a_character() {
        let mut html = Html::new(Lang::Zh);
        html.brief(&"长".repeat(32_768));
        assert_eq!(html.as_str().chars().count(), LONGEST_CELL + 1);
        assert!(html.as_str().ends_with('…'));
    }
}
