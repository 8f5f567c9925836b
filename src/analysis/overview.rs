//! The three questions side by side, by group.

use crate::audit::Audit;
use crate::model::{Code, Column, ColumnKind, Rate, StateCounts, Table, Text, Value};

use super::grouping::{
    AnalysisError, Grouping, Groups, column, group_columns, rate_value, sort_rows, total, totals_label,
};

/// Says in which order the groups stand: by the rate in the column `by_rate`.
fn sorted_note(by: &[Grouping], by_rate: Option<&Column>) -> Vec<Text> {
    let sorted = by_rate.filter(|_| !by.is_empty() && !by.contains(&Grouping::Month));
    let note = |rate: &Column| {
        Text::owned(format!("{}低的在前", rate.title.zh), format!("lowest share {} first", rate.title.en))
    };
    sorted.map(note).into_iter().collect()
}

/// The question whose rate sorts the groups; where it is not asked, the first one does.
const CLOSURE: Code = Code::literal("CLS001");

/// A question: its rule and its three columns.
struct Question {
    rule: Code,
    columns: [Column; 3],
}

fn questions() -> [Question; 3] {
    let (count, rate) = (ColumnKind::Count, ColumnKind::Rate);
    [
        Question {
            rule: Code::literal("RSP001"),
            columns: [
                column("response_late", count, "逾期响应", "answered late"),
                column("response_missing", count, "未响应", "unanswered"),
                column("response_on_time", rate, "及时响应率", "answered in time"),
            ],
        },
        Question {
            rule: CLOSURE,
            columns: [
                column("closure_late", count, "超期办结", "closed late"),
                column("closure_missing", count, "超期未结", "not closed"),
                column("closure_in_time", rate, "按期办结率", "closed in time"),
            ],
        },
        Question {
            rule: Code::literal("CBK001"),
            columns: [
                column("callback_late", count, "逾期回访", "called late"),
                column("callback_missing", count, "未回访", "no callback"),
                column("callback_on_time", rate, "及时回访率", "called in time"),
            ],
        },
    ]
}

/// The three questions by group, worst closure (or else the first question asked) first. Questions
/// whose rule has no verdicts are left out; they stand among the rules as not evaluated.
///
/// # Errors
/// When a column to group by is absent.
pub fn overview(audit: &Audit, by: &[Grouping]) -> Result<Table, AnalysisError> {
    let groups = Groups::new(audit, by)?;
    let sizes: Vec<u64> = groups.fold(|count: &mut u64, _| *count += 1);
    let mut columns = group_columns(by);
    columns.push(column("n", ColumnKind::Count, "投诉", "complaints"));
    let mut asked = Vec::new();
    let mut sorting = 0;
    for question in questions() {
        if let Some(verdicts) = audit.verdicts(question.rule) {
            if question.rule == CLOSURE {
                sorting = asked.len();
            }
            asked.push(groups.states(verdicts));
            columns.extend(question.columns);
        }
    }
    let row = |labels: Vec<Value>, size: u64, answers: &mut dyn Iterator<Item = StateCounts>| {
        let mut cells = labels;
        cells.push(Value::Count(size));
        for counts in answers {
            cells.extend([
                Value::Count(counts.late),
                Value::Count(counts.missing),
                rate_value(Rate::in_time(&counts)),
            ]);
        }
        cells
    };
    let mut rows: Vec<Vec<Value>> = (0..groups.len())
        .map(|group| row(groups.labels(group), sizes[group], &mut asked.iter().map(|states| states[group])))
        .collect();
    // A question's rate is the last of its three columns.
    let by_rate = by.len() + 3 + 3 * sorting;
    if !asked.is_empty() {
        sort_rows(&mut rows, by, by_rate, by.len());
    }
    let notes = sorted_note(by, columns.get(by_rate));
    let totals = row(totals_label(by), sizes.iter().sum(), &mut asked.iter().map(|states| total(states)));
    Ok(Table {
        name: "by_group",
        title: Text::new(
            "三问：是否及时响应、是否办结、是否回访",
            "the three questions: answered, closed, called back",
        ),
        columns,
        rows: if by.is_empty() { Vec::new() } else { rows },
        totals,
        notes,
        next: Text::same(""),
    })
}
