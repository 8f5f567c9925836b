//! A document made by hand with every chapter, every part and every chart, for the tests of written reports.

mod charts;
mod proofs;
mod rows;

use super::{proof_sample, sample};
use crate::model::{
    Block, Chapter, Code, ConfigurationUsed, Document, Fact, KeyFigure, Manifest, Masks, Rate, Text, Value,
};
pub(super) use proofs::{Proven, proof_of};
pub(super) use rows::{CODES, of_any_rule};

const fn text(zh: &'static str, en: &'static str) -> Text {
    Text::new(zh, en)
}

fn fact(zh: &'static str, en: &'static str, value: Text) -> Fact {
    Fact { label: text(zh, en), value }
}

/// The whole document.
pub(super) fn document() -> Document {
    let mut audit = sample::report();
    audit.rules = rows::rules();
    audit.findings = Box::new(proofs::Proven(rows::findings()));
    Document {
        title: text("投诉处理与客户回访专项审计报告", "Audit of complaint handling and callbacks"),
        subtitle: Some(text("华东分公司（演示数据）", "East China branch (made-up data)")),
        period: text("2025-01-01 至 2025-09-30", "2025-01-01 to 2025-09-30"),
        cover: cover(),
        key_figures: key_figures(),
        chapters: chapters(),
        audit,
        manifest: Manifest {
            tool_version: "0.1.0".to_owned(),
            calendar_sha256: "5e".repeat(32),
            arguments: ["report", "投诉台账.xlsx", "--as-of", "2025-09-30 18:00", "--policy", "generic"]
                .map(str::to_owned)
                .into(),
            configuration: Some(ConfigurationUsed {
                file: "hearback.toml".to_owned(),
                sha256: "c0".repeat(32),
            }),
            masks: Masks {
                unmasked: false,
                free_text: false,
                key_check: Some("3fa9c01b7d2e4466".to_owned()),
            },
            verdicts_sha256: "9c".repeat(32),
            findings: 5_073,
        },
    }
}

fn cover() -> Vec<Fact> {
    vec![
        fact("审计基准日", "As of", Text::same("2025-09-30 18:00:00")),
        fact("受理期间", "Received", Text::same("2025-01-01 – 2025-09-30")),
        fact("审计依据", "Policy", text("通用制度（generic）", "the generic policy")),
        fact("工作日历", "Calendar", Text::same("cn-mainland 2004-01-01 – 2026-12-31")),
        fact("底稿索引号", "Working paper", Text::same("TS-2025-Q3-01")),
        fact("个人信息", "Personal data", text("已脱敏", "masked")),
    ]
}

fn key_figures() -> Vec<KeyFigure> {
    let figure = |key, label, value, note, is_bad| KeyFigure { key, label, value, note, is_bad };
    let rate = |good, decided, undetermined| Value::Rate(Rate { good, decided, undetermined });
    vec![
        figure(
            "complaints",
            text("投诉", "Complaints"),
            Value::Count(4_867),
            text("受理于审计期间", "received in the period"),
            false,
        ),
        figure(
            "responded",
            text("及时响应率", "Answered in time"),
            rate(4187, 4796, 40),
            text("已到期 4,796 件", "of 4,796 due"),
            true,
        ),
        figure(
            "closed",
            text("按期办结率", "Closed in time"),
            rate(3200, 3244, 0),
            text("已到期 3,244 件", "of 3,244 due"),
            false,
        ),
        figure(
            "called",
            text("回访覆盖率", "Called back"),
            rate(2871, 4020, 55),
            text("应回访 4,020 件", "of 4,020 due"),
            true,
        ),
        figure(
            "median",
            text("响应中位数", "Median response"),
            Value::Minutes(200.0),
            text("从受理到首次响应", "from receipt to first response"),
            false,
        ),
        figure(
            "findings",
            text("审计发现", "Findings"),
            Value::Count(5_073),
            text("涉及 6 条规则", "under 6 rules"),
            true,
        ),
    ]
}

fn chapter(key: &'static str, zh: &'static str, en: &'static str, blocks: Vec<Block>) -> Chapter {
    Chapter { key, title: text(zh, en), blocks }
}

