//! Groups of complaints, and the figures every table takes of them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::Datelike;
use foldhash::fast::FixedState;
use polars::prelude::{Column as Series, IntoColumn, PlSmallStr, PolarsError, UInt32Chunked};

use crate::audit::{Audit, Standing, Verdicts};
use crate::dataset::{BLANK_WORD, Dataset, Field, Table, field_def};
use crate::model::{CaseState, Code, Column, ColumnKind, Moment, Rate, StateCounts, Subject, Text, Value};

/// What complaints are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grouping {
    /// The accountable unit.
    Branch,
    /// What the complaint is about.
    Category,
    /// The month of receipt.
    Month,
    /// How urgent it is.
    Severity,
    /// Who worked it.
    Handler,
    /// How it came in.
    Channel,
    /// The product.
    Product,
}

/// The group of what has no word.
pub(super) const BLANK: Text = Text::new("（空）", "(blank)");

/// Why a table cannot be made.
#[derive(Debug)]
pub enum AnalysisError {
    /// The export lacks the column to group by.
    NoColumn(Grouping),
    /// The rule whose verdicts the table shows was not evaluated.
    NotEvaluated(Code, Text),
    /// A fault of the program.
    Internal(PolarsError),
}

impl From<PolarsError> for AnalysisError {
    fn from(error: PolarsError) -> Self {
        Self::Internal(error)
    }
}

impl Grouping {
    /// All groupings.
    pub const ALL: [Self; 7] = [
        Self::Branch,
        Self::Category,
        Self::Month,
        Self::Severity,
        Self::Handler,
        Self::Channel,
        Self::Product,
    ];

    /// The name in options and machine formats.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Month => "month",
            other => other.field().key(),
        }
    }

    /// The grouping with this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grouping| grouping.key().eq_ignore_ascii_case(key.trim()))
    }

    /// The column it looks at.
    #[must_use]
    pub fn field(self) -> Field {
        match self {
            Self::Branch => Field::Branch,
            Self::Category => Field::Category,
            Self::Month => Field::ReceivedAt,
            Self::Severity => Field::Severity,
            Self::Handler => Field::Handler,
            Self::Channel => Field::Channel,
            Self::Product => Field::Product,
        }
    }

    /// The columns these groupings need loaded.
    #[must_use]
    pub fn wanted(groupings: &[Self]) -> HashSet<(Subject, Field)> {
        groupings.iter().map(|grouping| (Subject::Complaints, grouping.field())).collect()
    }

    /// The name people read.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Month => Text::new("受理月份", "month received"),
            other => field_def(Subject::Complaints, other.field())
                .map_or(Text::same(other.key()), |def| def.title.clone()),
        }
    }

    /// A number for every complaint row that is equal within a group; [`BLANK_WORD`] where there is none.
    fn values(self, complaints: &Table) -> Cow<'_, [u32]> {
        match self {
            Self::Month => {
                let received = complaints.times(Field::ReceivedAt);
                let month_of = |row| received.and_then(|times| times.known(row)).and_then(month);
                Cow::Owned((0..complaints.height()).map(|row| month_of(row).unwrap_or(BLANK_WORD)).collect())
            }
            _ => Cow::Borrowed(complaints.words(self.field()).unwrap_or_default()),
        }
    }

    /// The group of a value of its column.
    pub(super) fn label(self, dataset: &Dataset, value: u32) -> Value {
        match value {
            BLANK_WORD => Value::Label(BLANK),
            month if self == Self::Month => Value::Words(format!("{:04}-{:02}", month / 12, month % 12 + 1)),
            word => Value::Words(dataset.shown_word(Subject::Complaints, self.field(), word)),
        }
    }
}

/// The cases of an audit in groups. Rows that stand for no case (repeats, outside the period) are in
/// none.
pub(super) struct Groups {
    /// The group of every complaint row, or [`NO_GROUP`].
    of_row: Vec<u32>,
    /// The names of every group, one per grouping.
    labels: Vec<Vec<Value>>,
}

const NO_GROUP: u32 = u32::MAX;

