//! The settings of a policy beside its calendar, fields and obligations.

use std::collections::BTreeMap;

use super::conditions::check_meanings;
use super::{Words, calendar, choice, code};
use crate::model::{Code, Severity};
use crate::policy::error::{PolicyError, Reason};
use crate::policy::tree::Item;
use crate::policy::{CallbackHours, CheckSetting, EventLog, EventTime, HoldTotals, Reopening};

/// When visits are permitted.
pub(super) fn callback_hours(table: &Item<'_>) -> Result<CallbackHours, PolicyError> {
    Ok(CallbackHours {
        hours: calendar::weekly_hours(table, "hours", "on")?,
        working_days_only: choice(table, "days", true, &[("working-days", true), ("every-day", false)])?,
    })
}

/// Which close counts.
pub(super) fn reopening(clock: &Item<'_>) -> Result<Reopening, PolicyError> {
    choice(clock, "reopening", Reopening::Last, &[("last", Reopening::Last), ("first", Reopening::First)])
}

/// What the minutes of a hold total are.
pub(super) fn hold_totals(clock: &Item<'_>) -> Result<HoldTotals, PolicyError> {
    let words = [("clock", HoldTotals::Clock), ("working", HoldTotals::Working)];
    choice(clock, "hold_totals", HoldTotals::Clock, &words)
}

/// Required fields by export.
pub(super) fn required(file: &Item<'_>) -> Result<BTreeMap<String, Vec<String>>, PolicyError> {
    let Some(required) = file.get("required") else { return Ok(BTreeMap::new()) };
    let entries = required.entries()?;
    entries.iter().map(|(export, fields)| Ok(((*export).to_owned(), fields.texts()?))).collect()
}

/// A number that is no less than 0.
pub(super) fn count(item: &Item<'_>) -> Result<u32, PolicyError> {
    u32::try_from(item.whole()?)
        .map_err(|_| item.wrong(Reason::new("数字超出范围", "the number is out of range")))
}

/// How events make a case.
pub(super) fn event_log(table: &Item<'_>, words: &Words) -> Result<EventLog, PolicyError> {
    let meanings = |item: &Item<'_>| {
        check_meanings(item, "status", words)?;
        item.texts()
    };
    let mut times = Vec::new();
    for (field, time) in table.get("times").map_or(Ok(Vec::new()), |times| times.entries())? {
        let (last, found) = match time.get("last") {
            Some(found) => (true, found),
            None => (false, time.need("first")?),
        };
        times.push(EventTime { field: field.to_owned(), last, meanings: meanings(&found)? });
    }
    Ok(EventLog {
        order_by: table.get("order_by").map_or(Ok("updated_at"), |field| field.text())?.to_owned(),
        hold_status: table.get("hold_status").map_or(Ok(Vec::new()), |list| meanings(&list))?,
        times,
    })
}

/// Changes to checks by code.
pub(super) fn checks(file: &Item<'_>) -> Result<BTreeMap<Code, CheckSetting>, PolicyError> {
    let mut settings = BTreeMap::new();
    let Some(checks) = file.get("checks") else { return Ok(settings) };
    for (key, check) in checks.entries()? {
        let code: Code = key.parse().map_err(|_| check.wrong(Reason::unknown_key(key, &[])))?;
        let setting = CheckSetting {
            severity: check.get("severity").map(|item| severity(&item)).transpose()?,
            off: check.get("off").map_or(Ok(false), |off| off.flag())?,
        };
        settings.insert(code, setting);
    }
    Ok(settings)
}

/// A severity by its word.
pub(super) fn severity(item: &Item<'_>) -> Result<Severity, PolicyError> {
    let word = item.text()?;
    let found = Severity::GRAVEST_FIRST.into_iter().find(|severity| severity.key() == word);
    found.ok_or_else(|| item.wrong(Reason::unknown_word(word, &Severity::GRAVEST_FIRST.map(Severity::key))))
}

/// The obligation REP001 compares with.
pub(super) fn judged_by<'a>(file: &Item<'a>) -> Result<(Code, Item<'a>), PolicyError> {
    let item = file.need("reperformance")?.need("judged_by")?;
    Ok((code(&item)?, item))
}
