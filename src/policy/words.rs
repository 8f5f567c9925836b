//! What the words of one field mean.

use std::collections::BTreeMap;

/// From words as exports write them to what they mean, such as `无人接听` → `unreached`.
#[derive(Debug, Clone, Default)]
pub struct WordTable {
    meanings: BTreeMap<String, String>,
    /// The first word of each meaning.
    examples: BTreeMap<String, String>,
}

impl WordTable {
    /// From meaning → words. `Err` names a word that is given two meanings.
    pub(super) fn new(table: &BTreeMap<String, Vec<String>>) -> Result<Self, String> {
        let mut meanings = BTreeMap::new();
        for (meaning, words) in table {
            for word in words {
                if meanings.insert(normal(word), meaning.clone()).is_some() {
                    return Err(word.clone());
                }
            }
        }
        let first =
            |(meaning, words): (&String, &Vec<String>)| Some((meaning.clone(), words.first()?.clone()));
        Ok(Self { meanings, examples: table.iter().filter_map(first).collect() })
    }

    /// All meanings, sorted.
    #[must_use]
    pub fn all_meanings(&self) -> Vec<&str> {
        self.examples.keys().map(String::as_str).collect()
    }

    /// A word that has this meaning, as exports write it.
    #[must_use]
    pub fn example(&self, meaning: &str) -> Option<&str> {
        self.examples.get(meaning).map(String::as_str)
    }

    /// The meaning of `word`, without regard to case and surrounding space.
    #[must_use]
    pub fn meaning(&self, word: &str) -> Option<&str> {
        self.meanings.get(&normal(word)).map(String::as_str)
    }
}

fn normal(word: &str) -> String {
    word.trim().to_lowercase()
}
