//! Any bytes taken for a file: no panic.

#![no_main]

use std::io::Write as _;

use hearback::dataset::Field;
use hearback::ingest::{InputFile, LoadOptions, Unwatched, load};
use hearback::model::{Subject, Zone};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    let Some(zone) = Zone::parse("+08:00") else { return };
    if file.write_all(bytes).is_err() {
        return;
    }
    let _ = load(&LoadOptions {
        files: vec![InputFile { path: file.path().display().to_string(), subject: None }],
        sheet: None,
        encoding: None,
        maps: Vec::new(),
        date_order: None,
        zone,
        hash: false,
        unmask: false,
        threads: 1,
        wanted: &|_: Subject, _: Field| true,
        progress: &Unwatched,
    });
});
