//! Points in time as exports write them.
//!
//! Year-first forms are read with `-`, `/`, `.` or 年月日 between the parts, or none (`20240305`,
//! `20240305090700`); the time of day with `:` or 时分秒, 上午/下午 or AM/PM, seconds and fractions
//! optional; a zone (`Z`, `+08:00`) is converted to the policy's. Forms with the year last are read
//! only in an order the user names: `05/03/2024` is two different days.

use crate::model::{DAY_MS, HOUR_MS, MINUTE_MS};

/// The order of day and month where the year stands last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// Month, day, year.
    Mdy,
    /// Day, month, year.
    Dmy,
}

/// What time cells are read by.
#[derive(Clone, Copy, Debug)]
pub struct TimeRules {
    /// The zone of the run, in minutes east of UTC.
    pub offset_minutes: i32,
    /// The order of day and month in year-last forms, if named.
    pub date_order: Option<DateOrder>,
}

/// A time cell's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeCell {
    /// Milliseconds of local time since 1970; for a day-only cell the start of the day.
    pub at: i64,
    /// The cell names a day and no time of day.
    pub day_only: bool,
}

/// Reads a time; `None` if the text is none. The text is trimmed and not blank.
#[must_use]
pub fn parse_time(text: &[u8], rules: TimeRules) -> Option<TimeCell> {
    if text.is_empty() {
        return None;
    }
    if let Some(at) = parse_plain(text) {
        return Some(TimeCell { at, day_only: false });
    }
    let text = std::str::from_utf8(text).ok()?;
    let mut scan = Scan { rest: text };
    let day = scan.date(rules.date_order)?;
    let start_of_day = i64::from(day) * DAY_MS;
    if scan.at_end() {
        return Some(TimeCell { at: start_of_day, day_only: true });
    }
    let time_of_day = scan.time_of_day()?;
    let zone = scan.zone()?;
    scan.at_end().then_some(())?;
    let shift = zone.map_or(0, |zone| i64::from(rules.offset_minutes - zone) * MINUTE_MS);
    Some(TimeCell { at: start_of_day + time_of_day + shift, day_only: false })
}

/// `2024-03-05 09:07:00`, the form nearly all exports use, without any search.
fn parse_plain(text: &[u8]) -> Option<i64> {
    let text: &[u8; 19] = text.try_into().ok()?;
    let separators = text[4] == b'-'
        && text[7] == b'-'
        && (text[10] == b' ' || text[10] == b'T')
        && text[13] == b':'
        && text[16] == b':';
    if !separators {
        return None;
    }
    let pair = |at: usize| -> Option<u32> {
        let (tens, ones) = (text[at].wrapping_sub(b'0'), text[at + 1].wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
    };
    let day = days_from_civil(pair(0)? * 100 + pair(2)?, pair(5)?, pair(8)?)?;
    let (hour, minute, second) = (pair(11)?, pair(14)?, pair(17)?);
    (hour < 24 && minute < 60 && second < 60)
        .then(|| i64::from(day) * DAY_MS + i64::from((hour * 60 + minute) * 60 + second) * 1000)
}

/// Days since 1970-01-01; `None` where the calendar has no such day. Years 1900 to 2199.
fn days_from_civil(year: u32, month: u32, day: u32) -> Option<i32> {
    const BEFORE_MONTH: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    const LENGTH: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    if !(1900..2200).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let index = (month - 1) as usize;
    let length = LENGTH[index] + u32::from(leap && month == 2);
    if day == 0 || day > length {
        return None;
    }
    let past = year - 1;
    let leaps = past / 4 - past / 100 + past / 400;
    let days = past * 365 + leaps + BEFORE_MONTH[index] + u32::from(leap && month > 2) + day - 1;
    i32::try_from(days).ok().map(|days| days - 719_162)
}

struct Scan<'a> {
    rest: &'a str,
}

