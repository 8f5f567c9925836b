//! The chapter of records: whether they hold together, and what could not be read.

use crate::model::figures::grouped;
use crate::model::{Block, ColumnKind, RuleOutcome, RuleStatus, Table, Text, Value};

use super::super::grouping::column;
use super::family::{self, Family};
use super::material::Material;
use super::wording::{heading, table};

pub(super) fn blocks(material: &Material<'_>) -> Vec<Block> {
    let rules = family::rules(&material.report.rules, Family::Records, material.policy());
    let codes = rules.iter().map(|rule| rule.doc.code).collect();
    vec![
        Block::Paragraph(paragraph(&rules)),
        Block::Table(checks(&rules)),
        heading("发现", "Findings"),
        Block::Findings(codes),
    ]
}

fn paragraph(rules: &[&RuleOutcome]) -> Text {
    let findings = grouped(rules.iter().map(|rule| rule.findings).sum());
    let tested = rules.iter().filter(|rule| rule.status == RuleStatus::Evaluated && rule.tested > 0).count();
    Text::owned(
        format!(
            "记录与数据质量：{} 条规则中 {tested} 条有结论，共 {findings} 项发现。记录自相矛盾或无法读取时，上面各章的比率只能给出上下界。",
            rules.len()
        ),
        format!(
            "Of {} rules on records {tested} gave a verdict, with {findings} findings. Where records contradict themselves or cannot be read, the rates above have bounds.",
            rules.len()
        ),
    )
}

fn checks(rules: &[&RuleOutcome]) -> Table {
    let columns = vec![
        column("code", ColumnKind::Words, "规则", "rule"),
        column("title", ColumnKind::Words, "名称", "title"),
        column("severity", ColumnKind::Words, "级别", "severity"),
        column("tested", ColumnKind::Count, "已检验", "tested"),
        column("findings", ColumnKind::Count, "发现", "findings"),
        column("verdict", ColumnKind::Prose, "结论", "verdict"),
    ];
    let rows = rules.iter().map(|rule| {
        vec![
            Value::Label(Text::same(rule.doc.code.as_str())),
            Value::Label(rule.doc.title.clone()),
            Value::Label(rule.doc.severity.label()),
            Value::Count(rule.tested),
            Value::Count(rule.findings),
            Value::Label(verdict(rule)),
        ]
    });
    let notes = vec![Text::new(
        "已检验：有结论的行或单元格；没有结论不等于合格。",
        "Tested: rows or cells with a verdict; no verdict is no pass.",
    )];
    let title = Text::new("记录与数据的检验", "Checks on records and data");
    table("record-checks", title, columns, rows.collect(), notes)
}

/// What a check came to, in words.
fn verdict(rule: &RuleOutcome) -> Text {
    match &rule.status {
        RuleStatus::NotEvaluated(why) => {
            Text::owned(format!("未评估：{}", why.zh), format!("not evaluated: {}", why.en))
        }
        RuleStatus::Failed(why) => {
            Text::owned(format!("运行失败：{}", why.zh), format!("failed: {}", why.en))
        }
        RuleStatus::Evaluated if rule.tested == 0 => Text::new("没有可检验的记录", "nothing to test"),
        RuleStatus::Evaluated if rule.findings == 0 => Text::new("没有发现", "no findings"),
        RuleStatus::Evaluated => Text::new("有发现", "findings"),
    }
}
