//! A file's bytes as they come, hashed on their way and noted for the key of the tokens, unpacked if they are
//! packed.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::error::Problem;
use crate::dataset::KeyHasher;
use crate::model::figures::hexadecimal;

/// The bytes of an input. Clones read on where the others are: one may sit under a decoder while another
/// is asked for the hash.
#[derive(Clone)]
pub(super) struct RawBytes(Arc<Mutex<Hashed>>);

struct Hashed {
    inner: Box<dyn Read + Send>,
    hasher: Option<Sha256>,
    key: KeyHasher,
}

impl RawBytes {
    /// Opens a file, or standard input for `-`.
    pub(super) fn open(path: &str, hash: bool) -> Result<Self, Problem> {
        let inner: Box<dyn Read + Send> = if path == "-" {
            Box::new(io::stdin())
        } else {
            if std::fs::metadata(Path::new(path)).map_err(Problem::Io)?.is_dir() {
                return Err(Problem::Directory);
            }
            Box::new(File::open(Path::new(path)).map_err(Problem::Io)?)
        };
        Ok(Self(Arc::new(Mutex::new(Hashed {
            inner,
            hasher: hash.then(Sha256::new),
            key: KeyHasher::default(),
        }))))
    }

    /// The SHA-256 of all bytes, in hexadecimal, if it was asked for; reads what is left.
    pub(super) fn sha256(mut self) -> io::Result<Option<String>> {
        io::copy(&mut self, &mut io::sink())?;
        let hasher = self.hashed().hasher.clone();
        Ok(hasher.map(|hasher| hexadecimal(&hasher.finalize())))
    }

    /// The input's share of the key that tokens are made with; reads on as far as it needs.
    pub(super) fn key_share(&self) -> io::Result<[u8; 32]> {
        let mut reader = self.clone();
        let mut buffer = [0; 8 << 10];
        while !self.hashed().key.is_full() && reader.read(&mut buffer)? > 0 {}
        Ok(self.hashed().key.finish())
    }

    fn hashed(&self) -> MutexGuard<'_, Hashed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read for RawBytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut hashed = self.hashed();
        let count = hashed.inner.read(buffer)?;
        if let Some(hasher) = &mut hashed.hasher {
            hasher.update(&buffer[..count]);
        }
        hashed.key.take(&buffer[..count]);
        Ok(count)
    }
}

/// Reads up to `most` bytes.
pub(super) fn read_head(source: &mut impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    source.take(most as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Bytes that a packed text may unfold to whatever its size, and how many times its size beyond that. Text
/// packs to a tenth, the most repetitive to a hundredth.
const UNFOLDED_ALWAYS: u64 = 256 << 20;
const UNFOLDED_TIMES: u64 = 400;

/// Unpacks gzip as long as the proportion is that of a text.
pub(super) struct Gunzip {
    decoder: MultiGzDecoder<Counting>,
    unpacked: u64,
}

impl Gunzip {
    /// Unpacks `rest`, of which `head` was read already.
    pub(super) fn new(head: Vec<u8>, rest: RawBytes) -> Self {
        let packed = Counting { inner: io::Cursor::new(head).chain(rest), count: 0 };
        Self { decoder: MultiGzDecoder::new(packed), unpacked: 0 }
    }
}

impl Read for Gunzip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.decoder.read(buffer)?;
        self.unpacked += count as u64;
        let packed = self.decoder.get_ref().count;
        if self.unpacked > UNFOLDED_ALWAYS && self.unpacked > packed.saturating_mul(UNFOLDED_TIMES) {
            return Err(io::Error::other(UnfoldsWithoutEnd));
        }
        Ok(count)
    }
}

/// Counts the packed bytes.
struct Counting {
    inner: io::Chain<io::Cursor<Vec<u8>>, RawBytes>,
    count: u64,
}

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count += count as u64;
        Ok(count)
    }
}

/// A packed text that is far larger than texts are.
#[derive(Debug)]
pub(super) struct UnfoldsWithoutEnd;

impl std::fmt::Display for UnfoldsWithoutEnd {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unfolds to more than 400 times its size")
    }
}

impl std::error::Error for UnfoldsWithoutEnd {}
