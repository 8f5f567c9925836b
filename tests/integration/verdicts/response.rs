//! RSP001: received → first response, by severity.

use super::{judge, state};
use crate::desk::Checked;

const HEADER: &str = "complaint_id,customer_id,severity,received_at,responded_at";

/// The state of a complaint with this severity, receipt and response, seen at the year's end.
fn answered(severity: &str, received: &str, responded: &str) -> Result<String, Box<dyn std::error::Error>> {
    state("RSP001", "2024-12-31", [HEADER, &format!("C1,K1,{severity},{received},{responded}")], None)
}

#[test]
fn the_severity_chooses_the_limit_and_the_limit_itself_is_in_time() -> Checked {
    const RECEIVED: &str = "2024-03-04 10:00:00";
    for (severity, last_moment, too_late) in [
        ("紧急", "2024-03-04 12:00:00", "2024-03-04 12:00:01"),
        ("urgent", "2024-03-04 12:00:00", "2024-03-04 12:00:01"),
        (" Urgent ", "2024-03-04 12:00:00", "2024-03-04 12:00:01"),
        ("重要", "2024-03-04 18:00:00", "2024-03-04 18:00:01"),
        ("important", "2024-03-04 18:00:00", "2024-03-04 18:00:01"),
        ("一般", "2024-03-05 10:00:00", "2024-03-05 10:00:01"),
        ("normal", "2024-03-05 10:00:00", "2024-03-05 10:00:01"),
        ("", "2024-03-05 10:00:00", "2024-03-05 10:00:01"),
    ] {
        assert_eq!(answered(severity, RECEIVED, last_moment)?, "met", "{severity}");
        assert_eq!(answered(severity, RECEIVED, too_late)?, "late", "{severity}");
    }
    Ok(())
}

#[test]
fn without_a_severity_column_the_limit_is_a_day() -> Checked {
    let header = "complaint_id,received_at,responded_at";
    for (responded, expected) in [("2024-03-05 10:00:00", "met"), ("2024-03-05 10:00:01", "late")] {
        let row = format!("C1,2024-03-04 10:00:00,{responded}");
        assert_eq!(state("RSP001", "2024-06-30", [header, &row], None)?, expected);
    }
    Ok(())
}

#[test]
fn hours_count_from_the_moment_through_nights_and_holidays() -> Checked {
    // National Day 2024 and the weekend make no difference to hours.
    assert_eq!(answered("normal", "2024-09-30 23:30:00", "2024-10-01 23:30:00")?, "met");
    assert_eq!(answered("normal", "2024-09-30 23:30:00", "2024-10-01 23:30:01")?, "late");
    assert_eq!(answered("urgent", "2024-02-29 23:00:00", "2024-03-01 01:00:00")?, "met");
    Ok(())
}

#[test]
fn a_severity_nobody_knows_is_no_verdict_unless_all_limits_agree() -> Checked {
    const RECEIVED: &str = "2024-03-04 10:00:00";
    assert_eq!(answered("特别", RECEIVED, "2024-03-04 12:00:00")?, "met");
    assert_eq!(answered("特别", RECEIVED, "2024-03-04 12:00:01")?, "undetermined");
    assert_eq!(answered("特别", RECEIVED, "2024-03-05 10:00:00")?, "undetermined");
    assert_eq!(answered("特别", RECEIVED, "2024-03-05 10:00:01")?, "late");
    assert_eq!(answered("特别", RECEIVED, "")?, "missing");
    Ok(())
}

#[test]
fn what_is_not_due_yet_is_no_breach() -> Checked {
    let row = "C1,K1,urgent,2024-03-04 10:00:00,";
    let seen = |as_of: &str| state("RSP001", as_of, [HEADER, row], None);
    assert_eq!(seen("2024-03-04 11:59:59")?, "pending");
    assert_eq!(seen("2024-03-04 12:00:00")?, "pending", "the limit itself has not passed");
    assert_eq!(seen("2024-03-04 12:00:01")?, "missing");
    assert_eq!(seen("2024-03-04")?, "missing", "a bare date means its end");
    Ok(())
}

#[test]
fn a_time_after_the_as_of_date_has_not_happened() -> Checked {
    let row = "C1,K1,urgent,2024-03-04 10:00:00,2024-03-04 11:00:00";
    let seen = |as_of: &str| state("RSP001", as_of, [HEADER, row], None);
    assert_eq!(seen("2024-03-04 11:00:00")?, "met");
    assert_eq!(seen("2024-03-04 10:59:59")?, "pending");
    assert_eq!(seen("2024-03-04 09:59:59")?, "excluded", "it was not even received");
    let late = "C1,K1,urgent,2024-03-04 10:00:00,2024-03-04 15:00:00";
    assert_eq!(state("RSP001", "2024-03-04 14:00:00", [HEADER, late], None)?, "missing");
    Ok(())
}

