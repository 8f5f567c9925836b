//! S17, S18 and the callback in the cooling-off period.

use hearback::policy::Policy;

use super::Desked;
use super::judged::Judged;
use crate::desk::Checked;

const AS_OF: &str = "2024-10-31";

fn judged() -> Result<Judged, Box<dyn std::error::Error>> {
    Judged::built_in("insurance", AS_OF)
}

#[test]
fn s15_what_a_customer_record_holds() -> Checked {
    let fields = ["id", "customer_name", "sex", "birth_date", "id_number", "phone", "address"];
    assert_eq!(
        Policy::named("insurance")?.required.get("customers").map(Vec::as_slice),
        Some(&fields.map(str::to_owned)[..])
    );
    Ok(())
}

#[test]
fn s17_suspicious_records_are_listed_by_the_next_working_day() -> Checked {
    judged()?.check("XIN017", "met 1, late 1, missing 1, pending 1, undetermined 1, excluded 1")?;
    Desked::new("insurance", AS_OF)?.only_informs(&["XIN017"])
}

#[test]
fn s18_suspicious_records_are_cleared_in_three_working_days() -> Checked {
    let judged = judged()?;
    judged.check("CUS004", "met 1, late 1, missing 1, pending 1, undetermined 2, excluded 1")?;
    // Listed Thursday 10 October 2024: Friday 11, the make-up Saturday 12, Monday 14.
    let late = judged.finding("CUS004", "CUS004-late-wd4")?;
    assert_eq!(late.due_at.map(|at| at.display()).as_deref(), Some("2024-10-14 23:59:59"));
    // If Saturdays were never worked, the third day is the 15th.
    assert_eq!(judged.under("CUS004", "make-up-days-off")?.flips, 1);
    Ok(())
}

#[test]
fn new_contracts_are_called_in_the_cooling_off_period() -> Checked {
    judged()?.check("XIN010", "met 1, late 1, missing 1, pending 1, undetermined 2, excluded 1")?;
    Desked::new("insurance", AS_OF)?.only_informs(&["XIN010"])
}

#[test]
fn the_command_line_says_the_same() -> Checked {
    Desked::new("insurance", AS_OF)?.same_as(&judged()?)
}
