//! Any bytes below a good header: no panic, and the row account closes.

#![no_main]

use std::io::Write as _;

use hearback::dataset::Field;
use hearback::ingest::{InputFile, LoadOptions, Unwatched, load};
use hearback::model::{Subject, Zone};
use libfuzzer_sys::fuzz_target;

const HEADER: &str = "投诉编号,客户编号,受理时间,办结时间,重开次数,备注\n";

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    if file.write_all(HEADER.as_bytes()).and_then(|()| file.write_all(bytes)).is_err() {
        return;
    }
    let Some(zone) = Zone::parse("+08:00") else { return };
    let loaded = load(&LoadOptions {
        files: vec![InputFile::new(file.path().display().to_string(), Some(Subject::Complaints))],
        maps: Vec::new(),
        own_columns: Vec::new(),
        zone,
        hash: true,
        unmask: false,
        mask_key: None,
        with_content: false,
        threads: 2,
        wanted: &|_: Subject, _: Field| true,
        progress: &Unwatched,
    });
    if let Ok(dataset) = loaded {
        assert!(dataset.inputs.iter().all(|input| input.rows.closes()));
        let used: u64 = dataset.inputs.iter().map(|input| input.rows.used).sum();
        assert_eq!(used, dataset.complaints.height() as u64);
    }
});
