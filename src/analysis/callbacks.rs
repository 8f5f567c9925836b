//! Did the customer hear back? Callback coverage, by group.

use crate::audit::Audit;
use crate::model::{CaseState, Code, ColumnKind, Rate, StateCounts, Table, Text, Value};

use super::grouping::{
    AnalysisError, Grouping, Groups, column, group_columns, next_step, rate_value, sort_rows, total,
    totals_label, verdicts_of,
};

const RULE: Code = Code::literal("CBK001");

/// The callback table.
///
/// # Errors
/// When a column to group by is absent or CBK001 was not evaluated.
pub fn callbacks(audit: &Audit, by: &[Grouping]) -> Result<Table, AnalysisError> {
    let verdicts = verdicts_of(audit, RULE)?;
    let groups = Groups::new(audit, by)?;
    let states = groups.states(verdicts);
    let unreached: Vec<u64> = groups.fold(|count: &mut u64, row| {
        let tried = audit.links().is_some_and(|links| links.tally_of(row).since_closure > 0);
        *count += u64::from(tried && verdicts.states()[row] == CaseState::Missing);
    });
    let row = |labels: Vec<Value>, counts: &StateCounts, unreached: u64| {
        let mut cells = labels;
        cells.extend([
            Value::Count(counts.decided()),
            Value::Count(counts.met),
            Value::Count(counts.late),
            Value::Count(counts.missing),
            Value::Count(unreached),
            Value::Count(counts.pending),
            rate_value(coverage(counts)),
            rate_value(Rate::in_time(counts)),
        ]);
        cells
    };
    let mut rows: Vec<Vec<Value>> =
        (0..groups.len()).map(|group| row(groups.labels(group), &states[group], unreached[group])).collect();
    let (rate_column, count_column) = (by.len() + 7, by.len());
    sort_rows(&mut rows, by, rate_column, count_column);
    let counts = total(&states);
    let totals = row(totals_label(by), &counts, unreached.iter().sum());
    let next = next_step(&rows, by, rate_column, counts.breaches(), RULE);
    let mut columns = group_columns(by);
    columns.extend([
        column("due", ColumnKind::Count, "应回访", "due"),
        column("in_time", ColumnKind::Count, "及时回访", "in time"),
        column("late", ColumnKind::Count, "逾期回访", "late"),
        column("missing", ColumnKind::Count, "未回访", "missing"),
        column("unreached", ColumnKind::Count, "其中未接通", "unreached"),
        column("not_yet_due", ColumnKind::Count, "未到期", "not yet due"),
        column("coverage", ColumnKind::Rate, "覆盖率", "coverage"),
        column("on_time", ColumnKind::Rate, "及时率", "on time"),
    ]);
    Ok(Table {
        name: "callbacks",
        title: Text::new("办结后回访", "callbacks after closure"),
        columns,
        rows: if by.is_empty() { Vec::new() } else { rows },
        totals,
        notes: notes(&counts),
        next,
    })
}

/// Called back at all, in time or not, among what is due.
fn coverage(counts: &StateCounts) -> Rate {
    Rate { good: counts.met + counts.late, decided: counts.decided(), undetermined: counts.undetermined }
}

fn notes(counts: &StateCounts) -> Vec<Text> {
    vec![
        Text::new(
            "应回访 = 已办结且回访期已过或已回访的投诉。未回访含尝试过但未接通、拒访的。覆盖率 =（及时 + 逾期）÷ 应回访；及时率 = 及时 ÷ 应回访。",
            "Due = closed complaints called back already or past the limit. Missing includes those tried but unreached or refused. Coverage = (in time + late) ÷ due; on time = in time ÷ due.",
        ),
        Text::owned(
            format!("未办结等不适用 {}，无法判定 {}", counts.excluded, counts.undetermined),
            format!(
                "not closed or otherwise excluded {}, undetermined {}",
                counts.excluded, counts.undetermined
            ),
        ),
    ]
}
