//! A stream cut into blocks of whole records, so that several threads can split them.

use std::io::{self, Read};

use super::Dialect;

/// A record longer than this is taken for an unclosed quote.
pub(in crate::ingest) const MAX_RECORD: usize = 64 << 20;

/// How much is read at a time: small enough for a few blocks to stay in the processor's cache.
const BLOCK_BYTES: usize = 512 << 10;

/// Whole records, in file order.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Block {
    /// The position among the blocks of the file, from 0.
    pub(in crate::ingest) index: usize,
    /// The records' bytes.
    pub(in crate::ingest) bytes: Vec<u8>,
}

/// What went wrong while cutting.
#[derive(Debug)]
pub(in crate::ingest) enum BlockError {
    /// The stream failed.
    Io(io::Error),
    /// A record does not end within [`MAX_RECORD`]; the lines before it.
    EndlessRecord,
}

/// Cuts a stream into blocks.
pub(in crate::ingest) struct BlockReader<R> {
    stream: R,
    dialect: Dialect,
    /// The beginning of a record whose end was not read yet.
    rest: Vec<u8>,
    next_index: usize,
    ended: bool,
}

impl<R: Read> BlockReader<R> {
    /// Cuts `rest` followed by `stream`; `rest` starts at a record's beginning.
    pub(in crate::ingest) fn new(stream: R, rest: Vec<u8>, dialect: Dialect) -> Self {
        Self { stream, dialect, rest, next_index: 0, ended: false }
    }

    /// The stream, when all blocks were read.
    pub(in crate::ingest) fn into_stream(self) -> R {
        self.stream
    }

    /// The next block, its bytes in `buffer`; `None` at the end of the stream.
    pub(in crate::ingest) fn next(&mut self, mut buffer: Vec<u8>) -> Result<Option<Block>, BlockError> {
        buffer.clear();
        buffer.append(&mut self.rest);
        let mut quotes = QuoteScan::default();
        while !self.ended {
            let known = buffer.len();
            self.ended = read_up_to(&mut self.stream, &mut buffer, BLOCK_BYTES).map_err(BlockError::Io)?;
            if self.ended {
                break;
            }
            quotes.scan(&buffer, self.dialect);
            if let Some(end) = quotes.last_line_end(&buffer, self.dialect.line_end) {
                self.rest.extend_from_slice(&buffer[end + 1..]);
                buffer.truncate(end + 1);
                return Ok(Some(self.block(buffer)));
            }
            if buffer.len() > MAX_RECORD && known > 0 {
                return Err(BlockError::EndlessRecord);
            }
        }
        Ok((!buffer.is_empty()).then(|| self.block(buffer)))
    }

    fn block(&mut self, bytes: Vec<u8>) -> Block {
        self.next_index += 1;
        Block { index: self.next_index - 1, bytes }
    }
}

