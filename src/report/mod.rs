//! What the audit, the analyses, the rules and the inputs look like: on a terminal, in CSV and JSON, and as written
//! reports.
//!
//! Owns layout, wording around the figures, and the safety of what is shown (no terminal control
//! codes, no spreadsheet formulas from the data). Refuses to open files, to count, to filter and to
//! decide an exit code: everything shown was decided by the audit.

mod chart_values;
mod course;
mod csv_inspection;
mod csv_out;
mod csv_proof;
mod document_texts;
mod docx;
mod error;
mod evidence;
mod evidence_names;
mod explanation;
mod fold;
mod formula_safe;
mod html;
mod index_number;
mod inspection_texts;
mod json;
mod manifest;
mod markdown;
mod place;
mod proof_texts;
mod report_format;
mod rules_shown;
mod safe_text;
mod sign_off;
mod terminal;
mod texts;
mod values;
mod xlsx;

#[cfg(test)]
mod document_sample;
#[cfg(test)]
mod inspection_sample;
#[cfg(test)]
mod payloads;
#[cfg(test)]
mod proof_sample;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::io::Write;

use crate::model::{AuditReport, CaseProof, Inspection, Lang, RuleDoc, Table, Text};

pub use docx::write_docx;
pub use error::ReportError;
pub use formula_safe::formula_safe;
pub use html::write_html;
pub use manifest::{
    ManifestError, ReadAsOf, ReadCalendar, ReadConfiguration, ReadInput, ReadLayer, ReadManifest, ReadMasks,
    ReadPeriod, ReadPolicy, ReadRows, manifest_json, read_manifest,
};
pub use markdown::write_markdown;
pub use report_format::{ReportFormat, write_report};
pub use safe_text::safe_text;
pub use xlsx::write_xlsx;

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For eyes, on a terminal.
    Table,
    /// Rows for a spreadsheet or a script.
    Csv,
    /// Everything, for programs.
    Json,
}

/// How a report is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The language of all wording.
    pub lang: Lang,
    /// Findings, or rows and examples, shown on a terminal; machine formats always hold all of them.
    pub limit: usize,
    /// Whether the terminal shows colours.
    pub color: bool,
    /// Terminal columns; anything below 60 is taken for 60.
    pub width: usize,
    /// Whether CSV starts with a byte-order mark, which Excel needs and a pipe does not want.
    pub bom: bool,
    /// The version of the program, for JSON.
    pub tool_version: &'static str,
}

/// Writes an audit: all of it for [`Format::Table`] and [`Format::Json`], its findings for
/// [`Format::Csv`].
///
/// Findings are taken from their source one at a time, so millions need no memory of their own.
///
/// # Errors
/// [`ReportError`] when `out` refuses to be written to.
pub fn write_audit(
    report: &AuditReport,
    format: Format,
    view: &View,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    match format {
        Format::Table => terminal::write_audit(report, view, out),
        Format::Csv => csv_out::write_findings(report, view, out),
        Format::Json => json::write_audit(report, view, out),
    }
}

/// Writes the table of an analysis, with its totals, notes and next step.
///
/// # Errors
/// [`ReportError`] when `out` refuses to be written to.
pub fn write_table(
    table: &Table,
    format: Format,
    view: &View,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    match format {
        Format::Table => terminal::write_table(table, view, out),
        Format::Csv => csv_out::write_table(table, view, out),
        Format::Json => json::write_table(table, view, out),
    }
}

/// Writes what a rule says of itself; `extra` holds further labelled paragraphs.
///
/// # Errors
/// [`ReportError`] when `out` refuses to be written to.
pub fn write_explanation(
    doc: &RuleDoc,
    format: Format,
    view: &View,
    extra: &[(Text, Text)],
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    match format {
        Format::Table => terminal::write_explanation(doc, view, extra, out),
        Format::Csv => csv_out::write_explanation(doc, view, extra, out),
        Format::Json => json::write_explanation(doc, view, extra, out),
    }
}

/// Writes why a case has its verdict: all of it for [`Format::Table`] and [`Format::Json`]; for
/// [`Format::Csv`] a line for each step and other definition, or for each finding where there are no proofs.
///
/// # Errors
/// [`ReportError`] when `out` refuses to be written to.
pub fn write_proof(
    proof: &CaseProof,
    format: Format,
    view: &View,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    match format {
        Format::Table => terminal::write_proof(proof, view, out),
        Format::Csv => csv_proof::write(proof, view, out),
        Format::Json => json::write_proof(proof, view, out),
    }
}

/// Writes how inputs are read: all of it for [`Format::Table`] and [`Format::Json`], their columns for
/// [`Format::Csv`].
///
/// `typed` is what the user typed to name the inputs, to be typed again in the next command.
///
/// # Errors
/// [`ReportError`] when `out` refuses to be written to.
pub fn write_inspections(
    inspections: &[Inspection],
    typed: &str,
    format: Format,
    view: &View,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    match format {
        Format::Table => terminal::write_inspections(inspections, typed, view, out),
        Format::Csv => csv_inspection::write(inspections, view, out),
        Format::Json => json::write_inspections(inspections, view, out),
    }
}
