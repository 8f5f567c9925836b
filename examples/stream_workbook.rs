//! Reads every cell of a workbook's first sheet with calamine's streaming reader and prints their number: the
//! peer that `benches/reference/compare_workbook.py` measures against.

use std::io::Write as _;
use std::process::ExitCode;

use calamine::{Reader, Xlsx, open_workbook};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else { return ExitCode::from(2) };
    match count(&path) {
        Ok(cells) => match writeln!(std::io::stdout(), "{cells}") {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn count(path: &str) -> Result<u64, calamine::XlsxError> {
    let mut workbook: Xlsx<_> = open_workbook(path)?;
    let Some(sheet) = workbook.sheet_names().first().cloned() else { return Ok(0) };
    let mut cells = workbook.worksheet_cells_reader(&sheet)?;
    let mut count = 0;
    while cells.next_cell()?.is_some() {
        count += 1;
    }
    Ok(count)
}
