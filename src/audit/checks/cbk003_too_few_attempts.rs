//! A complaint whose customer was never reached was given up after fewer than three attempts.

use crate::dataset::Field;
use crate::model::{Code, Evidence, Severity, Subject, Text};

use super::super::Standing;
use super::{Check, Context, Described, Hit, OUTSIDE_PERIOD, Tested};

/// Attempts without success that are enough. Source: S24.
const ENOUGH: u8 = 3;

pub(super) static CHECK: Check = Check {
    code: Code::literal("CBK003"),
    name: "too-few-attempts",
    severity: Severity::Medium,
    subject: Subject::Complaints,
    needs: &[(Subject::Visits, Field::ComplaintId), (Subject::Visits, Field::Outcome)],
    uses: &[(Subject::Visits, Field::Attempts), (Subject::Visits, Field::VisitedAt)],
    title: Text::new("回访尝试不足", "too few attempts"),
    what: Text::new(
        "有回访尝试、从未接通、且尝试少于 3 次的投诉（拒访也是未接通）。一次都没有的由 CBK001 反映；有结果不明的尝试的不检验。导出表有回访次数列的按次数累加。",
        "A complaint with attempts, none of which reached the customer, and fewer than 3 of them (a refusal does not count as reached). One without any attempt is CBK001's; one with an attempt of unknown outcome is not tested. Where the export has a number of attempts, the numbers are added up.",
    ),
    why: Text::new(
        "一两次未接通就放弃，等于没有回访。",
        "Giving up after one or two calls amounts to no callback.",
    ),
    formula: Text::new(
        "接通次数 = 0 且 尝试次数 < 3；检验有回访尝试的投诉",
        "reached = 0 and attempts < 3, over complaints with at least one attempt",
    ),
    fix: Text::new(
        "换时段再拨，至少三次，并记录无效原因。",
        "Try again at other times, at least three in all, and record why it failed.",
    ),
    source: Text::new(
        "无人接听的换时段再拨，不少于三次（S24）",
        "no answer: change the time, at least 3 attempts (S24)",
    ),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let Some(links) = context.links else { return Ok(result) };
    let (mut outside, mut repeats, mut without, mut unknown) = (0, 0, 0, 0);
    for row in 0..context.dataset.complaints.height() {
        let tally = links.tally_of(row);
        if !context.scope.in_period(row) {
            outside += 1;
        } else if context.scope.standing(row) != Standing::Case {
            repeats += 1;
        } else if tally.attempts == 0 {
            without += 1;
        } else if tally.reached == 0 && (tally.unknown > 0 || links.nameless().may_concern(row)) {
            unknown += 1;
        } else {
            result.tested += 1;
            if tally.reached == 0 && tally.attempts < ENOUGH {
                let row = u32::try_from(row).unwrap_or(u32::MAX);
                result.hits.push(Hit {
                    subject: Subject::Complaints,
                    row,
                    detail: u32::from(tally.attempts),
                });
            }
        }
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    result.exclude(
        Text::new("编号重复或受理时间尚未到来", "repeats an id, or its receipt is still to come"),
        repeats,
    );
    result.exclude(Text::new("没有回访尝试（见 CBK001）", "no attempt at all (see CBK001)"), without);
    result.exclude(
        Text::new(
            "有结果或所属投诉不明的尝试",
            "an attempt's outcome, or the complaint it belongs to, is not known",
        ),
        unknown,
    );
    Ok(result)
}

fn describe(_: &Context<'_>, hit: Hit) -> Described {
    let attempts = hit.detail;
    Described {
        message: Text::owned(
            format!("尝试 {attempts} 次均未接通，少于 {ENOUGH} 次"),
            format!("never reached in {attempts} of at least {ENOUGH} attempts"),
        ),
        evidence: vec![("attempts", Evidence::Count(u64::from(attempts)))],
    }
}
