//! The rules, the findings and the tables of the document.

use std::sync::Arc;

use super::super::sample::{self, before, doc, obligation};
use super::text;
use crate::model::{
    CaseState, Code, Column, ColumnKind, Evidence, Finding, HOUR_MS, Moment, RuleOutcome, RuleStatus,
    Severity, StateCounts, Subject, Table, Text, Value,
};

pub(in super::super) const CODES: [&str; 6] = ["RSP001", "CLS001", "CLS004", "CBK001", "CBK004", "VAL001"];

/// Six rules with findings, one that passed, one that did not run.
pub(super) fn rules() -> Vec<RuleOutcome> {
    let rule = |code, severity, name, zh, en| doc(Code::literal(code), severity, name, zh, en);
    let states =
        |met, late, missing| StateCounts { met, late, missing, pending: 31, undetermined: 40, excluded: 12 };
    let check = |doc, subject, findings| RuleOutcome {
        population: 4867,
        tested: 4867,
        findings,
        ..RuleOutcome::without_verdict(doc, subject, RuleStatus::Evaluated)
    };
    let no_visits =
        RuleStatus::NotEvaluated(text("导出表没有回访次数列", "the export has no column of attempts"));
    vec![
        obligation(
            rule("CBK001", Severity::High, "callback-missing", "办结后未回访", "callback missing"),
            states(2871, 3058, 1149),
        ),
        check(
            rule("CBK004", Severity::High, "visited-by-handler", "经办人自行回访", "visited by the handler"),
            Subject::Visits,
            6,
        ),
        RuleOutcome::without_verdict(
            rule("CBK006", Severity::Low, "too-few-attempts", "回访次数不足", "too few attempts"),
            Subject::Visits,
            no_visits,
        ),
        obligation(
            rule("CLS001", Severity::High, "closure-overdue", "办结超期", "closure overdue"),
            states(3200, 41, 3),
        ),
        check(
            rule(
                "CLS004",
                Severity::Medium,
                "status-contradicts-dates",
                "状态与日期矛盾",
                "status contradicts dates",
            ),
            Subject::Complaints,
            19,
        ),
        check(
            rule("DUP001", Severity::Low, "duplicate-complaint", "投诉重复登记", "complaint recorded twice"),
            Subject::Complaints,
            0,
        ),
        obligation(
            rule(
                "RSP001",
                Severity::High,
                "first-response-overdue",
                "首次响应超时",
                "first response overdue",
            ),
            states(4187, 512, 97),
        ),
        check(
            rule("VAL001", Severity::Info, "required-value-missing", "必填项为空", "required value missing"),
            Subject::Complaints,
            188,
        ),
    ]
}

/// Thirty findings, five of each of six rules.
pub(super) fn findings() -> Vec<Finding> {
    let all = (0_u32..30).map(|nth| of_any_rule(Code::literal(CODES[nth as usize / 5]), nth));
    all.collect()
}

/// The finding with this number of this rule.
pub(in super::super) fn of_any_rule(code: Code, nth: u32) -> Finding {
    let branches = ["城东营业部", "城西营业部", "高新技术产业开发区营业部"];
    let is_check = matches!(code.as_str(), "CLS004" | "CBK004" | "VAL001");
    let late_hours = i64::from(nth % 9) * 17 + 3;
    let is_done = nth % 3 != 1;
    let due = before(late_hours + 30);
    let (message, severity) = told(code, is_done);
    Finding {
        code,
        severity,
        state: (!is_check).then_some(if is_done { CaseState::Late } else { CaseState::Missing }),
        subject: Subject::Complaints,
        id: format!("TS2025{:05}", nth * 37 % 9973),
        file: Arc::from("2025年前三季度投诉台账.xlsx"),
        sheet: Some(Arc::from("九月")),
        row: Some(nth * 37 % 9973 + 2),
        branch: Some(branches[nth as usize % 3].to_owned()),
        handler: (nth % 5 != 4).then(|| ["王*明", "李*", "赵*华"][nth as usize % 3].to_owned()),
        trigger_at: (!is_check).then(|| before(late_hours + 54)),
        due_at: (!is_check).then_some(due),
        actual_at: (!is_check && is_done).then(|| Moment(due.0 + late_hours * HOUR_MS)),
        late_by_minutes: (!is_check).then(|| late_hours.unsigned_abs() * 60 + 20),
        message,
        evidence: vec![
            ("limit", Evidence::Text("24h".to_owned())),
            ("severity", Evidence::Both(text("一般", "normal"))),
        ],
    }
}

fn told(code: Code, is_done: bool) -> (Text, Severity) {
    match code.as_str() {
        "CLS004" => (
            text("状态为“已办结”，但没有办结时间", "closed, but without a time of closure"),
            Severity::Medium,
        ),
        "CBK004" => {
            (text("回访人员就是本件经办人", "the visitor is the handler of the case"), Severity::High)
        }
        "VAL001" => (text("必填项“受理渠道”为空", "the required channel is empty"), Severity::Info),
        _ if is_done => (text("完成时间晚于时限", "done after the limit"), Severity::High),
        _ => (
            text("超过时限，至基准日仍未完成", "past the limit and not done at the as-of date"),
            Severity::High,
        ),
    }
}

