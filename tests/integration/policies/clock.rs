//! What the clock of an obligation can do and the built-in policies use little: holds, reopening, openings, second
//! limits, rolling, versions, own columns, conditions on the customer.

use super::judged::Judged;
use crate::desk::{Checked, fixture};

fn judged(policy: &str) -> Result<Judged, Box<dyn std::error::Error>> {
    let folder = fixture("policies/clock");
    let as_of = if policy == "own" { "2024-12-31" } else { "2024-04-30" };
    Judged::by_file(&folder, &folder.join(format!("{policy}.toml")), &format!("{policy}.csv"), as_of)
}

#[test]
fn holds_are_subtracted() -> Checked {
    let judged = judged("subtract")?;
    judged.check("CLS001", "met 2, late 4, missing 1, pending 1, undetermined 3")?;
    // Holds ignored: both that were in time are late, the one that may be is late, the open ones are missing.
    let other = judged.under("CLS001", "holds-ignored")?;
    let plain = judged.rule("CLS001")?.counts.unwrap_or_default();
    assert_eq!(other.flips, 6, "{other:?}");
    assert_eq!((other.counts.met + 2, other.counts.late), (plain.met, plain.late + 4));
    assert_eq!((other.counts.missing, other.counts.pending + 1), (plain.missing + 2, plain.pending));
    Ok(())
}

#[test]
fn holds_start_the_limit_anew() -> Checked {
    judged("restart")?.check("CLS001", "met 2, late 3, missing 1, pending 1, undetermined 4")
}

#[test]
fn holds_are_ignored() -> Checked {
    judged("ignore")?.check("CLS001", "late 8, missing 3")
}

#[test]
fn the_last_close_counts_or_the_first() -> Checked {
    let last = judged("subtract")?;
    last.check("CBK001", "missing 1")?;
    let first = judged("first")?;
    first.check("CLS001", "met 2")?;
    first.check("CBK001", "met 1")?;
    same_both_ways("CLS001")
}

#[test]
fn a_clock_that_starts_only_with_the_first_close_is_a_flip() -> Checked {
    same_both_ways("CBK001")
}

/// Either policy tells how many verdicts hang on which close counts, R-reopened and R-openagain, and what the counts
/// would be under the other: what the other policy gives.
fn same_both_ways(code: &str) -> Checked {
    let (last, first) = (judged("subtract")?, judged("first")?);
    for (judged, key, other) in [(&last, "first-close", &first), (&first, "last-close", &last)] {
        let under = judged.under(code, key)?;
        assert_eq!(under.flips, 2, "{code} {key}");
        assert_eq!(Some(under.counts), other.rule(code)?.counts, "{code} {key}");
    }
    Ok(())
}

#[test]
fn what_is_done_before_it_opens_does_not_count() -> Checked {
    judged("own")?.check("XCK001", "met 1, missing 1")
}

#[test]
fn the_earlier_of_two_limits_decides() -> Checked {
    judged("own")?.check("XCK002", "late 2")
}

#[test]
fn an_end_on_a_holiday_rolls_where_the_policy_says_so() -> Checked {
    let judged = judged("own")?;
    judged.check("XCK003", "met 1, late 1")?;
    judged.check("XCK004", "met 1")
}

#[test]
fn the_version_in_force_at_the_trigger_decides() -> Checked {
    judged("own")?.check("XCK008", "met 1, late 1, excluded 1")
}

#[test]
fn a_condition_on_the_customer_needs_the_customer() -> Checked {
    judged("own")?.check("XCK005", "met 1, late 1, undetermined 2, excluded 2")
}

#[test]
fn columns_of_the_policys_own_are_found_whatever_their_width_and_case() -> Checked {
    judged("own")?.check("XCK006", "met 1, late 1, missing 1, excluded 2")
}

#[test]
fn numbers_are_conditions_too() -> Checked {
    judged("own")?.check("XCK007", "late 1, missing 1, excluded 3")
}
