//! Lengths written like a clock: `26:30:00`, `26:30`, `1 day, 2:03:04`. Hours may go beyond 24.

use super::spelled::unit_word;
use super::{Cursor, DurationUnit};

/// Hours, minutes and perhaps seconds, to the end of the text.
pub(super) fn read(mut cursor: Cursor<'_>) -> Option<f64> {
    let (hours, _) = cursor.number(6)?;
    cursor.eat(b":")?;
    let mut minutes = f64::from(hours) * 60.0 + f64::from(sixtieths(&mut cursor)?);
    if cursor.eat(b":").is_some() {
        minutes += (f64::from(sixtieths(&mut cursor)?) + fraction(&mut cursor)?) / 60.0;
    }
    cursor.at_end().then_some(minutes)
}

/// Days before a clock.
///
/// A minus before the days is theirs alone in what Python (`-1 day, 23:59:00`) and pandas
/// (`-1 days +23:59:00`) write. Without their comma or second sign it could mean either and is refused.
pub(super) fn read_with_days(mut cursor: Cursor<'_>, negative: bool) -> Option<f64> {
    let (days, _) = cursor.number(6)?;
    cursor.skip_spaces();
    (unit_word(&mut cursor)? == DurationUnit::Days).then_some(())?;
    let comma = cursor.eat(b",").is_some();
    cursor.skip_spaces();
    let sign = cursor.eat(b"+-");
    if negative && !comma && sign.is_none() {
        return None;
    }
    let days = DurationUnit::Days.minutes(f64::from(days));
    let clock = read(cursor)?;
    Some(if negative { 0.0 - days } else { days } + if sign == Some(b'-') { 0.0 - clock } else { clock })
}

/// Two digits below 60.
fn sixtieths(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.number(2).filter(|&(value, digits)| digits == 2 && value < 60).map(|(value, _)| value)
}

/// Decimals of a second.
fn fraction(cursor: &mut Cursor<'_>) -> Option<f64> {
    if cursor.eat(b".,").is_none() {
        return Some(0.0);
    }
    let (fraction, digits) = cursor.number(9)?;
    Some(f64::from(fraction) / 10_f64.powi(i32::try_from(digits).ok()?))
}