/// Adds up to `most` bytes to `buffer`; true at the end of the stream.
fn read_up_to(stream: &mut impl Read, buffer: &mut Vec<u8>, most: usize) -> io::Result<bool> {
    let start = buffer.len();
    buffer.resize(start + most, 0);
    let mut filled = start;
    while filled < buffer.len() {
        match stream.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let ended = filled < buffer.len();
    buffer.truncate(filled);
    Ok(ended)
}

/// Finds the quoted parts of a buffer that starts at a record's beginning, as it grows.
#[derive(Default)]
struct QuoteScan {
    scanned: usize,
    /// Quoted parts that contain a line end, as (opening quote, closing quote).
    with_lines: Vec<(usize, usize)>,
    opened_at: Option<usize>,
}

impl QuoteScan {
    fn scan(&mut self, buffer: &[u8], dialect: Dialect) {
        // The last byte waits for its successor: a quote there may be the first of two.
        let until = buffer.len().saturating_sub(1);
        while let Some(offset) = buffer.get(self.scanned..until).and_then(|rest| memchr::memchr(b'"', rest)) {
            let at = self.scanned + offset;
            self.scanned = at + 1;
            match self.opened_at {
                None => {
                    let starts_cell =
                        at == 0 || buffer[at - 1] == dialect.delimiter || buffer[at - 1] == dialect.line_end;
                    self.opened_at = starts_cell.then_some(at);
                }
                Some(_) if buffer[at + 1] == b'"' => self.scanned = at + 2,
                Some(opened) => self.close(buffer, dialect, opened, at),
            }
        }
        self.scanned = self.scanned.max(until);
    }

    /// Ends a quoted part. Over several lines and followed by text it was opened by mistake, as
    /// [`super::for_each_record`] sees it too: the next line is then looked at afresh.
    fn close(&mut self, buffer: &[u8], dialect: Dialect, opened: usize, closed: usize) {
        self.opened_at = None;
        let Some(line_end) = memchr::memchr(dialect.line_end, &buffer[opened..closed]) else { return };
        let next = buffer[closed + 1..].iter().find(|byte| !matches!(byte, b' ' | b'\r'));
        let followed = next.is_some_and(|&byte| byte != dialect.delimiter && byte != dialect.line_end);
        if followed {
            self.scanned = opened + line_end + 1;
        } else {
            self.with_lines.push((opened, closed));
        }
    }

    /// The last line end outside quotes.
    fn last_line_end(&self, buffer: &[u8], line_end: u8) -> Option<usize> {
        let mut until = self.opened_at.unwrap_or(self.scanned.min(buffer.len()));
        for &(opened, closed) in self.with_lines.iter().rev() {
            if let Some(at) = memchr::memrchr(line_end, &buffer[closed.min(until)..until]) {
                return Some(closed + at);
            }
            until = opened;
        }
        memchr::memrchr(line_end, &buffer[..until])
    }
}

#[cfg(test)]
mod tests {
    use super::super::for_each_record;
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', line_end: b'\n' };

    /// Gives out bytes in small pieces, as a pipe would.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn records(text: &[u8]) -> Vec<Vec<u8>> {
        let mut records = Vec::new();
        for_each_record(text, COMMA, None, |record, _| records.push(record.raw().to_vec()));
        records
    }

    #[test]
    fn an_unclosed_quote_ends_the_search() {
        let text = [b"a,\"b\n".as_slice(), &vec![b'x'; MAX_RECORD + 3 * BLOCK_BYTES]].concat();
        let mut reader = BlockReader::new(text.as_slice(), Vec::new(), COMMA);
        assert!(matches!(reader.next(Vec::new()), Err(BlockError::EndlessRecord)));
    }

    proptest! {
        #[test]
        fn cutting_anywhere_keeps_the_records(text in "([a,]|\n|,\"x\"\"y\n\",|,\"\",|5\"){0,80}", cuts in prop::collection::vec(1_usize..9, 1..30)) {
            let bytes = text.as_bytes();
            let mut broken = false;
            for_each_record(bytes, COMMA, None, |record, _| broken |= record.is_broken());
            prop_assume!(!broken);
            let mut scan = QuoteScan::default();
            let (mut buffer, mut at, mut parts) = (Vec::new(), 0, Vec::new());
            for cut in cuts.iter().cycle() {
                if at >= bytes.len() { break; }
                let next = (at + cut).min(bytes.len());
                buffer.extend_from_slice(&bytes[at..next]);
                at = next;
                scan.scan(&buffer, COMMA);
                if let Some(end) = scan.last_line_end(&buffer, b'\n') {
                    parts.push(buffer[..=end].to_vec());
                    buffer.drain(..=end);
                    scan = QuoteScan::default();
                }
            }
            parts.push(buffer);
            let cut: Vec<Vec<u8>> = parts.iter().flat_map(|part| records(part)).collect();
            prop_assert_eq!(cut, records(bytes));
        }

        #[test]
        fn blocks_join_to_the_whole(text in "([a,]|\"a\n\"|\n){0,200}", pieces in 1_usize..7) {
            let mut reader = BlockReader::new(Trickle(text.as_bytes(), pieces), Vec::new(), COMMA);
            let mut joined = Vec::new();
            while let Ok(Some(block)) = reader.next(Vec::new()) {
                joined.extend_from_slice(&block.bytes);
            }
            prop_assert_eq!(joined, text.as_bytes());
        }
    }
}
