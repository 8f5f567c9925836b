//! Coverage obligations: enough cases of a group must have met a deadline.

use std::collections::BTreeMap;

use crate::dataset::{BLANK_WORD, Dataset, Field};
use crate::model::{CaseState, Rate, StateCounts};

use super::verdicts::Verdicts;

/// What a coverage obligation came to for one group.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GroupVerdict {
    /// The group's name; empty for complaints that name none.
    pub(super) name: String,
    /// Its cases under the deadline.
    pub(super) cases: StateCounts,
    /// `Met`, `Missing` (below target under every reading), `Undetermined` (below under some),
    /// `Pending` (nothing due yet) or `Excluded` (no case at all).
    pub(super) state: CaseState,
}

/// Judges each group of `field` by its share of met cases; groups are sorted by name.
pub(super) fn judge_groups(
    dataset: &Dataset,
    field: Field,
    verdicts: &Verdicts,
    target: f64,
) -> Vec<GroupVerdict> {
    let Some(words) = dataset.complaints.words(field) else { return Vec::new() };
    let mut by_word: Vec<StateCounts> = vec![StateCounts::default(); dataset.words.len() + 1];
    for (&word, &state) in words.iter().zip(verdicts.states()) {
        let place = if word == BLANK_WORD { dataset.words.len() } else { word as usize };
        by_word[place].add(state);
    }
    let mut groups: BTreeMap<String, StateCounts> = BTreeMap::new();
    for (place, cases) in by_word.into_iter().enumerate().filter(|(_, cases)| cases.population() > 0) {
        let name = if place == dataset.words.len() {
            String::new()
        } else {
            dataset.words.text(u32::try_from(place).unwrap_or(BLANK_WORD)).into_owned()
        };
        groups.insert(name, cases);
    }
    groups
        .into_iter()
        .map(|(name, cases)| GroupVerdict { name, cases, state: group_state(&cases, target) })
        .collect()
}

fn group_state(cases: &StateCounts, target: f64) -> CaseState {
    let rate = Rate::in_time(cases);
    match (rate.lower(), rate.upper()) {
        (Some(_), Some(upper)) if upper < target => CaseState::Missing,
        (Some(lower), Some(_)) if lower < target => CaseState::Undetermined,
        (Some(_), Some(_)) => CaseState::Met,
        _ if cases.pending > 0 => CaseState::Pending,
        _ => CaseState::Excluded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(met: u64, late: u64, undetermined: u64, pending: u64) -> StateCounts {
        StateCounts { met, late, undetermined, pending, ..StateCounts::default() }
    }

    #[test]
    fn a_group_is_low_only_if_no_reading_saves_it() {
        assert_eq!(group_state(&counts(19, 1, 0, 0), 0.95), CaseState::Met);
        assert_eq!(group_state(&counts(18, 2, 0, 0), 0.95), CaseState::Missing);
        assert_eq!(group_state(&counts(19, 1, 1, 0), 0.95), CaseState::Undetermined);
        assert_eq!(group_state(&counts(10, 5, 1, 0), 0.95), CaseState::Missing);
        assert_eq!(group_state(&counts(0, 0, 0, 4), 0.95), CaseState::Pending);
        assert_eq!(group_state(&counts(0, 0, 0, 0), 0.95), CaseState::Excluded);
    }
}
