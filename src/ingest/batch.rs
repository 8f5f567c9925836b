//! Records of one block as typed columns: what a thread makes before the table takes it over.

use std::borrow::Cow;

use crate::dataset::{
    BLANK_ID, BLANK_TIME, BLANK_WORD, FILLED_WORD, Fault, Field, Holds, IdKey, Interner, LocalIds,
    RowNumbers, UNCOMPUTED_WORD, UNREADABLE_TIME, UnreadableCell, quote_cell, quote_row,
};
use crate::model::{SetAside, Text};

use super::columns::Slot;
use super::error::Problem;
use super::layout::Aside;
use super::lost_digits::has_lost_digits;
use super::record_texts::{kept_word, quote_in_record};
use super::row_plan::{RowKind, RowPlan};
use super::tally::{Tally, TimeTally};
use super::text::Record;
use super::values::{
    DayMonth, TimeReading, TimeRules, is_blank, parse_duration, parse_number, read_time, trim,
};
use super::word_cache::WordCache;

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
    pub(super) header: u64,
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
    /// Titles, repeated headers, totals and notes; their rows are counted from the block's start.
    pub(super) set_aside: Vec<SetAside>,
    pub(super) counts: BatchCounts,
    pub(super) tally: Tally,
    /// The first row that is the header of something else.
    other_header: Option<u32>,
}

