//! The chapter of problems and risks: each problem graded, and where it sits.

use crate::model::{Block, ColumnKind, Rate, RuleOutcome, Table, Text, Value};

use super::super::grouping::{AnalysisError, Grouping, column};
use super::grade::{Grade, Likelihood};
use super::heat_map::heat_map;
use super::material::Material;
use super::register;
use super::unit_table::by_unit;
use super::wording::{heading, table};

pub(super) fn blocks(material: &Material<'_>) -> Result<Vec<Block>, AnalysisError> {
    let problems = material.problems();
    if problems.is_empty() {
        return Ok(vec![Block::Paragraph(Text::new(
            "有结论的规则都没有发现问题；没有结论的规则见“未评估的规则”，没有结论不等于合格。",
            "No rule that gave a verdict has findings; for the others see “Rules not evaluated”: no verdict does not mean compliant.",
        ))]);
    }
    let mut blocks = vec![
        Block::Paragraph(Text::new(
            "风险等级 = 严重程度 × 发生频率。严重程度由制度规定；频率为发现占已检验的比例：20 % 及以上为经常，5 % 及以上为较多，其余为偶发。",
            "Grade = severity × likelihood. The policy sets the severity; likelihood is the share of findings in what was tested: frequent from 20 %, occasional from 5 %, else rare.",
        )),
        Block::Table(graded(&problems)),
    ];
    let groupings = [Grouping::Branch, Grouping::Handler, Grouping::Category];
    for grouping in groupings.into_iter().filter(|grouping| material.has(*grouping)) {
        blocks.push(Block::Table(match grouping {
            Grouping::Branch => by_unit(material, grouping, &material.branches),
            _ => by_unit(
                material,
                grouping,
                &register::units(material.audit, material.report, &material.breaches, grouping)?,
            ),
        }));
    }
    blocks.extend(heat_map(material)?.map(Block::Chart));
    let absent: Vec<Text> =
        groupings.into_iter().filter(|grouping| !material.has(*grouping)).map(Grouping::title).collect();
    if !absent.is_empty() {
        let names = super::wording::list(&absent);
        blocks.push(heading("不能分组的", "What could not be grouped by"));
        blocks.push(Block::Paragraph(Text::owned(
            format!("投诉导出表没有这些列：{}。", names.zh),
            format!("The complaints export has no such column: {}.", names.en),
        )));
    }
    Ok(blocks)
}

fn graded(problems: &[&RuleOutcome]) -> Table {
    let columns = vec![
        column("code", ColumnKind::Words, "规则", "rule"),
        column("problem", ColumnKind::Words, "问题", "problem"),
        column("severity", ColumnKind::Words, "严重程度", "severity"),
        column("likelihood", ColumnKind::Words, "频率", "likelihood"),
        column("grade", ColumnKind::Words, "风险等级", "grade"),
        column("findings", ColumnKind::Count, "发现", "findings"),
        column("tested", ColumnKind::Count, "已检验", "tested"),
        column("share", ColumnKind::Rate, "占比", "share"),
        column("why", ColumnKind::Prose, "后果", "why it matters"),
    ];
    let rows = problems.iter().map(|rule| {
        let share = Rate { good: rule.findings.min(rule.tested), decided: rule.tested, undetermined: 0 };
        vec![
            Value::Label(Text::same(rule.doc.code.as_str())),
            Value::Label(rule.doc.title.clone()),
            Value::Label(rule.doc.severity.label()),
            Value::Label(Likelihood::of(rule).label()),
            Value::Label(Grade::of(rule).label()),
            Value::Count(rule.findings),
            Value::Count(rule.tested),
            Value::Rate(share),
            Value::Label(rule.doc.why.clone()),
        ]
    });
    table("risks", Text::new("风险清单", "Risk register"), columns, rows.collect(), Vec::new())
}
