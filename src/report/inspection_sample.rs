//! Inputs looked at, made by hand: a wide workbook sheet, a text, and a file that cannot be used.

use crate::model::{
    AbsentField, Chosen, Code, ColumnView, Inspection, Reject, RowAccount, SetAside, SheetView, Subject, Text,
};

fn chosen(name: &str, zh: &'static str, en: &'static str) -> Option<Chosen> {
    Some(Chosen { name: name.to_owned(), why: Text::new(zh, en) })
}

fn letter(at: usize) -> String {
    let last = char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at % 26]);
    if at < 26 { last.to_string() } else { format!("A{last}") }
}

/// A column that was taken for a field.
fn known(header: &str, field: &'static str, title: (&'static str, &'static str)) -> ColumnView {
    let same = header == title.0;
    ColumnView {
        header: header.to_owned(),
        field: Some(field),
        title: Some(Text::new(title.0, title.1)),
        why: match same {
            true => Text::new("表头相符", "by its header"),
            false => {
                Text::owned(format!("“{header}”是它的别名"), format!("`{header}` is another name of it"))
            }
        },
        filled: 4867,
        ..ColumnView::default()
    }
}

fn holding(
    column: ColumnView,
    zh: &'static str,
    en: &'static str,
    forms: &[(&str, &str, u64)],
) -> ColumnView {
    let forms = forms
        .iter()
        .map(|(zh, en, count)| (Text::owned((*zh).to_owned(), (*en).to_owned()), *count))
        .collect();
    ColumnView { holds: Text::new(zh, en), forms, ..column }
}

fn times(column: ColumnView, filled: u64) -> ColumnView {
    let column = ColumnView { filled, blank: 4867 - filled, ..column };
    holding(column, "时间", "times", &[("2025-09-30 18:00:00", "2025-09-30 18:00:00", filled)])
}

fn columns() -> Vec<ColumnView> {
    let id = |column| holding(column, "编号", "ids", &[]);
    let text = |column| holding(column, "自由文字", "free text", &[]);
    let word = |column, forms: &[(&str, &str, u64)]| holding(column, "词语", "words", forms);
    let mut columns = vec![
        id(known("投诉编号", "id", ("投诉编号", "complaint id"))),
        id(known("客户编号", "customer_id", ("客户编号", "customer id"))),
        ColumnView {
            masked: true,
            ..text(known("投诉人姓名", "customer_name", ("客户姓名", "customer name")))
        },
        ColumnView { masked: true, ..id(known("联系电话", "phone", ("联系电话", "phone"))) },
        word(
            known("来源", "channel", ("投诉渠道", "channel")),
            &[("热线", "热线", 3000), ("网络", "网络", 1500), ("来信", "来信", 300), ("来访", "来访", 67)],
        ),
        word(
            known("紧急程度", "severity", ("严重程度", "severity")),
            &[("一般 = 一般", "一般 = normal", 4700), ("特急 = 紧急", "特急 = urgent", 167)],
        ),
        times(known("登记时间", "received_at", ("受理时间", "received")), 4867),
        times(known("办结时间", "closed_at", ("办结时间", "closed")), 4264),
        word(
            known("状态", "status", ("状态", "status")),
            &[("已办结 = 已办结", "已办结 = closed", 4264), ("处理中 = 未办结", "处理中 = open", 603)],
        ),
    ];
    columns[6].unreadable = 1204;
    columns[6].forms.push((Text::same("2025/9/3"), 12));
    columns[6].examples = ["昨天下午", "2025-13-45", "待定"].map(str::to_owned).to_vec();
    columns[6].notes = vec![Text::new(
        "有 12 格只写到日，当作这一天的任何时刻",
        "12 cells name only a day and are taken for any moment of it",
    )];
    for nth in 1..=18_u64 {
        columns.push(ColumnView {
            header: format!("自定义字段{nth}"),
            filled: 4867 - 250 * nth,
            blank: 250 * nth,
            holds: Text::new("词语", "words"),
            ..ColumnView::default()
        });
    }
    columns[12].header = "首次联系".to_owned();
    columns[12].holds = Text::new("时间", "times");
    columns[12].why = Text::new(
        "取值像时间，可能是 首次响应时间（responded_at）",
        "its values are times; it may be the first response (responded_at)",
    );
    for (at, column) in columns.iter_mut().enumerate() {
        column.letter = letter(at);
    }
    columns
}

