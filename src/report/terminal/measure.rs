//! How wide text stands on a terminal, where it may break, and how it is cut.
//!
//! Owns the rules of Chinese and Western line breaking. Refuses to count characters: a Han character
//! takes two columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The terminal columns the text takes.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// The text cut to `width` columns, with `…` in place of the lost start.
pub(super) fn cut_start(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut start = text.len();
    for (at, _) in text.char_indices().rev() {
        if columns(&text[at..]) >= width {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
}

/// Keeps what stands around it on one line, up to a blank or a mark between items, and prints as a blank.
pub(super) const GLUE: char = '\u{a0}';

/// The text in lines of at most `width` columns; a word that is too long for a line is broken.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    if columns(text) <= width {
        return vec![text.replace(GLUE, " ")];
    }
    broken(text, width).into_iter().map(|line| line.replace(GLUE, " ")).collect()
}

fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let gap = if piece.after_space && !line.is_empty() { " " } else { "" };
        if columns(&line) + gap.len() + columns(piece.text) <= width {
            line.push_str(gap);
            line.push_str(piece.text);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = piece.text;
        while columns(rest) > width {
            // At least one character a line, or a column narrower than it would never end.
            let first = head(rest, width).len().max(rest.chars().next().map_or(0, char::len_utf8));
            lines.push(rest[..first].to_owned());
            rest = &rest[first..];
        }
        line.push_str(rest);
    }
    lines.push(line);
    lines
}

/// As [`wrap`], but at most `most` lines; the last one ends in `…` where text is lost.
pub(super) fn wrap_within(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = wrap(text, width);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = format!("{}…", head(last, width.saturating_sub(1)));
        }
    }
    lines
}

/// The widest part of the text that may not be broken.
pub(super) fn widest_piece(text: &str) -> usize {
    pieces(text).iter().map(|piece| columns(piece.text)).max().unwrap_or(0)
}

/// The longest start of the text within `width` columns.
fn head(text: &str, width: usize) -> &str {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        // Stacked accents take no columns; this many in a row are an attack, not a script.
        let stacked = at > (width + 4) * 16;
        if stacked || columns(&text[..next]) > width {
            break;
        }
        end = next;
    }
    &text[..end]
}

/// A part of the text that stays on one line.
struct Piece<'a> {
    text: &'a str,
    after_space: bool,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for (nth, word) in text.split(' ').enumerate() {
        let glued = word.contains(GLUE);
        let mut start = 0;
        let mut previous = None;
        for (at, c) in word.char_indices() {
            let breaks = |previous: char| may_break(previous, c) && (!glued || parts_items(previous));
            if previous.is_some_and(breaks) {
                pieces.push(Piece { text: &word[start..at], after_space: nth > 0 && start == 0 });
                start = at;
            }
            // A combining mark belongs to what it stands on.
            if c.width() != Some(0) {
                previous = Some(c);
            }
        }
        if start < word.len() {
            pieces.push(Piece { text: &word[start..], after_space: nth > 0 && start == 0 });
        }
    }
    pieces
}

/// Han text breaks between any two characters, except before closing and after opening marks.
fn may_break(before: char, after: char) -> bool {
    let wide = before.width() == Some(2) || after.width() == Some(2);
    wide && after.width() != Some(0) && !opens(before) && !closes(after)
}

fn parts_items(c: char) -> bool {
    "，、；：".contains(c)
}

fn opens(c: char) -> bool {
    "（《「『【〔〈“‘([{".contains(c)
}

fn closes(c: char) -> bool {
    "，。、；：？！）》」』】〕〉”’…—％·,.;:?!)]}%".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_characters_take_two_columns() {
        assert_eq!(columns("投诉ABC"), 7);
        assert_eq!(columns("⏎⇥…·–─"), 6);
    }

    #[test]
    fn a_cut_fits_and_shows_that_something_is_lost() {
        assert_eq!(cut_start("投诉台账.xlsx:12", 16), "投诉台账.xlsx:12");
        assert_eq!(cut_start("投诉台账.xlsx:12", 10), "….xlsx:12");
        assert_eq!(cut_start("投诉台账.xlsx:12", 11), "…账.xlsx:12");
        assert_eq!(cut_start("a.csv:12", 8), "a.csv:12");
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_marks() {
        assert_eq!(wrap("办结晚于时限，请核对。", 8), ["办结晚于", "时限，请", "核对。"]);
        assert_eq!(wrap("未到期（基准日）", 8), ["未到期", "（基准", "日）"]);
    }

    #[test]
    fn english_breaks_at_spaces_and_inside_only_when_it_must() {
        assert_eq!(wrap("first response overdue", 14), ["first response", "overdue"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("规则 RSP001 超时", 9), ["规则", "RSP001 超", "时"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(wrap("空行 3 + 使用\u{a0}4,867", 13), ["空行 3 +", "使用 4,867"]);
        assert_eq!(wrap("热线\u{a0}3,000、网络\u{a0}1,500", 15), ["热线 3,000、", "网络 1,500"]);
    }

    #[test]
    fn lost_lines_leave_a_mark() {
        assert_eq!(wrap_within("one two three", 5, 2), ["one", "two…"]);
        assert_eq!(wrap_within("投诉台账投诉台账", 6, 2), ["投诉台", "账投…"]);
    }

    #[test]
    fn every_line_fits_whatever_comes() {
        let hostile = format!("e{} 投诉{}", "\u{301}".repeat(5_000), "x投".repeat(500));
        for width in [1, 2, 3, 10, 59] {
            for line in wrap(&hostile, width.max(2)) {
                assert!(columns(&line) <= width.max(2), "{width}");
            }
        }
    }
}
