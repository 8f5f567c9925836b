//! How the rows of one input are read: its layout, its columns, and how each time column is read.

use std::borrow::Cow;

use super::columns::{ColumnPlan, HeaderCell, header_score, is_header, same_header};
use super::layout::{Aside, Header, KeyColumns, SampleRow, aside, is_blank_row};
use super::text::Record;
use super::values::{TimeRules, YearLast, is_blank, trim};
use crate::dataset::{Holds, names_in};
use crate::model::{Text, Zone};

/// What the cells of an input are read and quoted by.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellRules {
    /// The zone of the run.
    pub(super) zone: Zone,
    /// Whether the workbook counts days from 1904.
    pub(super) epoch_1904: bool,
    /// Quote personal data as it stands.
    pub(super) unmask: bool,
    /// Keep the content of complaints and visits.
    pub(super) with_content: bool,
    /// Count the values of every column, loaded or not.
    pub(super) count_cells: bool,
    /// Whether a cell's column is certain whatever its row lacks or has too much.
    pub(super) keeps_columns: bool,
}

/// How the rows of one input are read.
#[derive(Clone, Debug)]
pub(super) struct RowPlan {
    pub(super) columns: ColumnPlan,
    pub(super) cells: CellRules,
    /// By slot: how day and month are told apart where the year stands last.
    pub(super) year_last: Vec<YearLast>,
    keys: KeyColumns,
    /// The columns in which a record names persons.
    persons: Vec<usize>,
    /// Columns up to the last that has a name.
    named_width: usize,
    /// Texts of the header's rows, each with the column of its first text.
    header: Vec<(usize, Vec<String>)>,
    /// Texts above the header that may come again on the next page.
    titles: Vec<String>,
}

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    Blank,
    Aside(Aside),
    /// A header other than the one above the records, so that what follows means something else.
    OtherHeader,
    /// It cannot be used, and why.
    Reject(Text),
    Record,
}

impl RowPlan {
    pub(super) fn new(columns: ColumnPlan, header: &Header, titles: Vec<String>, cells: CellRules) -> Self {
        let year_last = vec![YearLast::Unknown; columns.slots.len()];
        let keys = KeyColumns { id: columns.id_column(), time: columns.required_time() };
        let named = columns.headers.iter().rposition(|header| !header.shown().is_empty());
        let named_width = named.map_or(0, |last| last + 1);
        let header = header
            .texts
            .iter()
            .filter_map(|texts| {
                let first = texts.iter().position(|text| !text.is_empty())?;
                Some((first, texts.clone()))
            })
            .collect();
        let persons = columns.columns_of_persons();
        Self { columns, cells, year_last, persons, keys, named_width, header, titles }
    }

    /// The rules for the times of a slot.
    #[inline]
    pub(super) fn time_rules(&self, slot: usize) -> TimeRules {
        TimeRules {
            zone: self.cells.zone,
            year_last: self.year_last[slot],
            epoch_1904: self.cells.epoch_1904,
        }
    }

