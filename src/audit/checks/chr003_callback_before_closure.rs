//! A callback was made before the complaint it belongs to was closed.

use crate::dataset::{Field, Reading};
use crate::model::{Code, Evidence, Moment, Severity, Subject, Text};

use super::super::links::VisitLink;
use super::{Check, Context, Described, Hit, OUTSIDE_PERIOD, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("CHR003"),
    name: "callback-before-closure",
    severity: Severity::Medium,
    subject: Subject::Visits,
    needs: &[
        (Subject::Visits, Field::ComplaintId),
        (Subject::Visits, Field::VisitedAt),
        (Subject::Complaints, Field::ClosedAt),
    ],
    uses: &[],
    title: Text::new("回访早于办结", "callback before closure"),
    what: Text::new(
        "回访时间早于所属投诉的办结时间。没有办结时间的投诉不检验；只知道日期的，同一天不算早。",
        "The callback is earlier than the closure of its complaint. Complaints without a closing time are not tested; where only the day is known, the same day is not earlier.",
    ),
    why: Text::new(
        "办结前的回访不能证明客户对结果知情，不算办结后回访。",
        "A callback before the closure cannot prove that the customer knows the result; it is no callback after closure.",
    ),
    formula: Text::new(
        "回访时间 < 办结时间；检验两个时间都可读的回访",
        "visit < closure, over visits with both times readable",
    ),
    fix: Text::new(
        "核对两边的时间；确在办结前的，办结后补做回访。",
        "Check both times; where the callback came first, call again after the closure.",
    ),
    source: Text::new("投诉处理结束后回访（S23）", "call back after handling ends (S23)"),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let (mut outside, mut unlinked, mut unknown) = (0, 0, 0);
    let as_of = context.as_of.at.0;
    let (Some(visits), Some(links)) = (&context.dataset.visits, context.links) else { return Ok(result) };
    let (Some(made), Some(closed)) =
        (visits.times(Field::VisitedAt), context.dataset.complaints.times(Field::ClosedAt))
    else {
        return Ok(result);
    };
    for visit in 0..visits.height() {
        if !context.in_period(Subject::Visits, visit) {
            outside += 1;
            continue;
        }
        let VisitLink::Complaint(complaint) = links.link(visit) else {
            unlinked += 1;
            continue;
        };
        match (made.reading(visit), closed.reading(complaint as usize)) {
            (Reading::Known { earliest: made, latest }, Reading::Known { earliest, .. })
                if made <= as_of && earliest <= as_of =>
            {
                result.tested += 1;
                if latest < earliest {
                    let row = u32::try_from(visit).unwrap_or(u32::MAX);
                    result.hits.push(Hit { subject: Subject::Visits, row, detail: complaint });
                }
            }
            _ => unknown += 1,
        }
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    result.exclude(Text::new("没有对应的投诉", "belongs to no complaint here"), unlinked);
    result.exclude(
        Text::new("回访或办结时间缺失或尚未到来", "visit or closing time is missing or still to come"),
        unknown,
    );
    Ok(result)
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let complaints = &context.dataset.complaints;
    let complaint = hit.detail as usize;
    let mut evidence =
        vec![("complaint_id", Evidence::Text(context.dataset.id(complaints, Field::Id, complaint)))];
    let closed = complaints.times(Field::ClosedAt).and_then(|times| times.known(complaint));
    evidence.extend(closed.map(|at| ("closed_at", Evidence::At(Moment(at)))));
    let made = context.dataset.visits.as_ref().and_then(|visits| visits.times(Field::VisitedAt));
    let made = made.and_then(|times| times.known(hit.row as usize));
    evidence.extend(made.map(|at| ("visited_at", Evidence::At(Moment(at)))));
    Described {
        message: Text::new("回访早于投诉办结", "callback is earlier than the closure"), evidence
    }
}
