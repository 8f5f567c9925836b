//! The status says one thing and the closing time another.

use crate::dataset::{BLANK_WORD, Field, Reading};
use crate::model::{Code, Evidence, Moment, Severity, Subject, Text};

use super::super::deadline::meanings;
use super::super::scope::Standing;
use super::{Check, Context, Described, EARLIER_EVENT, Hit, OUTSIDE_PERIOD, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("CLS004"),
    name: "status-contradicts-dates",
    severity: Severity::Medium,
    subject: Subject::Complaints,
    needs: &[(Subject::Complaints, Field::Status), (Subject::Complaints, Field::ClosedAt)],
    uses: &[],
    title: Text::new("状态与办结时间矛盾", "status contradicts dates"),
    what: Text::new(
        "状态为已办结却没有办结时间，或状态为未办结却有办结时间。状态用词不在制度词表中、办结时间无法读取的不检验。",
        "The status says closed and there is no closing time, or it says open and there is one. Rows whose status word the policy does not know, or whose closing time is unreadable, are not tested.",
    ),
    why: Text::new(
        "两者矛盾时，办结率和超期都无法按状态核对。",
        "Where they disagree, neither the closure rate nor the overdue list can be checked against the status.",
    ),
    formula: Text::new(
        "状态含义 ≠ 办结时间是否存在；检验状态可识别的投诉",
        "meaning of the status against presence of a closing time, over complaints with a known status",
    ),
    fix: Text::new(
        "按事实补录办结时间或更正状态。",
        "Enter the closing time or correct the status, whichever is true.",
    ),
    source: Text::new("记录互证：状态与时间一致", "records must hold together: status and times agree"),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let complaints = &context.dataset.complaints;
    let (Some(status), Some(closed)) = (complaints.words(Field::Status), complaints.times(Field::ClosedAt))
    else {
        return Ok(result);
    };
    let says_closed: Vec<Option<bool>> =
        meanings(context.dataset, context.policy.words.get(Field::Status.key()))
            .into_iter()
            .map(|meaning| match meaning {
                Some("closed") => Some(true),
                Some("open" | "on_hold") => Some(false),
                _ => None,
            })
            .collect();
    let (mut outside, mut events, mut unknown, mut unreadable) = (0, 0, 0, 0);
    for (row, &word) in status.iter().enumerate() {
        if context.scope.standing(row) == Standing::EarlierEvent {
            events += 1;
            continue;
        }
        if !context.scope.in_period(row) {
            outside += 1;
            continue;
        }
        let says = if word == BLANK_WORD { None } else { says_closed[word as usize] };
        let has_time = match closed.reading(row) {
            Reading::Known { earliest, .. } if earliest <= context.as_of.at.0 => Some(true),
            Reading::Blank => Some(false),
            // A closure still to come may be a slip of the pen; CHR004 shows it.
            Reading::Known { .. } | Reading::Unreadable => None,
        };
        match (says, has_time) {
            (None, _) => unknown += 1,
            (_, None) => unreadable += 1,
            (Some(says), Some(has)) => {
                result.tested += 1;
                if says != has {
                    let row = u32::try_from(row).unwrap_or(u32::MAX);
                    result.hits.push(Hit { subject: Subject::Complaints, row, detail: 0 });
                }
            }
        }
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    result.exclude(EARLIER_EVENT, events);
    result.exclude(Text::new("状态为空或不在词表中", "the status is blank or not a known word"), unknown);
    result.exclude(
        Text::new("办结时间无法读取或尚未到来", "the closing time is unreadable or still to come"),
        unreadable,
    );
    Ok(result)
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let complaints = &context.dataset.complaints;
    let row = hit.row as usize;
    let status = context.dataset.quoted_word(complaints, Field::Status, row).unwrap_or_default();
    let closed = complaints.times(Field::ClosedAt).and_then(|times| times.known(row)).map(Moment);
    let message = match closed {
        Some(_) => Text::owned(
            format!("状态为“{status}”却有办结时间"),
            format!("status is `{status}` but there is a closing time"),
        ),
        None => Text::owned(
            format!("状态为“{status}”却没有办结时间"),
            format!("status is `{status}` but there is no closing time"),
        ),
    };
    let mut evidence = vec![("status", Evidence::Text(status))];
    evidence.extend(closed.map(|at| ("closed_at", Evidence::At(at))));
    Described { message, evidence }
}
