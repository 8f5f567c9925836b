//! The growing table of one kind of export: batches in, in file order; a polars-backed table out.

use std::sync::Arc;

use polars::prelude::{
    Column, DataFrame, Float64Chunked, Int64Chunked, IntoColumn, PlSmallStr, PolarsError, TimeUnit,
    UInt32Chunked, UInt64Chunked,
};

use crate::dataset::{
    AmbiguousDates, BLANK_ID, BLANK_TIME, BLANK_WORD, Field, Holds, IdKey, IdPool, Interner, RowNumbers,
    Source, Table, UNREADABLE_TIME, UnreadableCell,
};
use crate::model::{DAY_MS, Reject, RowAccount, SetAside, Subject};

use super::batch::{Batch, BatchColumn, fields};
use super::error::Problem;
use super::row_plan::RowPlan;
use super::tally::Tally;
use super::values::YearLast;

/// A table while its files are read one after the other.
#[derive(Debug)]
pub(super) struct TableBuilder {
    pub(super) subject: Subject,
    columns: Vec<(Field, GrowingColumn)>,
    height: u32,
    sources: Vec<Source>,
    unreadable: Vec<UnreadableCell>,
    ambiguous_dates: Vec<AmbiguousDates>,
    pub(super) rejects: Vec<Reject>,
}

#[derive(Debug)]
enum GrowingColumn {
    Ids(Vec<IdKey>),
    Words(Vec<u32>),
    /// `ends` exists once a cell names only a day.
    Times {
        starts: Vec<i64>,
        ends: Option<Vec<i64>>,
    },
    Numbers(Vec<f64>),
}

/// What is remembered of one file while it is read.
#[derive(Debug)]
pub(super) struct OpenSource {
    file: Arc<str>,
    sheet: Option<Arc<str>>,
    first: u32,
    rows: RowNumbers,
    rejects_before: usize,
    unreadable_before: usize,
    account: RowAccount,
    set_aside: Vec<SetAside>,
    pub(super) tally: Tally,
    /// The physical row after all rows taken in so far.
    next_row: u32,
}

impl OpenSource {
    /// Whether it makes sense to go on: each rejected row is kept with its text, so a file of nothing else
    /// must not go on for ever.
    ///
    /// # Errors
    /// [`Problem::MostlyRejected`].
    pub(super) fn check(&self) -> Result<(), Problem> {
        mostly_rejected(self.account.rejected, self.account.used)
    }
}

/// See [`OpenSource::check`].
pub(super) fn mostly_rejected(rejected: u64, used: u64) -> Result<(), Problem> {
    const KEPT_IN_ANY_CASE: u64 = 100_000;
    if rejected > KEPT_IN_ANY_CASE && rejected > used {
        return Err(Problem::MostlyRejected { rejected, used });
    }
    Ok(())
}

/// What became of one file's rows.
#[derive(Debug)]
pub(super) struct ClosedSource {
    pub(super) account: RowAccount,
    /// Rows below the header that are no records and no faults.
    pub(super) set_aside: Vec<SetAside>,
    /// What was counted of its columns; records are counted from the table's start.
    pub(super) tally: Tally,
    /// Its cells without a value that can be used, as a range of the table's.
    pub(super) unreadable: std::ops::Range<usize>,
    /// Its rejected rows, as a range of the table's.
    pub(super) rejects: std::ops::Range<usize>,
    /// How many columns with ambiguous dates the table had before.
    ambiguous_before: usize,
}

impl TableBuilder {
    pub(super) fn new(subject: Subject) -> Self {
        Self {
            subject,
            columns: Vec::new(),
            height: 0,
            sources: Vec::new(),
            unreadable: Vec::new(),
            ambiguous_dates: Vec::new(),
            rejects: Vec::new(),
        }
    }

    /// Starts a file whose first row below the header is `first_row` (1 = first line).
    pub(super) fn open(
        &mut self,
        file: &str,
        sheet: Option<&str>,
        plan: &RowPlan,
        account: RowAccount,
        first_row: u32,
    ) -> OpenSource {
        for (field, holds) in fields(&plan.columns.slots) {
            if !self.columns.iter().any(|(known, _)| *known == field) {
                // A column that earlier files lack is empty for them.
                self.columns.push((field, GrowingColumn::blank(holds, self.height as usize)));
            }
        }
        OpenSource {
            file: Arc::from(file),
            sheet: sheet.map(Arc::from),
            first: self.height,
            rows: RowNumbers::default(),
            rejects_before: self.rejects.len(),
            unreadable_before: self.unreadable.len(),
            account,
            set_aside: Vec::new(),
            tally: Batch::new(plan).tally,
            next_row: first_row,
        }
    }

