//! `--format json` keeps what contract.md and the committed schema promise.

use std::path::Path;

use serde_json::Value;

use crate::audited::Audited;
use crate::desk::{Checked, Desk, run_in};
use crate::sample;

/// Every field contract.md names, by where it stands; `[]` is each element of a list.
const FIELDS: &[(&str, &[&str])] = &[
    (
        "",
        &["schema_version", "tool", "as_of", "policy", "calendar", "inputs", "rules", "findings", "rejects"],
    ),
    ("tool", &["name", "version"]),
    ("policy", &["name", "sha256", "sources"]),
    ("calendar", &["name", "covers"]),
    ("inputs[]", &["kind", "file", "sheet", "format", "encoding", "sha256", "rows"]),
    ("inputs[].rows", &["physical", "header", "blank", "total", "rejected", "used"]),
    ("rules[]", &["code", "name", "severity", "status", "reason", "counts", "tested", "findings", "rate"]),
    (
        "findings[]",
        &[
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
        ],
    ),
    ("rejects[]", &["file", "sheet", "row", "reason", "text"]),
];

fn document(args: &[&str], folder: &Path) -> Result<Value, Box<dyn std::error::Error>> {
    let run = run_in(folder, &[&["audit", "--format", "json"], args].concat())?;
    Ok(serde_json::from_str(&run.stdout)?)
}

fn of_sample() -> Result<Value, Box<dyn std::error::Error>> {
    document(&sample::arguments(), &sample::folder())
}

/// An audit with a reject, a rule not evaluated, an undetermined case and no branch.
fn of_odd_files() -> Result<Value, Box<dyn std::error::Error>> {
    let desk = Desk::with(&[(
        "complaints.csv",
        "complaint_id,customer_id,received_at,closed_at\nC1,K1,2024-03-04 10:00,soon\nC2,K2\nC3,,2024-03-04 10:00,\n",
    )])?;
    let run = desk.run(&["audit", "complaints.csv", "--as-of", "2024-06-30", "--format", "json"])?;
    Ok(serde_json::from_str(&run.stdout)?)
}

/// The values at a place such as `inputs[].rows`.
fn at<'a>(document: &'a Value, place: &str) -> Vec<&'a Value> {
    let mut found = vec![document];
    for part in place.split('.').filter(|part| !part.is_empty()) {
        let name = part.trim_end_matches("[]");
        found = found.into_iter().filter_map(|value| value.get(name)).collect();
        if part.ends_with("[]") {
            found = found.into_iter().filter_map(Value::as_array).flatten().collect();
        }
    }
    found
}

#[test]
fn it_follows_the_committed_schema() -> Checked {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/audit-v1.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(schema)?)?;
    let validator = jsonschema::validator_for(&schema)?;
    for document in [of_sample()?, of_odd_files()?] {
        let wrong: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(wrong, Vec::<String>::new());
    }
    Ok(())
}

#[test]
fn the_schema_refuses_what_breaks_the_contract() -> Checked {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/audit-v1.schema.json");
    let validator = jsonschema::validator_for(&serde_json::from_slice(&std::fs::read(schema)?)?)?;
    let document = of_odd_files()?;
    for (place, fields) in FIELDS {
        for field in *fields {
            let mut broken = document.clone();
            remove(&mut broken, place, field);
            assert!(!validator.is_valid(&broken), "{place} without {field} passes the schema");
        }
    }
    Ok(())
}

fn remove(value: &mut Value, place: &str, field: &str) {
    let (part, rest) = place.split_once('.').unwrap_or((place, ""));
    let name = part.trim_end_matches("[]");
    match value {
        Value::Object(object) if name.is_empty() => {
            object.remove(field);
        }
        Value::Object(object) => match object.get_mut(name) {
            Some(Value::Array(items)) => items.iter_mut().for_each(|item| remove(item, rest, field)),
            Some(inner) => remove(inner, rest, field),
            None => {}
        },
        _ => {}
    }
}

#[test]
fn every_field_of_the_contract_is_there() -> Checked {
    for document in [of_sample()?, of_odd_files()?] {
        for (place, fields) in FIELDS {
            for value in at(&document, place) {
                let absent: Vec<&&str> = fields.iter().filter(|field| value.get(**field).is_none()).collect();
                assert!(absent.is_empty(), "{place} lacks {absent:?}: {value}");
            }
        }
    }
    assert_eq!(at(&of_odd_files()?, "rejects[]").len(), 1, "the odd files have one reject to look at");
    Ok(())
}

