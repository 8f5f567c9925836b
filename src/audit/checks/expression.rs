//! Checks that are one polars expression over a table.

use polars::prelude::{DataType, Expr, IntoLazy, PolarsResult, TimeUnit, col, lit};

use crate::dataset::{Field, Table};
use crate::model::{Subject, Text};

use super::super::scope::Standing;
use super::{Context, EARLIER_EVENT, Hit, OUTSIDE_PERIOD, Tested};

/// Tests every row of the period where `testable` holds; those where `fires` holds are hits.
///
/// Both are Boolean expressions over the table's frame; null counts as false.
pub(super) fn test_rows(
    context: &Context<'_>,
    table: &Table,
    testable: Expr,
    fires: Expr,
    untestable: Text,
) -> PolarsResult<Tested> {
    let masks =
        table.frame().clone().lazy().select([testable.alias("testable"), fires.alias("fires")]).collect()?;
    let (testable, fires) = (masks.column("testable")?.bool()?, masks.column("fires")?.bool()?);
    let subject = table.subject();
    let mut result = Tested::default();
    let is_event =
        |row| subject == Subject::Complaints && context.scope.standing(row) == Standing::EarlierEvent;
    let (mut outside, mut events, mut tested) = (0, 0, u64::from(testable.sum().unwrap_or(0)));
    if context.has_period() || context.scope.has_events() {
        for row in 0..table.height() {
            match (is_event(row), context.in_period(subject, row)) {
                (true, _) => events += 1,
                (false, false) => outside += 1,
                (false, true) => continue,
            }
            tested -= u64::from(testable.get(row) == Some(true));
        }
    }
    if fires.any() {
        for (row, (testable, fires)) in testable.iter().zip(fires.iter()).enumerate() {
            let fires = fires == Some(true) && testable == Some(true);
            if fires && !is_event(row) && context.in_period(subject, row) {
                let row = u32::try_from(row).unwrap_or(u32::MAX);
                result.hits.push(Hit { subject, row, detail: 0 });
            }
        }
    }
    result.tested = tested;
    result.exclude(OUTSIDE_PERIOD, outside);
    result.exclude(EARLIER_EVENT, events);
    result.exclude(untestable, table.height() as u64 - outside - events - tested);
    Ok(result)
}

/// The earliest moment a time cell can mean.
pub(super) fn earliest(field: Field) -> Expr {
    col(field.key())
}

/// The latest moment a time cell can mean.
pub(super) fn latest(table: &Table, field: Field) -> Expr {
    if table.has_day_only(field) { col(field.end_key()) } else { col(field.key()) }
}

/// Whether the event of a time cell is known to have happened by the as-of date.
pub(super) fn happened(context: &Context<'_>, field: Field) -> Expr {
    col(field.key()).lt_eq(moment(context.as_of.at.0)).fill_null(lit(false))
}

/// A moment to compare time columns with.
pub(super) fn moment(at: i64) -> Expr {
    lit(at).cast(DataType::Datetime(TimeUnit::Milliseconds, None))
}
