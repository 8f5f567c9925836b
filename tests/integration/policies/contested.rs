//! What a contested record must not be turned into: a breach or a pass that nothing proves.

use crate::desk::{Checked, Desk};

/// The states of a rule over complaints under a policy of a few lines.
fn states(
    code: &str,
    policy: &str,
    complaints: &str,
    as_of: &str,
) -> Result<String, Box<dyn std::error::Error>> {
    with_visits(code, policy, complaints, None, as_of)
}

fn with_visits(
    code: &str,
    policy: &str,
    complaints: &str,
    visits: Option<&str>,
    as_of: &str,
) -> Result<String, Box<dyn std::error::Error>> {
    let own = format!("name = 'own'\nextends = 'generic'\n{policy}");
    let visits_text = visits.unwrap_or_default();
    let desk = Desk::with(&[("own.toml", &own), ("c.csv", complaints), ("v.csv", visits_text)])?;
    let mut args = vec!["--complaints", "c.csv"];
    if visits.is_some() {
        args.extend(["--visits", "v.csv"]);
    }
    args.extend(["--policy", "own.toml", "--as-of", as_of, "--select", code]);
    Ok(desk.audit(&args)?.states(code))
}

fn closure(limit: &str) -> String {
    format!("[[obligation]]\ncode = 'CLS001'\ndrop = ['extended_limit', 'due_column']\n{limit}\n")
}

#[test]
fn a_reopening_after_the_as_of_date_has_not_happened() -> Checked {
    let rows = "complaint id,received at,closed at,reopened at\nT1,2025-03-03 09:00,2025-03-04 09:00,2025-06-01 09:00\n";
    assert_eq!(states("CLS001", "", rows, "2025-04-01")?, "met 1");
    assert_eq!(states("CLS001", "", rows, "2025-06-30")?, "missing 1");
    Ok(())
}

#[test]
fn which_came_first_may_hang_on_the_hour() -> Checked {
    let rows = "complaint id,received at,closed at,reopened at\nT1,2025-03-03 09:00,2025-03-04,2025-03-04 10:00\n\
        T2,2025-03-03 09:00,2025-03-04 09:00,某日\n";
    assert_eq!(states("CLS001", "", rows, "2025-04-01")?, "undetermined 2");
    let first = "[clock]\nreopening = 'first'\n";
    let rows = "complaint id,received at,closed at,reopened at\nT1,2025-03-03 09:00,2025-04-30 09:00,2025-03-10 09:00\n";
    assert_eq!(
        states("CLS001", first, rows, "2025-06-01")?,
        "undetermined 1",
        "the first close was never written down"
    );
    Ok(())
}

#[test]
fn only_work_on_a_closed_case_opens_it_again() -> Checked {
    let policy = format!(
        "[event_log]\norder_by = 'updated_at'\nhold_status = ['on_hold']\n[event_log.times]\n\
        closed_at = {{ last = ['closed'] }}\n[words.status]\narchived = ['存档']\n{}",
        closure("limit = '5d'\nholds = 'subtract'")
    );
    let log = |last: &str| {
        format!(
            "complaint id,received at,updated at,status\nT1,2025-03-03 09:00,2025-03-03 09:00,处理中\n\
            T1,2025-03-03 09:00,2025-03-04 09:00,已办结\nT1,2025-03-03 09:00,2025-03-05 09:00,{last}\n"
        )
    };
    for (last, state) in [("存档", "met 1"), ("", "met 1"), ("未知词", "met 1"), ("处理中", "missing 1")]
    {
        assert_eq!(
            states("CLS001", &policy, &log(last), "2025-04-10")?,
            format!("{state}, excluded 2"),
            "{last}"
        );
    }
    let rows = "complaint id,received at,updated at,status\nT1,2025-03-03 09:00,2025-03-03 09:00,处理中\n\
        T1,2025-03-03 09:00,,已办结\n";
    assert_eq!(states("CLS001", &policy, rows, "2025-04-10")?, "undetermined 1, excluded 1");
    Ok(())
}

#[test]
fn a_hold_that_cannot_be_read_leaves_the_verdict_open() -> Checked {
    let policy = closure("limit = '24h'\nholds = 'subtract'");
    let row = |status: &str, from: &str, until: &str, length: &str, closed: &str| {
        format!(
            "complaint id,received at,closed at,status,挂起时间,挂起结束时间,挂起时长(分钟)\n\
            T1,2025-03-03 09:00,{closed},{status},{from},{until},{length}\n"
        )
    };
    let late = "2025-03-05 09:00";
    for (rows, state) in [
        (row("挂起", "2025-03-03 10:00", "2025-03-03 11:00", "", ""), "undetermined 1"),
        (row("已办结", "", "", "约两天", late), "undetermined 1"),
        (row("已办结", "", "2025-03-05 08:00", "", late), "undetermined 1"),
        (row("已办结", "2025-03-04 08:00", "2025-03-03 08:00", "", late), "undetermined 1"),
        (row("已办结", "", "", "900000000000000", late), "undetermined 1"),
        (row("已办结", "", "", "60", late), "late 1"),
        (row("已办结", "", "", "1440", late), "met 1"),
    ] {
        assert_eq!(states("CLS001", &policy, &rows, "2025-03-10")?, state, "{rows}");
    }
    Ok(())
}

