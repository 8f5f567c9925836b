//! The ledger as Excel writes it and the callbacks as a system exports them.

use crate::record::{Complaint, Visit, When};
use chrono::{Datelike, NaiveDateTime, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use std::error::Error;
use std::path::Path;

/// Header and width in characters; automatic widths would cut Chinese text.
const COLUMNS: [(&str, f64); 16] = [
    ("投诉编号", 14.0),
    ("客户编号", 12.0),
    ("客户姓名", 11.0),
    ("联系电话", 14.0),
    ("投诉渠道", 12.0),
    ("投诉类别", 12.0),
    ("严重程度", 11.0),
    ("产品名称", 18.0),
    ("受理机构", 13.0),
    ("经办人", 15.0),
    ("受理时间", 20.0),
    ("首次响应时间", 20.0),
    ("办结时间", 20.0),
    ("状态", 10.0),
    ("处理结果", 11.0),
    ("满意度", 11.0),
];
const VISIT_HEADER: [&str; 9] =
    ["回访编号", "投诉编号", "客户编号", "回访时间", "回访方式", "回访人员", "回访结果", "满意度", "备注"];

pub(super) fn complaints(path: &Path, rows: &[Complaint]) -> Result<(), Box<dyn Error>> {
    let mut book = Workbook::new();
    // Left alone, the creation time would be the clock's and no two runs the same.
    let created = ExcelDateTime::from_ymd(2025, 9, 30)?.and_hms(18, 0, 0)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let head = Format::new().set_bold();
    let text = Format::new().set_num_format("@");
    let time = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let sheet = book.add_worksheet();
    sheet.set_name("投诉台账")?;
    for ((title, width), column) in COLUMNS.into_iter().zip(0..) {
        sheet.write_string_with_format(0, column, title, &head)?;
        sheet.set_column_width(column, width)?;
    }
    for (complaint, row) in rows.iter().zip(1..) {
        let c = complaint;
        // Ids and phones are text, or Excel would turn the long ones into numbers and round them.
        for (value, column) in [&c.id, &c.customer, &c.name, &c.phone].into_iter().zip(0..) {
            if !value.is_empty() {
                sheet.write_string_with_format(row, column, value, &text)?;
            }
        }
        let words = [c.channel, c.category, c.severity, c.product, c.branch, &c.handler];
        for (value, column) in
            words.into_iter().zip(4..).chain([c.status, c.result, c.satisfaction].into_iter().zip(13..))
        {
            if !value.is_empty() {
                sheet.write_string(row, column, value)?;
            }
        }
        for (when, column) in [&c.received, &c.responded, &c.closed].into_iter().zip(10..) {
            match when {
                When::At(moment) => {
                    sheet.write_datetime_with_format(row, column, &excel(*moment)?, &time)?;
                }
                When::Text(words) => {
                    sheet.write_string(row, column, *words)?;
                }
                When::Blank => {}
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, u32::try_from(rows.len())?, 15)?;
    book.save(path)?;
    Ok(())
}

fn excel(time: NaiveDateTime) -> Result<ExcelDateTime, Box<dyn Error>> {
    let date = ExcelDateTime::from_ymd(
        u16::try_from(time.year())?,
        u8::try_from(time.month())?,
        u8::try_from(time.day())?,
    )?;
    Ok(date.and_hms(u16::try_from(time.hour())?, u8::try_from(time.minute())?, time.second())?)
}

pub(super) fn visits(path: &Path, rows: &[Visit]) -> Result<(), Box<dyn Error>> {
    let mut file = csv::Writer::from_path(path)?;
    file.write_record(VISIT_HEADER)?;
    for row in rows {
        let time = match &row.at {
            When::At(time) => time.format("%Y-%m-%d %H:%M:%S").to_string(),
            When::Text(words) => (*words).to_owned(),
            When::Blank => String::new(),
        };
        file.write_record([
            &row.id,
            &row.complaint,
            &row.customer,
            &time,
            row.method,
            &row.visitor,
            row.outcome,
            row.satisfaction,
            &row.note,
        ])?;
    }
    file.flush()?;
    Ok(())
}
