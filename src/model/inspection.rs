//! How one input is read: what `inspect` shows and `init` writes down.

use super::{Code, Reject, RowAccount, Subject, Text};

/// One input (a text, or one sheet of a workbook) and how it is read.
///
/// An input that cannot be used has a `problem` and as much of the rest as was found out before it.
#[derive(Clone, Debug, Default)]
pub struct Inspection {
    /// The file as the user named it.
    pub file: String,
    /// What the content is, such as `csv`, `tsv`, `xlsx`, `parquet`; empty if that is unknown.
    pub format: &'static str,
    /// What the content is packed in, such as `gzip`.
    pub compression: Option<&'static str>,
    /// The text encoding and how it was found; `None` where the format has its own.
    pub encoding: Option<Chosen>,
    /// What separates the cells of a text and how it was found.
    pub delimiter: Option<Chosen>,
    /// The sheet that is read, of a workbook.
    pub sheet: Option<String>,
    /// All sheets of the workbook, in its order.
    pub sheets: Vec<SheetView>,
    /// Which export it is.
    pub kind: Option<Subject>,
    /// Why it was taken for that.
    pub decided_by: Text,
    /// The physical rows of the header, 1 = first line.
    pub header_rows: Vec<u32>,
    /// Every column of the header, in file order.
    pub columns: Vec<ColumnView>,
    /// The fields of this kind of export that no column was taken for.
    pub absent: Vec<AbsentField>,
    /// The order of day and month (`mdy`, `dmy`) and how it was found; `None` where no value leaves it open.
    pub date_order: Option<Chosen>,
    /// Where the physical rows went.
    pub rows: RowAccount,
    /// Rows that are no records and no faults: titles, repeated headers, totals, notes. In file order.
    pub set_aside: Vec<SetAside>,
    /// Rows that could not be used, in file order.
    pub rejects: Vec<Reject>,
    /// What else the reader should know, such as bytes that are not in the encoding.
    pub notes: Vec<Text>,
    /// Why the input cannot be used; `None` if it can.
    pub problem: Option<Text>,
    /// The share of rejected rows that the policy tolerates.
    pub tolerated_share: Option<f64>,
}

/// Something that was decided, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The choice, as users would name it: `gb18030`, `,`, `tab`.
    pub name: String,
    /// How it was found: named by the user, by a byte order mark, by detection.
    pub why: Text,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetView {
    /// Its name.
    pub name: String,
    /// Whether it is read.
    pub read: bool,
    /// Whether it is hidden; hidden sheets are read only when named.
    pub hidden: bool,
}

/// A column and what it was taken for.
#[derive(Clone, Debug, Default)]
pub struct ColumnView {
    /// Its place as a spreadsheet names it: `A`, `B`, … `AA`.
    pub letter: String,
    /// The header; of two header rows, both joined.
    pub header: String,
    /// The machine name of the field, if it is one.
    pub field: Option<&'static str>,
    /// What people call the field.
    pub title: Option<Text>,
    /// Why it was taken for the field, or what it might be.
    pub why: Text,
    /// What its cells hold: times, numbers, ids, words, free text.
    pub holds: Text,
    /// Records with a value in it.
    pub filled: u64,
    /// Records without one.
    pub blank: u64,
    /// Cells whose text could not be read as what the column holds.
    pub unreadable: u64,
    /// The forms its values are written in with how often each occurs, most frequent first; for words,
    /// their meanings. Empty for ids and free text.
    pub forms: Vec<(Text, u64)>,
    /// Some of the unreadable texts, personal data masked.
    pub examples: Vec<String>,
    /// What the reader must know of it: an order of day and month that is not certain, a unit that is
    /// not stated.
    pub notes: Vec<Text>,
    /// Whether its content is masked wherever it would be shown.
    pub masked: bool,
}

/// A field that no column was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsentField {
    /// The machine name.
    pub field: &'static str,
    /// What people call it.
    pub title: Text,
    /// The rules that cannot be evaluated without it, in the order of codes.
    pub needed_by: Vec<Code>,
}

/// A row that is neither a record nor a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The physical row, 1 = first line.
    pub row: u32,
    /// What it is: a title, a repeated header, a totals row, a note.
    pub what: Text,
    /// Its text, shortened and with personal data masked unless asked for.
    pub text: String,
}

impl Inspection {
    /// An input that could not even be opened.
    #[must_use]
    pub fn failed(file: &str, problem: Text) -> Self {
        Self { file: file.to_owned(), problem: Some(problem), ..Self::default() }
    }

    /// Where it lies, as `file[sheet]`.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{}[{sheet}]", self.file),
            None => self.file.clone(),
        }
    }

    /// Why it cannot be relied on as it is read; empty if it can.
    #[must_use]
    pub fn gaps(&self) -> Vec<Text> {
        let said = |what: &Text| {
            let place = self.place();
            Text::owned(format!("{place}：{}", what.zh), format!("{place}: {}", what.en))
        };
        if let Some(problem) = &self.problem {
            return vec![said(problem)];
        }
        let no_records = || Text::new("没有一行记录可用", "there is not one record to use");
        let account = (!self.rows.closes()).then(|| self.rows.difference());
        let tolerated = self.tolerated_share.filter(|_| self.rows.used > 0);
        let rejected = tolerated.and_then(|share| self.rows.too_many_rejected(share));
        let gaps = account.into_iter().chain((self.rows.used == 0).then(no_records)).chain(rejected);
        gaps.map(|gap| said(&gap)).collect()
    }

    /// The columns that no field was found for, in file order.
    pub fn unrecognised(&self) -> impl Iterator<Item = &ColumnView> {
        self.columns.iter().filter(|column| column.field.is_none())
    }
}
