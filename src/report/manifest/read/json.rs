//! The manifest of a JSON document, of which no more is read than it takes.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufReader, Read};

use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{MOST_BYTES, ManifestError, ReadManifest, damaged, parsed};

/// The value of the key `manifest`; what stands before it is passed over without being held.
pub(super) fn read(report: &mut impl Read) -> Result<ReadManifest, ManifestError> {
    let left = Cell::new(MOST_BYTES);
    let bounded = Bounded { inner: BufReader::new(report), left: &left };
    let mut json = serde_json::Deserializer::from_reader(bounded);
    let mut found = None;
    // Whatever follows the manifest is left unread, which the reader takes for an error.
    let outcome = json.deserialize_map(Keys { found: &mut found, left: &left });
    match (found, outcome) {
        (Some(manifest), _) => parsed(manifest.get()),
        (None, _) if left.get() == 0 => Err(ManifestError::TooLarge),
        (None, Ok(())) => Err(ManifestError::NotAReport),
        (None, Err(error)) if error.is_io() => Err(ManifestError::Io(error.into())),
        (None, Err(error)) => Err(damaged(error)),
    }
}

/// A reader that ends when its bound is reached.
struct Bounded<'c, R> {
    inner: R,
    left: &'c Cell<u64>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left.get()).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.inner.read(&mut buffer[..most])?;
        self.left.set(self.left.get().saturating_sub(read as u64));
        Ok(read)
    }
}

/// The keys of the document up to the manifest.
struct Keys<'f, 'c> {
    found: &'f mut Option<Box<RawValue>>,
    left: &'c Cell<u64>,
}

impl<'de> Visitor<'de> for Keys<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an audit")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut keys: A) -> Result<(), A::Error> {
        loop {
            // Keys and the manifest are held; other values are not.
            self.left.set(MOST_BYTES);
            match keys.next_key::<String>()? {
                None => return Ok(()),
                Some(key) if key == "manifest" => {
                    *self.found = Some(keys.next_value()?);
                    return Ok(());
                }
                Some(_) => {
                    self.left.set(u64::MAX);
                    keys.next_value::<IgnoredAny>()?;
                }
            }
        }
    }
}
