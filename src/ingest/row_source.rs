//! Inputs that give rows of cells instead of bytes, read into batches on threads of their own.
//!
//! One thread takes rows from the source, which is the slow part of a workbook, another converts them.

use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

use super::batch::Batch;
use super::date_order;
use super::error::Problem;
use super::row_plan::RowPlan;
use super::table_builder::mostly_rejected;
use super::tally::Tally;
use super::text::{Record, RowBuffer};
use super::values::DateOrder;

/// Rows in a block that goes from one thread to the other.
const ROWS_PER_BLOCK: usize = 4096;
/// Bytes after which a block of long rows is full.
const BYTES_PER_BLOCK: usize = 4 << 20;
/// Blocks on their way.
const BLOCKS: usize = 4;

/// Something that gives rows of cells, from the first physical row on.
pub(super) trait RowSource: Send {
    /// Calls `each` with every row and its number (1 = first) until it returns false. May be called again.
    fn for_each_row(&mut self, each: &mut dyn FnMut(&RowBuffer, u32) -> bool) -> Result<(), Problem>;
}

/// The records of a row source, converted; `lines` rows of the source belong to each batch.
pub(super) struct Batches {
    pub(super) batches: Vec<(Batch, u32)>,
    /// The plan as it was in the end.
    pub(super) plan: RowPlan,
}

/// Reads all rows from `first_row` on. If the whole shows that dates were read by the wrong order of day
/// and month, reads them again.
pub(super) fn read_rows(
    source: &mut dyn RowSource,
    mut plan: RowPlan,
    first_row: u32,
    named: Option<DateOrder>,
) -> Result<Batches, Problem> {
    let mut batches = read_once(source, &plan, first_row)?;
    let mut tally = Batch::new(&plan).tally;
    batches.iter().for_each(|(batch, _)| Tally::merge(&mut tally, &batch.tally, 0));
    let decided = date_order::decide(&plan, &tally, named);
    let again = date_order::misread(&plan, &tally, &decided);
    plan.year_last = decided;
    if again {
        batches = read_once(source, &plan, first_row)?;
    }
    Ok(Batches { batches, plan })
}

fn read_once(
    source: &mut dyn RowSource,
    plan: &RowPlan,
    first_row: u32,
) -> Result<Vec<(Batch, u32)>, Problem> {
    thread::scope(|scope| {
        let (full_out, full_in) = sync_channel::<RowBlock>(BLOCKS);
        let (spare_out, spare_in) = channel::<RowBlock>();
        for _ in 0..BLOCKS {
            let _ = spare_out.send(RowBlock::default());
        }
        let width = plan.columns.headers.len();
        let reader = scope.spawn(move || fill_blocks(source, first_row, width, &spare_in, &full_out));
        let mut batches: Vec<(Batch, u32)> = Vec::new();
        let (mut line, mut rejected, mut used) = (first_row, 0, 0);
        for mut block in &full_in {
            let mut batch = Batch::new(plan);
            for (record, line) in block.records() {
                batch.push(&record, line, plan);
            }
            batch.check(line)?;
            line += block.len();
            rejected += batch.rejects.len() as u64;
            used += u64::from(batch.rows.len());
            mostly_rejected(rejected, used)?;
            batches.push((batch, block.len()));
            block.clear();
            // The reader is gone once it has read everything.
            let _ = spare_out.send(block);
        }
        match reader.join() {
            Ok(read) => read.map(|()| batches),
            Err(_) => Err(Problem::Internal("the reading thread broke off".to_owned())),
        }
    })
}

fn fill_blocks(
    source: &mut dyn RowSource,
    first_row: u32,
    width: usize,
    spare: &Receiver<RowBlock>,
    full: &SyncSender<RowBlock>,
) -> Result<(), Problem> {
    let Ok(mut block) = spare.recv() else { return Ok(()) };
    source.for_each_row(&mut |row, number| {
        if number < first_row {
            return true;
        }
        block.push(row, width);
        if block.ends.len() < ROWS_PER_BLOCK && block.cells.size() < BYTES_PER_BLOCK {
            return true;
        }
        match spare.recv() {
            Ok(next) => full.send(std::mem::replace(&mut block, next)).is_ok(),
            Err(_) => false,
        }
    })?;
    if !block.ends.is_empty() {
        let _ = full.send(block);
    }
    Ok(())
}

/// Consecutive rows.
#[derive(Default)]
struct RowBlock {
    cells: RowBuffer,
    /// By row: the cells up to its end.
    ends: Vec<usize>,
}

impl RowBlock {
    fn push(&mut self, row: &RowBuffer, width: usize) {
        self.cells.append(row);
        let start = self.ends.last().copied().unwrap_or(0);
        self.cells.pad(start + width);
        self.ends.push(self.cells.len());
    }

    fn len(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    fn records(&self) -> impl Iterator<Item = (Record<'_>, u32)> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let rows = starts.zip(self.ends.iter().copied()).zip(0..);
        rows.map(|((start, end), line)| (self.cells.part(start..end), line))
    }

    fn clear(&mut self) {
        self.cells.clear();
        self.ends.clear();
    }
}