#[test]
fn a_clock_put_back_leaves_its_hour_open_with_holds_too() -> Checked {
    let policy = format!(
        "zone = 'Europe/London'\n[calendar]\nholidays = 'none'\n{}",
        closure("limit = '24h'\nholds = 'subtract'")
    );
    let rows = "complaint id,received at,closed at,挂起时间,挂起结束时间\n\
        T1,2025-10-25 00:30,2025-10-26 01:10,2025-10-25 10:00,2025-10-25 11:00\n";
    assert_eq!(states("CLS001", &policy, rows, "2025-11-10")?, "undetermined 1");
    Ok(())
}

const DISSATISFIED: &str = "visit id,customer id,visited at,visitor,outcome,satisfaction\n";

#[test]
fn two_visits_of_one_day_are_not_each_others_second() -> Checked {
    let complaints = "complaint id,customer id,received at\nT1,C1,2025-03-01 09:00\n";
    let visits =
        format!("{DISSATISFIED}V1,C1,2025-03-03,Li,reached,不满意\nV2,C1,2025-03-03,Li,reached,不满意\n");
    assert_eq!(with_visits("CBK017", "", complaints, Some(&visits), "2025-04-30")?, "undetermined 2");
    Ok(())
}

#[test]
fn a_row_that_stands_twice_is_one_visit() -> Checked {
    let complaints = "complaint id,customer id,received at\nT1,C1,2025-03-01 09:00\n";
    let twice = "V1,C1,2025-03-03 10:00,Li,reached,不满意\n";
    let visits = format!("{DISSATISFIED}{twice}{twice}");
    assert_eq!(with_visits("CBK017", "", complaints, Some(&visits), "2025-04-30")?, "missing 1, excluded 1");
    Ok(())
}

#[test]
fn of_a_day_and_a_moment_on_it_the_moment_is_proof() -> Checked {
    let complaints =
        "complaint id,customer id,received at,closed at\nT1,C1,2025-09-20 09:00,2025-09-22 09:00\n";
    let visits = "visit id,complaint id,customer id,visited at,visitor,outcome\n\
        V1,T1,C1,2025-09-23,Li,reached\nV2,T1,C1,2025-09-23 08:00,Li,reached\n";
    for by in ["complaint", "customer"] {
        let policy = format!(
            "[[obligation]]\ncode = 'CBK001'\nlimit = '24h'\n\
            expects = {{ visit = {{ outcome = ['reached'] }}, by = '{by}' }}\n"
        );
        assert_eq!(with_visits("CBK001", &policy, complaints, Some(visits), "2025-10-10")?, "met 1", "{by}");
    }
    Ok(())
}

#[test]
fn one_visit_dated_years_before_all_others_begins_no_record() -> Checked {
    let desk = Desk::with(&[
        ("c.csv", "complaint id,received at\nT1,2025-03-01 09:00\n"),
        (
            "v.csv",
            "visit id,customer id,visited at,visitor,outcome\nV1,K9,1970-01-01 08:00,Li,reached\nV2,K9,2025-03-23 09:00,Li,reached\n",
        ),
        ("k.csv", "客户编号,客户姓名,签约日期\nK1,甲,2015-01-05\nK2,乙,2015-01-05\n"),
    ])?;
    let files = ["--complaints", "c.csv", "--visits", "v.csv", "--customers", "k.csv"];
    let audit = desk.audit(&[&files[..], &["--as-of", "2025-04-30", "--select", "CBK010"]].concat())?;
    assert_eq!(audit.states("CBK010"), "excluded 2");
    Ok(())
}

#[test]
fn a_number_nobody_can_read_is_not_a_blank() -> Checked {
    let policy = "[[obligation]]\ncode = 'CLS001'\nwhere = [{ field = 'claimed_amount', at_least = 100 }]\n";
    let rows = "complaint id,received at,closed at,claimed amount\nT1,2025-03-01,2025-03-02,abc\nT2,2025-03-01,2025-03-02,\n\
        T3,2025-03-01,2025-03-02,250\n";
    assert_eq!(states("CLS001", policy, rows, "2025-04-30")?, "met 1, undetermined 1, excluded 1");
    Ok(())
}
