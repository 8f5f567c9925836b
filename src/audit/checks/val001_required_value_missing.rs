//! A column that a record cannot do without is blank.

use crate::dataset::{Field, field_def};
use crate::model::{Code, Evidence, Severity, Subject, Text};

use super::blank_cells::Blanks;
use super::{Check, Context, Described, Hit, OUTSIDE_PERIOD, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("VAL001"),
    name: "required-value-missing",
    severity: Severity::Medium,
    subject: Subject::Complaints,
    needs: &[],
    uses: &[],
    title: Text::new("必填项为空", "required value missing"),
    what: Text::new(
        "制度要求必填的单元格为空。每个空单元格一条；导出表没有的列在说明中列出。无法读取的内容由 VAL002 反映。",
        "A cell that the policy requires is blank. One finding per blank cell; required columns that the export lacks are named in a note. Unreadable cells are VAL002's.",
    ),
    why: Text::new(
        "缺了这些内容，记录无法对应到人、事或时间。",
        "Without it the record cannot be tied to a person, a case or a time.",
    ),
    formula: Text::new(
        "空的必填单元格 ÷ 检验的必填单元格",
        "blank required cells among required cells tested",
    ),
    fix: Text::new("从原系统补录。", "Fill it in from the source system."),
    source: Text::new(
        "客户信息真实、完整（S15）；回访记录要素（S25）",
        "customer data complete (S15); what a visit record holds (S25)",
    ),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let mut outside = 0;
    for table in std::iter::once(&context.dataset.complaints).chain(&context.dataset.visits) {
        let subject = table.subject();
        let fields = required(context, subject);
        for (place, &field) in fields.iter().enumerate() {
            let Some(blanks) = Blanks::of(table, field) else {
                result.notes.push(super::super::deadline::no_column(subject, field));
                continue;
            };
            if !context.has_period() && blanks.none() {
                result.tested += table.height() as u64;
                continue;
            }
            for row in 0..table.height() {
                if !context.in_period(subject, row) {
                    outside += 1;
                    continue;
                }
                result.tested += 1;
                let number = u32::try_from(row).unwrap_or(u32::MAX);
                if blanks.is_blank(row) {
                    let (row, detail) = (number, u32::try_from(place).unwrap_or(0));
                    result.hits.push(Hit { subject, row, detail });
                }
            }
        }
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    Ok(result)
}

fn required(context: &Context<'_>, subject: Subject) -> Vec<Field> {
    let names = context.policy.required.get(subject.key());
    names.into_iter().flatten().filter_map(|name| Field::from_key(name)).collect()
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let field = required(context, hit.subject).get(hit.detail as usize).copied().unwrap_or(Field::Id);
    let title = field_def(hit.subject, field).map_or(Text::same(field.key()), |def| def.title.clone());
    Described {
        message: Text::owned(format!("{}为空", title.zh), format!("{} is blank", title.en)),
        evidence: vec![("field", Evidence::Text(field.key().to_owned()))],
    }
}
