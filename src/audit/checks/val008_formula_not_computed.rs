//! A cell's formula was never computed, so it holds no value.

use crate::dataset::Fault;
use crate::model::{Code, Severity, Subject, Text};

use super::{Check, Context, Tested, cell_faults};

pub(super) static CHECK: Check = Check {
    code: Code::literal("VAL008"),
    name: "formula-not-computed",
    severity: Severity::Medium,
    subject: Subject::Complaints,
    needs: &[],
    uses: &[],
    title: Text::new("公式没有计算结果", "formula not computed"),
    what: Text::new(
        "工作簿中的公式没有保存计算结果，单元格看似空白。它不是空值，依赖它的判定为“无法判定”。每个单元格一条。",
        "A workbook's formula has no stored result, so the cell looks empty. It is not taken for blank: verdicts that need it are undetermined. One finding per cell.",
    ),
    why: Text::new(
        "当成空值会凭空造出“未办结”“未回访”。",
        "Taking it for blank would make up open cases and missing callbacks.",
    ),
    formula: Text::new(
        "没有结果的公式单元格 ÷ 这些单元格加上非空的编号、时间、数字单元格",
        "formula cells without a result, among them and all non-blank ids, times and numbers",
    ),
    fix: Text::new(
        "用表格软件打开、重新计算并保存，或导出为数值。",
        "Open the workbook in a spreadsheet, recalculate and save it, or export values.",
    ),
    source: Text::new("有据可查：没有结果的公式须说明", "a formula without a result is said to be one"),
    compares_rows: false,
    run: |context: &Context<'_>| -> polars::prelude::PolarsResult<Tested> {
        Ok(cell_faults::with_fault(context, Fault::NotComputed, cell_faults::is_always_loaded))
    },
    describe: |context, hit| {
        cell_faults::describe(context, hit, |title, _| {
            Text::owned(format!("{title}的公式没有计算结果"), format!("the formula of {title} has no result"))
        })
    },
};
