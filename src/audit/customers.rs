//! Customers found by their ids: whose complaint it is, whose visit.
//!
//! Owns the step from a record to its customer. A visit that names no customer is that of its
//! complaint's customer. Refuses to guess where neither names one.

use crate::dataset::{BLANK_ID, Dataset, Field, IdKey};
use crate::model::Subject;

use super::id_index::{IdIndex, NO_ROW};
use super::links::{Links, VisitLink};

/// The customers export, found by id.
#[derive(Debug)]
pub(super) struct Customers {
    index: IdIndex,
    /// Rows that repeat an id.
    repeats: Vec<u32>,
}

impl Customers {
    /// `None` without a customers export.
    pub(super) fn new(dataset: &Dataset) -> Option<Self> {
        let ids = dataset.customers.as_ref()?.ids(Field::Id)?;
        let (index, repeats) = IdIndex::new(ids);
        Some(Self { index, repeats: repeats.into_iter().map(|(row, _)| row).collect() })
    }

    /// Whether an earlier row has the same id.
    pub(super) fn is_repeat(&self, row: usize) -> bool {
        u32::try_from(row).is_ok_and(|row| self.repeats.binary_search(&row).is_ok())
    }

    /// The row of each record's customer, [`NO_ROW`] where none is named or known.
    pub(super) fn rows_of(&self, dataset: &Dataset, links: Option<&Links>, subject: Subject) -> Vec<u32> {
        let height = dataset.table(subject).map_or(0, crate::dataset::Table::height);
        let keys = CustomerIds::new(dataset, links, subject);
        let row_of = |row| match keys.of(row) {
            BLANK_ID => NO_ROW,
            id => self.index.row(id).unwrap_or(NO_ROW),
        };
        (0..height).map(row_of).collect()
    }
}

/// The customer that each record of an export names.
pub(super) struct CustomerIds<'a> {
    own: Option<&'a [IdKey]>,
    by_complaint: Option<(&'a [IdKey], &'a Links)>,
}

impl<'a> CustomerIds<'a> {
    /// Finds the columns; without any, every record's customer is unknown.
    pub(super) fn new(dataset: &'a Dataset, links: Option<&'a Links>, subject: Subject) -> Self {
        let own = match subject {
            Subject::Customers => dataset.customers.as_ref().and_then(|table| table.ids(Field::Id)),
            _ => dataset.table(subject).and_then(|table| table.ids(Field::CustomerId)),
        };
        let named = dataset.complaints.ids(Field::CustomerId);
        let by_complaint = match subject {
            Subject::Visits => named.zip(links),
            _ => None,
        };
        Self { own, by_complaint }
    }

    /// Whether any column names customers.
    pub(super) fn known(&self) -> bool {
        self.own.is_some() || self.by_complaint.is_some()
    }

    /// The customer of a record, [`BLANK_ID`] where unknown.
    pub(super) fn of(&self, row: usize) -> IdKey {
        match self.own.map_or(BLANK_ID, |ids| ids[row]) {
            BLANK_ID => self.of_complaint(row).unwrap_or(BLANK_ID),
            id => id,
        }
    }

    fn of_complaint(&self, visit: usize) -> Option<IdKey> {
        let (ids, links) = self.by_complaint?;
        match links.link(visit) {
            VisitLink::Complaint(row) => Some(ids[row as usize]),
            VisitLink::Orphan | VisitLink::Nothing => None,
        }
    }
}