#[test]
fn the_head_says_what_was_audited_and_by_what() -> Checked {
    let document = of_sample()?;
    assert_eq!(document["schema_version"], 1);
    assert_eq!(document["tool"]["name"], "hearback");
    assert_eq!(document["tool"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(document["as_of"], "2025-09-30T18:00:00+08:00");
    assert_eq!(document["policy"]["name"], "generic");
    assert_eq!(document["calendar"]["covers"], serde_json::json!(["2004-01-01", "2026-12-31"]));
    for input in at(&document, "inputs[]") {
        let bytes = std::fs::read(sample::folder().join(input["file"].as_str().ok_or("no file")?))?;
        assert_eq!(input["sha256"].as_str(), Some(sha256(&bytes).as_str()), "{}", input["file"]);
    }
    Ok(())
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn findings_are_sorted_by_severity_code_file_row_id() -> Checked {
    let audit: Audited = serde_json::from_value(of_sample()?)?;
    let gravity =
        |severity: &str| ["high", "medium", "low", "info"].iter().position(|known| *known == severity);
    let keys: Vec<_> = audit
        .findings
        .iter()
        .map(|finding| (gravity(&finding.severity), &finding.code, &finding.file, finding.row, &finding.id))
        .collect();
    let out_of_order: Vec<_> = keys.windows(2).filter(|pair| pair[0] > pair[1]).collect();
    assert!(out_of_order.is_empty(), "{out_of_order:?}");
    Ok(())
}

#[test]
fn rules_are_sorted_and_count_the_findings_of_the_list() -> Checked {
    for document in [of_sample()?, of_odd_files()?] {
        let audit: Audited = serde_json::from_value(document)?;
        assert!(audit.rules.windows(2).all(|pair| pair[0].code < pair[1].code));
        for rule in &audit.rules {
            assert_eq!(rule.findings, audit.of(&rule.code).count() as u64, "{}", rule.code);
            assert!(audit.of(&rule.code).all(|finding| finding.severity == rule.severity), "{}", rule.code);
            assert!(rule.tested <= rule.population, "{}", rule.code);
            assert_eq!(
                rule.counts.is_some(),
                is_obligation(&rule.code) && rule.status == "evaluated",
                "{}",
                rule.code
            );
        }
    }
    Ok(())
}

#[test]
fn what_is_not_tested_is_counted_with_its_reasons() -> Checked {
    for document in [of_sample()?, of_odd_files()?] {
        for rule in at(&document, "rules[]").into_iter().filter(|rule| rule["status"] == "evaluated") {
            let sum = |list: &str| -> u64 {
                at(rule, &format!("{list}[]")).iter().filter_map(|each| each["count"].as_u64()).sum()
            };
            let (population, tested) = (rule["population"].as_u64(), rule["tested"].as_u64().unwrap_or(0));
            if rule["counts"].is_null() {
                assert_eq!(population, Some(tested + sum("excluded_reasons")), "{}", rule["code"]);
            } else if rule["code"] != "CLS002" {
                let counts = &rule["counts"];
                assert_eq!(counts["population"].as_u64(), population, "{}", rule["code"]);
                assert_eq!(counts["excluded"].as_u64(), Some(sum("excluded_reasons")), "{}", rule["code"]);
                assert_eq!(
                    counts["undetermined"].as_u64(),
                    Some(sum("undetermined_reasons")),
                    "{}",
                    rule["code"]
                );
            }
            let reasons: Vec<&Value> =
                at(rule, "excluded_reasons[]").into_iter().map(|each| &each["reason"]).collect();
            let different: std::collections::BTreeSet<String> =
                reasons.iter().map(ToString::to_string).collect();
            assert_eq!(
                different.len(),
                reasons.len(),
                "{}: a reason is counted in pieces: {reasons:?}",
                rule["code"]
            );
        }
    }
    Ok(())
}

#[test]
fn checks_on_rows_account_for_every_row_used() -> Checked {
    let document = of_sample()?;
    let audit: Audited = serde_json::from_value(document)?;
    let used = |kind: &str| {
        audit.inputs.iter().filter(|input| input.kind == kind).map(|input| input.rows.used).sum::<u64>()
    };
    for (kind, codes) in [
        ("complaints", ["CBK003", "CHR001", "CHR002", "CLS004", "DUP001"].as_slice()),
        ("visits", &["CBK004", "CBK006", "CHR003", "DUP002"]),
    ] {
        for code in codes {
            assert_eq!(audit.rule(code).population, used(kind), "{code}: used = tested + excluded");
        }
    }
    Ok(())
}

#[test]
fn the_name_of_a_file_goes_before_its_kind_in_the_order() -> Checked {
    let desk = Desk::with(&[
        ("z.csv", "complaint_id,customer_id,received_at\nC1,,2024-03-04 10:00\nC2,,2025-03-04 10:00\n"),
        ("a.csv", "visit_id,complaint_id,visited_at,visitor\nV1,C1,2025-03-05,\n"),
    ])?;
    let audit = desk.audit(&["z.csv", "a.csv", "--as-of", "2024-06-30", "--select", "VAL001,CHR004"])?;
    let places: Vec<String> = audit
        .findings
        .iter()
        .map(|finding| format!("{} {} {}", finding.code, finding.file, finding.id))
        .collect();
    assert_eq!(
        places,
        ["CHR004 a.csv V1", "CHR004 z.csv C2", "VAL001 a.csv V1", "VAL001 z.csv C1", "VAL001 z.csv C2"]
    );
    Ok(())
}

/// Whether the generic policy states the rule.
fn is_obligation(code: &str) -> bool {
    include_str!("../../src/policy/profiles/generic.toml").contains(&format!("\ncode = \"{code}\"\n"))
}

#[test]
fn every_time_carries_the_zone() -> Checked {
    let document = of_sample()?;
    let mut times = 0;
    each_text(&document, &mut |text| {
        let is_time = text.len() >= 19 && text.as_bytes()[4] == b'-' && text.as_bytes()[10] == b'T';
        if is_time {
            assert!(text.ends_with("+08:00") && text.len() == 25, "{text}");
            times += 1;
        }
    });
    assert!(times > 100, "only {times} times were seen");
    let audit: Audited = serde_json::from_value(document)?;
    for finding in audit.findings.iter().filter(|finding| finding.state == "late") {
        let due =
            finding.due_at.as_ref().ok_or_else(|| format!("{}: late without a due time", finding.id))?;
        let actual =
            finding.actual_at.as_ref().ok_or_else(|| format!("{}: late and never done", finding.id))?;
        assert!(actual > due, "{}", finding.brief());
        assert!(finding.late_by_minutes.is_some_and(|minutes| minutes > 0), "{}", finding.brief());
    }
    for finding in
        audit.findings.iter().filter(|finding| finding.state == "missing" && finding.dataset != "group")
    {
        assert!(finding.due_at.as_ref().is_some_and(|due| *due < audit.as_of), "{}", finding.brief());
        assert_eq!(finding.actual_at, None, "{}", finding.brief());
    }
    Ok(())
}

fn each_text(value: &Value, visit: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, visit)),
        Value::Object(fields) => fields.values().for_each(|item| each_text(item, visit)),
        _ => {}
    }
}

