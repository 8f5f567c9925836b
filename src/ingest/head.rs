//! The beginning of an input: its header, what stands above it, and what its columns look like.

use std::borrow::Cow;

use super::columns::{ColumnLook, HeaderCell, Naming};
use super::error::Problem;
use super::layout::{Aside, Header, SampleRow, find_header};
use super::values::{DateOrder, TimeRules, YearLast, is_blank, parse_time};
use crate::model::{RowAccount, SetAside};

/// Rows looked at before an input is read.
pub(super) const SAMPLE_ROWS: usize = 400;

/// What the first rows of an input say.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) header: Header,
    /// What the columns look like, by column of the header.
    pub(super) looks: Vec<ColumnLook>,
    /// The rows below the header.
    pub(super) records: Vec<SampleRow>,
    /// The texts above the header, as they may be shown.
    pub(super) set_aside: Vec<SetAside>,
    /// Those of them that are one cell, as they stand: titles, which may come again on the next page.
    pub(super) titles: Vec<String>,
    /// The account of all rows up to the header.
    pub(super) account: RowAccount,
    /// The physical row of the first row below the header.
    pub(super) first_row: u32,
}

impl Head {
    /// From the first rows of an input.
    ///
    /// # Errors
    /// [`Problem::Empty`] if no row has a value.
    pub(super) fn new(mut rows: Vec<SampleRow>, names: &[Naming], unmask: bool) -> Result<Self, Problem> {
        let header = find_header(&rows, names).ok_or(Problem::Empty)?;
        let first_row = header.next_row(&rows);
        let records = rows.split_off(header.first + header.rows.len());
        rows.truncate(header.first);
        let (blank, above): (Vec<_>, Vec<_>) = rows.into_iter().partition(SampleRow::is_blank);
        if let Some(record) = above.iter().find(|row| is_record(row, &header)) {
            let header = header.rows.first().copied().unwrap_or(0);
            return Err(Problem::RecordAboveHeader { row: record.row, header });
        }
        let mut account = RowAccount {
            header: header.rows.len() as u64,
            blank: blank.len() as u64,
            total: above.len() as u64,
            ..RowAccount::default()
        };
        account.physical = account.header + account.blank + account.total;
        Ok(Self {
            looks: looks(header.cells.len(), &records),
            titles: above.iter().filter_map(only_text).collect(),
            set_aside: above.iter().map(|row| title(row, unmask)).collect(),
            header,
            records,
            account,
            first_row,
        })
    }

    /// Of columns that come with their names and have no row for them.
    pub(super) fn of_named_columns(names: Vec<String>, records: Vec<SampleRow>) -> Self {
        let looks = looks(names.len(), &records);
        let cells = names.into_iter().map(|name| HeaderCell { group: String::new(), name }).collect();
        Self {
            header: Header { cells, ..Header::default() },
            looks,
            records,
            first_row: 1,
            ..Self::default()
        }
    }
}

fn looks(columns: usize, records: &[SampleRow]) -> Vec<ColumnLook> {
    (0..columns)
        .map(|column| {
            let cells = records.iter().filter_map(|row| row.cells.get(column));
            ColumnLook::of(cells.map(String::as_bytes))
        })
        .collect()
}

/// Whether a row above the header has values in most of its columns, and a time of its own among them.
fn is_record(row: &SampleRow, header: &Header) -> bool {
    let filled = row.cells.iter().filter(|cell| !is_blank(cell.as_bytes())).count();
    let named = header.cells.iter().filter(|cell| !cell.shown().is_empty()).count();
    let year_last = YearLast::Inferred(DateOrder::Mdy);
    let rules = TimeRules::to_tell(year_last);
    let has_time = || row.cells.iter().any(|cell| parse_time(cell.as_bytes(), rules).is_some());
    filled > 2 && 2 * filled >= named && has_time()
}

/// The text of a row that has only one.
fn only_text(row: &SampleRow) -> Option<String> {
    let mut texts = row.cells.iter().filter(|cell| !cell.is_empty());
    let first = texts.next()?;
    texts.next().is_none().then(|| first.clone())
}

fn title(row: &SampleRow, unmask: bool) -> SetAside {
    let cells = row.cells.iter().map(|cell| Cow::Borrowed(cell.as_bytes()));
    SetAside { row: row.row, what: Aside::Title.text(), text: Aside::Title.quote(cells, unmask) }
}
