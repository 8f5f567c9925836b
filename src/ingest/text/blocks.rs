//! A stream cut into blocks of whole records, so that several threads can split them.

use std::io::{self, Read};

use super::Dialect;

/// A line longer than this is no line of an export.
pub(in crate::ingest) const MAX_RECORD: usize = 64 << 20;

/// A quoted cell longer than this was opened by mistake.
const MAX_QUOTED: usize = 4 << 20;

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
    /// A line does not end within [`MAX_RECORD`].
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
    /// Bytes read at a time.
    piece: usize,
    max_quoted: usize,
}

impl<R: Read> BlockReader<R> {
    /// Cuts `rest` followed by `stream`; `rest` starts at a record's beginning.
    pub(in crate::ingest) fn new(stream: R, rest: Vec<u8>, dialect: Dialect) -> Self {
        Self {
            stream,
            dialect,
            rest,
            next_index: 0,
            ended: false,
            piece: BLOCK_BYTES,
            max_quoted: MAX_QUOTED,
        }
    }

    /// In smaller pieces than usual, so that a short text is cut often.
    #[cfg(test)]
    pub(super) fn in_pieces(self, piece: usize, max_quoted: usize) -> Self {
        Self { piece, max_quoted, ..self }
    }

    /// The next block, its bytes in `buffer`; `None` at the end of the stream.
    pub(in crate::ingest) fn next(&mut self, mut buffer: Vec<u8>) -> Result<Option<Block>, BlockError> {
        buffer.clear();
        buffer.append(&mut self.rest);
        let mut quotes = QuoteScan::default();
        while !self.ended {
            let known = buffer.len();
            self.ended = read_up_to(&mut self.stream, &mut buffer, self.piece).map_err(BlockError::Io)?;
            if self.ended {
                break;
            }
            quotes.scan(&buffer, self.dialect);
            if let Some(end) = self.cut(&quotes, &buffer) {
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

    /// The line end where the buffer is to be cut. A quote that stays open for too long ends with its
    /// line: alone in its block, that line is broken, and the lines after it are looked at afresh.
    fn cut(&self, quotes: &QuoteScan, buffer: &[u8]) -> Option<usize> {
        let line_end = self.dialect.line_end;
        quotes.last_line_end(buffer, line_end).or_else(|| {
            let opened = quotes.opened_at.filter(|&at| buffer.len() - at > self.max_quoted)?;
            memchr::memchr(line_end, &buffer[opened..]).map(|at| opened + at)
        })
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
                Some(opened) => {
                    if !self.close(buffer, dialect, opened, at) {
                        self.scanned = at;
                        return;
                    }
                }
            }
        }
        self.scanned = self.scanned.max(until);
    }

    /// Ends a quoted part; false if what follows it was not read yet. Over several lines and followed
    /// by text it was opened by mistake, as [`super::for_each_record`] sees it too: the next line is
    /// then looked at afresh.
    fn close(&mut self, buffer: &[u8], dialect: Dialect, opened: usize, closed: usize) -> bool {
        if let Some(line_end) = memchr::memchr(dialect.line_end, &buffer[opened..closed]) {
            let ends_cell = |byte: u8| byte == dialect.delimiter || byte == dialect.line_end;
            let after = buffer[closed + 1..].iter();
            let next = after.copied().find(|&byte| ends_cell(byte) || !byte.is_ascii_whitespace());
            match next {
                None => return false,
                Some(next) if ends_cell(next) => self.with_lines.push((opened, closed)),
                Some(_) => self.scanned = opened + line_end + 1,
            }
        }
        self.opened_at = None;
        true
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
    fn a_line_without_end_ends_the_search() {
        let text = vec![b'x'; MAX_RECORD + 3 * BLOCK_BYTES];
        let mut reader = BlockReader::new(text.as_slice(), Vec::new(), COMMA);
        assert!(matches!(reader.next(Vec::new()), Err(BlockError::EndlessRecord)));
    }

    #[test]
    fn an_unclosed_quote_costs_its_line_however_long_the_file() {
        let text = ["1,a\n2,\"b\n".to_owned(), "3,c\n".repeat(500)].concat();
        let mut reader = BlockReader::new(text.as_bytes(), Vec::new(), COMMA).in_pieces(16, 100);
        let (mut lines, mut broken, mut largest) = (0, Vec::new(), 0);
        while let Ok(Some(block)) = reader.next(Vec::new()) {
            largest = largest.max(block.bytes.len());
            lines += for_each_record(&block.bytes, COMMA, Some(2), |record, line| {
                if record.is_broken() {
                    broken.push((lines + line, record.raw().to_vec()));
                }
            });
        }
        assert_eq!((lines, broken), (502, vec![(1, b"2,\"b".to_vec())]));
        assert!(largest < 200);
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
