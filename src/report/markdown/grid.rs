//! A table of Markdown: heads, alignment, rows.

use std::fmt::Write as _;
use std::io;

use super::{Page, escape};

/// A column's title, and whether its values are figures.
pub(super) type Head<'a> = (&'a str, bool);

impl Page<'_> {
    /// Writes the heads.
    pub(super) fn heads(&mut self, heads: &[Head<'_>]) -> io::Result<()> {
        self.row(heads.iter().map(|(title, _)| *title))?;
        let mut rule = String::from("|");
        for (_, is_figure) in heads {
            rule.push_str(if *is_figure { " ---: |" } else { " --- |" });
        }
        writeln!(self.out, "{rule}")
    }

    /// Writes a row; its cells are made harmless.
    pub(super) fn row(&mut self, cells: impl Iterator<Item = impl AsRef<str>>) -> io::Result<()> {
        self.marked_row("", cells)
    }

    /// Writes a row whose cells stand between `mark`, such as `**`.
    pub(super) fn marked_row(
        &mut self,
        mark: &'static str,
        cells: impl Iterator<Item = impl AsRef<str>>,
    ) -> io::Result<()> {
        self.escaped_row(mark, cells.map(|cell| escape::cell(cell.as_ref().trim())))
    }

    /// Writes a row whose cells are harmless already.
    pub(super) fn escaped_row(
        &mut self,
        mark: &'static str,
        cells: impl Iterator<Item = String>,
    ) -> io::Result<()> {
        let mut line = String::from("|");
        for text in cells {
            let mark = if text.is_empty() { "" } else { mark };
            // Writing to a string cannot fail.
            let _ = write!(line, " {mark}{text}{mark} |");
        }
        writeln!(self.out, "{line}")
    }
}
