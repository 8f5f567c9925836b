//! A case went beyond the basic limit, and no extension was approved.

use crate::dataset::Field;
use crate::model::{CaseState, Code, DAY_MS, Evidence, Moment, Severity, Subject, Text};
use crate::policy::{Deadline, Duty, Obligation};

use super::super::conditions::Fit;
use super::super::deadline::{BindError, BoundDeadline, Unextended, find_matches};
use super::super::verdicts::Reason;
use super::{Check, Context, Described, Hit, Judged, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("GAM003"),
    name: "extension-unapproved",
    severity: Severity::High,
    subject: Subject::Complaints,
    needs: &[],
    uses: &[(Subject::Complaints, Field::ExtensionApproved), (Subject::Complaints, Field::DueAt)],
    title: Text::new("未经批准延期", "extension unapproved"),
    what: Text::new(
        "制度允许经批准延期的时限义务中，实际完成（或基准日仍未完成）已超过未延期的时限，而延期审批为否或空白；或者导出表承诺的应办结时间晚于未延期的时限，而没有审批。每项义务一条。导出表没有延期审批列（extension_approved，或制度所指的列）的不评估。",
        "Where the policy lets a limit be extended with approval, the case was done (or is still open at the as-of date) beyond the limit without an extension while the approval says no or is blank; or the export's own due date promises a date beyond it without approval. One finding for each obligation. It needs the column of approvals (extension_approved, or the one the policy names).",
    ),
    why: Text::new(
        "未经批准就按延长后的时限办理，超期被掩盖成按期。",
        "Whoever works by the longer limit without approval makes a late case look timely.",
    ),
    formula: Text::new(
        "（实际完成或基准日 > 基本时限，或承诺时间 > 基本时限）且 延期审批 ≠ 是；检验按基本时限可以判定的投诉",
        "(done or as-of date > basic limit, or promised date > basic limit) and extension not approved, over complaints that the basic limit can judge",
    ),
    fix: Text::new(
        "补交延期审批文件；没有审批的按超期处理。",
        "File the approval; where there is none, the case is late.",
    ),
    source: Text::new(
        "银行业保险业消费投诉处理管理办法：延期须经批准（一般 15 日，经批准可再延）",
        "Chinese banking and insurance complaint rules: longer than the basic 15 days only with approval",
    ),
    compares_rows: false,
    run,
    describe,
};

/// Whether some limit of an obligation on complaints may be extended.
pub(super) fn may_extend(obligation: &Obligation) -> bool {
    let Duty::Deadline(deadline) = &obligation.duty else { return false };
    let mut versions = deadline.stages.iter().flat_map(|stage| &stage.versions);
    deadline.on == Subject::Complaints
        && versions.any(|version| version.rule.cases.iter().any(|case| case.is_extension))
}

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let mut unfit: Option<Text> = None;
    let mut runs = 0;
    let extendable = context.policy.obligations.iter().filter(|obligation| may_extend(obligation));
    for obligation in extendable {
        let Duty::Deadline(deadline) = &obligation.duty else { continue };
        match test_obligation(context, obligation, deadline, &mut result) {
            Ok(()) => runs += 1,
            Err(why) => {
                let why = Text::owned(
                    format!("{}：{}", obligation.code, why.zh),
                    format!("{}: {}", obligation.code, why.en),
                );
                result.notes.push(why.clone());
                unfit.get_or_insert(why);
            }
        }
    }
    if runs == 0 {
        let none = Text::new("制度没有可经批准延期的时限", "no limit of the policy can be extended");
        result.unfit = Some(unfit.unwrap_or(none));
    }
    Ok(result)
}

fn test_obligation(
    context: &Context<'_>,
    obligation: &Obligation,
    deadline: &Deadline,
    result: &mut Tested,
) -> Result<(), Text> {
    let audit = context.audit;
    let why = |error: BindError| match error {
        BindError::Absent(text) | BindError::Policy(text) => text,
    };
    let cases = audit.cases(deadline.on).map_err(why)?;
    let matches = find_matches(deadline, cases, audit.ground(), context.as_of.at).map_err(why)?;
    let bound = audit.bind(deadline, &matches).map_err(why)?;
    if !bound.can_extend() {
        let absent = bound.notes().into_iter().next();
        return Err(absent.unwrap_or(Text::new("没有延期审批列", "there is no column of approvals")));
    }
    test_units(obligation.code, &bound, result);
    Ok(())
}

