//! A table of records as a polars frame with typed columns.

use std::sync::Arc;

use polars::prelude::{DataFrame, PolarsResult};

use super::id_pool::BLANK_ID;
use super::{Field, IdKey, Place, Source};
use crate::model::Subject;

/// Stands under a null of a time column whose cell is empty.
pub const BLANK_TIME: i64 = i64::MIN;
/// Stands under a null of a time column whose cell has a text that is no time.
pub const UNREADABLE_TIME: i64 = i64::MIN + 1;
/// Stands under a null of a word column.
pub const BLANK_WORD: u32 = u32::MAX;

/// Stands for the word of a formula that was never computed: no blank, and known to no policy.
pub const UNCOMPUTED_WORD: &str = "=";

/// Stands for whatever text a cell of free text has: which cells are blank is all that is kept of them.
pub const FILLED_WORD: &str = "•";

/// A cell that has no value to be used although it is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableCell {
    /// The table row.
    pub row: u32,
    /// The column.
    pub field: Field,
    /// What is wrong with it.
    pub fault: Fault,
    /// The text as it stands in the file.
    pub text: Box<str>,
}

/// Why a cell has no value to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Its text is not what the column holds.
    Unreadable,
    /// A spreadsheet kept 15 digits of a longer number.
    DigitsLost,
    /// Its formula was never computed.
    NotComputed,
}

/// A time column of one file in which day and month cannot be told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmbiguousDates {
    /// The column.
    pub field: Field,
    /// Its header in the file.
    pub header: String,
    /// The first record with such a cell, as a table row.
    pub row: u32,
    /// Its text.
    pub example: Box<str>,
    /// Cells with the year last.
    pub cells: u64,
    /// Those that can be two days; they are taken for unreadable.
    pub either: u64,
    /// Those that can only be month, day, year.
    pub month_first: u64,
    /// Those that can only be day, month, year.
    pub day_first: u64,
}

/// One kind of export, stacked from all its files.
///
/// Frame columns are named by [`Field::key`]. Their types follow what the field holds: ids are
/// `UInt64` keys of the [`IdPool`](super::IdPool), words `UInt32` codes of
/// [`Dataset::words`](super::Dataset::words), times
/// `Datetime(ms)` local to the policy's zone, numbers `Float64`; an empty or unreadable cell is
/// null. Of free text only the blank cells are known: a column of words in which every other cell is
/// [`FILLED_WORD`], unless the content was asked for ([`Dataset::free_text`](super::Dataset::free_text)). A time column in which any cell names only a day has a second column, `<key>_end`, with
/// the last millisecond the cell can mean. All columns have one chunk.
#[derive(Debug)]
pub struct Table {
    subject: Subject,
    frame: DataFrame,
    sources: Vec<Source>,
    unreadable: Vec<UnreadableCell>,
    ambiguous_dates: Vec<AmbiguousDates>,
}

/// What a time cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It lies between these two moments, both included; they are equal unless only the day is known.
    Known {
        /// The earliest millisecond the cell can mean.
        earliest: i64,
        /// The latest millisecond the cell can mean.
        latest: i64,
    },
    /// The cell is empty.
    Blank,
    /// The cell has a text that is no time.
    Unreadable,
}

/// A time column, read without copying.
#[derive(Debug, Clone, Copy)]
pub struct TimeColumn<'a> {
    earliest: &'a [i64],
    latest: &'a [i64],
}

impl TimeColumn<'_> {
    /// What the cell in `row` says.
    #[must_use]
    pub fn reading(&self, row: usize) -> Reading {
        match self.earliest[row] {
            BLANK_TIME => Reading::Blank,
            UNREADABLE_TIME => Reading::Unreadable,
            earliest => Reading::Known { earliest, latest: self.latest[row] },
        }
    }

    /// The earliest moment the cell can mean, if it can be read.
    #[must_use]
    pub fn known(&self, row: usize) -> Option<i64> {
        let value = self.earliest[row];
        (value > UNREADABLE_TIME).then_some(value)
    }

    /// Whether any cell is empty.
    #[must_use]
    pub fn has_blanks(&self) -> bool {
        self.earliest.contains(&BLANK_TIME)
    }

    /// The moment of the cell, if it is known to the time of day.
    #[must_use]
    pub fn exactly(&self, row: usize) -> Option<i64> {
        self.known(row).filter(|&at| self.latest[row] == at)
    }

    /// The latest moment of the column.
    #[must_use]
    pub fn newest(&self) -> Option<i64> {
        self.latest.iter().copied().max().filter(|&value| value > UNREADABLE_TIME)
    }
}

