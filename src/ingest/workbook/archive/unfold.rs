//! One packed file, unfolded chunk by chunk and watched while it grows.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use flate2::{Decompress, FlushDecompress, Status};

use crate::model::Text;

use super::super::super::error::Problem;
use super::super::limits::{Limits, too_many, too_many_bytes};
use super::super::xlsb_records::ErrorResults;
use super::directory::Entry;

/// Bytes unfolded at a time.
pub(super) const CHUNK: usize = 128 << 10;

/// What the reader of a workbook and the archive it reads tell each other.
#[derive(Debug, Default)]
pub(in crate::ingest::workbook) struct Watch {
    /// Why the archive broke off; the reader knows only that it did.
    problem: Mutex<Option<Problem>>,
    /// A formula may come.
    formulas: AtomicBool,
    /// Sheets are read cell by cell; before that, all that is read is held in memory.
    streaming: AtomicBool,
    /// Bytes read since the last cell.
    since_cell: AtomicU64,
}

impl Watch {
    /// The reason why the archive broke off, if it did.
    pub(in crate::ingest::workbook) fn take(&self) -> Option<Problem> {
        self.problem.lock().ok()?.take()
    }

    pub(super) fn put(&self, problem: Problem) {
        if let Ok(mut slot) = self.problem.lock() {
            slot.get_or_insert(problem);
        }
    }

    /// Whether the sheet may have formulas from here on.
    #[inline]
    pub(in crate::ingest::workbook) fn formulas(&self) -> bool {
        self.formulas.load(Relaxed)
    }

    /// Notes that a sheet is read from its beginning.
    pub(in crate::ingest::workbook) fn begin_sheet(&self) {
        self.take();
        self.streaming.store(true, Relaxed);
        self.formulas.store(false, Relaxed);
        self.cell_done();
    }

    /// Notes that a cell was read.
    #[inline]
    pub(in crate::ingest::workbook) fn cell_done(&self) {
        self.since_cell.store(0, Relaxed);
    }

    /// Counts bytes read for the next cell and returns their sum, if it is cells that are read.
    pub(super) fn count(&self, bytes: usize) -> Option<u64> {
        let sum = self.since_cell.load(Relaxed) + bytes as u64;
        self.since_cell.store(sum, Relaxed);
        self.streaming.load(Relaxed).then_some(sum)
    }
}

/// What a part holds, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    SharedTexts,
    Records,
    Xml,
}

/// A packed file while it unfolds.
pub(super) struct Unfolding {
    bytes: Arc<[u8]>,
    entry: Entry,
    inflate: Option<Decompress>,
    /// Packed bytes read and unfolded bytes given out.
    taken: usize,
    given: u64,
    done: bool,
    holds: Holds,
    most: u64,
    limits: Limits,
    watch: Arc<Watch>,
    /// Bytes since the last tag, for a tag or text without end.
    since_tag: u64,
    shared_texts: u64,
    error_results: Option<ErrorResults>,
    last: u8,
    crc: flate2::Crc,
}

impl Unfolding {
    pub(super) fn new(bytes: Arc<[u8]>, entry: &Entry, limits: &Limits, watch: Arc<Watch>) -> Self {
        let streaming = watch.streaming.load(Relaxed);
        let name = entry.name.to_ascii_lowercase();
        let holds = if name.ends_with("/sharedstrings.xml") {
            Holds::SharedTexts
        } else if name.ends_with(".bin") {
            Holds::Records
        } else {
            Holds::Xml
        };
        let most = if streaming {
            limits.unfolded_bytes
        } else if name.contains("sharedstrings.") {
            limits.shared_text_bytes
        } else {
            limits.held_bytes
        };
        Self {
            bytes,
            inflate: entry.deflated.then(|| Decompress::new(false)),
            entry: entry.clone(),
            taken: 0,
            given: 0,
            done: false,
            holds,
            most,
            limits: *limits,
            watch,
            since_tag: 0,
            shared_texts: 0,
            error_results: (holds == Holds::Records && streaming).then(ErrorResults::default),
            last: 0,
            crc: flate2::Crc::new(),
        }
    }

    /// For a part that is read piece by piece although sheets are not read yet.
    pub(super) fn with_most(mut self, most: u64) -> Self {
        self.most = most;
        self
    }

    /// Puts the next bytes into `chunk`; none at the end.
    pub(super) fn next_chunk(&mut self, chunk: &mut Vec<u8>) -> Result<(), Problem> {
        chunk.clear();
        chunk.reserve_exact(CHUNK);
        while !self.done && chunk.len() < CHUNK {
            self.fill(chunk)?;
        }
        self.crc.update(chunk);
        let first = self.given == 0;
        self.given += chunk.len() as u64;
        self.check_size()?;
        if self.done && self.given != self.entry.unfolded {
            return Err(self.damaged("解压后的大小与记载不符", "unfolds to another size than is stated"));
        }
        if self.done && self.crc.sum() != self.entry.crc {
            return Err(self.damaged("校验和不符，内容已改变", "does not have the checksum that is stated"));
        }
        match self.holds {
            Holds::Records => {
                if let Some(error_results) = &mut self.error_results {
                    error_results.turn_into_errors(chunk, self.limits.cell_bytes)?;
                }
                Ok(())
            }
            Holds::SharedTexts => {
                self.check_xml(chunk, first).and_then(|()| self.check_shared_texts(chunk, first))
            }
            Holds::Xml => self.check_xml(chunk, first),
        }
    }

