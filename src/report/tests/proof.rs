//! Why a case has its verdict: on a terminal, in CSV and in JSON.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::super::safe_text::is_hostile;
use super::super::{Format, View, formula_safe, proof_sample as proofs, sample, write_proof};
use super::terminal::as_expected;
use super::text;
use crate::model::{CaseProof, Evidence, Lang, Text};

fn shown(proof: &CaseProof, format: Format, view: &View) -> String {
    text(|out| write_proof(proof, format, view, out).expect("memory takes every byte"))
}

fn document(proof: &CaseProof, lang: Lang) -> Value {
    let json = shown(proof, Format::Json, &sample::view(lang, 80));
    serde_json::from_str(&json).expect("what is written is JSON")
}

/// A check has findings in place of proofs.
fn findings() -> CaseProof {
    let findings = sample::report().findings.iter().take(2).collect();
    CaseProof { findings, ..proofs::case(Vec::new()) }
}

fn nothing() -> CaseProof {
    let note = Some(Text::new("CBK001 对 TS202500024 没有发现", "CBK001 found nothing on TS202500024"));
    CaseProof { note, ..proofs::case(Vec::new()) }
}

#[test]
fn a_proof_reads_as_expected() {
    let late = proofs::case(vec![proofs::late()]);
    let cases = [
        (&late, Lang::Zh, 120, "proof-zh-120.txt"),
        (&late, Lang::Zh, 60, "proof-zh-60.txt"),
        (&late, Lang::En, 80, "proof-en-80.txt"),
        (&findings(), Lang::Zh, 80, "proof-findings-zh-80.txt"),
        (&nothing(), Lang::En, 80, "proof-nothing-en-80.txt"),
    ];
    for (proof, lang, width, expected) in cases {
        as_expected(expected, &shown(proof, Format::Table, &sample::view(lang, width)));
    }
}

#[test]
fn no_line_is_wider_than_the_terminal_or_ends_in_blanks() {
    let all = [proofs::case(vec![proofs::late(), proofs::long(300)]), findings(), nothing()];
    for width in 60..140 {
        for lang in [Lang::Zh, Lang::En] {
            for line in all.iter().flat_map(|proof| {
                let page = shown(proof, Format::Table, &sample::view(lang, width));
                page.lines().map(str::to_owned).collect::<Vec<_>>()
            }) {
                assert!(line.width() <= width, "{width}: {line}");
                assert_eq!(line, line.trim_end(), "{width}");
            }
        }
    }
}

