//! What may stand in a cell: text made harmless, moments as serial dates, how much room text takes.
//!
//! Owns the limits of the file format for one cell. Refuses formulas: nothing in a workbook is ever
//! computed by the spreadsheet.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::super::safe_text;
use super::words;
use crate::model::{DAY_MS, Lang, Moment};

/// The most characters (UTF-16 units) a cell holds.
const CELL_UNITS: usize = 32_767;
/// 1970-01-01 as a serial date of the 1900 system.
const EPOCH: f64 = 25_569.0;
/// The first serial date that all spreadsheets agree on (1900-03-01), and the first they cannot write.
const SERIALS: std::ops::Range<f64> = 61.0..2_958_466.0;

/// The text as a cell can hold it: what steers or hides is visible, what is too long is cut with a mark.
pub(super) fn cell_text(text: &str, lang: Lang) -> Cow<'_, str> {
    let safe = safe_text(text);
    // Three bytes of UTF-8 are at most one unit; only longer text has to be counted.
    if safe.len() <= CELL_UNITS || safe.encode_utf16().count() <= CELL_UNITS {
        return safe;
    }
    let mark = words::CUT.get(lang);
    let mut left = CELL_UNITS - mark.encode_utf16().count();
    let mut end = 0;
    for (at, c) in safe.char_indices() {
        match left.checked_sub(c.len_utf16()) {
            Some(rest) => left = rest,
            None => break,
        }
        end = at + c.len_utf8();
    }
    Cow::Owned(format!("{}{mark}", &safe[..end]))
}

/// The serial date of a moment, whole seconds; `None` for what a spreadsheet cannot write as a date.
///
/// Seconds are cut, not rounded: 23:59:59.999 must not read as the next day.
pub(super) fn serial(at: Moment) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "moments of the calendar stay far below 2^53")]
    let days = (at.0.div_euclid(1000) * 1000) as f64 / DAY_MS as f64;
    Some(days + EPOCH).filter(|serial| SERIALS.contains(serial))
}

/// The number as a cell holds it.
#[expect(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
pub(super) fn number(count: u64) -> f64 {
    count as f64
}

/// The character widths the text takes on one line; a Han character takes two.
pub(super) fn width(text: &str) -> f64 {
    f64::from(u32::try_from(text.width()).unwrap_or(u32::MAX))
}

/// The lines the text takes in a column of `columns` character widths.
pub(super) fn lines(text: &str, columns: f64) -> f64 {
    // Words that do not fit leave a gap at the end of their line.
    let room = (columns - 1.2).max(4.0);
    (width(text) * 1.04 / room).ceil().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_is_full_says_so() {
        for (unit, lang) in [("长", Lang::Zh), ("𠮷", Lang::En), ("a", Lang::Zh)] {
            let text = unit.repeat(40_000);
            let cut = cell_text(&text, lang);
            assert!(cut.encode_utf16().count() <= CELL_UNITS);
            assert!(cut.ends_with(words::CUT.get(lang)));
        }
        assert_eq!(cell_text(&"长".repeat(CELL_UNITS), Lang::Zh).chars().count(), CELL_UNITS);
    }

    #[test]
    fn control_characters_are_seen() {
        assert_eq!(cell_text("a\0b\u{202e}c\nd", Lang::Zh), "a\\u{0}b\\u{202e}c⏎d");
    }

    #[test]
    fn moments_become_dates_and_no_day_is_gained() {
        assert_eq!(serial(Moment(0)), Some(25_569.0));
        let end = serial(Moment(DAY_MS - 1)).expect("a date");
        assert!(end < 25_570.0 - 0.9 / 86_400.0);
        assert_eq!(serial(Moment(-3_000_000_000_000)), None);
        assert_eq!(serial(Moment(i64::MAX)), None);
    }
}
