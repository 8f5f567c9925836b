//! The chapter of problems and risks: each problem graded, and where it sits.

use crate::model::figures::grouped;
use crate::model::{
    Block, Chart, ChartKind, ChartUnit, ColumnKind, Rate, RuleOutcome, Series, Severity, Table, Text, Value,
};

use super::super::grouping::{AnalysisError, Grouping, column};
use super::material::{Material, name_text};
use super::register::{self, ENOUGH_CASES, Unit};
use super::wording::{capped, heading, table};

/// Units that a table lists.
const MOST_UNITS: usize = 15;
/// Rows and columns of the heat map.
const MOST_SIDE: usize = 10;
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
    for grouping in groupings.into_iter().filter(|grouping| material.has(*grouping)) {
        blocks.push(Block::Table(match grouping {
            Grouping::Branch => by_unit(grouping, &material.branches),
            _ => by_unit(
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

fn by_unit(grouping: Grouping, units: &[Unit]) -> Table {
    let count = |key, zh, en| column(key, ColumnKind::Count, zh, en);
    let columns = vec![
        crate::model::Column { key: grouping.key(), title: grouping.title(), kind: ColumnKind::Words },
        count("cases", "投诉", "complaints"),
        count("late", "逾期", "late"),
        column("late_share", ColumnKind::Rate, "逾期占比", "late share"),
        count("response", "响应逾期", "answered late or not"),
        count("closure", "办结超期", "closed late or not"),
        count("callback", "回访逾期", "called late or not"),
        count("high", "高级别发现", "high findings"),
        count("medium", "中级别发现", "medium findings"),
        count("low", "低级别发现", "low findings"),
    ];
    let row = |unit: &Unit| {
        let mut cells = vec![
            unit.name.clone(),
            Value::Count(unit.cases),
            Value::Count(unit.late),
            Value::Rate(Rate { good: unit.late, decided: unit.cases, undetermined: 0 }),
        ];
        cells.extend(unit.late_in.map(Value::Count));
        cells.extend(unit.findings[..3].iter().copied().map(Value::Count));
        cells
    };
    let rows: Vec<Vec<Value>> = units.iter().take(MOST_UNITS).map(row).collect();
    let mut total = Unit {
        name: Value::Label(Text::new("合计", "total")),
        cases: 0,
        late: 0,
        late_in: [0; 3],
        findings: [0; 4],
    };
    for unit in units {
        total.cases += unit.cases;
        total.late += unit.late;
        total.late_in.iter_mut().zip(unit.late_in).for_each(|(sum, count)| *sum += count);
        total.findings.iter_mut().zip(unit.findings).for_each(|(sum, count)| *sum += count);
    }
    let mut notes = vec![Text::owned(
        format!(
            "逾期占比高的在前；少于 {ENOUGH_CASES} 件的排在最后，一件就能左右其占比。发现按所属投诉归集，不属于任何投诉的（如分组、客户）不在表内。"
        ),
        format!(
            "The largest late share first; units of fewer than {ENOUGH_CASES} complaints last, where one case decides the share. Findings count where they are about a complaint; those on groups or customers are not in this table."
        ),
    )];
    notes.extend(capped(rows.len(), units.len()));
    let by = grouping.title();
    let title = Text::owned(format!("按{}", by.zh), format!("By {}", by.en));
    Table { totals: row(&total), ..table(name_of(grouping), title, columns, rows, notes) }
}

/// The machine name of a grouping's table.
fn name_of(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Branch => "risks-by-branch",
        Grouping::Handler => "risks-by-handler",
        _ => "risks-by-category",
    }
}

/// Late complaints by branch and category, those with most first.
fn heat_map(material: &Material<'_>) -> Result<Option<Chart>, AnalysisError> {
    let by = [Grouping::Branch, Grouping::Category];
    if !by.iter().all(|grouping| material.has(*grouping)) {
        return Ok(None);
    }
    let groups = material.groups(&by)?;
    let cells: Vec<(Text, Text, u64, u64)> = groups
        .fold(|(cases, late): &mut (u64, u64), row| {
            *cases += 1;
            *late += u64::from(material.breaches.is_late(row));
        })
        .into_iter()
        .enumerate()
        .filter_map(|(group, (cases, late))| match groups.labels(group).as_slice() {
            [branch, category] => Some((name_text(branch), name_text(category), cases, late)),
            _ => None,
        })
        .collect();
    let branches = most(cells.iter().map(|(branch, _, _, late)| (branch, *late)));
    let categories = most(cells.iter().map(|(_, category, _, late)| (category, *late)));
    if branches.len() < 2 || categories.len() < 2 {
        return Ok(None);
    }
    let shown = |all: &[Text]| all.iter().take(MOST_SIDE).cloned().collect::<Vec<Text>>();
    let (rows, columns) = (shown(&branches), shown(&categories));
    #[expect(clippy::cast_precision_loss, reason = "numbers of cases stay far below 2^53")]
    let value = |branch: &Text, category: &Text| {
        let cell = cells.iter().find(|(one, other, ..)| one == branch && other == category);
        cell.map(|(_, _, _, late)| *late as f64)
    };
    let series = rows.iter().map(|branch| Series {
        key: "late",
        name: branch.clone(),
        values: columns.iter().map(|category| value(branch, category)).collect(),
    });
    let sides = [(rows.len(), branches.len()), (columns.len(), categories.len())];
    let series = series.collect();
    Ok(Some(Chart {
        key: "late-by-branch-and-category",
        title: Text::new("逾期投诉：机构与类别", "Late complaints by branch and category"),
        kind: ChartKind::HeatMap,
        unit: ChartUnit::Count,
        categories: columns,
        series,
        marks: Vec::new(),
        note: heat_note(sides),
    }))
}

fn heat_note([(rows, branches), (columns, categories)]: [(usize, usize); 2]) -> Text {
    let figures = [rows, branches, columns, categories].map(|count| grouped(count as u64));
    let [rows, branches, columns, categories] = figures;
    Text::owned(
        format!(
            "数字为至少一项逾期的投诉件数；“·”表示没有投诉。画出 {branches} 个机构中的 {rows} 个、{categories} 个类别中的 {columns} 个，逾期多的在前。"
        ),
        format!(
            "Complaints late in at least one question; a dot where there is none at all. {rows} of {branches} branches and {columns} of {categories} categories, most late ones first."
        ),
    )
}

/// The names by falling sums.
fn most<'a>(counted: impl Iterator<Item = (&'a Text, u64)>) -> Vec<Text> {
    let mut sums: std::collections::BTreeMap<&Text, u64> = std::collections::BTreeMap::new();
    for (name, count) in counted {
        *sums.entry(name).or_default() += count;
    }
    let mut names: Vec<(&Text, u64)> = sums.into_iter().collect();
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    names.into_iter().map(|(name, _)| name.clone()).collect()
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
