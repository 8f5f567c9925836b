//! The same table as a workbook.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::essence;
use crate::audited::Audited;
use crate::desk::{Checked, Desk};

const HEADERS: [&str; 7] =
    ["投诉编号", "客户编号", "受理机构", "严重程度", "受理时间", "首次响应时间", "办结时间"];
const ROWS: [[&str; 7]; 5] = [
    ["TS1", "KH1", "上海", "紧急", "2024-03-04 10:00:00", "2024-03-04 12:00:01", "2024-03-05 10:00:00"],
    ["TS2", "", "上海", "一般", "2024-03-04 10:00:00", "2024-03-04 12:00:01", "2024-04-05 10:00:00"],
    ["TS3", "KH3", "北京", "重要", "2024-03-04 10:00:00", "2024-03-04 09:00:00", ""],
    ["TS4", "KH4", "北京", "一般", "2024-03-04", "2024-03-06", "2024-03-05"],
    ["TS1", "KH1", "上海", "紧急", "2024-03-04 10:00:00", "", ""],
];

#[derive(Clone, Copy, PartialEq)]
enum Dates {
    Text,
    Real,
}

/// Writes the table with its header in row `first` (0 = the first of the sheet).
fn write(sheet: &mut Worksheet, first: u32, dates: Dates) -> Result<(), XlsxError> {
    let (whole_day, moment) =
        (Format::new().set_num_format("yyyy-mm-dd"), Format::new().set_num_format("yyyy/m/d hh:mm:ss"));
    for (column, header) in (0..).zip(HEADERS) {
        sheet.write_string(first, column, header)?;
    }
    for (row, cells) in (first + 1..).zip(ROWS) {
        for (column, cell) in (0..).zip(cells) {
            if cell.is_empty() {
                continue;
            }
            if column < 4 || dates == Dates::Text {
                sheet.write_string(row, column, cell)?;
            } else {
                let format = if cell.len() == 10 { &whole_day } else { &moment };
                sheet.write_datetime_with_format(
                    row,
                    column,
                    ExcelDateTime::parse_from_str(cell)?,
                    format,
                )?;
            }
        }
    }
    Ok(())
}

fn audit_of(workbook: &mut Workbook, options: &[&str]) -> Result<Audited, Box<dyn std::error::Error>> {
    let desk = Desk::new()?;
    workbook.save(desk.path("c.xlsx"))?;
    let audit = desk.audit(&[&["c.xlsx", "--as-of", "2024-06-30"], options].concat())?;
    assert!(audit.inputs[0].rows.closes(), "{:?}", audit.inputs[0].rows);
    Ok(audit)
}

fn as_csv() -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let rows = ROWS.map(|row| row.join(",")).join("\n");
    let desk = Desk::with(&[("c.csv", &format!("{}\n{rows}\n", HEADERS.join(",")))])?;
    Ok(essence(&desk.audit(&["c.csv", "--as-of", "2024-06-30"])?))
}

#[test]
fn text_dates_and_real_dates_come_to_the_same_as_csv() -> Checked {
    let expected = as_csv()?;
    assert!(expected.len() > 5, "{expected:?}");
    for dates in [Dates::Text, Dates::Real] {
        let mut workbook = Workbook::new();
        write(workbook.add_worksheet().set_name("台账")?, 0, dates)?;
        assert_eq!(essence(&audit_of(&mut workbook, &[])?), expected);
    }
    Ok(())
}

#[test]
fn rows_are_those_of_the_sheet() -> Checked {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    write(sheet, 2, Dates::Text)?;
    sheet.write_string(12, 0, "TS9")?.write_string(12, 4, "2024-03-04 10:00:00")?;
    sheet.write_string(13, 0, "合计")?.write_number(13, 1, 6)?;
    sheet.write_string(14, 0, " ")?;
    let audit = audit_of(&mut workbook, &["--select", "VAL001"])?;
    assert_eq!(audit.found("VAL001"), ["fires TS2 @5", "fires TS9 @13"]);
    let rows = &audit.inputs[0].rows;
    assert_eq!(
        [rows.physical, rows.header, rows.blank, rows.total, rows.rejected, rows.used],
        [15, 1, 7, 1, 0, 6]
    );
    Ok(())
}

