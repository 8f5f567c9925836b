//! An archive as the reader of workbooks sees it: every file uncompressed.
//!
//! Headers and the list of files are made up; the files between them are unfolded when they are read.
//! A large one is unfolded on its own thread, a few chunks ahead of whoever reads.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::model::Text;

use super::super::super::error::Problem;
use super::super::limits::{Limits, too_many_bytes};
use super::depth::Depth;
use super::directory::Entry;
use super::unfold::{Unfolding, Watch};

/// Bytes of a sheet without a cell that give cause to look at what it is.
const NO_CELLS: u64 = 4 << 20;

/// A file of the archive: as it lies there, or put in its place.
#[derive(Debug)]
enum Part {
    Packed(Entry),
    Ready(Vec<u8>),
}

/// A stretch of the made-up archive.
#[derive(Debug)]
struct Segment {
    start: u64,
    end: u64,
    content: Part,
}

/// The made-up archive.
pub(in crate::ingest::workbook) struct StoredArchive {
    bytes: Arc<[u8]>,
    segments: Vec<Segment>,
    length: u64,
    position: u64,
    limits: Limits,
    watch: Arc<Watch>,
    open: Option<OpenPart>,
}

impl StoredArchive {
    /// The archive of these files; those in `replaced` have other content.
    pub(in crate::ingest::workbook) fn new(
        bytes: Arc<[u8]>,
        entries: &[Entry],
        mut replaced: Vec<(String, Vec<u8>)>,
        limits: &Limits,
        watch: Arc<Watch>,
    ) -> Result<Self, Problem> {
        let mut archive =
            Self { bytes, segments: Vec::new(), length: 0, position: 0, limits: *limits, watch, open: None };
        let mut list = Vec::new();
        let mut count = 0_u16;
        for entry in entries {
            let content = match replaced.iter().position(|(name, _)| entry.is(name)) {
                Some(at) => Part::Ready(replaced.swap_remove(at).1),
                None => Part::Packed(entry.clone()),
            };
            let (size, crc) = match &content {
                Part::Ready(bytes) => (bytes.len() as u64, crc_of(bytes)),
                Part::Packed(entry) => (entry.unfolded, entry.crc),
            };
            let offset = archive.length;
            if offset + size > limits.unfolded_bytes {
                let what = Text::new("解压后过大", "unfolds to too much");
                return Err(too_many_bytes(what, limits.unfolded_bytes));
            }
            let header = Header { name: &entry.name, size: narrow(size), crc, offset: narrow(offset) };
            archive.append(Part::Ready(header.before_file()), None);
            archive.append(content, Some(size));
            list.extend(header.in_list());
            count = count.saturating_add(1);
        }
        // Whoever looks for the end of the archive reads some bytes before it, which must not be those of
        // a file: all of it would be unfolded for them.
        archive.append(Part::Ready(vec![0; 64 << 10]), None);
        let start = narrow(archive.length);
        let size = narrow(list.len() as u64);
        list.extend(tail(count, size, start));
        archive.append(Part::Ready(list), None);
        Ok(archive)
    }

    fn append(&mut self, content: Part, size: Option<u64>) {
        let size = match &content {
            Part::Ready(bytes) => bytes.len() as u64,
            Part::Packed(_) => size.unwrap_or(0),
        };
        if size > 0 {
            self.segments.push(Segment { start: self.length, end: self.length + size, content });
            self.length += size;
        }
    }

    fn read_packed(&mut self, index: usize, buffer: &mut [u8]) -> Result<usize, Problem> {
        let Some(Segment { start, content: Part::Packed(entry), .. }) = self.segments.get(index) else {
            return Ok(0);
        };
        let within = self.position - start;
        if self.open.as_ref().is_none_or(|open| open.segment != index || open.position != within) {
            let unfolding =
                Unfolding::new(Arc::clone(&self.bytes), entry, &self.limits, Arc::clone(&self.watch));
            let source = Source::new(unfolding, entry.packed.len());
            // The last one ends before the next begins: its thread must not outlive it.
            if let Some(mut last) = self.open.take() {
                last.finish()?;
            }
            let mut open = OpenPart::new(index, entry.unfolded, source);
            open.skip_to(within)?;
            self.open = Some(open);
        }
        let Some(open) = &mut self.open else { return Ok(0) };
        let count = open.read(buffer)?;
        match self.watch.count(count) {
            Some(bytes) if bytes > self.limits.cell_bytes => {
                let what = Text::new("一个单元格过大", "a cell is too large");
                Err(too_many_bytes(what, self.limits.cell_bytes))
            }
            // Cells come and go: no need to look.
            Some(bytes) if bytes < NO_CELLS => Ok(count),
            _ => open.depth.count(&buffer[..count]).map(|()| count),
        }
    }
}

