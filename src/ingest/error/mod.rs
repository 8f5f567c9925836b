//! Why an input cannot be used: what, where, why, and what to do next, in both languages.

mod texts;

use std::fmt;

use super::raw_bytes::UnfoldsWithoutEnd;
use crate::model::{Lang, Subject, Text};

/// An input that cannot be used.
#[derive(Debug)]
pub struct IngestError {
    /// The file as the user named it.
    pub file: String,
    /// What is wrong with it.
    pub problem: Box<Problem>,
}

/// What can be wrong with an input.
#[derive(Debug)]
pub enum Problem {
    /// The file cannot be opened or read.
    Io(std::io::Error),
    /// The name is a folder's.
    Directory,
    /// The file has no content at all.
    Empty,
    /// There is a header and no record below it.
    HeaderOnly,
    /// The row where the header should be holds dates or long numbers. It is not quoted: it may hold
    /// personal data.
    NoHeader,
    /// The content is of a kind that is not read.
    Unsupported {
        /// What the content is.
        what: Text,
        /// What to do about it.
        hint: Text,
    },
    /// The bytes are not in the encoding they were taken for.
    Encoding {
        /// The encoding tried.
        tried: &'static str,
        /// The physical row of the first wrong byte.
        row: u32,
    },
    /// Opening it takes a password.
    Encrypted,
    /// A workbook or a packed file that cannot be read to its end.
    Damaged {
        /// What of it, in the user's words.
        part: Text,
        /// The reader's own words; may be empty.
        detail: String,
    },
    /// More than a file of this kind may hold: a bomb, or nothing this program is made for.
    TooLarge {
        /// What is too much.
        what: Text,
        /// The most that is read.
        limit: Text,
    },
    /// Something no spreadsheet writes and that can only do harm.
    Unsafe {
        /// What it is.
        what: Text,
    },
    /// A row among the records is a header, and not the one above them.
    OtherHeader {
        /// Its physical row.
        row: u32,
    },
    /// A row above the header is a record.
    RecordAboveHeader {
        /// Its physical row.
        row: u32,
        /// The physical row of the header.
        header: u32,
    },
    /// More rows were rejected than used, and so many that the rest would be no different.
    MostlyRejected {
        /// The rejected rows.
        rejected: u64,
        /// The rows used.
        used: u64,
    },
    /// A later part of a pipe shows that its beginning was misread.
    ReadOnce,
    /// Several sheets could be meant, or the named one is not there.
    Sheet {
        /// What was asked for, if anything.
        asked: Option<String>,
        /// The visible sheets, or those that could be meant.
        sheets: Vec<String>,
    },
    /// No sheet has the header of an export.
    NoSheetFits {
        /// The visible sheets.
        sheets: Vec<String>,
    },
    /// Required fields have no column.
    MissingFields {
        /// The kind of export.
        subject: Subject,
        /// The machine names of the fields.
        fields: Vec<&'static str>,
        /// The headers seen.
        headers: Vec<String>,
    },
    /// The headers fit no kind of export.
    NeitherKind {
        /// The headers seen.
        headers: Vec<String>,
    },
    /// The headers fit two kinds of export equally well.
    EitherKind {
        /// The two.
        kinds: [Subject; 2],
        /// The headers seen.
        headers: Vec<String>,
    },
    /// Two columns could be the same field.
    Ambiguous {
        /// The machine name of the field.
        field: &'static str,
        /// The headers that fit.
        headers: Vec<String>,
    },
    /// A row is longer than anything that could be a record.
    EndlessRecord {
        /// The physical row where it starts.
        row: u32,
    },
    /// More rows than can be numbered.
    TooManyRows,
    /// The same content was given twice.
    SameContent {
        /// The other file.
        other: String,
    },
    /// A fault of the program.
    Internal(String),
}

impl IngestError {
    /// Ties a problem to its file.
    pub fn new(file: &str, problem: Problem) -> Self {
        Self { file: file.to_owned(), problem: Box::new(problem) }
    }

    /// The message in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        let problem = self.problem.text();
        Text::owned(format!("{}：{}", self.file, problem.zh), format!("{}: {}", self.file, problem.en))
    }
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().get(Lang::En))
    }
}

impl std::error::Error for IngestError {}

impl Problem {
    /// What went wrong while the bytes of a text were read; some of it is the fault of its packing.
    pub(super) fn reading(error: std::io::Error) -> Self {
        let broken = |part| Self::Damaged { part, detail: String::new() };
        match error.kind() {
            _ if error.get_ref().is_some_and(|inner| inner.is::<UnfoldsWithoutEnd>()) => Self::TooLarge {
                what: Text::new(
                    "压缩内容解压后是原来的几百倍，像是压缩炸弹",
                    "the packed content unfolds to hundreds of times its size, like a bomb",
                ),
                limit: Text::same("400 ×"),
            },
            std::io::ErrorKind::UnexpectedEof => broken(Text::new(
                "压缩内容中断，可能没有下载完整",
                "the packed content breaks off; it may be incomplete",
            )),
            std::io::ErrorKind::InvalidInput | std::io::ErrorKind::InvalidData => {
                broken(Text::new("压缩内容无法解开", "the packed content cannot be unpacked"))
            }
            _ => Self::Io(error),
        }
    }
}
