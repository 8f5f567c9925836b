//! What an audit of the sample must find, no more and no less, for the rules listed here.

use crate::record::{Planted, Truth};
use crate::sample::Files;
use std::error::Error;
use std::path::Path;

/// The rules the truth speaks about. Others may well find something; the sample does not say.
pub(super) const RULES: [(&str, &str); 16] = [
    ("RSP001", "first-response-overdue"),
    ("CLS001", "closure-overdue"),
    ("CLS002", "closure-rate-low"),
    ("CLS004", "status-contradicts-dates"),
    ("CBK001", "callback-missing"),
    ("CBK003", "too-few-attempts"),
    ("CBK004", "visited-by-handler"),
    ("CBK006", "orphan-callback"),
    ("CHR001", "response-before-receipt"),
    ("CHR002", "closed-before-receipt"),
    ("CHR003", "callback-before-closure"),
    ("CHR004", "after-as-of-date"),
    ("DUP001", "duplicate-complaint"),
    ("DUP002", "duplicate-visit"),
    ("VAL001", "required-value-missing"),
    ("VAL002", "unreadable-value"),
];

pub(super) struct Finding {
    pub(super) code: &'static str,
    pub(super) dataset: &'static str,
    id: String,
    pub(super) state: &'static str,
    /// Physical row in the file, the header being row 1; a branch has none.
    row: Option<usize>,
    reason: &'static str,
}

/// All planted findings by code, dataset and row.
pub(super) fn findings(files: &Files) -> Vec<Finding> {
    let complaints = files.complaints.iter().zip(2..).map(|(c, row)| ("complaints", &c.id, &c.truth, row));
    let visits = files.visits.iter().zip(2..).map(|(v, row)| ("visits", &v.id, &v.truth, row));
    let mut all: Vec<Finding> = complaints
        .chain(visits)
        .flat_map(|(dataset, id, truth, row)| of_row(dataset, id, truth, row))
        .collect();
    for (branch, reason) in &files.low_branches {
        all.push(Finding {
            code: "CLS002",
            dataset: "group",
            id: (*branch).to_owned(),
            state: "missing",
            row: None,
            reason,
        });
    }
    all.sort_by_key(|finding| {
        (RULES.iter().position(|(code, _)| *code == finding.code), finding.dataset, finding.row)
    });
    all
}

fn of_row(dataset: &'static str, id: &str, truth: &Truth, row: usize) -> impl Iterator<Item = Finding> {
    truth.planted.iter().map(move |Planted { code, state, reason }| Finding {
        code,
        dataset,
        id: id.to_owned(),
        state,
        row: Some(row),
        reason,
    })
}

pub(super) fn write(path: &Path, findings: &[Finding]) -> Result<(), Box<dyn Error>> {
    let mut file = csv::Writer::from_path(path)?;
    file.write_record(["code", "dataset", "id", "state", "row", "planted"])?;
    for f in findings {
        let row = f.row.map(|row| row.to_string()).unwrap_or_default();
        file.write_record([f.code, f.dataset, &f.id, f.state, &row, f.reason])?;
    }
    file.flush()?;
    Ok(())
}
