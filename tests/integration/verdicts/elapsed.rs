//! REP002: the system's elapsed times against the times themselves.

use std::error::Error;

use super::{judge, judge_by};
use crate::desk::Checked;

const AS_OF: &str = "2024-12-31";
const RECEIVED: &str = "2024-03-04 10:00:00";

/// The cause found for a case that took a day, by the system's minutes; a second figure is in no way round.
fn cause(columns: &str, cells: &str, minutes: &str) -> Result<String, Box<dyn Error>> {
    let complaints = format!(
        "complaint_id,received_at,{columns}closed_at,处理时长(分钟)\n\
         C1,{RECEIVED},{cells}2024-03-05 10:00:00,{minutes}\n\
         C2,{RECEIVED},{}2024-03-04 11:01:00,61\n",
        ",".repeat(columns.matches(',').count())
    );
    let audit = judge("REP002", AS_OF, &complaints, None)?;
    assert_eq!(audit.rule("REP002").tested, 2, "{:?}", audit.rule("REP002"));
    let found: Vec<String> =
        audit.of("REP002").map(|finding| finding.proof("cause").unwrap_or_default().to_owned()).collect();
    Ok(found.join(" "))
}

#[test]
fn a_figure_within_the_tolerance_agrees() -> Checked {
    assert_eq!(cause("", "", "1440")?, "");
    assert_eq!(cause("", "", "1441")?, "");
    assert_eq!(cause("", "", "1438.5")?, "no-known-cause");
    assert_eq!(cause("", "", "777")?, "no-known-cause");
    Ok(())
}

#[test]
fn every_cause_is_found() -> Checked {
    let held = "on hold since,hold ended at,";
    let span = "2024-03-04 12:00:00,2024-03-04 13:47:00,";
    assert_eq!(cause("", "", "1380")?, "rounded");
    assert_eq!(cause("", "", "2880")?, "rounded");
    assert_eq!(cause(held, span, "1333")?, "holds-subtracted");
    assert_eq!(cause("暂停时长(分钟),", "107,", "1333")?, "holds-subtracted");
    assert_eq!(cause("", "", "450")?, "working-hours");
    assert_eq!(cause(held, span, "433")?, "working-hours-without-holds");
    assert_eq!(cause("first_closed_at,", "2024-03-04 11:17:00,", "77")?, "other-close");
    assert_eq!(cause("", "", "1920")?, "zone");
    assert_eq!(cause("", "", "960")?, "zone");
    Ok(())
}

#[test]
fn a_column_of_whole_hours_may_differ_by_one() -> Checked {
    let complaints = "complaint_id,received_at,closed_at,处理时长(小时)\n\
        C1,2024-03-04 10:00,2024-03-04 12:59,2\nC2,2024-03-04 10:00,2024-03-04 12:01,3\n\
        C3,2024-03-04 10:00,2024-03-04 12:59,1\nC4,2024-03-04 10:00,2024-03-04 10:20,0\n";
    let audit = judge("REP002", AS_OF, complaints, None)?;
    assert_eq!(audit.found("REP002"), ["fires C3 @4"]);
    let found = audit.only("REP002")?;
    assert_eq!((found.proof("system_minutes"), found.proof("our_minutes")), (Some("60"), Some("179")));
    assert_eq!(found.message, "handling time is 1 h, by the times it took 2 h 59 min; no known cause");
    Ok(())
}

#[test]
fn both_figures_are_compared_and_what_cannot_be_is_counted() -> Checked {
    let complaints = "complaint_id,received_at,responded_at,closed_at,响应时长(分钟),处理时长(分钟)\n\
        C1,2024-03-04 10:00,2024-03-04 10:30,2024-03-04 11:00,30,61\n\
        C2,2024-03-04 10:00,2024-03-04 10:30,2024-03-04 11:00,35,63\n\
        C3,2024-03-04,2024-03-04 10:30,2024-03-04 11:00,30,60\n\
        C4,2024-03-04 10:00,,2024-03-04 11:00,30,\n\
        C5,2024-03-04 10:00,2024-03-04 09:30,2025-03-04 11:00,30,60\n\
        C1,2024-03-04 10:00,2024-03-04 10:30,2024-03-04 11:00,99,99\n";
    let audit = judge("REP002", AS_OF, complaints, None)?;
    let fields: Vec<Option<&str>> = audit.of("REP002").map(|finding| finding.proof("field")).collect();
    assert_eq!(audit.found("REP002"), ["fires C2 @3", "fires C2 @3"]);
    assert_eq!(fields, [Some("handling_time"), Some("response_time")]);
    let rule = audit.rule("REP002");
    assert_eq!(rule.tested, 4);
    assert_eq!(
        rule.excluded(),
        [
            "a time it would follow from is blank or unreadable 1",
            "done after the as-of date 1",
            "done before receipt (see CHR001, CHR002) 1",
            "repeats an id, is an earlier event of a case, or its receipt is still to come 2",
            "the figure is blank or cannot be read 1",
            "time of day not known 2",
        ]
    );
    assert_eq!(
        rule.notes,
        [
            "handling time: 1 of 2 figures agree; no known cause: 1",
            "response time: 1 of 2 figures agree; no known cause: 1"
        ]
    );
    Ok(())
}

#[test]
fn the_tolerance_is_the_policy_s_and_a_column_is_needed() -> Checked {
    let complaints =
        "complaint_id,received_at,closed_at,处理时长(分钟)\nC1,2024-03-04 10:00,2024-03-04 11:01,70\n";
    let policy = "[reperformance]\ntolerance_minutes = 9\n";
    assert_eq!(judge_by(policy, "REP002", AS_OF, complaints, None)?.rule("REP002").findings, 0);
    assert_eq!(judge("REP002", AS_OF, complaints, None)?.rule("REP002").findings, 1);
    let without = "complaint_id,received_at,closed_at\nC1,2024-03-04 10:00,2024-03-04 11:01\n";
    let audit = judge("REP002", AS_OF, without, None)?;
    let reason = audit.rule("REP002").reason.clone().unwrap_or_default();
    assert!(reason.contains("(handling_time)") && reason.contains("(response_time)"), "{reason}");
    Ok(())
}
