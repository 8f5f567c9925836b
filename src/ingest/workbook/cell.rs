//! A typed cell as the text a person would have typed.

use std::fmt::Write as _;

use calamine::{Data, DataRef, ExcelDateTime};

use super::super::text::RowBuffer;
use super::formats::Midnight;

const DAY: i64 = 86_400_000;

/// Writes cells of one workbook.
#[derive(Debug)]
pub(super) struct CellWriter {
    from_1904: bool,
    /// What looks like a span of time is a moment.
    in_disguise: bool,
    /// Dates show a time of day.
    clock: bool,
    text: String,
}

impl CellWriter {
    pub(super) fn new(from_1904: bool) -> Self {
        Self { from_1904, in_disguise: false, clock: false, text: String::with_capacity(64) }
    }

    /// A writer that knows a whole day from a moment at midnight.
    pub(super) fn with_midnight(from_1904: bool, midnight: &Midnight) -> Self {
        let in_disguise = *midnight == Midnight::InDisguise;
        Self { in_disguise, clock: *midnight == Midnight::Always, ..Self::new(from_1904) }
    }

    /// Says whether the next cell shows a time of day if it is a date.
    pub(super) fn expect_clock(&mut self, clock: bool) {
        self.clock = clock;
    }

    /// Adds the cell to the row.
    #[inline]
    pub(super) fn push(&mut self, cell: &DataRef<'_>, row: &mut RowBuffer) {
        match cell {
            DataRef::SharedString(text) => row.push(text),
            DataRef::String(text) => row.push(text),
            DataRef::Float(number) => self.push_number(*number, row),
            DataRef::DateTime(moment) => self.push_moment(moment, row),
            other => self.push_rare(other, row),
        }
    }

    #[cold]
    fn push_rare(&mut self, cell: &DataRef<'_>, row: &mut RowBuffer) {
        self.text.clear();
        // Writing to a String cannot fail.
        let _ = match cell {
            DataRef::Int(number) => {
                let _ = write!(self.text, "{number}");
                return row.push_number(&self.text);
            }
            DataRef::Bool(value) => self.text.write_str(if *value { "TRUE" } else { "FALSE" }),
            DataRef::Error(error) => write!(self.text, "{}", Data::Error(error.clone())),
            DataRef::DateTimeIso(text) => return row.push(&moment_of_iso(text)),
            DataRef::DurationIso(text) => return row.push(&duration_of_iso(text)),
            _ => Ok(()),
        };
        row.push(&self.text);
    }

    /// Adds a number: the shortest digits that read back the same, never an exponent.
    pub(super) fn push_number(&mut self, number: f64, row: &mut RowBuffer) {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
        if number.fract() == 0.0 && number.abs() < 9e15 {
            return row.push_number(whole(number as i64, &mut [0; 20]));
        }
        self.text.clear();
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{number}");
        row.push_number(&self.text);
    }

    /// Adds a serial number with a format for dates, times or durations.
    fn push_moment(&mut self, moment: &ExcelDateTime, row: &mut RowBuffer) {
        // The last day there is; a format alone makes no date of a phone number.
        const END: f64 = 2_958_466.0;
        let serial = moment.as_f64();
        let is_span = moment.is_duration() && !self.in_disguise;
        if !(-END..END).contains(&serial) || (serial < 0.0 && !is_span) {
            return self.push_number(serial, row);
        }
        // Rounded to the millisecond: a serial number cannot hold most seconds exactly.
        #[expect(clippy::cast_possible_truncation, reason = "within the days just checked")]
        let millis = (serial * 86_400_000.0).round() as i64;
        // A time of day is a fraction of day 0, which the calendar from 1900 does not have.
        let time_only = millis < DAY && (!self.from_1904 || millis > 0);
        if is_span || time_only {
            self.text.clear();
            let _ = write_duration(&mut self.text, millis);
            row.push(&self.text);
        } else {
            let clock = if self.in_disguise { moment.is_duration() } else { self.clock };
            row.push(written_moment(millis, self.from_1904, clock, &mut [0; 23]));
        }
    }
}

