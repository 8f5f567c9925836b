//! What of a row's or a cell's text may be quoted.
//!
//! Owns the judgement by content alone. Refuses to ask a cell's column: in a row with a cell too many
//! or too few every position lies, and a name stands where a date belongs.

use std::borrow::Cow;

/// Longest quotation kept of a row or a cell, in characters.
const LONGEST: usize = 200;
const HIDDEN: &str = "***";
/// Digits from which a number may be a phone (7, without area code), ID or account number.
const PERSONAL_DIGITS: usize = 7;
/// Characters between two digits up to which they are read as one number: `139 - 1111`.
const WIDEST_GAP: usize = 3;
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
    if is_plain_value(text) { mask_numbers(text) } else { HIDDEN.to_owned() }
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
    let masked = mask_numbers(text);
    if masked == text {
        return masked;
    }
    masked.chars().map(|letter| if letter.is_alphabetic() { '*' } else { letter }).collect()
}

/// Hides the middle of numbers long enough to be a phone, ID or account number, however they are
/// grouped; dates and spreadsheet day numbers stay readable, because they are what an auditor needs.
fn mask_numbers(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        if !is_digit(letter) {
            masked.push(letter);
            at += 1;
            continue;
        }
        let readable = readable_end(&letters, &digit_groups(&letters, at, 3));
        // What follows a date is looked at again: it may be a phone.
        let end = readable.unwrap_or_else(|| {
            digit_groups(&letters, at, usize::MAX).last().map_or(at + 1, |group| group.end)
        });
        let run = &letters[at..end];
        let digits: Vec<char> = run.iter().copied().filter(|&letter| is_digit(letter)).collect();
        if readable.is_none() && digits.len() >= PERSONAL_DIGITS {
            masked.extend(&digits[..3]);
            masked.push_str("****");
            masked.extend(&digits[digits.len() - 2..]);
        } else {
            masked.extend(run);
        }
        at = end;
    }
    masked
}

/// Digits in a row, by position.
type Group = std::ops::Range<usize>;

/// The first `most` groups of digits from `start` on that no more than a few separators part.
fn digit_groups(letters: &[char], start: usize, most: usize) -> Vec<Group> {
    let length = |from: usize, fits: fn(char) -> bool| {
        letters[from..].iter().take_while(|&&letter| fits(letter)).count()
    };
    let mut groups = Vec::new();
    let mut at = start;
    loop {
        let end = at + length(at, is_digit);
        groups.push(at..end);
        let gap = length(end, is_separator);
        at = end + gap;
        let ends = gap == 0 || gap > WIDEST_GAP || !letters.get(at).copied().is_some_and(is_digit);
        if ends || groups.len() == most {
            return groups;
        }
    }
}

/// Where the date or the spreadsheet's day number ends that the first three groups begin with.
fn readable_end(letters: &[char], groups: &[Group]) -> Option<usize> {
    let year = |group: &Group| {
        matches!(
            letters[group.start..group.end].first_chunk().map(|pair| pair.map(narrow)),
            Some(['1', '9'] | ['2', '0'])
        )
    };
    let short = |group: &Group| group.len() <= 2;
    let between = |one: &Group, other: &Group| &letters[one.end..other.start];
    let last = match groups {
        // 20251345, 20251345100000
        [whole, ..] if matches!(whole.len(), 8 | 14) && year(whole) => whole,
        // 2025-13-45, 2025-13
        [first, month, rest @ ..] if first.len() == 4 && year(first) && short(month) => {
            rest.first().filter(|day| short(day)).unwrap_or(month)
        }
        // 45-13-2025: the year last, between the same signs
        [day, month, last]
            if short(day)
                && short(month)
                && last.len() == 4
                && year(last)
                && between(day, month) == between(month, last)
                && matches!(between(day, month), ['-' | '.']) =>
        {
            last
        }
        // 45292.416667
        [day, time] if day.len() == 5 && between(day, time) == ['.'] => time,
        _ => return None,
    };
    Some(last.end)
}

