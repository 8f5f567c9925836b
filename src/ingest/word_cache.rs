//! Codes of short words, found without hashing their text.
//!
//! A column of words repeats a few hundred of them. A word of up to 16 bytes is told apart by its
//! length and two machine words read from it, so a repeated one costs a comparison of three numbers.

use crate::dataset::Interner;

const SLOTS: usize = 1024;

/// The words met last, by fingerprint.
#[derive(Debug)]
pub(super) struct WordCache {
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Fingerprint {
    length: usize,
    first: u64,
    last: u64,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// A length of 0 marks an empty slot: empty words are not looked up.
    word: Fingerprint,
    code: u32,
}

impl Default for WordCache {
    fn default() -> Self {
        Self { slots: vec![Slot::default(); SLOTS] }
    }
}

impl WordCache {
    /// The code of a word that is not empty; `words` gives new ones.
    #[inline]
    pub(super) fn code(&mut self, text: &[u8], words: &mut Interner) -> u32 {
        let Some(word) = Fingerprint::of(text) else { return words.code(text) };
        let slot = &mut self.slots[word.slot()];
        if slot.word != word {
            *slot = Slot { word, code: words.code(text) };
        }
        slot.code
    }

    /// Forgets all words; needed when the interner does.
    pub(super) fn clear(&mut self) {
        self.slots.fill(Slot::default());
    }
}

impl Fingerprint {
    /// Equal for equal words only; `None` for words that are too long.
    #[inline]
    fn of(text: &[u8]) -> Option<Self> {
        let length = text.len();
        let (first, last) = match length {
            8..=16 => (read8(text, 0), read8(text, length - 8)),
            4..=7 => (read4(text, 0), read4(text, length - 4)),
            1..=3 => {
                let byte = |at: usize| u64::from(text[at]);
                (byte(0) | byte(length / 2) << 8 | byte(length - 1) << 16, 0)
            }
            _ => return None,
        };
        Some(Self { length, first, last })
    }

    #[inline]
    fn slot(self) -> usize {
        const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
        let mixed = (self.first ^ self.last.rotate_left(32) ^ self.length as u64).wrapping_mul(MIX);
        usize::try_from(mixed >> 54).unwrap_or(0) % SLOTS
    }
}

#[inline]
fn read8(text: &[u8], at: usize) -> u64 {
    text[at..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

#[inline]
fn read4(text: &[u8], at: usize) -> u64 {
    text[at..].first_chunk().map_or(0, |bytes| u64::from(u32::from_le_bytes(*bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn gives_the_codes_of_the_interner(texts in prop::collection::vec("[ab上]{1,7}", 1..300)) {
            let (mut cached, mut plain, mut cache) = (Interner::default(), Interner::default(), WordCache::default());
            for text in &texts {
                prop_assert_eq!(cache.code(text.as_bytes(), &mut cached), plain.code(text.as_bytes()));
            }
        }
    }
}
