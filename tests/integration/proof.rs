//! `explain CODE FILE… --case ID`: the verdict on one case, step by step, as any audit makes it.

use std::path::Path;

use serde_json::Value;

use crate::desk::{Checked, Desk, Run, run_in};
use crate::exits::{CLEAN, VISITS};
use crate::sample;

/// Runs `explain` on the sample.
fn explain(code: &str, case: &str, more: &[&str]) -> std::io::Result<Run> {
    run_in(&sample::folder(), &[&["explain", code, "--case", case], &sample::arguments()[..], more].concat())
}

fn document(code: &str, case: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let run = explain(code, case, &["--format", "json"])?;
    assert_eq!(run.code, 0, "{}", run.stderr);
    Ok(serde_json::from_str(&run.stdout)?)
}

fn steps<'a>(proof: &'a Value, kind: &str) -> Vec<&'a Value> {
    let all = proof["steps"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter(|step| step["kind"] == kind).collect()
}

#[test]
fn a_late_callback_is_proven_day_by_day() -> Checked {
    let document = document("CBK001", "TS20250024")?;
    assert_eq!((&document["code"], &document["case"]), (&"CBK001".into(), &"TS20250024".into()));
    assert_eq!(document["findings"], Value::Array(Vec::new()));
    let proof = &document["proofs"][0];
    assert_eq!(proof["state"], "late");
    assert_eq!(proof["due_at"], "2025-07-22T23:59:59+08:00");
    assert_eq!(proof["late_by_minutes"], 3746);
    assert_eq!((&proof["file"], &proof["row"]), (&"投诉台账.xlsx".into(), &25.into()));
    let days = steps(proof, "day");
    assert_eq!(days.len(), 12, "from Friday 11 July to Tuesday 22 July");
    let sums: Vec<u64> = days.iter().filter_map(|day| day["counted"]["sum"].as_u64()).collect();
    assert_eq!(sums, [0, 0, 0, 1, 2, 3, 4, 5, 5, 5, 6, 7]);
    let trigger = steps(proof, "trigger");
    assert_eq!(trigger[0]["at"], proof["trigger_at"]);
    let done = steps(proof, "done");
    assert_eq!((&done[0]["file"], &done[0]["row"]), (&"回访记录.csv".into(), &61.into()));
    assert_eq!(done[0]["at"], proof["actual_at"]);
    let definitions = proof["definitions"].as_array().ok_or("no definitions")?;
    assert!(definitions.iter().any(|other| other["key"] == "make-up-days-off"), "{definitions:?}");
    Ok(())
}

#[test]
fn a_proof_agrees_with_the_finding_of_an_audit() -> Checked {
    let audit = crate::desk::audit_in(&sample::folder(), &sample::arguments())?;
    for (code, id) in [("CBK001", "TS20250024"), ("CLS001", "TS20250010"), ("RSP001", "TS20250020")] {
        let finding = audit
            .findings
            .iter()
            .find(|finding| finding.code == code && finding.id == id)
            .ok_or_else(|| format!("the audit has no {code} on {id}"))?;
        let document = document(code, id)?;
        let proof = &document["proofs"][0];
        assert_eq!(proof["state"], finding.state.as_str(), "{code} {id}");
        assert_eq!(proof["due_at"].as_str(), finding.due_at.as_deref(), "{code} {id}");
        assert_eq!(proof["row"].as_u64(), finding.row, "{code} {id}");
    }
    Ok(())
}

#[test]
fn a_page_names_rule_case_verdict_and_every_day() -> Checked {
    let run = explain("cbk001", "TS20250024", &["--lang", "zh"])?;
    assert_eq!(run.code, 0, "{}", run.stderr);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], "CBK001  办结后未回访  TS20250024  逾期完成");
    for said in [
        "位置：投诉台账.xlsx[投诉台账]:25",
        "时限：7个工作日",
        "2025-07-12 周六         ·  周末",
        "2025-07-14 周一       1/7  工作日",
        "2025-07-22 23:59:59        时限届满",
        "计入：首次符合要求",
        "其他口径下",
        "2025-09-30 18:00:00        审计基准日",
    ] {
        assert!(run.stdout.contains(said), "{said}: {}", run.stdout);
    }
    let closure = explain("CLS001", "TS20250010", &["--lang", "zh"])?.stdout;
    assert!(closure.contains("达标（不同）"), "a verdict that differs is marked: {closure}");
    let response = explain("RSP001", "TS20250020", &["--lang", "en"])?.stdout;
    assert!(response.contains("2 hours (") && response.contains("the limit ends"), "{response}");
    Ok(())
}

#[test]
fn json_follows_the_committed_schema_with_a_case_and_without() -> Checked {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/explain-v1.schema.json");
    let validator = jsonschema::validator_for(&serde_json::from_slice(&std::fs::read(schema)?)?)?;
    let rule = Desk::new()?.run(&["explain", "CBK001", "--format", "json"])?;
    let mut documents: Vec<Value> = vec![serde_json::from_str(&rule.stdout)?];
    for (code, case) in [
        ("CBK001", "TS20250024"),
        ("CLS001", "TS20250010"),
        ("CLS002", "武汉分公司"),
        ("VAL001", "TS20250024"),
    ] {
        documents.push(document(code, case)?);
    }
    for document in documents {
        let wrong: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(wrong, Vec::<String>::new(), "{document}");
    }
    Ok(())
}

#[test]
fn csv_has_a_line_for_each_step() -> Checked {
    let proof = document("CBK001", "TS20250024")?;
    let lengths = ["steps", "definitions"].map(|key| proof["proofs"][0][key].as_array().map_or(0, Vec::len));
    let run = explain("CBK001", "TS20250024", &["--format", "csv"])?;
    assert_eq!(csv::Reader::from_reader(run.stdout.as_bytes()).records().count(), lengths[0] + lengths[1]);
    Ok(())
}

