//! How each input file was read and where every one of its rows went.

use super::figures::grouped;
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

    /// That more rows were rejected than the policy tolerates, if so.
    #[must_use]
    pub fn too_many_rejected(&self, tolerated_share: f64) -> Option<Text> {
        let records = self.rejected + self.used;
        #[expect(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
        let share = if records == 0 { 0.0 } else { self.rejected as f64 / records as f64 };
        let (records, rejected) = (grouped(records), grouped(self.rejected));
        (share > tolerated_share).then(|| {
            Text::owned(
                format!("{records} 行中有 {rejected} 行无法使用，超过制度允许的比例"),
                format!("{rejected} of {records} rows were rejected, more than the policy tolerates"),
            )
        })
    }

    /// That the parts do not add up to the whole, with the figures.
    #[must_use]
    pub fn difference(&self) -> Text {
        let parts = [self.header, self.blank, self.total, self.rejected, self.used];
        let (physical, sum) = (grouped(self.physical), parts.map(grouped).join(" + "));
        Text::owned(
            format!("行数核对不平：{physical} ≠ {sum}"),
            format!("the row account does not close: {physical} is not {sum}"),
        )
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
    pub encoding: Option<String>,
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
