//! REP001: the system's flag against the verdict, and why they differ.

use std::error::Error;

use super::judge_by;
use crate::audited::Audited;
use crate::desk::Checked;

const AS_OF: &str = "2024-12-31";

/// Audits complaints with an `overdue` flag by changes of the generic policy.
fn compare(policy: &str, columns: &str, rows: &[&str]) -> Result<Audited, Box<dyn Error>> {
    let complaints = format!("complaint_id,{columns}\n{}\n", rows.join("\n"));
    judge_by(policy, "REP001", AS_OF, &complaints, None)
}

/// The cause found for the only case, which must disagree.
fn cause(policy: &str, columns: &str, row: &str) -> Result<String, Box<dyn Error>> {
    let audit = compare(policy, columns, &[row])?;
    let finding = audit.only("REP001").map_err(|error| format!("{error}: {:?}", audit.rule("REP001")))?;
    Ok(finding.proof("cause").unwrap_or_default().to_owned())
}

const PLAIN: &str = "received_at,closed_at,overdue";
const FIVE_WORKING_DAYS: &str = "[[obligation]]\ncode = 'CLS001'\nlimit = '5wd'\ndrop = ['extended_limit']\n";

#[test]
fn late_and_missing_are_overdue_and_met_and_pending_are_not() -> Checked {
    let rows = [
        "C1,2024-03-01 10:00,2024-03-10 10:00,否",
        "C2,2024-03-01 10:00,2024-03-20 10:00,是",
        "C3,2024-03-01 10:00,,超期",
        "C4,2024-12-25 10:00,,否",
        "C5,2024-03-01 10:00,2024-03-04 10:00,是",
        "C6,2024-12-25 10:00,,是",
        "C7,2024-03-01 10:00,2024-03-10 10:00,",
        "C8,2024-03-01 10:00,2024-03-10 10:00,perhaps",
        "C9,,2024-03-10 10:00,是",
        "C10,2024-03-01 10:00,soon,是",
        "C1,2024-03-01 10:00,2024-03-10 10:00,是",
    ];
    let audit = compare("", PLAIN, &rows)?;
    assert_eq!(audit.found("REP001"), ["fires C5 @6", "fires C6 @7"]);
    let rule = audit.rule("REP001");
    assert_eq!(rule.tested, 6);
    assert_eq!(
        rule.excluded(),
        [
            "repeats an id; its first row stands for the case 1",
            "the flag is blank 1",
            "the time it was done is unreadable 1",
            "the time that starts the clock is blank 1",
            "the word of the flag is not known 1",
        ]
    );
    assert_eq!(
        rule.notes[1..],
        ["4 of 6 flags agree with CLS001", "2 disagree: no known cause (no-known-cause)"]
    );
    let first = audit.of("REP001").next().ok_or("no finding")?;
    assert_eq!(first.message, "the system says overdue, by CLS001 it is met; no known cause");
    assert_eq!(first.proof("overdue_flag"), Some("是"));
    assert_eq!(first.proof("due_at"), Some("2024-03-16T23:59:59+08:00"));
    Ok(())
}

#[test]
fn the_on_time_flag_says_the_same_the_other_way_round() -> Checked {
    let audit = compare(
        "",
        "received_at,closed_at,overdue,on time",
        &[
            "C1,2024-03-01 10:00,2024-03-10 10:00,,是",
            "C2,2024-03-01 10:00,2024-03-04 10:00,,否",
            "C3,2024-03-01 10:00,2024-03-10 10:00,是,是",
            "C4,2024-03-01 10:00,2024-03-04 10:00,是,否",
            "C5,2024-03-01 10:00,2024-03-04 10:00,perhaps,否",
        ],
    )?;
    assert_eq!(audit.found("REP001"), ["fires C2 @3", "fires C4 @5", "fires C5 @6"]);
    let contradicting = "the overdue and the on-time flag contradict each other 1";
    assert_eq!(audit.rule("REP001").excluded(), [contradicting]);
    Ok(())
}

#[test]
fn holds() -> Checked {
    let columns = "received_at,closed_at,on hold since,hold ended at,overdue";
    let held = "2024-03-05 10:00,2024-03-10 10:00";
    let row = |flag: &str| format!("C1,2024-03-01 10:00,2024-03-18 10:00,{held},{flag}");
    assert_eq!(cause("", columns, &row("是"))?, "holds-ignored");
    let ignoring = "[[obligation]]\ncode = 'CLS001'\nholds = 'ignore'\n";
    assert_eq!(cause(ignoring, columns, &row("否"))?, "holds-subtracted");
    Ok(())
}

#[test]
fn closes() -> Checked {
    let columns = "received_at,first_closed_at,closed_at,overdue";
    let row = |flag: &str| format!("C1,2024-03-01 10:00,2024-03-10 10:00,2024-03-20 10:00,{flag}");
    assert_eq!(cause("", columns, &row("否"))?, "first-close");
    assert_eq!(cause("[clock]\nreopening = 'first'\n", columns, &row("是"))?, "last-close");
    Ok(())
}

