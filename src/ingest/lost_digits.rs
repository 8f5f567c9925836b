//! Long numbers that a spreadsheet spoilt: it keeps 15 digits and shows `1.10101E+17`.

/// Digits that a spreadsheet keeps of a number.
const KEPT: usize = 15;

/// Whether an id lost digits; `is_number` says that a workbook holds it as a number.
///
/// A number of more than 15 digits whose further digits are all zero was rounded; one with other digits there
/// was written by a program that keeps more, up to 2^53, beyond which it is rounded too. A text in
/// scientific notation is what a spreadsheet showed when it was saved as text.
#[inline]
pub(super) fn has_lost_digits(text: &[u8], is_number: bool) -> bool {
    if is_number {
        return text.len() > KEPT && was_rounded(text);
    }
    // Nearly no id has an E after a digit.
    text.first().is_some_and(u8::is_ascii_digit) && text.len() >= 5 && is_scientific(text)
}

fn was_rounded(text: &[u8]) -> bool {
    const EXACT: u64 = 1 << 53;
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.len() <= KEPT || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let value = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<u64>().ok());
    value.is_none_or(|value| value > EXACT) || digits[KEPT..].iter().all(|&digit| digit == b'0')
}

/// `1.23E+17`, with fewer digits than the number has.
fn is_scientific(text: &[u8]) -> bool {
    let Some(at) = memchr::memchr2(b'E', b'e', text) else { return false };
    let (mantissa, exponent) = (&text[..at], &text[at + 1..]);
    let Some(exponent) = exponent.strip_prefix(b"+") else { return false };
    let digits = mantissa.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_number = mantissa.iter().all(|&byte| byte.is_ascii_digit() || byte == b'.')
        && !exponent.is_empty()
        && exponent.iter().all(u8::is_ascii_digit);
    let power = std::str::from_utf8(exponent).ok().and_then(|text| text.parse::<usize>().ok());
    is_number && power.is_none_or(|power| power + 1 > digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_rounded_is_told() {
        assert!(has_lost_digits(b"110101199003070000", true));
        assert!(has_lost_digits(b"1234567890123450", true));
        assert!(has_lost_digits(b"1.10101E+17", false));
        assert!(has_lost_digits(b"1.38E+10", false));
    }

    #[test]
    fn what_kept_its_digits_is_left_alone() {
        for (text, is_number) in [
            (b"110101199003070000".as_slice(), false),
            (b"123456789012345", true),
            (b"1234567890123456", true),
            (b"13800138000", true),
            (b"1E5", false),
            (b"TS1.2E+17", false),
            (b"1.5E+1", false),
            (b"2E+0", false),
        ] {
            let told = has_lost_digits(text, is_number);
            assert!(!told, "{}", String::from_utf8_lossy(text));
        }
    }
}
