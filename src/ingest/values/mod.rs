//! Cell texts to values, by explicit rules: nothing is guessed, nothing turns into null in silence.

mod number;
mod time;

pub(super) use number::parse_number;
pub use time::{DateOrder, TimeCell, TimeRules, parse_time};

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

/// Whether a trimmed cell stands for "no value": empty, a dash, or a database's word for null.
#[inline]
pub(super) fn is_blank(text: &[u8]) -> bool {
    const BLANK_WORDS: [&str; 10] = ["-", "--", "—", "——", "/", "N/A", "NA", "NULL", "None", "\\N"];
    const LONGEST: usize = "——".len();
    text.is_empty()
        || (text.len() <= LONGEST
            && BLANK_WORDS.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes())))
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
        for text in ["", "-", "null", "N/A", "——", "\\N"] {
            assert!(is_blank(text.as_bytes()), "{text}");
        }
        for text in ["0", "无", "nullo", "--1", "未知"] {
            assert!(!is_blank(text.as_bytes()), "{text}");
        }
    }
}