#[test]
fn kinds_of_days() -> Checked {
    assert_eq!(cause("", PLAIN, "C1,2024-03-01 10:00,2024-03-20 10:00,否")?, "working-days");
    // Thursday to Thursday over a weekend, no holiday near.
    let by = |row| cause(FIVE_WORKING_DAYS, PLAIN, row);
    assert_eq!(by("C1,2024-03-07 10:00,2024-03-14 10:00,是")?, "calendar-days");
    // Sunday 18 February 2024 was worked.
    assert_eq!(by("C1,2024-02-08 10:00,2024-02-22 10:00,否")?, "make-up-days-off");
    // The Spring Festival was 10 to 17 February 2024.
    assert_eq!(by("C1,2024-02-08 10:00,2024-02-20 10:00,是")?, "holidays-ignored");
    let hours = "[[obligation]]\ncode = 'CLS001'\nlimit = '8wh'\ndrop = ['extended_limit']\n";
    assert_eq!(cause(hours, PLAIN, "C1,2024-04-30 17:00,2024-05-06 10:00,是")?, "holidays-ignored");
    Ok(())
}

#[test]
fn zones() -> Checked {
    let text = |policy, row: &str| -> Result<(String, String), Box<dyn Error>> {
        let audit = compare(policy, PLAIN, &[row])?;
        let finding = audit.only("REP001")?;
        Ok((
            finding.proof("cause").unwrap_or_default().into(),
            finding.proof("cause_text").unwrap_or_default().into(),
        ))
    };
    let zone = |text: &str| ("zone".to_owned(), text.to_owned());
    assert_eq!(
        text("", "C1,2024-03-02 02:00,2024-03-17 09:00,是")?,
        zone("the system counts its days in UTC")
    );
    assert_eq!(
        text(FIVE_WORKING_DAYS, "C1,2024-03-04 20:00,2024-03-12 09:00,否")?,
        zone("the times of the export are UTC")
    );
    assert_eq!(
        text("zone = '+09:00'\n", "C1,2024-03-02 07:00,2024-03-17 08:30,是")?,
        zone("the clock of the system is 8 hours behind")
    );
    Ok(())
}

#[test]
fn rounding() -> Checked {
    let promised = "received_at,due_at,closed_at,overdue";
    assert_eq!(
        cause("", promised, "C1,2024-03-01 10:00,2024-03-15 10:00,2024-03-15 12:00,否")?,
        "compared-by-day"
    );
    assert_eq!(
        cause("", promised, "C1,2024-03-01 10:00,2024-03-15,2024-03-15 12:00,是")?,
        "promised-day-begins"
    );
    assert_eq!(cause("", PLAIN, "C1,2024-03-01 10:00,2024-03-16 12:00,是")?, "exact-days");
    assert_eq!(cause("", PLAIN, "C1,2024-03-01 10:00,2024-03-16 09:00,是")?, "event-day-counted");
    Ok(())
}

#[test]
fn promised_dates() -> Checked {
    let columns = "received_at,due_at,closed_at,overdue";
    let row = |flag: &str| format!("C1,2024-03-01 10:00,2024-03-10 10:00,2024-03-12 10:00,{flag}");
    assert_eq!(cause("", columns, &row("否"))?, "policy-limit");
    let own_limit = "[[obligation]]\ncode = 'CLS001'\ndrop = ['due_column']\n";
    assert_eq!(cause(own_limit, columns, &row("是"))?, "promised-date");
    Ok(())
}

#[test]
fn the_account_tells_causes_and_how_due_dates_lie_to_the_limit() -> Checked {
    let audit = compare(
        "",
        "received_at,due_at,closed_at,overdue",
        &[
            "C1,2024-03-01 10:00,2024-03-16,2024-03-10 10:00,否",
            "C2,2024-03-01 10:00,2024-03-16 23:59:59,2024-03-10 10:00,否",
            "C3,2024-03-01 10:00,2024-03-10 10:00,2024-03-12 10:00,否",
            "C4,2024-03-01 10:00,2024-03-15 10:00,2024-03-15 12:00,否",
            "C5,2024-03-01 10:00,2024-03-15 11:00,2024-03-15 12:00,否",
            "C6,2024-03-01 10:00,2024-03-20,2024-03-10 10:00,是",
            "C7,2024-03-01 10:00,,2024-03-10 10:00,是",
        ],
    )?;
    let rule = audit.rule("REP001");
    assert_eq!(rule.excluded(), ["no due date: nothing was promised 1"]);
    assert_eq!(
        rule.notes[rule.notes.len() - 5..],
        [
            "2 of 6 flags agree with CLS001",
            "2 disagree: days are compared and not moments (compared-by-day)",
            "1 disagree: the policy's limit instead of the promised date (policy-limit)",
            "1 disagree: no known cause (no-known-cause)",
            "the export's due dates against the policy's limit of CLS001: 2 equal, 1 later, 3 earlier",
        ]
    );
    Ok(())
}

#[test]
fn without_a_flag_or_an_obligation_it_is_not_evaluated() -> Checked {
    let audit = compare("", "received_at,closed_at", &["C1,2024-03-01 10:00,2024-03-10 10:00"])?;
    let reason = audit.rule("REP001").reason.clone().unwrap_or_default();
    assert!(reason.contains("(overdue_flag)") && reason.contains("(on_time_flag)"), "{reason}");
    let policy = "[reperformance]\njudged_by = 'CLS002'\n";
    let audit = compare(policy, PLAIN, &["C1,2024-03-01 10:00,2024-03-10 10:00,是"])?;
    assert_eq!(
        audit.rule("REP001").reason.as_deref(),
        Some("the policy judges by CLS002, which is off or no deadline of complaints")
    );
    let audit = compare("", "received_at,overdue", &["C1,2024-03-01 10:00,是"])?;
    assert!(audit.rule("REP001").reason.as_deref().is_some_and(|why| why.contains("(closed_at)")));
    Ok(())
}
