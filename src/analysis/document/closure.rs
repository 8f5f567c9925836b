//! The chapter of closures: what was closed in time, what is still open and for how long.

use crate::model::{Block, Chart, ChartKind, ChartUnit, Code, Table, Text, Value};

use super::super::grouping::AnalysisError;
use super::abridged::abridged;
use super::family::{self, Family};
use super::material::Material;
use super::wording::heading;
use super::{charts, months, question};

const RULE: Code = super::breaches::QUESTIONS[1];
/// The columns of ages begin so.
const AGES: &str = "open_";

pub(super) fn blocks(material: &Material<'_>) -> Result<Vec<Block>, AnalysisError> {
    let mut blocks = vec![question::paragraph(material, RULE)];
    blocks.extend(months::received_and_closed(material).map(Block::Chart));
    if material.why_not(RULE).is_none() {
        let table = super::super::closure(material.audit, &material.order.by)?;
        blocks.extend(ages(&table).map(Block::Chart));
        blocks.push(Block::Table(abridged(&table, &material.order.by)));
        blocks.extend(question::reasons(material, RULE));
    }
    blocks.extend(question::others(material, Family::Closure));
    blocks.push(heading("发现", "Findings"));
    blocks.push(Block::Findings(family::codes(&material.report.rules, Family::Closure, material.policy())));
    Ok(blocks)
}

/// The ages of what is open, from the totals of the table; `None` where nothing is open.
fn ages(table: &Table) -> Option<Chart> {
    let bands = || table.columns.iter().zip(&table.totals).filter(|(column, _)| column.key.starts_with(AGES));
    let numbers: Vec<u64> =
        bands().map(|(_, value)| if let Value::Count(count) = value { *count } else { 0 }).collect();
    if numbers.iter().sum::<u64>() == 0 {
        return None;
    }
    Some(Chart {
        key: "ages",
        title: Text::new("未办结投诉的账龄", "Ages of open complaints"),
        kind: ChartKind::Columns,
        unit: ChartUnit::Count,
        categories: bands().map(|(column, _)| column.title.clone()).collect(),
        series: vec![charts::counts("open", Text::new("未办结", "open"), numbers)],
        marks: Vec::new(),
        note: Text::new("从受理到审计基准日的天数。", "Days from receipt to the as-of date."),
    })
}
