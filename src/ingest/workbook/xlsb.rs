//! xlsb: sheets of binary records, cell by cell.

use std::sync::Arc;

use calamine::{Reader, Xlsb, XlsbError};

use crate::model::Text;

use super::super::error::Problem;
use super::super::text::RowBuffer;
use super::SheetInfo;
use super::archive::{Entry, StoredArchive, Watch};
use super::cell::CellWriter;
use super::limits::Limits;
use super::rows::Rows;
use super::shield::{foreign, shielded};

/// An open xlsb workbook.
pub(super) struct XlsbBook {
    book: Xlsb<StoredArchive>,
    watch: Arc<Watch>,
}

impl XlsbBook {
    pub(super) fn open(bytes: &Arc<[u8]>, entries: &[Entry], limits: &Limits) -> Result<Self, Problem> {
        let watch = Arc::new(Watch::default());
        let archive = StoredArchive::new(Arc::clone(bytes), entries, Vec::new(), limits, Arc::clone(&watch))?;
        let book = shielded(|| foreign(|| Xlsb::new(archive)).map_err(|error| problem_of(&error, &watch)));
        Ok(Self { book: book.map_err(|problem| watch.take().unwrap_or(problem))?, watch })
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
        let mut writer = CellWriter::new(self.epoch_1904());
        let Self { book, watch } = self;
        watch.begin_sheet();
        shielded(|| {
            let cells = foreign(|| book.worksheet_cells_reader(sheet));
            let mut cells = cells.map_err(|error| problem_of(&error, watch))?;
            let mut rows = Rows::new(each, limits);
            while !rows.stopped() {
                watch.cell_done();
                let cell = foreign(|| cells.next_cell()).map_err(|error| problem_of(&error, watch))?;
                let Some(cell) = cell else { break };
                rows.take(cell.get_position(), cell.get_value(), false, &mut writer)?;
            }
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

fn problem_of(error: &XlsbError, watch: &Watch) -> Problem {
    watch.take().unwrap_or_else(|| match error {
        XlsbError::Password => Problem::Encrypted,
        other => Problem::Damaged {
            part: Text::new("内容不合 xlsb 格式", "its content is not xlsb as it should be"),
            detail: other.to_string(),
        },
    })
}
