//! A small audit made by hand, for the tests of every format.

use std::sync::Arc;

use super::View;
use crate::model::{
    AsOf, AuditReport, CalendarUsed, CaseState, Code, Column, ColumnKind, Counted, Evidence, Finding,
    HOUR_MS, InputAccount, Lang, Moment, OtherOutcome, Period, PolicyLayer, PolicyUsed, Rate, Reject,
    RowAccount, RuleDoc, RuleOutcome, RuleStatus, Severity, StateCounts, Subject, Table, Text, Value, Zone,
};

/// 2025-09-30 18:00:00.
pub(super) const AS_OF: Moment = Moment(1_759_255_200_000);

/// A view without colour that shows three findings.
pub(super) fn view(lang: Lang, width: usize) -> View {
    View { lang, limit: 3, color: false, width, bom: false, tool_version: "0.1.0" }
}

/// `hours` before the as-of moment.
pub(super) fn before(hours: i64) -> Moment {
    Moment(AS_OF.0 - hours * HOUR_MS)
}

/// A rule's text.
pub(super) fn doc(code: Code, severity: Severity, name: &str, zh: &'static str, en: &'static str) -> RuleDoc {
    RuleDoc {
        code,
        name: name.to_owned(),
        title: Text::new(zh, en),
        what: Text::new(
            "受理后须在时限内首次联系投诉人：紧急 2 小时，重要 8 小时，一般（及未标注）24 小时。时限从受理时刻起算；恰好到时限为达标。",
            "After receipt the complainant must be contacted within the limit: urgent 2 h, important 8 h, normal (and unmarked) 24 h. Exactly on the limit is met.",
        ),
        why: Text::new(
            "响应迟缓是客户流失和投诉升级的首要原因。",
            "A slow first response is the first cause of lost customers.",
        ),
        formula: Text::new(
            "及时响应率 = 达标 ÷（达标 + 逾期完成 + 逾期未办）。",
            "On-time rate = met ÷ (met + late + missing).",
        ),
        fix: Text::new(
            "核对首次联系的通话记录；确未联系的立即联系并登记原因。",
            "Check the call log; where there was no contact, make it now and record why.",
        ),
        source: Text::new("客户投诉审计规范（S1）", "Complaint-audit guidance (S1)"),
        needs: vec!["complaints.received_at".to_owned(), "complaints.responded_at".to_owned()],
        severity,
    }
}

pub(super) fn obligation(doc: RuleDoc, counts: StateCounts) -> RuleOutcome {
    RuleOutcome {
        counts: Some(counts),
        population: counts.population(),
        tested: counts.decided(),
        findings: counts.breaches(),
        rate: Some(Rate::in_time(&counts)),
        ..RuleOutcome::without_verdict(doc, Subject::Complaints, RuleStatus::Evaluated)
    }
}

fn counted(zh: &'static str, en: &'static str, count: u64) -> Counted {
    Counted { reason: Text::new(zh, en), count }
}

fn other(
    key: &'static str,
    zh: &'static str,
    en: &'static str,
    flips: u64,
    counts: StateCounts,
) -> OtherOutcome {
    OtherOutcome { key, definition: Text::new(zh, en), counts, flips }
}

fn rules() -> Vec<RuleOutcome> {
    let no_visits = || {
        RuleStatus::NotEvaluated(Text::new(
            "缺少回访记录；用 --visits 给出",
            "there is no visits export; give it with --visits",
        ))
    };
    let visits = |code, name, zh, en| {
        let doc = doc(code, Severity::High, name, zh, en);
        RuleOutcome::without_verdict(doc, Subject::Visits, no_visits())
    };
    let mut response = obligation(
        doc(
            Code::literal("RSP001"),
            Severity::High,
            "first-response-overdue",
            "首次响应超时",
            "first response overdue",
        ),
        StateCounts { met: 4187, late: 512, missing: 97, pending: 31, undetermined: 40, excluded: 0 },
    );
    response.undetermined = vec![
        counted("受理时间为空", "no time of receipt", 28),
        counted("响应早于受理", "response before receipt", 12),
    ];
    response.definitions = vec![
        other(
            "other-day-count",
            "工作日与自然日互换",
            "calendar days",
            312,
            StateCounts { met: 4499, late: 200, missing: 97, pending: 31, undetermined: 40, excluded: 0 },
        ),
        other(
            "holds-subtracted",
            "扣除挂起时间",
            "holds stop the clock",
            0,
            StateCounts { met: 4187, late: 512, missing: 97, pending: 31, undetermined: 40, excluded: 0 },
        ),
    ];
    let mut closure = obligation(
        doc(Code::literal("CLS001"), Severity::High, "closure-overdue", "办结超期", "closure overdue"),
        StateCounts { met: 3200, late: 41, missing: 3, pending: 603, undetermined: 0, excluded: 1020 },
    );
    closure.excluded = vec![counted("应办结时间为空，未作承诺", "no due date: nothing was promised", 1020)];
    closure.notes = vec![Text::new("以导出表的应办结时间为准", "the export's due date decides")];
    let check = RuleOutcome {
        population: 4867,
        tested: 4867,
        findings: 19,
        ..RuleOutcome::without_verdict(
            doc(
                Code::literal("CLS004"),
                Severity::Medium,
                "status-contradicts-dates",
                "状态与日期矛盾",
                "status contradicts dates",
            ),
            Subject::Complaints,
            RuleStatus::Evaluated,
        )
    };
    vec![
        visits(Code::literal("CBK001"), "callback-missing", "办结后未回访", "callback missing"),
        visits(Code::literal("CBK004"), "visited-by-handler", "经办人自行回访", "visited by the handler"),
        closure,
        check,
        response,
    ]
}

