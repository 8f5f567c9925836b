//! Lengths of time as exports write them, in minutes: `1天3小时`, `26:30:00`, `95分钟`, `PT1H30M`.
//!
//! Refuses working days, months and years, and weeks outside ISO texts: none is a fixed number of minutes
//! (`1w` in an issue tracker is five working days). A bare number needs the unit its header names.

mod clock;
mod header;
mod iso;
mod spelled;
#[cfg(test)]
mod tests;

use super::cursor::Cursor;
use super::number::parse_numeral;
use super::width::in_half_width;
use super::without_text_mark;

/// What a bare number of a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DurationUnit {
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days of 24 hours.
    Days,
}

impl DurationUnit {
    /// The unit a header names; `None` if it names none, two, or one that is no fixed length.
    #[must_use]
    pub fn of_header(header: &str) -> Option<Self> {
        header::unit(header)
    }

    fn minutes(self, amount: f64) -> f64 {
        match self {
            Self::Seconds => amount / 60.0,
            Self::Minutes => amount,
            Self::Hours => amount * 60.0,
            Self::Days => amount * 1440.0,
        }
    }
}

/// Reads a length of time in minutes; a number without a unit by `unit`. The text is trimmed and not blank.
#[must_use]
pub fn parse_duration(text: &[u8], unit: Option<DurationUnit>) -> Option<f64> {
    in_half_width(text, |text| read(Cursor::new(without_text_mark(text)), unit))
}

fn read(mut cursor: Cursor<'_>, unit: Option<DurationUnit>) -> Option<f64> {
    let negative = cursor.eat(b"-").is_some();
    if negative {
        cursor.skip_spaces();
    }
    // Only here does a minus not stand for the whole: `-1 day, 23:59:00` is one minute less than nothing.
    if let Some(minutes) = clock::read_with_days(cursor, negative) {
        return Some(minutes);
    }
    let minutes = iso::read(cursor)
        .or_else(|| clock::read(cursor))
        .or_else(|| spelled::read(cursor))
        .or_else(|| Some(unit?.minutes(parse_numeral(cursor.rest(), 0)?)))?;
    Some(if negative { 0.0 - minutes } else { minutes }).filter(|minutes| minutes.is_finite())
}

/// A number with or without separators and decimals, and whether it is whole.
fn amount(cursor: &mut Cursor<'_>) -> Option<(f64, bool)> {
    let text = cursor.rest();
    // A comma that ends the number belongs to the text around it.
    let length = (0..text.len())
        .take_while(|&at| match text[at] {
            b'0'..=b'9' | b'.' => true,
            b',' => text.get(at + 1).is_some_and(u8::is_ascii_digit),
            _ => false,
        })
        .count();
    let number = &text[..length];
    let value = parse_numeral(number, 0)?;
    cursor.skip(length);
    Some((value, !number.contains(&b'.')))
}
