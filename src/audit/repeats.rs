//! Rows whose key occurred on an earlier row.

use std::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;

/// Parts the rows are sorted into; each then fits the processor's cache.
const PARTS: usize = 256;

/// Repeating rows with the first row of their key, by row. Rows without a key repeat nothing.
///
/// Millions of lookups at random places in memory would take most of an audit's time, so rows are
/// first dealt out by the hash of their key, and each part is sorted.
pub(super) fn repeats<K: Hash + Eq>(height: usize, key: impl Fn(usize) -> Option<K>) -> Vec<(u32, u32)> {
    let hasher = FixedState::default();
    let mut parts: Vec<Vec<u64>> = (0..PARTS).map(|_| Vec::with_capacity(height / PARTS)).collect();
    for row in 0..height {
        let Some(hash) = key(row).map(|key| hasher.hash_one(key)) else { continue };
        let part = usize::try_from(hash >> 32).unwrap_or(0) % PARTS;
        // Rows are fewer than 2^32; the lower half of the hash goes above them.
        parts[part].push(hash << 32 | row as u64);
    }
    let mut found = Vec::new();
    for part in &mut parts {
        part.sort_unstable();
        for alike in part.chunk_by(|a, b| a >> 32 == b >> 32).filter(|alike| alike.len() > 1) {
            compare(alike, &key, &mut found);
        }
    }
    found.sort_unstable();
    found
}

/// Finds the repeats among rows of equal hashes, which are nearly always rows of equal keys.
fn compare<K: Eq>(alike: &[u64], key: impl Fn(usize) -> Option<K>, found: &mut Vec<(u32, u32)>) {
    let row_of = |entry: &u64| u32::try_from(entry & u64::from(u32::MAX)).unwrap_or(u32::MAX);
    let mut firsts: Vec<(K, u32)> = Vec::new();
    for row in alike.iter().map(row_of) {
        let Some(key) = key(row as usize) else { continue };
        match firsts.iter().find(|(known, _)| *known == key) {
            Some(&(_, first)) => found.push((row, first)),
            None => firsts.push((key, row)),
        }
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
