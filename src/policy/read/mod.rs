//! From the merged tree to a policy: what needs more than one value to judge is judged here.
//!
//! Refuses what contradicts itself, each time with the place of the value at fault. Field names are
//! taken as they are: which fields an export has is not this room's business.

mod calendar;
mod conditions;
mod cross;
mod duty;
mod fields;
mod limits;
mod obligation;
mod settings;

use std::collections::BTreeMap;

use super::error::{PolicyError, Reason};
use super::tree::{Item, Node};
use super::{Obligation, Policy, WordTable, tree};
use crate::calendar::WorkingCalendar;
use crate::model::{Code, Text, Zone};

/// Word tables by field.
type Words = BTreeMap<String, WordTable>;

/// Reads a merged tree; layers and hash are the caller's to fill in.
///
/// # Errors
/// The first contradiction, with its place.
pub(super) fn read(root: &Node) -> Result<Policy, PolicyError> {
    let file = Item::root(root);
    let zone = file.need("zone")?;
    let zone = Zone::parse(zone.text()?).ok_or_else(|| zone.wrong(Reason::missing("zone")))?;
    let words = words(&file)?;
    let spec = calendar::spec(&file.need("calendar")?, zone)?;
    let clock = file.need("clock")?;
    let records = file.need("records")?;
    let reperformance = file.need("reperformance")?;
    let (obligations, switched_off) = obligations(&file, &words)?;
    let policy = Policy {
        name: file.need("name")?.text()?.to_owned(),
        title: match file.get("title") {
            Some(title) => text(&title)?,
            None => Text::same(file.need("name")?.text()?),
        },
        sha256: String::new(),
        layers: Vec::new(),
        sources: file.need("sources")?.texts()?,
        zone,
        calendar: WorkingCalendar::new(&spec).map_err(|error| calendar::misfit(&file, &error))?,
        working_hours: spec.hours,
        callback_hours: file
            .get("callback_hours")
            .map(|hours| settings::callback_hours(&hours))
            .transpose()?,
        max_rejected_share: file.need("max_rejected_share")?.number()?,
        reopening: settings::reopening(&clock)?,
        hold_totals: settings::hold_totals(&clock)?,
        required: settings::required(&file)?,
        visit_fields: records.need("visit_fields")?.texts()?,
        min_attempts: settings::count(&records.need("min_attempts")?)?,
        retention_months: settings::count(&records.need("retention_months")?)?,
        judged_by: code(&reperformance.need("judged_by")?)?,
        tolerance_minutes: settings::count(&reperformance.need("tolerance_minutes")?)?,
        event_log: file.get("event_log").map(|log| settings::event_log(&log, &words)).transpose()?,
        fields: fields::own_fields(&file)?,
        checks: settings::checks(&file)?,
        words,
        obligations,
        switched_off,
        places: tree::places(root),
        tree: root.clone(),
    };
    cross::check(&file, &policy)?;
    Ok(policy)
}

fn words(file: &Item<'_>) -> Result<Words, PolicyError> {
    let mut tables = Words::new();
    let Some(fields) = file.get("words") else { return Ok(tables) };
    for (field, meanings) in fields.entries()? {
        let mut table = Vec::new();
        for (meaning, words) in meanings.entries()? {
            table.push((meaning, words.texts()?));
        }
        tables.insert(field.to_owned(), WordTable::new(table));
    }
    Ok(tables)
}

/// The obligations that are on, and the codes of those that are off; both sorted by code.
fn obligations(file: &Item<'_>, words: &Words) -> Result<(Vec<Obligation>, Vec<Code>), PolicyError> {
    let (mut on, mut off) = (Vec::new(), Vec::new());
    let Some(list) = file.get("obligation") else { return Ok((on, off)) };
    for item in list.elements()? {
        if item.get("off").map_or(Ok(false), |off| off.flag())? {
            off.push(code(&item.need("code")?)?);
        } else {
            on.push(obligation::read(&item, words)?);
        }
    }
    Ok((on, off))
}

fn code(item: &Item<'_>) -> Result<Code, PolicyError> {
    let text = item.text()?;
    text.parse().map_err(|_| item.wrong(Reason::unknown_word(text, &[])))
}

/// A text in both languages.
fn text(item: &Item<'_>) -> Result<Text, PolicyError> {
    let get = |lang| item.need(lang)?.text().map(str::to_owned);
    Ok(Text::owned(get("zh")?, get("en")?))
}

/// What the word of a key stands for; `default` where there is no such key.
fn choice<T: Copy>(table: &Item<'_>, key: &str, default: T, words: &[(&str, T)]) -> Result<T, PolicyError> {
    let Some(item) = table.get(key) else { return Ok(default) };
    let word = item.text()?;
    let found = words.iter().find(|(known, _)| *known == word);
    found.map(|(_, meant)| *meant).ok_or_else(|| {
        let known: Vec<&str> = words.iter().map(|(known, _)| *known).collect();
        item.wrong(Reason::unknown_word(word, &known))
    })
}