fn column(key: &'static str, zh: &'static str, en: &'static str, kind: ColumnKind) -> Column {
    Column { key, title: text(zh, en), kind }
}

fn table(name: &'static str, title: Text, columns: Vec<Column>, rows: Vec<Vec<Value>>) -> Table {
    Table { name, title, columns, rows, totals: Vec::new(), notes: Vec::new(), next: text("", "") }
}

pub(super) fn inputs() -> Table {
    let columns = vec![
        column("file", "文件", "file", ColumnKind::Words),
        column("physical", "物理行", "rows", ColumnKind::Count),
        column("header", "表头", "header", ColumnKind::Count),
        column("rejected", "拒收", "rejected", ColumnKind::Count),
        column("used", "使用", "used", ColumnKind::Count),
    ];
    let row = |file: &str, counts: [u64; 4]| {
        let file = Value::Words(file.to_owned());
        [vec![file], counts.map(Value::Count).to_vec()].concat()
    };
    let mut table = table(
        "inputs",
        text("每一行都有去处", "Every row is accounted for"),
        columns,
        vec![
            row("2025年前三季度投诉台账.xlsx[九月]", [4880, 6, 7, 4867]),
            row("回访记录.csv", [6102, 1, 0, 6101]),
        ],
    );
    table.totals =
        [vec![Value::Label(text("合计", "total"))], [10_982, 7, 7, 10_968].map(Value::Count).to_vec()]
            .concat();
    table.notes = vec![text(
        "物理行 = 表头 + 拒收 + 使用；不平则审计不完整。",
        "rows = header + rejected + used, or the audit is not complete.",
    )];
    table
}

pub(super) fn risks() -> Table {
    let columns = vec![
        column("risk", "风险", "risk", ColumnKind::Words),
        column("level", "等级", "level", ColumnKind::Words),
        column("what", "表现", "what it looks like", ColumnKind::Prose),
        column("response", "应对措施", "what to do", ColumnKind::Prose),
        column("cases", "件数", "cases", ColumnKind::Count),
    ];
    let row = |risk, level, what, response, cases| {
        vec![
            Value::Label(risk),
            Value::Label(level),
            Value::Label(what),
            Value::Label(response),
            Value::Count(cases),
        ]
    };
    table(
        "risks",
        text("风险登记表", "Risk register"),
        columns,
        vec![
            row(
                text("客户流失", "churn"),
                text("高", "high"),
                text(
                    "响应超过 24 小时的投诉中，三成在一个月内再次投诉，其中部分已注销服务。",
                    "Three in ten of those answered after 24 hours complain again within a month.",
                ),
                text(
                    "超时未响应的逐件联系，并由机构负责人签字确认。",
                    "Contact each of them; the head of the branch signs.",
                ),
                609,
            ),
            row(
                text("回访失真", "callbacks not genuine"),
                text("中", "medium"),
                text(
                    "经办人回访本人办结的投诉，满意度均为“满意”。",
                    "Handlers call back their own cases, all of them satisfied.",
                ),
                text("岗位分离，抽听录音。", "Separate the duties; listen to recordings."),
                6,
            ),
        ],
    )
}

pub(super) fn not_evaluated() -> Table {
    let columns = vec![
        column("code", "代码", "code", ColumnKind::Words),
        column("rule", "规则", "rule", ColumnKind::Words),
        column("reason", "原因", "reason", ColumnKind::Prose),
    ];
    table(
        "not_evaluated",
        text("没有结论的规则", "Rules without a verdict"),
        columns,
        vec![vec![
            Value::Label(Text::same("CBK006")),
            Value::Label(text("回访次数不足", "too few attempts")),
            Value::Label(text("导出表没有回访次数列", "the export has no column of attempts")),
        ]],
    )
}

pub(super) fn rule_table() -> Table {
    let columns = vec![
        column("code", "代码", "code", ColumnKind::Words),
        column("rule", "规则", "rule", ColumnKind::Words),
        column("tested", "已检验", "tested", ColumnKind::Count),
        column("findings", "发现", "findings", ColumnKind::Count),
        column("rate", "达标率", "rate", ColumnKind::Rate),
        column("last", "最近一件", "latest", ColumnKind::Words),
    ];
    let rules = rules();
    let rows = rules.iter().map(|rule| {
        vec![
            Value::Label(Text::same(rule.doc.code.as_str())),
            Value::Label(rule.doc.title.clone()),
            Value::Count(rule.tested),
            Value::Count(rule.findings),
            rule.rate.map_or(Value::Nothing, Value::Rate),
            Value::At(sample::AS_OF),
        ]
    });
    table("rules", text("规则一览", "All rules"), columns, rows.collect())
}
