//! The measures on consumer complaints in banking and insurance.

use super::Desked;
use super::judged::Judged;
use crate::desk::Checked;

const AS_OF: &str = "2024-10-31";

fn judged() -> Result<Judged, Box<dyn std::error::Error>> {
    Judged::built_in("bank-insurance-regulator", AS_OF)
}

#[test]
fn complaints_by_the_measures_since_2020_03_01() -> Checked {
    let judged = judged()?;
    judged.check("CLS001", "met 6, late 6, missing 1, pending 1, undetermined 3, excluded 1")?;
    // Received 1 March 2024, approved: 60 days, of which 30 in March and 30 in April.
    let late = judged.finding("CLS001", "CLS001-late-approvedday61")?;
    assert_eq!(late.due_at.map(|at| at.display()).as_deref(), Some("2024-04-30 23:59:59"));
    assert!(judged.proof("CLS001", "CLS001-met-day15")?.source.en.contains("since 2020-03-01"));
    Ok(())
}

#[test]
fn what_the_measures_do_not_ask_only_informs() -> Checked {
    let audit = Desked::new("bank-insurance-regulator", AS_OF)?.audit(&[])?;
    for code in ["RSP001", "CBK001", "CBK009", "CBK017"] {
        assert_eq!(audit.rule(code).severity, "info", "{code}");
    }
    Ok(())
}

#[test]
fn the_command_line_says_the_same() -> Checked {
    Desked::new("bank-insurance-regulator", AS_OF)?.same_as(&judged()?)
}
