//! Groups of complaints, and the figures every table takes of them.

use std::collections::HashSet;

use chrono::Datelike;

use polars::prelude::{
    Column as Series, DataFrame, DataType, Expr, IntoColumn, IntoLazy, PolarsError, SortMultipleOptions,
    UInt8Chunked, col, lit,
};
use polars::prelude::{NewChunkedArray, PlSmallStr};

use crate::audit::{Audit, Standing, Verdicts};
use crate::dataset::{Dataset, Field, Table, field_def};
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
    pub const ALL: [Self; 7] =
        [Self::Branch, Self::Category, Self::Month, Self::Severity, Self::Handler, Self::Channel, Self::Product];

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
        Self::ALL.into_iter().find(|grouping| grouping.key() == key.trim())
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

    fn title(self) -> Text {
        match self {
            Self::Month => Text::new("受理月份", "month received"),
            other => field_def(Subject::Complaints, other.field())
                .map_or(Text::same(other.key()), |def| def.title.clone()),
        }
    }


    fn label(self, dataset: &Dataset, value: Option<u64>) -> Value {
        match value {
            None => Value::Label(Text::new("(空)", "(blank)")),
            Some(value) if self == Self::Month => Value::Words(format!("{:04}-{:02}", value / 12, value % 12 + 1)),
            Some(value) => {
                Value::Words(dataset.words.text(u32::try_from(value).unwrap_or(u32::MAX)).into_owned())
            }
        }
    }
}

/// Cases grouped and summed up: one row per group, and one for all.
pub(super) struct Groups {
    pub(super) labels: Vec<Vec<Value>>,
    pub(super) figures: DataFrame,
    pub(super) totals: DataFrame,
}

/// Groups the cases of the audit and aggregates them. `columns` are added to the complaints' frame
/// before; rows that stand for no case (repeats, outside the period) are left out.
pub(super) fn group(
    audit: &Audit,
    by: &[Grouping],
    columns: Vec<Series>,
    aggregates: &[Expr],
) -> Result<Groups, AnalysisError> {
    let complaints = &audit.dataset().complaints;
    if let Some(&absent) = by.iter().find(|grouping| !complaints.has(grouping.field())) {
        return Err(AnalysisError::NoColumn(absent));
    }
    let is_case: Vec<bool> =
        (0..complaints.height()).map(|row| audit.scope().standing(row) == Standing::Case).collect();
    let mut frame = complaints.frame().clone();
    frame.with_column(Series::new(PlSmallStr::from_static("is_case"), is_case))?;
    for column in columns {
        frame.with_column(column)?;
    }
    if by.contains(&Grouping::Month) {
        frame.with_column(months(complaints))?;
    }
    let cases = frame.lazy().filter(col("is_case"));
    let totals = cases.clone().select(aggregates).collect()?;
    if by.is_empty() {
        return Ok(Groups { labels: vec![Vec::new()], figures: totals.clone(), totals });
    }
    let keys: Vec<Expr> = by.iter().map(|grouping| col(grouping.key())).collect();
    let names: Vec<PlSmallStr> = by.iter().map(|grouping| PlSmallStr::from_static(grouping.key())).collect();
    // The codes of words follow first appearance: sorting by them makes the order repeatable.
    let figures = cases
        .group_by(keys)
        .agg(aggregates)
        .sort(names, SortMultipleOptions::default().with_nulls_last(true))
        .collect()?;
    let mut labels = vec![Vec::new(); figures.height()];
    for &grouping in by {
        let codes = figures.column(grouping.key())?.cast(&DataType::UInt64)?;
        for (label, code) in labels.iter_mut().zip(codes.u64()?.iter()) {
            label.push(grouping.label(audit.dataset(), code));
        }
    }
    Ok(Groups { labels, figures, totals })
}

/// The month each complaint was received in, counted from January of year 0.
fn months(complaints: &Table) -> Series {
    let received = complaints.times(Field::ReceivedAt);
    let months: Vec<Option<u32>> = (0..complaints.height())
        .map(|row| {
            let date = received.and_then(|times| times.known(row)).and_then(|at| Moment(at).date())?;
            Some(u32::try_from(date.year()).ok()? * 12 + date.month0())
        })
        .collect();
    Series::new(PlSmallStr::from_static(Grouping::Month.key()), months)
}

/// The group columns of a table.
pub(super) fn group_columns(by: &[Grouping]) -> Vec<Column> {
    by.iter()
        .map(|grouping| Column { key: grouping.key(), title: grouping.title(), kind: ColumnKind::Words })
        .collect()
}

/// The verdicts of a deadline as a column `name` of small numbers, and the sums by state.
pub(super) struct States {
    name: &'static str,
}

impl States {
    /// The verdicts under `code` as a column.
    pub(super) fn column(name: &'static str, verdicts: &Verdicts) -> (Self, Series) {
        let states: Vec<u8> = verdicts.states().iter().map(|&state| state as u8).collect();
        let column = UInt8Chunked::from_slice(PlSmallStr::from_static(name), &states).into_column();
        (Self { name }, column)
    }

    /// One aggregate per state.
    pub(super) fn aggregates(&self) -> Vec<Expr> {
        CaseState::ALL
            .iter()
            .map(|&state| {
                let is_state = col(self.name).eq(lit(state as u8));
                is_state.cast(DataType::UInt64).sum().alias(self.alias(state))
            })
            .collect()
    }

    fn alias(&self, state: CaseState) -> String {
        format!("{}_{}", self.name, state.key())
    }

    /// The counts of one aggregated row.
    pub(super) fn counts(&self, figures: &DataFrame, row: usize) -> StateCounts {
        let mut counts = StateCounts::default();
        for state in CaseState::ALL {
            counts.add_many(state, count(figures, &self.alias(state), row));
        }
        counts
    }
}

/// A whole number of an aggregated row; 0 where there is none.
pub(super) fn count(figures: &DataFrame, name: &str, row: usize) -> u64 {
    figures
        .column(name)
        .and_then(|column| column.cast(&DataType::UInt64))
        .ok()
        .and_then(|column| column.u64().ok().and_then(|values| values.get(row)))
        .unwrap_or(0)
}

/// A span of minutes of an aggregated row.
pub(super) fn minutes(figures: &DataFrame, name: &str, row: usize) -> Value {
    figures
        .column(name)
        .and_then(|column| column.cast(&DataType::Float64))
        .ok()
        .and_then(|column| column.f64().ok().and_then(|values| values.get(row)))
        .map_or(Value::Nothing, Value::Minutes)
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
        rate(a)
            .total_cmp(&rate(b))
            .then_with(|| size(b).cmp(&size(a)))
            .then_with(|| names(a).cmp(&names(b)))
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
    let is_low = |row: &&Vec<Value>| {
        matches!(&row[rate_column], Value::Rate(rate) if rate.value().is_some_and(|rate| rate < 1.0))
    };
    match rows.iter().find(is_low) {
        Some(row) if !by.is_empty() && !by.contains(&Grouping::Month) => {
            let name = group_name(row, by);
            Text::owned(
                format!("先看 {}(比率最低);逐条清单:hearback audit … --select {rule}", name.zh),
                format!("start with {} (lowest rate); for the rows: hearback audit … --select {rule}", name.en),
            )
        }
        _ => Text::owned(
            format!("逐条清单:hearback audit … --select {rule}"),
            format!("for the rows: hearback audit … --select {rule}"),
        ),
    }
}
