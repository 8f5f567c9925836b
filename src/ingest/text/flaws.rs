//! What makes the text of a block unfit to be read, and in which of its records.
//!
//! A whole block is looked at once; its records only if there is something to find.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::decode::carried;
use super::{Encoding, Record};
use crate::model::Text;

/// What is wrong in a block.
#[derive(Clone, Copy, Debug)]
pub(in crate::ingest) struct Flaws {
    encoding: Encoding,
    wrong_bytes: bool,
    zeros: bool,
    replaced: bool,
}

/// Why a record cannot be read as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Flaw {
    /// It holds bytes that are not in the encoding of the file.
    WrongBytes,
    /// It holds a zero byte, which no export writes: what stands there was overwritten or never written.
    ZeroByte,
}

impl Flaws {
    /// Looks at the text of a block from a file in `encoding`, and for letters lost earlier if asked to.
    pub(in crate::ingest) fn of(text: &[u8], encoding: Encoding, lost_letters: bool) -> Self {
        Self {
            encoding,
            wrong_bytes: simdutf8::basic::from_utf8(text).is_err(),
            zeros: memchr::memchr(0, text).is_some(),
            replaced: lost_letters && memchr::memmem::find(text, REPLACED).is_some(),
        }
    }

    /// Whether the block holds bytes that are not in the encoding.
    pub(in crate::ingest) fn has_wrong_bytes(&self) -> bool {
        self.wrong_bytes
    }

    /// Why the record cannot be read, if it cannot.
    pub(in crate::ingest) fn find(&self, record: &Record<'_>) -> Option<Flaw> {
        if self.wrong_bytes && std::str::from_utf8(record.raw()).is_err() {
            return Some(Flaw::WrongBytes);
        }
        (self.zeros && record.raw().contains(&0)).then_some(Flaw::ZeroByte)
    }

    /// Whether letters of the record were lost before the file was written, which put U+FFFD there.
    pub(in crate::ingest) fn was_replaced(&self, record: &Record<'_>) -> bool {
        self.replaced && memchr::memmem::find(record.raw(), REPLACED).is_some()
    }

    /// Why a record with this flaw cannot be used: where the flaw is, and the first wrong bytes.
    pub(in crate::ingest) fn reason(&self, flaw: Flaw, record: &Record<'_>) -> Text {
        let has_flaw = |cell: &Cow<'_, [u8]>| match flaw {
            Flaw::WrongBytes => std::str::from_utf8(cell).is_err(),
            Flaw::ZeroByte => cell.contains(&0),
        };
        let found = (*record).cells().enumerate().find(|(_, cell)| has_flaw(cell));
        let Some((column, cell)) = found else {
            return Text::new("有不能读出的字节", "it holds bytes that cannot be read");
        };
        let column = column + 1;
        match flaw {
            Flaw::ZeroByte => Text::owned(
                format!("第 {column} 列有零字节（NUL）"),
                format!("a zero byte (NUL) in column {column}"),
            ),
            Flaw::WrongBytes => {
                let (bytes, name) = (self.first_wrong(&cell), self.encoding.name());
                Text::owned(
                    format!("第 {column} 列的字节 {bytes} 不是 {name}"),
                    format!("bytes {bytes} in column {column} are not {name}"),
                )
            }
        }
    }

    /// A cell or a whole record as text that can be shown: wrong bytes as ‹E5 8C›, zeros as ␀.
    pub(in crate::ingest) fn show<'a>(&self, cell: &'a [u8]) -> Cow<'a, str> {
        if let Ok(text) = std::str::from_utf8(cell) {
            return if text.contains('\0') {
                Cow::Owned(text.replace('\0', "\u{2400}"))
            } else {
                Cow::Borrowed(text)
            };
        }
        let (mut shown, mut wrong) = (String::new(), Vec::new());
        for chunk in cell.utf8_chunks() {
            if !chunk.valid().is_empty() {
                shown += &quoted(&self.file_bytes(&wrong));
                wrong.clear();
                shown += &chunk.valid().replace('\0', "\u{2400}");
            }
            wrong.extend_from_slice(chunk.invalid());
        }
        shown += &quoted(&self.file_bytes(&wrong));
        Cow::Owned(shown)
    }

    /// More than one letter's bytes might say what must not be quoted.
    fn first_wrong(&self, cell: &[u8]) -> String {
        let wrong: Vec<u8> = cell
            .utf8_chunks()
            .skip_while(|chunk| chunk.invalid().is_empty())
            .take_while(|chunk| !chunk.invalid().is_empty())
            .flat_map(|chunk| chunk.invalid().to_vec())
            .collect();
        let bytes = self.file_bytes(&wrong);
        quoted(&bytes[..bytes.len().min(2)])
    }

    /// Wrong bytes as they stand in the file.
    fn file_bytes(&self, wrong: &[u8]) -> Vec<u8> {
        if self.encoding == Encoding::UTF_8 {
            return wrong.to_vec();
        }
        wrong.chunks(3).filter_map(carried).collect()
    }
}

