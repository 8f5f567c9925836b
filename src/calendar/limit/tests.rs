//! What is read as a limit, what is refused and how each is worded.

use super::*;

fn limit(text: &str) -> Limit {
    text.parse().expect("a valid limit")
}

fn error(text: &str) -> LimitError {
    text.parse::<Limit>().expect_err("not a limit")
}

#[test]
fn every_unit_is_read_and_written_back() {
    for text in ["30min", "24h", "15d", "7wd", "8wh", "1mo", "100000d"] {
        assert_eq!(limit(text).to_string(), text);
    }
    assert_eq!(limit("7wd"), Limit::new(7, LimitUnit::WorkingDays).expect("in range"));
}

#[test]
fn spaces_case_and_leading_zeros_are_tolerated() {
    for text in [" 7 WD ", "7Wd", "\t7\u{3000}wd", "007wd"] {
        assert_eq!(limit(text).to_string(), "7wd", "{text:?}");
    }
}

#[test]
fn what_is_not_a_positive_whole_number_is_refused() {
    for text in ["", " ", "wd", "-3d", "+3d", "1.5h", "2 4h", "１d", "七d"] {
        assert!(matches!(error(text), LimitError::NotANumber { .. }), "{text:?}");
    }
    for text in ["0d", "100001d", "4294967296h", "99999999999999999999999h"] {
        assert!(matches!(error(text), LimitError::Amount { .. }), "{text:?}");
    }
    assert!(Limit::new(0, LimitUnit::Hours).is_err());
}

#[test]
fn unknown_units_are_refused_with_the_valid_ones_listed() {
    // `m` could be minutes or months: it must not be guessed.
    for text in ["7", "7m", "7days", "7d2h", "7个工作日"] {
        assert!(matches!(error(text), LimitError::Unit { .. }), "{text:?}");
    }
    assert_eq!(
        error("7 weeks").to_string(),
        "limit \"7 weeks\": unknown unit \"weeks\"; units: min (minutes), h (hours), d (calendar days), \
         wd (working days), wh (working hours), mo (calendar months), or next-month DAY HH:MM"
    );
    assert!(
        error("0wd")
            .to_string()
            .starts_with("limit \"0wd\": the amount must be from 1 to 100000; units: min")
    );
}

#[test]
fn limits_are_described_in_both_languages() {
    let described = |text| (limit(text).describe_zh(), limit(text).describe_en());
    let pair = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    assert_eq!(described("7wd"), pair("7个工作日", "7 working days"));
    assert_eq!(described("24h"), pair("24小时", "24 hours"));
    assert_eq!(described("1h"), pair("1小时", "1 hour"));
    assert_eq!(described("30min"), pair("30分钟", "30 minutes"));
    assert_eq!(described("15d"), pair("15个自然日", "15 calendar days"));
    assert_eq!(described("1wh"), pair("1个工作小时", "1 working hour"));
    assert_eq!(
        described("next-month 7 16:00"),
        pair("次月7日16:00前", "by 16:00 on day 7 of the next month")
    );
    assert_eq!(
        described("next-month 31"),
        pair("次月31日（无此日则为月末）24:00前", "by 24:00 on day 31 (or the last day) of the next month")
    );
    assert_eq!(described("1mo"), pair("1个月", "1 calendar month"));
}

#[test]
fn a_moment_of_the_next_month_is_read_and_written_back() {
    for text in ["next-month 7 16:00", "next-month 31", "next-month 1 00:00"] {
        assert_eq!(limit(text).to_string(), text);
    }
    let tolerated = limit("  Next-Month  07  9:05 ");
    assert_eq!((tolerated.amount(), tolerated.minute()), (7, Some(545)));
    assert_eq!(limit("next-month 7 24:00"), limit("next-month 7"));
    assert_eq!(limit("7wd").minute(), None);
    for text in [
        "next-month",
        "next-month 0",
        "next-month 32",
        "next-month 7 24:01",
        "next-month +7",
        "next-month 7 16:00 x",
    ] {
        assert!(matches!(error(text), LimitError::NextMonth { .. }), "{text:?}");
    }
    assert!(matches!(error("7next-month"), LimitError::Unit { .. }));
}

#[test]
fn an_amount_can_be_read_in_another_unit_but_a_day_of_the_month_cannot() {
    let seven = limit("7wd");
    assert_eq!(seven.with_unit(LimitUnit::CalendarDays), Some(limit("7d")));
    assert_eq!(seven.with_unit(LimitUnit::NextMonth), None);
    assert_eq!(limit("next-month 7").with_unit(LimitUnit::CalendarDays), None);
    assert_eq!(
        limit("next-month 7 16:00").with_unit(LimitUnit::NextMonth),
        Some(limit("next-month 7 16:00"))
    );
}
