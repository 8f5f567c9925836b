//! Any text read as a time: no panic, and whatever is read lies in the years that are read.

#![no_main]

use hearback::ingest::{DateOrder, TimeRules, parse_time};
use libfuzzer_sys::fuzz_target;

/// 1900-01-01 and 2200-01-01 with a day to spare for zones.
const YEARS: std::ops::Range<i64> = -2_209_075_200_000..7_258_204_800_000;

fuzz_target!(|bytes: &[u8]| {
    for date_order in [None, Some(DateOrder::Mdy), Some(DateOrder::Dmy)] {
        if let Some(time) = parse_time(bytes, TimeRules { offset_minutes: 480, date_order }) {
            assert!(YEARS.contains(&time.at));
        }
    }
});
