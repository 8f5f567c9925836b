//! Each complaint's earliest visit that counts, found in one pass over the visits.

use crate::dataset::{Dataset, Field, Reading, TimeColumn};
use crate::model::Moment;

use super::super::id_index::NO_ROW;
use super::super::links::{Links, VisitLink};
use super::target::{Fulfilment, sooner};

/// What unreadable ids leave open about a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// Nothing.
    None,
    /// A visit whose complaint cannot be read may be its own.
    NamelessVisit,
    /// Its own id cannot be read, so that any visit may be its own.
    NamelessComplaint,
}

/// For every complaint, the earliest visit of the wanted outcome from its trigger on.
#[derive(Debug)]
pub(in crate::audit) struct VisitMatches {
    first: Vec<u32>,
    /// A visit that was made by an earlier moment at the latest, though perhaps later; empty while there is none.
    surest: Vec<u32>,
    /// The earliest visit of unknown outcome or time; empty while there is none at all.
    doubtful: Vec<u32>,
    /// When visits were made whose complaint cannot be read: (latest moment, earliest moment of this and all
    /// later ones), sorted.
    nameless: Vec<(i64, i64)>,
    /// By complaint, if it matters: whether one of these visits may be its own.
    may_be_nameless: Vec<Doubt>,
}

impl VisitMatches {
    /// Looks at every visit once. `worth` says of a visit whether it counts for certain, or may, or not at
    /// all; `counted_from` from when on visits to a complaint count. A visit counts if it is not provably
    /// earlier and not after the as-of date; with a time that is not known it only raises a doubt.
    pub(in crate::audit) fn new(
        dataset: &Dataset,
        links: &Links,
        as_of: Moment,
        worth: impl Fn(usize) -> Option<bool>,
        counted_from: impl Fn(usize) -> Option<i64>,
    ) -> Option<Self> {
        let visits = dataset.visits.as_ref()?;
        let made = visits.times(Field::VisitedAt)?;
        let height = dataset.complaints.height();
        let nameless = nameless(links, made, as_of, |visit| worth(visit).is_some());
        let may_be_nameless = doubts(links, height);
        let mut matches = Self {
            first: vec![NO_ROW; height],
            surest: Vec::new(),
            doubtful: Vec::new(),
            nameless,
            may_be_nameless,
        };
        for visit in 0..visits.height() {
            let VisitLink::Complaint(complaint) = links.link(visit) else { continue };
            let Some(counts) = worth(visit) else { continue };
            let complaint = complaint as usize;
            let Some(from) = counted_from(complaint) else { continue };
            let at = made.reading(visit);
            if let Reading::Known { earliest, latest } = at
                && (latest < from || earliest > as_of.0)
            {
                continue;
            }
            if counts && matches!(at, Reading::Known { .. }) {
                let best = matches.first[complaint];
                keep_earlier(&mut matches.first[complaint], visit, made);
                // Of a day and a moment on it, the day may be sooner and the moment is surer.
                if best != NO_ROW && is_surer(best, visit, matches.first[complaint], made) {
                    matches.surest.resize(height, NO_ROW);
                    let other = if matches.first[complaint] == best { visit } else { best as usize };
                    keep_surest(&mut matches.surest[complaint], other, made);
                }
            } else {
                matches.doubtful.resize(height, NO_ROW);
                keep_earlier(&mut matches.doubtful[complaint], visit, made);
            }
        }
        Some(matches)
    }

    pub(super) fn fulfilment(
        &self,
        complaint: usize,
        triggered: Option<i64>,
        made: TimeColumn<'_>,
    ) -> Fulfilment {
        let visit = self.first[complaint];
        let named = self.doubtful.get(complaint).filter(|&&visit| visit != NO_ROW).map(|&visit| {
            match made.reading(visit as usize) {
                Reading::Blank => Reading::Unreadable,
                reading => reading,
            }
        });
        let doubt = match self.may_be_nameless.get(complaint).copied().unwrap_or(Doubt::None) {
            Doubt::None => named,
            Doubt::NamelessVisit => sooner(named, triggered.and_then(|at| self.nameless_since(at))),
            Doubt::NamelessComplaint => Some(Reading::Unreadable),
        };
        if visit == NO_ROW {
            return Fulfilment { actual: Reading::Blank, visit: None, doubt };
        }
        let surest = self.surest.get(complaint).filter(|&&surest| surest != NO_ROW);
        let actual = match (made.reading(visit as usize), surest) {
            (Reading::Known { earliest, latest }, Some(&surest)) => {
                Reading::Known { earliest, latest: latest.min(until(surest as usize, made)) }
            }
            (reading, _) => reading,
        };
        Fulfilment { actual, visit: Some(visit), doubt }
    }
}

impl VisitMatches {
    fn nameless_since(&self, triggered: i64) -> Option<Reading> {
        let next = self.nameless.partition_point(|&(latest, _)| latest < triggered);
        self.nameless.get(next).map(|&(latest, earliest)| Reading::Known { earliest, latest })
    }
}

fn doubts(links: &Links, height: usize) -> Vec<Doubt> {
    let nameless = links.nameless();
    let doubt = |complaint: usize| {
        if nameless.is_nameless(complaint) {
            Doubt::NamelessComplaint
        } else if nameless.may_concern(complaint) {
            Doubt::NamelessVisit
        } else {
            Doubt::None
        }
    };
    let doubts: Vec<Doubt> = (0..height).map(doubt).collect();
    if doubts.iter().all(|&doubt| doubt == Doubt::None) { Vec::new() } else { doubts }
}

/// When visits were made that may count and whose complaint cannot be read.
fn nameless(
    links: &Links,
    made: TimeColumn<'_>,
    as_of: Moment,
    may_count: impl Fn(usize) -> bool,
) -> Vec<(i64, i64)> {
    let mut times: Vec<(i64, i64)> = links
        .nameless()
        .visits()
        .iter()
        .filter(|&&visit| may_count(visit as usize))
        .filter_map(|&visit| match made.reading(visit as usize) {
            Reading::Known { earliest, latest } => (earliest <= as_of.0).then_some((latest, earliest)),
            Reading::Blank | Reading::Unreadable => Some((i64::MAX, i64::MIN)),
        })
        .collect();
    times.sort_unstable();
    let mut earliest_from_here = i64::MAX;
    for (_, earliest) in times.iter_mut().rev() {
        earliest_from_here = earliest_from_here.min(*earliest);
        *earliest = earliest_from_here;
    }
    times
}

/// Whether of two visits the one that is not `first` was made by an earlier moment at the latest.
fn is_surer(one: u32, other: usize, first: u32, made: TimeColumn<'_>) -> bool {
    let second = if first == one { other } else { one as usize };
    until(second, made) < until(first as usize, made)
}

fn keep_surest(best: &mut u32, visit: usize, made: TimeColumn<'_>) {
    if *best == NO_ROW || until(visit, made) < until(*best as usize, made) {
        *best = u32::try_from(visit).unwrap_or(NO_ROW);
    }
}

/// The latest moment a visit can have been made.
fn until(visit: usize, made: TimeColumn<'_>) -> i64 {
    match made.reading(visit) {
        Reading::Known { latest, .. } => latest,
        Reading::Blank | Reading::Unreadable => i64::MAX,
    }
}

/// Keeps the earlier of two visits; one without a known time goes first, of two alike the first row.
fn keep_earlier(best: &mut u32, visit: usize, made: TimeColumn<'_>) {
    let sooner = *best == NO_ROW || made.known(visit) < made.known(*best as usize);
    if sooner {
        *best = u32::try_from(visit).unwrap_or(NO_ROW);
    }
}
