//! S30–S37 and the published limits of the 95598 line.

use hearback::model::CaseState;

use super::Desked;
use super::judged::Judged;
use crate::desk::{Checked, Desk};

const AS_OF: &str = "2025-01-15";
const COPIES: [&str; 3] = ["XPS041", "XPS042", "XPS043"];

fn judged() -> Result<Judged, Box<dyn std::error::Error>> {
    Judged::built_in("power-supply", AS_OF)
}

#[test]
fn s30_key_groups_of_customers_are_called_one_by_one() -> Checked {
    let judged = judged()?;
    // Done counts, in time or not: the media's only order was called back late and is covered.
    assert_eq!(judged.states("CBK002")?, "met 3, missing 2, pending 1, undetermined 1, excluded 1");
    assert_eq!(
        judged.low("CBK002")?,
        [
            "人大代表: callback coverage 50.0 %, target 100.0 %",
            "商业: callback coverage 0.0 %, target 10.0 %"
        ]
    );
    Ok(())
}

#[test]
fn s30_key_kinds_of_orders_are_called_one_by_one() -> Checked {
    let judged = judged()?;
    // Service requests: 3 of 7 called back. Repairs: all 5, but one of them nobody knows. Suggestions: one nobody
    // knows. Reports: not due. What is neither archived nor said to be is no case.
    assert_eq!(judged.states("XPS030")?, "met 2, missing 1, pending 1, undetermined 2, excluded 4");
    assert_eq!(judged.low("XPS030")?, ["业务受理: callback coverage 42.9 %, target 100.0 %"]);
    Ok(())
}

#[test]
fn s30_large_customers_are_visited_once_a_year() -> Checked {
    judged()?.check("CBK011", "met 1, missing 2, pending 5, undetermined 3, excluded 7")
}

#[test]
fn s31_and_s32_callbacks_after_archiving() -> Checked {
    let judged = judged()?;
    judged.check("CBK001", "met 4, late 5, missing 4, pending 1, undetermined 3, excluded 1")?;
    // Archived Monday 30 September 2024. 1-7 October are holidays; 8, 9, 10, 11, the make-up Saturday 12, 14 and
    // 15 October are seven working days, and the last ends at midnight.
    let late = judged.finding("CBK001", "CBK001-late-wd8")?;
    assert_eq!(late.due_at.map(|at| at.display()).as_deref(), Some("2024-10-15 23:59:59"));
    assert_eq!(late.late_by_minutes, Some(1), "a millisecond is a minute begun");
    let proof = judged.proof("CBK001", "CBK001-met-disaster47h")?;
    assert!(proof.limit.as_ref().is_some_and(|limit| limit.en.starts_with("48 h")), "{:?}", proof.limit);
    Ok(())
}

#[test]
fn s33_letters_are_answered_by_letter() -> Checked {
    judged()?.check("XPS033", "met 2, late 1, missing 1, pending 1, undetermined 2, excluded 2")
}

#[test]
fn s34_care_cards_go_to_a_share_of_customers_each_half_year() -> Checked {
    let judged = judged()?;
    judged.check("XPS034", "met 3, missing 6, pending 6, undetermined 1, excluded 2")?;
    assert_eq!((judged.rule("XPS034")?.findings, judged.found("XPS034")?.len()), (0, 0), "it only counts");
    let low = |name: &str| format!("{name}: care cards sent to 0.0 %, target 10.0 %");
    assert_eq!(
        judged.low("XPS035")?,
        [
            low("2024-H1"),
            low("2024-H2"),
            low("10kV及以上 2024-H1"),
            low("10kV及以上 2024-H2"),
            low("外星 2024-H1"),
            low("外星 2024-H2"),
            "居民 2024-H2: care cards sent to 0.0 %, target 1.0 %".to_owned(),
            low("政协委员 2024-H2"),
        ]
    );
    Ok(())
}

