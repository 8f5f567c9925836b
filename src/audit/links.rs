//! Visits tied to complaints: each visit's complaint, each complaint's attempts.

use std::collections::HashSet;

use crate::dataset::{BLANK_ID, BLANK_WORD, Dataset, Field, Reading, Table};
use crate::model::{Moment, Period};
use crate::policy::Policy;

use super::id_index::NO_ROW;
use super::nameless::Nameless;
use super::near_matches::NearMatches;
use super::scope::{Scope, overlaps};

/// What came of one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The customer was spoken to.
    Reached,
    /// Nobody answered.
    Unreached,
    /// The customer declined.
    Refused,
    /// The cell is empty, or the policy does not know the word.
    Unknown,
}

/// The complaint a visit names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VisitLink {
    /// This complaint row.
    Complaint(u32),
    /// One that is not there.
    Orphan,
    /// None: the cell is empty.
    Nothing,
}

/// The callback attempts on one complaint up to the as-of date; each count stops at 255.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Attempts in all.
    pub attempts: u8,
    /// Attempts that reached the customer.
    pub reached: u8,
    /// Attempts whose outcome is not known.
    pub unknown: u8,
    /// Attempts from the closure on.
    pub since_closure: u8,
}

const ORPHAN: u32 = NO_ROW - 1;

/// Visits and complaints tied together once, for all rules.
#[derive(Debug)]
pub struct Links {
    complaint_of: Vec<u32>,
    tallies: Vec<Tally>,
    outcomes: Vec<Outcome>,
    has_outcome: bool,
    /// By visit; empty when there is no period.
    outside_period: Vec<bool>,
    near_matches: NearMatches,
    nameless: Nameless,
}

impl Links {
    /// Ties the visits to the complaints of `scope`; `None` without a visits export.
    #[must_use]
    pub fn new(
        dataset: &Dataset,
        policy: &Policy,
        scope: &Scope,
        as_of: Moment,
        period: Period,
    ) -> Option<Self> {
        let visits = dataset.visits.as_ref()?;
        let named = visits.ids(Field::ComplaintId);
        let complaint_of = (0..visits.height())
            .map(|visit| match named.map_or(BLANK_ID, |ids| ids[visit]) {
                BLANK_ID => NO_ROW,
                id => scope.row_of(id).unwrap_or(ORPHAN),
            })
            .collect();
        let outcomes = outcome_by_word(dataset, policy);
        let mut links = Self {
            complaint_of,
            tallies: vec![Tally::default(); dataset.complaints.height()],
            outcomes,
            has_outcome: visits.has(Field::Outcome),
            outside_period: Vec::new(),
            near_matches: NearMatches::default(),
            nameless: Nameless::new(dataset),
        };
        links.outside_period = outside_period(&links, visits, scope, period);
        links.tally(dataset, as_of);
        Some(links)
    }

    fn tally(&mut self, dataset: &Dataset, as_of: Moment) {
        let Some(visits) = dataset.visits.as_ref() else { return };
        let words = visits.words(Field::Outcome);
        let made = visits.times(Field::VisitedAt);
        let attempts = visits.numbers(Field::Attempts);
        let unreadable: HashSet<u32> = visits
            .unreadable()
            .iter()
            .filter(|cell| cell.field == Field::Attempts)
            .map(|cell| cell.row)
            .collect();
        let closed = dataset.complaints.times(Field::ClosedAt);
        for visit in 0..visits.height() {
            let VisitLink::Complaint(complaint) = self.link(visit) else { continue };
            let at = made.map_or(Reading::Blank, |made| made.reading(visit));
            if matches!(at, Reading::Known { earliest, .. } if earliest > as_of.0) {
                continue;
            }
            let complaint = complaint as usize;
            let since_closure = match (at, closed.map(|closed| closed.reading(complaint))) {
                (Reading::Known { latest, .. }, Some(Reading::Known { earliest, .. })) => latest >= earliest,
                _ => false,
            };
            let count = attempts.map_or(1, |numbers| attempts_in(numbers[visit]));
            let mut outcome = words.map_or(Outcome::Unknown, |words| self.outcome_of(words[visit]));
            // How often was tried is not known, so neither is whether it was often enough.
            let many = !unreadable.is_empty() && unreadable.contains(&u32::try_from(visit).unwrap_or(NO_ROW));
            if many && outcome != Outcome::Reached {
                outcome = Outcome::Unknown;
            }
            let tally = &mut self.tallies[complaint];
            tally.attempts = tally.attempts.saturating_add(count);
            tally.reached = tally.reached.saturating_add(u8::from(outcome == Outcome::Reached));
            tally.unknown = tally.unknown.saturating_add(u8::from(outcome == Outcome::Unknown));
            if since_closure {
                tally.since_closure = tally.since_closure.saturating_add(count);
            }
        }
    }

    /// The complaint a visit names.
    pub(super) fn link(&self, visit: usize) -> VisitLink {
        match self.complaint_of[visit] {
            NO_ROW => VisitLink::Nothing,
            ORPHAN => VisitLink::Orphan,
            row => VisitLink::Complaint(row),
        }
    }

    /// The attempts on a complaint.
    #[must_use]
    pub fn tally_of(&self, complaint: usize) -> Tally {
        self.tallies[complaint]
    }

    /// What the outcome word of a visit means.
    #[must_use]
    pub fn outcome_of(&self, word: u32) -> Outcome {
        if word == BLANK_WORD { Outcome::Unknown } else { self.outcomes[word as usize] }
    }

    /// Whether the visits export says what came of an attempt.
    #[must_use]
    pub fn has_outcome(&self) -> bool {
        self.has_outcome
    }

    /// Visits and complaints whose ties cannot be read.
    pub(super) fn nameless(&self) -> &Nameless {
        &self.nameless
    }

    /// Complaints that orphaned visits may have meant.
    pub(super) fn near_matches(&self) -> &NearMatches {
        &self.near_matches
    }

    /// Whether the period takes a visit in: as its complaint, or by its own time where it has none.
    pub(super) fn in_period(&self, visit: usize) -> bool {
        self.outside_period.get(visit) != Some(&true)
    }
}

fn outside_period(links: &Links, visits: &Table, scope: &Scope, period: Period) -> Vec<bool> {
    if period == Period::default() {
        return Vec::new();
    }
    let made = visits.times(Field::VisitedAt);
    (0..visits.height())
        .map(|visit| match (links.link(visit), made.map(|made| made.reading(visit))) {
            (VisitLink::Complaint(row), _) => !scope.in_period(row as usize),
            (_, Some(Reading::Known { earliest, latest })) => !overlaps(period, earliest, latest),
            _ => false,
        })
        .collect()
}

/// A row without a number is one attempt.
fn attempts_in(number: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of u8")]
    if number.is_nan() { 1 } else { number.clamp(1.0, 255.0) as u8 }
}

fn outcome_by_word(dataset: &Dataset, policy: &Policy) -> Vec<Outcome> {
    let table = policy.words.get(Field::Outcome.key());
    super::deadline::meanings(dataset, table)
        .into_iter()
        .map(|meaning| match meaning {
            Some("reached") => Outcome::Reached,
            Some("unreached") => Outcome::Unreached,
            Some("refused") => Outcome::Refused,
            _ => Outcome::Unknown,
        })
        .collect()
}
