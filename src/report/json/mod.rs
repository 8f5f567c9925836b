//! JSON for programs: everything there is, in the public schema's order.
//!
//! Owns the schema version. Findings are taken from their source while the document is written,
//! never gathered. Refuses to shorten; text from the data is carried as it is, only escaped.

mod audit;
mod compact_lines;
mod inspection;
mod proof;
mod rule;
mod table;
mod v1;

use std::io::{BufWriter, Write};

use serde::Serialize;

use super::{ReadManifest, ReportError, View};
use crate::model::{AuditReport, CaseProof, Document, Inspection, RuleDoc, Table, Text};
pub(super) use audit::time as rfc3339;
use compact_lines::CompactLines;

/// Writes an audit.
pub(super) fn write_audit(report: &AuditReport, view: &View, out: &mut dyn Write) -> Result<(), ReportError> {
    write(&audit::document(report, None, view), out)
}

/// Writes an audit with what makes it verifiable.
pub(super) fn write_report(document: &Document, view: &View, out: &mut dyn Write) -> Result<(), ReportError> {
    write(&audit::document(&document.audit, Some(ReadManifest::of(document)), view), out)
}

/// Writes the table of an analysis; its times carry no zone, because a table has none.
pub(super) fn write_table(table: &Table, view: &View, out: &mut dyn Write) -> Result<(), ReportError> {
    write(&table::document(table, view.lang), out)
}

/// Writes what a rule says of itself.
pub(super) fn write_explanation(
    doc: &RuleDoc,
    view: &View,
    extra: &[(Text, Text)],
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    write(&rule::document(doc, extra, view.lang), out)
}

/// Writes why a case has its verdict.
pub(super) fn write_proof(proof: &CaseProof, view: &View, out: &mut dyn Write) -> Result<(), ReportError> {
    write(&proof::document(proof, view), out)
}

/// Writes how inputs are read.
pub(super) fn write_inspections(
    inspections: &[Inspection],
    view: &View,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    write(&inspection::document(inspections, view), out)
}

fn write(document: &impl Serialize, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    document.serialize(&mut serde_json::Serializer::with_formatter(&mut out, CompactLines::new()))?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}
