//! Complaints that an orphaned visit may have meant.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use crate::dataset::{BLANK_ID, Dataset, Field, IdKey};

use super::scope::Scope;

/// Near matches named per kind.
pub(super) const LISTED: usize = 5;

/// Rows of complaints by customer and by phone, for the values that orphaned visits have.
///
/// Built with one pass over the complaints when the first orphan is shown.
#[derive(Debug, Default)]
pub(super) struct NearMatches {
    rows: OnceLock<[Rows; 2]>,
    letters: OnceLock<BTreeSet<char>>,
}

type Rows = HashMap<IdKey, Vec<u32>, FixedState>;

const FIELDS: [Field; 2] = [Field::CustomerId, Field::Phone];

impl NearMatches {
    /// Ids of complaints with the visit's customer (or phone); `None` where a column or the value is
    /// absent. `orphans` are all visits that may be asked for.
    pub(super) fn same_value(
        &self,
        dataset: &Dataset,
        orphans: impl Iterator<Item = usize> + Clone,
        visit: usize,
        field: Field,
    ) -> Option<Vec<String>> {
        let value = dataset.visits.as_ref()?.ids(field)?[visit];
        dataset.complaints.ids(field)?;
        if value == BLANK_ID {
            return None;
        }
        let place = FIELDS.iter().position(|&known| known == field)?;
        let rows = self.rows.get_or_init(|| FIELDS.map(|field| rows_of(dataset, orphans.clone(), field)));
        let found = rows[place].get(&value).map_or(&[][..], Vec::as_slice);
        let ids = found.iter().map(|&row| dataset.id(&dataset.complaints, Field::Id, row as usize));
        let mut ids: Vec<String> = ids.filter(|id| !id.is_empty()).collect();
        ids.dedup();
        Some(ids)
    }

    /// Ids of complaints that come from `id` by changing, dropping, adding or swapping one character.
    pub(super) fn one_character_off(&self, dataset: &Dataset, scope: &Scope, id: &str) -> Vec<String> {
        // A letter that is in no id cannot be the one that was meant.
        one_character_off(dataset, scope, id, self.letters.get_or_init(|| dataset.ids.letters()))
    }
}

/// The first complaints with each value that an orphan has.
fn rows_of(dataset: &Dataset, orphans: impl Iterator<Item = usize>, field: Field) -> Rows {
    let mut rows = Rows::default();
    let visited = dataset.visits.as_ref().and_then(|visits| visits.ids(field));
    let (Some(visited), Some(complained)) = (visited, dataset.complaints.ids(field)) else { return rows };
    rows.extend(orphans.map(|visit| (visited[visit], Vec::new())).filter(|(value, _)| *value != BLANK_ID));
    for (row, value) in complained.iter().enumerate() {
        if let Some(found) = rows.get_mut(value)
            && found.len() < LISTED
        {
            found.push(u32::try_from(row).unwrap_or(u32::MAX));
        }
    }
    rows
}

fn one_character_off(dataset: &Dataset, scope: &Scope, id: &str, alphabet: &BTreeSet<char>) -> Vec<String> {
    const LONGEST: usize = 40;
    let letters: Vec<char> = id.chars().collect();
    if letters.len() > LONGEST {
        return Vec::new();
    }
    let mut found = BTreeSet::new();
    let mut try_id = |candidate: String| {
        let known = dataset.ids.find(candidate.as_bytes()).is_some_and(|key| scope.row_of(key).is_some());
        if known && candidate != id {
            found.insert(candidate);
        }
    };
    let variant = |from: usize, to: usize, between: &[char]| -> String {
        letters[..from].iter().chain(between).chain(&letters[to..]).collect()
    };
    for place in 0..=letters.len() {
        for &letter in alphabet {
            try_id(variant(place, place, &[letter]));
            if place < letters.len() {
                try_id(variant(place, place + 1, &[letter]));
            }
        }
        if place < letters.len() {
            try_id(variant(place, place + 1, &[]));
        }
        if place + 1 < letters.len() {
            try_id(variant(place, place + 2, &[letters[place + 1], letters[place]]));
        }
    }
    found.into_iter().take(LISTED).collect()
}
