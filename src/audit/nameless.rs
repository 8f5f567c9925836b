//! Ids that are there and cannot be read: visits whose complaint can no longer be told, and complaints that
//! no visit can name.
//!
//! An id that a spreadsheet rounded, or a formula that was never computed, joins nothing. What it would
//! have joined is not known to be missing either: such cases are for the rules to leave open.

use std::collections::HashSet;

use crate::dataset::{Dataset, Fault, Field, Table};

/// Fewest digits of an id that a spreadsheet shows shortened or rounded.
const LONG: usize = 11;

/// Visits and complaints whose ties are lost.
#[derive(Debug, Default)]
pub(super) struct Nameless {
    /// Visits that name a complaint which cannot be read.
    visits: Vec<u32>,
    /// Whether any of them may be any complaint's, not only one with a long number for an id.
    visit_of_any: bool,
    /// Complaints whose own id cannot be read.
    complaints: HashSet<u32>,
    /// Whether any of them may have any id.
    complaint_of_any: bool,
    /// By complaint: whether its id is such as a spreadsheet spoils. Empty unless it matters.
    has_long_number: Vec<bool>,
}

impl Nameless {
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut nameless = Self::default();
        for cell in faulty(dataset.visits.as_ref(), Field::ComplaintId) {
            nameless.visits.push(cell.0);
            nameless.visit_of_any |= cell.1 == Fault::NotComputed;
        }
        for cell in faulty(Some(&dataset.complaints), Field::Id) {
            nameless.complaints.insert(cell.0);
            nameless.complaint_of_any |= cell.1 == Fault::NotComputed;
        }
        if !nameless.visits.is_empty() && !nameless.visit_of_any {
            let complaints = &dataset.complaints;
            nameless.has_long_number = (0..complaints.height())
                .map(|row| is_long_number(&dataset.id(complaints, Field::Id, row)))
                .collect();
        }
        nameless
    }

    /// The visits that name a complaint which cannot be read.
    pub(super) fn visits(&self) -> &[u32] {
        &self.visits
    }

    /// Whether one of these visits may be this complaint's.
    pub(super) fn may_concern(&self, complaint: usize) -> bool {
        !self.visits.is_empty()
            && (self.visit_of_any || self.has_long_number.get(complaint).copied().unwrap_or(true))
    }

    /// Whether no visit can name this complaint, because its own id cannot be read.
    pub(super) fn is_nameless(&self, complaint: usize) -> bool {
        !self.complaints.is_empty()
            && u32::try_from(complaint).is_ok_and(|complaint| self.complaints.contains(&complaint))
    }

    /// Whether an id that no complaint has may be that of one which cannot be read.
    pub(super) fn may_be_meant(&self, id: &str) -> bool {
        self.complaint_of_any || (!self.complaints.is_empty() && is_long_number(id))
    }
}

/// The cells of a column that hold something and have no value, by row.
fn faulty(table: Option<&Table>, field: Field) -> impl Iterator<Item = (u32, Fault)> {
    let cells = table.map_or(&[] as &[_], Table::unreadable);
    cells.iter().filter(move |cell| cell.field == field).map(|cell| (cell.row, cell.fault))
}

fn is_long_number(id: &str) -> bool {
    id.len() >= LONG && id.bytes().all(|byte| byte.is_ascii_digit())
}
