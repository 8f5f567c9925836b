//! Cell texts to values, by explicit rules: nothing is guessed, nothing turns into null in silence.
//!
//! Words with a meaning (是, 已办结) are not read here: the policy's vocabulary says what they mean.

mod cursor;
mod duration;
mod number;
mod time;
mod width;

pub use duration::{DurationUnit, parse_duration};
pub use number::parse_number;
pub use time::{
    DateOrder, DayMonth, DayMonthTally, OrderEvidence, TimeCell, TimeForm, TimeReading, TimeRules, YearLast,
    parse_time, read_time,
};

/// Cuts white space off both ends, the ideographic space and no-break space included.
#[inline]
pub(super) fn trim(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii();
    // The first or last byte of a wide space; hardly a Chinese word begins or ends with one.
    let suspect =
        matches!(text.first(), Some(0xE3 | 0xC2 | 0xEF)) || matches!(text.last(), Some(0x80 | 0xA0 | 0xBF));
    if suspect { trim_wide(text) } else { text }
}

fn trim_wide(mut text: &[u8]) -> &[u8] {
    const WIDE_SPACES: [&[u8]; 3] = ["\u{3000}".as_bytes(), "\u{a0}".as_bytes(), "\u{feff}".as_bytes()];
    while let Some(rest) =
        WIDE_SPACES.iter().find_map(|space| text.strip_prefix(*space).or_else(|| text.strip_suffix(*space)))
    {
        text = rest.trim_ascii();
    }
    text
}

/// Drops the apostrophe by which a spreadsheet keeps a cell as text; other programs export it along.
fn without_text_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"'").map_or(text, trim)
}

/// Whether a trimmed cell stands for "no value": empty, a dash, or a program's word for null.
///
/// `#N/A` does not: it is a formula that failed where a value was due, and VAL002 shows it. Nor do 无
/// (none: an answer), 未知 (unknown: an answer too) or 0.
#[inline]
pub(super) fn is_blank(text: &[u8]) -> bool {
    // One byte tells nearly every cell from all words: no Han character begins like a dash.
    match text.first() {
        None => true,
        Some(b'-' | b'/' | b'?' | b'\\' | b'<' | b'(' | b'[' | b'N' | b'n' | b'U' | b'u' | 0xE2 | 0xEF) => {
            is_null_word(text)
        }
        Some(_) => false,
    }
}

fn is_null_word(text: &[u8]) -> bool {
    let words: &[&str] = match text.len() {
        // Event logs of process mining write `?` for a missing value.
        1 => &["-", "/", "?"],
        2 => &["--", "NA", "\\N"],
        3 => &["—", "–", "－", "N/A", "NaN", "NaT", "nil"],
        4 => &["NULL", "None", "<NA>"],
        6 => &["——", "－－", "(null)", "<null>", "[null]", "<none>"],
        9 => &["undefined"],
        _ => return false,
    };
    words.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_spaces_are_cut_off() {
        assert_eq!(trim("\u{3000} 上海 \u{a0}".as_bytes()), "上海".as_bytes());
        assert_eq!(trim(b"  "), b"");
        assert_eq!(trim("\u{feff}id".as_bytes()), b"id");
    }

    #[test]
    fn words_for_no_value_are_blank_and_nothing_else_is() {
        for text in [
            "",
            "-",
            "?",
            "null",
            "N/A",
            "——",
            "－",
            "\\N",
            "(NULL)",
            "<null>",
            "[null]",
            "nan",
            "NaT",
            "<NA>",
            "undefined",
        ] {
            assert!(is_blank(text.as_bytes()), "{text}");
        }
        for text in ["0", "无", "nullo", "--1", "未知", "#N/A", "??", "否", "暂无", "."] {
            assert!(!is_blank(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_text_mark_is_dropped_once() {
        assert_eq!(without_text_mark(b"' 5"), b"5");
        assert_eq!(without_text_mark(b"''5"), b"'5");
        assert_eq!(without_text_mark(b"5'"), b"5'");
    }
}
