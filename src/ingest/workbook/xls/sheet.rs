//! One sheet of an xls workbook: counted before it is read, and what must be changed for that.

use calamine::{Data, Range};

use crate::model::Text;

use super::super::super::error::Problem;
use super::super::limits::{Limits, too_many, too_many_bytes};
use super::records::{Record, kind, records, u16_at, u32_at};
use super::{Places, damaged};

/// A sheet that was read.
pub(super) struct Sheet {
    pub(super) range: Range<Data>,
    pub(super) uncomputed: Places,
}

impl Sheet {
    /// Gives every cell in its order; `None` for a formula that was never computed.
    pub(super) fn for_each_cell(
        &self,
        mut each: impl FnMut((u32, u32), Option<&Data>) -> Result<bool, Problem>,
    ) -> Result<(), Problem> {
        let first = self.range.start().unwrap_or((0, 0));
        let mut waiting: Vec<(u32, u32)> = self.uncomputed.iter().copied().collect();
        waiting.sort_unstable();
        let mut waiting = waiting.into_iter().peekable();
        for (row, column, value) in self.range.used_cells() {
            let offset = |start: u32, by: usize| start.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
            let place = (offset(first.0, row), offset(first.1, column));
            while let Some(before) = waiting.next_if(|&before| before < place) {
                if !each(before, None)? {
                    return Ok(());
                }
            }
            // A cell that has a value after all, stated twice.
            waiting.next_if_eq(&place);
            if !each(place, Some(value))? {
                return Ok(());
            }
        }
        for place in waiting {
            if !each(place, None)? {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// What a walk over a sheet's records found.
#[derive(Default)]
pub(super) struct Counted {
    /// Bytes to put elsewhere than they stand.
    pub(super) changes: Vec<(usize, Vec<u8>)>,
    pub(super) uncomputed: Places,
}

/// Walks over the records of the sheet at `place`.
pub(super) fn count(
    stream: &[u8],
    place: usize,
    text_lengths: &[u32],
    limits: &Limits,
) -> Result<Counted, Problem> {
    let mut counted = Counted::default();
    let mut bounds = Bounds::default();
    let mut text_bytes = 0;
    let mut depth = 0_u32;
    let mut waiting_for_text = None;
    let mut ended = false;
    for record in records(stream, place) {
        // Charts within the sheet have records like its own.
        match record.kind {
            kind::BEGIN => depth += 1,
            kind::END => depth = depth.saturating_sub(1),
            kind::FILE_PASS => return Err(Problem::Encrypted),
            _ => {}
        }
        if record.kind == kind::END && depth == 0 {
            ended = true;
            break;
        }
        if depth > 1 {
            continue;
        }
        let data = record.data(stream);
        match record.kind {
            // The reader makes room for what is announced.
            kind::DIMENSIONS => counted.changes.push((record.at + 4, vec![0; record.length])),
            kind::MERGED => counted.changes.push((record.at, kind::NOTHING.to_le_bytes().to_vec())),
            kind::FORMULA => {
                let at = bounds.cell(data)?;
                let has_text = data.get(12..14) == Some(&[0xFF, 0xFF]) && data.get(6) == Some(&0);
                counted.uncomputed.extend(waiting_for_text.take());
                waiting_for_text = has_text.then_some(at);
                counted.changes.extend(stub(record));
            }
            kind::FORMULA_TEXT => {
                check_text(stream, record, 0)?;
                waiting_for_text = None;
            }
            kind::NUMBER | kind::BOOLEAN | kind::SHORT_NUMBER => {
                bounds.cell(data)?;
            }
            kind::MULTIPLE_NUMBERS => {
                let (row, _) = bounds.cell(data)?;
                let last = data.len().checked_sub(2).and_then(|at| u16_at(data, at)).unwrap_or(0);
                bounds.add((row, u32::from(last)));
            }
            kind::LABEL | kind::RICH_TEXT => {
                bounds.cell(data)?;
                check_text(stream, record, 6)?;
            }
            kind::SHARED_TEXT => {
                bounds.cell(data)?;
                let length = u32_at(data, 6).and_then(|text| text_lengths.get(text as usize));
                text_bytes += length.copied().map_or(0, u64::from);
            }
            _ => {}
        }
        if text_bytes > limits.xls_text_bytes {
            let what = Text::new("单元格中的文字过多", "the cells have too much text");
            return Err(too_many_bytes(what, limits.xls_text_bytes));
        }
    }
    counted.uncomputed.extend(waiting_for_text);
    if !ended {
        return Err(damaged(
            "工作表没有结尾，可能没有下载或复制完整",
            "a sheet breaks off; perhaps it was not downloaded or copied to the end",
            "",
        ));
    }
    let cells = bounds.cells();
    if cells > limits.xls_cells {
        let what =
            Text::owned(format!("工作表占 {cells} 个单元格"), format!("the sheet spans {cells} cells"));
        return Err(too_many(what, limits.xls_cells));
    }
    Ok(counted)
}

/// A formula cut to one that means nothing: its text is not wanted and costs the reader time.
fn stub(record: Record) -> Option<(usize, Vec<u8>)> {
    const HEAD: usize = 20;
    const MISSING_ARGUMENT: u8 = 0x16;
    (record.length > HEAD + 2).then(|| (record.at + 4 + HEAD, vec![1, 0, MISSING_ARGUMENT]))
}

/// Checks that a text is no longer than its record and those that continue it: the reader makes room for
/// as much as is announced.
fn check_text(stream: &[u8], record: Record, from: usize) -> Result<(), Problem> {
    let data = record.data(stream);
    let Some(letters) = u16_at(data, from) else { return Ok(()) };
    let continued: usize = records(stream, record.end())
        .take_while(|next| next.kind == kind::CONTINUE)
        .take(16)
        .map(|next| next.length)
        .sum();
    if usize::from(letters) > data.len() + continued {
        return Err(damaged("有单元格的文字不全", "the text of a cell is incomplete", ""));
    }
    Ok(())
}

/// The rectangle around all cells.
#[derive(Default)]
struct Bounds {
    rows: Option<(u32, u32)>,
    columns: Option<(u32, u32)>,
}

impl Bounds {
    /// Takes in a cell, whose record begins with row and column.
    fn cell(&mut self, data: &[u8]) -> Result<(u32, u32), Problem> {
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return Err(damaged("有单元格不完整", "a cell is incomplete", ""));
        };
        let place = (u32::from(row), u32::from(column));
        self.add(place);
        Ok(place)
    }

    fn add(&mut self, (row, column): (u32, u32)) {
        let widen = |span: &mut Option<(u32, u32)>, at: u32| {
            let (low, high) = span.unwrap_or((at, at));
            *span = Some((low.min(at), high.max(at)));
        };
        widen(&mut self.rows, row);
        widen(&mut self.columns, column);
    }

    fn cells(&self) -> u64 {
        let length = |span: Option<(u32, u32)>| span.map_or(0, |(low, high)| u64::from(high - low) + 1);
        length(self.rows) * length(self.columns)
    }
}
