//! The public schema.

use serde_json::{Value, json};

use super::super::{Format, sample};
use super::{audit, explanation, table};
use crate::model::{AuditReport, Lang, Rate};

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("what is written is JSON")
}

fn document(report: &AuditReport) -> Value {
    parsed(&audit(report, Format::Json, &sample::view(Lang::Zh, 80)))
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn documents_follow_the_schema() {
    let schema = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/audit-v1.schema.json"));
    let validator = jsonschema::draft202012::new(&parsed(schema)).expect("the schema is one");
    for report in [sample::report(), sample::incomplete(), super::hostile::report()] {
        let errors: Vec<String> =
            validator.iter_errors(&document(&report)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    let mut wrong = document(&sample::report());
    wrong["findings"][0]["state"] = json!("overdue");
    assert!(!validator.is_valid(&wrong), "the schema knows its words");
    let mut short = document(&sample::report());
    short["rules"][0].as_object_mut().expect("an object").remove("rate");
    assert!(!validator.is_valid(&short), "the schema knows its keys");
}

#[test]
fn keys_stand_in_the_order_of_the_contract() {
    let document = document(&sample::report());
    assert_eq!(
        keys(&document)[..9],
        ["schema_version", "tool", "as_of", "policy", "calendar", "inputs", "rules", "findings", "rejects"]
    );
    assert_eq!(
        keys(&document["inputs"][0])[..7],
        ["kind", "file", "sheet", "format", "encoding", "sha256", "rows"]
    );
    assert_eq!(
        keys(&document["rules"][0])[..9],
        ["code", "name", "severity", "status", "reason", "counts", "tested", "findings", "rate"]
    );
    assert_eq!(
        keys(&document["rules"][2]["counts"]),
        ["population", "met", "late", "missing", "pending", "undetermined", "excluded"]
    );
    assert_eq!(keys(&document["findings"][0]), super::super::csv_out::FINDING_COLUMNS);
    assert_eq!(keys(&document["rejects"][0]), ["file", "sheet", "row", "reason", "text"]);
}

#[test]
fn values_are_what_the_report_holds() {
    let document = document(&sample::report());
    assert_eq!(document["schema_version"], 1);
    assert_eq!(document["tool"], json!({"name": "hearback", "version": "0.1.0"}));
    assert_eq!(document["as_of"], "2025-09-30T18:00:00+08:00");
    assert_eq!(document["calendar"]["covers"], json!(["2004-01-01", "2026-12-31"]));
    let rules = &document["rules"];
    assert_eq!(rules[0]["status"], "not_evaluated");
    assert_eq!(rules[0]["reason"], "缺少回访记录；用 --visits 给出");
    assert_eq!(rules[0]["counts"], Value::Null);
    assert_eq!(rules[3]["rate"], Value::Null, "a check has no rate");
    assert_eq!(rules[4]["counts"]["population"], 4867);
    assert_eq!(rules[4]["undetermined_reasons"][1], json!({"reason": "响应早于受理", "count": 12}));
    let definitions = &rules[4]["definitions"];
    assert_eq!(definitions.as_array().map(Vec::len), Some(2), "also those that flip nothing");
    assert_eq!((&definitions[0]["key"], &definitions[0]["flips"]), (&json!("other-day-count"), &json!(312)));
    assert_eq!(definitions[0]["counts"]["met"], 4499);
    assert_eq!(rules[4]["rate_range"]["lower"], rules[4]["rate"]["value"]);
    assert_eq!(rules[4]["rate_range"]["upper"], definitions[0]["rate"]["value"]);
    assert_eq!((&rules[2]["definitions"], &rules[2]["rate_range"]), (&json!([]), &Value::Null));
    assert_eq!(document["policy"]["title"], "通用制度");
    assert_eq!(document["policy"]["layers"][0]["name"], "generic");
    let finding = &document["findings"][0];
    assert_eq!(finding["state"], "missing");
    assert_eq!(finding["due_at"], "2025-09-27T10:00:00+08:00");
    assert_eq!(finding["actual_at"], Value::Null);
    assert_eq!(finding["handler"], Value::Null);
    assert_eq!(finding["evidence"], json!({"limit": "24h", "severity": "一般"}));
    assert_eq!(document["findings"].as_array().map(Vec::len), Some(4), "no limit in machine formats");
    assert_eq!(document["rejects"].as_array().map(Vec::len), Some(7));
}

#[test]
fn nothing_decided_has_no_rate() {
    let mut report = sample::report();
    report.rules[4].rate = Some(Rate { good: 0, decided: 0, undetermined: 9 });
    assert_eq!(document(&report)["rules"][4]["rate"], Value::Null);
}

#[test]
fn a_document_survives_a_round_trip() {
    let text = audit(&sample::incomplete(), Format::Json, &sample::view(Lang::Zh, 80));
    let value = parsed(&text);
    assert_eq!(parsed(&value.to_string()), value);
    assert_eq!(value["gaps"].as_array().map(Vec::len), Some(2));
    assert!(
        text.lines().any(|line| line.starts_with("{\"code\":\"RSP001\"") && line.contains("\"row\":1204"))
    );
}

#[test]
fn a_table_is_rows_by_column_key() {
    let value = parsed(&table(&sample::by_group(), Format::Json, &sample::view(Lang::En, 80)));
    assert_eq!(keys(&value)[..6], ["schema_version", "table", "columns", "rows", "totals", "notes"]);
    assert_eq!(value["table"], "by_branch");
    assert_eq!(
        value["columns"][2],
        json!({"key": "responded_in_time", "title": "answered in time", "kind": "rate"})
    );
    assert_eq!(value["rows"][1]["median"], 3180.0);
    assert_eq!(value["rows"][1]["responded_in_time"]["good"], 2189);
    assert_eq!(
        value["rows"][2],
        json!({"branch": "(blank)", "cases": 0, "responded_in_time": null, "median": null})
    );
    assert_eq!(value["totals"]["cases"], 4796);
}

#[test]
fn an_explanation_is_an_object() {
    let doc = sample::report().rules.remove(0).doc;
    let value = parsed(&explanation(&doc, Format::Json, &sample::view(Lang::En, 80)));
    assert_eq!(
        keys(&value),
        [
            "schema_version",
            "code",
            "name",
            "title",
            "severity",
            "what",
            "why",
            "formula",
            "fix",
            "source",
            "needs",
            "extra"
        ]
    );
    assert_eq!(value["extra"], json!([{"label": "in this run", "text": "24h"}]));
}
