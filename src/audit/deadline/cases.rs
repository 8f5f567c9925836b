//! The rows of an export as cases, and which of them take part.

use crate::dataset::{Reading, Table};
use crate::model::{Period, Subject};

use super::super::customers::Customers;
use super::super::links::Links;
use super::super::scope::{Scope, Standing, overlaps};
use super::super::verdicts::Reason;

/// The cases of one export.
#[derive(Clone, Copy)]
pub(in crate::audit) struct Cases<'a> {
    pub(in crate::audit) table: &'a Table,
    pub(in crate::audit) scope: &'a Scope,
    pub(in crate::audit) links: Option<&'a Links>,
    pub(in crate::audit) customers: Option<&'a Customers>,
    pub(in crate::audit) period: Period,
    /// Visits that repeat an id, sorted; empty unless visits are the cases.
    pub(in crate::audit) repeated_visits: &'a [u32],
    pub(in crate::audit) as_of: i64,
}

impl Cases<'_> {
    /// Whether an earlier row of the visits has the same id.
    pub(in crate::audit) fn is_repeated_visit(&self, visit: usize) -> bool {
        u32::try_from(visit).is_ok_and(|visit| self.repeated_visits.binary_search(&visit).is_ok())
    }

    /// Why a row takes no part; `trigger` is when its clock started.
    pub(super) fn bar(&self, row: usize, trigger: Reading) -> Option<Reason> {
        match self.table.subject() {
            Subject::Visits if self.is_repeated_visit(row) => Some(Reason::Repeat),
            Subject::Visits => {
                let outside = self.links.is_some_and(|links| !links.in_period(row));
                outside.then_some(Reason::OutsidePeriod)
            }
            Subject::Customers if self.customers.is_some_and(|customers| customers.is_repeat(row)) => {
                Some(Reason::Repeat)
            }
            Subject::Customers => match trigger {
                Reading::Known { earliest, latest } if !overlaps(self.period, earliest, latest) => {
                    Some(Reason::OutsidePeriod)
                }
                _ => None,
            },
            _ => match self.scope.standing(row) {
                Standing::Repeat => Some(Reason::Repeat),
                Standing::EarlierEvent => Some(Reason::EarlierEvent),
                Standing::OutsidePeriod => Some(Reason::OutsidePeriod),
                Standing::Later => Some(Reason::ReceivedLater),
                Standing::Case => None,
            },
        }
    }
}
