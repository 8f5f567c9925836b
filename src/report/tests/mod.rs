//! What leaves the room, byte for byte and whatever comes in.

mod csv_out;
mod document_hostile;
mod document_size;
mod failing;
mod hostile;
mod html;
mod inspection;
mod json;
mod markdown;
mod proof;
mod streaming;
mod terminal;
mod written;

use super::{Format, View, write_audit, write_explanation, write_table};
use crate::model::{AuditReport, RuleDoc, Table, Text};
pub(super) use markdown::with_long_rule_texts;

fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).expect("reports are UTF-8")
}

fn audit(report: &AuditReport, format: Format, view: &View) -> String {
    text(|out| write_audit(report, format, view, out).expect("memory takes every byte"))
}

fn table(table: &Table, format: Format, view: &View) -> String {
    text(|out| write_table(table, format, view, out).expect("memory takes every byte"))
}

fn explanation(doc: &RuleDoc, format: Format, view: &View) -> String {
    let extra = [(Text::new("本次参数", "in this run"), Text::same("24h"))];
    text(|out| write_explanation(doc, format, view, &extra, out).expect("memory takes every byte"))
}
