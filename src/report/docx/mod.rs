//! The report as a Word file: the form in which an audit is filed and signed in an office.
//!
//! Owns layout: sheets, styles, widths, bars. Every text passes through [`xml`], which escapes it and makes
//! hidden characters visible. Refuses to count, to choose and to hold findings: of each rule the first are taken
//! from their source, one at a time.
//!
//! Written by hand because docx-rs 0.4.22 has neither rows that repeat on every page nor fields updated on
//! opening, leaves the times in the zip to another crate's features, and brings an image library.

mod bar_scale;
mod body;
mod cells;
mod chart;
mod chart_grid;
mod contents;
mod cover;
mod facts;
mod field;
mod findings;
mod grid;
mod package;
mod page;
mod paragraph;
mod parts;
mod proof;
mod run;
mod sign_off;
mod table;
#[cfg(test)]
mod tests;
mod texts;
mod widths;
mod xml;

use std::io::Write;

use super::{ReportError, View};
use crate::model::Document;
use package::Package;

/// Writes the document as a Word file (docx) for A4, with the `top` first findings of each rule.
///
/// The same document gives the same bytes. Findings are taken from their source one at a time, and no more than
/// are shown; the compressed file waits in memory until it is complete.
///
/// # Errors
/// [`ReportError`] when `out` refuses to be written to.
pub fn write_docx(
    document: &Document,
    view: &View,
    top: usize,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let mut package = Package::new();
    parts::add(&mut package, document, view.lang)?;
    package.part("word/document.xml", |part| body::write(document, view.lang, top, part))?;
    Ok(package.finish(out)?)
}