    fn fill(&mut self, chunk: &mut Vec<u8>) -> Result<(), Problem> {
        let packed = &self.bytes[self.entry.packed.clone()];
        let rest = &packed[self.taken..];
        let Some(inflate) = &mut self.inflate else {
            let count = rest.len().min(CHUNK - chunk.len());
            chunk.extend_from_slice(&rest[..count]);
            self.taken += count;
            self.done = self.taken == packed.len();
            return Ok(());
        };
        let (taken, given) = (inflate.total_in(), inflate.total_out());
        let status = inflate.decompress_vec(rest, chunk, FlushDecompress::None);
        let taken = usize::try_from(inflate.total_in() - taken).unwrap_or(0);
        let stuck = taken == 0 && inflate.total_out() == given;
        self.taken += taken;
        match status {
            Ok(Status::StreamEnd) => self.done = true,
            Ok(_) if !stuck => {}
            _ => return Err(self.damaged("压缩内容无法解开", "cannot be unfolded")),
        }
        Ok(())
    }

    fn check_size(&self) -> Result<(), Problem> {
        if self.given > self.most {
            let what = self.named("解压后过大", "unfolds to too much");
            return Err(too_many_bytes(what, self.most));
        }
        let packed = self.entry.packed.len() as u64;
        if self.given > self.limits.ratio_from && self.given > packed.saturating_mul(self.limits.ratio) {
            let what = self.named(
                "解压后是原来的几百倍，像是压缩炸弹",
                "unfolds to hundreds of times its size, like a zip bomb",
            );
            return Err(too_many(what, self.limits.ratio));
        }
        Ok(())
    }

    fn check_xml(&mut self, chunk: &[u8], first: bool) -> Result<(), Problem> {
        // A definition stands before the first tag or not at all; elsewhere the words may be data.
        if first && has_definitions(chunk) {
            return Err(Problem::Unsafe {
                what: Text::owned(
                    format!(" XML 实体定义（DTD，在 {} 中）", self.entry.name),
                    format!("definitions of XML entities (a DTD, in {})", self.entry.name),
                ),
            });
        }
        match (memchr::memchr(b'<', chunk), memchr::memrchr(b'<', chunk)) {
            (Some(first), Some(last)) => {
                self.since_tag += first as u64;
                self.check_tag()?;
                self.since_tag = (chunk.len() - last) as u64;
            }
            _ => self.since_tag += chunk.len() as u64,
        }
        if !self.watch.formulas.load(Relaxed) && has_formula(chunk, self.last) {
            self.watch.formulas.store(true, Relaxed);
        }
        self.last = chunk.last().copied().unwrap_or(0);
        self.check_tag()
    }

    /// Refuses a tag or a text no cell can hold: the reader would keep all of it.
    fn check_tag(&self) -> Result<(), Problem> {
        if self.since_tag <= self.limits.text_bytes {
            return Ok(());
        }
        let what = self.named("中有一段没有尽头的文字", "has a text without end");
        Err(too_many_bytes(what, self.limits.text_bytes))
    }

    /// The reader keeps every shared text, and makes room for as many as are announced.
    fn check_shared_texts(&mut self, chunk: &[u8], first: bool) -> Result<(), Problem> {
        let announced = if first { announced_texts(chunk) } else { 0 };
        self.shared_texts += memchr::memmem::find_iter(chunk, b"si")
            .filter(|&at| {
                let before = at.checked_sub(1).map(|at| chunk[at]);
                matches!(before, Some(b'<' | b':'))
                    && chunk.get(at + 2).is_none_or(|byte| !byte.is_ascii_alphanumeric())
            })
            .count() as u64;
        let texts = self.shared_texts.max(announced);
        if texts > self.limits.shared_texts {
            let what =
                Text::owned(format!("共享字符串多达 {texts} 条"), format!("it holds {texts} shared texts"));
            return Err(too_many(what, self.limits.shared_texts));
        }
        Ok(())
    }

    fn named(&self, zh: &str, en: &str) -> Text {
        let name = &self.entry.name;
        Text::owned(format!("{name} {zh}"), format!("{name} {en}"))
    }

    fn damaged(&self, zh: &str, en: &str) -> Problem {
        Problem::Damaged { part: self.named(zh, en), detail: String::new() }
    }
}

fn has_definitions(chunk: &[u8]) -> bool {
    [b"<!DOCTYPE".as_slice(), b"<!ENTITY"].iter().any(|word| memchr::memmem::find(chunk, word).is_some())
}

/// Whether a tag of the name `f` begins in the chunk; `before` is the byte before it. Better one too
/// many: the reader then only looks.
fn has_formula(chunk: &[u8], before: u8) -> bool {
    let ends = |at: usize| chunk.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    (matches!(before, b'<' | b':') && chunk.first() == Some(&b'f') && ends(1))
        || [b"<f".as_slice(), b":f"]
            .iter()
            .any(|word| memchr::memmem::find_iter(chunk, word).any(|at| ends(at + word.len())))
}

fn announced_texts(chunk: &[u8]) -> u64 {
    const WORD: &[u8] = b"uniqueCount=";
    let Some(at) = memchr::memmem::find(chunk, WORD) else { return 0 };
    let digits = chunk[at + WORD.len()..].iter().skip(1).take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}