/// The lines of the course of time, without its heading.
fn course(days: u32) -> Vec<String> {
    let mut proof = proofs::long(days);
    proof.readings.clear();
    let page = shown(&proofs::case(vec![proof]), Format::Table, &sample::view(Lang::En, 160));
    let lines = page.lines().skip_while(|line| !line.starts_with('─')).skip(1);
    lines.take_while(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn days_are_listed_one_by_one_up_to_a_length_and_then_counted() {
    let whole = course(114);
    assert_eq!(whole.len(), 120);
    assert!(!whole.iter().any(|line| line.contains('…')));
    let folded = course(1_000);
    assert_eq!(folded.len(), 120);
    let line: Vec<&String> = folded.iter().filter(|line| line.contains('…')).collect();
    assert_eq!(line.len(), 1);
    // 6 events and the line itself leave 113 of 1,000 days, half of them on either side.
    assert!(line[0].ends_with("… 887 days, of which 634 counted"), "{}", line[0]);
    assert!(folded.iter().any(|line| line.contains("2025-10-17 Fri")), "the first days stay");
    assert!(folded.last().is_some_and(|line| line.contains("715/715")), "the last day stays: {folded:?}");
}

#[test]
fn minutes_of_working_time_are_spans() {
    use crate::model::CountUnit;
    let mut proof = proofs::late();
    for (nth, step) in proof.steps.iter_mut().enumerate() {
        if let Some(counted) = &mut step.counted {
            counted.unit = CountUnit::Minutes;
            counted.sum *= 240;
            counted.adds *= 240 + u32::try_from(nth).expect("few");
        }
    }
    let page = shown(&proofs::case(vec![proof]), Format::Table, &sample::view(Lang::En, 120));
    assert!(page.contains("4 h/8 h") && page.contains("8 h/8 h"), "{page}");
}

#[test]
fn csv_has_a_line_for_each_step_and_definition() {
    let proof = proofs::late();
    let steps = proof.steps.len();
    let csv = shown(&proofs::case(vec![proof]), Format::Csv, &sample::view(Lang::En, 80));
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 1 + steps + 2);
    assert_eq!(
        lines[0],
        "code,case,dataset,case_file,case_sheet,case_row,part,state,due_at,late_by_minutes,step,kind,at,until,adds,sum,text,file,sheet,row"
    );
    assert_eq!(
        lines[2],
        "CBK001,TS202500024,complaints,投诉台账.xlsx,九月,25,first callback,late,2025-09-30T23:59:59+08:00,840,2,trigger,2025-09-26T10:00:00+08:00,,,,closed,投诉台账.xlsx,九月,25"
    );
    assert!(lines[5].contains(",5,day,2025-09-29T00:00:00+08:00,2025-09-29T23:59:59+08:00,1,1,working day,"));
    assert!(
        lines[steps + 2].ends_with(",met,2025-10-03T23:59:59+08:00,,14,definition,,,,,calendar days,,,"),
        "{}",
        lines[steps + 2]
    );
    let checks = shown(&findings(), Format::Csv, &sample::view(Lang::En, 80));
    assert!(checks.starts_with("code,severity,state,dataset,id,") && checks.lines().count() == 3, "{checks}");
    assert_eq!(shown(&nothing(), Format::Csv, &sample::view(Lang::En, 80)).lines().count(), 1);
}

#[test]
fn json_follows_the_schema() {
    let schema = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/explain-v1.schema.json"));
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is one");
    for proof in [proofs::case(vec![proofs::late(), proofs::long(30)]), findings(), nothing(), hostile()] {
        let document = document(&proof, Lang::Zh);
        let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    let good = document(&proofs::case(vec![proofs::late()]), Lang::En);
    for path in ["", "/proofs/0", "/proofs/0/steps/0", "/proofs/0/steps/0/counted", "/proofs/0/definitions/0"]
    {
        let keys: Vec<String> =
            good.pointer(path).and_then(Value::as_object).expect(path).keys().cloned().collect();
        for key in keys {
            let mut short = good.clone();
            short.pointer_mut(path).and_then(Value::as_object_mut).expect(path).remove(&key);
            assert!(!validator.is_valid(&short), "{path} without {key} passes the schema");
        }
    }
    let mut wrong = good;
    wrong["proofs"][0]["steps"][0]["kind"] = json!("moment");
    assert!(!validator.is_valid(&wrong), "the schema knows its words");
}

#[test]
fn json_holds_everything() {
    let late = document(&proofs::case(vec![proofs::late()]), Lang::En);
    let keys: Vec<&String> = late.as_object().expect("an object").keys().take(6).collect();
    assert_eq!(keys, ["schema_version", "code", "case", "proofs", "findings", "note"]);
    let proof = &late["proofs"][0];
    assert_eq!(proof["due_at"], "2025-09-30T23:59:59+08:00");
    assert_eq!((&proof["state"], &proof["late_by_minutes"]), (&json!("late"), &json!(840)));
    assert_eq!(proof["steps"][4]["counted"], json!({"adds": 1, "sum": 1, "unit": "days"}));
    assert_eq!(proof["steps"][4]["row"], Value::Null);
    assert_eq!(
        proof["definitions"][1],
        json!({"key": "other-day-count", "definition": "calendar days", "state": "met", "due_at": "2025-10-03T23:59:59+08:00"})
    );
    assert_eq!(late["policy"]["layers"][0]["name"], "generic");
    let long = document(&proofs::case(vec![proofs::long(1_000)]), Lang::En);
    assert_eq!(long["proofs"][0]["steps"].as_array().map(Vec::len), Some(1_006), "nothing is folded");
    assert_eq!(document(&findings(), Lang::En)["findings"][0]["code"], "CLS001");
}

/// Text of the data that attacks whoever reads it, in every place where such text can stand.
fn hostile() -> CaseProof {
    const ATTACK: &str = "=cmd|' /C calc'!A0\u{1b}[2J\u{202e}\r\n\t\u{9b}31m";
    let mut proof = proofs::late();
    proof.id = ATTACK.to_owned();
    proof.place.file = ATTACK.into();
    proof.place.sheet = Some(ATTACK.into());
    proof.part = Some(Text::same(ATTACK));
    proof.verdict = Text::same(ATTACK);
    proof.limit = Some(Text::same(ATTACK));
    proof.source = Text::same(ATTACK);
    for step in &mut proof.steps {
        step.text = Text::same(ATTACK);
        step.place = Some(proof.place.clone());
    }
    proof.readings[0].definition = Text::same(ATTACK);
    let mut case = proofs::case(vec![proof]);
    case.case = ATTACK.to_owned();
    case.note = Some(Text::same(ATTACK));
    case.policy.name = ATTACK.to_owned();
    case
}

#[test]
fn hostile_text_steers_nothing_and_runs_nothing() {
    let mut findings = findings();
    findings.findings[0].message = hostile().proofs[0].verdict.clone();
    findings.findings[0].evidence = vec![("text", Evidence::Text(hostile().case))];
    for proof in [hostile(), findings] {
        for format in [Format::Table, Format::Csv, Format::Json] {
            let written = shown(&proof, format, &sample::view(Lang::Zh, 80));
            assert!(!written.chars().any(|c| c != '\n' && is_hostile(c)), "{format:?}: {written}");
        }
        let csv = shown(&proof, Format::Csv, &sample::view(Lang::Zh, 80));
        for record in csv::Reader::from_reader(csv.as_bytes()).records() {
            for cell in &record.expect("each record is whole") {
                assert_eq!(formula_safe(cell), cell, "a formula is disarmed once and for all");
            }
        }
    }
    assert_eq!(document(&hostile(), Lang::Zh)["case"], hostile().case, "JSON carries the data unchanged");
}
