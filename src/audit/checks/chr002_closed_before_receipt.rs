//! The complaint was closed before it was received, or before it was answered.

use crate::dataset::Field;
use crate::model::{Code, Evidence, Moment, Severity, Subject, Text};

use super::expression::{earliest, happened, latest, test_rows};
use super::{Check, Context, Described, Hit, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("CHR002"),
    name: "closed-before-receipt",
    severity: Severity::High,
    subject: Subject::Complaints,
    needs: &[(Subject::Complaints, Field::ReceivedAt), (Subject::Complaints, Field::ClosedAt)],
    uses: &[(Subject::Complaints, Field::RespondedAt)],
    title: Text::new("办结早于受理或响应", "closed before receipt or response"),
    what: Text::new(
        "办结时间早于受理时间或首次响应时间。只知道日期的，同一天不算早。",
        "The closure is recorded earlier than the receipt or the first response. Where only the day is known, the same day is not earlier.",
    ),
    why: Text::new(
        "先办结后受理不可能发生：可能是录入错误，也可能是事后补填，须查系统日志。",
        "Nothing can be closed before it arrives: the time was mistyped or entered afterwards, which the system log tells.",
    ),
    formula: Text::new(
        "办结时间 < 受理时间，或办结时间 < 首次响应时间；检验受理和办结时间都可读的投诉",
        "closure < receipt or closure < first response, over complaints with receipt and closure readable",
    ),
    fix: Text::new(
        "查系统日志，更正时间并说明谁在何时录入。",
        "Check the system log, correct the time and record who entered it when.",
    ),
    source: Text::new(
        "记录互证：先受理，再响应，后办结",
        "records must hold together: receipt, response, closure",
    ),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let table = &context.dataset.complaints;
    let (received, closed) = (earliest(Field::ReceivedAt), latest(table, Field::ClosedAt));
    let mut fires = closed.clone().lt(received.clone());
    if table.has(Field::RespondedAt) {
        fires = fires.or(closed.clone().lt(earliest(Field::RespondedAt)));
    }
    test_rows(
        context,
        table,
        received.is_not_null().and(happened(context, Field::ClosedAt)),
        fires,
        Text::new("受理或办结时间缺失或尚未到来", "receipt or closing time is missing or still to come"),
    )
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let table = &context.dataset.complaints;
    let row = hit.row as usize;
    let at = |field| table.times(field).and_then(|times| times.known(row)).map(Moment);
    let closed = at(Field::ClosedAt);
    let message = if closed < at(Field::ReceivedAt) {
        Text::new("办结早于受理", "closed earlier than received")
    } else {
        Text::new("办结早于首次响应", "closed earlier than first answered")
    };
    let times = [
        ("received_at", at(Field::ReceivedAt)),
        ("responded_at", at(Field::RespondedAt)),
        ("closed_at", closed),
    ];
    let evidence = times.into_iter().filter_map(|(name, at)| Some((name, Evidence::At(at?)))).collect();
    Described { message, evidence }
}
