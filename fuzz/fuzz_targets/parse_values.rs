//! Any text read as a time, a number and a length of time: no panic, and whatever is read is in bounds.

#![no_main]

use hearback::ingest::{
    DateOrder, DurationUnit, TimeForm, TimeReading, TimeRules, YearLast, parse_duration, parse_number,
    read_time,
};
use hearback::model::Zone;
use libfuzzer_sys::fuzz_target;

/// 1900-01-01 and 2200-01-01 with a day to spare for zones.
const YEARS: std::ops::Range<i64> = -2_209_075_200_000..7_258_204_800_000;
const ORDERS: [YearLast; 5] = [
    YearLast::Unknown,
    YearLast::Inferred(DateOrder::Mdy),
    YearLast::Inferred(DateOrder::Dmy),
    YearLast::Named(DateOrder::Mdy),
    YearLast::Named(DateOrder::Dmy),
];

fuzz_target!(|bytes: &[u8]| {
    for epoch_1904 in [false, true] {
        let read = ORDERS.map(|year_last| {
            let reading = read_time(bytes, TimeRules { zone: Zone::BEIJING, year_last, epoch_1904 });
            if let TimeReading::Time { cell, form, .. } = reading {
                assert!(YEARS.contains(&cell.at));
                assert_eq!(TimeForm::ALL[form.index()], form);
            }
            reading
        });
        // A cell that is certain alone is the same moment in whatever order the column proves.
        if let TimeReading::Time { cell, day_month, .. } = read[0] {
            for inferred in [read[1], read[2]] {
                assert!(matches!(inferred, TimeReading::Time { cell: other, .. } if other == cell));
                assert_eq!(inferred.day_month(), day_month);
            }
        }
        // No order turns a doubt into something unreadable, or makes one.
        let doubtful = read.map(|reading| reading == TimeReading::EitherOrder);
        assert!(!doubtful[1..].contains(&true));
    }
    assert!(parse_number(bytes).is_none_or(f64::is_finite));
    let alone = parse_duration(bytes, None);
    for unit in [DurationUnit::Seconds, DurationUnit::Minutes, DurationUnit::Hours, DurationUnit::Days] {
        let read = parse_duration(bytes, Some(unit));
        assert!(read.is_none_or(f64::is_finite));
        // A unit in the text wins over the header's.
        assert!(alone.is_none() || alone == read);
    }
    if let Ok(header) = std::str::from_utf8(bytes) {
        let _ = DurationUnit::of_header(header);
    }
});
