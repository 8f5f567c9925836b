//! Compound files (CFB): the folder-like container of xls and of encrypted workbooks.
//!
//! Owns finding a stream and copying it, and wrapping one stream alone. Chains of sectors are followed
//! no further than the file has sectors, so a circle in them ends.

use crate::model::Text;

use super::super::super::error::Problem;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// Numbers from here on are marks, not sectors.
const FIRST_MARK: u32 = 0xFFFF_FFFA;
const SIGNATURE: &[u8; 8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Streams below this size lie in sectors of 64 bytes.
const SMALL: u64 = 4096;

/// A compound file.
pub(in crate::ingest::workbook) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    small_sectors: Vec<u8>,
    entries: Vec<Item>,
}

/// A stream or folder.
struct Item {
    name: String,
    is_stream: bool,
    /// Neighbours in the folder's tree, and the first item of a folder.
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

impl<'a> Compound<'a> {
    pub(in crate::ingest::workbook) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let header = bytes.get(..512).filter(|header| header.starts_with(SIGNATURE)).ok_or_else(cut_off)?;
        let sector = match u16_at(header, 30) {
            9 => 512,
            12 => 4096,
            _ => return Err(damaged()),
        };
        let mut file = Self {
            bytes,
            sector,
            table: Vec::new(),
            small_table: Vec::new(),
            small_sectors: Vec::new(),
            entries: Vec::new(),
        };
        file.read_table(header)?;
        let folder = file.chain(u32_at(header, 48), u64::MAX)?;
        file.entries = folder.chunks_exact(128).map(|entry| Item::parse(entry, sector)).collect();
        let root = file.entries.first().ok_or_else(damaged)?;
        let (start, size) = (root.start, root.size);
        if u32_at(header, 64) > 0 {
            let table = file.chain(u32_at(header, 60), u64::MAX)?;
            file.small_table = table.chunks_exact(4).map(|entry| u32_at(entry, 0)).collect();
            // Its size is often wrong; the chain says how much there is.
            file.small_sectors = file.chain(start, size.max(1)).unwrap_or_default();
        }
        Ok(file)
    }

    /// The table of which sector follows which.
    fn read_table(&mut self, header: &[u8]) -> Result<(), Problem> {
        let most = self.bytes.len() / self.sector + 1;
        let mut places: Vec<u32> = header[76..512].chunks_exact(4).map(|entry| u32_at(entry, 0)).collect();
        let mut next = u32_at(header, 68);
        let mut lists = 0;
        while next < FIRST_MARK {
            lists += 1;
            let list = self.sector_at(next).filter(|_| lists <= most).ok_or_else(cut_off)?;
            let (entries, link) = list.split_at(list.len() - list.len() % 4 - 4);
            places.extend(entries.chunks_exact(4).map(|entry| u32_at(entry, 0)));
            next = u32_at(link, 0);
        }
        for place in places.into_iter().filter(|&place| place < FIRST_MARK).take(most) {
            let sector = self.sector_at(place).ok_or_else(cut_off)?;
            self.table.extend(sector.chunks_exact(4).map(|entry| u32_at(entry, 0)));
        }
        Ok(())
    }

