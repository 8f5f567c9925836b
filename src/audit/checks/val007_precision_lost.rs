//! A long number lost its last digits to a spreadsheet.

use crate::dataset::{Fault, Field};
use crate::model::{Code, Severity, Subject, Text};

use super::{Check, Context, Tested, cell_faults};

pub(super) static CHECK: Check = Check {
    code: Code::literal("VAL007"),
    name: "precision-lost",
    severity: Severity::Medium,
    subject: Subject::Complaints,
    needs: &[],
    uses: &[
        (Subject::Complaints, Field::CustomerId),
        (Subject::Visits, Field::ComplaintId),
        (Subject::Visits, Field::CustomerId),
    ],
    title: Text::new("长号码丢失尾数", "precision lost"),
    what: Text::new(
        "编号被表格软件当成数字：超过 15 位的尾数变成 0，或写成 1.23E+17。原值已不可知，该编号按空处理，不参与关联和查重。每个单元格一条。",
        "A spreadsheet took an id for a number: digits beyond the 15th became 0, or it reads 1.23E+17. The true id is gone; the cell is taken for blank and joins nothing. One finding per cell.",
    ),
    why: Text::new(
        "不同的号码会变成同一个，张冠李戴；回访对不上投诉。",
        "Different ids become the same one, and callbacks no longer meet their complaints.",
    ),
    formula: Text::new("尾数丢失的编号 ÷ 非空的编号", "ids that lost digits among non-blank ids"),
    fix: Text::new(
        "从系统重新导出，把该列设为文本格式；不要用表格软件打开后另存。",
        "Export again with the column as text, and do not save the export from a spreadsheet.",
    ),
    source: Text::new("有据可查：号码失真须说明", "a number that lost digits is said to have"),
    compares_rows: false,
    run: |context: &Context<'_>| -> polars::prelude::PolarsResult<Tested> {
        Ok(cell_faults::with_fault(context, Fault::DigitsLost, |def| {
            matches!(def.field, Field::Id | Field::CustomerId | Field::ComplaintId)
        }))
    },
    describe: |context, hit| {
        cell_faults::describe(context, hit, |title, text| {
            Text::owned(
                format!("{title}“{text}”的尾数已被表格软件抹去"),
                format!("{title} `{text}` lost its last digits to a spreadsheet"),
            )
        })
    },
};
