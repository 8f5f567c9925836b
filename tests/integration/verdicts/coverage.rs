//! CLS002: the share of each branch that was closed in time.

use super::judge;
use crate::desk::Checked;

/// Complaints of one branch: so many in time, late, and of unreadable closing time.
fn branch(name: &str, met: usize, late: usize, unreadable: usize) -> String {
    let row =
        |kind: &str, at: usize, closed: &str| format!("{name}-{kind}{at},{name},2024-03-04 10:00,{closed}\n");
    let mets = (0..met).map(|at| row("m", at, "2024-03-05 10:00"));
    let lates = (0..late).map(|at| row("l", at, "2024-04-05 10:00"));
    let rest = (0..unreadable).map(|at| row("u", at, "one day"));
    mets.chain(lates).chain(rest).collect()
}

#[test]
fn below_95_percent_is_a_finding_on_the_branch_and_exactly_95_is_not() -> Checked {
    let rows = [branch("Nineteen", 19, 1, 0), branch("Eighteen", 18, 2, 0), branch("All", 3, 0, 0)].concat();
    let audit =
        judge("CLS002", "2024-06-30", &format!("complaint_id,branch,received_at,closed_at\n{rows}"), None)?;
    assert_eq!(audit.states("CLS002"), "met 2, missing 1");
    let low = audit.only("CLS002")?;
    assert_eq!(
        (low.id.as_str(), low.dataset.as_str(), low.row, low.file.as_str()),
        ("Eighteen", "group", None, "")
    );
    assert_eq!(low.branch.as_deref(), Some("Eighteen"));
    assert!(low.message.contains("90.0 %") && low.message.contains("95.0 %"), "{}", low.message);
    Ok(())
}

#[test]
fn a_branch_that_could_still_reach_the_target_is_undetermined() -> Checked {
    let rows = [branch("Saved", 19, 1, 1), branch("Lost", 10, 5, 1)].concat();
    let audit =
        judge("CLS002", "2024-06-30", &format!("complaint_id,branch,received_at,closed_at\n{rows}"), None)?;
    assert_eq!(audit.states("CLS002"), "missing 1, undetermined 1");
    assert_eq!(audit.found("CLS002"), ["missing Lost"]);
    Ok(())
}

#[test]
fn nothing_due_is_pending_and_a_blank_branch_is_a_group() -> Checked {
    let rows = "C1,New,2024-06-29 10:00,\nC2,,2024-03-04 10:00,\n";
    let audit =
        judge("CLS002", "2024-06-30", &format!("complaint_id,branch,received_at,closed_at\n{rows}"), None)?;
    assert_eq!(audit.states("CLS002"), "missing 1, pending 1");
    assert_eq!(audit.only("CLS002")?.id, "");
    Ok(())
}

#[test]
fn without_a_branch_column_it_is_not_evaluated() -> Checked {
    let audit =
        judge("CLS002", "2024-06-30", "complaint_id,received_at,closed_at\nC1,2024-03-04 10:00,\n", None)?;
    assert!(audit.states("CLS002").starts_with("not_evaluated"), "{}", audit.states("CLS002"));
    assert!(audit.states("CLS002").contains("branch"), "{}", audit.states("CLS002"));
    Ok(())
}
