//! Numbers as offices write them: separators, currency signs, a unit behind.

/// Reads a number; `None` if the text is none. The text is trimmed and not blank.
pub(in crate::ingest) fn parse_number(text: &[u8]) -> Option<f64> {
    const YEN: [char; 3] = ['\u{a5}', '\u{ffe5}', '$'];
    let text = std::str::from_utf8(text).ok()?;
    let text = text.trim_start_matches(YEN).trim_end_matches(['元', '次']).trim();
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ',' | '\u{ff0c}' => {}
            '\u{ff10}'..='\u{ff19}' => plain.push(char::from_digit(letter as u32 - 0xff10, 10)?),
            '\u{ff0e}' => plain.push('.'),
            '0'..='9' | '.' | '-' | '+' | 'e' | 'E' => plain.push(letter),
            _ => return None,
        }
    }
    plain.parse::<f64>().ok().filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_counts() {
        let cases = [
            ("3", 3.0),
            ("1,234.50元", 1234.5),
            ("\u{ffe5}12", 12.0),
            ("\u{ff11}\u{ff12}", 12.0),
            ("3次", 3.0),
            ("-0.5", -0.5),
        ];
        for (text, number) in cases {
            assert_eq!(parse_number(text.as_bytes()), Some(number), "{text}");
        }
    }

    #[test]
    fn words_are_no_numbers() {
        for text in ["三", "1 2", "约3", "nan", "inf", "1e999", "", "0x10"] {
            assert_eq!(parse_number(text.as_bytes()), None, "{text}");
        }
    }
}
