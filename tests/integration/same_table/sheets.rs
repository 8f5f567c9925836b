//! As xlsx: real dates, texts, bare day numbers, either epoch; two files, or two sheets of one.

use std::error::Error;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use super::table::{COMPLAINTS, Dress, Page, Table, VISITS};
use super::{Pages, check};
use crate::books::rewritten;
use crate::desk::{Checked, Desk};

/// How times are written into a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Times {
    Real,
    Text,
    /// Every other row as a number without a format, the others as real dates.
    HalfNumbers,
    /// The same, counted from 1904.
    From1904,
}

/// Days from the one epoch to the other.
const BETWEEN_EPOCHS: f64 = 1462.0;

fn fill(sheet: &mut Worksheet, table: &Table, page: &Page, times: Times) -> Result<(), Box<dyn Error>> {
    let (day, moment) =
        (Format::new().set_num_format("yyyy-mm-dd"), Format::new().set_num_format("yyyy/m/d hh:mm:ss"));
    for (place, cells) in page.rows.iter().enumerate() {
        let row = u32::try_from(place)?;
        for (place_in_row, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let column = u16::try_from(place_in_row)?;
            let is_time = table.times.contains(&place_in_row) && page.records.contains(&place);
            let time = ExcelDateTime::parse_from_str(cell).ok().filter(|_| is_time && times != Times::Text);
            match time {
                None => sheet.write_string(row, column, cell)?,
                Some(time) if times == Times::HalfNumbers && place % 2 == 0 => {
                    sheet.write_number(row, column, time.to_excel())?
                }
                Some(time) if times == Times::From1904 => {
                    let number = time.to_excel() - BETWEEN_EPOCHS;
                    if place % 2 == 0 {
                        sheet.write_number(row, column, number)?
                    } else {
                        sheet.write_number_with_format(
                            row,
                            column,
                            number,
                            if cell.len() == 10 { &day } else { &moment },
                        )?
                    }
                }
                Some(time) if cell.len() == 10 => {
                    sheet.write_datetime_with_format(row, column, time, &day)?
                }
                Some(time) => sheet.write_datetime_with_format(row, column, time, &moment)?,
            };
        }
    }
    Ok(())
}

/// Both tables as the sheets of one workbook.
fn workbook(dress: Dress, times: Times) -> Result<(Workbook, Pages), Box<dyn Error>> {
    let pages = Pages::new(dress);
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("投诉")?, &COMPLAINTS, &pages.complaints, times)?;
    fill(workbook.add_worksheet().set_name("回访")?, &VISITS, &pages.visits, times)?;
    Ok((workbook, pages))
}

#[test]
fn whatever_stands_around_the_table_and_however_times_are_kept() -> Checked {
    for dress in Dress::all() {
        for times in [Times::Real, Times::Text, Times::HalfNumbers] {
            let (mut workbook, pages) = workbook(dress, times)?;
            let desk = Desk::new()?;
            workbook.save(desk.path("both.xlsx"))?;
            check(&desk, &["both.xlsx"], &pages, &pages.in_sheets(), &format!("{times:?}, {dress:?}"))?;
        }
    }
    Ok(())
}

#[test]
fn whichever_day_the_workbook_counts_from() -> Checked {
    for dress in [Dress::NONE, Dress::FULL] {
        let (mut workbook, pages) = workbook(dress, Times::From1904)?;
        let book = rewritten(&workbook.save_to_buffer()?, |name, bytes| {
            let text = String::from_utf8_lossy(&bytes);
            Some(if name == "xl/workbook.xml" {
                text.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1).into_bytes()
            } else {
                bytes
            })
        })?;
        let desk = Desk::new()?;
        desk.put("both.xlsx", book)?;
        check(&desk, &["both.xlsx"], &pages, &pages.in_sheets(), &format!("from 1904, {dress:?}"))?;
    }
    Ok(())
}

#[test]
fn one_export_a_file_under_names_that_say_nothing() -> Checked {
    for dress in [Dress::NONE, Dress::FULL] {
        let pages = Pages::new(dress);
        let desk = Desk::new()?;
        for (name, table, page) in
            [("a.csv", &COMPLAINTS, &pages.complaints), ("b.xls", &VISITS, &pages.visits)]
        {
            let mut workbook = Workbook::new();
            fill(workbook.add_worksheet(), table, page, Times::Real)?;
            desk.put(name, workbook.save_to_buffer()?)?;
        }
        check(&desk, &["a.csv", "b.xls"], &pages, &pages.in_sheets(), &format!("{dress:?}"))?;
    }
    Ok(())
}

/// Writes the workbooks that the committed xls, ods and xlsb were made of; see `fixtures/README.md`.
#[test]
#[ignore = "writes files; only for making the fixtures again"]
fn the_workbooks_that_fixtures_are_made_of() -> Checked {
    for (name, dress) in [("table-plain", Dress::NONE), ("table-dressed", Dress::FULL)] {
        let (mut workbook, _) = workbook(dress, Times::Real)?;
        workbook.save(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).with_extension("xlsx"))?;
    }
    Ok(())
}