fn write_duration(text: &mut String, millis: i64) -> std::fmt::Result {
    let (sign, span) = (if millis < 0 { "-" } else { "" }, millis.abs());
    write!(text, "{sign}{}:{:02}:{:02}", span / 3_600_000, span / 60_000 % 60, span / 1000 % 60)?;
    write_millis(text, span % 1000)
}

/// A whole day is midnight if its format shows a `clock`, else a day without a time.
fn written_moment(millis: i64, from_1904: bool, clock: bool, buffer: &mut [u8; 23]) -> &str {
    let (day, time) = (millis / DAY, millis % DAY);
    // Excel takes 1900 for a leap year: serial 60 is its 29 February, and the days before it count
    // from a later origin.
    let (year, month, day) = match (from_1904, day) {
        (true, day) => civil(day - 24_107),
        (false, 60) => (1900, 2, 29),
        (false, day) => civil(day - 25_569 + i64::from(day < 60)),
    };
    *buffer = *b"0000-00-00 00:00:00.000";
    put(&mut buffer[..4], year);
    put(&mut buffer[5..7], month);
    put(&mut buffer[8..10], day);
    put(&mut buffer[11..13], time / 3_600_000);
    put(&mut buffer[14..16], time / 60_000 % 60);
    put(&mut buffer[17..19], time / 1000 % 60);
    put(&mut buffer[20..], time % 1000);
    let length = if time == 0 && !clock {
        10
    } else if time % 1000 == 0 {
        19
    } else {
        23
    };
    std::str::from_utf8(&buffer[..length]).unwrap_or_default()
}

/// Writes a number over digits, from the right.
fn put(digits: &mut [u8], mut number: i64) {
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(number % 10).unwrap_or(0);
        number /= 10;
    }
}

