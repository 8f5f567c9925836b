//! Which column of a file is which field.
//!
//! Owns recognition by header and by what the values look like, and the plan of what is loaded. A header
//! is compared with the field table after normalising: width, case, white space, marks such as `_` and
//! `-`, and a remark in brackets (`受理时间(北京时间)`) make no difference, unless the remark changes the
//! meaning (`办结时间(要求)`). `--map` goes before
//! everything, then the columns a policy names itself. Refuses to guess: what is not certain means nothing, and two columns that are equally
//! good for a field are an error that names them.

mod aliases;
mod header;
mod looks;
mod plan;
mod recognise;
mod subject;
mod suggest;
#[cfg(test)]
mod tests;

pub(in crate::ingest) use aliases::{is_header, may_head_ids};
pub(in crate::ingest) use header::{HeaderCell, looks_like_record};
pub use header::{names_column, same_header};
pub(in crate::ingest) use looks::ColumnLook;
pub(in crate::ingest) use plan::{ColumnPlan, Slot};
pub(in crate::ingest) use recognise::Why;
pub(in crate::ingest) use subject::{HeaderScore, decide_subject, header_score};
pub(in crate::ingest) use suggest::suggestions;

use crate::dataset::Field;
use crate::model::{Subject, Text};

/// A user's `--map [export.]field=header`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMap {
    /// The export it is for; `None` for whichever has the header.
    pub subject: Option<Subject>,
    /// The field.
    pub field: Field,
    /// The header.
    pub header: String,
}

/// A column that a policy names itself; an export may well have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnColumn {
    /// The export it belongs to.
    pub subject: Subject,
    /// The field it is kept as; most likely a spare one, [`Field::Time`] or [`Field::Word`].
    pub field: Field,
    /// The headers that mean it, best first; compared as those of the field table are.
    pub headers: Vec<String>,
    /// What people call it.
    pub title: Text,
}

/// A header that was named for a field, by whomever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Naming {
    /// The export it is for; `None` for whichever has the header.
    pub(in crate::ingest) subject: Option<Subject>,
    pub(in crate::ingest) field: Field,
    pub(in crate::ingest) header: String,
    /// [`Why::Map`] or [`Why::Own`].
    why: Why,
}

impl Naming {
    /// The headers of a column of the policy's own.
    pub(in crate::ingest) fn of_own(column: &OwnColumn) -> impl Iterator<Item = Self> + '_ {
        column.headers.iter().map(|header| Self {
            subject: Some(column.subject),
            field: column.field,
            header: header.clone(),
            why: Why::Own,
        })
    }

    fn is_for(&self, subject: Subject) -> bool {
        self.subject.is_none_or(|other| other == subject)
    }
}

impl From<&ColumnMap> for Naming {
    fn from(map: &ColumnMap) -> Self {
        Self { subject: map.subject, field: map.field, header: map.header.clone(), why: Why::Map }
    }
}
