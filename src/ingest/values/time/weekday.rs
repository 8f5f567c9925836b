//! Weekdays beside a date: `周二`, `（星期二）`, `Tue,`. Owns their names; whether they agree is judged elsewhere.

use super::Cursor;

const CHINESE: [&str; 5] = ["星期", "周", "週", "礼拜", "禮拜"];
const CHINESE_DAYS: [(&str, u8); 8] =
    [("一", 0), ("二", 1), ("三", 2), ("四", 3), ("五", 4), ("六", 5), ("日", 6), ("天", 6)];
const ENGLISH: [(&str, u8); 17] = [
    ("Mon", 0),
    ("Monday", 0),
    ("Tue", 1),
    ("Tues", 1),
    ("Tuesday", 1),
    ("Wed", 2),
    ("Wednesday", 2),
    ("Thu", 3),
    ("Thur", 3),
    ("Thurs", 3),
    ("Thursday", 3),
    ("Fri", 4),
    ("Friday", 4),
    ("Sat", 5),
    ("Saturday", 5),
    ("Sun", 6),
    ("Sunday", 6),
];

/// Passes a weekday at the start, with the comma and spaces behind it. Monday is 0.
pub(super) fn before_date(cursor: &mut Cursor<'_>) -> Option<u8> {
    let weekday = read(cursor)?;
    cursor.eat(b",.");
    cursor.skip_spaces();
    Some(weekday)
}

/// Passes a weekday behind a date, in brackets or not.
pub(super) fn after_date(cursor: &mut Cursor<'_>) -> Option<u8> {
    let mut ahead = *cursor;
    let bracket = ahead.eat(b"(").is_some();
    let weekday = read(&mut ahead)?;
    if bracket {
        ahead.eat(b")")?;
    }
    *cursor = ahead;
    Some(weekday)
}

fn read(cursor: &mut Cursor<'_>) -> Option<u8> {
    // Nearly always a digit or nothing stands here.
    if cursor.rest().first().is_none_or(u8::is_ascii_digit) {
        return None;
    }
    let word = cursor.letters();
    if word.len() >= 3
        && let Some((_, weekday)) =
            ENGLISH.iter().find(|(name, _)| word.eq_ignore_ascii_case(name.as_bytes()))
    {
        cursor.skip(word.len());
        return Some(*weekday);
    }
    let mut ahead = *cursor;
    CHINESE.iter().any(|word| ahead.eat_word(word)).then_some(())?;
    let weekday = ahead.eat_meaning(&CHINESE_DAYS)?;
    *cursor = ahead;
    Some(weekday)
}
