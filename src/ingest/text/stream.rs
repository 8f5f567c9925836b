//! A file's bytes as a text, or as bytes that are cut before they are decoded.

use std::io::{self, Read};

use encoding_rs::DecoderResult;

use super::decode::{carry, decode_all, wrong_bytes};
use super::{Dialect, Encoding};

/// Bytes read or decoded at a time.
const CHUNK_BYTES: usize = 256 << 10;

/// A text file, its byte order mark removed.
///
/// It hands out UTF-8; [`Self::start`] may turn that into the file's own bytes, which are then to be
/// decoded block by block. Bytes of UTF-8 files are passed on unchecked; whoever splits them checks
/// them. Wrong bytes of other encodings are carried on as [`super::decode`] says.
pub(in crate::ingest) struct TextStream {
    source: Box<dyn Read + Send>,
    encoding: Encoding,
    /// Raw bytes already read to look at them.
    head: Waiting,
    /// Bytes read while going behind the header, as they are handed out.
    passed_over: Waiting,
    decoding: Option<Decoding>,
}

/// Bytes that wait to be passed on.
#[derive(Default)]
struct Waiting {
    bytes: Vec<u8>,
    at: usize,
}

struct Decoding {
    decoder: encoding_rs::Decoder,
    raw: Waiting,
    /// Wrong bytes as they are carried on, and text that came in too small a piece to be given out.
    carried: Waiting,
    /// Whether all of the file is in `raw`, and whether all of it was decoded.
    ended: bool,
    finished: bool,
}

impl Waiting {
    fn left(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    /// Moves as much as fits into `buffer`.
    fn give(&mut self, buffer: &mut [u8]) -> usize {
        let count = self.left().len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.bytes[self.at..self.at + count]);
        self.at += count;
        count
    }
}

impl TextStream {
    /// Continues `source`, of which `head` was read, in `encoding`. A mark of UTF-16 says which end
    /// comes first, whichever was named.
    pub(in crate::ingest) fn new(source: Box<dyn Read + Send>, head: Vec<u8>, encoding: Encoding) -> Self {
        let encoding = encoding.as_marked(&head);
        let mark = if head.starts_with(encoding.mark()) { encoding.mark().len() } else { 0 };
        let decoding = (encoding != Encoding::UTF_8).then(|| Decoding {
            decoder: encoding.decoder(),
            raw: Waiting::default(),
            carried: Waiting::default(),
            ended: false,
            finished: false,
        });
        let head = Waiting { bytes: head, at: mark };
        Self { source, encoding, head, passed_over: Waiting::default(), decoding }
    }

    /// The encoding it is read in.
    pub(in crate::ingest) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The encoding of the bytes it hands out: UTF-8 unless whole blocks are to be decoded.
    pub(in crate::ingest) fn block_encoding(&self) -> Encoding {
        if self.decoding.is_some() { Encoding::UTF_8 } else { self.encoding }
    }

    /// As much of the text as was read already, as UTF-8; nothing is taken out of the stream.
    pub(in crate::ingest) fn look(&self) -> Vec<u8> {
        if self.encoding == Encoding::UTF_8 {
            return self.head.left().to_vec();
        }
        let mut text = Vec::new();
        let len = decode_all(self.encoding, self.head.left(), false, &mut text);
        text.truncate(len);
        text
    }