impl Table {
    /// Puts a loaded table together.
    #[must_use]
    pub fn new(
        subject: Subject,
        frame: DataFrame,
        sources: Vec<Source>,
        unreadable: Vec<UnreadableCell>,
        ambiguous_dates: Vec<AmbiguousDates>,
    ) -> Self {
        Self { subject, frame, sources, unreadable, ambiguous_dates }
    }

    /// Which export this is.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// The number of records.
    #[must_use]
    pub fn height(&self) -> usize {
        self.frame.height()
    }

    /// The frame; see [`Table`] for its columns.
    #[must_use]
    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }

    /// Whether the export has the column.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.frame.column(field.key()).is_ok()
    }

    /// Whether any cell of the time column names only a day.
    #[must_use]
    pub fn has_day_only(&self, field: Field) -> bool {
        self.frame.column(&field.end_key()).is_ok()
    }

    /// The cells that could not be read, by row and column.
    #[must_use]
    pub fn unreadable(&self) -> &[UnreadableCell] {
        &self.unreadable
    }

    /// The time columns in which day and month cannot be told apart, by file and column. Their cells
    /// that can be two days stand as [`UNREADABLE_TIME`] and are not among [`Table::unreadable`].
    #[must_use]
    pub fn ambiguous_dates(&self) -> &[AmbiguousDates] {
        &self.ambiguous_dates
    }

    /// The files behind the table.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The ids of a column, [`BLANK_ID`](super::id_pool::BLANK_ID) where empty.
    #[must_use]
    pub fn ids(&self, field: Field) -> Option<&[IdKey]> {
        let column = self.frame.column(field.key()).ok()?.as_materialized_series();
        column.u64().ok()?.downcast_iter().next().map(|chunk| chunk.values().as_slice())
    }

    /// The word codes of a column, [`BLANK_WORD`] where empty.
    #[must_use]
    pub fn words(&self, field: Field) -> Option<&[u32]> {
        let column = self.frame.column(field.key()).ok()?.as_materialized_series();
        column.u32().ok()?.downcast_iter().next().map(|chunk| chunk.values().as_slice())
    }

    /// The numbers of a column, NaN where empty or unreadable.
    #[must_use]
    pub fn numbers(&self, field: Field) -> Option<&[f64]> {
        let column = self.frame.column(field.key()).ok()?.as_materialized_series();
        column.f64().ok()?.downcast_iter().next().map(|chunk| chunk.values().as_slice())
    }

    /// The times of a column.
    #[must_use]
    pub fn times(&self, field: Field) -> Option<TimeColumn<'_>> {
        let earliest = self.time_values(field.key())?;
        let latest = self.time_values(&field.end_key()).unwrap_or(earliest);
        Some(TimeColumn { earliest, latest })
    }

    fn time_values(&self, name: &str) -> Option<&[i64]> {
        let column = self.frame.column(name).ok()?.as_materialized_series();
        let chunk = column.datetime().ok()?.physical().downcast_iter().next()?;
        Some(chunk.values().as_slice())
    }

    /// The index of the file a record came from.
    #[must_use]
    pub fn source_index(&self, row: usize) -> usize {
        self.sources.partition_point(|source| source.first as usize <= row).saturating_sub(1)
    }

    /// The place of a record in its file.
    #[must_use]
    pub fn place(&self, row: usize) -> Place {
        let Some(source) = self.sources.get(self.source_index(row)) else {
            return Place { file: Arc::from(""), sheet: None, row: 0 };
        };
        let record = u32::try_from(row).unwrap_or(u32::MAX) - source.first;
        Place { file: source.file.clone(), sheet: source.sheet.clone(), row: source.rows.row(record) }
    }

    /// Whether the id cell of a record is empty or its column absent.
    #[must_use]
    pub fn has_blank_id(&self, row: usize) -> bool {
        self.ids(Field::Id).is_none_or(|ids| ids[row] == BLANK_ID)
    }

    /// Adds a computed column.
    ///
    /// # Errors
    /// When its height differs from the table's.
    pub fn add_column(&mut self, column: polars::prelude::Column) -> PolarsResult<()> {
        self.frame.with_column(column).map(|_| ())
    }
}
