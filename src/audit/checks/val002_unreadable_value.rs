//! A date, number or flag cannot be read.

use crate::dataset::{ALL_FIELDS, BLANK_WORD, Field, Holds, Table, field_def, quote_cell};
use crate::model::{Code, Evidence, Severity, Subject, Text};

use super::super::deadline::meanings;
use super::{Check, Context, Described, Hit, OUTSIDE_PERIOD, Tested};

/// Yes/no fields; their words are in the policy.
const FLAGS: [Field; 1] = [Field::ExtensionApproved];
/// Marks a hit on a flag: its detail is the field's place here instead of a cell's place.
const FLAG_DETAIL: u32 = u32::MAX;

pub(super) static CHECK: Check = Check {
    code: Code::literal("VAL002"),
    name: "unreadable-value",
    severity: Severity::Medium,
    subject: Subject::Complaints,
    needs: &[],
    uses: &[(Subject::Complaints, Field::ExtensionApproved)],
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
    let mut result = Tested::default();
    let mut outside = 0;
    for table in std::iter::once(&context.dataset.complaints).chain(&context.dataset.visits) {
        let subject = table.subject();
        for (place, cell) in table.unreadable().iter().enumerate() {
            if context.in_period(subject, cell.row as usize) {
                result.tested += 1;
                let detail = u32::try_from(place).unwrap_or(0);
                result.hits.push(Hit { subject, row: cell.row, detail });
            } else {
                outside += 1;
            }
        }
        let typed = ALL_FIELDS.iter().filter(|def| def.subject == subject);
        for def in typed.filter(|def| matches!(def.holds, Holds::Time | Holds::Number)) {
            let Ok(column) = table.frame().column(def.field.key()) else { continue };
            if context.has_period() {
                let known = column.is_not_null();
                let rows = known.iter().enumerate().filter(|(_, known)| *known == Some(true));
                result.tested += rows.filter(|&(row, _)| context.in_period(subject, row)).count() as u64;
            } else {
                result.tested += (column.len() - column.null_count()) as u64;
            }
        }
        flags(context, table, &mut result);
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    Ok(result)
}

fn flags(context: &Context<'_>, table: &Table, result: &mut Tested) {
    for field in FLAGS {
        let Some(words) = table.words(field) else { continue };
        let known = meanings(context.dataset, context.policy.words.get(field.key()));
        for (row, &word) in words.iter().enumerate() {
            if word == BLANK_WORD || !context.in_period(table.subject(), row) {
                continue;
            }
            result.tested += 1;
            if known[word as usize].is_none() {
                let row = u32::try_from(row).unwrap_or(u32::MAX);
                result.hits.push(Hit { subject: table.subject(), row, detail: FLAG_DETAIL });
            }
        }
    }
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let table = context.dataset.table(hit.subject);
    let cell = table.and_then(|table| table.unreadable().get(hit.detail as usize));
    let (field, text) = match cell {
        Some(cell) if hit.detail != FLAG_DETAIL => (cell.field, cell.text.to_string()),
        _ => {
            let field = FLAGS[0];
            let word = table.and_then(|table| context.dataset.word(table, field, hit.row as usize));
            let word = word.unwrap_or_default();
            (field, quote_cell(word.as_bytes(), context.dataset.unmask).into_string())
        }
    };
    let title = field_def(hit.subject, field).map_or(Text::same(field.key()), |def| def.title.clone());
    Described {
        message: Text::owned(
            format!("{}“{text}”无法读取", title.zh),
            format!("{} `{text}` cannot be read", title.en),
        ),
        evidence: vec![("field", Evidence::Text(field.key().to_owned())), ("text", Evidence::Text(text))],
    }
}
