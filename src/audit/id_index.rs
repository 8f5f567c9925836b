//! From an id to the first row that has it.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use crate::dataset::{BLANK_ID, IdKey};

/// Stands where a row is expected and there is none.
pub(super) const NO_ROW: u32 = u32::MAX;

/// The first row of every id of a column.
///
/// Running numbers, which most exports have, lie in an array; other ids in a hash table of rows.
#[derive(Debug)]
pub(super) struct IdIndex {
    run: Run,
    other: HashTable<(IdKey, u32)>,
    hasher: FixedState,
}

/// Ids `first`, `first + 1`, … of one shape, by position.
#[derive(Debug, Default)]
struct Run {
    first: IdKey,
    rows: Vec<u32>,
}

impl IdIndex {
    /// Indexes a column; also returns each repeating row with the first row of its id, by row.
    pub(super) fn new(ids: &[IdKey]) -> (Self, Vec<(u32, u32)>) {
        let mut index =
            Self { run: Run::covering(ids), other: HashTable::new(), hasher: FixedState::default() };
        let mut repeats = Vec::new();
        for (row, &id) in ids.iter().enumerate() {
            if id == BLANK_ID {
                continue;
            }
            let row = u32::try_from(row).unwrap_or(NO_ROW);
            let first = index.first_or_insert(id, row);
            if first != row {
                repeats.push((row, first));
            }
        }
        (index, repeats)
    }

    fn first_or_insert(&mut self, id: IdKey, row: u32) -> u32 {
        if let Some(place) = self.run.place_mut(id) {
            if *place == NO_ROW {
                *place = row;
            }
            return *place;
        }
        let hasher = &self.hasher;
        let entry = self.other.entry(
            hasher.hash_one(id),
            |&(other, _)| other == id,
            |&(other, _)| hasher.hash_one(other),
        );
        entry.or_insert((id, row)).get().1
    }

    /// The first row of `id`.
    pub(super) fn row(&self, id: IdKey) -> Option<u32> {
        let offset = usize::try_from(id.wrapping_sub(self.run.first)).unwrap_or(usize::MAX);
        if let Some(&row) = self.run.rows.get(offset) {
            return (row != NO_ROW).then_some(row);
        }
        self.other.find(self.hasher.hash_one(id), |&(other, _)| other == id).map(|&(_, row)| row)
    }
}

impl Run {
    /// A run that covers the ids if they lie close together, else an empty one.
    fn covering(ids: &[IdKey]) -> Self {
        let known = || ids.iter().copied().filter(|&id| id != BLANK_ID);
        let (Some(first), Some(last)) = (known().min(), known().max()) else { return Self::default() };
        let span = last - first;
        let dense = usize::try_from(span).is_ok_and(|span| span < 4 * ids.len().max(16));
        if dense {
            let length = usize::try_from(span).unwrap_or(0) + 1;
            Self { first, rows: vec![NO_ROW; length] }
        } else {
            Self::default()
        }
    }

    fn place_mut(&mut self, id: IdKey) -> Option<&mut u32> {
        let offset = usize::try_from(id.wrapping_sub(self.first)).ok()?;
        self.rows.get_mut(offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_first_rows_and_repeats(ids in prop::collection::vec(prop_oneof![0_u64..50, 1_000_000_u64..1_000_005, Just(BLANK_ID)], 0..200)) {
            let (index, repeats) = IdIndex::new(&ids);
            let mut expected = Vec::new();
            for (row, &id) in ids.iter().enumerate() {
                let first = ids.iter().position(|&other| other == id).unwrap_or(row);
                if id != BLANK_ID {
                    prop_assert_eq!(index.row(id), u32::try_from(first).ok());
                    if first != row {
                        expected.push((row as u32, first as u32));
                    }
                }
            }
            prop_assert_eq!(repeats, expected);
            prop_assert_eq!(index.row(77), None);
        }
    }
}
