//! Where something stands, as people find it again: file, sheet and physical row.

use crate::model::{Finding, SourceRow, figures};

/// `file[sheet]`.
pub(super) fn file(file: &str, sheet: Option<&str>) -> String {
    sheet.map_or_else(|| file.to_owned(), |sheet| format!("{file}[{sheet}]"))
}

/// `file[sheet]:row`.
pub(super) fn row(place: &SourceRow) -> String {
    format!("{}:{}", file(&place.file, place.sheet.as_deref()), place.row)
}

/// `file[sheet]:row`; a group stands in no file.
pub(super) fn finding(finding: &Finding) -> String {
    let place = file(&finding.file, finding.sheet.as_deref());
    match finding.row {
        Some(row) => format!("{place}:{row}"),
        None if place.is_empty() => figures::NONE.to_owned(),
        None => place,
    }
}
