//! Any bytes as a text, in any encoding: no panic, and every byte of it lies in some record.

#![no_main]

use hearback::ingest::{Encoding, walk};
use libfuzzer_sys::fuzz_target;

/// The first byte names one of these, or leaves the choice to detection.
const NAMED: [&str; 9] = [
    "utf-8", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "windows-1252", "utf-16le", "utf-16be",
];

fuzz_target!(|bytes: &[u8]| {
    let [choice, head, text @ ..] = bytes else { return };
    let named = NAMED.get(usize::from(*choice)).and_then(|name| Encoding::from_name(name));
    let Ok(walk) = walk(text, usize::from(*head) * 16, named) else { return };
    assert_eq!(walk.covered, walk.text, "a byte lies in no record, or in two");
    // A line of its own, or part of a quoted cell.
    assert!(walk.records <= walk.lines);
    assert!(walk.broken <= walk.records && walk.flawed <= walk.records);
    // A block of UTF-8 is its own text; a mark at most is taken off.
    if walk.encoding == "utf-8" {
        assert_eq!(walk.bytes, walk.text);
        assert!(text.len() - walk.text <= 3);
    }
});
