//! The sample a newcomer audits, held against its stated truth: code by code, id by id.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::audited::{Audited, STATES};
use crate::desk::{Checked, audit_in, run_in};

const FILES: [&str; 2] = ["投诉台账.xlsx", "回访记录.csv"];
const AS_OF: &str = "2025-09-30 18:00";

/// Where the sample lies.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sample")
}

/// The audit its README names.
pub(crate) fn arguments() -> Vec<&'static str> {
    [&FILES[..], &["--as-of", AS_OF]].concat()
}

fn audited() -> Result<Audited, Box<dyn std::error::Error>> {
    audit_in(&folder(), &arguments())
}

/// Code, dataset, id, state and row, with how often they occur together.
type Multiset = BTreeMap<[String; 5], u64>;

fn truth() -> Result<Multiset, csv::Error> {
    let mut truth = Multiset::new();
    let mut reader = csv::Reader::from_path(folder().join("truth.csv"))?;
    assert_eq!(reader.headers()?, vec!["code", "dataset", "id", "state", "row", "planted"]);
    for record in reader.records() {
        let record = record?;
        let key = [0, 1, 2, 3, 4].map(|column| record[column].to_owned());
        *truth.entry(key).or_default() += 1;
    }
    Ok(truth)
}

#[test]
fn the_audit_finds_what_was_planted_and_nothing_else() -> Checked {
    let mut found = Multiset::new();
    for finding in audited()?.findings {
        let row = finding.row.map_or_else(String::new, |row| row.to_string());
        *found.entry([finding.code, finding.dataset, finding.id, finding.state, row]).or_default() += 1;
    }
    let truth = truth()?;
    assert!(truth.len() > 50, "the truth says little: {} findings", truth.len());
    let beyond = |these: &Multiset, those: &Multiset| -> Vec<String> {
        let more = these.iter().filter(|(key, count)| those.get(*key).unwrap_or(&0) < count);
        more.map(|(key, count)| format!("{} × {count}", key.join(" "))).collect()
    };
    assert_eq!(beyond(&truth, &found), Vec::<String>::new(), "planted and not found");
    assert_eq!(beyond(&found, &truth), Vec::<String>::new(), "found and not planted");
    Ok(())
}

#[test]
fn every_rule_that_has_its_columns_is_evaluated_and_its_states_add_up() -> Checked {
    let audit = audited()?;
    let no_list = "no customers export was given";
    let no_flag = "the complaints export has no column for overdue flag (overdue_flag), and the complaints export has no column for on-time flag (on_time_flag)";
    let no_length = "the complaints export has no column for handling time (handling_time), and the complaints export has no column for response time (response_time)";
    let without: Vec<(&str, &str, &str)> = audit
        .rules
        .iter()
        .filter(|rule| rule.status != "evaluated")
        .map(|rule| (rule.code.as_str(), rule.status.as_str(), rule.reason.as_deref().unwrap_or_default()))
        .collect();
    let expected = [
        ("CBK002", "the complaints export has no column for class (class)"),
        ("CBK005", "the policy sets no permitted hours"),
        ("CBK009", "the visits export has no column for issue handled at (handled_at)"),
        ("CBK010", no_list),
        ("CBK011", no_list),
        ("CBK012", no_list),
        ("CBK013", no_list),
        ("CUS004", no_list),
        (
            "GAM003",
            "CLS001: the complaints export has no column for extension approved (extension_approved), so no case was given the limit of 30 calendar days",
        ),
        ("REP001", no_flag),
        ("REP002", no_length),
    ];
    assert_eq!(without, expected.map(|(code, reason)| (code, "not_evaluated", reason)));
    for rule in audit.rules.iter().filter(|rule| rule.status == "evaluated") {
        if let Some(counts) = &rule.counts {
            let sum: u64 = STATES.iter().map(|state| counts[*state]).sum();
            assert_eq!(sum, counts["population"], "{}", rule.code);
            assert_eq!(counts["late"] + counts["missing"], rule.findings, "{}", rule.code);
        }
    }
    let complaints = audit.inputs.iter().find(|input| input.kind == "complaints").ok_or("no complaints")?;
    for code in ["RSP001", "CLS001", "CBK001"] {
        assert_eq!(audit.rule(code).population, complaints.rows.used, "{code}: tested + excluded = used");
    }
    Ok(())
}

#[test]
fn every_row_of_every_input_is_accounted_for() -> Checked {
    let audit = audited()?;
    let files: Vec<&str> = audit.inputs.iter().map(|input| input.file.as_str()).collect();
    assert_eq!(files, FILES);
    for input in &audit.inputs {
        assert!(input.rows.closes(), "{}: {:?}", input.file, input.rows);
        assert!(input.rows.used > 0, "{}", input.file);
    }
    Ok(())
}

#[test]
fn the_sample_has_findings_so_the_program_exits_with_1() -> Checked {
    let run = run_in(&folder(), &[&["audit"], &arguments()[..]].concat())?;
    assert_eq!(run.code, 1, "{}", run.stderr);
    for (file, kind) in FILES.into_iter().zip(["complaints", "visits"]) {
        let told = run.stderr.lines().any(|line| line.contains(file) && line.contains(kind));
        assert!(told, "which file was taken for which export is not told: {}", run.stderr);
    }
    Ok(())
}
