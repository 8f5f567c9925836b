//! Text that attacks whoever reads it.

use super::super::payloads::{PAYLOADS, long};
use super::super::safe_text::is_hostile;
use super::super::{Format, View, formula_safe, sample};
use super::audit;
use crate::model::{AuditReport, Evidence, Finding, Lang, Text, Value};

/// The sample with a payload in every place where text of the data can stand.
pub(super) fn report() -> AuditReport {
    let mut report = sample::report();
    let mut findings: Vec<Finding> = Vec::new();
    let long = long();
    for payload in PAYLOADS.into_iter().chain([long.as_str()]) {
        let mut finding = report.findings.iter().next().expect("the sample has findings");
        finding.id = payload.to_owned();
        finding.file = payload.into();
        finding.sheet = Some(payload.into());
        finding.branch = Some(payload.to_owned());
        finding.handler = Some(payload.to_owned());
        finding.message = Text::same(payload);
        finding.evidence = vec![
            ("text", Evidence::Text(payload.to_owned())),
            ("list", Evidence::List(vec![payload.to_owned(); 3])),
        ];
        findings.push(finding);
        report.notices.push(Text::same(payload));
        report.inputs[0].unrecognised.insert(0, payload.to_owned());
        report.by_group.rows[0][0] = Value::Words(payload.to_owned());
        report.rejects[0].text = payload.to_owned();
        report.rules[0].doc.title = Text::same(payload);
        report.rules[4].notes.push(Text::same(payload));
    }
    report.findings = Box::new(findings);
    report
}

#[test]
fn nothing_on_a_terminal_steers_it() {
    for width in [60, 80, 120] {
        let view = View { limit: 100, ..sample::view(Lang::Zh, width) };
        let shown = audit(&report(), Format::Table, &view);
        assert!(!shown.chars().any(|c| c != '\n' && is_hostile(c)));
        assert!(shown.contains("\\u{202e}"), "what was there is seen");
    }
}

#[test]
fn csv_cells_are_one_line_and_run_nothing() {
    let csv = audit(&report(), Format::Csv, &sample::view(Lang::Zh, 80));
    assert!(!csv.chars().any(|c| c != '\n' && is_hostile(c)));
    assert_eq!(csv.lines().count(), PAYLOADS.len() + 2);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let mut records = 0;
    for record in reader.records() {
        let record = record.expect("each record is whole");
        assert_eq!(record.len(), 16);
        for cell in &record {
            assert_eq!(formula_safe(cell), cell, "a formula is disarmed once and for all");
        }
        records += 1;
    }
    assert_eq!(records, PAYLOADS.len() + 1);
    assert!(csv.contains(&long()), "machine formats shorten nothing");
}

#[test]
fn json_carries_the_data_unchanged_in_harmless_bytes() {
    let json = audit(&report(), Format::Json, &sample::view(Lang::Zh, 80));
    assert!(!json.chars().any(|c| c != '\n' && is_hostile(c)));
    let value: serde_json::Value = serde_json::from_str(&json).expect("what is written is JSON");
    for (at, payload) in PAYLOADS.iter().enumerate() {
        assert_eq!(value["findings"][at]["id"], *payload);
        assert_eq!(value["findings"][at]["evidence"]["list"][2], *payload);
    }
}
