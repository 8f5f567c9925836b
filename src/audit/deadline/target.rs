//! What fulfils a deadline: a time of the complaint, or the earliest visit that counts.

use crate::dataset::{Dataset, Field, Reading, TimeColumn};
use crate::model::Moment;

use super::super::id_index::NO_ROW;
use super::super::links::{Links, Outcome, VisitLink};

/// What fulfils a deadline, tied to columns.
pub(super) enum BoundTarget<'a> {
    /// A time column of the complaint.
    Field(TimeColumn<'a>),
    /// Visits to the complaint, and when they were made.
    Visit(&'a VisitMatches, TimeColumn<'a>),
}

/// When a complaint's deadline was fulfilled.
pub(super) struct Fulfilment {
    /// When it was done.
    pub(super) actual: Reading,
    /// The visit that did it.
    pub(super) visit: Option<u32>,
    /// When something of unknown outcome might have done it too; unreadable if its time is not known.
    pub(super) doubt: Option<Reading>,
}

impl BoundTarget<'_> {
    /// What fulfils the deadline of a complaint whose clock started at `triggered`.
    pub(super) fn fulfilment(&self, row: usize, triggered: Option<i64>) -> Fulfilment {
        match self {
            Self::Field(column) => Fulfilment { actual: column.reading(row), visit: None, doubt: None },
            Self::Visit(matches, made) => matches.fulfilment(row, triggered, *made),
        }
    }
}

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
    /// The earliest visit of unknown outcome or time; empty while there is none at all.
    doubtful: Vec<u32>,
    /// When visits were made whose complaint cannot be read: (latest moment, earliest moment of this and all
    /// later ones), sorted.
    nameless: Vec<(i64, i64)>,
    /// By complaint, if it matters: whether one of these visits may be its own.
    may_be_nameless: Vec<Doubt>,
}

impl VisitMatches {
    /// Looks at every visit once. A visit counts if it is not provably before the trigger and not
    /// after the as-of date; with an outcome or a time that is not known it only raises a doubt.
    pub(in crate::audit) fn new(
        dataset: &Dataset,
        links: &Links,
        trigger: Field,
        wanted: Outcome,
        as_of: Moment,
    ) -> Option<Self> {
        let visits = dataset.visits.as_ref()?;
        let triggers = dataset.complaints.times(trigger)?;
        let made = visits.times(Field::VisitedAt)?;
        let words = visits.words(Field::Outcome);
        let height = dataset.complaints.height();
        let nameless = nameless(links, made, as_of, |visit| {
            let outcome = words.map_or(Outcome::Unknown, |words| links.outcome_of(words[visit]));
            outcome == wanted || outcome == Outcome::Unknown
        });
        let may_be_nameless = doubts(links, height);
        let mut matches =
            Self { first: vec![NO_ROW; height], doubtful: Vec::new(), nameless, may_be_nameless };
        for visit in 0..visits.height() {
            let VisitLink::Complaint(complaint) = links.link(visit) else { continue };
            let outcome = words.map_or(Outcome::Unknown, |words| links.outcome_of(words[visit]));
            if outcome != wanted && outcome != Outcome::Unknown {
                continue;
            }
            let complaint = complaint as usize;
            let Reading::Known { earliest: triggered, .. } = triggers.reading(complaint) else { continue };
            let at = made.reading(visit);
            if let Reading::Known { earliest, latest } = at
                && (latest < triggered || earliest > as_of.0)
            {
                continue;
            }
            if outcome == wanted && matches!(at, Reading::Known { .. }) {
                keep_earlier(&mut matches.first[complaint], visit, made);
            } else {
                matches.doubtful.resize(height, NO_ROW);
                keep_earlier(&mut matches.doubtful[complaint], visit, made);
            }
        }
        Some(matches)
    }

    fn fulfilment(&self, complaint: usize, triggered: Option<i64>, made: TimeColumn<'_>) -> Fulfilment {
        let visit = self.first[complaint];
        let named = self.doubtful.get(complaint).filter(|&&visit| visit != NO_ROW).map(|&visit| {
            match made.reading(visit as usize) {
                Reading::Blank => Reading::Unreadable,
                reading => reading,
            }
        });
        let doubt = match self.may_be_nameless.get(complaint).copied().unwrap_or(Doubt::None) {
            Doubt::None => named,
            Doubt::NamelessVisit => earlier(named, triggered.and_then(|at| self.nameless_since(at))),
            Doubt::NamelessComplaint => Some(Reading::Unreadable),
        };
        if visit == NO_ROW {
            return Fulfilment { actual: Reading::Blank, visit: None, doubt };
        }
        Fulfilment { actual: made.reading(visit as usize), visit: Some(visit), doubt }
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

/// Of two doubts the one that may lie earlier.
fn earlier(one: Option<Reading>, other: Option<Reading>) -> Option<Reading> {
    let from = |reading: &Reading| match reading {
        Reading::Known { earliest, .. } => *earliest,
        Reading::Blank | Reading::Unreadable => i64::MIN,
    };
    one.into_iter().chain(other).min_by_key(from)
}

/// Keeps the earlier of two visits; one without a known time goes first, of two alike the first row.
fn keep_earlier(best: &mut u32, visit: usize, made: TimeColumn<'_>) {
    let sooner = *best == NO_ROW || made.known(visit) < made.known(*best as usize);
    if sooner {
        *best = u32::try_from(visit).unwrap_or(NO_ROW);
    }
}
