//! Texts kept once each, known by a small number.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// A set of texts, each with a code counted from 0 in the order of first appearance.
///
/// All texts lie in one buffer: a million ids of 36 bytes take about 45 MB.
#[derive(Debug, Default, Clone)]
pub struct Interner {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    codes: HashTable<u32>,
    hasher: FixedState,
}

impl Interner {
    /// The code of `text`, given on first sight.
    pub fn code(&mut self, text: &[u8]) -> u32 {
        let hash = self.hasher.hash_one(text);
        let (bytes, ends) = (&self.bytes, &self.ends);
        if let Some(&code) = self.codes.find(hash, |&code| slice(bytes, ends, code) == text) {
            return code;
        }
        let code = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
        let (bytes, ends, hasher) = (&self.bytes, &self.ends, &self.hasher);
        self.codes.insert_unique(hash, code, |&code| hasher.hash_one(slice(bytes, ends, code)));
        code
    }

    /// The code of `text` if it was seen.
    #[must_use]
    pub fn find(&self, text: &[u8]) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        self.codes.find(hash, |&code| slice(&self.bytes, &self.ends, code) == text).copied()
    }

    /// The bytes behind `code`; empty for a code never given.
    #[must_use]
    pub fn bytes(&self, code: u32) -> &[u8] {
        if (code as usize) < self.ends.len() { slice(&self.bytes, &self.ends, code) } else { &[] }
    }

    /// The text behind `code`; bytes that are not UTF-8 are shown as replacement characters.
    #[must_use]
    pub fn text(&self, code: u32) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.bytes(code))
    }

    /// How many different texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether no text was seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Forgets all texts but keeps the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.codes.clear();
    }
}

fn slice<'a>(bytes: &'a [u8], ends: &[usize], code: u32) -> &'a [u8] {
    let index = code as usize;
    let start = if index == 0 { 0 } else { ends[index - 1] };
    &bytes[start..ends[index]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_code() {
        let mut words = Interner::default();
        let codes: Vec<u32> = ["上海", "北京", "", "上海"].iter().map(|w| words.code(w.as_bytes())).collect();
        assert_eq!(codes, [0, 1, 2, 0]);
        assert_eq!(words.text(1), "北京");
        assert_eq!(words.text(2), "");
        assert_eq!(words.find("广州".as_bytes()), None);
        assert_eq!(words.len(), 3);
    }

    #[test]
    fn many_texts_survive_growth() {
        let mut words = Interner::default();
        for n in 0..10_000_u32 {
            assert_eq!(words.code(format!("坐席{n}").as_bytes()), n);
        }
        assert_eq!(words.find("坐席9999".as_bytes()), Some(9999));
        assert_eq!(words.text(1234), "坐席1234");
    }
}
