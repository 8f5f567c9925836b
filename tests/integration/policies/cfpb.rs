//! Answers to complaints sent by the Consumer Financial Protection Bureau.

use super::Desked;
use super::judged::Judged;
use crate::desk::Checked;

const AS_OF: &str = "2024-12-31";

fn judged() -> Result<Judged, Box<dyn std::error::Error>> {
    Judged::built_in("cfpb", AS_OF)
}

#[test]
fn response_in_15_days_of_being_sent() -> Checked {
    let judged = judged()?;
    judged.check("RSP001", "met 1, late 1, missing 1, pending 1, undetermined 2, excluded 1")?;
    // Sent 1 March 2024; the clocks go forward on 10 March. 15 days end with 16 March.
    let audit = Desked::new("cfpb", AS_OF)?.audit(&["--select", "RSP001"])?;
    let late =
        audit.of("RSP001").find(|finding| finding.id == "RSP001-late-day16").ok_or("it is not late")?;
    assert_eq!(late.due_at.as_deref(), Some("2024-03-16T23:59:59-04:00"));
    Ok(())
}

#[test]
fn final_response_in_60_days() -> Checked {
    judged()?.check("CLS001", "met 1, late 2, missing 1, pending 1, undetermined 2, excluded 1")
}

#[test]
fn the_command_line_says_the_same() -> Checked {
    Desked::new("cfpb", AS_OF)?.same_as(&judged()?)
}
