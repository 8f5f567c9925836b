//! Typed exports of a warehouse (Parquet), as rows of texts like any other input.
//!
//! The file's own types are kept by writing each value in the one form that reads back as it: a day as a day,
//! a moment of a zone with its zone. There is no header row; the first record is row 1.

use std::fmt::Write as _;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chrono::DateTime;
use polars::prelude::{AnyValue, DataFrame, ParquetReader, SerReader, TimeUnit};

use super::error::Problem;
use super::head::{Head, SAMPLE_ROWS};
use super::layout::SampleRow;
use super::open::{Body, OpenInput, OpenRows};
use super::row_source::RowSource;
use super::text::RowBuffer;
use super::{InputFile, LoadOptions};
use crate::model::Text;

/// Rows taken from the file at a time, at most; fewer where its own groups are smaller.
const ROWS_AT_A_TIME: usize = 1 << 18;

/// A Parquet file in memory.
pub(super) struct OpenParquet {
    bytes: Arc<[u8]>,
    /// Rows of each of its groups.
    groups: Vec<usize>,
}

impl OpenParquet {
    /// Reads the names of the columns and the first rows.
    pub(super) fn open(
        file: &InputFile,
        bytes: Arc<[u8]>,
        sha256: Option<String>,
        options: &LoadOptions<'_>,
    ) -> Result<OpenInput, Problem> {
        let (names, groups) = guarded(|| {
            let mut reader = ParquetReader::new(Cursor::new(Arc::clone(&bytes)));
            let names = reader.schema()?.iter_names().map(|name| name.to_string()).collect();
            let groups = reader.get_metadata()?.row_groups.iter().map(|group| group.num_rows()).collect();
            Ok::<(Vec<String>, Vec<usize>), polars::prelude::PolarsError>((names, groups))
        })?;
        let source = Self { bytes, groups };
        let mut records = Vec::new();
        let mut row = RowBuffer::default();
        let sample = source.slice(0, SAMPLE_ROWS)?;
        for_each_row(&sample, &mut row, |row, nth| {
            let number = u32::try_from(nth + 1).unwrap_or(u32::MAX);
            records.push(SampleRow::new(&row.record(), number, number + 1));
            true
        });
        let head = Head::of_named_columns(names, records);
        let body = Body::Rows(OpenRows { source: Box::new(source), sha256, epoch_1904: false });
        Ok(OpenInput::new(file, "parquet", head, body, &options.namings()))
    }

    fn slice(&self, from: usize, rows: usize) -> Result<DataFrame, Problem> {
        guarded(|| {
            ParquetReader::new(Cursor::new(Arc::clone(&self.bytes))).with_slice(Some((from, rows))).finish()
        })
    }
}

impl RowSource for OpenParquet {
    fn for_each_row(&mut self, each: &mut dyn FnMut(&RowBuffer, u32) -> bool) -> Result<(), Problem> {
        let mut row = RowBuffer::default();
        let mut from = 0;
        for &rows in &self.groups {
            let end = from + rows;
            while from < end {
                let part = self.slice(from, ROWS_AT_A_TIME.min(end - from))?;
                if part.height() == 0 {
                    return Err(damaged("fewer rows than its footer says"));
                }
                let mut goes_on = true;
                for_each_row(&part, &mut row, |row, nth| {
                    let number = u32::try_from(from + nth + 1).unwrap_or(u32::MAX);
                    goes_on = each(row, number);
                    goes_on
                });
                if !goes_on {
                    return Ok(());
                }
                from += part.height();
            }
        }
        Ok(())
    }
}

/// Calls `each` with the rows of a frame, counted from 0, until it returns false.
fn for_each_row(frame: &DataFrame, row: &mut RowBuffer, mut each: impl FnMut(&RowBuffer, usize) -> bool) {
    let mut text = String::new();
    let columns: Vec<_> = frame.columns().iter().map(|column| column.as_materialized_series()).collect();
    for nth in 0..frame.height() {
        row.clear();
        for column in &columns {
            text.clear();
            let value = column.get(nth).unwrap_or(AnyValue::Null);
            // Writing to a String cannot fail.
            let _ = write_value(&value, &mut text);
            match value {
                AnyValue::Float64(_) | AnyValue::Float32(_) => row.push_number(&text),
                _ => row.push(&text),
            }
        }
        if !each(row, nth) {
            return;
        }
    }
}

fn write_value(value: &AnyValue<'_>, text: &mut String) -> std::fmt::Result {
    // Of a dictionary too: its values are texts like any other.
    if let Some(value) = value.get_str() {
        return text.write_str(value);
    }
    match value {
        AnyValue::Null => Ok(()),
        AnyValue::Boolean(value) => text.write_str(if *value { "TRUE" } else { "FALSE" }),
        AnyValue::Date(days) => match DateTime::from_timestamp(i64::from(*days) * 86_400, 0) {
            Some(at) => write!(text, "{}", at.format("%Y-%m-%d")),
            None => write!(text, "{days}"),
        },
        AnyValue::Datetime(at, unit, zone) => write_moment(*at, *unit, zone.is_some(), text),
        AnyValue::DatetimeOwned(at, unit, zone) => write_moment(*at, *unit, zone.is_some(), text),
        AnyValue::Duration(length, unit) => {
            let seconds = length / per_second(*unit);
            write!(text, "{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
        }
        AnyValue::Time(nanos) => {
            let seconds = nanos / 1_000_000_000;
            write!(text, "{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
        }
        // Display gives the shortest digits that read back the same, never an exponent.
        AnyValue::Float64(value) => write!(text, "{value}"),
        AnyValue::Float32(value) => write!(text, "{value}"),
        AnyValue::Binary(bytes) => text.write_str(&String::from_utf8_lossy(bytes)),
        other => write!(text, "{other}"),
    }
}

/// A moment; of a zone, it is stored in UTC whatever the zone.
fn write_moment(at: i64, unit: TimeUnit, of_zone: bool, text: &mut String) -> std::fmt::Result {
    let per_milli = per_second(unit) / 1000;
    let Some(moment) = DateTime::from_timestamp_millis(at.div_euclid(per_milli)) else {
        return write!(text, "{at}");
    };
    write!(text, "{}", moment.format("%Y-%m-%d %H:%M:%S"))?;
    if moment.timestamp_subsec_millis() > 0 {
        write!(text, ".{:03}", moment.timestamp_subsec_millis())?;
    }
    if of_zone { text.write_char('Z') } else { Ok(()) }
}

fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Nanoseconds => 1_000_000_000,
        TimeUnit::Microseconds => 1_000_000,
        TimeUnit::Milliseconds => 1_000,
    }
}

/// Runs the reader; what it cannot stand, an error or worse, is damage of the file.
fn guarded<T>(read: impl FnOnce() -> polars::prelude::PolarsResult<T>) -> Result<T, Problem> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(damaged(&error.to_string())),
        Err(_) => Err(damaged("its structure contradicts itself")),
    }
}

fn damaged(why: &str) -> Problem {
    Problem::Damaged {
        part: Text::new("Parquet 文件读不出", "the Parquet file cannot be read"),
        detail: why.to_owned(),
    }
}
