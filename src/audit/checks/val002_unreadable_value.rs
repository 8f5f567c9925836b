//! A date, number or flag cannot be read.

use crate::dataset::{BLANK_WORD, Fault, Field, Holds, Table, field_def};
use crate::model::{Code, Evidence, Severity, Subject, Text};

use super::super::deadline::meanings;
use super::{Check, Context, Described, Hit, Tested, cell_faults};

/// Yes/no fields; their words are in the policy.
const FLAGS: [(Subject, Field); 4] = [
    (Subject::Complaints, Field::ExtensionApproved),
    (Subject::Complaints, Field::OverdueFlag),
    (Subject::Complaints, Field::OnTimeFlag),
    (Subject::Visits, Field::IssueRaised),
];
/// From this detail on a hit is on a flag, and the rest of it is the flag's place here.
const FLAG_DETAIL: u32 = u32::MAX - 8;

pub(super) static CHECK: Check = Check {
    code: Code::literal("VAL002"),
    name: "unreadable-value",
    severity: Severity::Medium,
    subject: Subject::Complaints,
    needs: &[],
    uses: &FLAGS,
    title: Text::new("内容无法读取", "unreadable value"),
    what: Text::new(
        "日期、数字或是否类单元格的内容无法读取，原文照录。每个单元格一条；依赖它的判定为“无法判定”。",
        "A date, number or yes/no cell cannot be read; its text is quoted. One finding per cell; verdicts that need it are undetermined.",
    ),
    why: Text::new(
        "读不出的内容若当作空值，会把问题悄悄抹掉。",
        "Taking the unreadable for blank would make problems vanish in silence.",
    ),
    formula: Text::new(
        "无法读取的单元格 ÷ 非空的日期、数字、是否类单元格",
        "unreadable cells among non-blank date, number and flag cells",
    ),
    fix: Text::new(
        "按引用的原文更正；整列都读不出的，检查列的对应关系或日期格式（--date-order）。",
        "Correct the quoted text; if a whole column is unreadable, check its mapping or the order of day and month (--date-order).",
    ),
    source: Text::new("有据可查：读不出的原文照录", "every unreadable value is quoted"),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = cell_faults::with_fault(context, Fault::Unreadable, |def| {
        matches!(def.holds, Holds::Time | Holds::Number | Holds::Duration)
    });
    for (place, &(subject, field)) in FLAGS.iter().enumerate() {
        let detail = FLAG_DETAIL + u32::try_from(place).unwrap_or(0);
        if let Some(table) = context.dataset.table(subject) {
            flags(context, table, field, detail, &mut result);
        }
    }
    Ok(result)
}

fn flags(context: &Context<'_>, table: &Table, field: Field, detail: u32, result: &mut Tested) {
    let Some(words) = table.words(field) else { return };
    let subject = table.subject();
    let known = meanings(context.dataset, context.policy.words.get(field.key()));
    for (row, &word) in words.iter().enumerate() {
        if word == BLANK_WORD || !context.in_period(subject, row) {
            continue;
        }
        result.tested += 1;
        if known[word as usize].is_none() {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            result.hits.push(Hit { subject, row, detail });
        }
    }
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let Some(&(_, field)) = hit.detail.checked_sub(FLAG_DETAIL).and_then(|place| FLAGS.get(place as usize))
    else {
        return cell_faults::describe(context, hit, unreadable);
    };
    let table = context.dataset.table(hit.subject);
    let word = table.and_then(|table| context.dataset.quoted_word(table, field, hit.row as usize));
    let text = word.unwrap_or_default();
    let title = field_def(hit.subject, field).map(|def| def.title.clone()).unwrap_or_default();
    Described {
        message: Text { zh: unreadable(&title.zh, &text).zh, en: unreadable(&title.en, &text).en },
        evidence: vec![("field", Evidence::Text(field.key().to_owned())), ("text", Evidence::Text(text))],
    }
}

fn unreadable(title: &str, text: &str) -> Text {
    Text::owned(format!("{title}“{text}”无法读取"), format!("{title} `{text}` cannot be read"))
}
