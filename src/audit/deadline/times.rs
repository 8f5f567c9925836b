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
}

impl<'a> CaseTimes<'a> {
    /// The times of `field`; `None` where the export lacks the column.
    pub(in crate::audit) fn new(table: &'a Table, field: Field) -> Option<Self> {
        let column = table.times(field)?;
        let is_closure = field == Field::ClosedAt && table.subject() == Subject::Complaints;
        let closes = is_closure.then(|| Closes {
            first: table.times(Field::FirstClosedAt),
            reopened: table.times(Field::ReopenedAt),
            reopen_count: table.numbers(Field::ReopenCount),
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
        match (close, self.reopened.map(|times| times.reading(row))) {
            (Reading::Known { latest, .. }, Some(Reading::Known { earliest, .. })) if earliest > latest => {
                Reading::Blank
            }
            _ => close,
        }
    }

    /// The first close, where it is written or the case was closed but once.
    fn first(&self, row: usize, close: Reading) -> Reading {
        match self.first.map(|times| times.reading(row)) {
            Some(Reading::Known { earliest, latest }) => Reading::Known { earliest, latest },
            Some(Reading::Unreadable) => Reading::Unreadable,
            Some(Reading::Blank) | None => {
                let reopened = self.reopen_count.is_some_and(|counts| counts[row] >= 1.0);
                let once = matches!(self.last(row, close), Reading::Blank);
                if reopened && !once { Reading::Unreadable } else { close }
            }
        }
    }
}
