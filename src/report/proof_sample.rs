//! Proofs made by hand, for the tests of every format.

use std::sync::Arc;

use super::sample;
use crate::model::{
    CaseProof, CaseState, Code, Count, CountUnit, DAY_MS, HOUR_MS, Moment, OtherReading, Proof, Severity,
    SourceRow, Step, StepKind, Subject, Text,
};

const CODE: Code = Code::literal("CBK001");
/// 2025-09-26 00:00:00, a Friday.
const FRIDAY: i64 = 1_758_844_800_000;

fn row(file: &str, sheet: Option<&str>, row: u32) -> SourceRow {
    SourceRow { file: Arc::from(file), sheet: sheet.map(Arc::from), row }
}

fn step(kind: StepKind, at: i64, zh: &'static str, en: &'static str) -> Step {
    Step { kind, at: Moment(at), until: None, counted: None, text: Text::new(zh, en), place: None }
}

/// The `nth` day from the Friday on; working days count.
fn day(nth: i64, adds: u32, sum: u32) -> Step {
    let at = FRIDAY + nth * DAY_MS;
    let text = match (nth, adds) {
        (0, _) => Text::new("工作日，当日不计", "working day; the day of the event is not counted"),
        (5, _) => Text::new("节假日（国庆节）", "public holiday (国庆节)"),
        (_, 0) => Text::new("周末", "weekend"),
        _ => Text::new("工作日", "working day"),
    };
    Step {
        until: Some(Moment(at + DAY_MS - 1)),
        counted: Some(Count { adds, sum, unit: CountUnit::Days }),
        text,
        ..step(StepKind::Day, at, "", "")
    }
}

/// A callback that came too late, with everything a course of time can hold.
pub(super) fn late() -> Proof {
    let at = |days: i64, hours: i64| FRIDAY + days * DAY_MS + hours * HOUR_MS;
    let visits = |number| Some(row("回访记录.csv", None, number));
    let complaint = || Some(row("投诉台账.xlsx", Some("九月"), 25));
    let steps = vec![
        day(0, 0, 0),
        Step { place: complaint(), ..step(StepKind::Trigger, at(0, 10), "办结时间", "closed") },
        day(1, 0, 0),
        day(2, 0, 0),
        day(3, 1, 1),
        Step {
            until: Some(Moment(at(3, 15))),
            ..step(StepKind::Hold, at(3, 9), "挂起，停止计时", "on hold, the clock stands still")
        },
        day(4, 1, 2),
        Step {
            until: Some(Moment(at(5, 0) - 1)),
            place: visits(60),
            ..step(
                StepKind::Visit,
                at(4, 0),
                "回访 HF1（未接通，电话）不符合要求，不计",
                "visit HF1 (no answer, phone) not what is asked, not counted",
            )
        },
        step(StepKind::Due, at(5, 0) - 1, "时限届满", "the limit ends"),
        day(5, 0, 2),
        Step {
            place: visits(61),
            ..step(
                StepKind::Done,
                at(5, 14),
                "回访 HF2（接通，电话）计入：首次符合要求",
                "visit HF2 (reached, phone) counts: the first that does what is asked",
            )
        },
        step(StepKind::AsOf, at(9, 18), "审计基准日", "as-of date"),
    ];
    let reading = |key, zh, en, state, days| OtherReading {
        key,
        definition: Text::new(zh, en),
        state,
        due_at: Some(Moment(at(days, 0) - 1)),
    };
    Proof {
        code: CODE,
        title: Text::new("办结后未回访", "callback missing"),
        severity: Severity::High,
        source: Text::new("客户回访规定（S23）", "Rules on callbacks (S23)"),
        confidence: "A",
        subject: Subject::Complaints,
        id: "TS202500024".to_owned(),
        place: row("投诉台账.xlsx", Some("九月"), 25),
        part: Some(Text::new("首次回访", "first callback")),
        state: CaseState::Late,
        reason: None,
        verdict: Text::new(
            "逾期完成：2025-10-01 14:00:00 完成，比 2025-09-30 23:59:59 晚 14小时",
            "late: done 2025-10-01 14:00:00, 14 h after 2025-09-30 23:59:59",
        ),
        limit: Some(Text::new("2个工作日", "2 working days")),
        trigger_at: Some(Moment(at(0, 10))),
        due_at: Some(Moment(at(5, 0) - 1)),
        actual_at: Some(Moment(at(5, 14))),
        late_by_minutes: Some(840),
        steps,
        readings: vec![
            reading("first-close", "以首次办结为准", "the first close counts", CaseState::Late, 4),
            reading("other-day-count", "工作日与自然日互换", "calendar days", CaseState::Met, 8),
        ],
    }
}

/// A case with these proofs.
pub(super) fn case(proofs: Vec<Proof>) -> CaseProof {
    let report = sample::report();
    CaseProof {
        code: CODE,
        title: Text::new("办结后未回访", "callback missing"),
        case: "TS202500024".to_owned(),
        as_of: report.as_of,
        zone: report.zone,
        policy: report.policy,
        proofs,
        findings: Vec::new(),
        note: None,
    }
}

/// A limit of so many days, of which two in seven do not count.
pub(super) fn long(days: u32) -> Proof {
    let mut proof = late();
    let is_event = |step: &Step| step.kind != StepKind::Day;
    proof.steps.retain(is_event);
    let mut sum = 0;
    let run: Vec<Step> = (1..=days)
        .map(|nth| {
            let adds = u32::from(nth % 7 > 1);
            sum += adds;
            day(i64::from(nth) + 20, adds, sum)
        })
        .collect();
    proof.steps.extend(run);
    proof
}
