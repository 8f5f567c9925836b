//! In which chapter a rule's findings stand. Every rule stands in exactly one.

use crate::model::{Code, RuleOutcome};
use crate::policy::{Duty, Expectation, Policy};

/// A chapter of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Was it answered?
    Response,
    /// Was it really closed?
    Closure,
    /// Did the customer hear back?
    Callbacks,
    /// Do the records hold together?
    Records,
}

/// The chapter of a rule: by the letters of its code, and for a code of the policy's own by what is due.
pub(super) fn of(code: Code, policy: &Policy) -> Family {
    match code.as_str().get(..3) {
        Some("RSP") => Family::Response,
        Some("CLS" | "GAM") => Family::Closure,
        Some("CBK") => Family::Callbacks,
        Some("CUS" | "VAL" | "DUP" | "CHR" | "RET" | "REP") => Family::Records,
        _ => policy.obligation(code).map_or(Family::Records, |obligation| of_duty(&obligation.duty)),
    }
}

fn of_duty(duty: &Duty) -> Family {
    match duty {
        Duty::Recurrence(_) | Duty::Coverage(_) => Family::Callbacks,
        Duty::Deadline(deadline) => match deadline.stages.first().map(|stage| &stage.expects) {
            Some(Expectation::Visit(_)) => Family::Callbacks,
            Some(Expectation::Field(field)) if field.contains("closed") || field.contains("archived") => {
                Family::Closure
            }
            _ => Family::Response,
        },
    }
}

/// The rules of a chapter.
pub(super) fn rules<'a>(rules: &'a [RuleOutcome], family: Family, policy: &Policy) -> Vec<&'a RuleOutcome> {
    rules.iter().filter(|rule| of(rule.doc.code, policy) == family).collect()
}

/// Their codes.
pub(super) fn codes(outcomes: &[RuleOutcome], family: Family, policy: &Policy) -> Vec<Code> {
    rules(outcomes, family, policy).into_iter().map(|rule| rule.doc.code).collect()
}
