//! JSON that carries nothing a format could take for its own.

use std::fmt::Write as _;

use super::super::safe_text::is_hostile;

/// The same JSON with `<`, `>`, `&`, `-` and everything that steers, hides or turns the reading order as `\u`
/// escapes, and the `_` of `_x` too, which spreadsheets take for an escape of their own. Outside its texts a
/// manifest has none of them, because its numbers are never negative.
pub(super) fn harmless(json: &str) -> String {
    let mut harmless = String::with_capacity(json.len() + json.len() / 8);
    let mut chars = json.chars().peekable();
    while let Some(c) = chars.next() {
        let is_taken = matches!(c, '<' | '>' | '&' | '-') || (c == '_' && chars.peek() == Some(&'x'));
        if !is_taken && !is_hostile(c) {
            harmless.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(harmless, "\\u{unit:04x}");
        }
    }
    harmless
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_reads_the_same() {
        let text = "</script>--><!-- ]]> a&b \u{202e}\u{2028}\0\n\t\u{e0041} 投诉 𠮷 \"\\_x0041_";
        let json = harmless(&serde_json::to_string(text).expect("a text"));
        assert!(!json.contains(['<', '>', '&', '-']) && !json.chars().any(is_hostile), "{json}");
        assert!(json.contains("投诉 𠮷") && !json.contains("_x"));
        assert_eq!(serde_json::from_str::<String>(&json).expect("still JSON"), text);
    }
}