    /// Takes over a batch that covers the next `lines` lines of the file.
    pub(super) fn append(
        &mut self,
        source: &mut OpenSource,
        plan: &RowPlan,
        batch: &mut Batch,
        lines: u32,
        ids: &mut IdPool,
        words: &mut Interner,
    ) {
        let codes: Vec<u32> = (0..batch.words.len())
            .map(|code| words.code(batch.words.bytes(u32::try_from(code).unwrap_or(u32::MAX))))
            .collect();
        let added = batch.rows.len();
        for (field, column) in &mut self.columns {
            match plan.columns.slots.iter().position(|slot| slot.field == *field) {
                Some(slot) => column.append(&mut batch.columns[slot], self.height, &batch.ids, &codes, ids),
                None => column.append_blank(added as usize),
            }
        }
        source.rows.append(&batch.rows, source.next_row);
        for cell in batch.unreadable.drain(..) {
            self.unreadable.push(UnreadableCell { row: self.height + cell.row, ..cell });
        }
        for reject in batch.rejects.drain(..) {
            source.account.rejected += 1;
            self.rejects.push(Reject {
                file: source.file.to_string(),
                sheet: source.sheet.as_deref().map(str::to_owned),
                row: source.next_row + reject.row,
                reason: reject.reason,
                text: reject.text,
            });
        }
        for aside in batch.set_aside.drain(..) {
            source.set_aside.push(SetAside { row: source.next_row + aside.row, ..aside });
        }
        source.tally.merge(&batch.tally, self.height);
        source.account.physical += batch.counts.physical;
        source.account.header += batch.counts.header;
        source.account.blank += batch.counts.blank;
        source.account.total += batch.counts.total;
        source.account.used += u64::from(added);
        source.next_row += lines;
        self.height += added;
    }

    /// Forgets all that was taken from a file that is not closed yet.
    pub(super) fn roll_back(&mut self, source: &OpenSource) {
        self.forget_from(source.first, source.unreadable_before, source.rejects_before);
    }

    fn forget_from(&mut self, row: u32, unreadable: usize, rejects: usize) {
        for (_, column) in &mut self.columns {
            column.truncate(row as usize);
        }
        self.height = row;
        self.rejects.truncate(rejects);
        self.unreadable.truncate(unreadable);
    }

    /// Ends a file that was read by `plan`.
    pub(super) fn close(&mut self, source: OpenSource, plan: &RowPlan) -> ClosedSource {
        let ambiguous_before = self.ambiguous_dates.len();
        for slot in plan.time_slots() {
            let tally = &source.tally.times[slot];
            if plan.year_last[slot] != YearLast::Unknown || tally.day_month.either == 0 {
                continue;
            }
            let Some((row, example)) = tally.first_either.clone() else { continue };
            let column = &plan.columns.slots[slot];
            let counts = tally.day_month;
            self.ambiguous_dates.push(AmbiguousDates {
                field: column.field,
                header: plan.columns.headers[column.column].shown(),
                row,
                example,
                cells: counts.month_first + counts.day_first + counts.either + counts.same,
                either: counts.either,
                month_first: counts.month_first,
                day_first: counts.day_first,
            });
        }
        let OpenSource { file, sheet, first, rows, account, set_aside, tally, .. } = source;
        self.sources.push(Source { file, sheet, first, rows });
        ClosedSource {
            account,
            set_aside,
            tally,
            unreadable: source.unreadable_before..self.unreadable.len(),
            rejects: source.rejects_before..self.rejects.len(),
            ambiguous_before,
        }
    }

    /// Forgets the file that was closed last, to read it again.
    pub(super) fn take_back(&mut self, closed: ClosedSource) {
        if let Some(source) = self.sources.pop() {
            self.forget_from(source.first, closed.unreadable.start, closed.rejects.start);
            self.ambiguous_dates.truncate(closed.ambiguous_before);
        }
    }

    /// The cells without a value that can be used, in the order they were met.
    pub(super) fn unreadable(&self) -> &[UnreadableCell] {
        &self.unreadable
    }

    /// How often each word stands in a column of words, blanks apart.
    pub(super) fn word_counts(&self, field: Field) -> Vec<(u32, u64)> {
        let column = self.columns.iter().find(|(known, _)| *known == field);
        let Some((_, GrowingColumn::Words(codes))) = column else { return Vec::new() };
        let mut counts: Vec<u64> = Vec::new();
        for &code in codes.iter().filter(|&&code| code != BLANK_WORD) {
            let place = code as usize;
            counts.resize(counts.len().max(place + 1), 0);
            counts[place] += 1;
        }
        (0..).zip(counts).filter(|&(_, count)| count > 0).collect()
    }

    /// The table.
    ///
    /// # Errors
    /// Only when columns differ in height, which would be a fault of this file.
    pub(super) fn finish(self) -> Result<(Table, Vec<Reject>), PolarsError> {
        let mut columns: Vec<Column> = Vec::new();
        for (field, column) in self.columns {
            column.into_columns(field, &mut columns);
        }
        let frame = DataFrame::new(self.height as usize, columns)?;
        let mut unreadable = self.unreadable;
        unreadable.sort_by_key(|cell| (cell.row, cell.field));
        let table = Table::new(self.subject, frame, self.sources, unreadable, self.ambiguous_dates);
        Ok((table, self.rejects))
    }
}

