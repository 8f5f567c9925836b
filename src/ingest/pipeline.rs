//! A text cut into blocks, parsed on several threads, and handed over in file order.
//!
//! One thread reads and cuts, some parse, the caller's takes over. Memory is bounded: there are only
//! so many block buffers, and the reader waits for one to come back.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use super::LoadOptions;
use super::batch::Batch;
use super::error::Problem;
use super::open_text::OpenText;
use super::row_plan::RowPlan;
use super::text::{
    Block, BlockError, BlockReader, Dialect, Encoding, Flaws, TextStream, decode_block, for_each_record,
    reads_as_utf8,
};

/// What a block is parsed by.
#[derive(Clone, Copy)]
struct Rules<'a> {
    plan: &'a RowPlan,
    dialect: Dialect,
    /// The encoding of the file.
    encoding: Encoding,
    /// The encoding of the blocks.
    block_encoding: Encoding,
}

/// A block made into a batch.
struct Parsed {
    batch: Batch,
    lines: u32,
    /// The first line with bytes that are not in the encoding, counted from 0 at the block's start.
    wrong: Option<u32>,
    /// Whether the block shows that the text is UTF-8.
    reads_as_utf8: bool,
    /// The block's memory, to be used again.
    buffer: Vec<u8>,
}

/// Parses the text, whose first record stands in `first_row`, and hands its batches to `take`, each with
/// the lines it covers. Returns the file's hash, if it was asked for.
pub(super) fn parse_text(
    text: OpenText,
    plan: &RowPlan,
    first_row: u32,
    options: &LoadOptions<'_>,
    take: impl FnMut(&mut Batch, u32) -> Result<(), Problem>,
) -> Result<Option<String>, Problem> {
    let threads = options.threads.max(1);
    let rules = Rules {
        plan,
        dialect: text.dialect,
        encoding: text.stream.encoding(),
        block_encoding: text.stream.block_encoding(),
    };
    let (settled, raw) = (text.detected.settled, text.raw());
    thread::scope(|scope| {
        let (block_out, block_in) = sync_channel::<Block>(threads);
        let (parsed_out, parsed_in) = sync_channel::<(usize, Parsed)>(threads);
        let (buffer_out, buffer_in) = channel::<Vec<u8>>();
        let (batch_out, batch_in) = channel::<Batch>();
        for _ in 0..2 * threads + 2 {
            let _ = buffer_out.send(Vec::new());
        }
        let reader = scope.spawn(move || read_blocks(text, &buffer_in, &block_out, options));
        let (block_in, batch_in) = (Arc::new(Mutex::new(block_in)), Arc::new(Mutex::new(batch_in)));
        for _ in 0..threads {
            let (block_in, batch_in) = (Arc::clone(&block_in), Arc::clone(&batch_in));
            let parsed_out = parsed_out.clone();
            scope.spawn(move || parse_blocks(&block_in, &batch_in, &parsed_out, rules));
        }
        // The workers hold the only other ends, so that every channel closes with its last user.
        drop((block_in, batch_in, parsed_out));
        let mut progress = InOrder { rules, line: first_row, settled, take, batch_out, buffer_out };
        progress.take_all(&parsed_in)?;
        match reader.join() {
            Ok(Ok(())) => {}
            Ok(Err(BlockError::Io(error))) => return Err(Problem::reading(error)),
            Ok(Err(BlockError::EndlessRecord)) => return Err(Problem::EndlessRecord { row: progress.line }),
            Err(_) => return Err(Problem::Internal("the reading thread broke off".to_owned())),
        }
        raw.sha256().map_err(Problem::Io)
    })
}

fn read_blocks(
    text: OpenText,
    buffers: &Receiver<Vec<u8>>,
    blocks: &SyncSender<Block>,
    options: &LoadOptions<'_>,
) -> Result<(), BlockError> {
    let mut reader: BlockReader<TextStream> = BlockReader::new(text.stream, Vec::new(), text.dialect);
    while let Ok(buffer) = buffers.recv() {
        let Some(block) = reader.next(buffer)? else { break };
        options.progress.advance(block.bytes.len() as u64);
        if blocks.send(block).is_err() {
            break;
        }
    }
    Ok(())
}

fn parse_blocks(
    blocks: &Mutex<Receiver<Block>>,
    spare: &Mutex<Receiver<Batch>>,
    parsed: &SyncSender<(usize, Parsed)>,
    rules: Rules<'_>,
) {
    let mut scratch = Vec::new();
    let next = || blocks.lock().ok()?.recv().ok();
    while let Some(block) = next() {
        let batch = spare.lock().ok().and_then(|spare| spare.try_recv().ok());
        let index = block.index;
        let batch = batch.unwrap_or_else(|| Batch::new(rules.plan));
        if parsed.send((index, parse_block(block, batch, rules, &mut scratch))).is_err() {
            return;
        }
    }
}

fn parse_block(block: Block, mut batch: Batch, rules: Rules<'_>, scratch: &mut Vec<u8>) -> Parsed {
    let text = decode_block(&block.bytes, rules.block_encoding, scratch);
    let flaws = Flaws::of(text, rules.encoding, rules.plan.cells.count_cells);
    let width = Some(rules.plan.columns.headers.len());
    let mut wrong = None;
    let lines = for_each_record(text, rules.dialect, width, |record, line| match flaws.find(&record) {
        None => {
            batch.push(&record, line, rules.plan);
            if flaws.was_replaced(&record) {
                batch.tally.replaced += 1;
            }
        }
        Some(flaw) => {
            wrong = wrong.or(Some(line));
            let cells = record.cells().map(|cell| flaws.show(&cell).into_owned());
            batch.reject(line, flaws.reason(flaw, &record), cells, rules.plan);
        }
    });
    let wrong = wrong.filter(|_| flaws.has_wrong_bytes());
    let reads_as_utf8 = rules.encoding == Encoding::UTF_8 && reads_as_utf8(text);
    Parsed { batch, lines, wrong, reads_as_utf8, buffer: block.bytes }
}

/// Puts batches back into file order and hands them over.
struct InOrder<'a, F> {
    rules: Rules<'a>,
    /// The physical row of the next block's first line.
    line: u32,
    /// Whether the encoding is certain, so that wrong bytes are damage and cost their rows only.
    settled: bool,
    take: F,
    batch_out: Sender<Batch>,
    buffer_out: Sender<Vec<u8>>,
}

impl<F: FnMut(&mut Batch, u32) -> Result<(), Problem>> InOrder<'_, F> {
    fn take_all(&mut self, parsed: &Receiver<(usize, Parsed)>) -> Result<(), Problem> {
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        while let Ok((index, parsed)) = parsed.recv() {
            waiting.insert(index, parsed);
            while let Some(parsed) = waiting.remove(&next) {
                self.take_one(parsed)?;
                next += 1;
            }
        }
        Ok(())
    }

    fn take_one(&mut self, mut parsed: Parsed) -> Result<(), Problem> {
        self.settled |= parsed.reads_as_utf8;
        if let Some(line) = parsed.wrong.filter(|_| !self.settled) {
            let tried = self.rules.encoding.name();
            return Err(Problem::Encoding { tried, row: self.line + line });
        }
        parsed.batch.check(self.line)?;
        (self.take)(&mut parsed.batch, parsed.lines)?;
        self.line = self.line.checked_add(parsed.lines).ok_or(Problem::TooManyRows)?;
        parsed.batch.clear();
        // Whoever is gone needs no spare memory.
        let _ = self.batch_out.send(parsed.batch);
        let _ = self.buffer_out.send(parsed.buffer);
        Ok(())
    }
}
