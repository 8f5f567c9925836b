//! Makes text from the data harmless on a terminal.
//!
//! Owns the list of characters that steer a terminal or the reading order, or that hide. Refuses to
//! drop any: an auditor must see that they were there.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with everything that could steer the terminal, reorder what is read or hide made
/// visible: `\u{1b}` for escape, `⏎` for a line break, `⇥` for a tab.
///
/// Names in rare Han characters (variation selectors, private-use code points) stay as they are.
#[must_use]
pub fn safe_text(text: &str) -> Cow<'_, str> {
    // Most cells are plain ASCII, which a look at the bytes settles.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain || !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => safe.push('⏎'),
            '\t' => safe.push('⇥'),
            c if is_hostile(c) => {
                // Writing to a string cannot fail.
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(c));
            }
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// Whether the character steers a terminal, changes the reading order, or cannot be seen.
pub(super) fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}'
            | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_text_is_not_copied() {
        for text in ["", "城东营业部", "first response overdue", "𠮷田 é ☎️ 100 %", "葛󠄀"] {
            assert!(matches!(safe_text(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn hostile_characters_become_visible() {
        let payloads = [
            ("\u{1b}[2J\u{1b}[31m清屏", "\\u{1b}[2J\\u{1b}[31m清屏"),
            ("\u{1b}]0;title\u{7}", "\\u{1b}]0;title\\u{7}"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("a\0b", "a\\u{0}b"),
            ("a\u{7f}\u{8}b", "a\\u{7f}\\u{8}b"),
            ("one\ntwo\r\nthree\rfour", "one⏎two⏎three⏎four"),
            ("a\tb", "a⇥b"),
            ("gpj\u{202e}exe", "gpj\\u{202e}exe"),
            ("\u{2066}a\u{2069}\u{200e}\u{200f}\u{61c}", "\\u{2066}a\\u{2069}\\u{200e}\\u{200f}\\u{61c}"),
            ("张\u{200b}三\u{feff}", "张\\u{200b}三\\u{feff}"),
            ("a\u{2028}b\u{2029}c\u{85}d", "a\\u{2028}b\\u{2029}c\\u{85}d"),
            ("\u{3164}\u{e0041}", "\\u{3164}\\u{e0041}"),
        ];
        for (text, shown) in payloads {
            assert_eq!(safe_text(text), shown);
        }
    }

    #[test]
    fn nothing_hostile_is_left() {
        let every: String = (0..=0x10_ffff).filter_map(char::from_u32).collect();
        assert!(!safe_text(&every).chars().any(is_hostile));
    }
}
