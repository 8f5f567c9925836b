//! Export files to a dataset: nothing guessed, nothing lost.
//!
//! Owns formats, encodings, dialects, layout, column recognition, values and row accounting. Refuses
//! to judge what it reads, and to know who asks.

mod batch;
mod columns;
mod content;
mod date_order;
mod error;
mod head;
mod inspect;
mod layout;
mod load;
mod lost_digits;
mod open;
mod open_text;
mod parquet;
mod pipeline;
mod raw_bytes;
mod read;
mod record_texts;
mod row_plan;
mod row_source;
mod sheets;
mod table_builder;
mod tally;
mod text;
mod values;
mod word_cache;
mod workbook;
mod workbook_changes;

use std::collections::BTreeMap;

use crate::dataset::{Field, MaskKey};
use crate::model::{Subject, Zone};

use columns::Naming;
pub use columns::{ColumnMap, OwnColumn, names_column, same_header};
pub use error::{IngestError, Problem};
pub use inspect::inspect;
pub use load::{LoadError, load};
pub use text::{Encoding, Walk, walk};
pub use values::{
    DateOrder, DayMonth, DayMonthTally, DurationUnit, OrderEvidence, TimeCell, TimeForm, TimeReading,
    TimeRules, YearLast, parse_duration, parse_number, parse_time, read_time,
};
pub use workbook_changes::{ChangedCell, FORMULA, HIDDEN, WorkbookChanges, workbook_changes};

/// A file to read, and what the user said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Its path as the user named it; `-` is standard input.
    pub path: String,
    /// Which export it is, if the user said so; else its headers decide.
    pub subject: Option<Subject>,
    /// How it is read, by the export it turns out to be; of one that is not named here nothing was said.
    pub by_export: BTreeMap<Subject, Directions>,
}

/// What the user said of how a file is read; what is left out is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directions {
    /// The sheets of a workbook to read: names, or patterns with `*` and `?`. Empty: those that fit.
    pub sheets: Vec<String>,
    /// The encoding of a text.
    pub encoding: Option<Encoding>,
    /// The order of day and month where the year stands last.
    pub date_order: Option<DateOrder>,
}

impl InputFile {
    /// A file of which the user said no more than this.
    pub fn new(path: impl Into<String>, subject: Option<Subject>) -> Self {
        Self { path: path.into(), subject, by_export: BTreeMap::new() }
    }

    /// How it is read as an export of `subject`.
    #[must_use]
    pub fn directions(&self, subject: Subject) -> &Directions {
        static NOTHING: Directions = Directions { sheets: Vec::new(), encoding: None, date_order: None };
        self.by_export.get(&subject).unwrap_or(&NOTHING)
    }

    /// The sheets that may be meant before it is known what they hold.
    fn sheets(&self) -> Vec<String> {
        match self.subject {
            Some(subject) => self.directions(subject).sheets.clone(),
            None => {
                let said = self.by_export.values();
                let mut sheets: Vec<String> = said.flat_map(|said| said.sheets.clone()).collect();
                sheets.sort();
                sheets.dedup();
                sheets
            }
        }
    }

    /// The encoding if it does not hang on what the file holds.
    fn encoding(&self) -> Option<Encoding> {
        if let Some(subject) = self.subject {
            return self.directions(subject).encoding;
        }
        let mut said = Subject::EXPORTS.map(|subject| self.directions(subject).encoding).into_iter();
        let first = said.next()?;
        said.all(|other| other == first).then_some(first)?
    }
}

/// Whoever wants to see how far reading has come.
pub trait Progress: Sync {
    /// `bytes` more were read.
    fn advance(&self, bytes: u64);
}

/// Nobody watches.
#[derive(Debug)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn advance(&self, _: u64) {}
}

/// What to read and how.
pub struct LoadOptions<'a> {
    /// The files.
    pub files: Vec<InputFile>,
    /// The user's column names.
    pub maps: Vec<ColumnMap>,
    /// The columns that the policy names itself.
    pub own_columns: Vec<OwnColumn>,
    /// The zone times are converted to.
    pub zone: Zone,
    /// Whether the inputs' hashes are wanted. Files of equal size are hashed in any case, to notice
    /// one that is given twice.
    pub hash: bool,
    /// Quote personal data as it stands.
    pub unmask: bool,
    /// The key of the tokens that stand for persons; without one it is taken from the files.
    pub mask_key: Option<MaskKey>,
    /// Keep the content of complaints and visits, scrubbed unless personal data is quoted as it stands.
    pub with_content: bool,
    /// Threads that parse.
    pub threads: usize,
    /// Which words and ids are worth keeping, and of which free texts it is worth knowing where they are
    /// blank.
    pub wanted: &'a (dyn Fn(Subject, Field) -> bool + Sync),
    /// Who watches.
    pub progress: &'a dyn Progress,
}

impl LoadOptions<'_> {
    /// Every header that was named for a field, the user's word first.
    fn namings(&self) -> Vec<Naming> {
        let said = self.maps.iter().map(Naming::from);
        said.chain(self.own_columns.iter().flat_map(Naming::of_own)).collect()
    }

    /// Whether inputs are hashed: if asked, or if two are of one size and may be the same file.
    fn hashes_inputs(&self) -> bool {
        let mut sizes: Vec<u64> = self
            .files
            .iter()
            .filter_map(|file| std::fs::metadata(&file.path).ok())
            .map(|metadata| metadata.len())
            .collect();
        sizes.sort_unstable();
        self.hash || sizes.windows(2).any(|pair| pair[0] == pair[1])
    }
}