impl Read for StoredArchive {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let index = self.segments.partition_point(|segment| segment.end <= self.position);
        let Some(segment) = self.segments.get(index) else { return Ok(0) };
        let rest = usize::try_from(segment.end - self.position).unwrap_or(usize::MAX);
        let count = buffer.len().min(rest);
        let count = if let Part::Ready(bytes) = &segment.content {
            let at = usize::try_from(self.position - segment.start).unwrap_or(0);
            buffer[..count].copy_from_slice(&bytes[at..at + count]);
            count
        } else {
            self.read_packed(index, &mut buffer[..count]).map_err(|problem| {
                self.watch.put(problem);
                io::Error::other("broken off")
            })?
        };
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for StoredArchive {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
        };
        self.position = position.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

/// A file being read.
struct OpenPart {
    segment: usize,
    position: u64,
    size: u64,
    chunk: Vec<u8>,
    at: usize,
    source: Source,
    depth: Depth,
}

impl OpenPart {
    fn new(segment: usize, size: u64, source: Source) -> Self {
        Self { segment, position: 0, size, chunk: Vec::new(), at: 0, source, depth: Depth::default() }
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Problem> {
        if self.at == self.chunk.len() {
            self.source.next_chunk(&mut self.chunk)?;
            self.at = 0;
        }
        let count = buffer.len().min(self.chunk.len() - self.at);
        buffer[..count].copy_from_slice(&self.chunk[self.at..self.at + count]);
        self.at += count;
        self.position += count as u64;
        Ok(count)
    }

    /// Reads the few bytes a reader leaves after the last tag it wants: the checksum comes after them.
    fn finish(&mut self) -> Result<(), Problem> {
        const FEW: u64 = 256 << 10;
        if self.size - self.position <= FEW {
            self.skip_to(self.size)?;
            self.source.next_chunk(&mut Vec::new())?;
        }
        Ok(())
    }

    fn skip_to(&mut self, position: u64) -> Result<(), Problem> {
        let mut buffer = [0; 4096];
        while self.position < position {
            let wanted = usize::try_from(position - self.position).unwrap_or(usize::MAX).min(buffer.len());
            if self.read(&mut buffer[..wanted])? == 0 {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Where chunks come from.
enum Source {
    Here(Box<Unfolding>),
    Thread { full: Receiver<Result<Vec<u8>, Problem>>, empty: SyncSender<Vec<u8>> },
}

impl Source {
    fn new(unfolding: Unfolding, packed: usize) -> Self {
        const WORTH_A_THREAD: usize = 256 << 10;
        /// Chunks that go round.
        const CHUNKS: usize = 12;
        if packed < WORTH_A_THREAD {
            return Self::Here(Box::new(unfolding));
        }
        let (to_reader, full) = sync_channel(CHUNKS);
        let (empty, from_reader) = sync_channel(CHUNKS);
        for _ in 0..CHUNKS {
            let _ = empty.try_send(Vec::new());
        }
        let spare = std::thread::Builder::new().name("unfold".to_owned());
        let work = move || {
            let mut unfolding = unfolding;
            // Both ends go away when the reader wants no more.
            while let Ok(mut chunk) = from_reader.recv() {
                let result = unfolding.next_chunk(&mut chunk);
                let over = result.is_err() || chunk.is_empty();
                if to_reader.send(result.map(|()| chunk)).is_err() || over {
                    return;
                }
            }
        };
        match spare.spawn(work) {
            Ok(_) => Self::Thread { full, empty },
            Err(error) => {
                let (sender, full) = sync_channel(1);
                let _ = sender.try_send(Err(Problem::Io(error)));
                Self::Thread { full, empty }
            }
        }
    }

    /// The next chunk in place of the old one; empty at the end.
    fn next_chunk(&mut self, chunk: &mut Vec<u8>) -> Result<(), Problem> {
        match self {
            Self::Here(unfolding) => unfolding.next_chunk(chunk),
            Self::Thread { full, empty } => {
                let used = std::mem::take(chunk);
                if used.capacity() > 0 {
                    let _ = empty.try_send(used);
                }
                // A closed channel is the end, told already.
                if let Ok(next) = full.recv() {
                    *chunk = next?;
                }
                Ok(())
            }
        }
    }
}

/// What an archive says about a file.
struct Header<'a> {
    name: &'a str,
    size: u32,
    crc: u32,
    offset: u32,
}

impl Header<'_> {
    /// Version, flags (the name is UTF-8), method (stored), time, date, checksum, sizes, lengths.
    fn common(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(26);
        for short in [20_u16, 0x0800, 0, 0, 0x21] {
            bytes.extend(short.to_le_bytes());
        }
        for long in [self.crc, self.size, self.size] {
            bytes.extend(long.to_le_bytes());
        }
        bytes.extend(u16::try_from(self.name.len()).unwrap_or(u16::MAX).to_le_bytes());
        bytes.extend([0; 2]);
        bytes
    }

    fn before_file(&self) -> Vec<u8> {
        [b"PK\x03\x04", self.common().as_slice(), self.name.as_bytes()].concat()
    }

    fn in_list(&self) -> Vec<u8> {
        let offset = self.offset.to_le_bytes();
        [b"PK\x01\x02\x14\x00".as_slice(), &self.common(), &[0; 10], &offset, self.name.as_bytes()].concat()
    }
}

fn tail(count: u16, size: u32, start: u32) -> Vec<u8> {
    let count = count.to_le_bytes();
    [b"PK\x05\x06".as_slice(), &[0; 4], &count, &count, &size.to_le_bytes(), &start.to_le_bytes(), &[0; 2]]
        .concat()
}

fn crc_of(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// Within 32 bits by the limit of what an archive may unfold to.
fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