/// The customers of a class, all but the first without a card, under XPS035 and an as-of date.
fn cards(class: &str, customers: u32) -> Result<String, Box<dyn std::error::Error>> {
    cards_as_of("2024-07-01", "2024-01-02", class, customers)
}

fn cards_as_of(
    as_of: &str,
    sent: &str,
    class: &str,
    customers: u32,
) -> Result<String, Box<dyn std::error::Error>> {
    let rows: String = (1..=customers).map(|at| format!("K{at},某人,{class},2020-01-01\n")).collect();
    let desk = Desk::with(&[
        ("own.toml", "name = 'own'\nextends = 'power-supply'\n"),
        ("c.csv", "工单编号,受理时间\nC1,2024-01-02\n"),
        ("v.csv", &format!("回访编号,户号,回访方式,回访时间\nV1,K1,连心卡,{sent}\n")),
        ("k.csv", &format!("户号,户名,用电类别,立户日期\n{rows}")),
    ])?;
    let files = ["--complaints", "c.csv", "--visits", "v.csv", "--customers", "k.csv"];
    let audit = desk
        .audit(&[&files[..], &["--policy", "own.toml", "--as-of", as_of, "--select", "XPS035"]].concat())?;
    Ok(audit.states("XPS035"))
}

#[test]
fn s34_one_in_a_hundred_homes_and_one_in_ten_others_is_enough() -> Checked {
    for (class, customers, state) in
        [("居民", 100, "met"), ("居民", 101, "missing"), ("非居民", 10, "met"), ("非居民", 11, "missing")]
    {
        assert_eq!(cards(class, customers)?, format!("{state} 1, pending 1"), "one of {customers} {class}");
    }
    Ok(())
}

#[test]
fn s34_a_half_year_that_still_runs_is_not_judged_by_the_cards_sent_so_far() -> Checked {
    assert_eq!(
        cards_as_of("2024-05-31", "2024-01-02", "非居民", 20)?,
        "pending 1",
        "one card of twenty, a month to go"
    );
    Ok(())
}

#[test]
fn s34_a_half_year_whose_records_begin_within_it_is_not_judged_by_the_cards_on_record() -> Checked {
    let states = cards_as_of("2024-07-01", "2024-03-02", "非居民", 20)?;
    assert!(!states.contains("met"), "one card of twenty on record, nobody knows of January: {states}");
    Ok(())
}

#[test]
fn s30_a_class_of_customers_is_no_branch() -> Checked {
    let low = judged()?.finding("CBK002", "人大代表")?;
    assert_eq!(low.branch, None);
    Ok(())
}

#[test]
fn s35_the_month_is_reported_by_the_7th_at_16_holiday_or_not() -> Checked {
    judged()?.check("XPS036", "met 1, late 1, missing 1, pending 1, undetermined 1, excluded 1")
}

#[test]
fn s36_repairs_by_area() -> Checked {
    let judged = judged()?;
    judged.check("XPS037", "met 4, late 4, missing 1, pending 1, undetermined 1, excluded 3")?;
    assert_eq!(judged.finding("XPS037", "XPS037-late-rural91")?.late_by_minutes, Some(1));
    Ok(())
}

#[test]
fn s36_as_published_arrival_by_area_only_informs() -> Checked {
    judged()?.check("XPS038", "met 2, late 2, missing 1, pending 1, undetermined 1, excluded 1")?;
    Desked::new("power-supply", AS_OF)?.only_informs(&["XPS038"])
}

#[test]
fn s37_satisfaction_has_four_levels() -> Checked {
    let audit = Desked::new("power-supply", AS_OF)?.audit(&["--select", "VAL003"])?;
    let unknown: Vec<&str> = audit
        .of("VAL003")
        .filter(|finding| finding.proof("field") == Some("satisfaction"))
        .filter_map(|finding| finding.proof("text"))
        .collect();
    assert_eq!(unknown, ["非常满意"]);
    Ok(())
}