#[test]
fn a_coverage_shows_its_group_and_the_rule_it_counts_is_run_too() -> Checked {
    let low = document("CLS002", "武汉分公司")?;
    assert_eq!(
        (low["findings"][0]["code"].as_str(), &low["proofs"]),
        (Some("CLS002"), &Value::Array(vec![]))
    );
    assert_eq!(low["findings"][0]["id"], "武汉分公司");
    let fine = explain("CLS002", "上海分公司", &[])?;
    assert_eq!(fine.code, 0, "{}", fine.stderr);
    assert!(fine.stdout.contains("CLS002 found nothing on 上海分公司"), "{}", fine.stdout);
    let unknown = explain("CLS002", "南京分公司", &[])?;
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert!(unknown.stderr.contains("there is no group 南京分公司"), "{}", unknown.stderr);
    Ok(())
}

#[test]
fn a_check_shows_its_findings_with_place_and_evidence_or_says_there_are_none() -> Checked {
    let audit = crate::desk::audit_in(&sample::folder(), &sample::arguments())?;
    let finding = audit
        .findings
        .iter()
        .find(|finding| finding.code == "CBK004")
        .ok_or("the sample has a callback by the handler")?;
    let run = explain("CBK004", &finding.id, &[])?;
    assert_eq!(run.code, 0, "{}", run.stderr);
    let row = finding.row.ok_or("it has a row")?;
    assert!(run.stdout.contains(&format!(".csv:{row}\n")), "{}", run.stdout);
    assert!(run.stdout.contains("  · ") && run.stdout.contains(" = "), "{}", run.stdout);
    let none = explain("VAL001", "TS20250024", &[])?;
    assert_eq!(none.code, 0, "{}", none.stderr);
    assert!(none.stdout.contains("VAL001 found nothing on TS20250024"), "{}", none.stdout);
    // A visit is no complaint, but the check tests both.
    assert_eq!(explain("VAL001", "HF20250060", &[])?.code, 0);
    Ok(())
}

#[test]
fn an_unknown_case_is_2_and_names_the_export_and_what_is_near() -> Checked {
    let run = explain("CBK001", "TS2025024", &[])?;
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    for word in ["complaints export has no id TS2025024", "TS20250024"] {
        assert!(run.stderr.contains(word), "no {word:?} in {}", run.stderr);
    }
    let run = explain("CBK001", "nothing-like-it", &["--lang", "zh"])?;
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("投诉表里没有编号 nothing-like-it\n"), "{}", run.stderr);
    Ok(())
}

#[test]
fn a_rule_without_verdicts_is_3_with_the_reason() -> Checked {
    let desk = Desk::with(&[("clean.csv", CLEAN)])?;
    let run = desk.run(&["explain", "CBK001", "clean.csv", "--case", "C1"])?;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    assert!(run.stderr.contains("no verdict") && run.stderr.contains("visits"), "{}", run.stderr);
    Ok(())
}

#[test]
fn a_case_needs_files_and_files_need_a_case() -> Checked {
    let desk = Desk::with(&[("clean.csv", CLEAN), ("visits.csv", VISITS)])?;
    for (args, words) in [
        (["explain", "CBK001", "--case", "C1"].as_slice(), ["--case C1", "FILE"]),
        (&["explain", "CBK001", "clean.csv"], ["--case ID", "CBK001"]),
        (&["explain", "CBK001", "--visits", "visits.csv"], ["--case ID", "CBK001"]),
    ] {
        let run = desk.run(args)?;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(words.iter().all(|word| run.stderr.contains(word)), "{args:?}: {}", run.stderr);
    }
    desk.put("hearback.toml", "[complaints]\nfiles = \"clean.csv\"\n[visits]\nfiles = \"visits.csv\"\n")?;
    let run = desk.run(&["explain", "CBK001", "--case", "C1"])?;
    assert_eq!(run.code, 0, "the configuration names the files: {}", run.stderr);
    assert!(run.stdout.contains("visit V1"), "{}", run.stdout);
    let rule = desk.run(&["explain", "CBK001"])?;
    assert!(rule.code == 0 && rule.stdout.contains("7 working days"), "{}", rule.stdout);
    Ok(())
}

#[test]
fn a_proof_is_no_check_and_never_overwrites_its_input() -> Checked {
    let desk = Desk::with(&[("clean.csv", CLEAN), ("visits.csv", VISITS)])?;
    let args = ["explain", "CBK001", "clean.csv", "visits.csv", "--case", "C1", "-o"];
    let run = desk.run(&[&args[..], &["clean.csv"]].concat())?;
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(desk.path("clean.csv"))?, CLEAN);
    assert_eq!(desk.run(&[&args[..], &["proof.txt"]].concat())?.code, 0);
    assert!(std::fs::read_to_string(desk.path("proof.txt"))?.starts_with("CBK001  "));
    Ok(())
}

#[test]
fn an_audit_says_how_to_get_a_proof_and_it_works() -> Checked {
    let audit = run_in(&sample::folder(), &[&["audit"], &sample::arguments()[..]].concat())?;
    let hint = audit
        .stdout
        .lines()
        .find_map(|line| line.split_once("hearback explain ").filter(|_| line.contains("--case")));
    let (_, words) = hint.ok_or("there is no hint")?;
    let words: Vec<&str> = words.split(' ').collect();
    let [code, "FILES…", "--case", id] = words[..] else { return Err(format!("{words:?}").into()) };
    assert_eq!(explain(code, id, &[])?.code, 0);
    Ok(())
}
