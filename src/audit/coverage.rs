//! Coverage obligations: enough cases of a group must have met another obligation.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::dataset::{BLANK_WORD, Dataset, Field, Table, quote_cell};
use crate::model::{CaseState, Rate, StateCounts, Subject};
use crate::policy::{Coverage, Covered, WordTable, same_word};

use super::id_index::NO_ROW;
use super::names::Named;

/// What a coverage obligation came to for one group.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GroupVerdict {
    /// The word its cases share, as it may be shown; empty for cases that have none.
    pub(super) word: String,
    /// Its name: the word, and the period if there is one.
    pub(super) name: String,
    /// Its name in the words of the export, by which it may be asked for and is never shown.
    pub(super) plain_name: String,
    /// Its cases under the counted obligation.
    pub(super) cases: StateCounts,
    /// The covered share.
    pub(super) rate: Rate,
    /// The share that must be covered.
    pub(super) target: f64,
    /// `Met`, `Missing` (below target under every reading), `Undetermined` (below under some),
    /// `Pending` (nothing due yet) or `Excluded` (no case at all).
    pub(super) state: CaseState,
}

/// The groups of cases: whose words make them.
pub(super) struct Grouped<'a> {
    words: &'a [u32],
    /// The column.
    subject: Subject,
    field: Field,
    /// The customer's row of each case, where the field is the customer's.
    through: Option<Arc<Vec<u32>>>,
}

impl<'a> Grouped<'a> {
    /// `None` where the export lacks the column.
    pub(super) fn new(table: &'a Table, by: Named, through: Option<Arc<Vec<u32>>>) -> Option<Self> {
        Some(Self { words: table.words(by.field)?, subject: table.subject(), field: by.field, through })
    }

    fn word(&self, row: usize) -> u32 {
        match &self.through {
            None => self.words[row],
            Some(customers) => match customers[row] {
                NO_ROW => BLANK_WORD,
                customer => self.words[customer as usize],
            },
        }
    }
}

impl Grouped<'_> {
    /// A word as it may be shown; empty for [`BLANK_WORD`].
    fn shown(&self, dataset: &Dataset, code: u32, is_known: bool) -> String {
        // Nobody knows what a column of the policy's own holds, nor how long it is.
        let is_own = self.field.is_spare();
        if is_own && (is_known || dataset.masker.unmasks()) {
            return quote_cell(dataset.words.bytes(code), dataset.masker.unmasks()).into_string();
        }
        dataset.shown_word(self.subject, self.field, code)
    }
}

/// A case of the counted obligation: its row, a further name of its group, its state.
pub(super) type Case = (usize, Option<u32>, CaseState);

/// Judges each group by its share of covered cases. Groups are sorted by name; `parts` are the further names.
pub(super) fn judge_groups(
    dataset: &Dataset,
    groups: &Grouped<'_>,
    cases: impl Iterator<Item = Case>,
    parts: &[String],
    (coverage, meanings): (&Coverage, Option<&WordTable>),
) -> Vec<GroupVerdict> {
    let blank = dataset.words.len();
    let width = parts.len().max(1);
    let mut tallies: Vec<StateCounts> = vec![StateCounts::default(); (blank + 1) * width];
    for (row, part, state) in cases {
        let word = groups.word(row);
        let place = if word == BLANK_WORD { blank } else { word as usize };
        tallies[place * width + part.map_or(0, |part| part as usize)].add(state);
    }
    // In the order of what is shown: that of hidden names would tell them.
    let mut named: BTreeMap<(String, String, usize), (StateCounts, f64)> = BTreeMap::new();
    for (place, cases) in tallies.into_iter().enumerate().filter(|(_, cases)| cases.population() > 0) {
        let (word, part) = (place / width, place % width);
        let code = if word == blank { BLANK_WORD } else { u32::try_from(word).unwrap_or(BLANK_WORD) };
        let plain = dataset.words.text(code);
        let own_target = own_target(coverage, meanings, &plain);
        // A word that the policy spells out is no secret of the export.
        let is_known = own_target.is_some() || meanings.is_some_and(|table| table.meaning(&plain).is_some());
        let shown = groups.shown(dataset, code, is_known);
        let target = own_target.unwrap_or(coverage.target);
        named.insert((shown, plain.into_owned(), part), (cases, target));
    }
    named
        .into_iter()
        .map(|((word, plain, part), (cases, target))| {
            let with_part = |word: &str| match parts.get(part) {
                Some(part) => format!("{word} {part}").trim().to_owned(),
                None => word.to_owned(),
            };
            let (name, plain_name) = (with_part(&word), with_part(&plain));
            let rate = covered(coverage.counts, &cases);
            let state = group_state(&cases, rate, target);
            GroupVerdict { word, name, plain_name, state, cases, rate, target }
        })
        .collect()
}

/// The share of cases that count as covered.
pub(super) fn covered(counts: Covered, cases: &StateCounts) -> Rate {
    let in_time = Rate::in_time(cases);
    match counts {
        Covered::InTime => in_time,
        Covered::Done => Rate { good: cases.met + cases.late, ..in_time },
    }
}

/// The target of the word itself, if the policy names it.
fn own_target(coverage: &Coverage, meanings: Option<&WordTable>, word: &str) -> Option<f64> {
    let meaning = meanings.and_then(|table| table.meaning(word));
    let own = coverage
        .targets
        .iter()
        .find(|(group, _)| Some(group.as_str()) == meaning || same_word(group) == same_word(word));
    own.map(|&(_, target)| target)
}

fn group_state(cases: &StateCounts, rate: Rate, target: f64) -> CaseState {
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

    fn state(met: u64, late: u64, undetermined: u64, pending: u64) -> CaseState {
        let cases = StateCounts { met, late, undetermined, pending, ..StateCounts::default() };
        group_state(&cases, covered(Covered::InTime, &cases), 0.95)
    }

    #[test]
    fn a_group_is_low_only_if_no_reading_saves_it() {
        assert_eq!(state(19, 1, 0, 0), CaseState::Met);
        assert_eq!(state(18, 2, 0, 0), CaseState::Missing);
        assert_eq!(state(19, 1, 1, 0), CaseState::Undetermined);
        assert_eq!(state(10, 5, 1, 0), CaseState::Missing);
        assert_eq!(state(0, 0, 0, 4), CaseState::Pending);
        assert_eq!(state(0, 0, 0, 0), CaseState::Excluded);
    }

    #[test]
    fn what_was_done_late_is_covered_where_only_doing_counts() {
        let cases = StateCounts { met: 1, late: 2, missing: 1, ..StateCounts::default() };
        assert_eq!(covered(Covered::InTime, &cases).value(), Some(0.25));
        assert_eq!(covered(Covered::Done, &cases).value(), Some(0.75));
    }
}
