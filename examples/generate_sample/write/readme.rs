//! The sample's README, written with it so that its counts cannot go stale.

use super::truth::{Finding, RULES};
use super::{COMPLAINTS, VISITS};
use crate::clock::AS_OF;
use crate::sample::Files;

pub(super) fn text(files: &Files, findings: &[Finding]) -> String {
    let mut lines = vec![
        "# A quarter of complaints to audit".to_owned(),
        String::new(),
        "Written by `examples/generate_sample`; do not edit. All people, phones and companies are invented.".to_owned(),
        String::new(),
        "| File | What it is |".to_owned(),
        "|---|---|".to_owned(),
        format!("| `{COMPLAINTS}` | {} complaint rows received 2025-07-01 to 2025-09-30, real Excel dates |", files.complaints.len()),
        format!("| `{VISITS}` | {} callback rows, UTF-8 text |", files.visits.len()),
        format!("| `truth.csv` | the {} findings an audit must make: code, dataset, id, state, physical row, what was planted |", findings.len()),
        String::new(),
        format!("As-of date: {AS_OF} (+08:00), policy `generic`. In this folder:"),
        String::new(),
        format!("    hearback audit {COMPLAINTS} {VISITS} --as-of \"{AS_OF}\""),
        String::new(),
        "Write it again (every run gives the same bytes):".to_owned(),
        String::new(),
        "    cargo run --example generate_sample".to_owned(),
        String::new(),
        "## Planted".to_owned(),
        String::new(),
        "Rows are clean unless `truth.csv` says otherwise. It is complete for these rules; of others it says nothing.".to_owned(),
        String::new(),
        "| Code | Rule | Findings | late | missing | fires |".to_owned(),
        "|---|---|--:|--:|--:|--:|".to_owned(),
    ];
    for (code, name) in RULES {
        let of = |state: Option<&str>| {
            findings.iter().filter(|f| f.code == code && state.is_none_or(|state| f.state == state)).count()
        };
        lines.push(format!(
            "| {code} | {name} | {} | {} | {} | {} |",
            of(None),
            of(Some("late")),
            of(Some("missing")),
            of(Some("fires"))
        ));
    }
    lines.push(String::new());
    lines.push("## Planted, and no finding".to_owned());
    lines.push(String::new());
    lines.push(
        "Edge cases. None may lead to a finding beyond those `truth.csv` lists for its row:".to_owned(),
    );
    lines.push(String::new());
    lines.push("| Row | Id | Why it is none |".to_owned());
    lines.push("|---|---|---|".to_owned());
    let complaints =
        files.complaints.iter().zip(2..).map(|(c, row)| ("complaints", &c.id, c.truth.edge, row));
    let visits = files.visits.iter().zip(2..).map(|(v, row)| ("visits", &v.id, v.truth.edge, row));
    for (dataset, id, edge, row) in complaints.chain(visits) {
        if let Some(why) = edge {
            lines.push(format!("| {dataset} {row} | {id} | {why} |"));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
