//! How each input file was read and where every one of its rows went.

use super::{Subject, Text};

/// Where the physical rows of one input went. The parts must add up to the whole.
///
/// A record over several lines is one physical row, at the line where it starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowAccount {
    /// All rows found.
    pub physical: u64,
    /// Header rows.
    pub header: u64,
    /// Rows without any value.
    pub blank: u64,
    /// Totals and notes.
    pub total: u64,
    /// Rows that could not be used; each is quoted.
    pub rejected: u64,
    /// Rows that became records.
    pub used: u64,
}

impl RowAccount {
    /// Whether every physical row is accounted for.
    #[must_use]
    pub fn closes(&self) -> bool {
        self.physical == self.header + self.blank + self.total + self.rejected + self.used
    }
}

/// One input file (or sheet) as it was read.
#[derive(Clone, Debug)]
pub struct InputAccount {
    /// Which export it is.
    pub kind: Subject,
    /// The file as the user named it.
    pub file: String,
    /// The sheet, for workbooks.
    pub sheet: Option<String>,
    /// The file format, such as `csv` or `xlsx`.
    pub format: &'static str,
    /// The text encoding; `None` where the format has its own.
    pub encoding: Option<&'static str>,
    /// SHA-256 of the file's bytes, in hexadecimal; `None` if it was not asked for.
    pub sha256: Option<String>,
    /// The row accounting.
    pub rows: RowAccount,
    /// Headers that were not recognised, in file order.
    pub unrecognised: Vec<String>,
    /// Recognised columns as (field, header), in file order.
    pub recognised: Vec<(&'static str, String)>,
    /// Why the file was taken for its kind.
    pub decided_by: Text,
}

impl InputAccount {
    /// The headers taken for a field, by its machine name.
    pub fn headers_of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.recognised.iter().filter(move |(found, _)| *found == key).map(|(_, header)| header.as_str())
    }
}

/// A row that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The file as the user named it.
    pub file: String,
    /// The sheet, for workbooks.
    pub sheet: Option<String>,
    /// The physical row, 1 = first line.
    pub row: u32,
    /// Why.
    pub reason: Text,
    /// The row's text, shortened and with personal data masked unless asked for.
    pub text: String,
}
