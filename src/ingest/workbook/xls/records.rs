//! BIFF: the records an xls workbook is made of.

/// Kinds of records; what is not named here is passed over.
pub(super) mod kind {
    pub(in super::super) const FORMULA: u16 = 0x0006;
    pub(in super::super) const END: u16 = 0x000A;
    pub(in super::super) const EXTERN_SHEET: u16 = 0x0017;
    pub(in super::super) const NAME: u16 = 0x0018;
    pub(in super::super) const DATE_MODE: u16 = 0x0022;
    pub(in super::super) const FILE_PASS: u16 = 0x002F;
    pub(in super::super) const CONTINUE: u16 = 0x003C;
    pub(in super::super) const CODE_PAGE: u16 = 0x0042;
    pub(in super::super) const SHEET: u16 = 0x0085;
    pub(in super::super) const MULTIPLE_NUMBERS: u16 = 0x00BD;
    pub(in super::super) const RICH_TEXT: u16 = 0x00D6;
    pub(in super::super) const MERGED: u16 = 0x00E5;
    pub(in super::super) const SHARED_TEXTS: u16 = 0x00FC;
    pub(in super::super) const SHARED_TEXT: u16 = 0x00FD;
    pub(in super::super) const DIMENSIONS: u16 = 0x0200;
    pub(in super::super) const NUMBER: u16 = 0x0203;
    pub(in super::super) const LABEL: u16 = 0x0204;
    pub(in super::super) const BOOLEAN: u16 = 0x0205;
    pub(in super::super) const FORMULA_TEXT: u16 = 0x0207;
    pub(in super::super) const SHORT_NUMBER: u16 = 0x027E;
    pub(in super::super) const BEGIN: u16 = 0x0809;
    /// No record has this kind; every reader passes over it.
    pub(in super::super) const NOTHING: u16 = 0x0FFF;
}

/// A record and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub(super) kind: u16,
    /// Where its head starts; 4 bytes on is its data.
    pub(super) at: usize,
    pub(super) length: usize,
}

impl Record {
    /// The record at a place; `None` where the stream ends or breaks off.
    pub(super) fn read(stream: &[u8], at: usize) -> Option<Self> {
        let length = usize::from(u16_at(stream, at + 2)?);
        let record = Self { kind: u16_at(stream, at)?, at, length };
        (record.end() <= stream.len()).then_some(record)
    }

    pub(super) fn end(self) -> usize {
        self.at + 4 + self.length
    }

    pub(super) fn data(self, stream: &[u8]) -> &[u8] {
        stream.get(self.at + 4..self.end()).unwrap_or_default()
    }
}

/// The records from a place on.
pub(super) fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let record = Record::read(stream, at)?;
        at = record.end();
        Some(record)
    })
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}