impl Batch {
    /// An empty batch for inputs of this plan.
    pub(super) fn new(plan: &RowPlan) -> Self {
        let slots = &plan.columns.slots;
        let counted = if plan.cells.count_cells { plan.columns.headers.len() } else { 0 };
        Self {
            columns: slots.iter().map(|slot| BatchColumn::new(slot.holds)).collect(),
            ids: LocalIds::default(),
            words: Interner::default(),
            word_cache: WordCache::default(),
            rows: RowNumbers::default(),
            unreadable: Vec::new(),
            rejects: Vec::new(),
            set_aside: Vec::new(),
            counts: BatchCounts::default(),
            tally: Tally::new(slots.len(), counted),
            other_header: None,
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
        self.set_aside.clear();
        self.counts = BatchCounts::default();
        self.tally.clear();
        self.other_header = None;
    }

    /// Whether the records after all cannot be used; `first_row` is the physical row of the block's start.
    ///
    /// # Errors
    /// [`Problem::OtherHeader`].
    pub(super) fn check(&self, first_row: u32) -> Result<(), Problem> {
        match self.other_header {
            Some(row) => Err(Problem::OtherHeader { row: first_row + row }),
            None => Ok(()),
        }
    }

    /// Takes in one physical row, which stands `row` lines after the block's start.
    pub(super) fn push(&mut self, record: &Record<'_>, row: u32, plan: &RowPlan) {
        self.counts.physical += 1;
        match plan.kind(record) {
            RowKind::Record => self.push_record(record, row, plan),
            RowKind::Blank => self.counts.blank += 1,
            RowKind::OtherHeader => {
                self.counts.header += 1;
                self.other_header.get_or_insert(row);
            }
            RowKind::Aside(what) => self.set_aside(record, row, what, plan),
            RowKind::Reject(reason) => {
                let text = quote_row(record.cells(), plan.cells.unmask);
                self.rejects.push(BatchReject { row, reason, text });
            }
        }
    }

    /// Takes in a physical row that cannot be read at all; `cells` are shown in its place.
    pub(super) fn reject(
        &mut self,
        row: u32,
        reason: Text,
        cells: impl Iterator<Item = String>,
        plan: &RowPlan,
    ) {
        self.counts.physical += 1;
        let cells = cells.map(|cell| Cow::Owned(cell.into_bytes()));
        self.rejects.push(BatchReject { row, reason, text: quote_row(cells, plan.cells.unmask) });
    }

    fn set_aside(&mut self, record: &Record<'_>, row: u32, what: Aside, plan: &RowPlan) {
        match what {
            Aside::RepeatedHeader => self.counts.header += 1,
            Aside::Title | Aside::Totals | Aside::Note => self.counts.total += 1,
        }
        self.set_aside.push(SetAside {
            row,
            what: what.text(),
            text: what.quote(record.cells(), plan.cells.unmask),
        });
    }

    fn push_record(&mut self, record: &Record<'_>, row: u32, plan: &RowPlan) {
        let index = self.rows.len();
        self.rows.push(row);
        if plan.cells.keeps_columns {
            self.note_uncomputed(record, index, plan);
        }
        if plan.cells.count_cells {
            for (column, filled) in self.tally.filled.iter_mut().enumerate() {
                *filled += u64::from(!is_blank(trim(&record.cell(column))));
            }
            let named = plan.columns.headers.len();
            self.tally.beyond +=
                (named..record.len()).filter(|&column| !trim(&record.cell(column)).is_empty()).count() as u64;
        }
        for (nth, (slot, column)) in plan.columns.slots.iter().zip(&mut self.columns).enumerate() {
            let unquoted;
            let text = match record.plain_cell(slot.column) {
                Some(text) => trim(text),
                None => {
                    unquoted = record.cell(slot.column);
                    trim(&unquoted)
                }
            };
            let fault = if text.is_empty() && record.is_uncomputed(slot.column) {
                let word = if slot.holds == Holds::FreeText { FILLED_WORD } else { UNCOMPUTED_WORD };
                column.push_unknown(|| self.word_cache.code(word.as_bytes(), &mut self.words));
                None
            } else {
                match column {
                    BatchColumn::Ids { keys, hint } => {
                        let lost = is_key(slot.field) && has_lost_digits(text, record.is_number(slot.column));
                        let id = if lost || is_blank(text) { &[] } else { text };
                        keys.push(self.ids.key(id, hint));
                        lost.then_some(Fault::DigitsLost)
                    }
                    BatchColumn::Words(codes) => {
                        codes.push(if is_blank(text) {
                            BLANK_WORD
                        } else {
                            let word = kept_word(text, slot, record, plan);
                            self.word_cache.code(&word, &mut self.words)
                        });
                        None
                    }
                    BatchColumn::Times { starts, day_only } => {
                        let tally = &mut self.tally.times[nth];
                        push_time(starts, day_only, tally, text, index, plan.time_rules(nth))
                    }
                    BatchColumn::Numbers(numbers) => push_number(numbers, text, slot),
                }
            };
            if let Some(fault) = fault {
                let text = quote_in_record(text, slot.column, record, plan);
                self.unreadable.push(UnreadableCell { row: index, field: slot.field, fault, text });
            }
        }
    }
}

impl Batch {
    /// Formulas without a value, in every column that means something, loaded or not.
    fn note_uncomputed(&mut self, record: &Record<'_>, index: u32, plan: &RowPlan) {
        for known in plan.columns.recognised.iter().filter(|known| record.is_uncomputed(known.column)) {
            self.unreadable.push(UnreadableCell {
                row: index,
                field: known.field,
                fault: Fault::NotComputed,
                text: Box::from(""),
            });
        }
    }
}

/// Whether records are told apart, joined or compared by the field, so that two that lost their last digits
/// would be taken for one.
fn is_key(field: Field) -> bool {
    matches!(field, Field::Id | Field::ComplaintId | Field::CustomerId | Field::IdNumber | Field::Account)
}

#[inline]
fn push_time(
    starts: &mut Vec<i64>,
    day_only: &mut Vec<u32>,
    tally: &mut TimeTally,
    text: &[u8],
    index: u32,
    rules: TimeRules,
) -> Option<Fault> {
    if text.is_empty() {
        starts.push(BLANK_TIME);
        return None;
    }
    // Nearly every cell is a plain time: try that before asking whether it stands for nothing.
    match read_time(text, rules) {
        TimeReading::Time { cell, form, day_month } => {
            starts.push(cell.at);
            if cell.day_only {
                day_only.push(index);
                tally.day_only += 1;
            }
            tally.count(form, day_month);
            None
        }
        TimeReading::EitherOrder => {
            starts.push(UNREADABLE_TIME);
            tally.day_month.add(DayMonth::Either);
            // It is the column's fault, not the cell's; one example is enough.
            tally.first_either.get_or_insert_with(|| (index, quote_cell(text, false)));
            None
        }
        TimeReading::NoTime if is_blank(text) => {
            starts.push(BLANK_TIME);
            None
        }
        TimeReading::NoTime => {
            starts.push(UNREADABLE_TIME);
            Some(Fault::Unreadable)
        }
    }
}

fn push_number(numbers: &mut Vec<f64>, text: &[u8], slot: &Slot) -> Option<Fault> {
    if is_blank(text) {
        numbers.push(f64::NAN);
        return None;
    }
    let number = match slot.holds {
        Holds::Duration => parse_duration(text, slot.unit),
        _ => parse_number(text),
    };
    numbers.push(number.unwrap_or(f64::NAN));
    number.is_none().then_some(Fault::Unreadable)
}

impl BatchColumn {
    fn new(holds: Holds) -> Self {
        match holds {
            Holds::Id => Self::Ids { keys: Vec::new(), hint: 0 },
            Holds::Word | Holds::FreeText => Self::Words(Vec::new()),
            Holds::Time => Self::Times { starts: Vec::new(), day_only: Vec::new() },
            Holds::Number | Holds::Duration => Self::Numbers(Vec::new()),
        }
    }

    /// Adds a value that exists and is not known.
    fn push_unknown(&mut self, word: impl FnOnce() -> u32) {
        match self {
            Self::Ids { keys, .. } => keys.push(BLANK_ID),
            Self::Words(codes) => codes.push(word()),
            Self::Times { starts, .. } => starts.push(UNREADABLE_TIME),
            Self::Numbers(numbers) => numbers.push(f64::NAN),
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
