//! A file's bytes as UTF-8, hashed on their way.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::Encoding;
use crate::model::figures::hexadecimal;

/// Passes bytes on, and hashes them if asked to.
pub(in crate::ingest) struct HashingReader {
    inner: Box<dyn Read + Send>,
    hasher: Option<Sha256>,
}

impl HashingReader {
    pub(in crate::ingest) fn new(inner: Box<dyn Read + Send>, hash: bool) -> Self {
        Self { inner, hasher: hash.then(Sha256::new) }
    }
}

impl Read for HashingReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if let Some(hasher) = &mut self.hasher {
            hasher.update(&buffer[..count]);
        }
        Ok(count)
    }
}

/// Bytes read or decoded at a time.
const CHUNK_BYTES: usize = 256 << 10;

/// A text file as UTF-8 bytes, its byte order mark removed.
///
/// Bytes of UTF-8 files are passed on unchecked; whoever splits them checks them. Where another
/// encoding has wrong bytes, U+FFFD takes their place.
pub(in crate::ingest) struct TextStream {
    source: HashingReader,
    encoding: Encoding,
    /// Raw bytes already read to look at them.
    head: Waiting,
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
    decoded: Waiting,
    ended: bool,
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
    /// Continues `source`, of which `head` was read, in `encoding`.
    pub(in crate::ingest) fn new(source: HashingReader, head: Vec<u8>, encoding: Encoding) -> Self {
        let bom = encoding == Encoding::Utf8 && head.starts_with(b"\xEF\xBB\xBF");
        let decoding = encoding.decoder().map(|decoder| Decoding {
            decoder,
            raw: Waiting::default(),
            decoded: Waiting::default(),
            ended: false,
        });
        let head = Waiting { bytes: head, at: if bom { 3 } else { 0 } };
        Self { source, encoding, head, decoding }
    }

    /// The encoding it is read in.
    pub(in crate::ingest) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The SHA-256 of all bytes, in hexadecimal, if it was asked for; reads what is left.
    pub(in crate::ingest) fn sha256(mut self) -> io::Result<Option<String>> {
        io::copy(&mut self.source, &mut io::sink())?;
        Ok(self.source.hasher.map(|hasher| hexadecimal(&hasher.finalize())))
    }

    fn read_raw(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.head.give(buffer) {
            0 => self.source.read(buffer),
            count => Ok(count),
        }
    }

    /// Decodes the next chunk; leaves nothing waiting at the end of the file.
    fn decode(&mut self, decoding: &mut Decoding) -> io::Result<()> {
        let Decoding { decoder, raw, decoded, ended } = decoding;
        while decoded.left().is_empty() && !*ended {
            if raw.left().is_empty() {
                raw.bytes.resize(CHUNK_BYTES, 0);
                raw.at = 0;
                let count = self.read_raw(&mut raw.bytes)?;
                raw.bytes.truncate(count);
            }
            let last = raw.left().is_empty();
            decoded.bytes.resize(CHUNK_BYTES, 0);
            decoded.at = 0;
            let (result, read, written, _) = decoder.decode_to_utf8(raw.left(), &mut decoded.bytes, last);
            raw.at += read;
            decoded.bytes.truncate(written);
            *ended = last && result == encoding_rs::CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl Read for TextStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(mut decoding) = self.decoding.take() else { return self.read_raw(buffer) };
        let decoded = self.decode(&mut decoding);
        let count = decoding.decoded.give(buffer);
        self.decoding = Some(decoding);
        decoded.map(|()| count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(bytes: Vec<u8>, encoding: Encoding, head: usize) -> io::Result<String> {
        let mut source = HashingReader::new(Box::new(io::Cursor::new(bytes)), true);
        let mut first = vec![0; head];
        let count = source.read(&mut first)?;
        first.truncate(count);
        let mut stream = TextStream::new(source, first, encoding);
        let (mut text, mut buffer) = (Vec::new(), [0; 3]);
        loop {
            match stream.read(&mut buffer)? {
                0 => return Ok(String::from_utf8_lossy(&text).into_owned()),
                count => text.extend_from_slice(&buffer[..count]),
            }
        }
    }

    #[test]
    fn every_encoding_reads_back() -> io::Result<()> {
        let text = "投诉编号,备注\nTS1,客户说:“慢”😀\n".repeat(9);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_bom = [b"\xFF\xFE".as_slice(), &utf16].concat();
        let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
        let utf8_bom = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
        for (bytes, encoding) in [
            (text.clone().into_bytes(), Encoding::Utf8),
            (utf8_bom, Encoding::Utf8),
            (utf16, Encoding::Utf16Le),
            (with_bom, Encoding::Utf16Le),
            (gb, Encoding::Gb18030),
        ] {
            for head in [3, 7, 1000] {
                assert_eq!(read_back(bytes.clone(), encoding, head)?, text, "{encoding:?}");
            }
        }
        Ok(())
    }
}
