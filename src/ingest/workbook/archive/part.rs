//! One file of an archive, read from its beginning to its end.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use super::super::super::error::Problem;
use super::super::limits::Limits;
use super::directory::Entry;
use super::unfold::{Unfolding, Watch};

/// A file of an archive as a stream.
pub(in crate::ingest::workbook) struct PartReader {
    unfolding: Unfolding,
    watch: Arc<Watch>,
    chunk: Vec<u8>,
    at: usize,
}

impl PartReader {
    /// Reads at most `most` bytes of a file.
    pub(in crate::ingest::workbook) fn new(
        bytes: &Arc<[u8]>,
        entry: &Entry,
        limits: &Limits,
        most: u64,
    ) -> Self {
        let watch = Arc::new(Watch::default());
        let unfolding = Unfolding::new(Arc::clone(bytes), entry, limits, Arc::clone(&watch)).with_most(most);
        Self { unfolding, watch, chunk: Vec::new(), at: 0 }
    }

    /// What the two sides tell each other: why it broke off.
    pub(in crate::ingest::workbook) fn watch(&self) -> Arc<Watch> {
        Arc::clone(&self.watch)
    }

    /// The whole file.
    pub(in crate::ingest::workbook) fn read_whole(mut self) -> Result<Vec<u8>, Problem> {
        let mut whole = Vec::new();
        loop {
            self.unfolding.next_chunk(&mut self.chunk)?;
            if self.chunk.is_empty() {
                return Ok(whole);
            }
            whole.extend_from_slice(&self.chunk);
        }
    }
}

impl Read for PartReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for PartReader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.chunk.len() {
            self.at = 0;
            if let Err(problem) = self.unfolding.next_chunk(&mut self.chunk) {
                self.chunk.clear();
                self.watch.put(problem);
                return Err(io::Error::other("broken off"));
            }
        }
        Ok(&self.chunk[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at = (self.at + count).min(self.chunk.len());
    }
}
