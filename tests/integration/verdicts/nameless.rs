//! Ids that a spreadsheet spoilt: what they would have joined is not said to be missing.

use crate::desk::{Checked, Desk};

const HEADERS: [&str; 2] = [
    "complaint_id,customer_id,received_at,closed_at\n",
    "visit_id,complaint_id,visited_at,visitor,outcome\n",
];

fn audit(complaints: &str, visits: &str) -> Result<crate::audited::Audited, Box<dyn std::error::Error>> {
    let (c, v) = (format!("{}{complaints}", HEADERS[0]), format!("{}{visits}", HEADERS[1]));
    let desk = Desk::with(&[("c.csv", c.as_str()), ("v.csv", v.as_str())])?;
    desk.audit(&["c.csv", "v.csv", "--as-of", "2024-06-30", "--select", "CBK,VAL001,VAL007"])
}

const CLOSED: &str = "202403040000012345,K1,2024-03-04 09:00:00,2024-03-05 10:00:00\n";

#[test]
fn a_visit_whose_complaint_lost_its_digits_leaves_the_callback_open() -> Checked {
    for (visits, state) in [
        ("V1,2.02403E+17,2024-03-06 10:00:00,Li,reached\n", "undetermined 1"),
        // Made long after the limit, or before the closure, it saves nobody.
        ("V1,2.02403E+17,2024-05-20 10:00:00,Li,reached\n", "missing 1"),
        ("V1,2.02403E+17,2024-03-04 10:00:00,Li,reached\n", "missing 1"),
        ("V1,2.02403E+17,2024-03-06 10:00:00,Li,no answer\n", "missing 1"),
        // A doubt may hide behind another.
        ("V1,2.02403E+17,2024-05-20 10:00:00,Li,reached\nV2,2.02403E+17,,Li,reached\n", "undetermined 1"),
        (
            "V1,2.02403E+17,2024-03-06 10:00:00,Li,reached\nV2,202403040000012345,2024-05-20 10:00:00,Li,hm\n",
            "undetermined 1",
        ),
    ] {
        let audit = audit(CLOSED, visits)?;
        assert_eq!(audit.states("CBK001"), state, "{visits}");
        assert!(!audit.found("VAL007").is_empty());
        let blank = |finding: &crate::audited::Finding| finding.proof("field") == Some("visited_at");
        assert!(audit.of("VAL001").all(blank), "the id is there: {visits}");
    }
    Ok(())
}

#[test]
fn an_id_that_no_spreadsheet_spoils_is_not_in_doubt() -> Checked {
    let complaints = "TS1,K1,2024-03-04 09:00:00,2024-03-05 10:00:00\n";
    let audit = audit(complaints, "V1,2.02403E+17,2024-03-06 10:00:00,Li,reached\n")?;
    assert_eq!(audit.states("CBK001"), "missing 1");
    Ok(())
}

#[test]
fn a_complaint_that_lost_its_own_id_is_not_said_to_lack_its_callback() -> Checked {
    let complaints = "2.02403E+17,K1,2024-03-04 09:00:00,2024-03-05 10:00:00\n";
    let visits =
        "V1,202403040000012345,2024-03-06 10:00:00,Li,reached\nV2,TS9,2024-03-06 10:00:00,Li,reached\n";
    let audit = audit(complaints, visits)?;
    assert_eq!(audit.states("CBK001"), "undetermined 1");
    assert_eq!(audit.only("CBK006")?.id, "V2", "a short id cannot be the one that was lost");
    Ok(())
}

#[test]
fn an_attempt_that_may_be_the_third_is_counted_for_nobody() -> Checked {
    let visits = "V1,202403040000012345,2024-03-06 10:00:00,Li,no answer\n\
                  V2,202403040000012345,2024-03-07 10:00:00,Li,no answer\n";
    assert_eq!(audit(CLOSED, visits)?.found("CBK003").len(), 1);
    let third = format!("{visits}V3,2.02403E+17,2024-03-08 10:00:00,Li,no answer\n");
    assert_eq!(audit(CLOSED, &third)?.found("CBK003"), Vec::<String>::new());
    Ok(())
}
