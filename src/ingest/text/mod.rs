//! Delimited text: bytes to records, in parallel blocks whose row numbers are known.
//!
//! Owns encodings, dialects and the splitting of bytes into records and cells. Refuses to know what
//! a cell means; that is `values` and `batch`.

mod blocks;
mod dialect;
mod encoding;
mod marks;
mod records;
mod stream;

pub(super) use blocks::{Block, BlockError, BlockReader};
pub(super) use dialect::Dialect;
pub use encoding::Encoding;
pub(super) use encoding::reads_as_utf8;
pub(super) use records::{Record, RowBuffer, for_each_record};
pub(super) use stream::{HashingReader, TextStream};
