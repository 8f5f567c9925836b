//! xlsx and xlsm: sheets of XML, cell by cell.

use std::sync::Arc;

use calamine::{Reader, Xlsx, XlsxCellReader, XlsxError};

use crate::model::Text;

use super::super::error::Problem;
use super::super::text::RowBuffer;
use super::SheetInfo;
use super::archive::{Entry, PartReader, StoredArchive, Watch};
use super::cell::CellWriter;
use super::formats::Midnight;
use super::limits::Limits;
use super::rows::Rows;
use super::shield::{foreign, shielded};
use super::styles;

/// An open xlsx workbook.
pub(super) struct XlsxBook {
    book: Xlsx<StoredArchive>,
    watch: Arc<Watch>,
    midnight: Midnight,
}

impl XlsxBook {
    pub(super) fn open(bytes: &Arc<[u8]>, entries: &[Entry], limits: &Limits) -> Result<Self, Problem> {
        // Colours: nothing here needs them.
        let is_wanted = |entry: &&Entry| !entry.name.to_ascii_lowercase().contains("theme/");
        let entries: Vec<Entry> = entries.iter().filter(is_wanted).cloned().collect();
        let mut replaced = Vec::new();
        let mut midnight = Midnight::default();
        let mut found_own = false;
        for entry in &entries {
            let name = entry.name.to_ascii_lowercase();
            if name.ends_with("styles.xml") {
                let (reduced, known) = styles::reduced(bytes, entry, limits)?;
                replaced.push((entry.name.clone(), reduced));
                // Those of tables end alike; the workbook's own stand here unless it is a very odd one.
                let is_own = entry.is("xl/styles.xml");
                if is_own || (name.ends_with("/styles.xml") && !found_own) {
                    midnight = known;
                    found_own |= is_own;
                }
            } else if name.contains("_rels/workbook.") {
                let links = PartReader::new(bytes, entry, limits, limits.held_bytes).read_whole()?;
                replaced.push((entry.name.clone(), without_macro_sheets(&links)));
            }
        }
        let watch = Arc::new(Watch::default());
        let archive = StoredArchive::new(Arc::clone(bytes), &entries, replaced, limits, Arc::clone(&watch))?;
        let book = shielded(|| foreign(|| Xlsx::new(archive)).map_err(|error| problem_of(&error, &watch)));
        Ok(Self { book: book.map_err(|problem| watch.take().unwrap_or(problem))?, watch, midnight })
    }

    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        SheetInfo::list(self.book.sheets_metadata())
    }

    pub(super) fn epoch_1904(&self) -> bool {
        self.book.has_1904_epoch()
    }

    pub(super) fn for_each_row(
        &mut self,
        sheet: &str,
        limits: &Limits,
        each: impl FnMut(&RowBuffer, u32) -> bool,
    ) -> Result<(), Problem> {
        let mut writer = CellWriter::with_midnight(self.epoch_1904(), &self.midnight);
        let Self { book, watch, midnight } = self;
        watch.begin_sheet();
        shielded(|| {
            let cells = foreign(|| book.worksheet_cells_reader(sheet));
            let mut cells = cells.map_err(|error| problem_of(&error, watch))?;
            let mut rows = Rows::new(each, limits);
            while !rows.stopped()
                && next_cell(&mut cells, &mut rows, &mut writer, (watch, midnight)).map_err(|problem| {
                    match problem {
                        Failure::Reader(error) => problem_of(&error, watch),
                        Failure::Order(problem) => problem,
                    }
                })?
            {}
            if !rows.stopped() {
                // What follows the cells decides whether the checksum is right; its content does not matter.
                let _ = shielded(|| {
                    foreign(|| {
                        while cells.next_cell().is_ok() {}
                        Ok(())
                    })
                });
                if let Some(problem) = watch.take() {
                    return Err(problem);
                }
            }
            rows.finish();
            Ok(())
        })
    }
}

/// The links of a workbook, its sheets of Excel 4 macros turned into dialogs: the reader passes over the
/// one and fails at the other.
fn without_macro_sheets(links: &[u8]) -> Vec<u8> {
    let links = String::from_utf8_lossy(links);
    links
        .replace("/xlMacrosheet\"", "/dialogsheet\"")
        .replace("/xlIntlMacrosheet\"", "/dialogsheet\"")
        .into_bytes()
}

enum Failure {
    Reader(XlsxError),
    Order(Problem),
}

/// Reads one cell into the rows; whether there was one.
#[inline]
fn next_cell<F: FnMut(&RowBuffer, u32) -> bool>(
    cells: &mut XlsxCellReader<'_, StoredArchive>,
    rows: &mut Rows<F>,
    writer: &mut CellWriter,
    (watch, midnight): (&Watch, &Midnight),
) -> Result<bool, Failure> {
    watch.cell_done();
    let placed = if watch.formulas() {
        if midnight.needs_format() {
            // None comes along with a formula: the day alone is certain.
            writer.expect_clock(false);
        }
        match foreign(|| cells.next_cell_with_formula_metadata()).map_err(Failure::Reader)? {
            Some(cell) => rows.take(cell.pos, &cell.value, cell.formula.is_some(), writer),
            None => return Ok(false),
        }
    } else if midnight.needs_format() {
        match foreign(|| cells.next_cell_with_style_id()).map_err(Failure::Reader)? {
            Some((cell, format)) => {
                writer.expect_clock(midnight.shows_clock(format));
                rows.take(cell.get_position(), cell.get_value(), false, writer)
            }
            None => return Ok(false),
        }
    } else {
        match foreign(|| cells.next_cell()).map_err(Failure::Reader)? {
            Some(cell) => rows.take(cell.get_position(), cell.get_value(), false, writer),
            None => return Ok(false),
        }
    };
    placed.map(|()| true).map_err(Failure::Order)
}

/// The archive's own reason if it broke off, else the reader's words.
fn problem_of(error: &XlsxError, watch: &Watch) -> Problem {
    watch.take().unwrap_or_else(|| match error {
        XlsxError::Password => Problem::Encrypted,
        XlsxError::FileNotFound(name) => Problem::Damaged {
            part: Text::owned(format!("缺少 {name}"), format!("{name} is missing")),
            detail: String::new(),
        },
        XlsxError::WorksheetNotFound(name) => Problem::Damaged {
            part: Text::owned(
                format!("工作表“{name}”的内容缺失"),
                format!("the content of the sheet `{name}` is missing"),
            ),
            detail: String::new(),
        },
        other => Problem::Damaged {
            part: Text::new("内容不合 xlsx 格式", "its content is not xlsx as it should be"),
            detail: other.to_string(),
        },
    })
}
