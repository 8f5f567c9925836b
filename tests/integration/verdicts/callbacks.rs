//! CBK001: closed → a callback that reached the customer, within 7 working days.

use super::{judge, state};
use crate::desk::{Checked, Desk};

const HEADER: &str = "complaint_id,customer_id,received_at,closed_at,status";
const VISIT_HEADER: &str = "visit_id,complaint_id,customer_id,visited_at,visitor,outcome";
/// A working day; seven working days later is Tuesday 12 March.
const CLOSED: &str = "2024-03-01 10:00:00";

/// The state of a complaint closed at `closed` with these (time, outcome) visits.
fn called_back(
    as_of: &str,
    closed: &str,
    visits: &[(&str, &str)],
) -> Result<String, Box<dyn std::error::Error>> {
    let complaint = format!("C1,K1,2024-01-01 10:00:00,{closed},");
    state("CBK001", as_of, [HEADER, &complaint], Some(&visits_text(visits)))
}

fn visits_text(visits: &[(&str, &str)]) -> String {
    let rows =
        visits.iter().enumerate().map(|(at, (time, outcome))| format!("V{at},C1,K1,{time},Li,{outcome}\n"));
    // A visit to somebody else, so that the file is never without a record.
    format!("{VISIT_HEADER}\n{}V-other,C-other,K9,2024-01-02 10:00:00,Li,reached\n", rows.collect::<String>())
}

#[test]
fn seven_working_days_end_with_the_last_one() -> Checked {
    for (visited, expected) in [
        ("2024-03-01 10:00:00", "met"),
        ("2024-03-12 23:59:59", "met"),
        ("2024-03-12", "met"),
        ("2024-03-13 00:00:00", "late"),
        ("2024-03-13", "late"),
    ] {
        assert_eq!(called_back("2024-06-30", CLOSED, &[(visited, "reached")])?, expected, "{visited}");
    }
    Ok(())
}

#[test]
fn holidays_and_make_up_workdays_of_national_day_2024() -> Checked {
    // Closed on Monday 30 September. 1–7 October are off; Saturday the 12th is worked.
    const CLOSED: &str = "2024-09-30 17:00:00";
    assert_eq!(called_back("2024-12-31", CLOSED, &[("2024-10-15 23:59:00", "接通")])?, "met");
    assert_eq!(called_back("2024-12-31", CLOSED, &[("2024-10-16 00:00:00", "接通")])?, "late");
    assert_eq!(called_back("2024-10-15", CLOSED, &[])?, "pending");
    assert_eq!(called_back("2024-10-16 00:00:00", CLOSED, &[])?, "missing");
    // Closed on a holiday: the 8th is the first working day, the 15th the seventh again.
    assert_eq!(called_back("2024-12-31", "2024-10-03 17:00:00", &[("2024-10-15 23:59:59", "接通")])?, "met");
    assert_eq!(called_back("2024-12-31", "2024-10-03 17:00:00", &[("2024-10-16 00:00:00", "接通")])?, "late");
    Ok(())
}

#[test]
fn only_a_reached_callback_counts() -> Checked {
    for outcome in ["无人接听", "no answer", "busy", "关机", "拒访", "refused"] {
        assert_eq!(
            called_back("2024-06-30", CLOSED, &[("2024-03-05 10:00:00", outcome)])?,
            "missing",
            "{outcome}"
        );
    }
    for outcome in ["接通", "reached", "成功", "REACHED"] {
        assert_eq!(
            called_back("2024-06-30", CLOSED, &[("2024-03-05 10:00:00", outcome)])?,
            "met",
            "{outcome}"
        );
    }
    let unreached_in_time = [("2024-03-05 10:00:00", "no answer"), ("2024-03-20 10:00:00", "reached")];
    assert_eq!(called_back("2024-06-30", CLOSED, &unreached_in_time)?, "late");
    let reached_at_last = [("2024-03-05 10:00:00", "refused"), ("2024-03-12 10:00:00", "reached")];
    assert_eq!(called_back("2024-06-30", CLOSED, &reached_at_last)?, "met");
    Ok(())
}

