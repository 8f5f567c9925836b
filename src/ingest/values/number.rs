//! Numbers as offices write them: separators, currency, 万 and 亿, per cent, a unit behind.
//!
//! Refuses a separator that does not stand before three digits: `1,23` may be a decimal comma.

use super::cursor::{Cursor, space_width};
use super::width::in_half_width;
use super::{trim, without_text_mark};

/// What stands beside an amount of money, before or behind it.
const CURRENCY: [&str; 8] = ["\u{a5}", "\u{ffe5}", "$", "€", "人民币", "RMB", "CNY", "元"];
/// What is counted.
const COUNTED: [&str; 4] = ["次", "件", "个", "条"];
/// Words for powers of ten.
const MYRIADS: [(&str, i32); 2] = [("万", 4), ("亿", 8)];

/// Reads a number; `None` if the text is none. The text is trimmed and not blank.
#[must_use]
pub fn parse_number(text: &[u8]) -> Option<f64> {
    // Most counts are a few digits and need none of what follows.
    if text.len() <= 9 && text.iter().all(u8::is_ascii_digit) {
        return Cursor::new(text).number(9).map(|(number, _)| f64::from(number));
    }
    in_half_width(text, |text| read(without_text_mark(text)))
}

fn read(text: &[u8]) -> Option<f64> {
    // Accountants write a loss in brackets.
    if let Some(inner) = text.strip_prefix(b"(").and_then(|text| text.strip_suffix(b")")) {
        return unsigned(trim(inner)).map(|number| 0.0 - number);
    }
    let (mut text, mut sign) = split_sign(text);
    if sign.is_none() && !text.first().is_some_and(u8::is_ascii_digit) {
        // `￥-5` and `-￥5` are both written.
        let mut cursor = Cursor::new(text);
        let currency = CURRENCY.iter().find(|word| cursor.eat_word(word));
        let (rest, inner) = split_sign(trim(cursor.rest()));
        if currency.is_some() && inner.is_some() {
            (text, sign) = (rest, inner);
        }
    }
    let number = unsigned(text)?;
    Some(if sign == Some(b'-') { 0.0 - number } else { number })
}

fn split_sign(text: &[u8]) -> (&[u8], Option<u8>) {
    const MINUS: &[u8] = "\u{2212}".as_bytes();
    match text {
        [sign @ (b'-' | b'+'), rest @ ..] => (trim(rest), Some(*sign)),
        _ => text.strip_prefix(MINUS).map_or((text, None), |rest| (trim(rest), Some(b'-'))),
    }
}

/// An amount with what stands around it, without a sign.
fn unsigned(text: &[u8]) -> Option<f64> {
    if let Some(share) = text.strip_suffix(b"%") {
        return parse_numeral(trim(share), -2);
    }
    if text.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',')) {
        return parse_numeral(text, 0);
    }
    let mut text = text;
    if let Some(rest) = CURRENCY.iter().find_map(|word| strip_prefix(text, word)) {
        text = rest;
    } else if let Some(rest) = COUNTED.iter().find_map(|word| strip_suffix(text, word)) {
        text = rest;
    }
    if let Some(rest) = CURRENCY.iter().find_map(|word| strip_suffix(text, word)) {
        text = rest;
    }
    let myriads = MYRIADS.iter().find_map(|(word, power)| Some((strip_suffix(text, word)?, *power)));
    let (numeral, power) = myriads.unwrap_or((text, 0));
    parse_numeral(numeral, power)
}

fn strip_prefix<'a>(text: &'a [u8], word: &str) -> Option<&'a [u8]> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word.as_bytes()).then(|| trim(rest))
}

fn strip_suffix<'a>(text: &'a [u8], word: &str) -> Option<&'a [u8]> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    end.eq_ignore_ascii_case(word.as_bytes()).then(|| trim(rest))
}

/// Reads digits with separators, a point and an exponent, times ten to `power`.
///
/// The power goes into the text, not the result, so that `12.5%` is the double nearest to 0.125.
pub(super) fn parse_numeral(text: &[u8], power: i32) -> Option<f64> {
    if power == 0 && text.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.')) {
        return std::str::from_utf8(text).ok()?.parse().ok();
    }
    let (mantissa, exponent) = match text.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(at) => (&text[..at], exponent(&text[at + 1..])?),
        None => (text, 0),
    };
    let point = mantissa.iter().position(|byte| *byte == b'.').unwrap_or(mantissa.len());
    let (whole, fraction) = mantissa.split_at(point);
    let fraction = fraction.get(1..).unwrap_or_default();
    let mut plain = String::with_capacity(mantissa.len() + 8);
    push_whole(whole, &mut plain)?;
    plain.push('.');
    push_digits(fraction, &mut plain)?;
    if exponent + power != 0 {
        plain.push('e');
        plain.push_str(&(exponent + power).to_string());
    }
    plain.parse::<f64>().ok().filter(|number| number.is_finite())
}

