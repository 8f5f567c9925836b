//! Keeps a spreadsheet from running text of the data as a formula.

use std::borrow::Cow;

/// The text, with a leading `'` when a spreadsheet would take it for a formula.
///
/// Spreadsheets skip blanks and control characters before they look, and Chinese ones take the
/// full-width signs as well. Plain numbers stay numbers: `-3` is not an attack.
#[must_use]
pub fn formula_safe(text: &str) -> Cow<'_, str> {
    let starts_formula = text.starts_with(['\t', '\r'])
        || text.trim_start_matches(is_skipped).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if starts_formula && !is_plain_number(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn is_skipped(c: char) -> bool {
    c.is_whitespace() || super::safe_text::is_hostile(c)
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed() {
        let payloads = [
            "=1+1",
            "=cmd|' /C calc'!A0",
            "+1+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\tplain",
            "\n=1",
            "  =1",
            "\u{a0}=1",
            "\u{3000}＝1+1",
            "\u{feff}=1",
            "\u{200b}@x",
            "\0=1",
            "＝HYPERLINK(\"http://x\")",
            "＋1",
            "－1",
            "＠x",
            "-",
            "--1",
            "-1e5",
            "-1.",
            "+86 138",
        ];
        for text in payloads {
            assert_eq!(formula_safe(text), format!("'{text}"), "{text:?}");
        }
    }

    #[test]
    fn numbers_and_words_stay_as_they_are() {
        for text in ["", "-3", "-0.5", "+3", "12", "TS-0001", "a=b", "'=1", "张三", "3-5", "1.5"] {
            assert!(matches!(formula_safe(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
