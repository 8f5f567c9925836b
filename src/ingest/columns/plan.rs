//! How the columns of one file are read: which are loaded, and as what. Owns the choice of what is worth
//! loading; refuses a file that lacks what its export needs.

use super::Naming;
use super::header::{HeaderCell, looks_like_record};
use super::looks::ColumnLook;
use super::recognise::{Recognised, recognise};
use super::subject::required;
use crate::dataset::{Field, Holds, Privacy, field_def};
use crate::ingest::error::Problem;
use crate::ingest::values::DurationUnit;
use crate::model::Subject;

/// A column that is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Slot {
    pub(in crate::ingest) field: Field,
    pub(in crate::ingest) column: usize,
    pub(in crate::ingest) holds: Holds,
    /// The unit of bare numbers in a column of lengths of time, if its header states one.
    pub(in crate::ingest) unit: Option<DurationUnit>,
}

/// How the columns of one file are read.
#[derive(Clone, Debug)]
pub(in crate::ingest) struct ColumnPlan {
    pub(in crate::ingest) subject: Subject,
    /// The headers as they stand in the file.
    pub(in crate::ingest) headers: Vec<HeaderCell>,
    /// The columns to load.
    pub(in crate::ingest) slots: Vec<Slot>,
    /// The recognised columns, loaded or not, in file order.
    pub(in crate::ingest) recognised: Vec<Recognised>,
}

impl ColumnPlan {
    /// Plans the columns of a file; `wanted` chooses the words, ids and blanks of
    /// free text worth keeping. Times, numbers and
    /// lengths of time are always loaded, because each of their cells has to be readable.
    ///
    /// # Errors
    /// [`Problem::MissingFields`], [`Problem::NoHeader`] and [`Problem::Ambiguous`].
    pub(in crate::ingest) fn new(
        subject: Subject,
        headers: Vec<HeaderCell>,
        looks: &[ColumnLook],
        names: &[Naming],
        wanted: &dyn Fn(Subject, Field) -> bool,
    ) -> Result<Self, Problem> {
        let recognised = recognise(subject, &headers, looks, names)?;
        let missing: Vec<&'static str> = required(subject)
            .iter()
            .filter(|field| !recognised.iter().any(|known| known.field == **field))
            .map(|field| field.key())
            .collect();
        if !missing.is_empty() {
            let headers: Vec<String> = headers.iter().map(HeaderCell::shown).collect();
            return Err(if looks_like_record(&headers) {
                Problem::NoHeader
            } else {
                Problem::MissingFields { subject, fields: missing, headers }
            });
        }
        let slots =
            recognised.iter().filter_map(|known| slot(subject, known, &headers, looks, wanted)).collect();
        Ok(Self { subject, headers, slots, recognised })
    }

    /// Of columns that were not taken for anything.
    pub(in crate::ingest) fn unread(subject: Subject, headers: Vec<HeaderCell>) -> Self {
        Self { subject, headers, slots: Vec::new(), recognised: Vec::new() }
    }

    /// The column of the time that every record must have.
    pub(in crate::ingest) fn required_time(&self) -> Option<usize> {
        let is_time =
            |field: Field| field_def(self.subject, field).is_some_and(|def| def.holds == Holds::Time);
        self.recognised
            .iter()
            .find(|known| required(self.subject).contains(&known.field) && is_time(known.field))
            .map(|known| known.column)
    }

    /// The column of the record's own id.
    pub(in crate::ingest) fn id_column(&self) -> Option<usize> {
        self.recognised.iter().find(|known| known.field == Field::Id).map(|known| known.column)
    }

    /// The columns whose cells tell who somebody is, loaded or not. What a policy names itself is not among
    /// them: it may as well be a word that every text has.
    pub(in crate::ingest) fn columns_of_persons(&self) -> Vec<usize> {
        let tells_who = |known: &&Recognised| {
            let def = field_def(self.subject, known.field);
            let is_text =
                matches!(known.field, Field::Content | Field::Remark | Field::Recording | Field::Result);
            def.is_some_and(|def| def.privacy != Privacy::Open && def.holds != Holds::Time)
                && !is_text
                && !known.field.is_spare()
        };
        self.recognised.iter().filter(tells_who).map(|known| known.column).collect()
    }

    /// The headers that mean nothing here, in file order.
    pub(in crate::ingest) fn unrecognised(&self) -> Vec<String> {
        let known = |column: &usize| self.recognised.iter().any(|known| known.column == *column);
        (0..self.headers.len())
            .filter(|column| !known(column))
            .map(|column| self.headers[column].shown())
            .filter(|header| !header.is_empty())
            .collect()
    }
}

fn slot(
    subject: Subject,
    known: &Recognised,
    headers: &[HeaderCell],
    looks: &[ColumnLook],
    wanted: &dyn Fn(Subject, Field) -> bool,
) -> Option<Slot> {
    let holds = field_def(subject, known.field)?.holds;
    let header = headers[known.column].shown();
    let unit = if holds == Holds::Duration { DurationUnit::of_header(&header) } else { None };
    let keep = match holds {
        Holds::Time | Holds::Number => true,
        // Bare numbers of no unit are no lengths of time, and no fault of each cell either.
        Holds::Duration => unit.is_some() || looks.get(known.column).is_none_or(ColumnLook::states_units),
        Holds::Id | Holds::Word | Holds::FreeText => known.field == Field::Id || wanted(subject, known.field),
    };
    keep.then_some(Slot { field: known.field, column: known.column, holds, unit })
}
