//! Consumer complaints at the market regulator, articles 14 and 21.

use super::Desked;
use super::judged::Judged;
use crate::desk::Checked;

const AS_OF: &str = "2024-10-31";

fn judged() -> Result<Judged, Box<dyn std::error::Error>> {
    Judged::built_in("samr-12315", AS_OF)
}

#[test]
fn article_14_a_decision_in_seven_working_days() -> Checked {
    judged()?.check("XSM001", "met 1, late 2, missing 1, pending 1, undetermined 2, excluded 1")
}

#[test]
fn article_21_mediation_in_45_working_days_without_the_testing() -> Checked {
    let judged = judged()?;
    judged.check("CLS001", "met 2, late 2, missing 1, pending 2, undetermined 1, excluded 2")?;
    // Accepted 3 June 2024; 10 June is a holiday. 18 working days in June, 23 in July, 1, 2, 5 and 6 August: 45.
    // Eight working days of testing, 17-21 and 24-26 June, move the end to 16 August.
    let late = judged.finding("CLS001", "CLS001-late-wd46")?;
    assert_eq!(late.due_at.map(|at| at.display()).as_deref(), Some("2024-08-06 23:59:59"));
    let other = judged.under("CLS001", "holds-ignored")?;
    // Without the holds the tested one that was in time is late, and both of open end are missing.
    assert_eq!((other.flips, other.counts.late, other.counts.missing), (3, 3, 3), "{other:?}");
    Ok(())
}

#[test]
fn the_command_line_says_the_same() -> Checked {
    Desked::new("samr-12315", AS_OF)?.same_as(&judged()?)
}
