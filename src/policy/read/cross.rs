//! What one part of a policy says of another: coverages, the judge of re-performance, names.

use std::collections::BTreeMap;

use super::settings::judged_by;
use crate::policy::error::{PolicyError, Reason};
use crate::policy::tree::Item;
use crate::policy::{Duty, Policy, catalogue};

/// Checks what refers to obligations.
pub(super) fn check(file: &Item<'_>, policy: &Policy) -> Result<(), PolicyError> {
    let list = file.get("obligation").map_or(Ok(Vec::new()), |list| list.elements())?;
    for item in &list {
        if let Some(of) = item.get("coverage").and_then(|coverage| coverage.get("of")) {
            check_coverage(item, &of, policy)?;
        }
    }
    check_names(&list)?;
    let (judge, at) = judged_by(file)?;
    let known = policy.obligation(judge).is_some()
        || policy.switched_off.contains(&judge)
        || catalogue::entry(judge).is_some();
    if known { Ok(()) } else { Err(at.wrong(no_such_obligation(&at, policy)?)) }
}

fn check_coverage(item: &Item<'_>, of: &Item<'_>, policy: &Policy) -> Result<(), PolicyError> {
    let (code, counted) = (super::code(&item.need("code")?)?, super::code(of)?);
    if policy.switched_off.contains(&code) {
        return Ok(());
    }
    if policy.switched_off.contains(&counted) {
        return Err(of.wrong(Reason::new(
            format!("{counted} 已停用；请同时停用 {code}，或改为其他义务"),
            format!("{counted} is switched off; switch off {code} as well, or let it count another"),
        )));
    }
    match policy.obligation(counted).map(|obligation| &obligation.duty) {
        Some(Duty::Coverage(_)) => Err(of.wrong(Reason::new(
            format!("{counted} 本身是覆盖率，不能再求覆盖率"),
            format!("{counted} is a coverage itself; only a deadline or a recurrence has cases to count"),
        ))),
        Some(Duty::Deadline(_) | Duty::Recurrence(_)) => Ok(()),
        None => Err(of.wrong(no_such_obligation(of, policy)?)),
    }
}

fn no_such_obligation(at: &Item<'_>, policy: &Policy) -> Result<Reason, PolicyError> {
    let known: Vec<&str> = policy.obligations.iter().map(|obligation| obligation.code.as_str()).collect();
    let list = known.join(", ");
    let code = at.text()?;
    Ok(Reason::new(
        format!("本制度没有义务 {code}；现有：{list}"),
        format!("the policy has no obligation {code}; it has: {list}"),
    ))
}

/// No two rules have one name, nor an own one that of the catalogue.
fn check_names(list: &[Item<'_>]) -> Result<(), PolicyError> {
    let mut names: BTreeMap<&str, String> =
        catalogue::catalogue().iter().map(|entry| (entry.name, entry.code.to_string())).collect();
    for item in list {
        let (code, Some(name)) = (item.need("code")?.text()?, item.get("name")) else { continue };
        let other = names.insert(name.text()?, code.to_owned());
        if let Some(other) = other.filter(|other| other != code) {
            return Err(name.wrong(Reason::new(
                format!("这个名称已属于 {other}"),
                format!("this is the name of {other}"),
            )));
        }
    }
    Ok(())
}