fn test_units(code: Code, bound: &BoundDeadline<'_>, result: &mut Tested) {
    let mut unknown = 0;
    let mut not_in_force = 0;
    let mut untested: Vec<(Reason, u64)> = Vec::new();
    for unit in 0..bound.units() {
        let Some(found) = bound.unextended(unit) else {
            not_in_force += 1;
            continue;
        };
        match outcome(&found) {
            Outcome::Untested(reason) => match untested.iter_mut().find(|(other, _)| *other == reason) {
                Some((_, count)) => *count += 1,
                None => untested.push((reason, 1)),
            },
            Outcome::UnknownApproval => unknown += 1,
            Outcome::Fine => result.tested += 1,
            Outcome::Unapproved { promised } => {
                result.tested += 1;
                let (row, _) = bound.place_of(unit);
                let Unextended { judgement, .. } = found;
                let detail = result.kept.keep(Judged {
                    code,
                    state: judgement.state,
                    due: judgement.due,
                    actual: judgement.actual,
                    promised,
                    cause: None,
                });
                let row = u32::try_from(row).unwrap_or(u32::MAX);
                result.hits.push(Hit { subject: Subject::Complaints, row, detail });
            }
        }
    }
    for (reason, count) in untested {
        result.exclude(reason.text(), count);
    }
    result.exclude(
        Text::new("起算日的规定没有延期", "the version of the limit in force knows no extension"),
        not_in_force,
    );
    result.exclude(
        Text::new(
            "超过基本时限，延期审批的字词无法识别",
            "beyond the basic limit, and the word for the approval is not known",
        ),
        unknown,
    );
}

/// What the test of a case comes to.
enum Outcome {
    /// There is no verdict under the basic limit.
    Untested(Reason),
    /// It is beyond the limit, and nobody knows whether that was approved.
    UnknownApproval,
    /// In time, or approved.
    Fine,
    /// Beyond the limit without approval; with the date that promises as much.
    Unapproved { promised: Option<i64> },
}

fn outcome(found: &Unextended) -> Outcome {
    let judgement = found.judgement;
    let promised = match (found.promised, judgement.due) {
        (Some(promised), Some(due)) if promised > due => Some(promised),
        _ => None,
    };
    let beyond = judgement.state.is_breach() || promised.is_some();
    match (beyond, judgement.reason, found.approved) {
        (false, Some(reason), _) => Outcome::Untested(reason),
        (false, None, _) | (true, _, Fit::Yes) => Outcome::Fine,
        (true, _, Fit::Unknown) => Outcome::UnknownApproval,
        (true, _, Fit::No | Fit::Blank) => Outcome::Unapproved { promised },
    }
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let Some(&Judged { code, state, due, actual, promised, .. }) =
        context.kept.judged.get(hit.detail as usize)
    else {
        return Described { message: Text::default(), evidence: Vec::new() };
    };
    let beyond = |at: i64| due.map_or(0, |due| days_beyond(due, at));
    let (message, days) = match (state, actual) {
        (CaseState::Late, Some(actual)) => {
            let days = beyond(actual);
            let message = Text::owned(
                format!("未经批准延期：完成时超过基本时限 {days} 天"),
                format!("done {days} d beyond the basic limit, with no approved extension"),
            );
            (message, days)
        }
        (CaseState::Missing, _) => {
            let days = beyond(context.as_of.at.0);
            let message = Text::owned(
                format!("未经批准延期：仍未完成，已超过基本时限 {days} 天"),
                format!("still open {days} d beyond the basic limit, with no approved extension"),
            );
            (message, days)
        }
        _ => {
            let days = promised.map_or(0, beyond);
            let message = Text::owned(
                format!("未经批准延期：承诺的时间超过基本时限 {days} 天"),
                format!("the promised date is {days} d beyond the basic limit, with no approved extension"),
            );
            (message, days)
        }
    };
    let at = |name, at: Option<i64>| at.map(|at| (name, Evidence::At(Moment(at))));
    let mut evidence = vec![("obligation", Evidence::Text(code.to_string()))];
    evidence.extend(at("basic_due_at", due));
    evidence.extend(at("done_at", actual));
    evidence.extend(at("promised_at", promised));
    evidence.push(("days_beyond", Evidence::Count(days)));
    let approval =
        context.dataset.quoted_word(&context.dataset.complaints, Field::ExtensionApproved, hit.row as usize);
    evidence.push(("approval", Evidence::Text(approval.unwrap_or_default())));
    Described { message, evidence }
}

/// Days begun since the limit ended.
fn days_beyond(due: i64, at: i64) -> u64 {
    u64::try_from((at - due + DAY_MS - 1) / DAY_MS).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begun_is_a_day_beyond() {
        assert_eq!([1, DAY_MS, DAY_MS + 1].map(|late| days_beyond(0, late)), [1, 1, 2]);
    }
}
