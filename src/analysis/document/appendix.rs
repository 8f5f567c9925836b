//! What stands at the end: rules without a verdict, the texts of the rules, and how the report can be verified.

use crate::model::figures::grouped;
use crate::model::{Block, ColumnKind, RuleOutcome, RuleStatus, Table, Text, Value};

use super::super::grouping::column;
use super::material::Material;
use super::wording::{heading, table};

/// Rules without a verdict, with the reason of each.
pub(super) fn not_evaluated(material: &Material<'_>) -> Vec<Block> {
    let without = material.without_verdict();
    let mut blocks = Vec::new();
    if without.is_empty() {
        blocks.push(Block::Paragraph(Text::new(
            "所有选用的规则都有结论。",
            "Every rule that was asked for gave a verdict.",
        )));
    } else {
        let columns = vec![
            column("code", ColumnKind::Words, "规则", "rule"),
            column("title", ColumnKind::Words, "名称", "title"),
            column("reason", ColumnKind::Prose, "原因", "reason"),
        ];
        let rows = without.iter().map(|outcome| {
            vec![
                Value::Label(Text::same(outcome.doc.code.as_str())),
                Value::Label(outcome.doc.title.clone()),
                Value::Label(reason(outcome)),
            ]
        });
        let notes = vec![Text::new("没有结论不等于合格。", "No verdict is no pass.")];
        let title = Text::new("没有结论的规则", "Rules without a verdict");
        blocks.push(Block::Table(table("not-evaluated", title, columns, rows.collect(), notes)));
    }
    let off: Vec<Text> =
        material.policy().switched_off.iter().map(|code| Text::same(code.as_str())).collect();
    if !off.is_empty() {
        let named = super::wording::list(&off);
        blocks.push(Block::Paragraph(Text::owned(
            format!("制度停用的规则：{}。", named.zh),
            format!("Switched off by the policy: {}.", named.en),
        )));
    }
    blocks
}

fn reason(outcome: &RuleOutcome) -> Text {
    match &outcome.status {
        RuleStatus::NotEvaluated(why) => why.clone(),
        RuleStatus::Failed(why) => {
            Text::owned(format!("运行失败：{}", why.zh), format!("failed: {}", why.en))
        }
        RuleStatus::Evaluated => {
            let population = grouped(outcome.population);
            Text::owned(
                format!("没有可判定的记录（范围内 {population}）"),
                format!("nothing could be judged ({population} in its scope)"),
            )
        }
    }
}

/// The text of every rule.
pub(super) fn rules(material: &Material<'_>) -> Vec<Block> {
    vec![
        Block::Paragraph(Text::new(
            "依据中的 S 编号是程序依据清单（docs/rules.md）的条目。时限的可信度：A 读过原文，B 见于报道，C 为二手资料，X 未经证实；C 和 X 只作提示，不据以认定违规。",
            "S numbers in the sources are entries of the program's list of sources (docs/rules.md). How sure the numbers of a limit are: A its text was read, B from the press, C from a secondary source, X not confirmed; C and X only inform.",
        )),
        Block::Table(rule_texts(&material.report.rules)),
    ]
}

fn rule_texts(rules: &[RuleOutcome]) -> Table {
    let columns = vec![
        column("code", ColumnKind::Words, "规则", "rule"),
        column("title", ColumnKind::Words, "名称", "title"),
        column("severity", ColumnKind::Words, "级别", "severity"),
        column("what", ColumnKind::Prose, "检验内容", "what it tests"),
        column("formula", ColumnKind::Prose, "算法与分母", "formula and denominator"),
        column("source", ColumnKind::Prose, "依据", "source"),
    ];
    let rows = rules.iter().map(|outcome| {
        let doc = &outcome.doc;
        vec![
            Value::Label(Text::same(doc.code.as_str())),
            Value::Label(doc.title.clone()),
            Value::Label(doc.severity.label()),
            Value::Label(doc.what.clone()),
            Value::Label(doc.formula.clone()),
            Value::Label(doc.source.clone()),
        ]
    });
    let title = Text::new("规则全文", "The rules");
    table("rules", title, columns, rows.collect(), Vec::new())
}

/// The hashes of what the report rests on.
pub(super) fn manifest(material: &Material<'_>) -> Vec<Block> {
    let report = material.report;
    let columns = vec![
        column("what", ColumnKind::Words, "对象", "what"),
        column("name", ColumnKind::Words, "名称", "name"),
        column("sha256", ColumnKind::Prose, "SHA-256", "SHA-256"),
    ];
    let row = |what: Text, name: String, sha256: String| {
        vec![Value::Label(what), Value::Words(name), Value::Words(sha256)]
    };
    let mut rows: Vec<Vec<Value>> = report
        .inputs
        .iter()
        .map(|input| row(input.kind.label(), input.file.clone(), input.sha256.clone().unwrap_or_default()))
        .collect();
    rows.extend(
        report
            .policy
            .layers
            .iter()
            .map(|layer| row(Text::new("制度文件", "policy file"), layer.name.clone(), layer.sha256.clone())),
    );
    rows.push(row(Text::new("制度", "policy"), report.policy.name.clone(), report.policy.sha256.clone()));
    rows.push(row(
        Text::new("工作日历", "calendar"),
        report.calendar.name.clone(),
        material.calendar_sha256.clone(),
    ));
    rows.push(row(Text::new("全部判定", "all verdicts"), String::new(), material.verdicts_sha256.clone()));
    let title = Text::new("本报告所依据的内容", "What this report rests on");
    vec![
        heading("如何核验", "How to verify this report"),
        Block::Paragraph(Text::new(
            "在原文件所在的文件夹运行 hearback report --verify 报告文件：程序按清单重新审计，并说明报告是否仍与其依据相符。",
            "Run hearback report --verify REPORT in the folder of the inputs: the audit is made again from the manifest, and you are told whether the report still follows from what it rests on.",
        )),
        Block::Table(table("manifest", title, columns, rows, Vec::new())),
    ]
}
