//! Tables by group as a report shows them: the first groups, those with hardly any case behind the others.

use crate::model::{Table, Text, Value};

use super::super::grouping::Grouping;
use super::register::ENOUGH_CASES;
use super::wording::capped;

/// Groups that are listed.
const MOST_GROUPS: usize = 15;

/// Columns whose short title on a terminal would be taken for another number of the report.
const FULL_TITLES: [(&str, Text); 4] = [
    ("response_missing", Text::new("逾期未响应", "overdue, unanswered")),
    ("closure_missing", Text::new("逾期未结", "overdue, open")),
    ("callback_missing", Text::new("逾期未回访", "overdue, not called")),
    ("waiting", Text::new("尚未响应", "not answered yet")),
];

/// The table with at most so many groups and nothing to type next. Months stay as they are.
pub(super) fn abridged(table: &Table, by: &[Grouping]) -> Table {
    let mut table = Table { next: Text::same(""), ..table.clone() };
    for column in &mut table.columns {
        if let Some((_, title)) = FULL_TITLES.iter().find(|(key, _)| *key == column.key) {
            column.title = title.clone();
        }
    }
    if by.contains(&Grouping::Month) {
        return table;
    }
    let all = table.rows.len();
    // The first figure behind the names is how many cases a group has.
    let is_small =
        |row: &Vec<Value>| matches!(row.get(by.len()), Some(Value::Count(cases)) if *cases < ENOUGH_CASES);
    table.rows.sort_by_key(is_small);
    table.rows.truncate(MOST_GROUPS);
    table.notes.extend(capped(table.rows.len(), all));
    table
}
