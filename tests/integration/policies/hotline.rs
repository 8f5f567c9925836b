//! The 12345 hotline: Shandong, a local callback rule, and the draft of Beijing.

use super::Desked;
use super::judged::Judged;
use crate::desk::Checked;

const AS_OF: &str = "2024-10-31";

fn judged() -> Result<Judged, Box<dyn std::error::Error>> {
    Judged::built_in("hotline-12345", AS_OF)
}

#[test]
fn shandong_five_working_days_or_fifteen_with_approval() -> Checked {
    let judged = judged()?;
    judged.check("CLS001", "met 2, late 3, missing 1, pending 1, undetermined 1, excluded 1")?;
    // Received 30 September 2024: 8, 9, 10, 11 and the make-up Saturday 12 October.
    let late = judged.finding("CLS001", "CLS001-late-wd6")?;
    assert_eq!(late.due_at.map(|at| at.display()).as_deref(), Some("2024-10-12 23:59:59"));
    Ok(())
}

#[test]
fn callback_on_the_working_day_after_closure() -> Checked {
    judged()?.check("CBK001", "met 1, late 1, missing 1, pending 1, undetermined 1, excluded 1")?;
    let audit = Desked::new("hotline-12345", AS_OF)?.audit(&["--select", "CBK001"])?;
    assert_eq!(audit.rule("CBK001").severity, "medium");
    Ok(())
}

#[test]
fn the_draft_of_beijing_only_informs() -> Checked {
    judged()?.check("XHL001", "met 4, late 3, missing 1, pending 1, undetermined 1, excluded 1")?;
    Desked::new("hotline-12345", AS_OF)?.only_informs(&["XHL001"])
}

#[test]
fn the_command_line_says_the_same() -> Checked {
    Desked::new("hotline-12345", AS_OF)?.same_as(&judged()?)
}
