//! An incident log in the style of ServiceNow: several rows of one case, each an event.

use std::path::Path;

use super::Desked;
use super::judged::Judged;
use crate::desk::{Checked, fixture};

const AS_OF: &str = "2024-03-31";

fn example() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/policies/incident-log.toml")
}

fn judged() -> Result<Judged, Box<dyn std::error::Error>> {
    Judged::by_file(&fixture("policies/incident-log"), &example(), "expected.csv", AS_OF)
}

#[test]
fn the_last_event_stands_for_the_case_and_holds_are_read_from_the_course() -> Checked {
    let judged = judged()?;
    judged.check("CLS001", "met 1, late 2, missing 1, pending 2, undetermined 1")?;
    assert_eq!(judged.states("CLS001")?, "met 1, late 2, missing 1, pending 2, undetermined 1, excluded 13");
    // Critical, 4 h: 08:00-10:00 and 14:00-16:00; on hold from 10:00 to 14:00.
    let proofs = judged.proofs("CLS001", "INC0000001")?;
    let stands = proofs.last().ok_or("no row stands for the case")?;
    assert_eq!(stands.due_at.map(|at| at.display()).as_deref(), Some("2024-03-04 16:00:00"));
    Ok(())
}

#[test]
fn the_first_close_and_the_holds_are_definitions_that_may_be_contested() -> Checked {
    let judged = judged()?;
    // INC0000003 was first resolved on the 4th at 20:00, within its 24 h.
    let first = judged.under("CLS001", "first-close")?;
    assert_eq!((first.flips, first.counts.met, first.counts.late), (1, 2, 1), "{first:?}");
    // Without holds INC0000001 is late, and INC0000004 was due on the 25th.
    let ignored = judged.under("CLS001", "holds-ignored")?;
    assert_eq!(
        (ignored.flips, ignored.counts.met, ignored.counts.late, ignored.counts.missing),
        (2, 0, 3, 2),
        "{ignored:?}"
    );
    Ok(())
}

#[test]
fn several_rows_of_a_case_are_no_duplicates() -> Checked {
    let why = judged()?.rule("DUP001").err().ok_or("DUP001 was evaluated")?;
    assert!(why.contains("event"), "{why}");
    Ok(())
}

#[test]
fn closing_times_can_be_taken_from_the_course_of_states() -> Checked {
    let policy = fixture("policies/incident-log/times.toml");
    let judged = Judged::by_file(&fixture("policies/incident-log/times"), &policy, "../expected.csv", AS_OF)?;
    judged.check("CLS001", "met 1, late 2, missing 1, pending 2, undetermined 1")
}

#[test]
fn the_command_line_says_the_same() -> Checked {
    let text = std::fs::read_to_string(example())?;
    Desked::by("incident-log", &text, AS_OF)?.same_as(&judged()?)
}
