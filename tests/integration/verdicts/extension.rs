//! GAM003: beyond the basic limit without an approved extension.

use super::{judge, judge_by};
use crate::desk::Checked;

const AS_OF: &str = "2024-06-30";

#[test]
fn beyond_the_basic_limit_an_approval_is_asked_for() -> Checked {
    let complaints = "complaint_id,received_at,closed_at,extension_approved\n\
        C1,2024-03-01 10:00,2024-03-21 10:00,是\nC2,2024-03-01 10:00,2024-03-21 10:00,否\n\
        C3,2024-03-01 10:00,2024-03-21 10:00,\nC4,2024-03-01 10:00,2024-03-21 10:00,perhaps\n\
        C5,2024-03-01 10:00,,\nC6,2024-03-01 10:00,2024-03-16 23:59:59,perhaps\n\
        C7,2024-06-25 10:00,,否\nC8,2024-03-01 10:00,soon,否\nC9,,2024-03-21 10:00,否\n\
        C1,2024-03-01 10:00,2024-03-21 10:00,否\nC10,2024-03-01 10:00,2024-03-17 00:00:00,no\n";
    let audit = judge("GAM003", AS_OF, complaints, None)?;
    assert_eq!(
        audit.found("GAM003"),
        ["fires C2 @3", "fires C3 @4", "fires C5 @6", "fires C10 @12"],
        "{:?}",
        audit.findings
    );
    let days: Vec<Option<u64>> = audit.of("GAM003").map(|it| it.evidence["days_beyond"].as_u64()).collect();
    assert_eq!(days, [Some(5), Some(5), Some(106), Some(1)]);
    let done = audit.of("GAM003").next().ok_or("no finding")?;
    assert_eq!(done.proof("obligation"), Some("CLS001"));
    assert_eq!(done.proof("basic_due_at"), Some("2024-03-16T23:59:59+08:00"));
    assert_eq!(done.proof("done_at"), Some("2024-03-21T10:00:00+08:00"));
    assert_eq!(done.message, "done 5 d beyond the basic limit, with no approved extension");
    let rule = audit.rule("GAM003");
    assert_eq!(rule.tested, 7);
    assert_eq!(
        rule.excluded(),
        [
            "beyond the basic limit, and the word for the approval is not known 1",
            "repeats an id; its first row stands for the case 1",
            "the time it was done is unreadable 1",
            "the time that starts the clock is blank 1",
        ]
    );
    Ok(())
}

#[test]
fn a_date_promised_beyond_the_limit_needs_an_approval_too() -> Checked {
    let complaints = "complaint_id,received_at,closed_at,due_at,extension_approved\n\
        C1,2024-03-01 10:00,2024-03-10 10:00,2024-03-20,\nC2,2024-03-01 10:00,2024-03-10 10:00,2024-03-16,\n\
        C3,2024-03-01 10:00,2024-03-10 10:00,2024-03-20,是\nC4,2024-03-01 10:00,2024-03-20 10:00,,no\n\
        C5,2024-03-01 10:00,2024-03-20 10:00,2024-03-30,no\n";
    let audit = judge("GAM003", AS_OF, complaints, None)?;
    assert_eq!(audit.found("GAM003"), ["fires C1 @2", "fires C4 @5", "fires C5 @6"]);
    let promised: Vec<Option<&str>> = audit.of("GAM003").map(|it| it.proof("promised_at")).collect();
    assert_eq!(promised, [Some("2024-03-20T00:00:00+08:00"), None, Some("2024-03-30T00:00:00+08:00")]);
    let first = audit.of("GAM003").next().ok_or("no finding")?;
    assert!(first.message.starts_with("the promised date is 4 d beyond"), "{}", first.message);
    Ok(())
}

#[test]
fn recorded_holds_do_not_make_a_case_late() -> Checked {
    let complaints = "complaint_id,received_at,closed_at,on hold since,hold ended at,extension_approved\n\
        C1,2024-03-01 10:00,2024-03-18 10:00,2024-03-05 10:00,2024-03-10 10:00,\n";
    assert_eq!(judge("GAM003", AS_OF, complaints, None)?.rule("GAM003").findings, 0);
    Ok(())
}

#[test]
fn without_approvals_or_extensions_it_is_not_evaluated() -> Checked {
    let complaints = "complaint_id,received_at,closed_at\nC1,2024-03-01 10:00,2024-03-21 10:00\n";
    let audit = judge("GAM003", AS_OF, complaints, None)?;
    let reason = audit.rule("GAM003").reason.clone().unwrap_or_default();
    assert!(reason.contains("CLS001") && reason.contains("(extension_approved)"), "{reason}");
    let policy = "[[obligation]]\ncode = 'CLS001'\ndrop = ['extended_limit']\n";
    let audit = judge_by(policy, "GAM003", AS_OF, complaints, None)?;
    assert_eq!(audit.rule("GAM003").reason.as_deref(), Some("no limit of the policy can be extended"));
    Ok(())
}
