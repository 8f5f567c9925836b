//! What an obligation asks for: which of its forms it has, and what each needs.

use super::conditions::{check_meaning, conditions, visit};
use super::limits::{self, is_longer, optional};
use super::{Words, choice, code, text};
use crate::model::Subject;
use crate::policy::error::{PolicyError, Reason};
use crate::policy::grammar::LIMIT_KEYS;
use crate::policy::tree::Item;
use crate::policy::{
    BlankTrigger, Coverage, Covered, Deadline, Duty, Expectation, HoldEffect, MatchBy, Per, Recurrence,
    Requirement, Stage, WantedVisit,
};

/// Keys that say what starts a clock.
const TRIGGER_KEYS: [&str; 3] = ["trigger", "if_no_trigger", "triggered_by_status"];
/// Keys of the one thing that is due, beside its limit.
const STAGE_KEYS: [&str; 4] = ["expects", "holds", "opens", "versions"];

/// The duty of an obligation.
pub(super) fn duty(item: &Item<'_>, words: &Words) -> Result<Duty, PolicyError> {
    if let Some(coverage) = item.get("coverage") {
        let others = [&["recurrence", "stages", "on", "where"], &TRIGGER_KEYS[..], &STAGE_KEYS, &LIMIT_KEYS];
        refuse(item, "coverage", others.concat())?;
        return read_coverage(&coverage, words).map(Duty::Coverage);
    }
    if let Some(recurrence) = item.get("recurrence") {
        let others = [&["stages"], &TRIGGER_KEYS[..], &STAGE_KEYS, &LIMIT_KEYS];
        refuse(item, "recurrence", others.concat())?;
        return read_recurrence(item, &recurrence, words).map(Duty::Recurrence);
    }
    if item.get("stages").is_some() {
        refuse(item, "stages", [&STAGE_KEYS[..], &LIMIT_KEYS].concat())?;
    }
    deadline(item, words).map(Duty::Deadline)
}

/// None of these keys goes with the form.
fn refuse(item: &Item<'_>, form: &str, keys: Vec<&'static str>) -> Result<(), PolicyError> {
    let met = keys.into_iter().find_map(|key| item.get(key).map(|value| (key, value)));
    met.map_or(Ok(()), |(key, value)| Err(value.wrong(Reason::not_with(key, form))))
}

fn subject(item: &Item<'_>, default: Subject) -> Result<Subject, PolicyError> {
    let subjects = [Subject::Complaints, Subject::Visits, Subject::Customers];
    choice(item, "on", default, &subjects.map(|subject| (subject.key(), subject)))
}

fn deadline(item: &Item<'_>, words: &Words) -> Result<Deadline, PolicyError> {
    let on = subject(item, Subject::Complaints)?;
    let trigger = item.need("trigger")?.text()?.to_owned();
    let triggered_by_status = match item.get("triggered_by_status") {
        Some(status) if on != Subject::Complaints => {
            return Err(
                status.wrong(Reason::new("只有投诉表有状态", "only the complaints export has a status"))
            );
        }
        Some(status) => {
            let meaning = status.text()?;
            check_meaning(&status, meaning, "status", words)?;
            Some(meaning.to_owned())
        }
        None => None,
    };
    Ok(Deadline {
        on,
        trigger,
        if_no_trigger: choice(
            item,
            "if_no_trigger",
            BlankTrigger::Undetermined,
            &[("undetermined", BlankTrigger::Undetermined), ("excluded", BlankTrigger::Excluded)],
        )?,
        triggered_by_status,
        population: conditions(item.get("where"), words)?,
        stages: stages(item, on, words)?,
    })
}

/// The stages; the obligation itself is the only one where it lists none.
fn stages(item: &Item<'_>, on: Subject, words: &Words) -> Result<Vec<Stage>, PolicyError> {
    let Some(list) = item.get("stages") else { return Ok(vec![stage(item, None, on, words)?]) };
    let elements = list.elements()?;
    if elements.len() > 1 {
        elements.iter().try_for_each(|element| element.need("name").map(|_| ()))?;
    }
    elements.iter().map(|element| stage(element, element.get("name"), on, words)).collect()
}