    /// Goes behind the first `lines` lines, once, before anything was read. From there on the stream
    /// hands out the file's own bytes where these can be cut into records before they are decoded,
    /// so that several threads decode them.
    pub(in crate::ingest) fn start(&mut self, dialect: Dialect, lines: u32) -> io::Result<()> {
        if self.encoding.can_be_cut(dialect) {
            self.decoding = None;
        }
        let mut left = lines;
        let mut buffer = vec![0; CHUNK_BYTES];
        while left > 0 {
            let count = match self.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            for end in memchr::memchr_iter(dialect.line_end, &buffer[..count]) {
                left -= 1;
                if left == 0 {
                    buffer.truncate(count);
                    self.passed_over = Waiting { bytes: buffer, at: end + 1 };
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn read_raw(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.head.give(buffer) {
            0 => self.source.read(buffer),
            count => Ok(count),
        }
    }

    /// Reads the next chunk behind the last bytes of the one before: the bytes of a letter may come in
    /// two chunks, and be wrong.
    fn refill(&mut self, decoding: &mut Decoding) -> io::Result<()> {
        const LONGEST_LETTER: usize = 8;
        let Waiting { bytes, at } = &mut decoding.raw;
        let kept = bytes.len().min(LONGEST_LETTER);
        bytes.drain(..bytes.len() - kept);
        bytes.resize(kept + CHUNK_BYTES, 0);
        let count = self.read_raw(&mut bytes[kept..]);
        bytes.truncate(kept + count.as_ref().map_or(0, |&count| count));
        *at = kept;
        decoding.ended = count? == 0;
        Ok(())
    }

    /// Decodes into `buffer`; 0 at the end of the file.
    fn decode(&mut self, decoding: &mut Decoding, buffer: &mut [u8]) -> io::Result<usize> {
        while decoding.carried.left().is_empty() && !decoding.finished {
            if decoding.raw.left().is_empty() && !decoding.ended {
                self.refill(decoding)?;
            }
            if buffer.len() < SMALL_PIECE {
                let mut piece = vec![0; SMALL_PIECE];
                let (written, wrong) = decoding.step(&mut piece);
                piece.truncate(written);
                decoding.carried = Waiting { bytes: [piece, wrong].concat(), at: 0 };
                continue;
            }
            let (written, wrong) = decoding.step(buffer);
            decoding.carried = Waiting { bytes: wrong, at: 0 };
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(decoding.carried.give(buffer))
    }
}

/// A buffer smaller than this may not hold a letter.
const SMALL_PIECE: usize = 64;

impl Decoding {
    /// Decodes as much as fits; how much that is, and the wrong bytes behind it.
    fn step(&mut self, buffer: &mut [u8]) -> (usize, Vec<u8>) {
        let raw = &mut self.raw;
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(raw.left(), buffer, self.ended);
        raw.at += read;
        self.finished = self.ended && result == DecoderResult::InputEmpty;
        let wrong = match result {
            DecoderResult::Malformed(count, after) => wrong_bytes(&raw.bytes[..raw.at], count, after),
            _ => &[],
        };
        (written, wrong.iter().copied().flat_map(carry).collect())
    }
}

impl Read for TextStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.passed_over.left().is_empty() {
            return Ok(self.passed_over.give(buffer));
        }
        let Some(mut decoding) = self.decoding.take() else { return self.read_raw(buffer) };
        let decoded = self.decode(&mut decoding, buffer);
        self.decoding = Some(decoding);
        decoded
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode_block;
    use super::*;

    fn stream(bytes: &[u8], encoding: Encoding, head: usize) -> TextStream {
        let (first, rest) = bytes.split_at(head.min(bytes.len()));
        TextStream::new(Box::new(io::Cursor::new(rest.to_vec())), first.to_vec(), encoding)
    }

    fn read_all(stream: &mut TextStream) -> io::Result<Vec<u8>> {
        let (mut text, mut buffer) = (Vec::new(), [0; 3]);
        loop {
            match stream.read(&mut buffer)? {
                0 => return Ok(text),
                count => text.extend_from_slice(&buffer[..count]),
            }
        }
    }

    #[test]
    fn every_encoding_reads_back() -> io::Result<()> {
        let text = "投诉编号,备注\nTS1,客户说:“慢”😀\n".repeat(9);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with_bom = [b"\xFF\xFE".as_slice(), &utf16].concat();
        let be_with_bom = [b"\xFE\xFF".as_slice(), &utf16_be].concat();
        let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
        let gb_bom = [b"\x84\x31\x95\x33".as_slice(), &gb].concat();
        let utf8_bom = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
        for (bytes, encoding) in [
            (text.clone().into_bytes(), Encoding::UTF_8),
            (utf8_bom, Encoding::UTF_8),
            (utf16, Encoding::UTF_16LE),
            (utf16_be, Encoding::UTF_16BE),
            (with_bom, Encoding::UTF_16LE),
            // Named `utf-16`, which the mark makes more precise.
            (be_with_bom, Encoding::UTF_16LE),
            (gb, Encoding::GB18030),
            (gb_bom, Encoding::GB18030),
        ] {
            for head in [4, 7, 1000] {
                let read = read_all(&mut stream(&bytes, encoding, head))?;
                assert_eq!(String::from_utf8_lossy(&read), text, "{encoding:?}");
                let looked = stream(&bytes, encoding, head).look();
                assert!(text.as_bytes().starts_with(&looked) && looked.len() + 4 >= head.min(looked.len()));
            }
        }
        Ok(())
    }

    #[test]
    fn what_is_left_after_the_header_is_raw_where_it_can_be() -> io::Result<()> {
        let text = "编号|说\"明\r\n1|好\r\n2|,\r\n";
        let gb = encoding_rs::GB18030.encode(text).0.into_owned();
        for delimiter in *b",|" {
            let mut stream = stream(&gb, Encoding::GB18030, 5);
            stream.start(Dialect { delimiter, line_end: b'\n' }, 1)?;
            assert_eq!(stream.block_encoding() == Encoding::UTF_8, delimiter == b'|');
            let rest = read_all(&mut stream)?;
            let mut scratch = Vec::new();
            let rest = decode_block(&rest, stream.block_encoding(), &mut scratch);
            assert_eq!(String::from_utf8_lossy(rest), "1|好\r\n2|,\r\n");
        }
        Ok(())
    }

    #[test]
    fn half_a_letter_at_the_end_is_kept_as_wrong() -> io::Result<()> {
        let utf16: Vec<u8> = "a好".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cut = &utf16[..3];
        assert_eq!(read_all(&mut stream(cut, Encoding::UTF_16LE, 2))?, b"a\xFF\x87\x8D");
        // A lone half of a pair, before another letter.
        let lone = [0x00, 0xD8, b'a', 0];
        assert_eq!(read_all(&mut stream(&lone, Encoding::UTF_16LE, 3))?, b"\xFF\x80\x80\xFF\x8D\x88a");
        Ok(())
    }
}
