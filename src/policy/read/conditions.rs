//! Conditions on fields, and the meanings they name.

use super::Words;
use crate::policy::error::{PolicyError, Reason};
use crate::policy::tree::Item;
use crate::policy::{Condition, Test};

/// A list of conditions; none where there is no list.
pub(super) fn conditions(list: Option<Item<'_>>, words: &Words) -> Result<Vec<Condition>, PolicyError> {
    let Some(list) = list else { return Ok(Vec::new()) };
    list.elements()?.iter().map(|item| condition(item, words)).collect()
}

fn condition(item: &Item<'_>, words: &Words) -> Result<Condition, PolicyError> {
    let field = item.need("field")?.text()?.to_owned();
    let meanings = |list: Item<'_>| {
        check_meanings(&list, &field, words)?;
        list.texts()
    };
    let test = if let Some(list) = item.get("is") {
        Test::Is(meanings(list)?)
    } else if let Some(list) = item.get("is_not") {
        Test::IsNot(meanings(list)?)
    } else if let Some(number) = item.get("at_least") {
        Test::AtLeast(thousandths(&number)?)
    } else if let Some(number) = item.get("at_most") {
        Test::AtMost(thousandths(&number)?)
    } else if item.need("blank")?.flag()? {
        Test::Blank
    } else {
        Test::Filled
    };
    Ok(Condition { field, test })
}

/// Which visits count: an outcome, or meanings by word field.
pub(super) fn visit(item: &Item<'_>, words: &Words) -> Result<Vec<Condition>, PolicyError> {
    if let Some(outcome) = item.node.as_text() {
        check_meaning(item, outcome, "outcome", words)?;
        let test = Test::Is(vec![outcome.to_owned()]);
        return Ok(vec![Condition { field: "outcome".to_owned(), test }]);
    }
    let mut conditions = Vec::new();
    for (field, meanings) in item.entries()? {
        check_meanings(&meanings, field, words)?;
        conditions.push(Condition { field: field.to_owned(), test: Test::Is(meanings.texts()?) });
    }
    Ok(conditions)
}

/// Whether each text of a list is a meaning of the field.
pub(super) fn check_meanings(list: &Item<'_>, field: &str, words: &Words) -> Result<(), PolicyError> {
    list.elements()?.iter().try_for_each(|item| check_meaning(item, item.text()?, field, words))
}

/// Whether a text is a meaning of the field; where the policy gives the field no words, it is a word
/// itself and anything goes.
pub(super) fn check_meaning(
    item: &Item<'_>,
    meaning: &str,
    field: &str,
    words: &Words,
) -> Result<(), PolicyError> {
    let field = field.strip_prefix("customers.").unwrap_or(field);
    match words.get(field) {
        Some(table) if !table.has_meaning(meaning) => {
            Err(item.wrong(Reason::unknown_meaning(meaning, field, &table.all_meanings())))
        }
        _ => Ok(()),
    }
}

/// A number in thousandths, in which it must be whole: what is compared must be exact.
#[expect(clippy::cast_possible_truncation, reason = "the grammar bounds it by 10^12")]
fn thousandths(item: &Item<'_>) -> Result<i64, PolicyError> {
    let scaled = item.number()? * 1000.0;
    if (scaled - scaled.round()).abs() > 1e-3 {
        return Err(item.wrong(Reason::new("小数最多三位", "at most three decimal places")));
    }
    Ok(scaled.round() as i64)
}
