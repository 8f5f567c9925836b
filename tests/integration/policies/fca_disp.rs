//! DISP 1 of the FCA Handbook, on London time.

use super::Desked;
use super::judged::Judged;
use crate::desk::Checked;

const AS_OF: &str = "2024-12-31";

fn judged() -> Result<Judged, Box<dyn std::error::Error>> {
    Judged::built_in("fca-disp", AS_OF)
}

#[test]
fn disp_1_6_2_eight_weeks_and_payment_services() -> Checked {
    let judged = judged()?;
    judged.check("CLS001", "met 6, late 6, missing 1, pending 1, undetermined 2, excluded 1")?;
    // Received 1 March 2024: 30 days in March and 26 in April. The clocks go forward on 31 March: the day has 23
    // hours and is a day all the same; the end is midnight in London, an hour earlier in universal time.
    let audit = Desked::new("fca-disp", AS_OF)?.audit(&["--select", "CLS001"])?;
    let late =
        audit.of("CLS001").find(|finding| finding.id == "CLS001-late-week8").ok_or("it is not late")?;
    assert_eq!(late.due_at.as_deref(), Some("2024-04-26T23:59:59+01:00"));
    let autumn = judged.proof("CLS001", "CLS001-met-autumn")?;
    assert_eq!(autumn.due_at.map(|at| at.display()).as_deref(), Some("2024-11-26 23:59:59"));
    let shifted =
        audit.of("CLS001").find(|finding| finding.id == "CLS001-late-offset").ok_or("it is not late")?;
    assert_eq!(shifted.actual_at.as_deref(), Some("2024-04-27T00:30:00+01:00"));
    Ok(())
}

#[test]
fn disp_1_5_third_business_day_only_informs() -> Checked {
    judged()?.check("XFC001", "met 2, late 1, missing 1, pending 1, undetermined 1, excluded 1")?;
    Desked::new("fca-disp", AS_OF)?.only_informs(&["XFC001"])
}

#[test]
fn holds_are_ignored_and_what_they_would_change_is_counted() -> Checked {
    let judged = judged()?;
    let other = judged.under("CLS001", "holds-subtracted")?;
    assert_eq!(
        (other.flips, other.counts.met),
        (1, judged.rule("CLS001")?.counts.unwrap_or_default().met + 1)
    );
    Ok(())
}

#[test]
fn the_command_line_says_the_same() -> Checked {
    Desked::new("fca-disp", AS_OF)?.same_as(&judged()?)
}