impl Scan<'_> {
    fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Reads up to `most` digits.
    fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let digits = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.rest.split_at(digits);
        self.rest = rest;
        Some((number.parse().ok()?, digits))
    }

    fn eat(&mut self, any: &[char]) -> Option<char> {
        let found = self.rest.chars().next().filter(|letter| any.contains(letter))?;
        self.rest = &self.rest[found.len_utf8()..];
        Some(found)
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let Some(start) = self.rest.get(..word.len()) else { return false };
        let found = start.eq_ignore_ascii_case(word);
        if found {
            self.rest = &self.rest[word.len()..];
        }
        found
    }

    fn date(&mut self, order: Option<DateOrder>) -> Option<i32> {
        let (first, digits) = self.number(8)?;
        match digits {
            8 => days_from_civil(first / 10_000, first / 100 % 100, first % 100),
            4 => self.date_after_year(first),
            1 | 2 => self.date_before_year(first, order?),
            _ => None,
        }
    }

    fn date_after_year(&mut self, year: u32) -> Option<i32> {
        let separator = self.eat(&['-', '/', '.', '年'])?;
        self.skip_spaces();
        let (month, _) = self.number(2)?;
        let second = self.eat(&['-', '/', '.', '月'])?;
        let matching = if separator == '年' { second == '月' } else { second == separator };
        matching.then_some(())?;
        self.skip_spaces();
        let (day, _) = self.number(2)?;
        if separator == '年' {
            self.eat(&['日', '号'])?;
        }
        days_from_civil(year, month, day)
    }

    fn date_before_year(&mut self, first: u32, order: DateOrder) -> Option<i32> {
        let separator = self.eat(&['/', '-', '.'])?;
        let (second, _) = self.number(2)?;
        self.eat(&[separator])?;
        let (year, digits) = self.number(4)?;
        (digits == 4).then_some(())?;
        match order {
            DateOrder::Mdy => days_from_civil(year, first, second),
            DateOrder::Dmy => days_from_civil(year, second, first),
        }
    }

    /// The time of day in milliseconds.
    fn time_of_day(&mut self) -> Option<i64> {
        if self.eat(&['T', 't']).is_none() {
            self.skip_spaces();
        }
        let mut half = self.half_of_day();
        self.skip_spaces();
        let compact = self.rest.bytes().take_while(u8::is_ascii_digit).count() == 6;
        let (hour, _) = self.number(2)?;
        let part = |scan: &mut Self, before: &[char]| -> Option<Option<u32>> {
            if !compact && scan.eat(before).is_none() {
                return Some(None);
            }
            match scan.number(2) {
                Some((value, _)) if value < 60 => Some(Some(value)),
                // `9时` and `9时7分` end with their unit.
                None if before.contains(&'时') || before.contains(&'分') => Some(None),
                _ => None,
            }
        };
        let minute = part(self, &[':', '\u{ff1a}', '时', '点'])?;
        let second = if minute.is_some() { part(self, &[':', '\u{ff1a}', '分'])? } else { None };
        if second.is_some() {
            self.eat(&['秒']);
        }
        let fraction = if second.is_some() { self.fraction()? } else { 0 };
        self.skip_spaces();
        half = half.or_else(|| self.half_of_day());
        let hour = match half {
            None if hour < 24 => hour,
            Some(Half::Morning) if hour <= 12 => hour % 12,
            Some(Half::Afternoon) if hour <= 12 => hour % 12 + 12,
            // 下午15:00 says the same thing twice.
            Some(Half::Afternoon) if hour < 24 => hour,
            _ => return None,
        };
        Some(
            i64::from(hour) * HOUR_MS
                + i64::from(minute.unwrap_or(0)) * MINUTE_MS
                + i64::from(second.unwrap_or(0)) * 1000
                + fraction,
        )
    }

    fn half_of_day(&mut self) -> Option<Half> {
        if self.eat_word("上午") || self.eat_word("AM") || self.eat_word("A.M.") {
            Some(Half::Morning)
        } else if self.eat_word("下午") || self.eat_word("PM") || self.eat_word("P.M.") {
            Some(Half::Afternoon)
        } else {
            None
        }
    }

    /// Milliseconds; finer parts are cut off.
    fn fraction(&mut self) -> Option<i64> {
        if self.eat(&['.', ',']).is_none() {
            return Some(0);
        }
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 9 {
            return None;
        }
        let (fraction, rest) = self.rest.split_at(digits);
        self.rest = rest;
        format!("{fraction:0<3}").get(..3)?.parse().ok()
    }

    /// Minutes east of UTC; the inner `None` where the text names no zone.
    fn zone(&mut self) -> Option<Option<i32>> {
        self.skip_spaces();
        if self.eat(&['Z', 'z']).is_some() || self.eat_word("UTC") || self.eat_word("GMT") {
            return Some(Some(0));
        }
        let sign = match self.eat(&['+', '-']) {
            None => return Some(None),
            Some('-') => -1,
            Some(_) => 1,
        };
        let (hours, digits) = self.number(2)?;
        self.eat(&[':']);
        let (minutes, minute_digits) = if self.at_end() { (0, 2) } else { self.number(2)? };
        (digits == 2 && minute_digits == 2 && hours <= 14 && minutes < 60).then_some(())?;
        i32::try_from(hours * 60 + minutes).ok().map(|minutes| Some(sign * minutes))
    }
}