fn finding(code: Code, row: u32, late_hours: i64, done: bool) -> Finding {
    let due = before(late_hours + 30);
    let zh = if done { "首次响应晚于时限" } else { "超过时限仍未响应" };
    let en = if done { "first response after the limit" } else { "no response, past the limit" };
    Finding {
        code,
        severity: Severity::High,
        state: Some(if done { CaseState::Late } else { CaseState::Missing }),
        subject: Subject::Complaints,
        id: format!("TS2025{row:05}"),
        file: Arc::from("投诉台账.xlsx"),
        sheet: Some(Arc::from("九月")),
        row: Some(row),
        branch: Some("城东营业部".to_owned()),
        handler: (row != 12).then(|| "王小明".to_owned()),
        trigger_at: Some(before(late_hours + 54)),
        due_at: Some(due),
        actual_at: done.then(|| Moment(due.0 + late_hours * HOUR_MS)),
        late_by_minutes: Some(late_hours.unsigned_abs() * 60 + 20),
        message: Text::new(zh, en),
        evidence: vec![
            ("limit", Evidence::Text("24h".to_owned())),
            ("severity", Evidence::Both(Text::new("一般", "normal"))),
        ],
    }
}

/// The groups of the sample, as an analysis makes them.
pub(super) fn by_group() -> Table {
    let column = |key, zh, en, kind| Column { key, title: Text::new(zh, en), kind };
    let row = |branch: Value, cases, good, undetermined, median| {
        let rate = Rate { good, decided: cases, undetermined };
        vec![branch, Value::Count(cases), Value::Rate(rate), median]
    };
    Table {
        name: "by_branch",
        title: Text::new("按机构", "By branch"),
        columns: vec![
            column("branch", "机构", "branch", ColumnKind::Words),
            column("cases", "投诉", "complaints", ColumnKind::Count),
            column("responded_in_time", "及时响应率", "answered in time", ColumnKind::Rate),
            column("median", "响应中位数", "median response", ColumnKind::Minutes),
        ],
        rows: vec![
            row(Value::Words("城东营业部".to_owned()), 2410, 1998, 40, Value::Minutes(200.0)),
            row(Value::Words("East branch".to_owned()), 2386, 2189, 0, Value::Minutes(3180.0)),
            row(Value::Label(Text::new("（未填）", "(blank)")), 0, 0, 0, Value::Nothing),
        ],
        totals: row(Value::Label(Text::new("合计", "total")), 4796, 4187, 40, Value::Minutes(1445.0)),
        notes: vec![Text::new("及时响应率 = 达标 ÷ 已到期", "answered in time = met ÷ due")],
        next: Text::new(
            "城东营业部最低，先看它的首次响应。",
            "城东营业部 is lowest: look at its first responses.",
        ),
    }
}

fn inputs() -> Vec<InputAccount> {
    let header = |n: usize| format!("备注{n}");
    vec![InputAccount {
        kind: Subject::Complaints,
        file: "投诉台账.xlsx".to_owned(),
        sheet: Some("九月".to_owned()),
        format: "xlsx",
        encoding: None,
        sha256: Some("ab".repeat(32)),
        rows: RowAccount { physical: 4880, header: 2, blank: 3, total: 1, rejected: 7, used: 4867 },
        unrecognised: (1..=11).map(header).collect(),
        recognised: vec![("id", "投诉编号".to_owned()), ("received_at", "受理时间".to_owned())],
        decided_by: Text::new("含投诉编号、受理时间", "it has complaint ids and times of receipt"),
    }]
}

fn rejects() -> Vec<Reject> {
    let reject = |row| Reject {
        file: "投诉台账.xlsx".to_owned(),
        sheet: Some("九月".to_owned()),
        row,
        reason: Text::new("列数多于表头", "more cells than headers"),
        text: "TS202500077,张*,2025-09-03,处理中,客户要求,,,补充".to_owned(),
    };
    (70..77).map(reject).collect()
}

/// A complete audit with findings.
pub(super) fn report() -> AuditReport {
    let response = Code::literal("RSP001");
    let findings = vec![
        finding(Code::literal("CLS001"), 12, 50, false),
        finding(response, 7, 3, true),
        finding(response, 9, 51, true),
        finding(response, 1204, 200, false),
    ];
    AuditReport {
        as_of: AsOf { at: AS_OF, given: true },
        zone: Zone::parse("+08:00").expect("a zone"),
        period: Period::default(),
        policy: PolicyUsed {
            name: "generic".to_owned(),
            sha256: "cd".repeat(32),
            sources: vec!["ISO 10002:2018".to_owned()],
            title: Text::new("通用制度", "the generic policy"),
            layers: vec![PolicyLayer { name: "generic".to_owned(), sha256: "cd".repeat(32) }],
        },
        calendar: CalendarUsed {
            name: "cn-mainland".to_owned(),
            first: "2004-01-01".to_owned(),
            last: "2026-12-31".to_owned(),
        },
        inputs: inputs(),
        rules: rules(),
        by_group: by_group(),
        findings: Box::new(findings),
        rejects: rejects(),
        max_rejected_share: 0.01,
        notices: Vec::new(),
    }
}

/// The same audit, incomplete: a rule broke, too many rows were rejected, the as-of date is guessed.
pub(super) fn incomplete() -> AuditReport {
    let mut report = report();
    report.as_of.given = false;
    report.period = Period { from: Some(before(2160)), to: None };
    report.max_rejected_share = 0.0;
    report.notices = vec![Text::new("演示数据", "demonstration data")];
    report.rules[3].findings = 0;
    report.rules[3].status = RuleStatus::Failed(Text::new("列类型不符", "a column has the wrong type"));
    report
}
