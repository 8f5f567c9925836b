//! By when something is due: limit rules and their versions.

use super::calendar::date;
use super::conditions::{check_meaning, conditions};
use super::{Words, choice, text};
use crate::calendar::Limit;
use crate::policy::error::{PolicyError, Reason};
use crate::policy::grammar::{LIMIT, LIMIT_KEYS};
use crate::policy::tree::Item;
use crate::policy::{Condition, LimitCase, LimitRule, LimitVersion, Roll, Test};

/// The meaning of a flag that says yes.
const YES: &str = "yes";

/// The versions of an obligation or stage; one without bounds where it gives its limit directly.
pub(super) fn versions(item: &Item<'_>, words: &Words) -> Result<Vec<LimitVersion>, PolicyError> {
    let Some(list) = item.get("versions") else {
        return Ok(vec![LimitVersion { from: None, until: None, rule: rule(item, words)?, source: None }]);
    };
    if let Some(key) = LIMIT_KEYS.into_iter().find_map(|key| item.get(key).map(|value| (key, value))) {
        return Err(key.1.wrong(Reason::not_with(key.0, "versions")));
    }
    let elements = list.elements()?;
    let read = elements.iter().map(|element| version(element, words)).collect::<Result<Vec<_>, _>>()?;
    for (index, pair) in read.windows(2).enumerate() {
        // In the order of `from`: the earlier must have ended.
        if pair[0].until.is_none_or(|until| pair[1].from.is_none_or(|from| from <= until)) {
            let place = elements[index].node.place.to_string();
            return Err(elements[index + 1].wrong(Reason::new(
                format!("版本的起止日期与 {place} 处的重叠"),
                format!("its days overlap with those of the version at {place}"),
            )));
        }
    }
    Ok(read)
}

fn version(item: &Item<'_>, words: &Words) -> Result<LimitVersion, PolicyError> {
    let day = |key| item.get(key).map(|day| date(&day)).transpose();
    let (from, until) = (day("from")?, day("until")?);
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        let at = item.need("until")?;
        return Err(at.wrong(Reason::new(
            format!("止于开始日期 {from} 之前"),
            format!("it ends before it begins on {from}"),
        )));
    }
    let source = item.get("source").map(|source| text(&source)).transpose()?;
    Ok(LimitVersion { from, until, rule: rule(item, words)?, source })
}

/// The limit rule whose keys stand in an obligation, a version or a stage.
fn rule(item: &Item<'_>, words: &Words) -> Result<LimitRule, PolicyError> {
    let due_column = item.get("due_column").map(|field| field.text().map(str::to_owned)).transpose()?;
    if due_column.is_none() {
        item.need("limit")?;
    }
    let base = optional(item, "limit")?;
    Ok(LimitRule {
        base,
        cases: cases(item, base, words)?,
        at_most: optional(item, "at_most")?,
        due_column,
        roll: choice(
            item,
            "roll",
            Roll::Never,
            &[("never", Roll::Never), ("next-working-day", Roll::NextWorkingDay)],
        )?,
    })
}

/// The extension, then `limit_by` in the order of the file, then `limit_when`.
fn cases(item: &Item<'_>, base: Option<Limit>, words: &Words) -> Result<Vec<LimitCase>, PolicyError> {
    let mut cases = Vec::new();
    if let Some(extended) = item.get("extended_limit") {
        let (flag, at) = (extended.need("flag")?, extended.need("limit")?);
        check_meaning(&flag, YES, flag.text()?, words)?;
        let extension = limit(&at)?;
        if base.is_some_and(|base| is_longer(base, extension)) {
            return Err(at.wrong(Reason::new(
                "延期后的时限短于基本时限",
                "the extended limit is shorter than the limit",
            )));
        }
        cases.push(LimitCase { when: is(&flag, YES)?, limit: extension, is_extension: true });
    }
    if let Some(by) = item.get("limit_by") {
        let field = by.need("field")?;
        for (meaning, at) in by.entries()?.into_iter().filter(|(key, _)| *key != "field") {
            check_meaning(&at, meaning, field.text()?, words)?;
            cases.push(LimitCase { when: is(&field, meaning)?, limit: limit(&at)?, is_extension: false });
        }
    }
    for case in item.get("limit_when").map_or(Ok(Vec::new()), |list| list.elements())? {
        let when = conditions(case.get("when"), words)?;
        cases.push(LimitCase { when, limit: limit(&case.need("limit")?)?, is_extension: false });
    }
    Ok(cases)
}

fn is(field: &Item<'_>, meaning: &str) -> Result<Vec<Condition>, PolicyError> {
    let test = Test::Is(vec![meaning.to_owned()]);
    Ok(vec![Condition { field: field.text()?.to_owned(), test }])
}

/// The limit of a key; `None` where there is no such key.
pub(super) fn optional(item: &Item<'_>, key: &str) -> Result<Option<Limit>, PolicyError> {
    item.get(key).map(|item| limit(&item)).transpose()
}

fn limit(item: &Item<'_>) -> Result<Limit, PolicyError> {
    item.text()?.parse().map_err(|_| item.wrong(Reason::malformed(&LIMIT.wanted)))
}

/// Whether a limit is surely longer than another: only those of one unit compare.
pub(super) fn is_longer(a: Limit, b: Limit) -> bool {
    a.unit() == b.unit() && a.amount() > b.amount()
}
