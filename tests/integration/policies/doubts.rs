//! Visits of a customer that may be the wanted one: of unknown time, outcome or customer.

use crate::desk::{Checked, Desk};

/// The states of the customer K under a rule of the generic policy, signed on 26 September 2024, with these
/// visits: (customer, time, outcome).
fn customer(
    code: &str,
    as_of: &str,
    visits: &[(&str, &str, &str)],
) -> Result<String, Box<dyn std::error::Error>> {
    let rows: String = visits
        .iter()
        .enumerate()
        .map(|(at, (who, time, outcome))| format!("V{at},{who},{time},甲,{outcome}\n"))
        .collect();
    let desk = Desk::with(&[
        ("c.csv", "投诉编号,受理时间\nC1,2024-01-02 10:00\n"),
        ("v.csv", &format!("回访编号,客户编号,回访时间,回访人员,回访结果\n{rows}")),
        ("k.csv", "客户编号,客户姓名,签约日期\n622202111234567,甲,2024-09-26 10:00\n"),
    ])?;
    let files = ["--complaints", "c.csv", "--visits", "v.csv", "--customers", "k.csv"];
    Ok(desk.audit(&[&files[..], &["--as-of", as_of, "--select", code]].concat())?.states(code))
}

const K: &str = "622202111234567";
/// The same number as a spreadsheet ruins it.
const RUINED: &str = "6.22202E+14";

/// Under CBK010: due on 9 October.
fn signed(visits: &[(&str, &str, &str)]) -> Result<String, Box<dyn std::error::Error>> {
    // Somebody's visit before shows that the records reach back.
    customer("CBK010", "2024-12-31", &[&[("K9", "2024-09-02 10:00", "接通")], visits].concat())
}

#[test]
fn an_outcome_nobody_knows_may_have_been_in_time() -> Checked {
    assert_eq!(signed(&[(K, "2024-10-08 10:00", "")])?, "undetermined 1");
    assert_eq!(signed(&[(K, "2024-10-08 10:00", ""), (K, "2024-10-20 10:00", "接通")])?, "undetermined 1");
    assert_eq!(signed(&[(K, "2024-10-10 10:00", ""), (K, "2024-10-20 10:00", "接通")])?, "late 1");
    assert_eq!(signed(&[(K, "2024-10-08 10:00", ""), (K, "2024-10-09 10:00", "接通")])?, "met 1");
    Ok(())
}

#[test]
fn a_visit_of_unknown_time_may_have_been_in_time() -> Checked {
    assert_eq!(signed(&[(K, "", "接通"), (K, "2024-10-09 10:00", "接通")])?, "met 1");
    assert_eq!(signed(&[(K, "", "无人接听"), (K, "2024-10-20 10:00", "接通")])?, "late 1");
    assert_eq!(signed(&[(K, "", "接通")])?, "undetermined 1");
    Ok(())
}

#[test]
fn a_visit_of_unknown_time_leaves_a_late_one_open() -> Checked {
    assert_eq!(signed(&[(K, "", "接通"), (K, "2024-10-20 10:00", "接通")])?, "undetermined 1");
    assert_eq!(signed(&[(K, "某日", "接通"), (K, "2024-10-20 10:00", "接通")])?, "undetermined 1");
    Ok(())
}

#[test]
fn a_visit_to_a_customer_nobody_can_read_may_have_been_his() -> Checked {
    assert_eq!(
        signed(&[(RUINED, "2024-10-08 10:00", "接通"), (K, "2024-01-05 10:00", "接通")])?,
        "undetermined 1"
    );
    assert_eq!(
        signed(&[(RUINED, "2024-10-10 10:00", "接通"), (K, "2024-01-05 10:00", "接通")])?,
        "missing 1"
    );
    Ok(())
}

#[test]
fn a_late_visit_of_a_ruined_id_hides_no_earlier_doubt() -> Checked {
    let visits = [(K, "2024-10-08 10:00", ""), (RUINED, "2024-11-20 10:00", "接通")];
    assert_eq!(signed(&visits)?, "undetermined 1");
    Ok(())
}

/// Under CBK011: the years 2024 and 2025; a customer since September owes only 2025.
fn yearly(visits: &[(&str, &str, &str)]) -> Result<String, Box<dyn std::error::Error>> {
    customer("CBK011", "2026-01-31", &[&[("K9", "2025-01-02 10:00", "接通")], visits].concat())
}

#[test]
fn a_year_with_a_visit_of_unknown_time_is_open() -> Checked {
    assert_eq!(yearly(&[])?, "missing 1, pending 1");
    assert_eq!(yearly(&[(K, "", "接通")])?, "pending 1, undetermined 1");
    Ok(())
}

#[test]
fn a_later_visit_does_not_hide_one_of_unknown_time() -> Checked {
    assert_eq!(yearly(&[(K, "", "接通"), (K, "2026-01-05 10:00", "接通")])?, "pending 1, undetermined 1");
    Ok(())
}

#[test]
fn a_ruined_id_leaves_only_the_period_of_its_visit_open() -> Checked {
    assert_eq!(yearly(&[(RUINED, "2025-06-05 10:00", "接通")])?, "pending 1, undetermined 1");
    assert_eq!(yearly(&[(RUINED, "2026-01-05 10:00", "接通")])?, "missing 1, pending 1");
    Ok(())
}
