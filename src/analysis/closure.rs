//! Was every complaint really closed? Closure rates and the ages of what is open, by group.

use polars::prelude::{DataFrame, DataType, IntoColumn, NewChunkedArray, PlSmallStr, UInt8Chunked, col, lit};

use crate::audit::Audit;
use crate::dataset::{Field, Reading};
use crate::model::{Code, ColumnKind, DAY_MS, Rate, Table, Text, Value};

use super::grouping::{
    AnalysisError, Grouping, States, column, count, group, group_columns, next_step, rate_value, sort_rows,
    totals_label, verdicts_of,
};

const RULE: Code = Code::literal("CLS001");

/// Ages of open complaints in days: the last day of each band but the last, which is open.
const BANDS: [(&str, &str, &str); 5] = [
    ("open_0_7_days", "≤7天", "≤7 d"),
    ("open_8_15_days", "8–15天", "8–15 d"),
    ("open_16_30_days", "16–30天", "16–30 d"),
    ("open_31_90_days", "31–90天", "31–90 d"),
    ("open_over_90_days", ">90天", ">90 d"),
];
const BAND_ENDS: [i64; 4] = [7, 15, 30, 90];

/// Whether a complaint is closed at the as-of date.
const CLOSED: u8 = 5;
/// Its closing time, or its receipt, is not known.
const UNKNOWN: u8 = 6;

/// The closure table.
///
/// # Errors
/// When a column to group by is absent or CLS001 was not evaluated.
pub fn closure(audit: &Audit, by: &[Grouping]) -> Result<Table, AnalysisError> {
    let verdicts = verdicts_of(audit, RULE)?;
    let (states, state_column) = States::column("state", verdicts);
    let mut aggregates = vec![col("state").len().cast(DataType::UInt64).alias("n")];
    for band in 0..=UNKNOWN {
        aggregates.push(col("age").eq(lit(band)).cast(DataType::UInt64).sum().alias(format!("age_{band}")));
    }
    aggregates.extend(states.aggregates());
    let ages = UInt8Chunked::from_slice(PlSmallStr::from_static("age"), &ages(audit)).into_column();
    let groups = group(audit, by, vec![state_column, ages], &aggregates)?;

    let row = |labels: Vec<Value>, figures: &DataFrame, at: usize| {
        let counts = states.counts(figures, at);
        let (n, closed) = (count(figures, "n", at), count(figures, &format!("age_{CLOSED}"), at));
        let unknown = count(figures, &format!("age_{UNKNOWN}"), at);
        let mut cells = labels;
        cells.extend([
            Value::Count(n),
            Value::Count(closed),
            rate_value(Rate { good: closed, decided: n - unknown, undetermined: unknown }),
            Value::Count(counts.decided()),
            Value::Count(counts.late),
            Value::Count(counts.missing),
            rate_value(Rate::in_time(&counts)),
        ]);
        cells.extend((0..CLOSED).map(|band| Value::Count(count(figures, &format!("age_{band}"), at))));
        cells
    };
    let mut rows: Vec<Vec<Value>> =
        groups.labels.into_iter().enumerate().map(|(at, labels)| row(labels, &groups.figures, at)).collect();
    let (rate_column, count_column) = (by.len() + 6, by.len());
    sort_rows(&mut rows, by, rate_column, count_column);
    let totals = row(totals_label(by), &groups.totals, 0);
    let counts = states.counts(&groups.totals, 0);
    let next = next_step(&rows, by, rate_column, counts.breaches(), RULE);
    let mut columns = group_columns(by);
    columns.extend([
        column("n", ColumnKind::Count, "投诉", "n"),
        column("closed", ColumnKind::Count, "已办结", "closed"),
        column("closure_rate", ColumnKind::Rate, "办结率", "closed %"),
        column("due", ColumnKind::Count, "已到期", "due"),
        column("late", ColumnKind::Count, "超期办结", "late"),
        column("missing", ColumnKind::Count, "超期未结", "overdue"),
        column("in_time", ColumnKind::Rate, "按期办结率", "in time %"),
    ]);
    columns.extend(BANDS.map(|(key, zh, en)| column(key, ColumnKind::Count, zh, en)));
    Ok(Table {
        name: "closure",
        title: Text::new("办结率与未结账龄", "closure rate and ages of open complaints"),
        columns,
        rows: if by.is_empty() { Vec::new() } else { rows },
        totals,
        notes: notes(count(&groups.totals, &format!("age_{UNKNOWN}"), 0), &counts),
        next,
    })
}

fn notes(unknown: u64, counts: &crate::model::StateCounts) -> Vec<Text> {
    let mut notes = vec![Text::new(
        "办结率 = 已办结 ÷ 投诉;按期办结率 = 按期办结 ÷ 已到期。账龄为未办结投诉从受理到审计基准日的天数。",
        "Closed % = closed ÷ n; in time % = closed in time ÷ due. Ages are days from receipt to the as-of date of complaints not closed.",
    )];
    if unknown > 0 {
        notes.push(Text::owned(
            format!("{unknown} 件的受理或办结时间不明,不在账龄之内"),
            format!("{unknown} complaints have no readable receipt or closing time and stand in no band"),
        ));
    }
    if counts.pending + counts.undetermined + counts.excluded > 0 {
        notes.push(Text::owned(
            format!("未到期 {},无法判定 {},不适用 {}", counts.pending, counts.undetermined, counts.excluded),
            format!(
                "not yet due {}, undetermined {}, excluded {}",
                counts.pending, counts.undetermined, counts.excluded
            ),
        ));
    }
    notes
}

/// The band of every complaint: the age of an open one, [`CLOSED`] or [`UNKNOWN`].
fn ages(audit: &Audit) -> Vec<u8> {
    let complaints = &audit.dataset().complaints;
    let as_of = audit.as_of.at.0;
    let received = complaints.times(Field::ReceivedAt);
    let closed = complaints.times(Field::ClosedAt);
    let reading = |times: Option<crate::dataset::TimeColumn<'_>>, row| times.map_or(Reading::Blank, |times| times.reading(row));
    (0..complaints.height())
        .map(|row| match (reading(closed, row), reading(received, row)) {
            (Reading::Unreadable, _) => UNKNOWN,
            (Reading::Known { earliest, .. }, _) if earliest <= as_of => CLOSED,
            (_, Reading::Known { earliest, .. }) => band((as_of - earliest).div_euclid(DAY_MS)),
            _ => UNKNOWN,
        })
        .collect()
}

fn band(days: i64) -> u8 {
    u8::try_from(BAND_ENDS.iter().filter(|&&end| days > end).count()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_end_with_their_last_day() {
        let bands: Vec<u8> = [0, 7, 8, 15, 16, 30, 31, 90, 91, 4000].into_iter().map(band).collect();
        assert_eq!(bands, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    }
}
