//! The list of files in a zip archive.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::Text;

use super::super::super::error::Problem;
use super::super::limits::{Limits, too_many};

/// A file in an archive.
#[derive(Clone, Debug)]
pub(in crate::ingest::workbook) struct Entry {
    /// Its path, with `/` between folders.
    pub(in crate::ingest::workbook) name: String,
    /// Where its packed bytes lie.
    pub(super) packed: Range<usize>,
    /// Whether they are deflated; else they are stored as they are.
    pub(super) deflated: bool,
    /// How many bytes it says to unfold to.
    pub(super) unfolded: u64,
    /// The checksum of those.
    pub(super) crc: u32,
}

impl Entry {
    /// Whether its path is this one; letter case makes no difference.
    pub(in crate::ingest::workbook) fn is(&self, path: &str) -> bool {
        self.name.eq_ignore_ascii_case(path)
    }
}

/// The files of an archive, folders left out.
///
/// # Errors
/// If the archive is cut off, its list is contradictory, a file is encrypted or packed in a way that
/// spreadsheets do not use.
pub(in crate::ingest::workbook) fn read_directory(
    bytes: &[u8],
    limits: &Limits,
) -> Result<Vec<Entry>, Problem> {
    let tail = Tail::find(bytes).ok_or_else(|| {
        damaged(
            "结尾缺失，可能没有下载或复制完整",
            "its end is missing; perhaps it was not downloaded or copied to the end",
        )
    })?;
    if tail.count > limits.entries as u64 {
        let what = Text::owned(
            format!("压缩包中有 {} 个文件", tail.count),
            format!("the archive holds {} files", tail.count),
        );
        return Err(too_many(what, limits.entries as u64));
    }
    let mut entries = Vec::new();
    let mut names = HashSet::new();
    let mut extents = Vec::new();
    let mut at = tail.start;
    for _ in 0..tail.count {
        let record = bytes.get(at..tail.end).and_then(Record::parse).ok_or_else(broken_list)?;
        at += record.length;
        let name = record.name.replace('\\', "/");
        let name = name.trim_start_matches('/').to_owned();
        let start = usize::try_from(record.offset).ok().and_then(|offset| offset.checked_add(tail.shift));
        let start = start.ok_or_else(broken_list)?;
        let data = data_start(bytes, start).ok_or_else(broken_list)?;
        let packed = usize::try_from(record.packed).ok().and_then(|size| data.checked_add(size));
        let end = packed.filter(|&end| end <= tail.start).ok_or_else(broken_list)?;
        extents.push((start, end));
        if name.ends_with('/') {
            continue;
        }
        if !names.insert(name.to_lowercase()) {
            return Err(damaged_by(
                Text::new(
                    "压缩包中有两个同名文件，无法确定哪个是真的",
                    "the archive holds two files of one name, and either may be meant",
                ),
                name,
            ));
        }
        if record.flags & 1 != 0 {
            return Err(Problem::Encrypted);
        }
        if !matches!(record.method, 0 | 8) {
            return Err(damaged_by(
                Text::new("压缩方式不是表格软件所用的", "it is packed in a way no spreadsheet uses"),
                format!("method {}", record.method),
            ));
        }
        let deflated = record.method == 8;
        entries.push(Entry { name, packed: data..end, deflated, unfolded: record.unfolded, crc: record.crc });
    }
    extents.sort_unstable();
    if extents.windows(2).any(|pair| pair[1].0 < pair[0].1) {
        return Err(Problem::Unsafe {
            what: Text::new(
                "互相重叠的压缩内容（压缩炸弹的手法）",
                "packed files that share their bytes, as zip bombs do",
            ),
        });
    }
    Ok(entries)
}

/// The record at the end of an archive.
struct Tail {
    /// Where the list starts and ends.
    start: usize,
    end: usize,
    count: u64,
    /// Bytes put before the archive, which its offsets do not count.
    shift: usize,
}

