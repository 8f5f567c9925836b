//! The same complaint id stands on several rows.

use crate::dataset::{BLANK_ID, Field};
use crate::model::{Code, Evidence, Severity, Subject, Text};

use super::{Check, Context, Described, Hit, OUTSIDE_PERIOD, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("DUP001"),
    name: "duplicate-complaint",
    severity: Severity::High,
    subject: Subject::Complaints,
    needs: &[(Subject::Complaints, Field::Id)],
    uses: &[],
    title: Text::new("投诉编号重复", "duplicate complaint"),
    what: Text::new(
        "同一投诉编号出现多次：除首行外的每一行一条。时限类规则以首行为准，其余行不再计入。",
        "The same complaint id occurs more than once: one finding for every row but the first. Deadlines are judged on the first row only; the others are excluded there.",
    ),
    why: Text::new(
        "重复的行会虚增数量，并使比率失真。",
        "Repeated rows inflate the numbers and distort every rate.",
    ),
    formula: Text::new(
        "编号在前面的行出现过；检验编号非空的投诉",
        "the id occurs on an earlier row, over complaints with an id",
    ),
    fix: Text::new(
        "确认是重复导出还是编号重用，保留一行。",
        "Find out whether the export repeats rows or the number was used twice; keep one row.",
    ),
    source: Text::new("客户信息真实、完整（S15）", "records must be true and complete (S15)"),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    if context.scope.has_events() {
        let unfit = Text::new(
            "制度说明该表是事件日志，一件多行不是重复",
            "the policy says that rows are events, so that several of one id are no duplicates",
        );
        return Ok(Tested { unfit: Some(unfit), ..Tested::default() });
    }
    let ids = context.dataset.complaints.ids(Field::Id).unwrap_or_default();
    let (mut outside, mut blank) = (0, 0);
    for (row, &id) in ids.iter().enumerate() {
        if !context.scope.in_period(row) {
            outside += 1;
        } else if id == BLANK_ID {
            blank += 1;
        } else {
            result.tested += 1;
        }
    }
    result.hits = context
        .scope
        .repeats
        .iter()
        .filter(|(row, _)| context.scope.in_period(*row as usize))
        .map(|&(row, first)| Hit { subject: Subject::Complaints, row, detail: first })
        .collect();
    result.exclude(OUTSIDE_PERIOD, outside);
    result.exclude(Text::new("投诉编号为空", "the complaint id is blank"), blank);
    Ok(result)
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let first = context.dataset.complaints.place(hit.detail as usize);
    let same_file = context.dataset.complaints.place(hit.row as usize).file == first.file;
    let file = if same_file { String::new() } else { format!(" {} ", first.file) };
    Described {
        message: Text::owned(
            format!("投诉编号与{file}第 {} 行重复", first.row),
            format!("repeats the complaint id of{} row {}", file.trim_end(), first.row),
        ),
        evidence: vec![
            ("first_file", Evidence::Text(first.file.to_string())),
            ("first_row", Evidence::Count(u64::from(first.row))),
        ],
    }
}
