//! Free text without what is a person's.
//!
//! Owns what is taken out of a complaint's content before it is kept. Refuses to promise that nothing is
//! left: a neighbour's name is a word like any other.

use std::borrow::Cow;

use super::numbers::{Moments, mask_numbers, narrow};

/// Longest text kept, in characters.
const LONGEST: usize = 500;
const HIDDEN: &str = "***";
/// Shorter words are parts of others: hiding 王 would hide half a text.
const SHORTEST_WORD: usize = 2;

/// A text as it may be kept: without e-mail addresses, the `words` of its row's persons, and the middle of
/// long numbers; cut where it is too long.
#[must_use]
pub fn scrub<'a>(text: &str, words: impl Iterator<Item = Cow<'a, str>>) -> String {
    let text = hide_words(&without_addresses(text), words);
    beginning(&mask_numbers(&text, Moments::RealDays))
}

/// A text in which the words do not stand: what each row says of its persons.
#[must_use]
pub fn hide_words<'a>(text: &str, words: impl Iterator<Item = Cow<'a, str>>) -> String {
    let mut words: Vec<String> = words
        .map(|word| word.trim().to_owned())
        .filter(|word| word.chars().count() >= SHORTEST_WORD)
        .collect();
    // A long word may hold a short one, and would be left in pieces.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.iter().fold(text.to_owned(), |text, word| text.replace(word.as_str(), HIDDEN))
}

/// As much of a text as is kept.
#[must_use]
pub fn beginning(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

/// Hides what stands on both sides of an `@`, as far as it can be part of an address.
fn without_addresses(text: &str) -> Cow<'_, str> {
    let is_at = |letter: char| narrow(letter) == '@';
    if !text.contains(is_at) {
        return Cow::Borrowed(text);
    }
    let in_address = |letter: &char| {
        let letter = narrow(*letter);
        letter.is_ascii_alphanumeric() || "._%+-@".contains(letter)
    };
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_at) {
        let before: usize = rest[..at].chars().rev().take_while(in_address).map(char::len_utf8).sum();
        let after: usize = rest[at..].chars().take_while(in_address).map(char::len_utf8).sum();
        shown.push_str(&rest[..at - before]);
        shown.push_str(HIDDEN);
        rest = &rest[at + after..];
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scrubbed(text: &str, words: &[&str]) -> String {
        scrub(text, words.iter().map(|&word| Cow::Borrowed(word)))
    }

    #[test]
    fn what_tells_a_person_is_hidden() {
        for (text, shown) in [
            ("张三来电13800138000反映停电", "***来电138****00反映停电"),
            ("请回 zhang.san@mail.com 或 a＠b.cn。", "请回 *** 或 ***。"),
            ("身份证11010119900307765X", "身份证110****65X"),
            ("卡号 6222 0211 1234 5678 901", "卡号 622****01"),
            ("住长江路1号，王先生", "住***，王先生"),
            ("2024-03-04 20240305 停电3次", "2024-03-04 20240305 停电3次"),
        ] {
            assert_eq!(scrubbed(text, &["张三", "长江路1号", "王", "三"]), shown, "{text}");
        }
    }

    #[test]
    fn the_longer_word_goes_first() {
        assert_eq!(scrubbed("长江路1号张三家", &["长江", "长江路1号"]), "***张三家");
    }

    #[test]
    fn a_long_text_is_cut() {
        let shown = scrubbed(&"停".repeat(600), &[]);
        assert_eq!(shown.chars().count(), LONGEST + 1);
        assert!(shown.ends_with('…'));
    }

    proptest! {
        #[test]
        fn no_long_number_is_left_that_is_no_day(text in "[0-9 .年月日@a-c\u{ff11}-]{0,60}") {
            let shown = scrubbed(&text, &[]);
            for run in shown.split(|letter: char| !letter.is_ascii_digit() && !('０'..='９').contains(&letter)) {
                let length = run.chars().count();
                prop_assert!(length < 7 || matches!(length, 8 | 14), "{} in {}", run, shown);
            }
        }
    }
}
