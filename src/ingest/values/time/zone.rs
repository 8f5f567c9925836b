//! The zone behind a time: `Z`, `+08:00`, `+0800`, `+08`, `UTC`, `GMT+8`. Refuses zones by other names: `CST`
//! is Beijing to some and Chicago to others.

use super::Cursor;

/// The widest distance from UTC in use.
const WIDEST: u32 = 14 * 60;

/// Minutes east of UTC, the inner `None` where the text names no zone; `None` for a zone that does not exist.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Option<i32>> {
    cursor.skip_spaces();
    if cursor.at_end() {
        return Some(None);
    }
    if cursor.eat(b"Zz").is_some() {
        return Some(Some(0));
    }
    let named = cursor.eat_word("UTC") || cursor.eat_word("GMT");
    let sign = match cursor.eat(b"+-") {
        None => return Some(named.then_some(0)),
        Some(b'-') => -1,
        Some(_) => 1,
    };
    let (hours, digits) = cursor.number(2)?;
    // `GMT+8` is an hour; a bare `+8` behind a time could be anything.
    if digits == 1 && !named {
        return None;
    }
    let minutes = if cursor.eat(b":").is_some() || cursor.digits() == 2 { two_digits(cursor)? } else { 0 };
    let distance = hours * 60 + minutes;
    (minutes < 60 && distance <= WIDEST).then_some(())?;
    i32::try_from(distance).ok().map(|minutes| Some(sign * minutes))
}

fn two_digits(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.number(2).filter(|(_, digits)| *digits == 2).map(|(value, _)| value)
}
