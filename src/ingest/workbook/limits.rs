//! How much a workbook may ask for.
//!
//! Real exports stay far below these figures; what exceeds one ends in an error that names it, before
//! memory or time is spent.

use crate::model::Text;

use super::super::error::Problem;

const MIB: u64 = 1 << 20;

/// What is read at most. The defaults keep a hostile file under 1 GB of memory and a few seconds.
#[derive(Clone, Copy, Debug)]
pub(in crate::ingest) struct Limits {
    /// Files within an archive; a workbook of 500 sheets with pictures has about 3,000.
    pub(in crate::ingest) entries: usize,
    /// Bytes all readable parts of an archive unfold to; also what a 32-bit archive can address.
    pub(in crate::ingest) unfolded_bytes: u64,
    /// How many times its size a part may unfold to. Sheets reach 10 to 60, deflate can do 1,032.
    pub(in crate::ingest) ratio: u64,
    /// Bytes up to which the ratio is not asked: small parts compress by any factor.
    pub(in crate::ingest) ratio_from: u64,
    /// Bytes of the table of shared texts, which is held in memory.
    pub(in crate::ingest) shared_text_bytes: u64,
    /// Shared texts: a full sheet of 16 text columns without one repetition.
    pub(in crate::ingest) shared_texts: u64,
    /// Bytes of any other part that is held in memory, such as the list of sheets.
    pub(in crate::ingest) held_bytes: u64,
    /// Bytes of one text or tag.
    pub(in crate::ingest) text_bytes: u64,
    /// Bytes read for one cell. Excel keeps 32,767 letters in one; rows without cells count as well.
    pub(in crate::ingest) cell_bytes: u64,
    /// Cell formats. Excel stops at 65,490.
    pub(in crate::ingest) formats: u64,
    /// Sheets.
    pub(in crate::ingest) sheets: u64,
    /// Empty cells before or between others, of all rows together.
    pub(in crate::ingest) empty_cells: u64,
    /// Cells written once with a count of how often they stand there.
    pub(in crate::ingest) repeated_cells: u64,
    /// Cells of an xls sheet as a rectangle; a full one has 16.8 million.
    pub(in crate::ingest) xls_cells: u64,
    /// Shared texts of an xls workbook.
    pub(in crate::ingest) xls_texts: usize,
    /// Bytes of the texts an xls sheet refers to.
    pub(in crate::ingest) xls_text_bytes: u64,
    /// Bytes of an xls workbook.
    pub(in crate::ingest) xls_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 20_000,
            unfolded_bytes: 4000 * MIB,
            ratio: 200,
            ratio_from: 100 * MIB,
            shared_text_bytes: 384 * MIB,
            shared_texts: 16 << 20,
            held_bytes: 32 * MIB,
            text_bytes: 16 * MIB,
            cell_bytes: 192 * MIB,
            formats: 1 << 17,
            sheets: 10_000,
            empty_cells: 400_000_000,
            repeated_cells: 20_000_000,
            xls_cells: 8_000_000,
            xls_texts: 8_000_000,
            xls_text_bytes: 300 * MIB,
            xls_bytes: 256 * MIB,
        }
    }
}

/// The error of something that exceeds a number of bytes.
pub(super) fn too_many_bytes(what: Text, limit: u64) -> Problem {
    let limit = Text::same(format!("{} MB", limit / MIB));
    Problem::TooLarge { what, limit }
}

/// The error of something that exceeds a count.
pub(super) fn too_many(what: Text, limit: u64) -> Problem {
    Problem::TooLarge { what, limit: Text::same(limit.to_string()) }
}
