//! The zip that a Word file is.
//!
//! Owns the order of the parts and their time, which is the same in every file, so that the same report is the
//! same bytes. Refuses to know what the parts say.

use std::io::{self, BufWriter, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A Word file while it is made. Compressed parts wait in memory, because Word wants their sizes before them.
pub(super) struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Package {
    /// Without parts.
    pub(super) fn new() -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// Adds a part that is written piece by piece.
    pub(super) fn part(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        self.zip.start_file(name, options)?;
        let mut out = BufWriter::new(&mut self.zip);
        write(&mut out)?;
        out.flush()
    }

    /// Adds a part whose text is known.
    pub(super) fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.part(name, |out| out.write_all(text.as_bytes()))
    }

    /// Hands over the whole file.
    pub(super) fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.zip.finish()?.get_ref())?;
        out.flush()
    }
}
