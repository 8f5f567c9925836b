//! A text cut into blocks, parsed on several threads, and handed over in file order.
//!
//! One thread reads and cuts, some parse, the caller's takes over. Memory is bounded: there are only
//! so many block buffers, and the reader waits for one to come back.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use super::LoadOptions;
use super::batch::{Batch, CellRules};
use super::columns::ColumnPlan;
use super::error::Problem;
use super::open::OpenText;
use super::text::{
    Block, BlockError, BlockReader, Dialect, Encoding, TextStream, for_each_record, reads_as_utf8,
};

/// What a block is parsed by.
#[derive(Clone, Copy)]
struct Rules<'a> {
    plan: &'a ColumnPlan,
    cells: CellRules,
    dialect: Dialect,
    encoding: Encoding,
}

/// A block made into a batch.
struct Parsed {
    batch: Batch,
    lines: u32,
    /// Whether the block holds nothing but ASCII.
    ascii: bool,
    /// The block's memory, to be used again.
    buffer: Vec<u8>,
}

/// Bytes of a block that are not in the encoding of the file.
struct WrongBytes {
    /// Counted from 0 at the block's start.
    line: u32,
    /// Whether nothing before them in the block shows that the text is UTF-8.
    after_ascii: bool,
}

type Outcome = Result<Parsed, WrongBytes>;

/// Parses the text and hands its batches to `take`, each with the lines it covers. Returns the file's
/// hash, if it was asked for.
pub(super) fn parse_text(
    text: OpenText,
    plan: &ColumnPlan,
    cells: CellRules,
    options: &LoadOptions<'_>,
    take: impl FnMut(&mut Batch, u32),
) -> Result<Option<String>, Problem> {
    let threads = options.threads.max(1);
    let rules = Rules { plan, cells, dialect: text.dialect, encoding: text.stream.encoding() };
    // What stands before the records was read as UTF-8 already, if it is more than ASCII.
    let (first_line, ascii) = (text.lines_before + 1, plan.headers.iter().all(|header| header.is_ascii()));
    thread::scope(|scope| {
        let (block_out, block_in) = sync_channel::<Block>(threads);
        let (parsed_out, parsed_in) = sync_channel::<(usize, Outcome)>(threads);
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
        let mut progress = InOrder { rules, line: first_line, ascii, take, batch_out, buffer_out };
        progress.take_all(&parsed_in)?;
        let stream = match reader.join() {
            Ok(Ok(stream)) => stream,
            Ok(Err(BlockError::Io(error))) => return Err(Problem::Io(error)),
            Ok(Err(BlockError::EndlessRecord)) => return Err(Problem::EndlessRecord { row: progress.line }),
            Err(_) => return Err(Problem::Internal("the reading thread broke off".to_owned())),
        };
        stream.sha256().map_err(Problem::Io)
    })
}

fn read_blocks(
    text: OpenText,
    buffers: &Receiver<Vec<u8>>,
    blocks: &SyncSender<Block>,
    options: &LoadOptions<'_>,
) -> Result<TextStream, BlockError> {
    let mut reader = BlockReader::new(text.stream, text.rest, text.dialect);
    while let Ok(buffer) = buffers.recv() {
        let Some(block) = reader.next(buffer)? else { break };
        options.progress.advance(block.bytes.len() as u64);
        if blocks.send(block).is_err() {
            break;
        }
    }
    Ok(reader.into_stream())
}

fn parse_blocks(
    blocks: &Mutex<Receiver<Block>>,
    spare: &Mutex<Receiver<Batch>>,
    parsed: &SyncSender<(usize, Outcome)>,
    rules: Rules<'_>,
) {
    let next = || blocks.lock().ok()?.recv().ok();
    while let Some(block) = next() {
        let batch = spare.lock().ok().and_then(|spare| spare.try_recv().ok());
        let index = block.index;
        let outcome = parse_block(block, batch.unwrap_or_else(|| Batch::new(rules.plan)), rules);
        if parsed.send((index, outcome)).is_err() {
            return;
        }
    }
}

fn parse_block(block: Block, mut batch: Batch, rules: Rules<'_>) -> Outcome {
    let bytes = &block.bytes;
    if let Some(at) = first_wrong_byte(bytes, rules.encoding) {
        let before = &bytes[..at];
        let line = before.iter().filter(|&&byte| byte == rules.dialect.line_end).count();
        return Err(WrongBytes {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            after_ascii: !reads_as_utf8(before),
        });
    }
    let ascii = bytes.is_ascii();
    let width = Some(rules.plan.headers.len());
    let lines = for_each_record(bytes, rules.dialect, width, |record, row| {
        batch.push(&record, row, rules.plan, rules.cells);
    });
    Ok(Parsed { batch, lines, ascii, buffer: block.bytes })
}

/// UTF-8 passes unchecked until here; a decoder puts U+FFFD where bytes of another encoding are wrong.
fn first_wrong_byte(bytes: &[u8], encoding: Encoding) -> Option<usize> {
    if encoding != Encoding::Utf8 {
        return memchr::memmem::find(bytes, "\u{fffd}".as_bytes());
    }
    let wrong = simdutf8::basic::from_utf8(bytes).is_err();
    wrong.then(|| std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to()))
}

/// Puts batches back into file order and hands them over.
struct InOrder<'a, F> {
    rules: Rules<'a>,
    /// The physical row of the next block's first line.
    line: u32,
    /// Whether all before was ASCII.
    ascii: bool,
    take: F,
    batch_out: Sender<Batch>,
    buffer_out: Sender<Vec<u8>>,
}

impl<F: FnMut(&mut Batch, u32)> InOrder<'_, F> {
    fn take_all(&mut self, parsed: &Receiver<(usize, Outcome)>) -> Result<(), Problem> {
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        while let Ok((index, outcome)) = parsed.recv() {
            waiting.insert(index, outcome);
            while let Some(outcome) = waiting.remove(&next) {
                self.take_one(outcome)?;
                next += 1;
            }
        }
        Ok(())
    }

    fn take_one(&mut self, outcome: Outcome) -> Result<(), Problem> {
        let mut parsed = outcome.map_err(|wrong| Problem::Encoding {
            tried: self.rules.encoding.name(),
            row: self.line + wrong.line,
            after_ascii: self.ascii && wrong.after_ascii,
        })?;
        (self.take)(&mut parsed.batch, parsed.lines);
        self.ascii &= parsed.ascii;
        self.line = self.line.checked_add(parsed.lines).ok_or(Problem::TooManyRows)?;
        parsed.batch.clear();
        // Whoever is gone needs no spare memory.
        let _ = self.batch_out.send(parsed.batch);
        let _ = self.buffer_out.send(parsed.buffer);
        Ok(())
    }
}