    /// A sector; the last one of the file may be short.
    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| sector.len() >= 4)
    }

    /// The bytes of a chain of sectors, at most `size`.
    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        for sector in follow(&self.table, start) {
            if bytes.len() as u64 >= size {
                break;
            }
            bytes.extend_from_slice(self.sector_at(sector?).ok_or_else(cut_off)?);
        }
        bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    fn small_chain(&self, start: u32, size: u64) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        for sector in follow(&self.small_table, start) {
            if bytes.len() as u64 >= size {
                break;
            }
            let at = sector? as usize * 64;
            bytes.extend_from_slice(self.small_sectors.get(at..at + 64).ok_or_else(cut_off)?);
        }
        bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    /// Whether there is a stream or folder of this name anywhere.
    pub(in crate::ingest::workbook) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The stream of this name in the root folder, else anywhere: embedded workbooks lie in folders.
    pub(in crate::ingest::workbook) fn stream(
        &self,
        name: &str,
        most: u64,
    ) -> Option<Result<Vec<u8>, Problem>> {
        let fits = |entry: &&Item| entry.is_stream && entry.name.eq_ignore_ascii_case(name);
        let entry = self.in_root().find(fits).or_else(|| self.entries.iter().find(fits))?;
        let size = entry.size.min(most + 1);
        Some(if entry.size < SMALL {
            self.small_chain(entry.start, size)
        } else {
            self.chain(entry.start, size)
        })
    }

    fn in_root(&self) -> impl Iterator<Item = &Item> {
        let mut waiting: Vec<u32> = self.entries.first().map(|root| root.child).into_iter().collect();
        let mut visits = 0;
        std::iter::from_fn(move || {
            while let Some(next) = waiting.pop() {
                visits += 1;
                if visits > 2 * self.entries.len() {
                    return None;
                }
                if let Some(item) = self.entries.get(next as usize) {
                    waiting.extend([item.right, item.left]);
                    return Some(item);
                }
            }
            None
        })
    }
}

/// The sectors of a chain; an error where it leaves the table or meets itself.
fn follow(table: &[u32], start: u32) -> impl Iterator<Item = Result<u32, Problem>> + '_ {
    let mut next = start;
    let mut seen = vec![false; table.len()];
    std::iter::from_fn(move || {
        if next == END_OF_CHAIN {
            return None;
        }
        let sector = next as usize;
        let Some(link) = table.get(sector).filter(|_| !std::mem::replace(&mut seen[sector], true)) else {
            next = END_OF_CHAIN;
            return Some(Err(damaged()));
        };
        let here = next;
        next = *link;
        Some(Ok(here))
    })
}

impl Item {
    fn parse(entry: &[u8], sector: usize) -> Self {
        let units = entry[..64].chunks_exact(2).map(|unit| u16_at(unit, 0)).take_while(|&unit| unit != 0);
        let name = char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect();
        let low = u64::from(u32_at(entry, 120));
        let high = if sector == 512 { 0 } else { u64::from(u32_at(entry, 124)) };
        Self {
            name,
            is_stream: entry[66] == 2,
            left: u32_at(entry, 68),
            right: u32_at(entry, 72),
            child: u32_at(entry, 76),
            start: u32_at(entry, 116),
            size: low | high << 32,
        }
    }
}

