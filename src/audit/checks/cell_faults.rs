//! Cells that hold something and yet have no value: what the checks of such cells share.

use crate::dataset::{ALL_FIELDS, Fault, Field, FieldDef, Holds, Table, UnreadableCell, field_def};
use crate::model::{Evidence, Text};

use super::{Context, Described, Hit, OUTSIDE_PERIOD, Tested};

/// Every cell with this fault, one hit each; the detail is its place in [`Table::unreadable`]. What was
/// tested are these cells and all cells with a value in the columns that `looks_at` names: such that are
/// loaded whatever else is audited, so that the figure does not hang on other rules.
pub(super) fn with_fault(context: &Context<'_>, fault: Fault, looks_at: fn(&FieldDef) -> bool) -> Tested {
    let mut result = Tested::default();
    let mut outside = 0;
    for table in std::iter::once(&context.dataset.complaints).chain(&context.dataset.visits) {
        let subject = table.subject();
        for (place, cell) in table.unreadable().iter().enumerate().filter(|(_, cell)| cell.fault == fault) {
            if context.in_period(subject, cell.row as usize) {
                result.tested += 1;
                let detail = u32::try_from(place).unwrap_or(0);
                result.hits.push(Hit { subject, row: cell.row, detail });
            } else {
                outside += 1;
            }
        }
        result.tested += cells_with_value(context, table, looks_at);
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    result
}

/// Times, numbers and durations are always loaded, because each of their cells has to be readable.
pub(super) fn is_always_loaded(def: &FieldDef) -> bool {
    matches!(def.holds, Holds::Time | Holds::Number | Holds::Duration) || def.field == Field::Id
}

fn cells_with_value(context: &Context<'_>, table: &Table, looks_at: fn(&FieldDef) -> bool) -> u64 {
    let subject = table.subject();
    let fields = ALL_FIELDS.iter().filter(|def| def.subject == subject && looks_at(def));
    let mut count = 0;
    for def in fields {
        let Ok(column) = table.frame().column(def.field.key()) else { continue };
        if context.has_period() {
            let known = column.is_not_null();
            let rows = known.iter().enumerate().filter(|(_, known)| *known == Some(true));
            count += rows.filter(|&(row, _)| context.in_period(subject, row)).count() as u64;
        } else {
            count += (column.len() - column.null_count()) as u64;
        }
    }
    count
}

/// The cell a hit of [`with_fault`] stands on.
pub(super) fn cell<'a>(context: &Context<'a>, hit: Hit) -> Option<&'a UnreadableCell> {
    context.dataset.table(hit.subject)?.unreadable().get(hit.detail as usize)
}

/// A cell with what is wrong with it; `{}` in `wording` stands for the column's name.
pub(super) fn describe(context: &Context<'_>, hit: Hit, wording: fn(&str, &str) -> Text) -> Described {
    let Some(cell) = cell(context, hit) else {
        return Described { message: Text::default(), evidence: Vec::new() };
    };
    let title = field_def(hit.subject, cell.field).map(|def| def.title.clone()).unwrap_or_default();
    let (zh, en) = (wording(&title.zh, &cell.text), wording(&title.en, &cell.text));
    Described {
        message: Text { zh: zh.zh, en: en.en },
        evidence: vec![
            ("field", Evidence::Text(cell.field.key().to_owned())),
            ("text", Evidence::Text(cell.text.to_string())),
        ],
    }
}
