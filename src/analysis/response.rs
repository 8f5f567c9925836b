//! Was every complaint answered in time? Response times, by group.

use polars::prelude::{
    Column as Series, DataFrame, DataType, Expr, IntoLazy, PlSmallStr, QuantileMethod, TimeUnit, col, lit,
    when,
};

use crate::audit::Audit;
use crate::dataset::{Field, Reading};
use crate::model::{Code, ColumnKind, Rate, StateCounts, Table, Text, Value};

use super::grouping::{
    AnalysisError, Grouping, Groups, column, group_columns, next_step, rate_value, sort_rows, total,
    totals_label, verdicts_of,
};

/// The column of group numbers.
const GROUP: &str = "group";
const RULE: Code = Code::literal("RSP001");

/// The response-time table.
///
/// # Errors
/// When a column to group by is absent or RSP001 was not evaluated.
pub fn response(audit: &Audit, by: &[Grouping]) -> Result<Table, AnalysisError> {
    let verdicts = verdicts_of(audit, RULE)?;
    let groups = Groups::new(audit, by)?;
    let states = groups.states(verdicts);
    let times = times(audit, &groups)?;
    let by_group = times
        .clone()
        .lazy()
        .group_by([col(GROUP)])
        .agg(figures())
        .sort([GROUP], Default::default())
        .collect()?;
    let in_all = times.lazy().select(figures()).collect()?;

    let width = by.len();
    let row = |labels: Vec<Value>, counts: &StateCounts, figures: &DataFrame, at: usize| {
        let mut cells = labels;
        cells.extend([
            Value::Count(counts.population()),
            count(figures, "answered", at),
            count(figures, "waiting", at),
            Value::Count(counts.pending),
            minutes(figures, "median", at),
            minutes(figures, "p90", at),
            minutes(figures, "max", at),
            minutes(figures, "longest_wait", at),
            Value::Count(counts.late),
            Value::Count(counts.missing),
            rate_value(Rate::in_time(counts)),
        ]);
        cells
    };
    let mut rows: Vec<Vec<Value>> =
        (0..groups.len()).map(|group| row(groups.labels(group), &states[group], &by_group, group)).collect();
    sort_rows(&mut rows, by, width + 10, width);
    let counts = total(&states);
    let totals = row(totals_label(by), &counts, &in_all, 0);
    let next = next_step(&rows, by, width + 10, counts.breaches(), RULE);
    let mut columns = group_columns(by);
    columns.extend([
        column("n", ColumnKind::Count, "投诉", "n"),
        column("answered", ColumnKind::Count, "已响应", "answered"),
        column("waiting", ColumnKind::Count, "未响应", "waiting"),
        column("not_yet_due", ColumnKind::Count, "其中未到期", "of these not due"),
        column("median_minutes", ColumnKind::Minutes, "中位数", "median"),
        column("p90_minutes", ColumnKind::Minutes, "九成以内", "p90"),
        column("max_minutes", ColumnKind::Minutes, "最长", "max"),
        column("longest_wait_minutes", ColumnKind::Minutes, "最长等待", "longest wait"),
        column("late", ColumnKind::Count, "逾期响应", "late"),
        column("missing", ColumnKind::Count, "逾期未响应", "missing"),
        column("on_time", ColumnKind::Rate, "及时率", "on time"),
    ]);
    Ok(Table {
        name: "response",
        title: Text::new("首次响应时间", "response time"),
        columns,
        rows: if by.is_empty() { Vec::new() } else { rows },
        totals,
        notes: notes(&in_all, counts.undetermined),
        next,
    })
}

/// What is taken of each group's times.
fn figures() -> [Expr; 8] {
    [
        col("answered").sum().alias("answered"),
        col("waiting_minutes").count().alias("waiting"),
        col("backwards").sum().alias("backwards"),
        col("untimed").sum().alias("untimed"),
        col("minutes").median().alias("median"),
        col("minutes").quantile(lit(0.9), QuantileMethod::Linear).alias("p90"),
        col("minutes").max().alias("max"),
        col("waiting_minutes").max().alias("longest_wait"),
    ]
}