impl GrowingColumn {
    fn blank(holds: Holds, height: usize) -> Self {
        match holds {
            Holds::Id => Self::Ids(vec![BLANK_ID; height]),
            Holds::Word | Holds::FreeText => Self::Words(vec![BLANK_WORD; height]),
            Holds::Time => Self::Times { starts: vec![BLANK_TIME; height], ends: None },
            Holds::Number | Holds::Duration => Self::Numbers(vec![f64::NAN; height]),
        }
    }

    fn append_blank(&mut self, count: usize) {
        match self {
            Self::Ids(keys) => keys.resize(keys.len() + count, BLANK_ID),
            Self::Words(codes) => codes.resize(codes.len() + count, BLANK_WORD),
            Self::Times { starts, ends } => {
                starts.resize(starts.len() + count, BLANK_TIME);
                if let Some(ends) = ends {
                    ends.resize(ends.len() + count, BLANK_TIME);
                }
            }
            Self::Numbers(numbers) => numbers.resize(numbers.len() + count, f64::NAN),
        }
    }

    fn truncate(&mut self, height: usize) {
        match self {
            Self::Ids(keys) => keys.truncate(height),
            Self::Words(codes) => codes.truncate(height),
            Self::Times { starts, ends } => {
                starts.truncate(height);
                if let Some(ends) = ends {
                    ends.truncate(height);
                }
            }
            Self::Numbers(numbers) => numbers.truncate(height),
        }
    }

    fn append(
        &mut self,
        batch: &mut BatchColumn,
        height: u32,
        local: &crate::dataset::LocalIds,
        codes: &[u32],
        ids: &mut IdPool,
    ) {
        match (self, batch) {
            (Self::Ids(keys), BatchColumn::Ids { keys: new, .. }) => {
                ids.adopt(local, new);
                keys.extend_from_slice(new);
            }
            (Self::Words(words), BatchColumn::Words(new)) => {
                words.extend(new.iter().map(|&code| codes.get(code as usize).copied().unwrap_or(BLANK_WORD)));
            }
            (Self::Times { starts, ends }, BatchColumn::Times { starts: new, day_only }) => {
                if !day_only.is_empty() && ends.is_none() {
                    *ends = Some(starts.clone());
                }
                starts.extend_from_slice(new);
                if let Some(ends) = ends {
                    ends.extend_from_slice(new);
                    for &row in day_only.iter() {
                        ends[(height + row) as usize] += DAY_MS - 1;
                    }
                }
            }
            (Self::Numbers(numbers), BatchColumn::Numbers(new)) => numbers.extend_from_slice(new),
            // The plan gives a field the same kind of column in every file.
            (column, batch) => column.append_blank(batch.len()),
        }
    }

    fn into_columns(self, field: Field, columns: &mut Vec<Column>) {
        let name = PlSmallStr::from_static(field.key());
        match self {
            Self::Ids(keys) => {
                let valid = validity(&keys, |key| key != BLANK_ID);
                columns.push(UInt64Chunked::from_vec_validity(name, keys, valid).into_column());
            }
            Self::Words(codes) => {
                let valid = validity(&codes, |code| code != BLANK_WORD);
                columns.push(UInt32Chunked::from_vec_validity(name, codes, valid).into_column());
            }
            Self::Times { starts, ends } => {
                columns.push(time_column(name, starts));
                if let Some(ends) = ends {
                    columns.push(time_column(PlSmallStr::from(field.end_key()), ends));
                }
            }
            Self::Numbers(numbers) => {
                let valid = validity(&numbers, |number: f64| !number.is_nan());
                columns.push(Float64Chunked::from_vec_validity(name, numbers, valid).into_column());
            }
        }
    }
}

impl BatchColumn {
    fn len(&self) -> usize {
        match self {
            Self::Ids { keys, .. } => keys.len(),
            Self::Words(codes) => codes.len(),
            Self::Times { starts, .. } => starts.len(),
            Self::Numbers(numbers) => numbers.len(),
        }
    }
}

fn time_column(name: PlSmallStr, values: Vec<i64>) -> Column {
    let valid = validity(&values, |value| value > UNREADABLE_TIME);
    Int64Chunked::from_vec_validity(name, values, valid)
        .into_datetime(TimeUnit::Milliseconds, None)
        .into_column()
}

/// A bitmap of the values that are no null; `None` when all are.
fn validity<T: Copy, Bitmap: FromIterator<bool>>(
    values: &[T],
    is_valid: impl Fn(T) -> bool,
) -> Option<Bitmap> {
    let all = values.iter().all(|&value| is_valid(value));
    (!all).then(|| values.iter().map(|&value| is_valid(value)).collect())
}
