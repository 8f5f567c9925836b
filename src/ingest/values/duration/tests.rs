//! Every form of a length of time, read and refused.

use super::*;
use proptest::prelude::*;

fn read(text: &str, unit: Option<DurationUnit>) -> Option<f64> {
    parse_duration(text.as_bytes(), unit)
}

#[test]
fn the_forms_of_a_length() {
    let cases = [
        ("1天3小时", 1620.0),
        ("1天3小时20分", 1640.0),
        ("1小时20分30秒", 80.5),
        ("1小时零5分", 65.0),
        ("2个小时", 120.0),
        ("95分钟", 95.0),
        ("９５分钟", 95.0),
        ("1,440分钟", 1440.0),
        ("90秒", 1.5),
        ("1.5h", 90.0),
        ("2 d 3 h", 3060.0),
        ("2d3h4m", 3064.0),
        ("3d", 4320.0),
        ("1 hour, 20 minutes and 30 seconds", 80.5),
        ("45 mins", 45.0),
        ("26:30:00", 1590.0),
        ("26:30", 1590.0),
        ("0:00:30.5", 30.5 / 60.0),
        ("１：０５", 65.0),
        ("1 day, 2:03:00", 1563.0),
        ("2 days 03:00:00", 3060.0),
        ("1天 2:00", 1560.0),
        ("-1 day, 23:59:00", -1.0),
        ("-1 days +23:59:00", -1.0),
        ("PT1H30M", 90.0),
        ("P3D", 4320.0),
        ("P1DT2H", 1560.0),
        ("P1W", 10_080.0),
        ("PT0S", 0.0),
        ("-PT1.5H", -90.0),
        ("-95分钟", -95.0),
        ("-26:30", -1590.0),
        ("'45min", 45.0),
    ];
    for (text, minutes) in cases {
        assert_eq!(read(text, None), Some(minutes), "{text}");
    }
}

#[test]
fn a_bare_number_needs_a_unit_and_a_unit_of_its_own_wins() {
    assert_eq!(read("90", None), None);
    assert_eq!(read("90", Some(DurationUnit::Seconds)), Some(1.5));
    assert_eq!(read("-1.5", Some(DurationUnit::Hours)), Some(-90.0));
    assert_eq!(read("1,440", Some(DurationUnit::Minutes)), Some(1440.0));
    assert_eq!(read("2", Some(DurationUnit::Days)), Some(2880.0));
    assert_eq!(read("90分钟", Some(DurationUnit::Hours)), Some(90.0));
}

#[test]
fn what_is_no_length_is_not_read() {
    for text in [
        "3个工作日",
        "3工作日",
        "1周",
        "1w",
        "1个月",
        "2年",
        "P1Y",
        "P1M",
        "PT",
        "P",
        "P1DT",
        "PT1D",
        "P1H",
        "PT1M1H",
        "半天",
        "30分2小时",
        "1.5小时20分",
        "1小时2小时",
        "1天,",
        "26:60",
        "26:3",
        "26:30:61",
        ":30",
        "1:2:3:4",
        "约3天",
        "3天左右",
        "-2 days 03:00:00",
        "1,5h",
        "--3d",
        "天",
        "¥5",
        "5%",
        "1 02:03:04",
        "1h and",
        "",
        "-",
    ] {
        assert_eq!(read(text, Some(DurationUnit::Minutes)), None, "{text}");
    }
}

proptest! {
    #[test]
    fn every_form_reads_back(
        days in 0_u32..400, hours in 0_u32..24, minutes in 0_u32..60, seconds in 0_u32..60,
    ) {
        let total = ((days * 24 + hours) * 60 + minutes) as f64 + f64::from(seconds) / 60.0;
        let all_hours = days * 24 + hours;
        for text in [
            format!("{days}天{hours}小时{minutes}分{seconds}秒"),
            format!("{days} 天 {hours} 小时 {minutes} 分钟 {seconds} 秒钟"),
            format!("{days}d {hours}h {minutes}m {seconds}s"),
            format!("{days} days, {hours} hours, {minutes} minutes, {seconds} seconds"),
            format!("{days} days {hours:02}:{minutes:02}:{seconds:02}"),
            format!("{days} day, {hours}:{minutes:02}:{seconds:02}"),
            format!("{all_hours}:{minutes:02}:{seconds:02}"),
            format!("P{days}DT{hours}H{minutes}M{seconds}S"),
            format!("PT{all_hours}H{minutes}M{seconds}S"),
        ] {
            let found = read(&text, None);
            prop_assert!(found.is_some_and(|found| (found - total).abs() < 1e-6), "{} {:?}", text, found);
        }
    }

    #[test]
    fn no_bytes_panic(text in proptest::collection::vec(any::<u8>(), 0..40)) {
        let _ = parse_duration(&text, Some(DurationUnit::Days));
    }

    #[test]
    fn no_text_panics(text in "[-P']?[0-9.,:天小时分秒dhmsTDHMS +]{0,16}", header in ".{0,20}") {
        let read = read(&text, DurationUnit::of_header(&header));
        prop_assert!(read.is_none_or(f64::is_finite));
    }
}