/// A wide sheet of a workbook.
pub(super) fn wide() -> Inspection {
    let sheet = |name: &str, read, hidden| SheetView { name: name.to_owned(), read, hidden };
    let absent = |field, zh, en, codes: &[&'static str]| AbsentField {
        field,
        title: Text::new(zh, en),
        needed_by: codes.iter().map(|code| Code::literal(code)).collect(),
    };
    let reject = |row| Reject {
        file: "投诉台账.xlsx".to_owned(),
        sheet: Some("九月".to_owned()),
        row,
        reason: Text::new("列数多于表头", "more cells than headers"),
        text: "TS202500077 | *** | 2025-09-03 | *** | ***".to_owned(),
    };
    Inspection {
        file: "投诉台账.xlsx".to_owned(),
        format: "xlsx",
        sheet: Some("九月".to_owned()),
        sheets: vec![sheet("九月", true, false), sheet("填表说明", false, false), sheet("代码", false, true)],
        kind: Some(Subject::Complaints),
        decided_by: Text::new("含投诉编号、受理时间", "it has complaint ids and times of receipt"),
        header_rows: vec![2, 3],
        columns: columns(),
        absent: vec![
            absent("responded_at", "首次响应时间", "first response", &["RSP001", "CHR001"]),
            absent("product", "产品", "product", &[]),
            absent("result", "处理结果", "result", &[]),
        ],
        rows: RowAccount { physical: 4883, header: 2, blank: 3, total: 4, rejected: 7, used: 4867 },
        set_aside: vec![
            SetAside {
                row: 1,
                what: Text::new("标题行", "a title"),
                text: "某某银行 2025 年 9 月投诉台账".to_owned(),
            },
            SetAside {
                row: 2002,
                what: Text::new("重复的表头", "a repeated header"),
                text: "投诉编号 | 客户编号".to_owned(),
            },
            SetAside { row: 4881, what: Text::new("合计行", "totals"), text: "合计 | 4867".to_owned() },
            SetAside { row: 4882, what: Text::new("备注", "a note"), text: "制表人：***".to_owned() },
        ],
        rejects: (70..77).map(reject).collect(),
        notes: vec![Text::new(
            "有 3 列是合并单元格的表头，按各自所在的列理解",
            "3 headers are merged cells and are taken for each of their columns",
        )],
        ..Inspection::default()
    }
}

/// A text that is packed.
pub(super) fn text() -> Inspection {
    let mut columns = vec![
        holding(known("回访编号", "id", ("回访编号", "visit id")), "编号", "ids", &[]),
        times(known("回访时间", "visited_at", ("回访时间", "visited")), 4867),
    ];
    for (at, column) in columns.iter_mut().enumerate() {
        column.letter = letter(at);
    }
    Inspection {
        file: "回访 9月.csv.gz".to_owned(),
        format: "csv",
        compression: Some("gzip"),
        encoding: chosen(
            "gb18030",
            "不是 UTF-8，按 GB18030 全部可读",
            "not UTF-8; all of it reads as GB18030",
        ),
        delimiter: chosen("tab", "每行都有同样多", "as many in every line"),
        date_order: chosen("dmy", "由 --date-order 指定", "named with --date-order"),
        kind: Some(Subject::Visits),
        decided_by: Text::new("由 --visits 指定", "named with --visits"),
        header_rows: vec![1],
        columns,
        rows: RowAccount { physical: 4868, header: 1, used: 4867, ..RowAccount::default() },
        ..Inspection::default()
    }
}

/// A file that cannot be used.
pub(super) fn failed() -> Inspection {
    let problem = Text::new(
        "旧版 Excel 工作簿（xls）已加密。请去掉密码后另存为 xlsx",
        "the workbook is encrypted; save it without a password as xlsx",
    );
    Inspection::failed("密.xls", problem)
}