/// A compound file that holds this one stream.
pub(super) fn wrap(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const PER_SECTOR: usize = SECTOR / 4;
    // Small streams would need a second table: fill up instead.
    let size = stream.len().max(4096).next_multiple_of(SECTOR);
    let data = size / SECTOR;
    // The table covers the folder, the data, itself and the lists of its places beyond 109.
    let (mut tables, mut lists) = (1, 0);
    while tables * PER_SECTOR < 1 + data + tables + lists {
        tables += 1;
        lists = tables.saturating_sub(109).div_ceil(PER_SECTOR - 1);
    }
    let number = |number: usize| u32::try_from(number).unwrap_or(END_OF_CHAIN);
    let (first_table, first_list) = (1 + data, 1 + data + tables);
    let mut table: Vec<u32> = Vec::with_capacity(tables * PER_SECTOR);
    table.push(END_OF_CHAIN);
    table.extend((2..=data).map(number).chain([END_OF_CHAIN]));
    table.extend(std::iter::repeat_n(0xFFFF_FFFD, tables).chain(std::iter::repeat_n(0xFFFF_FFFC, lists)));
    table.resize(tables * PER_SECTOR, u32::MAX);
    let places: Vec<u32> = (first_table..first_table + tables).map(number).collect();

    let mut file = SIGNATURE.to_vec();
    file.resize(24, 0);
    for short in [0x3E_u16, 3, 0xFFFE, 9, 6, 0, 0, 0] {
        file.extend(short.to_le_bytes());
    }
    let list = if lists > 0 { number(first_list) } else { END_OF_CHAIN };
    for long in [0, number(tables), 0, 0, 4096, END_OF_CHAIN, 0, list, number(lists)] {
        file.extend(u32::to_le_bytes(long));
    }
    let (in_header, in_lists) = places.split_at(places.len().min(109));
    let unused = std::iter::repeat_n(&u32::MAX, 109 - in_header.len());
    file.extend(in_header.iter().chain(unused).flat_map(|place| place.to_le_bytes()));
    for (item, kind, start, length) in [("Root Entry", 5, END_OF_CHAIN, 0), (name, 2, 1, number(size))] {
        push_item(&mut file, item, kind, if kind == 5 { 1 } else { u32::MAX }, start, length);
    }
    file.resize(2 * SECTOR, 0);
    file.extend_from_slice(stream);
    file.resize((2 + data) * SECTOR, 0);
    file.extend(table.iter().flat_map(|entry| entry.to_le_bytes()));
    for (at, chunk) in in_lists.chunks(PER_SECTOR - 1).enumerate() {
        let unused = std::iter::repeat_n(&u32::MAX, PER_SECTOR - 1 - chunk.len());
        file.extend(chunk.iter().chain(unused).flat_map(|place| place.to_le_bytes()));
        let next = if at + 1 < lists { number(first_list + at + 1) } else { END_OF_CHAIN };
        file.extend(next.to_le_bytes());
    }
    file
}

fn push_item(file: &mut Vec<u8>, name: &str, kind: u8, child: u32, start: u32, length: u32) {
    let begin = file.len();
    file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    file.resize(begin + 64, 0);
    file.extend(u16::try_from(2 * name.len() + 2).unwrap_or(64).to_le_bytes());
    file.extend([kind, 1]);
    for link in [u32::MAX, u32::MAX, child] {
        file.extend(link.to_le_bytes());
    }
    file.resize(begin + 116, 0);
    file.extend(start.to_le_bytes());
    file.extend(length.to_le_bytes());
    file.resize(begin + 128, 0);
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

fn damaged() -> Problem {
    Problem::Damaged {
        part: Text::new("文件内部的目录前后矛盾", "the file's inner directory contradicts itself"),
        detail: String::new(),
    }
}

fn cut_off() -> Problem {
    Problem::Damaged {
        part: Text::new(
            "内容不全，可能没有下载或复制完整",
            "it is incomplete; perhaps it was not downloaded or copied to the end",
        ),
        detail: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_stream_comes_out_again() {
        for size in [1, 4095, 4096, 70_000, 8_000_000] {
            let stream: Vec<u8> = (0..size).map(|at: usize| (at % 251) as u8).collect();
            let file = wrap("Workbook", &stream);
            let compound = Compound::open(&file).unwrap();
            let found = compound.stream("workbook", u64::MAX - 1).unwrap().unwrap();
            assert_eq!(&found[..size], stream, "{size}");
            assert!(found[size..].iter().all(|&byte| byte == 0));
        }
    }

    #[test]
    fn circles_and_missing_sectors_end() {
        let file = wrap("Workbook", &[1; 70_000]);
        let table = 512 * (2 + 70_000_usize.div_ceil(512));
        for (at, to) in [(table, 0_u32), (table + 8, 1), (table + 8, 5_000_000), (48, 900_000)] {
            let mut broken = file.clone();
            broken[at..at + 4].copy_from_slice(&to.to_le_bytes());
            let result =
                Compound::open(&broken).and_then(|file| file.stream("Workbook", u64::MAX - 1).unwrap());
            assert!(result.is_err(), "{at} {to}");
        }
        for size in [0, 68, 511, 512, 600, 40_000] {
            let result =
                Compound::open(&file[..size]).and_then(|file| file.stream("Workbook", u64::MAX - 1).unwrap());
            assert!(result.is_err(), "{size}");
        }
    }
}