/// Minutes from receipt to response, and of waiting for those unanswered at the as-of date, of every
/// case with its group.
fn times(audit: &Audit, groups: &Groups) -> Result<DataFrame, AnalysisError> {
    let complaints = &audit.dataset().complaints;
    let unreadable: Vec<bool> = {
        let responded = complaints.times(Field::RespondedAt);
        let is_unreadable = |row| responded.is_some_and(|times| times.reading(row) == Reading::Unreadable);
        (0..complaints.height()).map(is_unreadable).collect()
    };
    let exact: Vec<bool> = {
        let known = |field: Field| complaints.times(field);
        let (received, responded) = (known(Field::ReceivedAt), known(Field::RespondedAt));
        let both = |row| Some(received?.exactly(row).is_some() && responded?.exactly(row).is_some());
        (0..complaints.height()).map(|row| both(row).unwrap_or(false)).collect()
    };
    let mut frame = complaints.frame().select([Field::ReceivedAt.key(), Field::RespondedAt.key()])?;
    frame.with_column(Series::new(PlSmallStr::from_static("exact"), exact))?;
    frame.with_column(Series::new(PlSmallStr::from_static("unreadable"), unreadable))?;
    frame.with_column(groups.column(GROUP))?;
    let as_of = || lit(audit.as_of.at.0).cast(DataType::Datetime(TimeUnit::Milliseconds, None));
    let (received, responded) = (col(Field::ReceivedAt.key()), col(Field::RespondedAt.key()));
    let answered =
        responded.clone().is_not_null().and(responded.clone().lt_eq(as_of())).fill_null(lit(false));
    let timed = answered.clone().and(col("exact")).and(received.clone().is_not_null());
    let backwards = timed.clone().and(responded.clone().lt(received.clone())).fill_null(lit(false));
    let untimed = answered.clone().and(timed.clone().not());
    let waits = answered.clone().not().and(col("unreadable").not()).and(received.clone().lt_eq(as_of()));
    let nothing = || lit(polars::prelude::NULL).cast(DataType::Float64);
    let span = |from: Expr, to: Expr| {
        (to.cast(DataType::Int64) - from.cast(DataType::Int64)).cast(DataType::Float64) / lit(60_000.0)
    };
    let times = frame
        .lazy()
        .filter(col(GROUP).is_not_null())
        .select([
            col(GROUP),
            answered.clone().alias("answered"),
            backwards.clone().alias("backwards"),
            untimed.alias("untimed"),
            when(timed.and(backwards.not()))
                .then(span(received.clone(), responded))
                .otherwise(nothing())
                .alias("minutes"),
            when(waits).then(span(received, as_of())).otherwise(nothing()).alias("waiting_minutes"),
        ])
        .collect()?;
    Ok(times)
}

/// A whole number of an aggregated row.
fn count(figures: &DataFrame, name: &str, row: usize) -> Value {
    // Without a single case there is no row to look at.
    let number = figures.column(name).and_then(|column| column.cast(&DataType::UInt64)).ok();
    let number = number.filter(|column| row < column.len());
    Value::Count(number.and_then(|column| column.u64().ok().and_then(|values| values.get(row))).unwrap_or(0))
}

/// A span of minutes of an aggregated row.
fn minutes(figures: &DataFrame, name: &str, row: usize) -> Value {
    let number = figures.column(name).and_then(|column| column.cast(&DataType::Float64)).ok();
    let number = number.filter(|column| row < column.len());
    let number = number.and_then(|column| column.f64().ok().and_then(|values| values.get(row)));
    number.map_or(Value::Nothing, Value::Minutes)
}

fn notes(totals: &DataFrame, undetermined: u64) -> Vec<Text> {
    let mut notes = vec![Text::new(
        "中位数、九成以内和最长只看已响应的投诉；未响应的等待时间算到审计基准日，见“最长等待”。及时率 = 达标 ÷（达标 + 逾期响应 + 逾期未响应）。",
        "Median, p90 (linear interpolation) and max are over answered complaints; those unanswered wait until the as-of date, see `longest wait`. On time = met ÷ (met + late + missing).",
    )];
    if let Value::Count(backwards @ 1..) = count(totals, "backwards", 0) {
        notes.push(Text::owned(
            format!("{backwards} 件响应早于受理（CHR001），不计入响应时间"),
            format!(
                "{backwards} responses are earlier than their receipt (CHR001) and left out of the times"
            ),
        ));
    }
    if let Value::Count(untimed @ 1..) = count(totals, "untimed", 0) {
        notes.push(Text::owned(
            format!("{untimed} 件的受理或响应没有可读的时刻，算作已响应但不计入响应时间"),
            format!("answered, but left out of the times because receipt or response has no readable time of day: {untimed}"),
        ));
    }
    if undetermined > 0 {
        notes.push(Text::owned(
            format!("{undetermined} 件无法判定，及时率给出上下界"),
            format!("undetermined, so that the rate has bounds: {undetermined}"),
        ));
    }
    notes
}