    /// What a record says of its persons, names, phones, addresses, in other columns than `own`.
    pub(super) fn words_of_persons<'a>(
        &'a self,
        record: &'a Record<'_>,
        own: usize,
    ) -> impl Iterator<Item = Cow<'a, str>> {
        self.persons.iter().filter(move |&&column| column != own).flat_map(|&column| {
            let cell = String::from_utf8_lossy(&record.cell(column)).into_owned();
            let names = names_in(&cell);
            names.into_iter().chain([cell]).map(Cow::Owned)
        })
    }

    /// The slots that hold times.
    pub(super) fn time_slots(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.columns.slots.len()).filter(|&slot| self.columns.slots[slot].holds == Holds::Time)
    }

    /// What a physical row is.
    #[inline]
    pub(super) fn kind(&self, record: &Record<'_>) -> RowKind {
        if self.is_plainly_record(record) { RowKind::Record } else { self.judge(record) }
    }

    /// What nearly all rows are: an id in front, a time in its place, as many cells as the header. Such a
    /// row can be nothing else.
    #[inline]
    fn is_plainly_record(&self, record: &Record<'_>) -> bool {
        let Some(first) = record.plain_cell(0) else { return false };
        let begins_with_digit = |cell: &[u8]| cell.first().is_some_and(u8::is_ascii_digit);
        let is_id = |cell: &[u8]| {
            cell.first().is_some_and(u8::is_ascii_alphanumeric) && cell.last().is_some_and(u8::is_ascii_digit)
        };
        let is_keyed = match (self.keys.time, self.keys.id) {
            (Some(time), _) => time > 0 && record.plain_cell(time).is_some_and(begins_with_digit),
            // A list of persons has no time in every record; an id in its place is as good.
            (None, Some(id)) => record.plain_cell(id).is_some_and(is_id),
            (None, None) => false,
        };
        record.len() == self.columns.headers.len() && is_keyed && !record.is_broken() && is_id(first)
    }

    fn judge(&self, record: &Record<'_>) -> RowKind {
        let first = record.cell(0);
        if is_blank(trim(&first)) && is_blank_row(record) {
            return RowKind::Blank;
        }
        if self.repeats_header(record) {
            return RowKind::Aside(Aside::RepeatedHeader);
        }
        if let Some(kind) = self.header_again(record) {
            return kind;
        }
        if let Some(what) = aside(record, self.keys) {
            return RowKind::Aside(what);
        }
        if self.repeats_title(record) {
            return RowKind::Aside(Aside::Title);
        }
        self.misfit(record).map_or(RowKind::Record, RowKind::Reject)
    }

    fn repeats_header(&self, record: &Record<'_>) -> bool {
        self.header.iter().any(|(first, texts)| {
            trim(&record.cell(*first)) == texts[*first].as_bytes()
                && texts
                    .iter()
                    .enumerate()
                    .all(|(column, text)| trim(&record.cell(column)) == text.as_bytes())
        })
    }

    /// Whether the row is a header, though not letter by letter the one above: told by the column of the
    /// time, in a list of persons by that of the id, in which no record has the name of a column.
    fn header_again(&self, record: &Record<'_>) -> Option<RowKind> {
        const LONGEST: usize = 60;
        let cell = record.cell(self.keys.time.or(self.keys.id)?);
        let text = trim(&cell);
        let may_be_name = text.first().is_some_and(|first| !first.is_ascii_digit()) && text.len() <= LONGEST;
        if !may_be_name || !is_header(std::str::from_utf8(text).ok()?, &[]) {
            return None;
        }
        let cells = SampleRow::new(record, 0, 0).cells;
        let same = |texts: &[String]| {
            let width = texts.len().max(cells.len());
            let text = |of: &[String], column: usize| of.get(column).cloned().unwrap_or_default();
            (0..width).all(|column| same_header(&text(texts, column), &text(&cells, column)))
        };
        if self.header.iter().any(|(_, texts)| same(texts)) {
            return Some(RowKind::Aside(Aside::RepeatedHeader));
        }
        let names: Vec<HeaderCell> =
            cells.into_iter().map(|name| HeaderCell { group: String::new(), name }).collect();
        header_score(&names, &[]).is_convincing().then_some(RowKind::OtherHeader)
    }

    fn repeats_title(&self, record: &Record<'_>) -> bool {
        if self.titles.is_empty() {
            return false;
        }
        let mut texts = (0..record.len()).map(|column| record.cell(column));
        let first = texts.by_ref().find(|cell| !trim(cell).is_empty());
        let alone = texts.all(|cell| trim(&cell).is_empty());
        alone && first.is_some_and(|cell| self.titles.iter().any(|title| title.as_bytes() == trim(&cell)))
    }

    /// Why a row cannot be read as a record.
    fn misfit(&self, record: &Record<'_>) -> Option<Text> {
        if record.is_broken() {
            return Some(Text::new("引号没有在应当的地方闭合", "a quote does not close where it should"));
        }
        let (found, expected) = (record.len(), self.columns.headers.len());
        let fits = (self.named_width..=expected).contains(&found);
        // In a sheet every cell knows its column; in a text a cell too many shifts all that follow.
        let harmless = fits
            || self.cells.keeps_columns
            || (found > expected && (expected..found).all(|column| trim(&record.cell(column)).is_empty()));
        (!harmless).then(|| {
            Text::owned(
                format!("有 {found} 列，表头有 {expected} 列"),
                format!("{found} cells where the header has {expected}"),
            )
        })
    }
}
