//! The formats of a written report, and the one way to each.

use std::io::Write;

use super::{Format, ReportError, View, docx, html, json, markdown, write_audit, xlsx};
use crate::model::Document;

/// The format of a written report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportFormat {
    /// A page for a browser and for paper.
    Html,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// A workbook: a summary to sign, analyses, and every finding with room for follow-up.
    Xlsx,
    /// A Word file.
    Docx,
    /// All findings as rows.
    Csv,
    /// Everything, for programs.
    Json,
}

impl ReportFormat {
    /// Every format.
    pub const ALL: [Self; 6] = [Self::Html, Self::Markdown, Self::Xlsx, Self::Docx, Self::Csv, Self::Json];

    /// The format a file's name asks for, by what stands after its last point; capitals make no difference.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        match extension.as_str() {
            "htm" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            _ => Self::ALL.into_iter().find(|format| format.extension() == extension),
        }
    }

    /// What such a file's name ends in, without the point.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Writes a report.
///
/// A page, Markdown and a Word file show the first `top` findings of each rule, a workbook, CSV and JSON all of
/// them. Findings are taken from their source one at a time. Every format but CSV carries the manifest, to be read
/// again with [`super::read_manifest`].
///
/// # Errors
/// [`ReportError`] when `out` refuses to be written to.
pub fn write_report(
    document: &Document,
    format: ReportFormat,
    view: &View,
    top: usize,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    match format {
        ReportFormat::Html => html::write_html(document, view, top, out),
        ReportFormat::Markdown => markdown::write_markdown(document, view, top, out),
        ReportFormat::Xlsx => xlsx::write_xlsx(document, view, out),
        ReportFormat::Docx => docx::write_docx(document, view, top, out),
        ReportFormat::Csv => write_audit(&document.audit, Format::Csv, view, out),
        ReportFormat::Json => json::write_report(document, view, out),
    }
}
