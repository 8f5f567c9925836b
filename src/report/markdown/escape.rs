//! Text of the data in Markdown: shown as it is, never a link, a mark or an element.

use std::fmt::Write as _;

use super::super::safe_text;

/// Characters of a text that are shown, and of a cell.
const LONGEST_TEXT: usize = 2_000;
const LONGEST_CELL: usize = 240;
/// Characters of a cell with sentences, such as the text of a rule.
const LONGEST_PROSE: usize = 8_000;

/// A paragraph, a heading or an item.
pub(super) fn text(text: &str) -> String {
    let mut escaped = escaped(text, LONGEST_TEXT);
    if starts_a_block(&escaped) {
        escaped.insert(0, '\\');
    }
    escaped
}

/// A cell of a table; a long one ends in an ellipsis.
pub(super) fn cell(text: &str) -> String {
    escaped(text, LONGEST_CELL)
}

/// A cell of a table that holds sentences or words of the program, which are not cut.
pub(super) fn prose(text: &str) -> String {
    escaped(text, LONGEST_PROSE)
}

/// Lists and rules begin with signs that are harmless elsewhere.
fn starts_a_block(text: &str) -> bool {
    text.starts_with(['-', '+', '=', ' ']) || is_numbered(text)
}

fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && rest.starts_with(['.', ')']) && text.len() - rest.len() < 10
}

fn escaped(text: &str, most: usize) -> String {
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let mut escaped = String::with_capacity(end + 8);
    let safe = safe_text(&text[..end]);
    for (at, c) in safe.char_indices() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // An empty comment keeps a name from being called and an address from becoming a link.
            '@' => escaped.push_str("@<!-- -->"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '~' | '$' | '#' | '!' => {
                let _ = write!(escaped, "\\{c}");
            }
            ':' if begins_address(&safe[at..]) => escaped.push_str("\\:"),
            '.' if ends_in_www(&safe[..at]) => escaped.push_str("\\."),
            c => escaped.push(c),
        }
    }
    if end < text.len() {
        escaped.push('…');
    }
    escaped
}

fn begins_address(rest: &str) -> bool {
    rest[1..].starts_with(|c: char| !c.is_whitespace() && !c.is_ascii_digit())
}

fn ends_in_www(before: &str) -> bool {
    before.len() >= 3 && before.as_bytes()[before.len() - 3..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        let cases = [
            ("a|b", "a\\|b"),
            ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
            ("[x](javascript:alert(1))", "\\[x\\](javascript\\:alert(1))"),
            ("https://x.test www.x.test", "https\\://x.test www\\.x.test"),
            ("a@b.test", "a@<!-- -->b.test"),
            (
                "**b** _i_ `c` ~~d~~ $e$ #1 ![i](u)",
                "\\*\\*b\\*\\* \\_i\\_ \\`c\\` \\~\\~d\\~\\~ \\$e\\$ \\#1 \\!\\[i\\](u)",
            ),
            ("one\ntwo", "one⏎two"),
            ("10:30:00", "10:30:00"),
            ("\u{202e}x", "\\\\u\\{202e\\}x"),
        ];
        for (given, shown) in cases {
            assert_eq!(cell(given), shown);
        }
        assert_eq!(text("- a"), "\\- a");
        assert_eq!(text("1. a"), "\\1. a");
    }
}
