//! A recorded event lies after the as-of date.

use crate::dataset::{Field, field_def};
use crate::model::{Code, Evidence, Moment, Severity, Subject, Text};

use super::super::request::EVENT_FIELDS;
use super::expression::{earliest, moment, test_rows};
use super::{Check, Context, Described, Hit, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("CHR004"),
    name: "after-as-of-date",
    severity: Severity::Medium,
    subject: Subject::Complaints,
    needs: &[(Subject::Complaints, Field::ReceivedAt)],
    uses: &[],
    title: Text::new("时间晚于审计基准日", "after the as-of date"),
    what: Text::new(
        "受理、响应、办结、归档或回访的时间晚于审计基准日。这些事件视为尚未发生。应办结时间和计划时间除外。每个单元格一条。",
        "A time of receipt, response, closure, archiving or visit lies after the as-of date. Such events count as not having happened. Due and planned times are not looked at. One finding per cell.",
    ),
    why: Text::new(
        "将来的时间是录入错误，或基准日选错了。",
        "A time in the future is a slip of the pen, or the as-of date is wrong.",
    ),
    formula: Text::new(
        "事件时间 > 审计基准日；检验所有可读的事件时间",
        "event > as-of date, over all readable event times",
    ),
    fix: Text::new(
        "更正录入的时间；若基准日选错，用 --as-of 重新审计。",
        "Correct the time; if the as-of date is wrong, audit again with --as-of.",
    ),
    source: Text::new("审计基准日之后的事不计", "nothing after the as-of date counts"),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut all = Tested::default();
    let as_of = context.as_of.at.0;
    for table in std::iter::once(&context.dataset.complaints).chain(&context.dataset.visits) {
        for (place, field) in EVENT_FIELDS.into_iter().enumerate().filter(|(_, field)| table.has(*field)) {
            let tested = test_rows(
                context,
                table,
                earliest(field).is_not_null(),
                earliest(field).gt(moment(as_of)),
                Text::new("时间为空或无法读取", "the time is blank or unreadable"),
            )?;
            all.tested += tested.tested;
            tested.excluded.into_iter().for_each(|counted| all.exclude(counted.reason, counted.count));
            let detail = u32::try_from(place).unwrap_or(0);
            all.hits.extend(tested.hits.into_iter().map(|hit| Hit { detail, ..hit }));
        }
    }
    Ok(all)
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let field = EVENT_FIELDS.get(hit.detail as usize).copied().unwrap_or(Field::ReceivedAt);
    let title = field_def(hit.subject, field).map_or(Text::same(field.key()), |def| def.title.clone());
    let at = context.dataset.table(hit.subject).and_then(|table| table.times(field));
    let at = at.and_then(|times| times.known(hit.row as usize)).map(Moment);
    let shown = at.map_or_else(String::new, Moment::display);
    let mut evidence = vec![("field", Evidence::Text(field.key().to_owned()))];
    evidence.extend(at.map(|at| ("value", Evidence::At(at))));
    Described {
        message: Text::owned(
            format!("{} {shown} 晚于审计基准日", title.zh),
            format!("{} {shown} lies after the as-of date", title.en),
        ),
        evidence,
    }
}