#[test]
fn one_finding_of_each_shape() -> Checked {
    let desk = Desk::with(&[
        (
            "complaints.csv",
            "complaint_id,customer_id,branch,handler,severity,received_at,responded_at,closed_at\n\
             C1,K1,North,Wang,urgent,2024-03-04 10:00:00,2024-03-04 13:30:00,2024-03-05 10:00:00\n",
        ),
        (
            "visits.csv",
            "visit_id,complaint_id,visited_at,visitor,outcome\nV1,C1,2024-03-06 09:00:00,Wang,reached\n",
        ),
    ])?;
    let run =
        desk.run(&["audit", "complaints.csv", "visits.csv", "--as-of", "2024-03-20", "--format", "json"])?;
    let document: Value = serde_json::from_str(&run.stdout)?;
    insta::assert_json_snapshot!(document["findings"], @r#"
    [
      {
        "code": "CBK004",
        "severity": "high",
        "state": "fires",
        "dataset": "visits",
        "id": "V1",
        "file": "visits.csv",
        "sheet": null,
        "row": 2,
        "branch": "North",
        "handler": "W**#x3yvkhaa",
        "trigger_at": null,
        "due_at": null,
        "actual_at": null,
        "late_by_minutes": null,
        "message": "visitor W**#x3yvkhaa worked the complaint (handler W**#x3yvkhaa)",
        "evidence": {
          "complaint_id": "C1",
          "visitor": "W**#x3yvkhaa",
          "handler": "W**#x3yvkhaa"
        }
      },
      {
        "code": "RSP001",
        "severity": "high",
        "state": "late",
        "dataset": "complaints",
        "id": "C1",
        "file": "complaints.csv",
        "sheet": null,
        "row": 2,
        "branch": "North",
        "handler": "W**#x3yvkhaa",
        "trigger_at": "2024-03-04T10:00:00+08:00",
        "due_at": "2024-03-04T12:00:00+08:00",
        "actual_at": "2024-03-04T13:30:00+08:00",
        "late_by_minutes": 90,
        "message": "first response 1 h 30 min after the limit",
        "evidence": {
          "limit": "2h"
        }
      }
    ]
    "#);
    Ok(())
}
