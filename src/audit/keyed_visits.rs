//! Visits sorted by whom they were made to, so that the next one after a moment is a short search.
//!
//! Owns the order of visits of one key. Keeps only visits that may count and whose key some case has.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::dataset::{IdKey, Reading, TimeColumn};

use super::deadline::{Fulfilment, sooner};

/// A visit that counts or may count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    key: IdKey,
    /// The latest moment it can have been made; the greatest if its time is not known.
    latest: i64,
    visit: u32,
    /// Whether it counts for certain.
    counts: bool,
}

/// Visits by key and time.
#[derive(Debug, Default)]
pub(super) struct KeyedVisits {
    entries: Vec<Entry>,
    /// Where the entries of each key begin.
    starts: HashMap<IdKey, u32, FixedState>,
    /// When visits were made whose key cannot be read and that may be anybody's: earliest moments, sorted.
    nameless: Vec<i64>,
}

/// The keys of the cases that ask for visits.
///
/// Most visits are nobody's who asks: a few bits of the key's hash say so without a look at the set, which
/// lies all over the memory.
#[derive(Debug)]
pub(super) struct Keys {
    set: HashSet<IdKey, FixedState>,
    bits: Vec<u64>,
}

/// So many bits fit the processor's cache.
const BITS: u64 = 1 << 23;

impl Keys {
    pub(super) fn new() -> Self {
        Self { set: HashSet::default(), bits: vec![0; usize::try_from(BITS / 64).unwrap_or(0)] }
    }

    pub(super) fn insert(&mut self, key: IdKey) {
        let bit = Self::bit(key);
        self.bits[bit / 64] |= 1 << (bit % 64);
        self.set.insert(key);
    }

    fn contains(&self, key: IdKey) -> bool {
        let bit = Self::bit(key);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1 && self.set.contains(&key)
    }

    fn bit(key: IdKey) -> usize {
        // The upper bits of the product depend on all of the key.
        let spread = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        usize::try_from(spread % BITS).unwrap_or(0)
    }
}

impl KeyedVisits {
    /// Sorts the visits that `worth` lets count (or maybe count) and that were made by `as_of`.
    pub(super) fn new(
        height: usize,
        made: TimeColumn<'_>,
        as_of: i64,
        asked: Option<&Keys>,
        key: impl Fn(usize) -> Option<IdKey>,
        worth: impl Fn(usize) -> Option<bool>,
    ) -> Self {
        let mut entries = Vec::new();
        for visit in 0..height {
            let Some(counts) = worth(visit) else { continue };
            let Some(key) = key(visit).filter(|key| asked.is_none_or(|asked| asked.contains(*key))) else {
                continue;
            };
            let (latest, counts) = match made.reading(visit) {
                Reading::Known { earliest, .. } if earliest > as_of => continue,
                Reading::Known { latest, .. } => (latest, counts),
                Reading::Blank | Reading::Unreadable => (i64::MAX, false),
            };
            entries.push(Entry { key, latest, visit: u32::try_from(visit).unwrap_or(u32::MAX), counts });
        }
        entries.sort_unstable();
        let mut starts = HashMap::with_hasher(FixedState::default());
        for (place, entry) in (0..).zip(&entries) {
            starts.entry(entry.key).or_insert(place);
        }
        Self { entries, starts, nameless: Vec::new() }
    }

    /// Adds visits whose key cannot be read.
    pub(super) fn with_nameless(mut self, mut earliest: Vec<i64>) -> Self {
        earliest.sort_unstable();
        self.nameless = earliest;
        self
    }

    /// The first visit of a key that is not provably before `from`, and the first that may be one; `own` is
    /// the case itself, which must be followed by another: only a later one counts.
    pub(super) fn first_from(
        &self,
        key: Option<IdKey>,
        from: i64,
        own: Option<u32>,
        made: TimeColumn<'_>,
    ) -> Fulfilment {
        let Some(key) = key else {
            // Nobody knows whose case this is: any visit may be the one.
            return Fulfilment { actual: Reading::Blank, visit: None, doubt: Some(Reading::Unreadable) };
        };
        let mut found = Fulfilment { actual: Reading::Blank, visit: None, doubt: self.nameless_from(from) };
        let own_until = own.and_then(|own| match made.reading(own as usize) {
            Reading::Known { latest, .. } => Some(latest),
            Reading::Blank | Reading::Unreadable => None,
        });
        for entry in self.of(key, from).filter(|entry| Some(entry.visit) != own) {
            let at = match made.reading(entry.visit as usize) {
                Reading::Blank => Reading::Unreadable,
                at => at,
            };
            // At the very moment of the case it is no second visit; on the same day it may be the first.
            let mut counts = entry.counts;
            if let (Some(own_until), Reading::Known { earliest, latest }) = (own_until, at) {
                if latest == earliest && latest <= from {
                    continue;
                }
                counts &= earliest > own_until;
            }
            // Visits of unknown time come last, and any of them may have been the first.
            // What comes by an earlier moment at the latest stands first; a day may still begin before it.
            if let (true, Reading::Known { earliest: sooner, latest }, Reading::Known { earliest, .. }) =
                (counts, found.actual, at)
                && earliest < sooner
            {
                found.actual = Reading::Known { earliest, latest };
            }
            if counts && found.visit.is_none() {
                (found.actual, found.visit) = (at, Some(entry.visit));
            } else if !counts {
                found.doubt = sooner(found.doubt, Some(at));
            }
        }
        found
    }

    /// The visits of a key not provably before `from`, in the order of time.
    fn of(&self, key: IdKey, from: i64) -> impl Iterator<Item = &Entry> {
        let start = self.starts.get(&key).map_or(self.entries.len(), |&start| start as usize);
        let of_key = self.entries[start..].iter().take_while(move |entry| entry.key == key);
        of_key.skip_while(move |entry| entry.latest < from)
    }

    /// How many visits of a key lie within the two moments: for certain, and at most.
    pub(super) fn count(&self, key: IdKey, (from, to): (i64, i64), made: TimeColumn<'_>) -> (u32, u32) {
        let mut certain = 0;
        let mut possible = 0;
        for entry in self.of(key, from) {
            match made.reading(entry.visit as usize) {
                Reading::Known { earliest, .. } if earliest > to => {}
                Reading::Known { earliest, latest } => {
                    certain += u32::from(entry.counts && earliest >= from && latest <= to);
                    possible += 1;
                }
                Reading::Blank | Reading::Unreadable => possible += 1,
            }
        }
        let begin = self.nameless.partition_point(|&at| at < from);
        let within = self.nameless[begin..].iter().filter(|&&at| at <= to || at == i64::MAX).count();
        (certain, possible + u32::try_from(within).unwrap_or(u32::MAX))
    }

    /// The visits of a key within the two moments that count, or may.
    pub(super) fn within(
        &self,
        key: IdKey,
        (from, to): (i64, i64),
        made: TimeColumn<'_>,
    ) -> Vec<(u32, bool)> {
        self.of(key, from)
            .filter(|entry| made.known(entry.visit as usize).is_none_or(|earliest| earliest <= to))
            .map(|entry| (entry.visit, entry.counts))
            .collect()
    }

    fn nameless_from(&self, from: i64) -> Option<Reading> {
        let next = self.nameless.partition_point(|&earliest| earliest < from);
        self.nameless.get(next).map(|&earliest| Reading::Known { earliest, latest: earliest })
    }
}