#[test]
fn no_date_is_neither_a_breach_nor_a_pass() -> Checked {
    assert_eq!(answered("urgent", "", "2024-03-04 12:00:00")?, "undetermined");
    assert_eq!(answered("urgent", "4 March", "2024-03-04 12:00:00")?, "undetermined");
    assert_eq!(answered("urgent", "2024-03-04 10:00:00", "at noon")?, "undetermined");
    assert_eq!(answered("urgent", "", "")?, "undetermined");
    Ok(())
}

#[test]
fn a_day_without_a_time_is_a_verdict_only_where_the_time_does_not_matter() -> Checked {
    assert_eq!(answered("urgent", "2024-03-04", "2024-03-04")?, "undetermined");
    assert_eq!(answered("urgent", "2024-03-04", "2024-03-04 12:00:00")?, "undetermined");
    assert_eq!(
        answered("urgent", "2024-03-04", "2024-03-04 02:00:00")?,
        "met",
        "2 h after the earliest receipt"
    );
    assert_eq!(answered("urgent", "2024-03-04", "2024-03-05 01:59:59")?, "undetermined");
    assert_eq!(answered("urgent", "2024-03-04", "2024-03-05 02:00:00")?, "late");
    assert_eq!(answered("normal", "2024-03-04", "2024-03-04")?, "met");
    assert_eq!(answered("normal", "2024-03-04", "2024-03-06")?, "late");
    assert_eq!(answered("normal", "2024-03-04 10:00:00", "2024-03-05")?, "undetermined");
    assert_eq!(answered("normal", "2024-03-04", "")?, "missing");
    Ok(())
}

#[test]
fn undetermined_cases_open_the_bounds_of_the_rate() -> Checked {
    let rows = [
        "C1,K,urgent,2024-03-04 10:00,2024-03-04 11:00",
        "C2,K,urgent,2024-03-04 10:00,2024-03-04 13:00",
        "C3,K,urgent,2024-03-04 10:00,",
        "C4,K,urgent,,",
        "C5,K,urgent,2024-07-04 10:00,",
        "C6,K,urgent,2024-06-30 23:00,",
    ];
    let audit = judge("RSP001", "2024-06-30", &format!("{HEADER}\n{}\n", rows.join("\n")), None)?;
    assert_eq!(audit.states("RSP001"), "met 1, late 1, missing 1, pending 1, undetermined 1, excluded 1");
    assert_eq!(audit.found("RSP001"), ["late C2 @3", "missing C3 @4"]);
    let rate = audit.rule("RSP001").rate.as_ref().ok_or("no rate")?;
    assert_eq!([rate.value, rate.lower, rate.upper], [1.0 / 3.0, 0.25, 0.5]);
    assert_eq!(audit.rule("RSP001").tested, 3);
    Ok(())
}

#[test]
fn how_late_is_in_whole_minutes() -> Checked {
    for (responded, minutes) in
        [("2024-03-04 12:00:01", 1), ("2024-03-04 12:30:59", 30), ("2024-03-06 12:00:00", 2880)]
    {
        let rows = format!("{HEADER}\nC1,K1,urgent,2024-03-04 10:00:00,{responded}\n");
        let audit = judge("RSP001", "2024-06-30", &rows, None)?;
        assert_eq!(audit.only("RSP001")?.late_by_minutes, Some(minutes), "{responded}");
    }
    let audit =
        judge("RSP001", "2024-03-04 13:00", &format!("{HEADER}\nC1,K1,urgent,2024-03-04 10:00:00,\n"), None)?;
    assert_eq!(
        audit.only("RSP001")?.late_by_minutes,
        Some(60),
        "what is missing is late up to the as-of date"
    );
    Ok(())
}

#[test]
fn a_repeated_id_is_one_case_and_its_first_row_stands_for_it() -> Checked {
    let rows = "C1,K1,urgent,2024-03-04 10:00:00,2024-03-04 11:00:00\nC1,K1,urgent,2024-03-04 10:00:00,\n";
    let audit = judge("RSP001", "2024-06-30", &format!("{HEADER}\n{rows}"), None)?;
    assert_eq!(audit.states("RSP001"), "met 1, excluded 1");
    Ok(())
}
