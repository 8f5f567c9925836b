//! Which complaints are looked at, and which rules.

use super::judge;
use crate::desk::{Checked, Desk};

const COMPLAINTS: &str = "complaint_id,customer_id,branch,received_at,responded_at,closed_at,status\n\
    C1,K1,North,2024-02-29 23:59:59,,,open\n\
    C2,K2,North,2024-03-01 00:00:00,,,closed\n\
    C3,,North,2024-03-31 23:59:59,,,open\n\
    C4,,North,2024-04-01 00:00:00,,,closed\n\
    C5,K5,North,,,,closed\n";
const VISITS: &str = "visit_id,complaint_id,customer_id,visited_at,visitor,outcome\n\
    V1,C1,K1,2024-03-15 10:00,,reached\nV2,C2,K2,2024-05-15 10:00,,reached\nV3,C9,K1,2024-03-15 10:00,Li,reached\n\
    V4,C9,K1,2024-04-15 10:00,Li,reached\n";

fn audit(options: &[&str]) -> Result<crate::audited::Audited, Box<dyn std::error::Error>> {
    let desk = Desk::with(&[("c.csv", COMPLAINTS), ("v.csv", VISITS)])?;
    desk.audit(&[&["c.csv", "v.csv", "--as-of", "2024-06-30"], options].concat())
}

#[test]
fn a_period_takes_in_both_of_its_days_by_the_time_of_receipt() -> Checked {
    let march = audit(&["--from", "2024-03-01", "--to", "2024-03-31"])?;
    assert_eq!(march.found("RSP001"), ["missing C2 @3", "missing C3 @4"]);
    assert_eq!(
        march.states("RSP001"),
        "missing 2, undetermined 1, excluded 2",
        "a receipt nobody knows may lie in it"
    );
    assert_eq!(march.rule("RSP001").population, 5);
    let until = audit(&["--to", "2024-02-29"])?;
    assert_eq!(until.found("RSP001"), ["missing C1 @2"]);
    let since = audit(&["--from", "2024-04-01 00:00:00"])?;
    assert_eq!(since.found("RSP001"), ["missing C4 @5"]);
    let to_the_second = audit(&["--from", "2024-03-01 00:00:01", "--to", "2024-03-31 23:59:58"])?;
    assert_eq!(to_the_second.found("RSP001"), Vec::<String>::new());
    Ok(())
}

#[test]
fn checks_and_visits_follow_the_period() -> Checked {
    let march = audit(&["--from", "2024-03-01", "--to", "2024-03-31"])?;
    assert_eq!(march.found("CLS004"), ["fires C2 @3", "fires C5 @6"]);
    assert_eq!(
        march.found("VAL001"),
        ["fires C3 @4", "fires C5 @6", "fires V2 @3"],
        "a visit belongs to the period of its complaint"
    );
    assert_eq!(march.found("CBK006"), ["fires V3 @4"], "one without a complaint to that of its own time");
    Ok(())
}

#[test]
fn the_counts_still_add_up_to_all_rows() -> Checked {
    for options in [
        &["--from", "2024-03-01"][..],
        &["--to", "2024-03-01"],
        &["--from", "2024-03-01", "--to", "2024-03-31"],
    ] {
        let audit = audit(options)?;
        for code in ["RSP001", "CLS001", "CBK001"] {
            assert_eq!(audit.rule(code).population, 5, "{code} {options:?}");
        }
        for code in ["CBK004", "CBK006", "CHR003", "DUP002"] {
            let rule = audit.rule(code);
            assert!(
                rule.status != "evaluated" || rule.population == 4,
                "{code} {options:?}: {}",
                rule.population
            );
        }
    }
    Ok(())
}

#[test]
fn nothing_outside_the_period_counts_as_tested() -> Checked {
    let desk = Desk::with(&[("c.csv", COMPLAINTS.rsplit_once("C5").ok_or("no C5")?.0), ("v.csv", VISITS)])?;
    let audit = desk.audit(&["c.csv", "v.csv", "--as-of", "2024-06-30", "--from", "2024-06-01"])?;
    let tested: Vec<(&str, u64)> = audit
        .rules
        .iter()
        .filter(|rule| rule.tested > 0)
        .map(|rule| (rule.code.as_str(), rule.tested))
        .collect();
    assert_eq!(tested, []);
    Ok(())
}

#[test]
fn without_an_as_of_date_it_is_the_end_of_the_newest_day_in_the_files() -> Checked {
    let desk = Desk::with(&[
        (
            "c.csv",
            "complaint_id,received_at,closed_at,due_at\nC1,2024-03-04 10:00,2024-03-05 10:00,2030-01-01\n",
        ),
        ("v.csv", "visit_id,complaint_id,visited_at,planned_at\nV1,C1,2024-03-06 09:00,2030-01-01\n"),
    ])?;
    let audit = desk.audit(&["c.csv", "v.csv"])?;
    assert_eq!(audit.as_of, "2024-03-06T23:59:59+08:00", "due and planned times are no events");
    Ok(())
}