fn stage(item: &Item<'_>, name: Option<Item<'_>>, on: Subject, words: &Words) -> Result<Stage, PolicyError> {
    let expects = expectation(&item.need("expects")?, on, words)?;
    let versions = limits::versions(item, words)?;
    let opens = optional(item, "opens")?;
    if let Some(opens) = opens
        && versions.iter().any(|version| version.rule.base.is_some_and(|limit| is_longer(opens, limit)))
    {
        return Err(item.need("opens")?.wrong(Reason::new(
            "时限届满之后才开始计入，无法达标",
            "what counts would begin after the limit has ended",
        )));
    }
    let holds = [
        ("ignore", HoldEffect::Ignore),
        ("subtract", HoldEffect::Subtract),
        ("restart", HoldEffect::Restart),
    ];
    Ok(Stage {
        name: name.map(|name| text(&name)).transpose()?,
        expects,
        opens,
        versions,
        holds: choice(item, "holds", HoldEffect::Ignore, &holds)?,
    })
}

fn expectation(item: &Item<'_>, on: Subject, words: &Words) -> Result<Expectation, PolicyError> {
    match (item.get("field"), item.get("visit")) {
        (Some(field), None) => match item.get("by") {
            Some(by) => Err(by.wrong(Reason::excludes("by", "field"))),
            None => Ok(Expectation::Field(field.text()?.to_owned())),
        },
        (None, Some(wanted)) => {
            let conditions = visit(&wanted, words)?;
            Ok(Expectation::Visit(WantedVisit { by: match_by(item, on)?, conditions }))
        }
        (Some(_), Some(visit)) => Err(visit.wrong(Reason::excludes("visit", "field"))),
        (None, None) => {
            Err(item.wrong(Reason::new("须写 field 或 visit 之一", "exactly one is needed of: field, visit")))
        }
    }
}

fn match_by(item: &Item<'_>, on: Subject) -> Result<MatchBy, PolicyError> {
    let default = if on == Subject::Complaints { MatchBy::Complaint } else { MatchBy::Customer };
    let by =
        choice(item, "by", default, &[("complaint", MatchBy::Complaint), ("customer", MatchBy::Customer)])?;
    if on == Subject::Customers && by == MatchBy::Complaint {
        return Err(item.need("by")?.wrong(Reason::new(
            "客户没有投诉编号，只能按 customer 关联",
            "a customer has no complaint id; only `customer` ties visits to it",
        )));
    }
    Ok(by)
}

fn read_recurrence(item: &Item<'_>, form: &Item<'_>, words: &Words) -> Result<Recurrence, PolicyError> {
    if subject(item, Subject::Customers)? != Subject::Customers {
        return Err(item.need("on")?.wrong(Reason::new(
            "周期性义务的对象是客户：on 须为 customers",
            "a recurrence is about customers: `on` must be customers",
        )));
    }
    let elements = form.need("requirements")?.elements()?;
    if elements.len() > 1 {
        elements.iter().try_for_each(|element| element.need("name").map(|_| ()))?;
    }
    let periods =
        [("month", Per::Month), ("quarter", Per::Quarter), ("half-year", Per::HalfYear), ("year", Per::Year)];
    form.need("per")?;
    Ok(Recurrence {
        per: choice(form, "per", Per::Year, &periods)?,
        population: conditions(item.get("where"), words)?,
        requirements: elements.iter().map(|element| requirement(element, words)).collect::<Result<_, _>>()?,
        counted_only: form.get("counted_only").map_or(Ok(false), |only| only.flag())?,
    })
}

fn requirement(item: &Item<'_>, words: &Words) -> Result<Requirement, PolicyError> {
    Ok(Requirement {
        name: item.get("name").map(|name| text(&name)).transpose()?,
        at_least: item.get("at_least").map_or(Ok(1), |count| super::settings::count(&count))?,
        conditions: item.get("visit").map_or(Ok(Vec::new()), |wanted| visit(&wanted, words))?,
    })
}

fn read_coverage(form: &Item<'_>, words: &Words) -> Result<Coverage, PolicyError> {
    let by = form.need("by")?.text()?.to_owned();
    let mut targets = Vec::new();
    for (group, target) in form.get("targets").map_or(Ok(Vec::new()), |targets| targets.entries())? {
        check_meaning(&target, group, &by, words)?;
        targets.push((group.to_owned(), target.number()?));
    }
    targets.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(Coverage {
        of: code(&form.need("of")?)?,
        by,
        counts: choice(
            form,
            "counts",
            Covered::InTime,
            &[("in-time", Covered::InTime), ("done", Covered::Done)],
        )?,
        target: form.need("target")?.number()?,
        targets,
    })
}