/// U+FFFD as UTF-8.
const REPLACED: &[u8] = "\u{fffd}".as_bytes();

fn quoted(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return String::new();
    }
    let mut text = String::from("‹");
    for (at, byte) in bytes.iter().enumerate() {
        let _ = write!(text, "{}{byte:02X}", if at > 0 { " " } else { "" });
    }
    text + "›"
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, decode_block, for_each_record};
    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',', line_end: b'\n' };

    fn flaws(bytes: &[u8], encoding: Encoding) -> Vec<(u32, Option<Flaw>, String, bool)> {
        let mut scratch = Vec::new();
        let text = decode_block(bytes, encoding, &mut scratch);
        let flaws = Flaws::of(text, encoding, true);
        let mut found = Vec::new();
        for_each_record(text, COMMA, None, |record, line| {
            let flaw = flaws.find(&record);
            let reason = flaw.map(|flaw| flaws.reason(flaw, &record).en.into_owned()).unwrap_or_default();
            found.push((
                line,
                flaw,
                format!("{} {reason}", flaws.show(record.raw())),
                flaws.was_replaced(&record),
            ));
        });
        found
    }

    #[test]
    fn wrong_bytes_cost_their_row_only() {
        let wrong = Some(Flaw::WrongBytes);
        let utf8 = flaws(b"1,a\n2,\xE5\x8C\xE5\x8Cx\n3,c\n", Encoding::UTF_8);
        assert_eq!(utf8[0], (0, None, "1,a ".to_owned(), false));
        assert_eq!(
            utf8[1],
            (1, wrong, "2,‹E5 8C E5 8C›x bytes ‹E5 8C› in column 2 are not utf-8".to_owned(), false)
        );
        assert_eq!(utf8[2].1, None);
        let gbk = flaws(b"1,\xD5\xC5\xFF\"\n2,\"\xD5\n\"\n3,\xC8\xFD\n", Encoding::GB18030);
        assert_eq!(gbk[0], (0, wrong, "1,张‹FF›\" bytes ‹FF› in column 2 are not gb18030".to_owned(), false));
        assert_eq!(gbk[1].2, "2,\"‹D5›\n\" bytes ‹D5› in column 2 are not gb18030");
        assert_eq!(gbk[2], (3, None, "3,三 ".to_owned(), false));
    }

    #[test]
    fn zeros_and_lost_letters_have_their_own_names() {
        let found = flaws("1,a\0b\n2,张\u{fffd}\n".as_bytes(), Encoding::UTF_8);
        assert_eq!(
            found[0],
            (0, Some(Flaw::ZeroByte), "1,a␀b a zero byte (NUL) in column 2".to_owned(), false)
        );
        assert_eq!((found[1].1, found[1].3), (None, true));
    }
}