fn chapters() -> Vec<Chapter> {
    let codes = |codes: &[&str]| Block::Findings(codes.iter().map(|code| Code::literal(code)).collect());
    vec![
        chapter("overview", "审计概况", "Overview", overview()),
        chapter("inputs", "数据来源与行数核对", "Inputs and row account", vec![Block::Table(rows::inputs())]),
        chapter(
            "response",
            "首次响应",
            "First response",
            vec![
                Block::Paragraph(text(
                    "九月前三个季度共受理投诉 4,867 件，其中 4,796 件已到期。及时响应 4,187 件，及时响应率 87.3 %；另有 40 件因受理时间缺失等原因无法判定，全部按未达标计为 86.6 %，全部按达标计为 87.4 %。城东营业部与其余机构差距明显，应当优先核查。",
                    "4,867 complaints were received in the first three quarters, of which 4,796 were due. 4,187 were answered in time, 87.3 %; 40 cannot be judged, which leaves the rate between 86.6 % and 87.4 %. The east branch falls behind and should be looked at first.",
                )),
                Block::Chart(charts::histogram()),
                Block::Chart(charts::rates()),
                Block::Table(sample::by_group()),
                Block::Heading(text("逾期与未响应的投诉", "Late and unanswered complaints")),
                codes(&["RSP001"]),
            ],
        ),
        chapter(
            "closure",
            "办结",
            "Closure",
            vec![
                Block::Chart(charts::stacked()),
                Block::Chart(charts::columns()),
                codes(&["CLS001", "CLS004"]),
            ],
        ),
        chapter(
            "callbacks",
            "客户回访",
            "Callbacks",
            vec![Block::Chart(charts::heat()), codes(&["CBK001", "CBK004", "CBK006"])],
        ),
        chapter("records", "记录质量", "Records", vec![codes(&["VAL001", "DUP001"])]),
        chapter("risks", "风险登记", "Risks", vec![Block::Table(rows::risks())]),
        chapter(
            "cases",
            "典型案例",
            "Typical cases",
            vec![
                Block::Paragraph(text(
                    "以下一件逐日列示计时过程，供复核。",
                    "One case day by day, to be checked by hand.",
                )),
                Block::Proof(Box::new(proof_sample::late())),
            ],
        ),
        chapter(
            "recommendations",
            "审计建议",
            "Recommendations",
            vec![Block::Bullets(vec![
                text(
                    "对城东营业部 97 件逾期未响应的投诉逐件联系投诉人，并登记迟延原因。",
                    "Contact the complainants of the 97 unanswered cases of the east branch and record why.",
                ),
                text(
                    "回访与经办岗位分离：经办人不得回访本人办结的投诉。",
                    "Keep callbacks apart from handling: no handler calls back a case of their own.",
                ),
                text(
                    "受理时间改为系统自动记录，不得补录。",
                    "Let the system record the time of receipt; nobody enters it afterwards.",
                ),
            ])],
        ),
        chapter(
            "not-evaluated",
            "未评估的规则",
            "Rules not evaluated",
            vec![Block::Table(rows::not_evaluated())],
        ),
        chapter(
            "limits",
            "本次审计的局限",
            "Limits of this audit",
            vec![Block::Bullets(vec![text(
                "仅依据导出数据，未核对原始录音与单据。",
                "Only exports were looked at, no recordings and no originals.",
            )])],
        ),
        chapter("rules", "规则与口径", "Rules and definitions", vec![Block::Table(rows::rule_table())]),
        chapter("manifest", "核验清单", "Manifest", vec![Block::Facts(cover())]),
    ]
}

fn overview() -> Vec<Block> {
    vec![
        Block::Heading(text("目的与范围", "Purpose and scope")),
        Block::Paragraph(text(
            "本次审计依据《投诉处理管理办法》等制度，对 2025 年 1 月 1 日至 9 月 30 日受理的全部投诉逐件检验：是否按时响应、是否真正办结、客户是否得到回访。凡记录不足以判定的，一律列为“无法判定”，不计入达标。",
            "Every complaint received from 1 January to 30 September 2025 was tested: answered in time, really closed, customer heard back. What the records do not settle is shown as undetermined and never counted as met.",
        )),
        Block::Heading(text("主要结论", "Main results")),
        Block::Bullets(vec![
            text(
                "及时响应率 87.3 %，低于制度要求的 95 %；逾期 512 件，至今未响应 97 件。",
                "87.3 % were answered in time, below the 95 % the policy asks; 512 late, 97 still unanswered.",
            ),
            text(
                "回访覆盖率 71.4 %，1,149 件办结后没有有效回访。",
                "71.4 % were called back; 1,149 closed cases were not.",
            ),
            text(
                "19 件投诉状态与日期矛盾，办结的真实性须核实。",
                "19 cases contradict their own dates; whether they were closed must be checked.",
            ),
        ]),
        Block::Facts(vec![
            fact("检验规则", "Rules", text("8 条，其中 1 条未评估", "8, of which 1 was not evaluated")),
            fact("检验方法", "Method", text("全量检验，不抽样", "all rows, no sampling")),
        ]),
    ]
}
