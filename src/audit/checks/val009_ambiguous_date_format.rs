//! Day and month cannot be told apart in a column of dates.

use crate::dataset::{AmbiguousDates, field_def};
use crate::model::figures::grouped;
use crate::model::{Code, Evidence, Severity, Subject, Text};

use super::{Check, Context, Described, Hit, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("VAL009"),
    name: "ambiguous-date-format",
    severity: Severity::Medium,
    subject: Subject::Complaints,
    needs: &[],
    uses: &[],
    title: Text::new("日期格式有歧义", "ambiguous date format"),
    what: Text::new(
        "年份在后的日期（05/03/2024）可以是两天，整列和同一文件的其他列都不能证明月在前还是日在前，或互相矛盾。这样的值不读取，依赖它的判定为“无法判定”。每个文件每列一条。",
        "Dates with the year last (05/03/2024) can be two days, and neither the column nor the other columns of its file prove which part is the month, or they contradict each other. Such values are not read; verdicts that need them are undetermined. One finding per file and column.",
    ),
    why: Text::new("猜错日月，所有时限判定都会错。", "With day and month mistaken every deadline is wrong."),
    formula: Text::new(
        "分不清日月的列 ÷ 时间列",
        "columns in which day and month cannot be told apart, among time columns",
    ),
    fix: Text::new(
        "用 --date-order mdy 或 dmy 说明顺序，或请系统导出 2024-03-05 这样的日期。",
        "Name the order with --date-order mdy or dmy, or have the system export dates such as 2024-03-05.",
    ),
    source: Text::new("有据可查：有歧义的日期不猜", "an ambiguous date is never guessed"),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    for table in std::iter::once(&context.dataset.complaints).chain(&context.dataset.visits) {
        let subject = table.subject();
        if !(0..table.height()).any(|row| context.in_period(subject, row)) {
            continue;
        }
        let times = crate::dataset::fields_of(subject)
            .filter(|def| def.holds == crate::dataset::Holds::Time && table.has(def.field));
        result.tested += times.count() as u64;
        for (place, column) in table.ambiguous_dates().iter().enumerate() {
            let detail = u32::try_from(place).unwrap_or(0);
            result.hits.push(Hit { subject, row: column.row, detail });
        }
    }
    // A column of several files may be ambiguous in each of them.
    result.tested = result.tested.max(result.hits.len() as u64);
    Ok(result)
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let table = context.dataset.table(hit.subject);
    let Some(dates) = table.and_then(|table| table.ambiguous_dates().get(hit.detail as usize)) else {
        return Described { message: Text::default(), evidence: Vec::new() };
    };
    let AmbiguousDates { field, header, example, cells, either, month_first, day_first, .. } = dates;
    let title = field_def(hit.subject, *field).map(|def| def.title.clone()).unwrap_or_default();
    let (either_of, cells_of) = (grouped(*either), grouped(*cells));
    let proofs = match (*month_first, *day_first) {
        (0, 0) => Text::default(),
        (month, day) => Text::owned(
            format!("；{} 个只能是月/日/年，{} 个只能是日/月/年", grouped(month), grouped(day)),
            format!("; {} can only be month/day/year, {} only day/month/year", grouped(month), grouped(day)),
        ),
    };
    Described {
        message: Text::owned(
            format!(
                "{}（{header}）的 {cells_of} 个值中 {either_of} 个分不清日和月，如“{example}”{}",
                title.zh, proofs.zh
            ),
            format!(
                "{either_of} of {cells_of} values of {} ({header}) could be two days, such as `{example}`{}",
                title.en, proofs.en
            ),
        ),
        evidence: vec![
            ("field", Evidence::Text(field.key().to_owned())),
            ("header", Evidence::Text(header.clone())),
            ("cells", Evidence::Count(*cells)),
            ("undecidable", Evidence::Count(*either)),
            ("month_first", Evidence::Count(*month_first)),
            ("day_first", Evidence::Count(*day_first)),
            ("example", Evidence::Text(example.to_string())),
        ],
    }
}
