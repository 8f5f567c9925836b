//! One obligation: its code, name, weight, duty and texts.

use super::settings::severity;
use super::{Words, choice, code, duty, text};
use crate::model::{Severity, Text};
use crate::policy::error::{PolicyError, Reason};
use crate::policy::nearest::nearest;
use crate::policy::tree::Item;
use crate::policy::{Confidence, Duty, Messages, Obligation, built_in, catalogue};

/// The names a message may use in braces.
const NAMES: [&str; 7] =
    ["late_by", "attempts_after_closure", "attempts", "rate", "target", "count", "wanted"];

/// Reads one that is switched on.
pub(super) fn read(item: &Item<'_>, words: &Words) -> Result<Obligation, PolicyError> {
    let code = code(&item.need("code")?)?;
    let name = item.need("name")?;
    if let Some(entry) = catalogue::entry(code)
        && entry.name != name.text()?
    {
        let known = entry.name;
        return Err(name.wrong(Reason::new(
            format!("{code} 在目录中的名称是 {known}，不能改；可以不写"),
            format!("the catalogue's name of {code} is {known} and cannot be changed; leave it out"),
        )));
    }
    let gravity = item.need("severity")?;
    let confidence = confidence(item)?;
    if confidence >= Confidence::C && severity(&gravity)? != Severity::Info {
        // What somebody wrote is at fault, not the built-in value it meets.
        let inherited = built_in::names()
            .iter()
            .any(|name| gravity.node.place.to_string().starts_with(&format!("{name}:")));
        let at_fault = item.get("confidence").filter(|_| inherited).unwrap_or(gravity);
        return Err(at_fault.wrong(Reason::new(
            "依据可靠程度为 C 或 X 的义务只能提示：severity 须为 info",
            "an obligation of confidence C or X may only inform: severity must be info",
        )));
    }
    let duty = duty::duty(item, words)?;
    let title = text(&item.need("title")?)?;
    let source = text(&item.need("source")?)?;
    let or = |key: &str, default: Text| item.get(key).map_or(Ok(default), |given| text(&given));
    Ok(Obligation {
        code,
        name: name.text()?.to_owned(),
        severity: severity(&gravity)?,
        confidence,
        what: or("what", title.clone())?,
        why: or("why", Text::new("依据所列制度的要求。", "The cited document asks for it."))?,
        formula: or("formula", formula(&duty))?,
        fix: or(
            "fix",
            Text::new(
                "核对原始记录；确未完成的补办，并登记原因。",
                "Check the records; do what was not done and record why.",
            ),
        )?,
        messages: messages(item, &duty)?,
        duty,
        title,
        source,
    })
}

fn confidence(item: &Item<'_>) -> Result<Confidence, PolicyError> {
    let levels = [("A", Confidence::A), ("B", Confidence::B), ("C", Confidence::C), ("X", Confidence::X)];
    choice(item, "confidence", Confidence::A, &levels)
}

/// The rate where an own obligation does not word it.
fn formula(duty: &Duty) -> Text {
    match duty {
        Duty::Deadline(_) | Duty::Recurrence(_) => Text::new(
            "达标 ÷（达标 + 逾期完成 + 逾期未办）；未到期不进分母，无法判定的给出上下界。",
            "met ÷ (met + late + missing); what is not yet due is not in the denominator, undetermined cases widen the bounds.",
        ),
        Duty::Coverage(_) => Text::new(
            "每组：计入的个案 ÷ 已到期的个案。",
            "In each group: cases that count ÷ cases that are due.",
        ),
    }
}

fn messages(item: &Item<'_>, duty: &Duty) -> Result<Messages, PolicyError> {
    let missing = match duty {
        Duty::Deadline(_) => {
            Text::new("仍未完成，已超过时限 {late_by}", "not done, {late_by} past the limit")
        }
        Duty::Recurrence(_) => {
            Text::new("本期 {count} 次，应有 {wanted} 次", "{count} of {wanted} in the period")
        }
        Duty::Coverage(_) => {
            Text::new("比例 {rate}，低于目标 {target}", "{rate}, below the target of {target}")
        }
    };
    let missing = message(item, "message_missing")?.unwrap_or(missing);
    let late = match duty {
        Duty::Deadline(_) => Text::new("比时限晚 {late_by}", "{late_by} after the limit"),
        // Neither knows "late": a period or a group is met or not.
        Duty::Recurrence(_) | Duty::Coverage(_) => missing.clone(),
    };
    Ok(Messages { late: message(item, "message_late")?.unwrap_or(late), missing })
}

/// A wording whose names in braces all exist.
fn message(item: &Item<'_>, key: &str) -> Result<Option<Text>, PolicyError> {
    let Some(found) = item.get(key) else { return Ok(None) };
    for lang in ["zh", "en"] {
        let wording = found.need(lang)?;
        if let Some(name) = unknown_name(wording.text()?) {
            let (zh, en) = nearest(name, NAMES).map_or_else(
                || {
                    let known = NAMES.map(|name| format!("{{{name}}}")).join(" ");
                    (format!("可用的：{known}"), format!("one of: {known}"))
                },
                |meant| (format!("是否要写 {{{meant}}}？"), format!("did you mean {{{meant}}}?")),
            );
            return Err(wording.wrong(Reason::new(
                format!("没有 {{{name}}} 这个占位名；{zh}"),
                format!("there is no {{{name}}}; {en}"),
            )));
        }
    }
    text(&found).map(Some)
}

/// The first name in braces that is none of [`NAMES`].
fn unknown_name(wording: &str) -> Option<&str> {
    wording
        .split('{')
        .skip(1)
        .map(|part| part.split_once('}').map_or(part, |(name, _)| name))
        .find(|name| !NAMES.contains(name))
}
