//! Delimited text: bytes to records, in parallel blocks whose row numbers are known.
//!
//! Owns encodings, dialects and the splitting of bytes into records and cells. Refuses to know what
//! a cell means; that is `values` and `batch`.

mod blocks;
mod chinese;
mod decode;
mod detection;
mod dialect;
mod encoding;
mod flaws;
mod marks;
mod records;
#[cfg(test)]
mod round_trip;
mod row_buffer;
mod stream;
mod utf16;
mod utf8;
mod walk;

pub(super) use blocks::{Block, BlockError, BlockReader};
pub(super) use decode::decode_block;
pub(super) use detection::Detected;
pub(super) use dialect::{DetectedDialect, Dialect};
pub use encoding::Encoding;
pub(super) use flaws::Flaws;
pub(super) use records::{Record, for_each_record};
pub(super) use row_buffer::RowBuffer;
pub(super) use stream::TextStream;
pub(super) use utf8::reads_as_utf8;
#[doc(hidden)]
pub use walk::{Walk, walk};