impl Tail {
    fn find(bytes: &[u8]) -> Option<Self> {
        const SIZE: usize = 22;
        let lowest = bytes.len().saturating_sub(SIZE + usize::from(u16::MAX));
        let at = memchr::memmem::rfind(&bytes[lowest..], b"PK\x05\x06")? + lowest;
        let record = bytes.get(at..at + SIZE)?;
        let (mut count, mut size, mut offset) =
            (u64::from(u16_at(record, 10)?), u64::from(u32_at(record, 12)?), u64::from(u32_at(record, 16)?));
        let mut end = at;
        if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
            let locator = bytes.get(at.checked_sub(20)?..at)?;
            if locator.starts_with(b"PK\x06\x07") {
                let large = usize::try_from(u64_at(locator, 8)?).ok()?;
                let record = bytes.get(large..large.checked_add(56)?)?;
                if !record.starts_with(b"PK\x06\x06") {
                    return None;
                }
                (count, size, offset) = (u64_at(record, 32)?, u64_at(record, 40)?, u64_at(record, 48)?);
                end = large;
            }
        }
        let start = end.checked_sub(usize::try_from(size).ok()?)?;
        let shift = start.checked_sub(usize::try_from(offset).ok()?)?;
        Some(Self { start, end, count, shift })
    }
}

/// A record of the list.
struct Record {
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    unfolded: u64,
    offset: u64,
    name: String,
    length: usize,
}

impl Record {
    fn parse(bytes: &[u8]) -> Option<Self> {
        const SIZE: usize = 46;
        if !bytes.starts_with(b"PK\x01\x02") {
            return None;
        }
        let (name, extra) = (usize::from(u16_at(bytes, 28)?), usize::from(u16_at(bytes, 30)?));
        let length = SIZE + name + extra + usize::from(u16_at(bytes, 32)?);
        bytes.get(..length)?;
        let mut record = Self {
            flags: u16_at(bytes, 8)?,
            method: u16_at(bytes, 10)?,
            crc: u32_at(bytes, 16)?,
            packed: u64::from(u32_at(bytes, 20)?),
            unfolded: u64::from(u32_at(bytes, 24)?),
            offset: u64::from(u32_at(bytes, 42)?),
            name: String::from_utf8_lossy(&bytes[SIZE..SIZE + name]).into_owned(),
            length,
        };
        record.widen(&bytes[SIZE + name..SIZE + name + extra]);
        Some(record)
    }

    /// Takes the sizes that need 64 bits from the extra field.
    fn widen(&mut self, mut extra: &[u8]) {
        while let (Some(kind), Some(size)) = (u16_at(extra, 0), u16_at(extra, 2)) {
            let Some(field) = extra.get(4..4 + usize::from(size)) else { return };
            if kind == 1 {
                let mut wide = field.chunks_exact(8).filter_map(|chunk| u64_at(chunk, 0));
                for value in [&mut self.unfolded, &mut self.packed, &mut self.offset] {
                    if *value == 0xFFFF_FFFF {
                        *value = wide.next().unwrap_or(*value);
                    }
                }
            }
            extra = &extra[4 + usize::from(size)..];
        }
    }
}

/// Where the data of the file starts whose own header lies at `start`.
fn data_start(bytes: &[u8], start: usize) -> Option<usize> {
    let header = bytes.get(start..start.checked_add(30)?)?;
    if !header.starts_with(b"PK\x03\x04") {
        return None;
    }
    Some(start + 30 + usize::from(u16_at(header, 26)?) + usize::from(u16_at(header, 28)?))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

fn broken_list() -> Problem {
    damaged("压缩包的文件列表前后矛盾", "the archive's list of files contradicts itself")
}

fn damaged(zh: &'static str, en: &'static str) -> Problem {
    damaged_by(Text::new(zh, en), String::new())
}

fn damaged_by(part: Text, detail: String) -> Problem {
    Problem::Damaged { part, detail }
}
