//! What is counted of a column while its cells are read: how it is filled, in which forms its times are
//! written, what its dates say of the order of day and month.

use super::values::{DayMonth, DayMonthTally, TimeForm};

/// Counts of one time column.
#[derive(Clone, Debug, Default)]
pub(super) struct TimeTally {
    forms: [u64; TimeForm::ALL.len()],
    pub(super) day_month: DayMonthTally,
    /// Cells that name a day and no time of day.
    pub(super) day_only: u64,
    /// The first cell that can be two days, by its record and text.
    pub(super) first_either: Option<(u32, Box<str>)>,
}

impl TimeTally {
    /// Counts a cell that was read.
    #[inline]
    pub(super) fn count(&mut self, form: TimeForm, day_month: DayMonth) {
        self.forms[form.index()] += 1;
        if day_month != DayMonth::Silent {
            self.day_month.add(day_month);
        }
    }

    /// Adds the counts of records that begin at `height`.
    pub(super) fn merge(&mut self, other: &Self, height: u32) {
        for (mine, theirs) in self.forms.iter_mut().zip(&other.forms) {
            *mine += theirs;
        }
        self.day_month.merge(&other.day_month);
        self.day_only += other.day_only;
        if self.first_either.is_none() {
            self.first_either =
                other.first_either.as_ref().map(|(record, text)| (height + record, text.clone()));
        }
    }

    /// The forms that occur, most frequent first.
    pub(super) fn forms(&self) -> Vec<(TimeForm, u64)> {
        let mut found: Vec<(TimeForm, u64)> =
            TimeForm::ALL.iter().copied().zip(self.forms).filter(|&(_, count)| count > 0).collect();
        found.sort_by_key(|&(form, count)| (std::cmp::Reverse(count), form.index()));
        found
    }
}

/// Counts of one input, by column.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// By slot; empty for slots that hold no times.
    pub(super) times: Vec<TimeTally>,
    /// By column of the header: records with a value in it. Empty unless asked for.
    pub(super) filled: Vec<u64>,
    /// Cells beyond the last column of the header.
    pub(super) beyond: u64,
    /// Rows with letters that were lost before the file was written, U+FFFD in their place.
    pub(super) replaced: u64,
}

impl Tally {
    pub(super) fn new(slots: usize, columns: usize) -> Self {
        Self { times: vec![TimeTally::default(); slots], filled: vec![0; columns], beyond: 0, replaced: 0 }
    }

    pub(super) fn merge(&mut self, other: &Self, height: u32) {
        for (mine, theirs) in self.times.iter_mut().zip(&other.times) {
            mine.merge(theirs, height);
        }
        for (mine, theirs) in self.filled.iter_mut().zip(&other.filled) {
            *mine += theirs;
        }
        self.beyond += other.beyond;
        self.replaced += other.replaced;
    }

    pub(super) fn clear(&mut self) {
        self.times.iter_mut().for_each(|tally| *tally = TimeTally::default());
        self.filled.fill(0);
        self.beyond = 0;
        self.replaced = 0;
    }
}