/// The digits of a whole number; core::fmt takes three times as long.
fn whole(number: i64, buffer: &mut [u8; 20]) -> &str {
    let mut at = buffer.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        buffer[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    std::str::from_utf8(&buffer[at..]).unwrap_or_default()
}

fn write_millis(text: &mut String, millis: i64) -> std::fmt::Result {
    if millis == 0 { Ok(()) } else { write!(text, ".{millis:03}") }
}

/// Year, month and day of a day counted from 1970-01-01 (Hinnant's `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// `2024-03-05T09:07:00.000000000` as `2024-03-05 09:07:00`, and midnight as the day.
pub(super) fn moment_of_iso(text: &str) -> String {
    let Some((day, time)) = text.split_once('T') else { return text.to_owned() };
    let (clock, rest) = match time.split_once('.') {
        Some((clock, fraction)) => {
            let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
            let (fraction, zone) = fraction.split_at(digits);
            let millis = fraction.get(..3).unwrap_or(fraction).trim_end_matches('0');
            let millis = if millis.is_empty() { String::new() } else { format!(".{millis:0<3}") };
            (clock, format!("{millis}{zone}"))
        }
        None => (time, String::new()),
    };
    if rest.is_empty() && matches!(clock, "00:00:00" | "00:00") {
        day.to_owned()
    } else {
        format!("{day} {clock}{rest}")
    }
}

/// `PT36H07M00S` as `36:07:00`; what is no duration stays as it is.
pub(super) fn duration_of_iso(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let parse = || {
        let rest = rest.strip_prefix('P')?;
        let (days, clock) = rest.split_once('T').unwrap_or((rest, ""));
        let mut seconds = 0.0;
        for (part, units) in [
            (days, [('D', 86_400.0), ('D', 0.0), ('D', 0.0)]),
            (clock, [('H', 3600.0), ('M', 60.0), ('S', 1.0)]),
        ] {
            let mut part = part;
            for (unit, factor) in units {
                if let Some((number, after)) = part.split_once(unit) {
                    seconds += number.parse::<f64>().ok()? * factor;
                    part = after;
                }
            }
            if !part.is_empty() {
                return None;
            }
        }
        Some(seconds)
    };
    let Some(seconds) = parse().filter(|&seconds| seconds < 1e12) else { return text.to_owned() };
    let mut written = sign.to_owned();
    #[expect(clippy::cast_possible_truncation, reason = "below 1e15")]
    let _ = write_duration(&mut written, (seconds * 1000.0).round() as i64);
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    fn text(cell: &DataRef<'_>, from_1904: bool) -> (String, bool) {
        let mut row = RowBuffer::default();
        CellWriter::new(from_1904).push(cell, &mut row);
        let record = row.record();
        (String::from_utf8_lossy(&record.cell(0)).into_owned(), record.is_number(0))
    }

    #[test]
    fn numbers_have_no_exponent_and_no_needless_point() {
        for (number, expected) in [
            (3.0, "3"),
            (-0.5, "-0.5"),
            (1.101_011_990_030_7e17, "110101199003070000"),
            (13_800_138_000.0, "13800138000"),
            (1e21, "1000000000000000000000"),
            (1e-7, "0.0000001"),
        ] {
            assert_eq!(text(&DataRef::Float(number), false), (expected.to_owned(), true));
        }
        assert_eq!(text(&DataRef::Int(42), false), ("42".to_owned(), true));
        assert_eq!(text(&DataRef::Bool(true), false), ("TRUE".to_owned(), false));
        assert_eq!(text(&DataRef::Error(calamine::CellErrorType::NA), false), ("#N/A".to_owned(), false));
    }

    #[test]
    fn serial_numbers_become_dates_times_and_durations() {
        let moment = |serial, kind, from_1904| {
            text(&DataRef::DateTime(ExcelDateTime::new(serial, kind, from_1904)), from_1904).0
        };
        assert_eq!(moment(45_356.0, DateTime, false), "2024-03-05");
        assert_eq!(moment(45_356.379_861_111_11, DateTime, false), "2024-03-05 09:07:00");
        assert_eq!(moment(45_355.999_999_999_9, DateTime, false), "2024-03-05");
        assert_eq!(moment(45_356.5 + 0.123 / 86_400.0, DateTime, false), "2024-03-05 12:00:00.123");
        assert_eq!(moment(1.0, DateTime, false), "1900-01-01");
        assert_eq!(moment(59.0, DateTime, false), "1900-02-28");
        assert_eq!(moment(60.0, DateTime, false), "1900-02-29");
        assert_eq!(moment(61.0, DateTime, false), "1900-03-01");
        assert_eq!(moment(0.0, DateTime, true), "1904-01-01");
        assert_eq!(moment(43_894.0, DateTime, true), "2024-03-05");
        assert_eq!(moment(2_958_465.0, DateTime, false), "9999-12-31");
        assert_eq!(moment(0.379_861_111_11, DateTime, false), "9:07:00");
        assert_eq!(moment(1.5, TimeDelta, false), "36:00:00");
        assert_eq!(moment(-0.25, TimeDelta, false), "-6:00:00");
        assert_eq!(moment(13_800_138_000.0, DateTime, false), "13800138000");
        assert_eq!(moment(f64::NAN, DateTime, false), "NaN");
    }

    #[test]
    fn iso_texts_read_alike() {
        assert_eq!(moment_of_iso("2024-03-05T09:07:00.120000000"), "2024-03-05 09:07:00.120");
        assert_eq!(moment_of_iso("2024-03-05T00:00:00"), "2024-03-05");
        assert_eq!(moment_of_iso("2024-03-05"), "2024-03-05");
        assert_eq!(moment_of_iso("2024-03-05T00:00:00Z"), "2024-03-05 00:00:00Z");
        assert_eq!(duration_of_iso("PT09H07M00S"), "9:07:00");
        assert_eq!(duration_of_iso("-PT36H07M00.500S"), "-36:07:00.500");
        assert_eq!(duration_of_iso("P1DT1H"), "25:00:00");
        assert_eq!(duration_of_iso("P1Y"), "P1Y");
    }
}
