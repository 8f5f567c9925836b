//! RET001: months of which no record is left.

use super::{judge, judge_by};
use crate::desk::Checked;

const COMPLAINTS: &str = "complaint_id,received_at\nC1,2023-12-05 10:00\nC2,2024-03-05\nC3,2024-01-05 10:00\n\
    C4,2024-06-05 10:00\nC5,2024-07-05 10:00\nC6,\n";
const VISITS: &str = "visit_id,complaint_id,visited_at,visitor,outcome\n\
    V1,C1,2024-04-02 10:00,Li,reached\nV2,C1,2024-06-02 10:00,Li,reached\n";

#[test]
fn each_export_is_looked_at_from_its_first_record() -> Checked {
    let audit = judge("RET001", "2024-06-15", COMPLAINTS, Some(VISITS))?;
    assert_eq!(
        audit.found("RET001"),
        [
            "fires complaints 2024-02",
            "fires complaints 2024-04",
            "fires complaints 2024-05",
            "fires visits 2024-05"
        ]
    );
    let rule = audit.rule("RET001");
    assert_eq!(
        (rule.tested, rule.excluded()),
        (8, vec!["the month of the as-of date has not ended 2".to_owned()])
    );
    assert_eq!(
        rule.notes,
        [
            "complaints: 2023-12 to 2024-05, 6 months; the time of 1 records is blank or unreadable, and they may belong to any month",
            "visits: 2024-04 to 2024-05, 2 months"
        ]
    );
    let first = audit.of("RET001").next().ok_or("no finding")?;
    assert_eq!((first.dataset.as_str(), first.row, first.proof("month")), ("group", None, Some("2024-02")));
    Ok(())
}

#[test]
fn the_window_is_the_policy_s_and_a_month_that_ended_counts() -> Checked {
    let policy = "[records]\nretention_months = 3\n";
    let audit = judge_by(policy, "RET001", "2024-08-31", COMPLAINTS, None)?;
    assert_eq!(audit.found("RET001"), ["fires complaints 2024-08"]);
    assert_eq!((audit.rule("RET001").tested, audit.rule("RET001").excluded()), (3, vec![]));
    Ok(())
}

#[test]
fn fewer_than_two_months_say_nothing() -> Checked {
    let complaints = "complaint_id,received_at\nC1,2024-05-05 10:00\n";
    let audit = judge("RET001", "2024-06-15", complaints, None)?;
    assert_eq!((audit.rule("RET001").tested, audit.rule("RET001").findings), (0, 0));
    assert!(audit.rule("RET001").notes[0].contains("fewer than 2 months"));
    let audit = judge("RET001", "2024-06-15", "complaint_id,received_at\nC1,\n", None)?;
    assert_eq!(audit.rule("RET001").notes, ["no record of the complaints export has a readable time"]);
    Ok(())
}