#[test]
fn the_earliest_callback_that_counts_decides_in_whatever_order_they_stand() -> Checked {
    let visits = [("2024-03-20 10:00:00", "reached"), ("2024-03-05 10:00:00", "reached")];
    assert_eq!(called_back("2024-06-30", CLOSED, &visits)?, "met");
    let late = [("2024-04-20 10:00:00", "reached"), ("2024-03-20 10:00:00", "reached")];
    let complaint = format!("{HEADER}\nC1,K1,2024-01-01 10:00:00,{CLOSED},\n");
    let audit = judge("CBK001", "2024-06-30", &complaint, Some(&visits_text(&late)))?;
    let late = audit.only("CBK001")?;
    assert_eq!(late.actual_at.as_deref(), Some("2024-03-20T10:00:00+08:00"));
    assert_eq!(late.proof("visit_id"), Some("V1"));
    assert_eq!((late.dataset.as_str(), late.id.as_str()), ("complaints", "C1"));
    Ok(())
}

#[test]
fn a_callback_before_the_closure_does_not_count() -> Checked {
    assert_eq!(called_back("2024-06-30", CLOSED, &[("2024-03-01 09:59:59", "reached")])?, "missing");
    assert_eq!(called_back("2024-06-30", CLOSED, &[("2024-02-01 10:00:00", "reached")])?, "missing");
    let both = [("2024-02-01 10:00:00", "reached"), ("2024-03-20 10:00:00", "reached")];
    assert_eq!(called_back("2024-06-30", CLOSED, &both)?, "late");
    Ok(())
}

#[test]
fn a_callback_after_the_as_of_date_has_not_happened() -> Checked {
    let visits = [("2024-03-08 10:00:00", "reached")];
    assert_eq!(called_back("2024-03-08 10:00:00", CLOSED, &visits)?, "met");
    assert_eq!(called_back("2024-03-07", CLOSED, &visits)?, "pending");
    let late = [("2024-03-20 10:00:00", "reached")];
    assert_eq!(called_back("2024-03-19", CLOSED, &late)?, "missing");
    assert_eq!(called_back("2024-03-20", CLOSED, &late)?, "late");
    Ok(())
}

#[test]
fn an_outcome_nobody_knows_is_no_verdict() -> Checked {
    for outcome in ["", "let us see", "待确认"] {
        let visit = ("2024-03-05 10:00:00", outcome);
        assert_eq!(called_back("2024-06-30", CLOSED, &[visit])?, "undetermined", "{outcome}");
        let with_late = [visit, ("2024-03-20 10:00:00", "reached")];
        assert_eq!(called_back("2024-06-30", CLOSED, &with_late)?, "undetermined", "{outcome}");
        let with_met = [visit, ("2024-03-06 10:00:00", "reached")];
        assert_eq!(called_back("2024-06-30", CLOSED, &with_met)?, "met", "{outcome}");
        let too_late_to_matter = [("2024-03-13 10:00:00", outcome), ("2024-03-20 10:00:00", "reached")];
        assert_eq!(called_back("2024-06-30", CLOSED, &too_late_to_matter)?, "late", "{outcome}");
        let before_closure = [("2024-02-13 10:00:00", outcome)];
        assert_eq!(called_back("2024-06-30", CLOSED, &before_closure)?, "missing", "{outcome}");
    }
    Ok(())
}

#[test]
fn a_reached_callback_of_unknown_time_is_no_verdict() -> Checked {
    for time in ["", "some day", "14:30"] {
        assert_eq!(called_back("2024-06-30", CLOSED, &[(time, "reached")])?, "undetermined", "{time}");
        assert_eq!(called_back("2024-06-30", CLOSED, &[(time, "no answer")])?, "missing", "{time}");
    }
    Ok(())
}

#[test]
fn undetermined_callbacks_open_the_bounds() -> Checked {
    let complaints = "C1,K,2024-01-01,2024-03-01 10:00,\nC2,K,2024-01-01,2024-03-01 10:00,\nC3,K,2024-01-01,2024-03-01 10:00,\nC4,K,2024-01-01,,\n";
    let visits = "V1,C1,K,2024-03-05 10:00,Li,reached\nV2,C2,K,2024-03-05 10:00,Li,?\nV3,C3,K,2024-03-05 10:00,Li,refused\n";
    let audit = judge(
        "CBK001",
        "2024-06-30",
        &format!("{HEADER}\n{complaints}"),
        Some(&format!("{VISIT_HEADER}\n{visits}")),
    )?;
    assert_eq!(audit.states("CBK001"), "met 1, missing 1, undetermined 1, excluded 1");
    let rate = audit.rule("CBK001").rate.as_ref().ok_or("no rate")?;
    assert_eq!([rate.value, rate.lower, rate.upper], [0.5, 1.0 / 3.0, 2.0 / 3.0]);
    assert_eq!(audit.found("CBK001"), ["missing C3 @4"]);
    Ok(())
}

