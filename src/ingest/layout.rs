//! Which rows of a file are header, records, totals or nothing.

use super::text::Record;
use super::values::{is_blank, trim};

/// Whether no cell of the row has a value.
pub(super) fn is_blank_row(record: &Record<'_>) -> bool {
    (0..record.len()).all(|column| is_blank(trim(&record.cell(column))))
}

/// Whether the row is a totals line under the records: its first cell with a value says so.
pub(super) fn is_totals_row(record: &Record<'_>) -> bool {
    let first = record.cell(0);
    let first = trim(&first);
    if !is_blank(first) {
        return is_totals_label(first);
    }
    let values = (1..record.len()).map(|column| record.cell(column));
    values
        .map(|cell| trim(&cell).to_vec())
        .find(|cell| !is_blank(cell))
        .is_some_and(|cell| is_totals_label(&cell))
}

fn is_totals_label(text: &[u8]) -> bool {
    const LABELS: [&str; 8] = ["合计", "总计", "小计", "共计", "累计", "total", "totals", "grand total"];
    const LONGEST: usize = "grand total:".len();
    // Nearly every first cell is an id; ids are longer than that or end with a digit.
    if text.len() > LONGEST || text.last().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let label = std::str::from_utf8(text).unwrap_or_default();
    let label = label.trim_end_matches([':', '\u{ff1a}']).trim();
    LABELS.iter().any(|known| label.eq_ignore_ascii_case(known))
}
