//! Which complaints stand for a case, and which rows the period takes in.

use crate::dataset::{Field, IdKey, Reading, Table};
use crate::model::{Moment, Period};

use super::event_log::{EventHolds, Events};
use super::id_index::IdIndex;

/// How a complaint row takes part in the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It stands for its case.
    Case,
    /// An earlier row has the same id and stands for the case.
    Repeat,
    /// A later event of the same case stands for it.
    EarlierEvent,
    /// It was received outside the audited period.
    OutsidePeriod,
    /// It was received after the as-of date: it does not exist yet.
    Later,
}

/// The standing of every complaint row, and the index of their ids.
#[derive(Debug)]
pub struct Scope {
    standings: Vec<Standing>,
    /// Repeating rows with the first row of their id, by row.
    pub(super) repeats: Vec<(u32, u32)>,
    index: IdIndex,
    events: Option<Events>,
}

impl Scope {
    /// Looks at all complaints. A complaint whose time of receipt is not known cannot be outside.
    #[must_use]
    pub fn new(complaints: &Table, period: Period, as_of: Moment) -> Self {
        Self::with_events(complaints, period, as_of, None)
    }

    /// Looks at all complaints; `events` says which rows are events of one case.
    pub(super) fn with_events(
        complaints: &Table,
        period: Period,
        as_of: Moment,
        events: Option<Events>,
    ) -> Self {
        let (index, mut repeats) = IdIndex::new(complaints.ids(Field::Id).unwrap_or_default());
        let mut standings = vec![Standing::Case; complaints.height()];
        match &events {
            Some(events) => {
                repeats.clear();
                for row in events.earlier_rows() {
                    standings[row as usize] = Standing::EarlierEvent;
                }
            }
            None => {
                for &(row, _) in &repeats {
                    standings[row as usize] = Standing::Repeat;
                }
            }
        }
        if let Some(received) = complaints.times(Field::ReceivedAt) {
            for (row, standing) in standings.iter_mut().enumerate() {
                match received.reading(row) {
                    Reading::Known { earliest, latest }
                        if !overlaps(period, earliest, latest) && *standing != Standing::EarlierEvent =>
                    {
                        *standing = Standing::OutsidePeriod;
                    }
                    Reading::Known { earliest, .. } if earliest > as_of.0 && *standing == Standing::Case => {
                        *standing = Standing::Later;
                    }
                    _ => {}
                }
            }
        }
        Self { standings, repeats, index, events }
    }

    /// The standing of a row.
    #[must_use]
    pub fn standing(&self, row: usize) -> Standing {
        self.standings[row]
    }

    /// Whether the period takes the row in.
    #[must_use]
    pub fn in_period(&self, row: usize) -> bool {
        self.standings[row] != Standing::OutsidePeriod
    }

    /// The row that stands for the complaint with this id.
    #[must_use]
    pub fn row_of(&self, id: IdKey) -> Option<u32> {
        let first = self.index.row(id)?;
        Some(self.events.as_ref().map_or(first, |events| events.last_of(first)))
    }

    /// Whether rows are events of cases.
    pub(super) fn has_events(&self) -> bool {
        self.events.is_some()
    }

    /// The holds that the events tell of.
    pub(super) fn event_holds(&self) -> Option<&EventHolds> {
        self.events.as_ref().map(Events::holds)
    }
}

/// Whether a time between `earliest` and `latest` can lie in the period.
pub(super) fn overlaps(period: Period, earliest: i64, latest: i64) -> bool {
    period.from.is_none_or(|from| latest >= from.0) && period.to.is_none_or(|to| earliest <= to.0)
}
