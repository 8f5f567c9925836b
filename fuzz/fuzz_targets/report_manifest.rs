//! Any bytes read as a report: no panic, and never more in a manifest than the file could unpack to.

#![no_main]

use std::io::Cursor;

use hearback::report::{ReportFormat, read_manifest};
use libfuzzer_sys::fuzz_target;

/// The most bytes of a manifest that are taken.
const MOST_BYTES: usize = 64 << 20;

fuzz_target!(|bytes: &[u8]| {
    let Ok((format, manifest)) = read_manifest(&mut Cursor::new(bytes)) else { return };
    assert_ne!(format, ReportFormat::Csv, "it carries no manifest");
    assert_eq!(manifest.schema, "hearback-manifest/1");
    let held: usize = manifest.arguments.iter().map(String::len).sum();
    assert!(held <= MOST_BYTES);
    // In a text nothing grows; an archive unpacks.
    assert!(bytes.starts_with(b"PK") || held <= bytes.len());
});
