//! Every form of a time, read, refused, and read back against chrono.

use super::*;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use proptest::prelude::*;

const HERE: TimeRules = TimeRules { zone: Zone::BEIJING, year_last: YearLast::Unknown, epoch_1904: false };
const MDY: TimeRules = TimeRules { year_last: YearLast::Named(DateOrder::Mdy), ..HERE };
const DMY: TimeRules = TimeRules { year_last: YearLast::Named(DateOrder::Dmy), ..HERE };
/// 1900 to 2199.
const SECONDS: std::ops::Range<i64> = -2_208_988_800..7_258_118_400;

fn naive(milliseconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp_millis(milliseconds).map(|at| at.naive_utc()).unwrap_or_default()
}

fn read(text: &str, rules: TimeRules) -> Option<String> {
    let cell = parse_time(text.as_bytes(), rules)?;
    let format = if cell.day_only { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M:%S%.3f" };
    Some(naive(cell.at).format(format).to_string())
}

fn form(text: &str, rules: TimeRules) -> Option<TimeForm> {
    match read_time(text.as_bytes(), rules) {
        TimeReading::Time { form, .. } => Some(form),
        TimeReading::EitherOrder | TimeReading::NoTime => None,
    }
}

#[test]
fn the_forms_of_one_moment() {
    for text in [
        "2024-03-05 09:07:00",
        "2024-03-05T09:07:00",
        "2024/3/5 9:07",
        "2024/03/05 09:07:00",
        "2024.3.5 9:07",
        "2024/3/5  9:7:0",
        "2024年3月5日 9时7分",
        "2024年03月05日9时7分0秒",
        "2024 年 3 月 5 日 9 时 7 分",
        "2024年3月5号9点7分",
        "2024年3月5日 上午9:07",
        "2024-03-05 9:07上午",
        "2024/3/5 上午 9:07:00",
        "2024/3/5 早上9点07分",
        "2024-03-05 星期二 09:07",
        "2024年3月5日（周二）9:07",
        "2024年3月5日 星期二 上午9:07:00",
        "周二 2024-03-05 09:07",
        "Tue, 05 Mar 2024 09:07:00 +0800",
        "Tuesday, March 5, 2024 9:07 AM",
        "05-Mar-2024 09:07",
        "05-MAR-2024 09:07:00",
        "5/Mar/2024 09:07",
        "Mar 5, 2024 9:07 AM",
        "Mar. 5, 2024, 9:07 a.m.",
        "5 March 2024 09:07",
        "2024-Mar-05 09:07:00",
        "20240305 09:07:00",
        "20240305090700",
        "202403050907",
        "20240305T090700",
        "20240305T010700Z",
        "20240305 0907",
        "2024-03-05 090700",
        "2024-03-05 9:07 AM",
        "2024-03-05 9:07:00\u{202f}AM",
        "2024-03-05, 9:07:00 AM",
        "2024-03-05 09:07:00.0",
        "2024-03-05 09:07:00,000",
        "2024-03-05T01:07:00Z",
        "2024-03-05T01:07Z",
        "2024-03-05 01:07:00 UTC",
        "2024-03-05 09:07:00 GMT+8",
        "2024-03-05 09:07:00 UTC+08:00",
        "2024-03-05T09:07:00+08:00",
        "2024-03-05T09:07:00+08",
        "2024-03-05T09:07:00.000+0800",
        "2024-03-05 02:07:00 +01:00",
        "2024-03-04T20:07:00-0500",
        "2024-3-5  9:07:00",
        "２０２４／３／５　９：０７",
        "2024-03-05 09：07：00",
        "２０２４年３月５日　上午９时７分",
        "'2024-03-05 09:07:00",
        "45356.3798611111",
    ] {
        assert_eq!(read(text, HERE).as_deref(), Some("2024-03-05 09:07:00.000"), "{text}");
    }
}

#[test]
fn days_without_a_time() {
    for text in [
        "2024-03-05",
        "2024/3/5",
        "2024年3月5日",
        "20240305",
        "2024.03.05",
        "2024年3月5日（周二）",
        "2024-03-05 Tue",
        "5 Mar 2024",
        "Mar 5, 2024",
        "05-MAR-2024",
        "星期二，2024年3月5日",
        "45356",
        "45356.0",
        "'20240305",
        "２０２４－０３－０５",
    ] {
        assert_eq!(read(text, HERE).as_deref(), Some("2024-03-05"), "{text}");
    }
}

#[test]
fn the_time_of_day_by_halves_and_words() {
    let cases = [
        ("下午3:05", "15:05"),
        ("下午15:05", "15:05"),
        ("12:05 AM", "00:05"),
        ("12:05 PM", "12:05"),
        ("9 PM", "21:00"),
        ("9时", "09:00"),
        ("9点半", "09:30"),
        ("9点整", "09:00"),
        ("下午3点", "15:00"),
        ("凌晨1:30", "01:30"),
        ("凌晨12:30", "00:30"),
        ("中午12点", "12:00"),
        ("中午1点", "13:00"),
        ("中午11:50", "11:50"),
        ("晚上8点7分", "20:07"),
        ("晚上20:07", "20:07"),
        ("23时59分", "23:59"),
    ];
    for (text, clock) in cases {
        let expected = format!("2024-03-05 {clock}:00.000");
        assert_eq!(read(&format!("2024-03-05 {text}"), HERE), Some(expected), "{text}");
    }
}

#[test]
fn twenty_four_o_clock_is_the_next_midnight() {
    for text in [
        "2024-02-28 24:00",
        "2024-02-28 24:00:00",
        "2024-02-28T24:00:00",
        "2024年2月28日24时",
        "2024-02-28 晚上24:00",
    ] {
        assert_eq!(read(text, HERE).as_deref(), Some("2024-02-29 00:00:00.000"), "{text}");
    }
    for text in ["2024-02-28 24:01", "2024-02-28 24:00:00.001", "2024-02-28 25:00", "2024-02-28 下午24:00"]
    {
        assert_eq!(read(text, HERE), None, "{text}");
    }
}

#[test]
fn fractions_are_cut_off_at_the_millisecond() {
    for (text, milliseconds) in [(".5", ".500"), (",25", ".250"), (".1239", ".123"), (".123456789", ".123")] {
        let expected = format!("2024-03-05 09:07:00{milliseconds}");
        assert_eq!(read(&format!("2024-03-05 09:07:00{text}"), HERE), Some(expected), "{text}");
    }
}

#[test]
fn year_last_is_read_where_only_one_day_is_possible() {
    assert_eq!(read_time(b"05/03/2024 09:07", HERE), TimeReading::EitherOrder);
    assert_eq!(read("3/25/2024 9:07:00 AM", HERE).as_deref(), Some("2024-03-25 09:07:00.000"));
    assert_eq!(read("25.3.2024", HERE).as_deref(), Some("2024-03-25"));
    assert_eq!(read("3-3-2024", HERE).as_deref(), Some("2024-03-03"));
    // A text that is no time anyway is no doubt about its order.
    for text in [
        "05/03/2024 25:00",
        "05/03/2024 x",
        "0/3/2024",
        "05/03/1024",
        "05/03/24",
        "5/3",
        "13/13/2024",
        "31/02/2024",
    ] {
        assert_eq!(read_time(text.as_bytes(), HERE), TimeReading::NoTime, "{text}");
    }
}

#[test]
fn an_inferred_order_yields_to_a_certain_cell_and_a_named_one_does_not() {
    let inferred = TimeRules { year_last: YearLast::Inferred(DateOrder::Mdy), ..HERE };
    assert_eq!(read("05/03/2024", inferred).as_deref(), Some("2024-05-03"));
    assert_eq!(read("13/03/2024", inferred).as_deref(), Some("2024-03-13"));
    assert_eq!(read("05/03/2024 09:07:00 PM", MDY).as_deref(), Some("2024-05-03 21:07:00.000"));
    assert_eq!(read("05-03-2024 09:07", DMY).as_deref(), Some("2024-03-05 09:07:00.000"));
    assert_eq!(read("13/03/2024", MDY), None);
    assert_eq!(read("3/13/2024", DMY), None);
}

#[test]
fn digits_prove_what_they_prove_under_any_rules() {
    let cases = [
        ("3/25/2024", DayMonth::MonthFirst),
        ("25/3/2024", DayMonth::DayFirst),
        ("3/5/2024", DayMonth::Either),
        ("3/3/2024 9:07", DayMonth::Same),
        ("2024-03-05", DayMonth::Silent),
        ("5 Mar 2024", DayMonth::Silent),
        ("2024-03-05 09:07:00", DayMonth::Silent),
    ];
    let inferred = TimeRules { year_last: YearLast::Inferred(DateOrder::Dmy), ..HERE };
    for (text, proof) in cases {
        for rules in [HERE, inferred, MDY, DMY] {
            let reading = read_time(text.as_bytes(), rules);
            if reading != TimeReading::NoTime {
                assert_eq!(reading.day_month(), proof, "{text} {rules:?}");
            }
        }
    }
}

#[test]
fn forms_are_told_apart() {
    let cases = [
        ("2024-03-05 09:07:00", TimeForm::Plain),
        ("2024-03-05T09:07:00", TimeForm::IsoLocal),
        ("2024-03-05T09:07:00Z", TimeForm::IsoZoned),
        ("20240305T090700+0800", TimeForm::IsoZoned),
        ("2024/3/5 9:07", TimeForm::YearFirst),
        ("2024/3/5", TimeForm::YearFirstDay),
        ("2024年3月5日 9时", TimeForm::Chinese),
        ("2024年3月5日", TimeForm::ChineseDay),
        ("20240305090700", TimeForm::Compact),
        ("20240305", TimeForm::CompactDay),
        ("3/25/2024", TimeForm::MonthDayYear),
        ("25/3/2024", TimeForm::DayMonthYear),
        ("3/3/2024", TimeForm::YearLast),
        ("5-Mar-2024", TimeForm::MonthName),
        ("45356.5", TimeForm::Serial),
    ];
    for (text, expected) in cases {
        assert_eq!(form(text, HERE), Some(expected), "{text}");
    }
    assert_eq!(form("3/3/2024", DMY), Some(TimeForm::DayMonthYear));
}

#[test]
fn day_numbers_count_from_either_epoch() {
    let mac = TimeRules { epoch_1904: true, ..HERE };
    assert_eq!(read("43894", mac).as_deref(), Some("2024-03-05"));
    assert_eq!(read("43894.5", mac).as_deref(), Some("2024-03-05 12:00:00.000"));
    assert_eq!(read("45356.99999999", HERE).as_deref(), Some("2024-03-06 00:00:00.000"));
}

#[test]
fn what_is_no_time_is_not_read() {
    for text in [
        "",
        "2024-13-05",
        "2024-02-30",
        "2023-02-29",
        "2024-03-05 09:60",
        "2024-03-05 09:07:00 x",
        "昨天下午",
        "2024",
        "2024-03",
        "0000-00-00 00:00:00",
        "9999-12-31",
        "2024-03/05",
        "2024年3月",
        "2024年3月5",
        "2024-03-05 09:07:00+99:00",
        "2024-03-05 09:07:00+14:01",
        "2024-03-05 09:07 +8",
        "2024-03-05 09:07 CST",
        "2024-03-05Z",
        "2024-03-05 13:00 AM",
        "2024-03-05 上午9:07 AM",
        "2024-03-05 晚上12点",
        "2024-03-05 中午9点",
        "2024-03-05 凌晨11点",
        "2024-03-05 9",
        "2024-03-05T",
        "2024-03-05,",
        "2024-03-0509:07",
        "2024-03-05 星期三",
        "Wed, 05 Mar 2024",
        "2024-03-05 （周二",
        "05-Mar-24",
        "Mar 2024",
        "5 Mar",
        "32 Mar 2024",
        "Mai 5, 2024",
        "1709600820",
        "1709600820000",
        "12345",
        "99999",
        "2024030509",
        "2024030525",
        "20240305090",
        "202403050960",
        "١٢٣٤-03-05",
        "''2024-03-05",
        "2024-03-05 09:07:00.",
        "2024-03-05 09:07.5",
        "T09:07",
        "09:07:00",
    ] {
        assert_eq!(read_time(text.as_bytes(), HERE), TimeReading::NoTime, "{text}");
    }
    assert_eq!(read_time("2".repeat(10_000).as_bytes(), HERE), TimeReading::NoTime);
}

fn full_width(text: &str) -> String {
    let wide = |letter: char| match letter {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(letter as u32 + 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    text.chars().map(wide).collect()
}

/// What a format keeps of a moment.
#[derive(Clone, Copy)]
enum Keeps {
    Second,
    Minute,
    Day,
}

/// chrono formats, whose texts are read without a named order.
const FORMATS: [(&str, Keeps); 26] = [
    ("%Y-%m-%d %H:%M:%S", Keeps::Second),
    ("%Y-%m-%dT%H:%M:%S", Keeps::Second),
    ("%Y/%-m/%-d %-H:%M:%S", Keeps::Second),
    ("%Y.%m.%d %H:%M", Keeps::Minute),
    ("%Y年%-m月%-d日 %-H时%-M分%-S秒", Keeps::Second),
    ("%Y年%m月%d日%H点%M分", Keeps::Minute),
    ("%Y年%m月%d日 %H:%M:%S", Keeps::Second),
    ("%Y%m%d%H%M%S", Keeps::Second),
    ("%Y%m%d%H%M", Keeps::Minute),
    ("%Y%m%d %H:%M:%S", Keeps::Second),
    ("%Y%m%dT%H%M%S", Keeps::Second),
    ("%d-%b-%Y %H:%M:%S", Keeps::Second),
    ("%b %-d, %Y %-I:%M %p", Keeps::Minute),
    ("%A, %B %d, %Y %I:%M:%S %p", Keeps::Second),
    ("%a, %d %b %Y %H:%M:%S", Keeps::Second),
    ("%Y-%m-%d %a %H:%M", Keeps::Minute),
    ("%-d %B %Y", Keeps::Day),
    ("%Y-%b-%d", Keeps::Day),
    ("%Y-%m-%d %I:%M:%S %p", Keeps::Second),
    ("%Y-%m-%d %p%I:%M:%S", Keeps::Second),
    ("%Y-%m-%dT%H:%M:%S.000+08:00", Keeps::Second),
    ("%Y-%m-%d %H:%M:%S GMT+8", Keeps::Second),
    ("%Y-%m-%d", Keeps::Day),
    ("%Y/%-m/%-d", Keeps::Day),
    ("%Y年%-m月%-d日", Keeps::Day),
    ("%Y%m%d", Keeps::Day),
];

fn kept(seconds: i64, keeps: Keeps) -> TimeCell {
    let unit = match keeps {
        Keeps::Second => 1,
        Keeps::Minute => 60,
        Keeps::Day => 86_400,
    };
    TimeCell { at: seconds.div_euclid(unit) * unit * 1000, day_only: matches!(keeps, Keeps::Day) }
}

proptest! {
    #[test]
    fn every_form_reads_back(seconds in SECONDS) {
        for (format, keeps) in FORMATS {
            let text = naive(seconds * 1000).format(format).to_string();
            let expected = Some(kept(seconds, keeps));
            prop_assert_eq!(parse_time(text.as_bytes(), HERE), expected, "{}", text);
            let wide = full_width(&text);
            prop_assert_eq!(parse_time(wide.as_bytes(), HERE), expected, "{}", wide);
            prop_assert_eq!(parse_time(format!("'{text}").as_bytes(), HERE), expected, "'{}", text);
        }
    }

    #[test]
    fn loose_numbers_read_back(seconds in SECONDS) {
        let at = naive(seconds * 1000);
        let date = format!("{}/{}/{}", at.year(), at.month(), at.day());
        let text = format!("{date} {}:{}:{}", at.hour(), at.minute(), at.second());
        prop_assert_eq!(parse_time(text.as_bytes(), HERE).map(|cell| cell.at), Some(seconds * 1000));
    }

    #[test]
    fn year_last_reads_back_in_its_order(seconds in SECONDS, separator in "[-/.]", padded in any::<bool>()) {
        let at = naive(seconds * 1000);
        let expected = Some(kept(seconds, Keeps::Second));
        let orders = if padded { ["%m/%d/%Y", "%d/%m/%Y"] } else { ["%-m/%-d/%Y", "%-d/%-m/%Y"] };
        for (rules, date, order) in [(MDY, orders[0], DateOrder::Mdy), (DMY, orders[1], DateOrder::Dmy)] {
            let text = at.format(&format!("{} %I:%M:%S %p", date.replace('/', &separator))).to_string();
            prop_assert_eq!(parse_time(text.as_bytes(), rules), expected, "{}", text);
            let inferred = TimeRules { year_last: YearLast::Inferred(order), ..HERE };
            prop_assert_eq!(parse_time(text.as_bytes(), inferred), expected, "{}", text);
            // Without an order: the same day or a doubt, never another day.
            match read_time(text.as_bytes(), HERE) {
                TimeReading::Time { cell, .. } => prop_assert_eq!(Some(cell), expected),
                reading => {
                    prop_assert_eq!(reading, TimeReading::EitherOrder);
                    prop_assert!(at.day() <= 12 && at.day() != at.month());
                }
            }
        }
    }

    #[test]
    fn zones_are_converted(seconds in SECONDS, zone in -14 * 60..=14 * 60_i32) {
        let Some(offset) = chrono::FixedOffset::east_opt(zone * 60) else { return Ok(()) };
        let Some(utc) = DateTime::from_timestamp(seconds, 0) else { return Ok(()) };
        let there = utc.with_timezone(&offset);
        if (1900..2200).contains(&there.year()) {
            let expected = Some((seconds + 8 * 3600) * 1000);
            for format in ["%Y-%m-%dT%H:%M:%S%:z", "%Y-%m-%d %H:%M:%S %z", "%d %b %Y %H:%M:%S GMT%:z"] {
                let text = there.format(format).to_string();
                prop_assert_eq!(parse_time(text.as_bytes(), HERE).map(|cell| cell.at), expected, "{}", text);
            }
        }
    }

    #[test]
    fn day_numbers_read_back(
        serial in 20_000_i64..73_051, second in 0_i64..86_400, epoch_1904 in any::<bool>(),
    ) {
        let text = format!("{}", serial as f64 + second as f64 / 86_400.0);
        let first = if epoch_1904 { "1904-01-01" } else { "1899-12-30" };
        let first = first.parse::<NaiveDate>().unwrap_or_default().and_time(NaiveTime::MIN);
        let expected = first + chrono::TimeDelta::seconds(serial * 86_400 + second);
        let cell = parse_time(text.as_bytes(), TimeRules { epoch_1904, ..HERE });
        prop_assert_eq!(cell.map(|cell| naive(cell.at)), Some(expected), "{}", text);
        prop_assert_eq!(cell.map(|cell| cell.day_only), Some(second == 0), "{}", text);
    }

    #[test]
    fn plain_times_agree_with_chrono_or_are_refused(
        text in "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-5][0-9]",
    ) {
        let theirs = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").ok()
            .filter(|at| (1900..2200).contains(&at.year()))
            .map(|at| at.and_utc().timestamp_millis());
        prop_assert_eq!(plain::read(text.as_bytes()).map(|(at, _)| at), theirs);
    }

    #[test]
    fn no_bytes_panic(text in proptest::collection::vec(any::<u8>(), 0..60)) {
        for rules in [HERE, MDY] {
            let _ = read_time(&text, rules);
        }
    }

    #[test]
    fn no_text_panics(text in "['０周A-Z]{0,3}[0-9]{0,5}[-/.年 T月日:：时分APMZ+（）0-9a-z上下午]{0,24}") {
        for rules in [HERE, MDY, DMY] {
            let reading = read_time(text.as_bytes(), rules);
            if let TimeReading::Time { cell, .. } = reading {
                prop_assert!(cell.at.div_euclid(1000) >= SECONDS.start - 86_400);
                prop_assert!(cell.at.div_euclid(1000) <= SECONDS.end + 86_400);
            }
        }
    }
}

#[test]
fn a_zone_of_its_own_is_read_on_the_clock_of_the_run() {
    let at = |zone: &str, text: &str| {
        let rules = TimeRules { zone: Zone::parse(zone).expect(zone), ..HERE };
        parse_time(text.as_bytes(), rules).map(|cell| crate::model::Moment(cell.at).display())
    };
    for (zone, text, shown) in [
        ("Europe/London", "2024-01-05T12:00:00Z", "2024-01-05 12:00:00"),
        ("Europe/London", "2024-07-05T12:00:00Z", "2024-07-05 13:00:00"),
        ("Europe/London", "2024-07-05 12:00 +08:00", "2024-07-05 05:00:00"),
        // The clock is put forward at 01:00 and back at 02:00 of London.
        ("Europe/London", "2024-03-31T00:59:59Z", "2024-03-31 00:59:59"),
        ("Europe/London", "2024-03-31T01:00:00Z", "2024-03-31 02:00:00"),
        ("Europe/London", "2024-10-27T00:30:00Z", "2024-10-27 01:30:00"),
        ("Europe/London", "2024-10-27T01:30:00Z", "2024-10-27 01:30:00"),
        ("Asia/Shanghai", "2024-07-05T12:00:00Z", "2024-07-05 20:00:00"),
        ("-05:30", "2024-07-05T12:00:00Z", "2024-07-05 06:30:00"),
        // Without one it is the clock's own, whatever the zone.
        ("Europe/London", "2024-07-05 12:00:00", "2024-07-05 12:00:00"),
        ("Europe/London", "2024/7/5 12:00", "2024-07-05 12:00:00"),
    ] {
        assert_eq!(at(zone, text).as_deref(), Some(shown), "{text} in {zone}");
    }
}

#[test]
fn a_wall_time_the_clock_never_showed_is_moved_on() {
    let Some(london) = Zone::parse("Europe/London") else { panic!("London has a clock") };
    let rules = TimeRules { zone: london, ..HERE };
    let at = |text: &str| parse_time(text.as_bytes(), rules).map(|cell| cell.at);
    // The clock was put forward at 01:00 on 30 March 2025.
    assert_eq!(at("2025-03-30 01:30:00"), at("2025-03-30 02:30:00"));
    let written = at("2025年3月30日 01:30");
    assert!(written.is_some() && written == at("2025-03-30 02:30:00"), "{written:?}");
    assert_eq!(
        parse_time(b"2025-03-30 01:30:00", HERE).map(|cell| cell.at),
        at("2025-03-30 00:30:00").map(|at| at + 3_600_000)
    );
}
