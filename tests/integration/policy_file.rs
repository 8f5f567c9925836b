//! A policy is data: a user changes a limit or adds an obligation without a line of Rust.

use crate::desk::{Checked, Desk};

const GENERIC: &str = include_str!("../../src/policy/profiles/generic.toml");
const OWN: &str = "name = \"own\"\nextends = \"generic\"\n";
const COMPLAINTS: &str = "complaint_id,customer_id,branch,received_at,responded_at,closed_at,archived_at\n\
    C1,K1,North,2024-03-04 10:00:00,2024-03-04 12:00:00,2024-03-08 10:00:00,2024-03-12 23:59:59\n\
    C2,K2,North,2024-03-04 10:00:00,2024-03-04 12:00:01,2024-03-18 10:00:00,2024-03-21 00:00:00\n\
    C3,K3,South,2024-03-04 10:00:00,,,\n";

fn desk_with(policy: &str) -> std::io::Result<Desk> {
    Desk::with(&[("c.csv", COMPLAINTS), ("own.toml", policy)])
}

const ARGS: [&str; 5] = ["c.csv", "--policy", "own.toml", "--as-of", "2024-06-30"];

/// The whole text of the generic policy under a name of its own, which stands on no other policy.
fn in_full() -> String {
    let text = GENERIC.replacen("name = \"generic\"", "name = \"own\"", 1);
    assert_ne!(text, GENERIC, "the generic policy no longer names itself");
    text
}

/// The same with one passage changed.
fn in_full_but(old: &str, new: &str) -> String {
    assert!(GENERIC.contains(old), "the generic policy no longer says {old}");
    in_full().replace(old, new)
}

#[test]
fn the_name_of_a_built_in_policy_is_not_for_another() -> Checked {
    let run = desk_with(GENERIC)?.run(&[&["audit"], &ARGS[..]].concat())?;
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    assert!(run.stderr.contains("own.toml") && run.stderr.contains("`generic`"), "{}", run.stderr);
    Ok(())
}

#[test]
fn a_changed_limit_changes_the_verdict() -> Checked {
    let layer = format!("{OWN}[[obligation]]\ncode = \"RSP001\"\nlimit = \"2h\"\n");
    for policy in [layer, in_full_but("limit = \"24h\"\n", "limit = \"2h\"\n")] {
        let audit = desk_with(&policy)?.audit(&ARGS)?;
        assert_eq!(audit.found("RSP001"), ["late C2 @3", "missing C3 @4"]);
        assert!(audit.of("RSP001").all(|finding| finding.proof("limit") == Some("2h")));
    }
    Ok(())
}

#[test]
fn a_changed_severity_changes_the_exit_code_and_the_order() -> Checked {
    let calm = in_full_but("severity = \"high\"", "severity = \"info\"");
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
    let own = "\n[[obligation]]\ncode = \"XWN001\"\nname = \"archived-late\"\nseverity = \"low\"\n\
        trigger = \"closed_at\"\nif_no_trigger = \"excluded\"\nexpects = { field = \"archived_at\" }\nlimit = \"2wd\"\n"
        .to_owned();
    let texts = ["title", "what", "why", "formula", "fix", "source", "message_late", "message_missing"];
    let texts: String =
        texts.iter().map(|name| format!("{name} = {{ zh = \"归档\", en = \"own {name}\" }}\n")).collect();
    let desk = desk_with(&format!("{OWN}{own}{texts}"))?;
    let audit = desk.audit(&ARGS)?;
    assert_eq!(audit.states("XWN001"), "met 1, late 1, excluded 1");
    let late = audit.only("XWN001")?;
    assert_eq!((late.id.as_str(), late.due_at.as_deref()), ("C2", Some("2024-03-20T23:59:59+08:00")));
    assert_eq!(late.message, "own message_late");
    let explained = desk.run(&["explain", "XWN001", "--policy", "own.toml"])?;
    assert!(explained.code == 0 && explained.stdout.contains("2 working days"), "{}", explained.stdout);
    Ok(())
}

#[test]
fn more_rejected_rows_may_be_tolerated() -> Checked {
    let desk = desk_with(&format!("{OWN}max_rejected_share = 0.5\n"))?;
    desk.put("c.csv", format!("{COMPLAINTS}C4,K4\n"))?;
    assert_eq!(desk.run(&[&["audit"], &ARGS[..]].concat())?.code, 1);
    assert_eq!(desk.run(&["audit", "c.csv", "--as-of", "2024-06-30"])?.code, 3);
    Ok(())
}

#[test]
fn another_zone_is_the_zone_of_all_times() -> Checked {
    let desk = desk_with(&format!("{OWN}zone = \"+09:00\"\n"))?;
    desk.put("c.csv", "complaint_id,customer_id,received_at,responded_at\nC1,K1,2024-03-04T10:00:00+08:00,2024-03-05 11:00:01\n")?;
    let audit = desk.audit(&ARGS)?;
    let late = audit.only("RSP001")?;
    assert_eq!(late.due_at.as_deref(), Some("2024-03-05T11:00:00+09:00"));
    assert_eq!(audit.as_of, "2024-06-30T23:59:59+09:00");
    Ok(())
}

#[test]
fn a_rule_that_is_switched_off_is_said_to_be() -> Checked {
    let desk = desk_with(&format!("{OWN}[[obligation]]\ncode = \"RSP001\"\noff = true\n"))?;
    for command in [&["audit", "c.csv", "--select", "RSP001"][..], &["explain", "RSP001"]] {
        let run = desk.run(&[command, &["--policy", "own.toml"]].concat())?;
        assert!(run.stderr.contains("off") && !run.stderr.contains("no rule RSP001"), "{}", run.stderr);
    }
    Ok(())
}
