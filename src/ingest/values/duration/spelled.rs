//! Lengths with a unit behind each number: `1天3小时`, `2 d 3 h`, `95分钟`. Owns the words for units.
//!
//! Units fall from left to right and occur once, so `30分2小时` or a list of lengths is refused.

use super::{Cursor, DurationUnit, amount};

/// Longer words first, so that 分钟 is not taken for 分. `3个工作日` fits none of them.
const CHINESE: [(&str, DurationUnit); 11] = [
    ("天", DurationUnit::Days),
    ("日", DurationUnit::Days),
    ("个小时", DurationUnit::Hours),
    ("小时", DurationUnit::Hours),
    ("个钟头", DurationUnit::Hours),
    ("钟头", DurationUnit::Hours),
    ("时", DurationUnit::Hours),
    ("分钟", DurationUnit::Minutes),
    ("分", DurationUnit::Minutes),
    ("秒钟", DurationUnit::Seconds),
    ("秒", DurationUnit::Seconds),
];
const ENGLISH: [(&str, DurationUnit); 18] = [
    ("d", DurationUnit::Days),
    ("day", DurationUnit::Days),
    ("days", DurationUnit::Days),
    ("h", DurationUnit::Hours),
    ("hr", DurationUnit::Hours),
    ("hrs", DurationUnit::Hours),
    ("hour", DurationUnit::Hours),
    ("hours", DurationUnit::Hours),
    ("m", DurationUnit::Minutes),
    ("min", DurationUnit::Minutes),
    ("mins", DurationUnit::Minutes),
    ("minute", DurationUnit::Minutes),
    ("minutes", DurationUnit::Minutes),
    ("s", DurationUnit::Seconds),
    ("sec", DurationUnit::Seconds),
    ("secs", DurationUnit::Seconds),
    ("second", DurationUnit::Seconds),
    ("seconds", DurationUnit::Seconds),
];

/// The whole text as a length in minutes.
pub(super) fn read(mut cursor: Cursor<'_>) -> Option<f64> {
    let mut minutes = 0.0;
    let mut smallest: Option<DurationUnit> = None;
    loop {
        let (value, whole) = amount(&mut cursor)?;
        cursor.skip_spaces();
        let unit = unit_word(&mut cursor)?;
        if smallest.is_some_and(|smallest| unit >= smallest) {
            return None;
        }
        minutes += unit.minutes(value);
        if cursor.at_end() {
            return Some(minutes);
        }
        // Only the last part may have decimals.
        whole.then_some(())?;
        smallest = Some(unit);
        cursor.eat(b",");
        cursor.skip_spaces();
        if cursor.eat_word("and") || cursor.eat_word("零") {
            cursor.skip_spaces();
        }
    }
}

/// Passes the word for a unit.
pub(super) fn unit_word(cursor: &mut Cursor<'_>) -> Option<DurationUnit> {
    let word = cursor.letters();
    let english = ENGLISH.iter().find(|(name, _)| word.eq_ignore_ascii_case(name.as_bytes()));
    if let Some((_, unit)) = english {
        cursor.skip(word.len());
        return Some(*unit);
    }
    cursor.eat_meaning(&CHINESE)
}