#[test]
fn p95598_contact_within_24_hours() -> Checked {
    judged()?.check("RSP001", "met 2, late 1, missing 1, pending 1, undetermined 2, excluded 1")
}

#[test]
fn p95598_answer_by_channel_and_kind() -> Checked {
    judged()?.check("CLS001", "met 7, late 3, missing 1, pending 1, undetermined 2, excluded 1")
}

#[test]
fn p95598_other_publications_are_versions_of_their_own() -> Checked {
    let judged = judged()?;
    judged.check("XPS041", "met 2, late 1, missing 1, pending 1, undetermined 1, excluded 1")?;
    judged.check("XPS042", "met 2, late 1, missing 1, pending 1, undetermined 1, excluded 1")?;
    judged.check("XPS043", "met 1, late 1, missing 1, pending 1, undetermined 1, excluded 1")?;
    Desked::new("power-supply", AS_OF)?.only_informs(&COPIES)
}

#[test]
fn s35_of_a_report_only_the_day_is_known() -> Checked {
    let proof = judged()?.proof("XPS036", "XPS036-undetermined-day")?;
    let reason = proof.reason.map(|reason| reason.en.into_owned());
    assert_eq!(reason.as_deref(), Some("only the day is known and the time of day decides"));
    Ok(())
}

#[test]
fn a_disaster_nobody_can_read_leaves_only_the_limits_of_a_repair() -> Checked {
    // 60 h after archiving: late in 24 h and in 48 h. The 7 working days are for other orders.
    let desk = Desk::with(&[
        ("own.toml", "name = 'own'\nextends = 'power-supply'\n"),
        (
            "c.csv",
            "工单编号,工单类型,是否自然灾害,受理时间,归档时间\nC1,故障报修,说不清,2024-10-08 09:00,2024-10-09 10:00\n",
        ),
        ("v.csv", "回访编号,工单编号,回访时间,回访结果\nV1,C1,2024-10-11 22:00,接通\n"),
    ])?;
    let files =
        ["--complaints", "c.csv", "--visits", "v.csv", "--policy", "own.toml", "--as-of", "2024-10-31"];
    let audit = desk.audit(&[&files[..], &["--select", "CBK001"]].concat())?;
    assert_eq!(audit.states("CBK001"), "late 1");
    Ok(())
}

#[test]
fn the_seventh_working_day_ends_at_midnight_through_the_command_line() -> Checked {
    let desk = Desked::new("power-supply", AS_OF)?;
    let audit = desk.audit(&["--select", "CBK001"])?;
    let late = audit.of("CBK001").find(|finding| finding.id == "CBK001-late-wd8").ok_or("it is not late")?;
    assert_eq!(late.due_at.as_deref(), Some("2024-10-15T23:59:59+08:00"));
    assert_eq!(late.proof("limit"), Some("7wd"));
    assert!(audit.of("CBK001").all(|finding| finding.id != "CBK001-met-wd7"));
    Ok(())
}

#[test]
fn under_other_definitions() -> Checked {
    let judged = judged()?;
    let plain = judged.rule("CBK001")?.counts.unwrap_or_default();
    let other = judged.under("CBK001", "calendar-days")?;
    // 7 days after 30 September end with 7 October: the calls of the 8th and the 15th are late then, and the one of
    // unknown outcome on the 10th can no longer have been in time. Repairs count hours; what was archived on
    // 13 January is not due either way.
    assert_eq!(other.counts.population(), plain.population());
    let moved = [CaseState::Met, CaseState::Undetermined, CaseState::Late, CaseState::Missing]
        .map(|state| other.counts.of(state).abs_diff(plain.of(state)));
    assert_eq!((other.flips, moved), (3, [2, 1, 2, 1]));
    Ok(())
}

#[test]
fn the_command_line_says_the_same() -> Checked {
    Desked::new("power-supply", AS_OF)?.same_as(&judged()?)
}
