//! Records of one block as typed columns: what a thread makes before the table takes it over.

use crate::dataset::{
    BLANK_TIME, BLANK_WORD, Field, Holds, IdKey, Interner, LocalIds, RowNumbers, UNREADABLE_TIME,
    UnreadableCell, quote_cell, quote_row,
};
use crate::model::Text;

use super::columns::{ColumnPlan, Slot};
use super::layout::{is_blank_row, is_totals_row};
use super::text::Record;
use super::values::{TimeRules, is_blank, parse_number, parse_time, trim};
use super::word_cache::WordCache;

/// How cells are read and quoted.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellRules {
    pub(super) time: TimeRules,
    /// Quote personal data as it stands.
    pub(super) unmask: bool,
}

/// A column of a batch.
#[derive(Debug)]
pub(super) enum BatchColumn {
    Ids { keys: Vec<IdKey>, hint: usize },
    Words(Vec<u32>),
    Times { starts: Vec<i64>, day_only: Vec<u32> },
    Numbers(Vec<f64>),
}

/// A row that could not be used; its row is counted from the block's start.
#[derive(Debug)]
pub(super) struct BatchReject {
    pub(super) row: u32,
    pub(super) reason: Text,
    pub(super) text: String,
}

/// Where the rows of a batch went.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct BatchCounts {
    pub(super) physical: u64,
    pub(super) blank: u64,
    pub(super) total: u64,
}

/// Typed columns of some consecutive records of one file.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) columns: Vec<BatchColumn>,
    pub(super) ids: LocalIds,
    pub(super) words: Interner,
    word_cache: WordCache,
    /// Rows of the records, counted from 0 at the block's start.
    pub(super) rows: RowNumbers,
    pub(super) unreadable: Vec<UnreadableCell>,
    pub(super) rejects: Vec<BatchReject>,
    pub(super) counts: BatchCounts,
}

impl Batch {
    /// An empty batch for files of this plan.
    pub(super) fn new(plan: &ColumnPlan) -> Self {
        Self {
            columns: plan.slots.iter().map(|slot| BatchColumn::new(slot.holds)).collect(),
            ids: LocalIds::default(),
            words: Interner::default(),
            word_cache: WordCache::default(),
            rows: RowNumbers::default(),
            unreadable: Vec::new(),
            rejects: Vec::new(),
            counts: BatchCounts::default(),
        }
    }

    /// Empties it for the next block but keeps its memory.
    pub(super) fn clear(&mut self) {
        self.columns.iter_mut().for_each(BatchColumn::clear);
        self.ids.clear();
        self.words.clear();
        self.word_cache.clear();
        self.rows.clear();
        self.unreadable.clear();
        self.rejects.clear();
        self.counts = BatchCounts::default();
    }

    /// Takes in one physical row, which stands `row` lines after the block's start.
    pub(super) fn push(&mut self, record: &Record<'_>, row: u32, plan: &ColumnPlan, rules: CellRules) {
        self.counts.physical += 1;
        let first = record.cell(0);
        let first = trim(&first);
        if is_blank(first) && is_blank_row(record) {
            self.counts.blank += 1;
        } else if is_totals_row(record) {
            self.counts.total += 1;
        } else if let Some(reason) = misfit(record, plan) {
            self.rejects.push(BatchReject { row, reason, text: quote_row(record.cells(), rules.unmask) });
        } else {
            self.push_record(record, row, plan, rules);
        }
    }

    fn push_record(&mut self, record: &Record<'_>, row: u32, plan: &ColumnPlan, rules: CellRules) {
        let index = self.rows.len();
        self.rows.push(row);
        for (slot, column) in plan.slots.iter().zip(&mut self.columns) {
            let cell = record.cell(slot.column);
            let text = trim(&cell);
            let readable = match column {
                BatchColumn::Ids { keys, hint } => {
                    let id = if is_blank(text) { &[] } else { text };
                    keys.push(self.ids.key(id, hint));
                    true
                }
                BatchColumn::Words(codes) => {
                    let blank = is_blank(text);
                    codes.push(if blank { BLANK_WORD } else { self.word_cache.code(text, &mut self.words) });
                    true
                }
                BatchColumn::Times { starts, day_only } => {
                    push_time(starts, day_only, text, index, rules.time)
                }
                BatchColumn::Numbers(numbers) => push_number(numbers, text),
            };
            if !readable {
                self.unreadable.push(UnreadableCell {
                    row: index,
                    field: slot.field,
                    text: quote_cell(text, rules.unmask),
                });
            }
        }
    }
}

fn push_time(
    starts: &mut Vec<i64>,
    day_only: &mut Vec<u32>,
    text: &[u8],
    index: u32,
    rules: TimeRules,
) -> bool {
    // Nearly every cell is a plain time: try that before asking whether it is blank.
    match parse_time(text, rules) {
        Some(time) => {
            starts.push(time.at);
            if time.day_only {
                day_only.push(index);
            }
            true
        }
        None if is_blank(text) => {
            starts.push(BLANK_TIME);
            true
        }
        None => {
            starts.push(UNREADABLE_TIME);
            false
        }
    }
}

fn push_number(numbers: &mut Vec<f64>, text: &[u8]) -> bool {
    if is_blank(text) {
        numbers.push(f64::NAN);
        return true;
    }
    let number = parse_number(text);
    numbers.push(number.unwrap_or(f64::NAN));
    number.is_some()
}

/// Why a row cannot be a record: it has other cells than the header. Empty cells beyond do no harm.
fn misfit(record: &Record<'_>, plan: &ColumnPlan) -> Option<Text> {
    if record.is_broken() {
        return Some(Text::new("引号没有在应当的地方闭合", "a quote does not close where it should"));
    }
    let (found, expected) = (record.len(), plan.headers.len());
    let harmless = found == expected
        || (found > expected && (expected..found).all(|column| trim(&record.cell(column)).is_empty()));
    (!harmless).then(|| {
        Text::owned(
            format!("有 {found} 列，表头有 {expected} 列"),
            format!("{found} cells where the header has {expected}"),
        )
    })
}

impl BatchColumn {
    fn new(holds: Holds) -> Self {
        match holds {
            Holds::Id => Self::Ids { keys: Vec::new(), hint: 0 },
            Holds::Word | Holds::FreeText => Self::Words(Vec::new()),
            Holds::Time => Self::Times { starts: Vec::new(), day_only: Vec::new() },
            Holds::Number => Self::Numbers(Vec::new()),
        }
    }

    fn clear(&mut self) {
        match self {
            Self::Ids { keys, hint } => {
                keys.clear();
                *hint = 0;
            }
            Self::Words(codes) => codes.clear(),
            Self::Times { starts, day_only } => {
                starts.clear();
                day_only.clear();
            }
            Self::Numbers(numbers) => numbers.clear(),
        }
    }
}

/// The slot's field, for matching a batch column to a table column.
pub(super) fn fields(slots: &[Slot]) -> impl Iterator<Item = (Field, Holds)> + '_ {
    slots.iter().map(|slot| (slot.field, slot.holds))
}
