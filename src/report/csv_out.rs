//! CSV for spreadsheets and scripts: findings, analysis tables, explanations.
//!
//! Owns the columns. A header always comes first, also over no rows; every cell with text from the
//! data is one line, free of control characters and of formulas. Refuses to shorten or to leave
//! anything out.

use std::borrow::Cow;
use std::io::Write;

use super::explanation::paragraphs;
use super::{ReportError, View, formula_safe, safe_text};
use crate::model::{
    AuditReport, ColumnKind, Evidence, Finding, Lang, Moment, Rate, RuleDoc, Table, Text, Value, Zone,
};

/// The header of findings; the keys of a finding in JSON are the same.
pub(super) const FINDING_COLUMNS: [&str; 16] = [
    "code",
    "severity",
    "state",
    "dataset",
    "id",
    "file",
    "sheet",
    "row",
    "branch",
    "handler",
    "trigger_at",
    "due_at",
    "actual_at",
    "late_by_minutes",
    "message",
    "evidence",
];

/// Writes every finding, one at a time.
pub(super) fn write_findings(
    report: &AuditReport,
    view: &View,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let mut csv = started(view, out)?;
    csv.write_record(FINDING_COLUMNS)?;
    for finding in report.findings.iter() {
        csv.write_record(record(&finding, report.zone, view.lang).iter().map(|cell| &**cell))?;
    }
    Ok(csv.flush()?)
}

/// Writes a table by the keys of its columns; the totals row comes last and is called `total`.
pub(super) fn write_table(table: &Table, view: &View, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut csv = started(view, out)?;
    csv.write_record(table.columns.iter().flat_map(|column| match column.kind {
        ColumnKind::Rate => {
            ["", "_lower", "_upper", "_decided"].map(|part| column.key.to_owned() + part).to_vec()
        }
        _ => vec![column.key.to_owned()],
    }))?;
    let cells = |row: &[Value]| -> Vec<String> {
        let pairs = table.columns.iter().zip(row);
        pairs.flat_map(|(column, value)| value_cells(column.kind, value, view.lang)).collect()
    };
    for row in &table.rows {
        csv.write_record(cells(row))?;
    }
    if !table.totals.is_empty() {
        let mut totals = cells(&table.totals);
        if let Some(first) = totals.first_mut() {
            "total".clone_into(first);
        }
        csv.write_record(totals)?;
    }
    Ok(csv.flush()?)
}

/// Writes an explanation as pairs of part and text.
pub(super) fn write_explanation(
    doc: &RuleDoc,
    view: &View,
    extra: &[(Text, Text)],
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let mut csv = started(view, out)?;
    let mut pair = |part: &str, text: &str| csv.write_record([&*safe(part), &*safe(text)]);
    pair("part", "text")?;
    pair("code", doc.code.as_str())?;
    pair("name", &doc.name)?;
    pair("title", doc.title.get(view.lang))?;
    for paragraph in paragraphs(doc, view.lang) {
        pair(paragraph.key, &paragraph.text)?;
    }
    for (label, text) in extra {
        pair(label.get(view.lang), text.get(view.lang))?;
    }
    Ok(csv.flush()?)
}

/// A writer at the start of a document.
pub(super) fn started<'a>(
    view: &View,
    out: &'a mut dyn Write,
) -> Result<csv::Writer<&'a mut dyn Write>, ReportError> {
    if view.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    Ok(csv::Writer::from_writer(out))
}

pub(super) fn record(finding: &Finding, zone: Zone, lang: Lang) -> [Cow<'_, str>; 16] {
    let time = |at: Option<Moment>| Cow::from(at.map_or_else(String::new, |at| zone.rfc3339(at)));
    let optional = |text: Option<&'_ str>| safe(text.unwrap_or_default()).into_owned().into();
    [
        finding.code.as_str().to_owned().into(),
        finding.severity.key().into(),
        finding.state.map_or("fires", |state| state.key()).into(),
        finding.subject.key().into(),
        safe(&finding.id),
        safe(&finding.file),
        optional(finding.sheet.as_deref()),
        finding.row.map_or_else(String::new, |row| row.to_string()).into(),
        optional(finding.branch.as_deref()),
        optional(finding.handler.as_deref()),
        time(finding.trigger_at),
        time(finding.due_at),
        time(finding.actual_at),
        finding.late_by_minutes.map_or_else(String::new, |late| late.to_string()).into(),
        safe(finding.message.get(lang)),
        evidence(finding, zone, lang).into(),
    ]
}

/// `name=value; name=value`.
fn evidence(finding: &Finding, zone: Zone, lang: Lang) -> String {
    let value = |value: &Evidence| match value {
        Evidence::Text(text) => text.clone(),
        Evidence::Count(count) => count.to_string(),
        Evidence::Share(share) => share.to_string(),
        Evidence::At(at) => zone.rfc3339(*at),
        Evidence::List(items) => items.join(", "),
        Evidence::Both(text) => text.get(lang).to_owned(),
    };
    let each = finding.evidence.iter().map(|(name, proof)| format!("{name}={}", value(proof)));
    safe(&each.collect::<Vec<_>>().join("; ")).into_owned()
}

fn value_cells(kind: ColumnKind, value: &Value, lang: Lang) -> Vec<String> {
    let single = match value {
        Value::Rate(rate) => return rate_cells(*rate),
        Value::Nothing if kind == ColumnKind::Rate => return vec![String::new(); 4],
        Value::Nothing => String::new(),
        Value::Words(words) => safe(words).into_owned(),
        Value::Label(label) => safe(label.get(lang)).into_owned(),
        Value::Count(count) => count.to_string(),
        Value::Minutes(minutes) if minutes.is_finite() => minutes.to_string(),
        Value::Minutes(_) => String::new(),
        Value::At(at) => at.display(),
    };
    vec![single]
}

fn rate_cells(rate: Rate) -> Vec<String> {
    let share = |share: Option<f64>| share.map_or_else(String::new, |share| share.to_string());
    vec![share(rate.value()), share(rate.lower()), share(rate.upper()), rate.decided.to_string()]
}

/// A cell that neither steers a terminal nor runs in a spreadsheet.
pub(super) fn safe(text: &str) -> Cow<'_, str> {
    match safe_text(text) {
        Cow::Borrowed(text) => formula_safe(text),
        Cow::Owned(text) => Cow::Owned(formula_safe(&text).into_owned()),
    }
}
