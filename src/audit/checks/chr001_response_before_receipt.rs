//! The first response is earlier than the receipt of the complaint.

use crate::dataset::Field;
use crate::model::{Code, Evidence, Moment, Severity, Subject, Text};

use super::expression::{earliest, happened, latest, test_rows};
use super::{Check, Context, Described, Hit, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("CHR001"),
    name: "response-before-receipt",
    severity: Severity::High,
    subject: Subject::Complaints,
    needs: &[(Subject::Complaints, Field::ReceivedAt), (Subject::Complaints, Field::RespondedAt)],
    uses: &[],
    title: Text::new("响应早于受理", "response before receipt"),
    what: Text::new(
        "首次响应时间早于受理时间。只知道日期的，同一天不算早。时限判定（RSP001）仍按所记时间进行。",
        "The first response is recorded earlier than the receipt. Where only the day is known, the same day is not earlier. RSP001 still judges by the recorded times.",
    ),
    why: Text::new(
        "时间颠倒说明记录被补录或改动，据此算出的响应时间不可信。",
        "Times in the wrong order mean the record was filled in or changed later; response times computed from it cannot be trusted.",
    ),
    formula: Text::new(
        "首次响应时间 < 受理时间；检验两个时间都可读的投诉",
        "first response < receipt, over complaints with both times readable",
    ),
    fix: Text::new(
        "查系统日志和通话记录，更正错误的时间。",
        "Check the system log and the call record; correct the wrong time.",
    ),
    source: Text::new(
        "记录互证：先受理，后响应",
        "records must hold together: receipt comes before response",
    ),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let table = &context.dataset.complaints;
    let (received, responded) = (earliest(Field::ReceivedAt), latest(table, Field::RespondedAt));
    test_rows(
        context,
        table,
        received.clone().is_not_null().and(happened(context, Field::RespondedAt)),
        responded.lt(received),
        Text::new("受理或响应时间缺失或尚未到来", "receipt or response time is missing or still to come"),
    )
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let table = &context.dataset.complaints;
    let at = |field| table.times(field).and_then(|times| times.known(hit.row as usize)).map(Moment);
    let mut evidence = Vec::new();
    if let (Some(received), Some(responded)) = (at(Field::ReceivedAt), at(Field::RespondedAt)) {
        evidence.push(("received_at", Evidence::At(received)));
        evidence.push(("responded_at", Evidence::At(responded)));
    }
    Described {
        message: Text::new("首次响应早于受理", "first response is earlier than the receipt"),
        evidence,
    }
}
