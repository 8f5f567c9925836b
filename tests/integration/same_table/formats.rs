//! As xls, xlsb, ods and Parquet: files in `fixtures/`, because nothing here can write them.

use super::table::{Dress, Page};
use super::{Pages, Rows, check};
use crate::desk::{Checked, Desk};

#[test]
fn as_a_workbook_of_any_format() -> Checked {
    for format in ["xls", "xlsb", "ods"] {
        for (name, dress) in [("table-plain", Dress::NONE), ("table-dressed", Dress::FULL)] {
            let (pages, file) = (Pages::new(dress), format!("{name}.{format}"));
            let desk = Desk::new()?;
            desk.put_fixture(&file)?;
            check(&desk, &[&file], &pages, &pages.in_sheets(), &file)?;
        }
    }
    Ok(())
}

#[test]
fn as_columns_that_have_types() -> Checked {
    let mut pages = Pages::new(Dress::NONE);
    // The names of columns have no row.
    let without_header = |page: &mut Page| {
        page.account[0] = 0;
        page.sheet_rows().into_iter().map(|row| row - 1).collect()
    };
    let rows =
        Rows { complaints: without_header(&mut pages.complaints), visits: without_header(&mut pages.visits) };
    let desk = Desk::new()?;
    let files = ["table-complaints.parquet", "table-visits.parquet"];
    files.iter().try_for_each(|file| desk.put_fixture(file))?;
    check(&desk, &files, &pages, &rows, "parquet")?;
    Ok(())
}
