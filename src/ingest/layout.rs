//! Which rows of a file are header, records, totals or nothing.

use super::text::Record;
use super::values::{is_blank, trim};

/// Whether no cell of the row has a value.
pub(super) fn is_blank_row(record: &Record<'_>) -> bool {
    (0..record.len()).all(|column| is_blank(trim(&record.cell(column))))
}

/// Whether the row is a totals line under the records: its first cell with a value says so.
pub(super) fn is_totals_row(first_value: &[u8]) -> bool {
    const LABELS: [&str; 8] = ["合计", "总计", "小计", "共计", "累计", "total", "totals", "grand total"];
    const LONGEST: usize = "grand total:".len();
    // Nearly every first cell is an id; ids are longer than that or end with a digit.
    if first_value.len() > LONGEST || first_value.last().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let label = std::str::from_utf8(first_value).unwrap_or_default();
    let label = label.trim_end_matches([':', '\u{ff1a}']).trim();
    LABELS.iter().any(|known| label.eq_ignore_ascii_case(known))
}
