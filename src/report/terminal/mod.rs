//! The face people read: sections of text and tables on a terminal.
//!
//! Owns layout and colour. Every word passes through [`Screen`] or a
//! [`Cell`](grid::Cell), which make it harmless; nothing else may write to the terminal.

mod account;
mod analysis;
mod explanation;
mod findings;
mod grid;
mod headline;
mod inspection;
mod layout;
mod measure;
mod next;
mod proof;
mod rejects;
mod rules;
mod screen;

use std::io::{BufWriter, Write};

use super::{ReportError, View, texts};
use crate::model::{AuditReport, CaseProof, Inspection, RuleDoc, Table, Text};
use screen::{Paint, Screen};

/// Groups that an audit shows at least; the tables of the single questions show all.
const GROUPS: usize = 20;

/// Writes an audit, from what it rests on to what to do next.
pub(super) fn write_audit(report: &AuditReport, view: &View, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    let screen = &mut Screen::new(&mut out, view);
    headline::print(report, screen)?;
    account::print(&report.inputs, screen)?;
    rules::print(&report.rules, screen)?;
    if !report.by_group.columns.is_empty() {
        screen.blank()?;
        analysis::print(&report.by_group, view.limit.max(GROUPS), screen)?;
    }
    let chosen = findings::chosen(report, view.limit);
    findings::print(report, &chosen, screen)?;
    rejects::print(&report.rejects, screen)?;
    let gaps = report.gaps();
    if !gaps.is_empty() {
        screen.heading_in(&texts::GAPS, Paint::Alarm)?;
        for gap in &gaps {
            screen.item(gap.get(view.lang), Paint::Plain)?;
        }
    }
    next::print(report, &chosen, !gaps.is_empty(), screen)?;
    Ok(out.flush()?)
}

/// Writes the table of an analysis.
pub(super) fn write_table(table: &Table, view: &View, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    analysis::print(table, usize::MAX, &mut Screen::new(&mut out, view))?;
    Ok(out.flush()?)
}

/// Writes what a rule says of itself.
pub(super) fn write_explanation(
    doc: &RuleDoc,
    view: &View,
    extra: &[(Text, Text)],
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    explanation::print(doc, extra, &mut Screen::new(&mut out, view))?;
    Ok(out.flush()?)
}

/// Writes why a case has its verdict.
pub(super) fn write_proof(proof: &CaseProof, view: &View, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    proof::print(proof, &mut Screen::new(&mut out, view))?;
    Ok(out.flush()?)
}

/// Writes how inputs are read.
pub(super) fn write_inspections(
    inspections: &[Inspection],
    typed: &str,
    view: &View,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    inspection::print(inspections, typed, view.limit, &mut Screen::new(&mut out, view))?;
    Ok(out.flush()?)
}
