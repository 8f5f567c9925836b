//! Rows whose key occurred on an earlier row.

use std::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Repeating rows with the first row of their key, by row. Rows without a key repeat nothing.
///
/// Nearly all keys occur once, so two bitmaps of their hashes first sort out the few that may not;
/// only those are kept and compared.
pub(super) fn repeats<K: Hash + Eq>(height: usize, key: impl Fn(usize) -> Option<K>) -> Vec<(u32, u32)> {
    let hasher = FixedState::default();
    let bits = (height.max(64) * 4).next_power_of_two();
    let place = |key: &K| usize::try_from(hasher.hash_one(key)).unwrap_or(0) & (bits - 1);
    let (mut seen, mut again) = (Bitmap::new(bits), Bitmap::new(bits));
    for key in (0..height).filter_map(&key) {
        let place = place(&key);
        if seen.set(place) {
            again.set(place);
        }
    }
    let mut first: HashMap<K, u32, FixedState> = HashMap::with_hasher(hasher.clone());
    let mut repeats = Vec::new();
    for row in 0..height {
        let Some(key) = key(row).filter(|key| again.get(place(key))) else { continue };
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        let earliest = *first.entry(key).or_insert(row);
        if earliest != row {
            repeats.push((row, earliest));
        }
    }
    repeats
}

struct Bitmap(Vec<u64>);

impl Bitmap {
    fn new(bits: usize) -> Self {
        Self(vec![0; bits.div_ceil(64)])
    }

    /// Sets a bit; whether it was set before.
    fn set(&mut self, bit: usize) -> bool {
        let (word, mask) = (&mut self.0[bit / 64], 1 << (bit % 64));
        let before = *word & mask != 0;
        *word |= mask;
        before
    }

    fn get(&self, bit: usize) -> bool {
        self.0[bit / 64] & (1 << (bit % 64)) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_a_plain_search(keys in prop::collection::vec(prop::option::of(0_u32..300), 0..500)) {
            let expected: Vec<(u32, u32)> = keys.iter().enumerate().filter_map(|(row, key)| {
                let first = keys.iter().position(|other| other == key)?;
                (key.is_some() && first != row).then_some((row as u32, first as u32))
            }).collect();
            prop_assert_eq!(repeats(keys.len(), |row| keys[row]), expected);
        }
    }
}