impl Groups {
    /// Groups the cases; without any grouping all are one group.
    pub(super) fn new(audit: &Audit, by: &[Grouping]) -> Result<Self, AnalysisError> {
        let complaints = &audit.dataset().complaints;
        if let Some(&absent) = by.iter().find(|grouping| !complaints.has(grouping.field())) {
            return Err(AnalysisError::NoColumn(absent));
        }
        let of_row = (0..complaints.height())
            .map(|row| if audit.scope().standing(row) == Standing::Case { 0 } else { NO_GROUP })
            .collect();
        let mut groups = Self { of_row, labels: vec![Vec::new()] };
        for &grouping in by {
            groups.split(grouping, audit.dataset());
        }
        Ok(groups)
    }

    /// Splits every group by one more column.
    fn split(&mut self, grouping: Grouping, dataset: &Dataset) {
        let values = grouping.values(&dataset.complaints);
        let mut parts = Parts::new(self.len(), &values);
        let mut labels = Vec::new();
        for (group, &value) in self.of_row.iter_mut().zip(values.iter()) {
            if *group == NO_GROUP {
                continue;
            }
            let part = parts.of(*group, value);
            if *part == NO_GROUP {
                let mut names = self.labels[*group as usize].clone();
                names.push(grouping.label(dataset, value));
                labels.push(names);
                *part = u32::try_from(labels.len() - 1).unwrap_or(NO_GROUP);
            }
            *group = *part;
        }
        self.labels = labels;
    }

    /// How many groups there are.
    pub(super) fn len(&self) -> usize {
        self.labels.len()
    }

    /// The group of a row; `None` for one that stands for no case.
    pub(super) fn of(&self, row: usize) -> Option<usize> {
        let group = self.of_row[row];
        (group != NO_GROUP).then_some(group as usize)
    }

    /// The names of a group.
    pub(super) fn labels(&self, group: usize) -> Vec<Value> {
        self.labels[group].clone()
    }

    /// The group of every complaint row; null for rows that stand for no case.
    pub(super) fn column(&self, name: &'static str) -> Series {
        let groups: UInt32Chunked =
            self.of_row.iter().map(|&group| (group != NO_GROUP).then_some(group)).collect();
        groups.with_name(PlSmallStr::from_static(name)).into_column()
    }

    /// Folds a value of every case into its group, and all into a total.
    pub(super) fn fold<T: Clone + Default>(&self, mut fold: impl FnMut(&mut T, usize)) -> Vec<T> {
        let mut sums = vec![T::default(); self.len()];
        for (row, &group) in self.of_row.iter().enumerate().filter(|(_, group)| **group != NO_GROUP) {
            fold(&mut sums[group as usize], row);
        }
        sums
    }

    /// The states of the cases under a deadline, by group.
    pub(super) fn states(&self, verdicts: &Verdicts) -> Vec<StateCounts> {
        let mut sums = vec![[0_u64; CaseState::ALL.len()]; self.len()];
        for (&group, &state) in self.of_row.iter().zip(verdicts.states()) {
            if group != NO_GROUP {
                sums[group as usize][state as usize] += 1;
            }
        }
        let counts = |sums: [u64; CaseState::ALL.len()]| {
            let mut counts = StateCounts::default();
            CaseState::ALL.into_iter().zip(sums).for_each(|(state, sum)| counts.add_many(state, sum));
            counts
        };
        sums.into_iter().map(counts).collect()
    }
}

/// The parts that groups fall into by a value: an array for few values, else a hash table.
enum Parts {
    Dense { width: usize, parts: Vec<u32> },
    Sparse(HashMap<(u32, u32), u32, FixedState>),
}

impl Parts {
    fn new(groups: usize, values: &[u32]) -> Self {
        const MOST: usize = 1 << 20;
        let largest = values.iter().copied().filter(|&value| value != BLANK_WORD).max().unwrap_or(0);
        // One more place for rows without a value.
        let width = largest as usize + 2;
        match width.checked_mul(groups) {
            Some(size) if size <= MOST => Self::Dense { width, parts: vec![NO_GROUP; size] },
            _ => Self::Sparse(HashMap::default()),
        }
    }

    fn of(&mut self, group: u32, value: u32) -> &mut u32 {
        match self {
            Self::Dense { width, parts } => {
                let place = (value as usize).min(*width - 1);
                &mut parts[group as usize * *width + place]
            }
            Self::Sparse(parts) => parts.entry((group, value)).or_insert(NO_GROUP),
        }
    }
}

/// The sum of the groups' counts.
pub(super) fn total(groups: &[StateCounts]) -> StateCounts {
    let mut total = StateCounts::default();
    for counts in groups {
        for state in CaseState::ALL {
            total.add_many(state, counts.of(state));
        }
    }
    total
}