fn exponent(text: &[u8]) -> Option<i32> {
    let digits = text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text);
    if !(1..=3).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// The digits before the point, in one piece or in groups of three behind the same separator.
fn push_whole(text: &[u8], plain: &mut String) -> Option<()> {
    if text.iter().all(u8::is_ascii_digit) {
        return push_digits(text, plain);
    }
    let first = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    // `0,123` is no thousand: where it is written, the comma is a point.
    if !(1..=3).contains(&first) || text[0] == b'0' {
        return None;
    }
    let (head, mut rest) = text.split_at(first);
    push_digits(head, plain)?;
    let width = if rest[0] == b',' { 1 } else { space_width(rest)? };
    let separator = &rest[..width];
    while !rest.is_empty() {
        let (group, after) = rest.strip_prefix(separator)?.split_at_checked(3)?;
        push_digits(group, plain)?;
        rest = after;
    }
    Some(())
}

fn push_digits(text: &[u8], plain: &mut String) -> Option<()> {
    if !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    plain.extend(text.iter().map(|digit| char::from(*digit)));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_and_counts() {
        let cases = [
            ("3", 3.0),
            ("1,234.50元", 1234.5),
            ("\u{ffe5}12", 12.0),
            ("\u{ff11}\u{ff12}", 12.0),
            ("3次", 3.0),
            ("-0.5", -0.5),
            ("+5", 5.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1.5E3", 1500.0),
            ("1，234，567", 1_234_567.0),
            ("1 234", 1234.0),
            ("1\u{a0}234.5", 1234.5),
            ("'42", 42.0),
            ("－１２．５", -12.5),
            ("\u{2212}3", -3.0),
            ("¥ 1,234", 1234.0),
            ("￥-5", -5.0),
            ("-￥5", -5.0),
            ("€3.5", 3.5),
            ("RMB 3", 3.0),
            ("3 cny", 3.0),
            ("人民币3万元", 30_000.0),
            ("3.5万元", 35_000.0),
            ("1.2亿", 120_000_000.0),
            ("2 万次", 20_000.0),
            ("12.5%", 0.125),
            ("95％", 0.95),
            ("0.1 %", 0.001),
            ("(1,234.50)", -1234.5),
            ("（３）", -3.0),
            ("(￥5)", -5.0),
        ];
        for (text, number) in cases {
            assert_eq!(parse_number(text.as_bytes()), Some(number), "{text}");
        }
    }

    #[test]
    fn words_are_no_numbers() {
        for text in [
            "三",
            "1 2",
            "约3",
            "nan",
            "inf",
            "1e999",
            "",
            "0x10",
            "1,23",
            "1,5",
            "1,2345",
            "0,123",
            "1,234 567",
            "12,34,567",
            "1234,567",
            ",123",
            "1,",
            "1.234,5",
            "1.2.3",
            ".",
            "-",
            "--5",
            "(-5)",
            "()",
            "$",
            "元",
            "%",
            "5%元",
            "￥5次",
            "5%%",
            "万",
            "3千万",
            "1e",
            "e5",
            "5 e3",
            "''5",
            "3-5",
            "10:30",
            "#N/A",
            "1.1.",
        ] {
            assert_eq!(parse_number(text.as_bytes()), None, "{text}");
        }
    }

    fn grouped(number: u64, separator: &str) -> String {
        let digits = number.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(separator);
            }
            text.push(digit);
        }
        text
    }

    proptest! {
        #[test]
        fn any_number_is_read_back(number in prop::num::f64::NORMAL | prop::num::f64::ZERO) {
            prop_assert_eq!(parse_number(format!("{number:e}").as_bytes()), Some(number));
        }

        #[test]
        fn groups_and_per_cents_are_read_back(
            number in 0_u64..10_000_000_000_000, separator in "[, \u{a0}，]",
        ) {
            let text = grouped(number, &separator);
            prop_assert_eq!(parse_number(text.as_bytes()), Some(number as f64), "{}", text);
            let share = format!("-{text}.25%");
            let expected = format!("-{number}.25e-2").parse().ok();
            prop_assert_eq!(parse_number(share.as_bytes()), expected, "{}", share);
        }

        #[test]
        fn no_bytes_panic(text in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = parse_number(&text);
        }

        #[test]
        fn no_text_panics(text in "[-+(（]?[¥￥$]?[0-9，, .'eE]{0,12}[万亿]?[元次%％]?[)）]?") {
            prop_assert!(parse_number(text.as_bytes()).is_none_or(f64::is_finite));
        }
    }
}
