//! A whole text read without knowing its columns: every step of this room, one after the other.
//!
//! It is what a fuzz target calls, and it shows how the steps belong together.

use std::io::Read as _;

use super::{BlockReader, Detected, Dialect, Encoding, Flaws, TextStream, decode_block, for_each_record};

/// What was met on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The name of the encoding.
    pub encoding: &'static str,
    /// The byte between cells.
    pub delimiter: u8,
    /// Line ends, and a last line without one.
    pub lines: u32,
    /// Records, broken ones included.
    pub records: u32,
    /// Records whose quotes do not close where they should.
    pub broken: u32,
    /// Records that hold bytes that cannot be read.
    pub flawed: u32,
    /// Bytes of the blocks, as they were cut.
    pub bytes: usize,
    /// Bytes of the records in their blocks' text, and one for each line end between them.
    pub covered: usize,
    /// Bytes of the blocks' text.
    pub text: usize,
}

/// Walks through `bytes`, of which the first `head` are looked at; in the encoding that is named.
///
/// # Errors
/// None but for a line of more than 64 MiB.
pub fn walk(bytes: &[u8], head: usize, named: Option<Encoding>) -> Result<Walk, String> {
    let mut source = std::io::Cursor::new(bytes.to_vec());
    let mut seen = Vec::new();
    source.by_ref().take(head as u64).read_to_end(&mut seen).map_err(|error| error.to_string())?;
    let detected = named.map_or_else(|| Encoding::detect(&seen), Detected::named);
    let mut stream = TextStream::new(Box::new(source), seen, detected.encoding);
    let dialect = Dialect::detect(&stream.look(), |_| false).dialect;
    stream.start(dialect, 0).map_err(|error| error.to_string())?;
    let (encoding, block_encoding) = (stream.encoding(), stream.block_encoding());
    let mut walk = Walk { encoding: encoding.name(), delimiter: dialect.delimiter, ..Walk::default() };
    let mut reader = BlockReader::new(stream, Vec::new(), dialect);
    let (mut scratch, mut buffer) = (Vec::new(), Vec::new());
    while let Some(block) = reader.next(buffer).map_err(|error| format!("{error:?}"))? {
        let text = decode_block(&block.bytes, block_encoding, &mut scratch);
        let flaws = Flaws::of(text, encoding, true);
        walk.bytes += block.bytes.len();
        walk.text += text.len();
        walk.lines += for_each_record(text, dialect, None, |record, _| {
            walk.records += 1;
            walk.broken += u32::from(record.is_broken());
            if let Some(flaw) = flaws.find(&record) {
                walk.flawed += 1;
                // Both can be shown, whatever they hold.
                let (_, _) = (flaws.reason(flaw, &record), flaws.show(record.raw()));
            }
            walk.covered += record.raw().len() + usize::from(record.end() < text.len());
        });
        buffer = block.bytes;
    }
    Ok(walk)
}
