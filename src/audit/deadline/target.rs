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
    pub(super) fn fulfilment(&self, row: usize) -> Fulfilment {
        match self {
            Self::Field(column) => Fulfilment { actual: column.reading(row), visit: None, doubt: None },
            Self::Visit(matches, made) => matches.fulfilment(row, *made),
        }
    }
}

/// For every complaint, the earliest visit of the wanted outcome from its trigger on.
#[derive(Debug)]
pub(in crate::audit) struct VisitMatches {
    first: Vec<u32>,
    /// The earliest visit of unknown outcome or time; empty while there is none at all.
    doubtful: Vec<u32>,
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
        let mut matches = Self { first: vec![NO_ROW; height], doubtful: Vec::new() };
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

    fn fulfilment(&self, complaint: usize, made: TimeColumn<'_>) -> Fulfilment {
        let visit = self.first[complaint];
        let doubt = self.doubtful.get(complaint).filter(|&&visit| visit != NO_ROW).map(|&visit| {
            match made.reading(visit as usize) {
                Reading::Blank => Reading::Unreadable,
                reading => reading,
            }
        });
        if visit == NO_ROW {
            return Fulfilment { actual: Reading::Blank, visit: None, doubt };
        }
        Fulfilment { actual: made.reading(visit as usize), visit: Some(visit), doubt }
    }
}

/// Keeps the earlier of two visits; one without a known time goes first, of two alike the first row.
fn keep_earlier(best: &mut u32, visit: usize, made: TimeColumn<'_>) {
    let sooner = *best == NO_ROW || made.known(visit) < made.known(*best as usize);
    if sooner {
        *best = u32::try_from(visit).unwrap_or(NO_ROW);
    }
}
