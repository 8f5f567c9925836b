//! What of a row's or a cell's text may be quoted.
//!
//! Owns the judgement by content alone. Refuses to ask a cell's column: in a row with a cell too many
//! or too few every position lies, and a name stands where a date belongs.

use std::borrow::Cow;

use super::numbers::{Moments, is_digit, mask_numbers};

/// Longest quotation kept of a row or a cell, in characters.
const LONGEST: usize = 200;
const HIDDEN: &str = "***";
/// Letters that may stand before the digits of an id: `TS000012345`.
const LONGEST_ID_PREFIX: usize = 6;

/// A row's cells joined by ` | `; unless `unmask`, only ids, dates, times and numbers are shown, and
/// long numbers without their middle.
pub fn quote_row<'a>(cells: impl Iterator<Item = Cow<'a, [u8]>>, unmask: bool) -> String {
    const MOST: usize = 200;
    let cells: Vec<String> = cells
        .take(MOST)
        .map(|cell| {
            let text = String::from_utf8_lossy(&cell);
            let text = text.trim();
            if unmask || text.is_empty() { text.to_owned() } else { quote_row_cell(text) }
        })
        .collect();
    shorten(&cells.join(" | "))
}

/// A cell's text. Unless `unmask`, numbers that may be a phone, ID or account number lose their
/// middle, and words beside such a number or an e-mail address, most likely a name, are starred.
#[must_use]
pub fn quote_cell(text: &[u8], unmask: bool) -> Box<str> {
    let text = String::from_utf8_lossy(text);
    let text = if unmask { text.into_owned() } else { mask_cell(&text) };
    shorten(&text).into_boxed_str()
}

fn quote_row_cell(text: &str) -> String {
    if is_plain_value(text) { mask_numbers(text, Moments::AnyLook) } else { HIDDEN.to_owned() }
}

/// Whether the text has the look of an id, a date, a time or a number.
fn is_plain_value(text: &str) -> bool {
    let body = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    // Letters are one byte each.
    text.len() - body.len() <= LONGEST_ID_PREFIX
        && body.chars().any(is_digit)
        && body.chars().all(|letter| is_digit(letter) || "-_/:. T年月日时分秒".contains(letter))
}

fn mask_cell(text: &str) -> String {
    if text.contains(['@', '\u{ff20}']) {
        // An address is made of digits as often as of letters: 12345@qq.com.
        return text.chars().map(|letter| if letter.is_alphanumeric() { '*' } else { letter }).collect();
    }
    let masked = mask_numbers(text, Moments::AnyLook);
    if masked == text {
        return masked;
    }
    masked.chars().map(|letter| if letter.is_alphabetic() { '*' } else { letter }).collect()
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        text.chars().take(LONGEST).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> String {
        quote_cell(text.as_bytes(), false).into_string()
    }

    #[test]
    fn words_beside_a_number_or_an_address_are_starred() {
        for (text, shown) in [
            ("欧阳锋 139 1111 2222", "*** 139****22"),
            ("Ouyang Feng 13911112222", "****** **** 139****22"),
            ("11010119900307765X", "110****65*"),
            ("a.b@c.com", "*.*@*.***"),
            ("12345@qq.com", "*****@**.***"),
            ("张三\u{ff20}公司", "**\u{ff20}**"),
            ("昨天下午", "昨天下午"),
            ("2025年13月45日", "2025年13月45日"),
            ("下午3点", "下午3点"),
        ] {
            assert_eq!(cell(text), shown, "{text}");
        }
        assert_eq!(&*quote_cell("欧阳锋 13911112222".as_bytes(), true), "欧阳锋 13911112222");
    }

    #[test]
    fn of_a_rejected_row_only_plain_values_are_shown() {
        for (text, shown) in [
            ("C2", "C2"),
            ("TS-2025-01", "TS-2025-01"),
            ("TS000012345", "TS000****45"),
            ("2025-03-04 10:00:00", "2025-03-04 10:00:00"),
            ("2025-03-04T10:00", "2025-03-04T10:00"),
            ("2025年3月4日 10时5分", "2025年3月4日 10时5分"),
            ("3.5", "3.5"),
            ("13911112222", "139****22"),
            ("139-1111-2222", "139****22"),
            ("张三", HIDDEN),
            ("张三1", HIDDEN),
            ("closed", HIDDEN),
            ("a.b@c.com", HIDDEN),
            ("zhangsan88", HIDDEN),
            ("11010119900307765X", HIDDEN),
            ("(010)62345678", HIDDEN),
            ("-", HIDDEN),
            ("年", HIDDEN),
        ] {
            assert_eq!(quote_row_cell(text), shown, "{text}");
        }
    }

    #[test]
    fn quotations_are_bounded() {
        let long = "很".repeat(32_768);
        assert_eq!(quote_cell(long.as_bytes(), true).chars().count(), LONGEST + 1);
    }
}
