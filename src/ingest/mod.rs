//! Export files to a dataset: nothing guessed, nothing lost.
//!
//! Owns formats, encodings, dialects, layout, column recognition, values and row accounting. Refuses
//! to judge what it reads, and to know who asks.

mod batch;
mod columns;
mod content;
mod error;
mod layout;
mod load;
mod open;
mod pipeline;
mod table_builder;
mod text;
mod values;
mod word_cache;
mod workbook;

use crate::dataset::Field;
use crate::model::{Subject, Zone};

pub use columns::{ColumnMap, same_header};
pub use error::{IngestError, Problem};
pub use load::{LoadError, load};
pub use text::Encoding;
pub use values::{DateOrder, TimeCell, TimeRules, parse_time};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Its path as the user named it; `-` is standard input.
    pub path: String,
    /// Which export it is, if the user said so; else its headers decide.
    pub subject: Option<Subject>,
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
    /// The sheet of every workbook, if the user named one.
    pub sheet: Option<String>,
    /// The encoding of every text, if the user named one.
    pub encoding: Option<Encoding>,
    /// The user's column names.
    pub maps: Vec<ColumnMap>,
    /// The order of day and month where the year stands last, if the user named one.
    pub date_order: Option<DateOrder>,
    /// The zone times are converted to.
    pub zone: Zone,
    /// Whether the inputs' hashes are wanted. Files of equal size are hashed in any case, to notice
    /// one that is given twice.
    pub hash: bool,
    /// Quote personal data as it stands.
    pub unmask: bool,
    /// Threads that parse.
    pub threads: usize,
    /// Which words and ids are worth keeping.
    pub wanted: &'a (dyn Fn(Subject, Field) -> bool + Sync),
    /// Who watches.
    pub progress: &'a dyn Progress,
}

impl LoadOptions<'_> {
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
