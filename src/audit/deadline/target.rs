//! What fulfils a deadline: a time of the case, or the earliest visit that counts.

use crate::dataset::{Dataset, Field, IdKey, Reading, TimeColumn};
use crate::model::Subject;
use crate::policy::{MatchBy, Reopening, Stage, WantedVisit};

use super::super::conditions::{Conditions, Fit, Ground};
use super::super::customers::CustomerIds;
use super::super::keyed_visits::KeyedVisits;
use super::super::links::{Links, VisitLink};
use super::by_complaint::VisitMatches;
use super::times::CaseTimes;

/// When a deadline was fulfilled.
#[derive(Debug, Clone, Copy)]
pub(in crate::audit) struct Fulfilment {
    /// When it was done.
    pub(in crate::audit) actual: Reading,
    /// The visit that did it.
    pub(in crate::audit) visit: Option<u32>,
    /// When something of unknown outcome might have done it too; unreadable if its time is not known.
    pub(in crate::audit) doubt: Option<Reading>,
}

impl Fulfilment {
    /// By a time of the case itself.
    pub(super) fn by_field(actual: Reading) -> Self {
        Self { actual, visit: None, doubt: None }
    }
}

/// The visits that may fulfil one thing due, found once for all cases.
#[derive(Debug)]
pub(in crate::audit) enum Matches {
    /// None are asked for.
    NoVisits,
    /// Each complaint's earliest one; under the other definition of a closure, where it matters.
    ByComplaint { plain: VisitMatches, other_close: Option<VisitMatches> },
    /// By customer, or for cases that are visits themselves.
    Keyed(KeyedVisits),
}

/// What fulfils a deadline, tied to columns.
pub(super) enum BoundTarget<'a> {
    /// A time of the case.
    Field(CaseTimes<'a>),
    /// Visits to the complaint, and when they were made.
    ByComplaint { plain: &'a VisitMatches, other_close: Option<&'a VisitMatches>, made: TimeColumn<'a> },
    /// Visits of the case's key, and when they were made.
    Keyed { visits: &'a KeyedVisits, keys: CaseKeys<'a>, made: TimeColumn<'a>, is_visit: bool },
}

impl BoundTarget<'_> {
    /// What fulfils the deadline of a case whose clock started at `triggered`.
    #[inline]
    pub(super) fn fulfilment(
        &self,
        row: usize,
        triggered: Option<i64>,
        opens: Option<i64>,
        closing: (Reopening, bool),
    ) -> Fulfilment {
        match self {
            Self::Field(times) => {
                let actual = times.reading(row, closing.0);
                // Done before it could count is not done.
                let too_early = matches!((actual, opens),
                    (Reading::Known { latest, .. }, Some(opens)) if latest < opens);
                Fulfilment::by_field(if too_early { Reading::Blank } else { actual })
            }
            Self::ByComplaint { plain, other_close, made } => {
                let matches = if closing.1 { other_close.unwrap_or(plain) } else { plain };
                matches.fulfilment(row, triggered, *made)
            }
            Self::Keyed { visits, keys, made, is_visit } => {
                let Some(from) = opens.or(triggered) else {
                    return Fulfilment::by_field(Reading::Blank);
                };
                let own = is_visit.then(|| u32::try_from(row).unwrap_or(u32::MAX));
                visits.first_from(keys.of(row), from, own, *made)
            }
        }
    }
}

/// What ties a case to visits.
pub(super) enum CaseKeys<'a> {
    /// Its customer.
    Customer(CustomerIds<'a>),
    /// The complaint that the visit names.
    ComplaintOf(&'a Links),
}

impl<'a> CaseKeys<'a> {
    /// The keys of the rows of `subject`; `None` if no column ties them.
    pub(super) fn new(
        by: MatchBy,
        subject: Subject,
        dataset: &'a Dataset,
        links: Option<&'a Links>,
    ) -> Option<Self> {
        match by {
            MatchBy::Customer => {
                Some(Self::Customer(CustomerIds::new(dataset, links, subject))).filter(|keys| keys.known())
            }
            MatchBy::Complaint => {
                let named = dataset.visits.as_ref().is_some_and(|visits| visits.has(Field::ComplaintId));
                links.filter(|_| named && subject == Subject::Visits).map(Self::ComplaintOf)
            }
        }
    }

    fn known(&self) -> bool {
        match self {
            Self::Customer(ids) => ids.known(),
            Self::ComplaintOf(_) => true,
        }
    }

    /// The key of a row; `None` where nothing ties it.
    pub(super) fn of(&self, row: usize) -> Option<IdKey> {
        match self {
            Self::Customer(ids) => Some(ids.of(row)).filter(|&id| id != crate::dataset::BLANK_ID),
            Self::ComplaintOf(links) => match links.link(row) {
                VisitLink::Complaint(complaint) => Some(IdKey::from(complaint)),
                VisitLink::Orphan | VisitLink::Nothing => None,
            },
        }
    }
}

/// Which visits count for one thing due, as conditions on the visits export.
pub(in crate::audit) fn wanted_visits<'a>(
    wanted: &WantedVisit,
    ground: Ground<'a>,
) -> Result<Conditions<'a>, super::BindError> {
    // Without an outcome nobody knows who was reached: that leaves every verdict open instead of the rule.
    Conditions::bind(&wanted.conditions, Subject::Visits, ground, |field| field == Field::Outcome)
}

/// What a visit is worth: `Yes`, or one of the two doubts, or nothing.
pub(in crate::audit) fn worth(conditions: &Conditions<'_>, visit: usize) -> Option<bool> {
    match conditions.fit(visit) {
        Fit::Yes => Some(true),
        Fit::Unknown | Fit::Blank => Some(false),
        Fit::No => None,
    }
}

/// Whether a stage asks for visits.
pub(in crate::audit) fn wants_visit(stage: &Stage) -> Option<&WantedVisit> {
    match &stage.expects {
        crate::policy::Expectation::Visit(wanted) => Some(wanted),
        crate::policy::Expectation::Field(_) => None,
    }
}

/// Of two doubts the one that may lie earlier.
pub(in crate::audit) fn sooner(one: Option<Reading>, other: Option<Reading>) -> Option<Reading> {
    let from = |reading: &Reading| match reading {
        Reading::Known { earliest, .. } => *earliest,
        Reading::Blank | Reading::Unreadable => i64::MIN,
    };
    one.into_iter().chain(other).min_by_key(from)
}