#[test]
fn only_what_is_closed_is_due() -> Checked {
    assert_eq!(called_back("2024-06-30", "", &[])?, "excluded", "an open complaint");
    assert_eq!(called_back("2024-02-01", CLOSED, &[])?, "excluded", "closed after the as-of date");
    assert_eq!(called_back("2024-06-30", "some day", &[])?, "undetermined");
    for (status, expected) in [("已办结", "undetermined"), ("closed", "undetermined"), ("处理中", "excluded")]
    {
        let complaint = format!("C1,K1,2024-01-01 10:00:00,,{status}");
        assert_eq!(
            state("CBK001", "2024-06-30", [HEADER, &complaint], Some(&visits_text(&[])))?,
            expected,
            "{status}"
        );
    }
    Ok(())
}

#[test]
fn visits_to_another_complaint_do_not_count() -> Checked {
    let visits = format!(
        "{VISIT_HEADER}\nV1,C11,K1,2024-03-05 10:00:00,Li,reached\nV2,,K1,2024-03-05 10:00:00,Li,reached\n"
    );
    let complaint = format!("C1,K1,2024-01-01 10:00:00,{CLOSED},");
    assert_eq!(state("CBK001", "2024-06-30", [HEADER, &complaint], Some(&visits))?, "missing");
    Ok(())
}

#[test]
fn without_an_outcome_column_nobody_knows_who_was_reached() -> Checked {
    let visits = "visit_id,complaint_id,visited_at,visitor\nV1,C1,2024-03-05 10:00:00,Li\n";
    let complaint = format!("C1,K1,2024-01-01 10:00:00,{CLOSED},");
    assert_eq!(state("CBK001", "2024-06-30", [HEADER, &complaint], Some(visits))?, "undetermined");
    Ok(())
}

#[test]
fn a_day_only_closure_is_due_on_the_same_day() -> Checked {
    assert_eq!(called_back("2024-06-30", "2024-03-01", &[("2024-03-12 23:59:59", "reached")])?, "met");
    assert_eq!(called_back("2024-06-30", "2024-03-01", &[("2024-03-13 00:00:00", "reached")])?, "late");
    Ok(())
}

#[test]
fn a_day_outside_the_calendar_is_no_guess_and_is_said_once() -> Checked {
    let complaints = "C1,K1,2026-12-01,2026-12-30 10:00,\nC2,K2,2026-12-01,2026-12-31 10:00,\nC3,K3,2003-12-01,2003-12-30 10:00,\nC4,K4,2026-03-02,2026-03-02 10:00,\n";
    let audit = judge(
        "CBK001",
        "2027-03-01",
        &format!("{HEADER}\n{complaints}"),
        Some(&format!("{VISIT_HEADER}\nV1,C9,K1,2026-12-30 11:00,Li,reached\n")),
    )?;
    assert_eq!(audit.states("CBK001"), "missing 1, undetermined 3");
    assert_eq!(audit.notices.len(), 1, "{:?}", audit.notices);
    assert!(audit.notices[0].contains("2026-12-31"), "the coverage is named: {:?}", audit.notices);
    Ok(())
}

#[test]
fn a_notice_about_the_calendar_is_on_the_terminal_once() -> Checked {
    let desk = Desk::with(&[
        (
            "c.csv",
            "complaint_id,received_at,closed_at\nC1,2026-12-01,2026-12-30 10:00\nC2,2026-12-01,2026-12-31 10:00\n",
        ),
        ("v.csv", "visit_id,complaint_id,visited_at,outcome\nV1,C9,2026-12-30 11:00,reached\n"),
    ])?;
    let run = desk.run(&["audit", "c.csv", "v.csv", "--as-of", "2026-12-31"])?;
    let said = run.stdout.matches("outside the calendar (").count()
        + run.stderr.matches("outside the calendar (").count();
    assert_eq!(said, 1, "{}{}", run.stdout, run.stderr);
    Ok(())
}
