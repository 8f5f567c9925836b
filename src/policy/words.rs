//! What the words of one field mean.

use std::collections::BTreeMap;

/// From words as exports write them to what they mean, such as `无人接听` → `unreached`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordTable {
    meanings: BTreeMap<String, String>,
    /// The first word of each meaning; none where all its words have moved to another.
    examples: BTreeMap<String, Option<String>>,
}

impl WordTable {
    /// From meaning → words; a word given to two meanings keeps the first, so merging checks that.
    pub(super) fn new<'a>(table: impl IntoIterator<Item = (&'a str, Vec<String>)>) -> Self {
        let mut made = Self::default();
        for (meaning, words) in table {
            made.examples.insert(meaning.to_owned(), words.first().cloned());
            for word in words {
                made.meanings.entry(same_word(&word)).or_insert_with(|| meaning.to_owned());
            }
        }
        made
    }

    /// All meanings, sorted.
    #[must_use]
    pub fn all_meanings(&self) -> Vec<&str> {
        self.examples.keys().map(String::as_str).collect()
    }

    /// Whether the table knows this meaning, with or without words.
    #[must_use]
    pub fn has_meaning(&self, meaning: &str) -> bool {
        self.examples.contains_key(meaning)
    }

    /// A word that has this meaning, as exports write it.
    #[must_use]
    pub fn example(&self, meaning: &str) -> Option<&str> {
        self.examples.get(meaning)?.as_deref()
    }

    /// The meaning of `word`, without regard to case, width and surrounding space.
    #[must_use]
    pub fn meaning(&self, word: &str) -> Option<&str> {
        self.meanings.get(&same_word(word)).map(String::as_str)
    }
}

/// A word as words are compared: trimmed, in small letters, full-width ASCII (`（Ａ１）`) as half-width.
#[must_use]
pub fn same_word(word: &str) -> String {
    let narrow = |c: char| match c {
        // Full-width forms stand in the order of ASCII, 0xFEE0 further up.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    let narrowed: String = word.chars().map(narrow).collect();
    narrowed.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_width_and_space_make_no_difference() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let table = WordTable::new([("reached", words(&["接通（成功）", "OK 1"])), ("other", words(&[]))]);
        for word in [" 接通(成功) ", "接通（成功)", "\u{3000}接通（成功）"] {
            assert_eq!(table.meaning(word), Some("reached"), "{word:?}");
        }
        assert_eq!(table.meaning("ＯＫ　１"), Some("reached"));
        assert_eq!(table.meaning("接通"), None);
        assert_eq!(table.example("reached"), Some("接通（成功）"));
        assert_eq!((table.example("other"), table.has_meaning("other")), (None, true));
        assert_eq!(table.all_meanings(), ["other", "reached"]);
    }
}