/// The narrow form of a digit of either width.
fn narrow(digit: char) -> char {
    match digit {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(digit) - 0xfee0).unwrap_or(digit),
        digit => digit,
    }
}

fn is_digit(letter: char) -> bool {
    matches!(letter, '0'..='9' | '\u{ff10}'..='\u{ff19}')
}

/// What people put between the digits of one number, in either width, and what cannot be seen there.
fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '-' | '(' | ')' | '+' | '.'
                | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}'
                | '\u{ff08}' | '\u{ff09}' | '\u{ff0b}' | '\u{ff0e}'
                | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}'
        )
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
    fn phones_and_ids_lose_their_middle() {
        for (text, shown) in [
            ("请拨13800138000谢谢", "请拨138****00谢谢"),
            ("11010119900307765X", "110****65X"),
            ("139-1111-2222", "139****22"),
            ("139 1111 2222", "139****22"),
            ("139 - 1111 - 2222", "139****22"),
            ("139.1111.2222", "139****22"),
            ("139\u{2014}1111\u{200b}2222", "139****22"),
            ("+86 139 1111 2222", "+861****22"),
            ("+86-13911112222", "+861****22"),
            ("010-62345678", "010****78"),
            ("(010)62345678", "(010****78"),
            ("\u{ff08}010\u{ff09} 6234 5678", "\u{ff08}010****78"),
            ("010\u{ff0d}62345678", "010****78"),
            ("6234567", "623****67"),
            ("110101 19900307 765X", "110****65X"),
            ("6222 0211 1234 5678 901", "622****01"),
            ("2012 3456 7890 1234", "201****34"),
            ("2012345678901234", "201****34"),
            (
                "\u{ff11}\u{ff13}\u{ff19}\u{ff11}\u{ff11}\u{ff11}\u{ff11}\u{ff12}\u{ff12}\u{ff12}\u{ff12}",
                "\u{ff11}\u{ff13}\u{ff19}****\u{ff12}\u{ff12}",
            ),
        ] {
            assert_eq!(mask_numbers(text), shown, "{text}");
        }
    }

    #[test]
    fn dates_and_short_numbers_stay_readable() {
        for text in [
            "2025年13月45日",
            "20251345",
            "20251345 100000",
            "20251345100000",
            "2025-13-45 10:00",
            "2025-13-45 10:00:00",
            "2025-13-45T10:00:00+08:00",
            "2025/13/45",
            "2025.13.45 10.00.00",
            "1999 13 45",
            "\u{ff12}\u{ff10}\u{ff12}\u{ff15}\u{ff0d}\u{ff11}\u{ff13}\u{ff0d}\u{ff14}\u{ff15}",
            "45-13-2025 10:00",
            "13/45/2025 10:00",
            "45292.5",
            "45292.416666667",
            "10086",
            "第3次",
        ] {
            assert_eq!(mask_numbers(text), text);
        }
    }

    #[test]
    fn a_date_shields_no_phone_behind_it() {
        assert_eq!(mask_numbers("2025-03-04 13911112222"), "2025-03-04 139****22");
        assert_eq!(mask_numbers("20250304 139 1111 2222"), "20250304 139****22");
        assert_eq!(mask_numbers("2025-03-13911112222"), "2025-03-139****22");
        assert_eq!(mask_numbers("04-03-2025 139-1111-2222"), "04-03-2025 139****22");
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
    fn a_cell_of_many_dates_takes_no_quadratic_time() {
        let long = "2025-01-01 ".repeat(100_000);
        assert_eq!(mask_numbers(&long), long);
    }

    #[test]
    fn quotations_are_bounded() {
        let long = "很".repeat(32_768);
        assert_eq!(quote_cell(long.as_bytes(), true).chars().count(), LONGEST + 1);
    }
}
