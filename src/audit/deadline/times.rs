//! When something happened to a case, under the policy's definition of a closure.
//!
//! Owns reopening: which close counts where a case was closed more than once, and that a case opened
//! again is not closed.

use crate::dataset::{Field, Reading, Table, TimeColumn};
use crate::model::Subject;
use crate::policy::Reopening;

/// A time of the case.
#[derive(Debug, Clone, Copy)]
pub(in crate::audit) struct CaseTimes<'a> {
    column: TimeColumn<'a>,
    closes: Option<Closes<'a>>,
}

/// What else is known of a closure.
#[derive(Debug, Clone, Copy)]
struct Closes<'a> {
    first: Option<TimeColumn<'a>>,
    reopened: Option<TimeColumn<'a>>,
    reopen_count: Option<&'a [f64]>,
    as_of: i64,
}

impl<'a> CaseTimes<'a> {
    /// The times of `field`; `None` where the export lacks the column.
    ///
    /// A reopening after `as_of` has not happened.
    pub(in crate::audit) fn new(table: &'a Table, field: Field, as_of: i64) -> Option<Self> {
        let column = table.times(field)?;
        let is_closure = field == Field::ClosedAt && table.subject() == Subject::Complaints;
        let closes = is_closure.then(|| Closes {
            first: table.times(Field::FirstClosedAt),
            reopened: table.times(Field::ReopenedAt),
            reopen_count: table.numbers(Field::ReopenCount),
            as_of,
        });
        Some(Self { column, closes })
    }

    /// Whether the export tells the first close from the last.
    pub(in crate::audit) fn tells_closes_apart(&self) -> bool {
        self.closes.is_some_and(|closes| closes.first.is_some())
    }

    /// Whether the first close of the case is another than the last.
    pub(super) fn was_reopened(&self, row: usize) -> bool {
        self.reading(row, Reopening::First) != self.reading(row, Reopening::Last)
    }

    /// When it happened.
    #[inline]
    pub(in crate::audit) fn reading(&self, row: usize, which: Reopening) -> Reading {
        let last = self.column.reading(row);
        match self.closes {
            None => last,
            Some(closes) => match which {
                Reopening::Last => closes.last(row, last),
                Reopening::First => closes.first(row, last),
            },
        }
    }
}

impl Closes<'_> {
    /// A close before the case was opened again closed nothing.
    fn last(&self, row: usize, close: Reading) -> Reading {
        match self.order(row, close) {
            Some(Order::ReopenedAfter) => Reading::Blank,
            Some(Order::Unclear) => Reading::Unreadable,
            Some(Order::ClosedAfter) | None => close,
        }
    }

    /// The first close, where it is written or the case was closed but once.
    fn first(&self, row: usize, close: Reading) -> Reading {
        match self.first.map(|times| times.reading(row)) {
            Some(Reading::Known { earliest, latest }) => return Reading::Known { earliest, latest },
            Some(Reading::Unreadable) => return Reading::Unreadable,
            Some(Reading::Blank) | None => {}
        }
        let counted = self.reopen_count.is_some_and(|counts| counts[row] >= 1.0);
        match self.order(row, close) {
            Some(Order::ReopenedAfter) => close,
            // It was closed before it was opened again, and nobody wrote down when.
            Some(Order::ClosedAfter | Order::Unclear) => Reading::Unreadable,
            None if counted && matches!(close, Reading::Known { .. }) => Reading::Unreadable,
            None => close,
        }
    }

    /// Which came first, the close or the reopening; `None` where there is but one of them.
    fn order(&self, row: usize, close: Reading) -> Option<Order> {
        let Reading::Known { earliest: closed, latest: closed_by } = close else { return None };
        match self.reopened?.reading(row) {
            Reading::Blank => None,
            Reading::Unreadable => Some(Order::Unclear),
            Reading::Known { earliest, .. } if earliest > self.as_of => None,
            Reading::Known { earliest, .. } if earliest > closed_by => Some(Order::ReopenedAfter),
            Reading::Known { latest, .. } if latest <= closed => Some(Order::ClosedAfter),
            Reading::Known { .. } => Some(Order::Unclear),
        }
    }
}

/// Which came last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    ReopenedAfter,
    ClosedAfter,
    /// Only days are known, or a cell cannot be read.
    Unclear,
}
