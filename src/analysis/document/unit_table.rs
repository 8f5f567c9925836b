//! Branches, handlers and categories side by side, the worst first.

use crate::model::{Column, ColumnKind, Rate, Table, Text, Value};

use super::super::grouping::{Grouping, column};
use super::register::{ENOUGH_CASES, Unit};
use super::wording::{capped, table};

/// Units that a table lists.
const MOST_UNITS: usize = 15;

/// The columns of the three questions.
const LATE_IN: [(&str, Text); 3] = [
    ("response", Text::new("响应逾期", "answered late or not")),
    ("closure", Text::new("办结超期", "closed late or not")),
    ("callback", Text::new("回访逾期", "called late or not")),
];

/// The units of a grouping; `asked` are the places of the questions that gave a verdict.
pub(super) fn by_unit(grouping: Grouping, units: &[Unit], asked: &[usize]) -> Table {
    let count = |key, zh, en| column(key, ColumnKind::Count, zh, en);
    let mut columns = vec![
        Column { key: grouping.key(), title: grouping.title(), kind: ColumnKind::Words },
        count("cases", "投诉", "complaints"),
    ];
    // What has no verdict has no column: its zeros would look like a pass.
    if !asked.is_empty() {
        columns.push(count("late", "逾期", "late"));
        columns.push(column("late_share", ColumnKind::Rate, "逾期占比", "late share"));
    }
    columns.extend(asked.iter().map(|&question| {
        let (key, title) = LATE_IN[question].clone();
        Column { key, title, kind: ColumnKind::Count }
    }));
    columns.extend([
        count("high", "高级别发现", "high findings"),
        count("medium", "中级别发现", "medium findings"),
        count("low", "低级别发现", "low findings"),
    ]);
    let row = |unit: &Unit| {
        let mut cells = vec![unit.name.clone(), Value::Count(unit.cases)];
        if !asked.is_empty() {
            cells.push(Value::Count(unit.late));
            cells.push(Value::Rate(Rate { good: unit.late, decided: unit.cases, undetermined: 0 }));
        }
        cells.extend(asked.iter().map(|&question| Value::Count(unit.late_in[question])));
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
