//! The time of day behind a date. Owns `:`, 时分秒, the halves of the day and fractions of a second.
//!
//! Refuses hours no clock shows (`25:00`), halves that deny the hour (`13:00 AM`), and `晚上12点`, which is
//! midnight to most and noon to some programs.

use super::Cursor;
use super::date::{Date, Layout};
use crate::model::{DAY_MS, HOUR_MS, MINUTE_MS};

/// A part of the day as a word.
#[derive(Clone, Copy)]
enum Half {
    /// 上午, AM: 12 is midnight.
    Morning,
    /// 凌晨: the hours before dawn.
    Night,
    /// 中午: the hours around noon.
    Noon,
    /// 下午, PM: 12 is noon.
    Afternoon,
    /// 晚上: after five.
    Evening,
}

const HALVES: [(&str, Half); 10] = [
    ("AM", Half::Morning),
    ("PM", Half::Afternoon),
    ("上午", Half::Morning),
    ("下午", Half::Afternoon),
    ("A.M.", Half::Morning),
    ("P.M.", Half::Afternoon),
    ("晚上", Half::Evening),
    ("中午", Half::Noon),
    ("凌晨", Half::Night),
    ("早上", Half::Morning),
];

/// Reads the time of day behind `date` in milliseconds, a whole day for `24:00`: the next midnight.
///
/// `apart` says that a space already stands between them.
pub(super) fn after_date(cursor: &mut Cursor<'_>, date: &Date, mut apart: bool) -> Option<i64> {
    let iso = !apart && cursor.eat(b"Tt").is_some();
    if !iso && cursor.eat(b",").is_some() {
        cursor.skip_spaces();
        apart = true;
    }
    let before = if iso { None } else { half_of_day(cursor) };
    cursor.skip_spaces();
    // Digits that follow a date's own at once could be the date's.
    let closed = matches!(date.layout, Layout::Chinese | Layout::Compact);
    if !(apart || iso || closed || before.is_some()) {
        return None;
    }
    let (hour, within) = match cursor.digits() {
        6 => compact(cursor, true)?,
        4 if date.layout == Layout::Compact => compact(cursor, false)?,
        1 | 2 => parts(cursor)?,
        _ => return None,
    };
    let mut ahead = *cursor;
    ahead.skip_spaces();
    let mut half = before;
    if before.is_none() {
        half = half_of_day(&mut ahead);
        if half.is_some() {
            *cursor = ahead;
        }
    }
    // `2024-03-05 9` could be anything; a unit, a `T` or a half of the day makes it an hour.
    let within = within.or_else(|| (iso || half.is_some()).then_some(0))?;
    let at = i64::from(hour_of_day(hour, half)?) * HOUR_MS + within;
    (at <= DAY_MS).then_some(at)
}

fn half_of_day(cursor: &mut Cursor<'_>) -> Option<Half> {
    // Nearly always a digit, a sign or nothing stands here.
    match cursor.rest().first() {
        Some(b'A' | b'a' | b'P' | b'p' | 0x80..) => cursor.eat_meaning(&HALVES),
        _ => None,
    }
}

/// The hour on a clock of 24, which 24 itself is on only as the end of the day.
fn hour_of_day(hour: u32, half: Option<Half>) -> Option<u32> {
    match (half, hour) {
        (None, 0..=24) => Some(hour),
        (Some(Half::Morning), 0..=12) => Some(hour % 12),
        (Some(Half::Night), 0..=6) => Some(hour),
        (Some(Half::Night), 12) => Some(0),
        (Some(Half::Noon), 11..=13) => Some(hour),
        (Some(Half::Noon), 1) => Some(13),
        (Some(Half::Afternoon), 0..=12) => Some(hour % 12 + 12),
        (Some(Half::Evening), 5..=11) => Some(hour + 12),
        // 下午15:00 says the same thing twice.
        (Some(Half::Afternoon), 13..=23) | (Some(Half::Evening), 17..=24) => Some(hour),
        _ => None,
    }
}

/// `0907` or `090700`, with a fraction behind seconds.
fn compact(cursor: &mut Cursor<'_>, seconds: bool) -> Option<(u32, Option<i64>)> {
    let (hour, _) = cursor.number(2)?;
    let mut within = i64::from(sixtieths(cursor)?) * MINUTE_MS;
    if seconds {
        within += i64::from(sixtieths(cursor)?) * 1000 + fraction(cursor)?;
    }
    Some((hour, Some(within)))
}

/// The hour and the milliseconds within it; no milliseconds where nothing says that it is an hour.
fn parts(cursor: &mut Cursor<'_>) -> Option<(u32, Option<i64>)> {
    let (hour, _) = cursor.number(2)?;
    if cursor.eat(b":").is_some() {
        let mut within = i64::from(sixtieths(cursor)?) * MINUTE_MS;
        if cursor.eat(b":").is_some() {
            within += i64::from(sixtieths(cursor)?) * 1000 + fraction(cursor)?;
        }
        return Some((hour, Some(within)));
    }
    let mut ahead = *cursor;
    ahead.skip_spaces();
    if ["时", "時", "点", "點"].iter().any(|unit| ahead.eat_word(unit)) {
        *cursor = ahead;
        return Some((hour, Some(chinese_minutes(cursor)?)));
    }
    Some((hour, None))
}

/// Behind `9时`: `7分`, `7分30秒`, 半, 整 or nothing.
fn chinese_minutes(cursor: &mut Cursor<'_>) -> Option<i64> {
    if cursor.eat_word("整") {
        return Some(0);
    }
    if cursor.eat_word("半") {
        return Some(30 * MINUTE_MS);
    }
    let mut ahead = *cursor;
    ahead.skip_spaces();
    if ahead.digits() == 0 {
        return Some(0);
    }
    *cursor = ahead;
    let mut within = i64::from(sixtieths(cursor)?) * MINUTE_MS;
    let mut ahead = *cursor;
    ahead.skip_spaces();
    if ahead.eat_word("分") {
        *cursor = ahead;
        ahead.skip_spaces();
        if ahead.digits() > 0 {
            within += i64::from(sixtieths(&mut ahead)?) * 1000 + fraction(&mut ahead)?;
            *cursor = ahead;
            ahead.skip_spaces();
            if ahead.eat_word("秒") {
                *cursor = ahead;
            }
        }
    }
    Some(within)
}

/// One or two digits below 60.
fn sixtieths(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.number(2).map(|(value, _)| value).filter(|value| *value < 60)
}

/// Milliseconds behind a point; finer parts are cut off.
fn fraction(cursor: &mut Cursor<'_>) -> Option<i64> {
    if cursor.eat(b".,").is_none() {
        return Some(0);
    }
    let digits = cursor.digits();
    if !(1..=9).contains(&digits) {
        return None;
    }
    let (fraction, read) = cursor.number(3)?;
    cursor.skip(digits - read);
    Some(i64::from(fraction) * [100, 10, 1][read - 1])
}
