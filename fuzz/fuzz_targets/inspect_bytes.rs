//! Any bytes taken for a file of any format: no panic, and the row account of whatever is read closes.

#![no_main]

use std::io::Write as _;

use hearback::dataset::Field;
use hearback::ingest::{InputFile, LoadOptions, Unwatched, inspect};
use hearback::model::{Subject, Zone};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    let Some(zone) = Zone::parse("+08:00") else { return };
    if file.write_all(bytes).is_err() {
        return;
    }
    let inspections = inspect(&LoadOptions {
        files: vec![InputFile::new(file.path().display().to_string(), None)],
        maps: Vec::new(),
        own_columns: Vec::new(),
        zone,
        hash: false,
        unmask: false,
        mask_key: None,
        with_content: false,
        threads: 1,
        wanted: &|_: Subject, _: Field| true,
        progress: &Unwatched,
    });
    for seen in inspections {
        assert!(seen.rows.closes());
        assert_eq!(seen.rows.rejected, seen.rejects.len() as u64);
        assert_eq!(seen.rows.total + seen.rows.header, aside(&seen), "{}", seen.file);
    }
});

/// Rows that stand in a list of their own, and the header.
fn aside(seen: &hearback::model::Inspection) -> u64 {
    if seen.problem.is_some() {
        return 0;
    }
    (seen.set_aside.len() + seen.header_rows.len()) as u64
}
