//! The second chapter: each file, and where every one of its rows went.

use crate::audit::Standing;
use crate::model::figures::grouped;
use crate::model::{Block, Column, ColumnKind, InputAccount, Reject, RowAccount, Table, Text, Value};

use super::super::grouping::column;
use super::material::Material;
use super::wording::{capped, heading, list, table};

/// Rejected rows that are quoted.
const MOST_REJECTS: usize = 20;
/// Unknown headers that are named.
const MOST_HEADERS: usize = 30;

pub(super) fn blocks(material: &Material<'_>) -> Vec<Block> {
    let report = material.report;
    let mut blocks = vec![
        Block::Paragraph(Text::new(
            "物理行 = 表头 + 空行 + 合计与说明 + 拒收 + 使用。各行相加不等于物理行数的文件会使审计不完整。",
            "Physical rows = header + blank + totals and notes + rejected + used. A file whose sum does not close makes the audit incomplete.",
        )),
        Block::Table(account(&report.inputs)),
        Block::Table(cases(material)),
    ];
    blocks.extend(unrecognised(&report.inputs));
    if !report.rejects.is_empty() {
        blocks.push(Block::Table(rejects(&report.rejects)));
    }
    blocks
}

fn account(inputs: &[InputAccount]) -> Table {
    let count = |key, zh, en| column(key, ColumnKind::Count, zh, en);
    let columns = vec![
        column("file", ColumnKind::Words, "文件", "file"),
        column("kind", ColumnKind::Words, "种类", "kind"),
        column("format", ColumnKind::Words, "格式", "format"),
        count("physical", "物理行", "rows"),
        count("header", "表头", "header"),
        count("blank", "空行", "blank"),
        count("total", "合计与说明", "totals, notes"),
        count("rejected", "拒收", "rejected"),
        count("used", "使用", "used"),
    ];
    let rows = inputs.iter().map(|input| {
        let labels = [
            Value::Words(named(&input.file, input.sheet.as_deref())),
            Value::Label(input.kind.label()),
            Value::Words(format(input)),
        ];
        labels.into_iter().chain(counts(input.rows).map(Value::Count)).collect()
    });
    let rows: Vec<Vec<Value>> = rows.collect();
    let mut sums = [0_u64; 6];
    for input in inputs {
        sums.iter_mut().zip(counts(input.rows)).for_each(|(sum, count)| *sum += count);
    }
    let totals = [Value::Label(Text::new("合计", "total")), Value::Nothing, Value::Nothing];
    Table {
        totals: totals.into_iter().chain(sums.map(Value::Count)).collect(),
        ..table("inputs", Text::new("行数核对", "Row account"), columns, rows, Vec::new())
    }
}

fn counts(rows: RowAccount) -> [u64; 6] {
    [rows.physical, rows.header, rows.blank, rows.total, rows.rejected, rows.used]
}

fn format(input: &InputAccount) -> String {
    match &input.encoding {
        Some(encoding) => format!("{}, {encoding}", input.format),
        None => input.format.to_owned(),
    }
}

fn named(file: &str, sheet: Option<&str>) -> String {
    sheet.map_or_else(|| file.to_owned(), |sheet| format!("{file}[{sheet}]"))
}

/// From rows to cases.
fn cases(material: &Material<'_>) -> Table {
    let complaints = &material.audit.dataset().complaints;
    let mut counts = vec![0_u64; STANDINGS.len()];
    for row in 0..complaints.height() {
        let standing = material.audit.scope().standing(row);
        if let Some(place) = STANDINGS.iter().position(|(known, _)| *known == standing) {
            counts[place] += 1;
        }
    }
    let rows: Vec<Vec<Value>> = STANDINGS
        .iter()
        .zip(counts)
        .filter(|((standing, _), count)| *count > 0 || *standing == Standing::Case)
        .map(|((_, text), count)| vec![Value::Label(text.clone()), Value::Count(count)])
        .collect();
    let columns: Vec<Column> = vec![
        column("standing", ColumnKind::Words, "投诉记录", "complaint rows"),
        column("rows", ColumnKind::Count, "行", "rows"),
    ];
    Table {
        totals: vec![
            Value::Label(Text::new("合计（等于使用的行）", "total (the rows used)")),
            Value::Count(complaints.height() as u64),
        ],
        ..table("cases", Text::new("从行到投诉", "From rows to complaints"), columns, rows, Vec::new())
    }
}

const STANDINGS: [(Standing, Text); 5] = [
    (Standing::Case, Text::new("作为投诉检验", "tested as a complaint")),
    (Standing::Repeat, Text::new("编号重复，以首行为准", "repeat of an id: the first row stands for it")),
    (Standing::EarlierEvent, Text::new("同一投诉较早的记录", "earlier row of the same complaint")),
    (Standing::OutsidePeriod, Text::new("不在审计期间受理", "received outside the period")),
    (Standing::Later, Text::new("受理晚于审计基准日", "received after the as-of date")),
];

fn unrecognised(inputs: &[InputAccount]) -> Vec<Block> {
    let lines: Vec<Text> = inputs
        .iter()
        .filter(|input| !input.unrecognised.is_empty())
        .map(|input| {
            let headers: Vec<Text> =
                input.unrecognised.iter().take(MOST_HEADERS).cloned().map(Text::same).collect();
            let more = capped(headers.len(), input.unrecognised.len()).unwrap_or_default();
            let (file, headers) = (named(&input.file, input.sheet.as_deref()), list(&headers));
            Text::owned(
                format!("{file}：{}。{}", headers.zh, more.zh),
                format!("{file}: {}. {}", headers.en, more.en).trim_end().to_owned(),
            )
        })
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![heading("没有使用的列", "Columns that were not used"), Block::Bullets(lines)]
}

fn rejects(rejects: &[Reject]) -> Table {
    let columns = vec![
        column("file", ColumnKind::Words, "文件", "file"),
        column("row", ColumnKind::Count, "行", "row"),
        column("reason", ColumnKind::Prose, "原因", "reason"),
        column("text", ColumnKind::Prose, "原文", "text"),
    ];
    let rows: Vec<Vec<Value>> = rejects
        .iter()
        .take(MOST_REJECTS)
        .map(|reject| {
            vec![
                Value::Words(named(&reject.file, reject.sheet.as_deref())),
                Value::Count(u64::from(reject.row)),
                Value::Label(reject.reason.clone()),
                Value::Words(reject.text.clone()),
            ]
        })
        .collect();
    let all = grouped(rejects.len() as u64);
    let notes = capped(rows.len(), rejects.len()).into_iter().collect();
    let title = Text::owned(format!("拒收的 {all} 行"), format!("Rejected rows: {all}"));
    table("rejects", title, columns, rows, notes)
}
