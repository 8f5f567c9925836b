//! Checks that are one polars expression over a table.

use polars::prelude::{DataType, Expr, IntoLazy, PolarsResult, TimeUnit, col, lit};

use crate::dataset::{Field, Table};
use crate::model::Text;

use super::{Context, Hit, OUTSIDE_PERIOD, Tested};

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
    let masks = table
        .frame()
        .clone()
        .lazy()
        .select([testable.alias("testable"), fires.alias("fires")])
        .collect()?;
    let (testable, fires) = (masks.column("testable")?.bool()?, masks.column("fires")?.bool()?);
    let mut result = Tested::default();
    let (mut outside, mut not_testable) = (0, 0);
    for (row, (testable, fires)) in testable.iter().zip(fires.iter()).enumerate() {
        if !context.in_period(table.subject(), row) {
            outside += 1;
        } else if testable != Some(true) {
            not_testable += 1;
        } else {
            result.tested += 1;
            if fires == Some(true) {
                let row = u32::try_from(row).unwrap_or(u32::MAX);
                result.hits.push(Hit { subject: table.subject(), row, detail: 0 });
            }
        }
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    result.exclude(untestable, not_testable);
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

/// A moment to compare time columns with.
pub(super) fn moment(at: i64) -> Expr {
    lit(at).cast(DataType::Datetime(TimeUnit::Milliseconds, None))
}
