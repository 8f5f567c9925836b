//! A policy's own columns, and the slots they take.

use std::collections::BTreeMap;

use super::text;
use crate::model::{Subject, Text};
use crate::policy::OwnField;
use crate::policy::error::{PolicyError, Reason};
use crate::policy::tree::Item;
use crate::policy::words::same_word;

/// Slots of each kind and export.
const SLOTS: usize = 8;

/// The exports that may have own columns.
const EXPORTS: [Subject; 3] = [Subject::Complaints, Subject::Visits, Subject::Customers];

/// Own columns by export, in the order of the file; each takes the next slot of its kind.
pub(super) fn own_fields(file: &Item<'_>) -> Result<Vec<OwnField>, PolicyError> {
    let mut read = Vec::new();
    let Some(exports) = file.get("fields") else { return Ok(read) };
    for export in EXPORTS {
        let Some(fields) = exports.get(export.key()) else { continue };
        let mut taken = BTreeMap::new();
        let mut headers = BTreeMap::new();
        for (key, field) in fields.entries()? {
            if is_slot(key) {
                return Err(field.wrong(Reason::new(
                    "time_1…time_8、word_1…word_8 是预留列名；请用自己的名称",
                    "time_1 to time_8 and word_1 to word_8 are taken; choose a name of your own",
                )));
            }
            check_headers(&field, &mut headers)?;
            let slot = next_slot(&field, &mut taken)?;
            let title = field.get("title").map_or_else(|| Ok(Text::same(key)), |title| text(&title))?;
            let headers = field.need("headers")?.texts()?;
            read.push(OwnField { export, key: key.to_owned(), slot, headers, title });
        }
    }
    Ok(read)
}

fn is_slot(key: &str) -> bool {
    let number = key.strip_prefix("time_").or_else(|| key.strip_prefix("word_"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

fn check_headers(field: &Item<'_>, met: &mut BTreeMap<String, String>) -> Result<(), PolicyError> {
    for header in field.need("headers")?.elements()? {
        if let Some(place) = met.insert(same_word(header.text()?), header.node.place.to_string()) {
            return Err(header.wrong(Reason::twice(&place)));
        }
    }
    Ok(())
}

fn next_slot(field: &Item<'_>, taken: &mut BTreeMap<String, usize>) -> Result<String, PolicyError> {
    let holds = field.need("holds")?;
    let kind = holds.text()?;
    let number = taken.entry(kind.to_owned()).or_insert(0);
    *number += 1;
    if *number > SLOTS {
        return Err(holds.wrong(Reason::new(
            format!("每种导出表的自定 {kind} 列最多 {SLOTS} 个"),
            format!("an export has at most {SLOTS} own columns that hold a {kind}"),
        )));
    }
    Ok(format!("{kind}_{number}"))
}