#[test]
fn a_number_is_the_id_a_person_sees() -> Checked {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, header) in (0..).zip(["投诉编号", "客户编号", "受理时间"]) {
        sheet.write_string(0, column, header)?;
    }
    for (row, id) in [(1, 1001.0), (2, 20_240_001.0), (3, 1001.0)] {
        sheet.write_number(row, 0, id)?.write_number(row, 1, id)?.write_string(row, 2, "2024-03-04")?;
    }
    let audit = audit_of(&mut workbook, &["--select", "DUP001"])?;
    assert_eq!(audit.found("DUP001"), ["fires 1001 @4"]);
    Ok(())
}

#[test]
fn a_date_in_a_cell_that_is_not_formatted_as_one_is_a_day_number() -> Checked {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "投诉编号")?.write_string(0, 1, "受理时间")?;
    sheet.write_string(1, 0, "TS1")?.write_number(1, 1, 45355.5)?;
    sheet.write_string(2, 0, "TS2")?.write_string(2, 1, "2024-03-04 12:00")?;
    sheet.write_string(3, 0, "TS3")?.write_number(3, 1, 455.5)?;
    let audit = audit_of(&mut workbook, &["--select", "VAL002"])?;
    let finding = audit.only("VAL002")?;
    assert_eq!((finding.id.as_str(), finding.proof("text")), ("TS3", Some("455.5")));
    Ok(())
}

#[test]
fn a_moment_is_not_shaved_by_the_way_sheets_store_it() -> Checked {
    let moment = Format::new().set_num_format("yyyy/m/d hh:mm:ss");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, header) in (0..).zip(["投诉编号", "严重程度", "受理时间", "首次响应时间"])
    {
        sheet.write_string(0, column, header)?;
    }
    // Serial numbers hold few seconds exactly; each of these is answered exactly on the limit.
    for minute in 0_u32..60 {
        let row = minute + 1;
        sheet.write_string(row, 0, format!("TS{minute}"))?.write_string(row, 1, "紧急")?;
        for (column, hour) in [(2, 10), (3, 12)] {
            let at = ExcelDateTime::parse_from_str(&format!("2024-03-04 {hour}:{minute:02}:{minute:02}"))?;
            sheet.write_datetime_with_format(row, column, at, &moment)?;
        }
    }
    let audit = audit_of(&mut workbook, &["--select", "RSP001"])?;
    assert_eq!(audit.states("RSP001"), "met 60");
    Ok(())
}

#[test]
fn the_sheet_with_the_table_is_found_and_a_hidden_one_is_not_read() -> Checked {
    let expected = as_csv()?;
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("说明")?.write_string(0, 0, "本表为台账")?;
    write(workbook.add_worksheet().set_name("台账")?, 0, Dates::Real)?;
    write(workbook.add_worksheet().set_name("旧")?.set_hidden(true), 4, Dates::Text)?;
    assert_eq!(essence(&audit_of(&mut workbook, &[])?), expected);
    Ok(())
}

#[test]
fn two_sheets_that_fit_need_a_name() -> Checked {
    let desk = Desk::new()?;
    let mut workbook = Workbook::new();
    write(workbook.add_worksheet().set_name("一月")?, 0, Dates::Real)?;
    write(workbook.add_worksheet().set_name("二月")?, 3, Dates::Real)?;
    workbook.save(desk.path("c.xlsx"))?;
    let run = desk.run(&["audit", "c.xlsx"])?;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    for word in ["一月", "二月", "--sheet"] {
        assert!(run.stderr.contains(word), "{}", run.stderr);
    }
    let audit = desk.audit(&["c.xlsx", "--sheet", "二月", "--as-of", "2024-06-30"])?;
    assert_eq!(audit.found("VAL001"), ["fires TS2 @6"]);
    let run = desk.run(&["audit", "c.xlsx", "--sheet", "三月"])?;
    assert!(
        run.code >= 2 && run.stderr.contains("三月") && run.stderr.contains("一月"),
        "{} {}",
        run.code,
        run.stderr
    );
    Ok(())
}

#[test]
fn a_workbook_from_standard_input() -> Checked {
    let mut workbook = Workbook::new();
    write(workbook.add_worksheet(), 0, Dates::Real)?;
    let bytes = workbook.save_to_buffer()?;
    let desk = Desk::new()?;
    let run = desk.run_with_input(&["audit", "-", "--as-of", "2024-06-30", "--format", "json"], &bytes)?;
    let audit: Audited = serde_json::from_str(&run.stdout)?;
    assert_eq!(essence(&audit), as_csv()?);
    Ok(())
}