fn codes(options: &[&str]) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    Ok(audit(options)?.rules.into_iter().map(|rule| rule.code).collect())
}

#[test]
fn rules_are_chosen_by_code_and_by_beginning() -> Checked {
    assert_eq!(codes(&["--select", "RSP001"])?, ["RSP001"]);
    assert_eq!(codes(&["--select", "rsp,cls004"])?, ["CLS004", "RSP001"]);
    assert_eq!(
        codes(&["--select", "CBK"])?,
        [
            "CBK001", "CBK002", "CBK003", "CBK004", "CBK005", "CBK006", "CBK008", "CBK009", "CBK010",
            "CBK011", "CBK012", "CBK013", "CBK017",
        ]
    );
    assert_eq!(codes(&["--select", "CBK", "--ignore", "CBK0", "--select", "VAL001"])?, ["VAL001"]);
    assert_eq!(
        codes(&["--select", "CBK00", "--ignore", "CBK003,CBK006"])?,
        ["CBK001", "CBK002", "CBK004", "CBK005", "CBK008", "CBK009"]
    );
    assert_eq!(codes(&["--select", "C", "--ignore", "CBK,CHR"])?, ["CLS001", "CLS002", "CLS004", "CUS004"]);
    let all = codes(&[])?;
    assert_eq!(
        all,
        [
            "CBK001", "CBK002", "CBK003", "CBK004", "CBK005", "CBK006", "CBK008", "CBK009", "CBK010",
            "CBK011", "CBK012", "CBK013", "CBK017", "CHR001", "CHR002", "CHR003", "CHR004", "CLS001",
            "CLS002", "CLS004", "CUS004", "DUP001", "DUP002", "GAM003", "REP001", "REP002", "RET001",
            "RSP001", "VAL001", "VAL002", "VAL003", "VAL007", "VAL008", "VAL009",
        ]
    );
    assert_eq!(
        codes(&["--ignore", "V,D,CB,CH"])?,
        ["CLS001", "CLS002", "CLS004", "CUS004", "GAM003", "REP001", "REP002", "RET001", "RSP001"]
    );
    Ok(())
}

#[test]
fn a_rule_says_the_same_alone_and_among_others() -> Checked {
    let all = audit(&[])?;
    for rule in &all.rules {
        let alone = audit(&["--select", &rule.code])?;
        assert_eq!(alone.found(&rule.code), all.found(&rule.code), "{}", rule.code);
        assert_eq!(alone.states(&rule.code), all.states(&rule.code), "{}", rule.code);
        assert_eq!(alone.rule(&rule.code).tested, rule.tested, "{}", rule.code);
        assert_eq!(alone.findings.len() as u64, rule.findings, "{}", rule.code);
    }
    Ok(())
}

#[test]
fn severities_are_those_of_the_catalogue() -> Checked {
    for rule in audit(&[])?.rules {
        let high = [
            "CBK001", "CBK004", "CBK010", "CBK017", "CHR001", "CHR002", "CLS001", "DUP001", "GAM003",
            "RSP001",
        ]
        .contains(&rule.code.as_str());
        let expected = match rule.code.as_str() {
            "CBK005" | "CBK012" | "REP002" | "VAL003" => "low",
            _ if high => "high",
            _ => "medium",
        };
        assert_eq!(rule.severity, expected, "{}", rule.code);
    }
    Ok(())
}

#[test]
fn a_group_in_an_audit_can_be_any_combination() -> Checked {
    let desk = Desk::with(&[("c.csv", COMPLAINTS)])?;
    for by in ["branch", "month", "branch,month"] {
        let run = desk.run(&["audit", "c.csv", "--as-of", "2024-06-30", "--by", by, "--format", "json"])?;
        let document: serde_json::Value = serde_json::from_str(&run.stdout)?;
        let group = &document["by_group"];
        let sum: u64 =
            group["rows"].as_array().into_iter().flatten().filter_map(|row| row["n"].as_u64()).sum();
        assert_eq!((sum, &group["totals"]["n"]), (5, &serde_json::json!(5)), "{by}");
    }
    Ok(())
}

#[test]
fn a_selection_of_one_rule_needs_no_other_column() -> Checked {
    let audit =
        judge("DUP001", "2024-06-30", "complaint_id,received_at\nC1,2024-03-04\nC1,2024-03-04\n", None)?;
    assert_eq!(audit.found("DUP001"), ["fires C1 @3"]);
    Ok(())
}
