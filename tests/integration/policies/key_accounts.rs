//! S12–S14: visits to key accounts, callbacks to travellers, polite hours.

use chrono::Weekday;
use hearback::policy::Policy;

use super::Desked;
use super::judged::Judged;
use crate::desk::{Checked, Desk};

const AS_OF: &str = "2024-10-15";

fn judged() -> Result<Judged, Box<dyn std::error::Error>> {
    Judged::built_in("key-accounts", AS_OF)
}

#[test]
fn s12_key_accounts_are_seen_once_and_called_twice_a_month() -> Checked {
    let judged = judged()?;
    judged.check("CBK012", "met 4, missing 24, pending 16, undetermined 8, excluded 26")?;
    let missing = judged.found("CBK012")?.into_iter().find(|finding| finding.id == "CBK012-onevisit-onecall");
    let missing = missing.ok_or("nothing is missing")?;
    assert!(
        missing.message.en.contains("month: 0") && missing.message.en.contains("at least"),
        "{}",
        missing.message.en
    );
    Ok(())
}

#[test]
fn s13_travellers_are_called_in_two_stages() -> Checked {
    let judged = judged()?;
    judged.check("CBK013", "met 5, late 2, missing 3, pending 3, undetermined 3, excluded 2")?;
    // Used on 31 July 2024: 1, 2 and 3 August; a month later is 31 August, two months later 30 September.
    let proofs = judged.proofs("CBK013", "CBK013-both")?;
    let ends: Vec<String> = proofs.iter().filter_map(|proof| proof.due_at).map(|at| at.display()).collect();
    assert_eq!(ends, ["2024-08-03 23:59:59", "2024-09-30 23:59:59"]);
    Ok(())
}

#[test]
fn s14_polite_hours_hold_every_day() -> Checked {
    let hours = Policy::named("key-accounts")?.callback_hours.ok_or("no hours")?;
    assert!(!hours.working_days_only);
    for (minute, permitted) in [
        (539, false),
        (540, true),
        (659, true),
        (661, false),
        (899, false),
        (900, true),
        (1019, true),
        (1021, false),
    ] {
        assert_eq!(
            hours.hours.contains(Weekday::Sun, minute),
            permitted,
            "{}:{:02}",
            minute / 60,
            minute % 60
        );
    }
    Ok(())
}

#[test]
fn the_command_line_says_the_same() -> Checked {
    Desked::new("key-accounts", AS_OF)?.same_as(&judged()?)
}

#[test]
fn s14_a_visit_outside_the_polite_hours_is_found_on_any_day() -> Checked {
    let desk = Desk::with(&[
        ("c.csv", "投诉编号,受理时间\nC1,2024-08-01 10:00\n"),
        (
            "v.csv",
            "回访编号,客户编号,回访时间,回访人员,回访方式,接通情况\nV1,K1,2024-10-13 10:00,甲,上门,接通\n\
             V2,K1,2024-10-13 11:01,甲,上门,接通\nV3,K1,2024-10-02 17:00,甲,电话,接通\n\
             V4,K1,2024-10-08 14:59,甲,电话,接通\n",
        ),
    ])?;
    let files = ["--complaints", "c.csv", "--visits", "v.csv", "--policy", "key-accounts"];
    let audit = desk.audit(&[&files[..], &["--as-of", "2024-12-31", "--select", "CBK005"]].concat())?;
    assert_eq!(audit.found("CBK005"), ["fires V2 @3", "fires V4 @5"]);
    Ok(())
}
