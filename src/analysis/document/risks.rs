//! The chapter of problems and risks: each problem graded, and where it sits.

use crate::model::{Block, ColumnKind, Rate, RuleOutcome, Severity, Table, Text, Value};

use super::super::grouping::{AnalysisError, Grouping, column};
use super::heat_map::heat_map;
use super::material::Material;
use super::register;
use super::unit_table::by_unit;
use super::wording::{heading, table};

/// From these shares of what was tested on, a problem is occasional and frequent.
const OCCASIONAL: f64 = 0.05;
const FREQUENT: f64 = 0.2;

pub(super) fn blocks(material: &Material<'_>) -> Result<Vec<Block>, AnalysisError> {
    let problems = material.problems();
    if problems.is_empty() {
        return Ok(vec![Block::Paragraph(Text::new(
            "有结论的规则都没有发现问题；没有结论的规则见后。",
            "No rule that gave a verdict has findings; the rules without a verdict follow below.",
        ))]);
    }
    let mut blocks = vec![
        Block::Paragraph(Text::new(
            "风险等级 = 严重程度 × 发生频率。严重程度由制度规定；频率为发现占已检验的比例：20 % 及以上为经常，5 % 及以上为时有，其余为偶发。",
            "Grade = severity × likelihood. The policy sets the severity; likelihood is the share of findings in what was tested: frequent from 20 %, occasional from 5 %, else rare.",
        )),
        Block::Table(graded(&problems)),
    ];
    let groupings = [Grouping::Branch, Grouping::Handler, Grouping::Category];
    let asked = &material.breaches.asked;
    for grouping in groupings.into_iter().filter(|grouping| material.has(*grouping)) {
        blocks.push(Block::Table(match grouping {
            Grouping::Branch => by_unit(grouping, &material.branches, asked),
            _ => by_unit(
                grouping,
                &register::units(material.audit, material.report, &material.breaches, grouping)?,
                asked,
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

/// How often a problem occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likelihood {
    Rare = 1,
    Occasional,
    Frequent,
}

impl Likelihood {
    fn of(rule: &RuleOutcome) -> Self {
        let share =
            Rate { good: rule.findings, decided: rule.tested, undetermined: 0 }.value().unwrap_or(0.0);
        if share >= FREQUENT {
            Self::Frequent
        } else if share >= OCCASIONAL {
            Self::Occasional
        } else {
            Self::Rare
        }
    }

    fn label(self) -> Text {
        match self {
            Self::Rare => Text::new("偶发", "rare"),
            Self::Occasional => Text::new("时有", "occasional"),
            Self::Frequent => Text::new("经常", "frequent"),
        }
    }
}

/// The points of a problem: severity from 1 to 4 by likelihood from 1 to 3.
fn points(severity: Severity, likelihood: Likelihood) -> u8 {
    (severity as u8 + 1) * likelihood as u8
}

/// The grade of so many points.
fn grade(points: u8) -> Text {
    match points {
        8.. => Text::new("红：立即整改", "red: correct at once"),
        4..8 => Text::new("橙：限期整改", "amber: correct by a date"),
        _ => Text::new("蓝：关注", "blue: watch"),
    }
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
    let mut graded: Vec<(&RuleOutcome, Likelihood)> =
        problems.iter().map(|rule| (*rule, Likelihood::of(rule))).collect();
    // Problems come gravest first; a stable sort keeps that among equal points.
    graded.sort_by_key(|(rule, likelihood)| std::cmp::Reverse(points(rule.doc.severity, *likelihood)));
    let rows = graded.into_iter().map(|(rule, likelihood)| {
        let share = Rate { good: rule.findings.min(rule.tested), decided: rule.tested, undetermined: 0 };
        vec![
            Value::Label(Text::same(rule.doc.code.as_str())),
            Value::Label(rule.doc.title.clone()),
            Value::Label(rule.doc.severity.label()),
            Value::Label(likelihood.label()),
            Value::Label(grade(points(rule.doc.severity, likelihood))),
            Value::Count(rule.findings),
            Value::Count(rule.tested),
            Value::Rate(share),
            Value::Label(rule.doc.why.clone()),
        ]
    });
    table("risks", Text::new("风险登记", "Risk register"), columns, rows.collect(), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grave_problem_is_never_only_watched() {
        for likelihood in [Likelihood::Rare, Likelihood::Occasional, Likelihood::Frequent] {
            assert!(points(Severity::High, likelihood) >= 4);
        }
        assert_eq!(grade(points(Severity::High, Likelihood::Occasional)).en, "red: correct at once");
        assert_eq!(grade(points(Severity::Info, Likelihood::Frequent)).en, "blue: watch");
    }
}
