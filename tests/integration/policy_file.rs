//! A policy is data: a user changes a limit or adds an obligation without a line of Rust.

use crate::desk::{Checked, Desk};

const GENERIC: &str = include_str!("../../src/policy/generic.toml");
const COMPLAINTS: &str = "complaint_id,customer_id,branch,received_at,responded_at,closed_at,archived_at\n\
    C1,K1,North,2024-03-04 10:00:00,2024-03-04 12:00:00,2024-03-08 10:00:00,2024-03-12 23:59:59\n\
    C2,K2,North,2024-03-04 10:00:00,2024-03-04 12:00:01,2024-03-18 10:00:00,2024-03-21 00:00:00\n\
    C3,K3,South,2024-03-04 10:00:00,,,\n";

fn desk_with(policy: &str) -> std::io::Result<Desk> {
    Desk::with(&[("c.csv", COMPLAINTS), ("own.toml", policy)])
}

const ARGS: [&str; 5] = ["c.csv", "--policy", "own.toml", "--as-of", "2024-06-30"];

/// The generic policy with one passage changed.
fn generic_but(old: &str, new: &str) -> String {
    assert!(GENERIC.contains(old), "the generic policy no longer says {old}");
    GENERIC.replace(old, new)
}

#[test]
fn a_changed_limit_changes_the_verdict() -> Checked {
    let policy = generic_but("limit = \"24h\"\n", "limit = \"2h\"\n");
    let audit = desk_with(&policy)?.audit(&ARGS)?;
    assert_eq!(audit.found("RSP001"), ["late C2 @3", "missing C3 @4"]);
    Ok(())
}

#[test]
fn a_changed_severity_changes_the_exit_code_and_the_order() -> Checked {
    let calm = GENERIC.replace("severity = \"high\"", "severity = \"info\"");
    let desk = desk_with(&calm)?;
    assert_eq!(desk.run(&[&["audit"], &ARGS[..]].concat())?.code, 0);
    assert_eq!(desk.run(&[&["audit"], &ARGS[..], &["--fail-on", "info"]].concat())?.code, 1);
    let order: Vec<String> =
        desk.audit(&ARGS)?.findings.into_iter().map(|finding| finding.severity).collect();
    assert_eq!(order.first().map(String::as_str), Some("medium"), "CLS002 goes before what is only advice");
    Ok(())
}

#[test]
fn a_new_obligation_needs_no_code() -> Checked {
    let own = "\n[[obligation]]\ncode = \"OWN001\"\nname = \"archived-late\"\nseverity = \"low\"\n\
        trigger = \"closed_at\"\nif_no_trigger = \"excluded\"\nexpects = { field = \"archived_at\" }\nlimit = \"2wd\"\n"
        .to_owned();
    let texts = ["title", "what", "why", "formula", "fix", "source", "message_late", "message_missing"];
    let texts: String =
        texts.iter().map(|name| format!("{name} = {{ zh = \"归档\", en = \"own {name}\" }}\n")).collect();
    let desk = desk_with(&format!("{GENERIC}{own}{texts}"))?;
    let audit = desk.audit(&ARGS)?;
    assert_eq!(audit.states("OWN001"), "met 1, late 1, excluded 1");
    let late = audit.only("OWN001")?;
    assert_eq!((late.id.as_str(), late.due_at.as_deref()), ("C2", Some("2024-03-20T23:59:59+08:00")));
    assert_eq!(late.message, "own message_late");
    let explained = desk.run(&["explain", "OWN001", "--policy", "own.toml"])?;
    assert!(explained.code == 0 && explained.stdout.contains("2 working days"), "{}", explained.stdout);
    Ok(())
}

#[test]
fn more_rejected_rows_may_be_tolerated() -> Checked {
    let policy = generic_but("max_rejected_share = 0.01", "max_rejected_share = 0.5");
    let desk = desk_with(&policy)?;
    desk.put("c.csv", format!("{COMPLAINTS}C4,K4\n"))?;
    assert_eq!(desk.run(&[&["audit"], &ARGS[..]].concat())?.code, 1);
    assert_eq!(desk.run(&["audit", "c.csv", "--as-of", "2024-06-30"])?.code, 3);
    Ok(())
}

#[test]
fn another_zone_is_the_zone_of_all_times() -> Checked {
    let policy = generic_but("zone = \"+08:00\"", "zone = \"+09:00\"");
    let desk = desk_with(&policy)?;
    desk.put("c.csv", "complaint_id,customer_id,received_at,responded_at\nC1,K1,2024-03-04T10:00:00+08:00,2024-03-05 11:00:01\n")?;
    let audit = desk.audit(&ARGS)?;
    let late = audit.only("RSP001")?;
    assert_eq!(late.due_at.as_deref(), Some("2024-03-05T11:00:00+09:00"));
    assert_eq!(audit.as_of, "2024-06-30T23:59:59+09:00");
    Ok(())
}
