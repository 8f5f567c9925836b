//! A typed cell as the text a person would have typed.

use std::fmt::Write as _;

use calamine::{Data, DataRef, ExcelDateTime};

/// Writes the cell's text; nothing for an empty cell.
pub(super) fn write_text(cell: &DataRef<'_>, text: &mut String) {
    // Writing to a String cannot fail.
    let _ = match cell {
        DataRef::Empty => Ok(()),
        DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => {
            text.write_str(value)
        }
        DataRef::SharedString(value) => text.write_str(value),
        DataRef::Int(value) => write!(text, "{value}"),
        // Display gives the shortest digits that read back the same, never an exponent.
        DataRef::Float(value) => write!(text, "{value}"),
        DataRef::Bool(value) => text.write_str(if *value { "TRUE" } else { "FALSE" }),
        DataRef::Error(error) => write!(text, "{}", Data::Error(error.clone())),
        DataRef::DateTime(value) => write_time(value, text),
    };
}

/// A date or time: a whole day has no time of day, because a sheet cannot tell it from midnight.
fn write_time(value: &ExcelDateTime, text: &mut String) -> std::fmt::Result {
    if !value.is_datetime() {
        return write!(text, "{}", value.as_f64());
    }
    // Rounded to the millisecond: a serial number cannot hold most seconds exactly.
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    write!(text, "{year:04}-{month:02}-{day:02}")?;
    if value.as_f64().fract() != 0.0 {
        write!(text, " {hour:02}:{minute:02}:{second:02}")?;
        if milli > 0 {
            write!(text, ".{milli:03}")?;
        }
    }
    Ok(())
}
