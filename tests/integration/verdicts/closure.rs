//! CLS001: received → closed, by the export's own due date or else in 15 days.

use super::{judge, state};
use crate::desk::Checked;

#[test]
fn fifteen_days_end_with_the_last_day_and_the_first_is_not_counted() -> Checked {
    let header = "complaint_id,customer_id,received_at,closed_at";
    for (received, closed, expected) in [
        ("2024-03-04 00:00:00", "2024-03-19 23:59:59", "met"),
        ("2024-03-04 23:59:59", "2024-03-19 23:59:59", "met"),
        ("2024-03-04 23:59:59", "2024-03-20 00:00:00", "late"),
        ("2024-02-20 10:00:00", "2024-03-06 23:59:59", "met"),
        ("2023-02-20 10:00:00", "2023-03-07 23:59:59", "met"),
        ("2023-02-20 10:00:00", "2023-03-08 00:00:00", "late"),
        ("2024-03-04", "2024-03-19", "met"),
        ("2024-03-04", "2024-03-20", "late"),
        ("2024-03-04 10:00:00", "", "missing"),
        ("", "2024-03-20", "undetermined"),
        ("2024-03-04 10:00:00", "next week", "undetermined"),
    ] {
        let row = format!("C1,K1,{received},{closed}");
        assert_eq!(state("CLS001", "2024-06-30", [header, &row], None)?, expected, "{received} → {closed}");
    }
    Ok(())
}

#[test]
fn the_last_day_has_to_be_over_before_anything_is_missing() -> Checked {
    let complaint = ["complaint_id,received_at,closed_at", "C1,2024-03-04 10:00:00,"];
    assert_eq!(state("CLS001", "2024-03-19 23:59:59", complaint, None)?, "pending");
    assert_eq!(state("CLS001", "2024-03-19", complaint, None)?, "pending");
    assert_eq!(state("CLS001", "2024-03-20 00:00:00", complaint, None)?, "missing");
    let closed_later = ["complaint_id,received_at,closed_at", "C1,2024-03-04 10:00:00,2024-03-25 10:00:00"];
    assert_eq!(state("CLS001", "2024-03-10", closed_later, None)?, "pending", "it has not been closed yet");
    assert_eq!(state("CLS001", "2024-03-22", closed_later, None)?, "missing");
    assert_eq!(state("CLS001", "2024-03-26", closed_later, None)?, "late");
    Ok(())
}

#[test]
fn an_approved_extension_makes_it_thirty_days() -> Checked {
    let header = "complaint_id,received_at,closed_at,extension_approved";
    for (flag, closed, expected) in [
        ("是", "2024-04-03 23:59:59", "met"),
        ("是", "2024-04-04 00:00:00", "late"),
        ("yes", "2024-04-03 23:59:59", "met"),
        ("已批准", "2024-04-03 23:59:59", "met"),
        ("否", "2024-03-19 23:59:59", "met"),
        ("否", "2024-03-20 00:00:00", "late"),
        ("", "2024-03-20 00:00:00", "late"),
        ("perhaps", "2024-03-19 23:59:59", "met"),
        ("perhaps", "2024-03-20 00:00:00", "undetermined"),
        ("perhaps", "2024-04-04 00:00:00", "late"),
    ] {
        let row = format!("C1,2024-03-04 10:00:00,{closed},{flag}");
        assert_eq!(state("CLS001", "2024-06-30", [header, &row], None)?, expected, "{flag} → {closed}");
    }
    Ok(())
}

#[test]
fn the_export_s_own_due_date_goes_before_every_limit() -> Checked {
    let header = "complaint_id,received_at,closed_at,due_at,extension_approved";
    for (due, closed, expected) in [
        ("2024-03-06 12:00:00", "2024-03-06 12:00:00", "met"),
        ("2024-03-06 12:00:00", "2024-03-06 12:00:01", "late"),
        ("2024-03-06 12:00:00", "", "missing"),
        ("2024-05-31 12:00:00", "2024-05-31 12:00:00", "met"),
        ("2024-03-06", "2024-03-06 23:59:59", "met"),
        ("2024-03-06", "2024-03-07 00:00:00", "late"),
        ("2024-03-06", "2024-03-06", "met"),
        ("2024-03-06 12:00:00", "2024-03-06", "undetermined"),
        ("2024-08-06", "", "pending"),
        ("", "2024-03-05 12:00:00", "excluded"),
        ("", "2024-05-31 12:00:00", "excluded"),
        ("", "", "excluded"),
        ("soon", "2024-03-05 12:00:00", "undetermined"),
    ] {
        let row = format!("C1,2024-03-04 10:00:00,{closed},{due},是");
        assert_eq!(
            state("CLS001", "2024-06-30", [header, &row], None)?,
            expected,
            "due {due}, closed {closed}"
        );
    }
    let audit = judge(
        "CLS001",
        "2024-06-30",
        &format!("{header}\nC1,2024-03-04,2024-04-01,2024-03-06 12:00,是\n"),
        None,
    )?;
    assert_eq!(audit.only("CLS001")?.due_at.as_deref(), Some("2024-03-06T12:00:00+08:00"));
    Ok(())
}

#[test]
fn a_due_date_decides_even_where_the_receipt_is_blank() -> Checked {
    let complaint = ["complaint_id,received_at,closed_at,due_at", "C1,,2024-03-07 10:00,2024-03-06 12:00"];
    assert_eq!(state("CLS001", "2024-06-30", complaint, None)?, "late");
    Ok(())
}
