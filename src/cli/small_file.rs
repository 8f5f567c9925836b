//! Files that people write by hand: read up to a bound, so that a device or an export named by mistake ends in an
//! error and not in the machine's memory.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Far beyond any configuration or key.
const MOST: u64 = 4 << 20;

/// The bytes of a file.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 4 MiB"));
    }
    Ok(bytes)
}

/// The text of a file.
pub(super) fn read_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read(path)?).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_refused_and_a_text_must_be_one() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("key");
        std::fs::write(&path, vec![b'x'; 4 << 20])?;
        assert_eq!(read(&path)?.len(), 4 << 20);
        std::fs::write(&path, vec![b'x'; (4 << 20) + 1])?;
        assert!(read(&path).is_err());
        std::fs::write(&path, [0xff, 0xfe])?;
        assert!(read_text(&path).is_err());
        Ok(())
    }
}