enum Half {
    Morning,
    Afternoon,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, NaiveDateTime, Timelike};
    use proptest::prelude::*;

    const HERE: TimeRules = TimeRules { offset_minutes: 480, date_order: None };

    fn read(text: &str, rules: TimeRules) -> Option<String> {
        let cell = parse_time(text.as_bytes(), rules)?;
        let at = chrono::DateTime::from_timestamp_millis(cell.at)?.naive_utc();
        Some(if cell.day_only {
            at.format("%Y-%m-%d").to_string()
        } else {
            at.format("%Y-%m-%d %H:%M:%S%.3f").to_string()
        })
    }

    #[test]
    fn the_forms_of_one_moment() {
        for text in [
            "2024-03-05 09:07:00",
            "2024-03-05T09:07:00",
            "2024/3/5 9:07",
            "2024/03/05 09:07:00",
            "2024.3.5 9:07",
            "2024年3月5日 9时7分",
            "2024年03月05日9时7分0秒",
            "2024年3月5日 上午9:07",
            "20240305 09:07:00",
            "20240305090700",
            "2024-03-05 9:07 AM",
            "2024-03-05 09:07:00.0",
            "2024-03-05T01:07:00Z",
            "2024-03-05T09:07:00+08:00",
            "2024-03-05T09:07:00.000+0800",
            "2024-03-05 02:07:00 +01:00",
            "2024-3-5  9:07:00",
        ] {
            assert_eq!(read(text, HERE).as_deref(), Some("2024-03-05 09:07:00.000"), "{text}");
        }
    }

    #[test]
    fn days_without_a_time() {
        for text in ["2024-03-05", "2024/3/5", "2024年3月5日", "20240305", "2024.03.05"] {
            assert_eq!(read(text, HERE).as_deref(), Some("2024-03-05"), "{text}");
        }
    }

    #[test]
    fn afternoon_and_noon() {
        assert_eq!(read("2024-03-05 下午3:05", HERE).as_deref(), Some("2024-03-05 15:05:00.000"));
        assert_eq!(read("2024-03-05 12:05 AM", HERE).as_deref(), Some("2024-03-05 00:05:00.000"));
        assert_eq!(read("2024-03-05 12:05 PM", HERE).as_deref(), Some("2024-03-05 12:05:00.000"));
        assert_eq!(read("2024年3月5日 9时", HERE).as_deref(), Some("2024-03-05 09:00:00.000"));
    }

    #[test]
    fn year_last_needs_an_order() {
        assert_eq!(read("05/03/2024 09:07", HERE), None);
        let mdy = TimeRules { date_order: Some(DateOrder::Mdy), ..HERE };
        let dmy = TimeRules { date_order: Some(DateOrder::Dmy), ..HERE };
        assert_eq!(read("05/03/2024 09:07:00 PM", mdy).as_deref(), Some("2024-05-03 21:07:00.000"));
        assert_eq!(read("05-03-2024 09:07", dmy).as_deref(), Some("2024-03-05 09:07:00.000"));
        assert_eq!(read("13/03/2024", mdy), None);
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        for text in [
            "2024-13-05",
            "2024-02-30",
            "2023-02-29",
            "2024-03-05 24:00",
            "2024-03-05 09:60",
            "2024-03-05 09:07:00 x",
            "昨天下午",
            "2024",
            "2024-03",
            "0000-00-00 00:00:00",
            "9999-12-31",
            "2024-03/05",
            "45292.5",
            "2024年3月",
            "2024-03-05 09:07:00+99:00",
            "2024-03-05 13:00 AM",
            "١٢٣٤-03-05",
        ] {
            assert_eq!(read(text, HERE), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn plain_times_agree_with_chrono(seconds in -2_208_988_800_i64..7_258_118_400) {
            let at = chrono::DateTime::from_timestamp(seconds, 0).map(|at| at.naive_utc()).unwrap_or_default();
            let text = at.format("%Y-%m-%d %H:%M:%S").to_string();
            prop_assert_eq!(parse_plain(text.as_bytes()), Some(seconds * 1000));
            let loose = format!("{}/{}/{} {}:{}:{}", at.year(), at.month(), at.day(), at.hour(), at.minute(), at.second());
            prop_assert_eq!(parse_time(loose.as_bytes(), HERE).map(|cell| cell.at), Some(seconds * 1000));
        }

        #[test]
        fn any_bytes_agree_with_chrono_or_are_refused(text in "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-5][0-9]") {
            let ours = parse_plain(text.as_bytes());
            let theirs = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").ok()
                .filter(|at| (1900..2200).contains(&at.year()))
                .map(|at| at.and_utc().timestamp_millis());
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn no_text_panics(text in ".{0,30}") {
            let _ = parse_time(text.as_bytes(), TimeRules { date_order: Some(DateOrder::Mdy), ..HERE });
        }
    }
}
