//! Where late complaints are: branch by category.

use std::collections::BTreeMap;

use crate::model::figures::grouped;
use crate::model::{Chart, ChartKind, ChartUnit, Series, Text};

use super::super::grouping::{AnalysisError, Grouping};
use super::material::{Material, name_text};

/// Rows and columns that are drawn.
const MOST_SIDE: usize = 10;

/// Late complaints by branch and category, those with most first.
pub(super) fn heat_map(material: &Material<'_>) -> Result<Option<Chart>, AnalysisError> {
    let by = [Grouping::Branch, Grouping::Category];
    if material.breaches.deadlines.is_empty() || !by.iter().all(|grouping| material.has(*grouping)) {
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
    let mut sums: BTreeMap<&Text, u64> = BTreeMap::new();
    for (name, count) in counted {
        *sums.entry(name).or_default() += count;
    }
    let mut names: Vec<(&Text, u64)> = sums.into_iter().collect();
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    names.into_iter().map(|(name, _)| name.clone()).collect()
}
