//! Meanings that must not drift: what counts as met, late, missing and the rest, case by case.

mod callbacks;
mod cells;
mod checks;
mod closure;
mod coverage;
mod elapsed;
mod extension;
mod flags;
mod hours;
mod nameless;
mod orphans;
mod period;
mod records;
mod response;
mod retention;

use std::error::Error;

use crate::audited::Audited;
use crate::desk::Desk;

/// Audits one complaints text and, if given, one visits text by one rule.
fn judge(code: &str, as_of: &str, complaints: &str, visits: Option<&str>) -> Result<Audited, Box<dyn Error>> {
    let desk = Desk::with(&[("complaints.csv", complaints)])?;
    let mut args = vec!["--complaints", "complaints.csv", "--as-of", as_of, "--select", code];
    if let Some(visits) = visits {
        desk.put("visits.csv", visits)?;
        args.extend(["--visits", "visits.csv"]);
    }
    desk.audit(&args)
}

/// As [`judge`], under a policy that changes `generic`.
fn judge_by(
    changes: &str,
    code: &str,
    as_of: &str,
    complaints: &str,
    visits: Option<&str>,
) -> Result<Audited, Box<dyn Error>> {
    let policy = format!("name = \"own\"\nextends = \"generic\"\n{changes}");
    let desk = Desk::with(&[("complaints.csv", complaints), ("own.toml", &policy)])?;
    let mut args =
        vec!["--complaints", "complaints.csv", "--as-of", as_of, "--select", code, "--policy", "own.toml"];
    if let Some(visits) = visits {
        desk.put("visits.csv", visits)?;
        args.extend(["--visits", "visits.csv"]);
    }
    desk.audit(&args)
}

/// The state of the only complaint that is under a rule, with the reason where there is no verdict.
fn state(
    code: &str,
    as_of: &str,
    complaint: [&str; 2],
    visits: Option<&str>,
) -> Result<String, Box<dyn Error>> {
    let audit = judge(code, as_of, &(complaint.join("\n") + "\n"), visits)?;
    let states = audit.states(code);
    states.strip_suffix(" 1").map(str::to_owned).ok_or_else(|| format!("not one case: {states}").into())
}
