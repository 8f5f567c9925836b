//! What is read of an export: the same whatever its bytes look like, and nothing lost on the way.

mod columns;
mod content;
mod dates;
mod encodings;
mod hostile;
mod kept;
mod layout;
mod page;
mod persons;
mod privacy;
mod sheets;
mod systems;
mod values;
mod workbook;

use crate::audited::Audited;

/// Findings without the names of files and sheets, for comparing one table in several clothes.
fn essence(audit: &Audited) -> Vec<String> {
    audit
        .findings
        .iter()
        .map(|finding| {
            let row = finding.row.map_or_else(String::new, |row| row.to_string());
            let parts =
                [&finding.code, &finding.state, &finding.dataset, &finding.id, &row, &finding.message];
            parts.map(String::as_str).join(" | ")
        })
        .collect()
}
