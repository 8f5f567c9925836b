//! Branches, handlers and categories side by side, the worst first.

use crate::model::figures::grouped;
use crate::model::{Column, ColumnKind, Rate, Severity, Table, Text, Value};

use super::super::grouping::{Grouping, column};
use super::material::Material;
use super::register::{ENOUGH_CASES, Unit};
use super::wording::{capped, table};

/// Units that a table lists.
const MOST_UNITS: usize = 15;

/// The columns of the three questions.
const LATE_IN: [(&str, Text); 3] = [
    ("response", Text::new("响应逾期", "response breaches")),
    ("closure", Text::new("办结逾期", "closure breaches")),
    ("callback", Text::new("回访逾期", "callback breaches")),
];

/// The units of a grouping.
pub(super) fn by_unit(material: &Material<'_>, grouping: Grouping, units: &[Unit]) -> Table {
    let breaches = &material.breaches;
    let (asked, has_deadlines) = (&breaches.asked, !breaches.deadlines.is_empty());
    let count = |key, zh, en| column(key, ColumnKind::Count, zh, en);
    let mut columns = vec![
        Column { key: grouping.key(), title: grouping.title(), kind: ColumnKind::Words },
        count("cases", "投诉", "complaints"),
    ];
    // What has no verdict has no column: its zeros would look like a pass.
    if has_deadlines {
        columns.push(count("judged", "已判定", "judged"));
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
        if has_deadlines {
            cells.push(Value::Count(unit.judged));
            cells.push(Value::Count(unit.late));
            cells.push(Value::Rate(Rate { good: unit.late, decided: unit.judged, undetermined: 0 }));
        }
        cells.extend(asked.iter().map(|&question| Value::Count(unit.late_in[question])));
        cells.extend(unit.findings[..3].iter().copied().map(Value::Count));
        cells
    };
    let rows: Vec<Vec<Value>> = units.iter().take(MOST_UNITS).map(row).collect();
    let mut total = Unit {
        name: Value::Label(Text::new("合计", "total")),
        cases: 0,
        judged: 0,
        late: 0,
        late_in: [0; 3],
        findings: [0; 4],
    };
    for unit in units {
        total.cases += unit.cases;
        total.judged += unit.judged;
        total.late += unit.late;
        total.late_in.iter_mut().zip(unit.late_in).for_each(|(sum, count)| *sum += count);
        total.findings.iter_mut().zip(unit.findings).for_each(|(sum, count)| *sum += count);
    }
    let mut notes = vec![Text::owned(
        format!(
            "逾期占比 = 逾期 ÷ 已判定（至少一项时限已到期并可判定的投诉），高的在前；已判定少于 {ENOUGH_CASES} 件的排在最后，一两件就能左右其占比。"
        ),
        format!(
            "Late share = late ÷ judged (complaints on which at least one deadline was due and decided), the largest first; units with fewer than {ENOUGH_CASES} judged last, where one or two cases decide it."
        ),
    )];
    notes.extend(left_out(material, total.findings));
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

/// Findings that are about no case of the table, by severity.
fn left_out(material: &Material<'_>, shown: [u64; 4]) -> Option<Text> {
    let rules = &material.report.rules;
    let missing: Vec<(Text, u64)> = Severity::GRAVEST_FIRST
        .into_iter()
        .zip(shown)
        .map(|(severity, shown)| {
            let of = rules.iter().filter(|rule| rule.doc.severity == severity).map(|rule| rule.findings);
            (severity.label(), of.sum::<u64>().saturating_sub(shown))
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    let each = |zh: bool| -> Vec<String> {
        missing
            .iter()
            .map(|(label, count)| format!("{} {}", if zh { &label.zh } else { &label.en }, grouped(*count)))
            .collect()
    };
    (!missing.is_empty()).then(|| {
        Text::owned(
            format!("不在表内的发现（编号重复或晚于基准日的行，以及机构、客户和导出表的发现）：{}。", each(true).join("，")),
            format!("Findings not in this table (rows that repeat an id or lie after the as-of date; findings on branches, customers and exports): {}.", each(false).join(", ")),
        )
    })
}