/// The month of a moment, counted from January of year 0.
fn month(at: i64) -> Option<u32> {
    let date = Moment(at).date()?;
    Some(u32::try_from(date.year()).ok()? * 12 + date.month0())
}

/// The group columns of a table.
pub(super) fn group_columns(by: &[Grouping]) -> Vec<Column> {
    by.iter()
        .map(|grouping| Column { key: grouping.key(), title: grouping.title(), kind: ColumnKind::Words })
        .collect()
}

/// A rate, or nothing where no case was decided.
pub(super) fn rate_value(rate: Rate) -> Value {
    if rate.decided + rate.undetermined == 0 { Value::Nothing } else { Value::Rate(rate) }
}

/// Sorts rows for reading: by month where that is a group, else the worst rate first, then the larger
/// group, then the name.
pub(super) fn sort_rows(rows: &mut [Vec<Value>], by: &[Grouping], rate_column: usize, count_column: usize) {
    let names = |row: &[Value]| -> Vec<String> { row[..by.len()].iter().map(name_of).collect() };
    if by.contains(&Grouping::Month) {
        rows.sort_by_cached_key(|row| names(row));
        return;
    }
    rows.sort_by(|a, b| {
        let rate = |row: &[Value]| match &row[rate_column] {
            Value::Rate(rate) => rate.value().unwrap_or(2.0),
            _ => 2.0,
        };
        let size = |row: &[Value]| if let Value::Count(count) = row[count_column] { count } else { 0 };
        rate(a).total_cmp(&rate(b)).then_with(|| size(b).cmp(&size(a))).then_with(|| names(a).cmp(&names(b)))
    });
}

/// A group's name for sorting; the blank group comes last.
fn name_of(value: &Value) -> String {
    match value {
        Value::Words(words) => words.clone(),
        _ => "\u{10ffff}".to_owned(),
    }
}

/// The name of a row's group in one line, for the "what next" of a table.
fn group_name(row: &[Value], by: &[Grouping]) -> Text {
    let words = |zh: bool| {
        let names = row[..by.len()].iter().map(|value| match value {
            Value::Words(words) => words.clone(),
            Value::Label(text) if zh => text.zh.to_string(),
            Value::Label(text) => text.en.to_string(),
            _ => String::new(),
        });
        names.collect::<Vec<_>>().join(" / ")
    };
    Text::owned(words(true), words(false))
}

/// The verdicts a table shows.
pub(super) fn verdicts_of(audit: &Audit, code: Code) -> Result<&Verdicts, AnalysisError> {
    audit.verdicts(code).ok_or_else(|| {
        let why = audit.not_evaluated(code).unwrap_or(Text::new("未选用", "not selected"));
        AnalysisError::NotEvaluated(code, why)
    })
}

/// The first cells of the totals row.
pub(super) fn totals_label(by: &[Grouping]) -> Vec<Value> {
    let mut cells = vec![Value::Nothing; by.len()];
    if let Some(first) = cells.first_mut() {
        *first = Value::Label(Text::new("合计", "total"));
    }
    cells
}

/// A column of a table.
pub(super) fn column(key: &'static str, kind: ColumnKind, zh: &'static str, en: &'static str) -> Column {
    Column { key, title: Text::new(zh, en), kind }
}

/// What to do next with a table whose rows are worst first.
pub(super) fn next_step(
    rows: &[Vec<Value>],
    by: &[Grouping],
    rate_column: usize,
    breaches: u64,
    rule: Code,
) -> Text {
    if breaches == 0 {
        return Text::new("没有逾期。", "Nothing is overdue.");
    }
    let is_low = |row: &&Vec<Value>| matches!(&row[rate_column], Value::Rate(rate) if rate.value().is_some_and(|rate| rate < 1.0));
    match rows.iter().find(is_low) {
        Some(row) if !by.is_empty() && !by.contains(&Grouping::Month) => {
            let name = group_name(row, by);
            Text::owned(
                format!("先看 {}（比率最低）；逐条清单：hearback audit … --select {rule}", name.zh),
                format!(
                    "start with {} (lowest rate); for the rows: hearback audit … --select {rule}",
                    name.en
                ),
            )
        }
        _ => Text::owned(
            format!("逐条清单：hearback audit … --select {rule}"),
            format!("for the rows: hearback audit … --select {rule}"),
        ),
    }
}
