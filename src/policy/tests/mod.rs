//! Policies read from texts and files: what is refused, how layers merge, what comes out, and back.

mod errors;
mod field_uses;
mod files;
mod forms;
mod merging;
mod mutations;
mod refused;
mod refused_obligations;
mod round_trip;
mod schema;
mod settings;

use super::*;

/// A policy on top of the generic one; its text begins on line 3.
fn own(text: &str) -> Result<Policy, PolicyError> {
    Policy::from_toml("own.toml", &format!("name = \"own\"\nextends = \"generic\"\n{text}"))
}

/// A policy on top of nothing; its text begins on line 2.
fn bare(text: &str) -> Result<Policy, PolicyError> {
    Policy::from_toml("own.toml", &format!("name = \"own\"\n{text}"))
}

fn deadline<'a>(policy: &'a Policy, code: &str) -> &'a Deadline {
    let obligation = policy.obligation(code.parse().expect("a code")).expect("an obligation");
    match &obligation.duty {
        Duty::Deadline(deadline) => deadline,
        other => panic!("{code} is no deadline: {other:?}"),
    }
}

/// The limit rule of the only stage and version.
fn rule<'a>(policy: &'a Policy, code: &str) -> &'a LimitRule {
    &deadline(policy, code).stages[0].versions[0].rule
}

/// An own obligation that lacks nothing but what a test adds.
const X: &str = r#"
[[obligation]]
code = "XAB001"
name = "own-rule"
severity = "low"
title = { zh = "题", en = "title" }
source = { zh = "源", en = "source" }
"#;
