//! Findings pass through; they are never gathered.

use std::cell::Cell;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::super::{Format, sample, write_audit};
use crate::model::{Code, Finding, FindingSource, Lang};

const MANY: u64 = 100_000;

/// Makes findings on demand and counts those made.
struct Source {
    first: Finding,
    made: Arc<AtomicU64>,
}

impl FindingSource for Source {
    fn iter(&self) -> Box<dyn Iterator<Item = Finding> + '_> {
        Box::new((0..MANY).map(|_| {
            self.made.fetch_add(1, Ordering::Relaxed);
            self.first.clone()
        }))
    }

    fn of_rule(&self, _: Code) -> Box<dyn Iterator<Item = Finding> + '_> {
        self.iter()
    }

    fn count(&self) -> u64 {
        MANY
    }
}

/// Forgets what it is given, but sees how many findings were made and not yet written.
struct Watch {
    made: Arc<AtomicU64>,
    written: u64,
    most_waiting: Cell<u64>,
}

impl Write for Watch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let waiting = self.made.load(Ordering::Relaxed).saturating_sub(self.written);
        self.most_waiting.set(self.most_waiting.get().max(waiting));
        self.written += bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn watched(format: Format) -> Watch {
    let mut report = sample::report();
    let first = report.findings.iter().next().expect("the sample has findings");
    let made = Arc::new(AtomicU64::new(0));
    report.findings = Box::new(Source { first, made: Arc::clone(&made) });
    let mut watch = Watch { made, written: 0, most_waiting: Cell::new(0) };
    write_audit(&report, format, &sample::view(Lang::Zh, 80), &mut watch).expect("nothing refuses");
    watch
}

#[test]
fn machine_formats_hold_a_handful_at_a_time() {
    for format in [Format::Csv, Format::Json] {
        let watch = watched(format);
        assert_eq!(watch.made.load(Ordering::Relaxed), MANY, "{format:?}");
        assert!(watch.written > MANY, "{format:?}");
        assert!(watch.most_waiting.get() < 200, "{format:?}: {}", watch.most_waiting.get());
    }
}

#[test]
fn a_terminal_asks_for_no_more_than_it_shows() {
    assert_eq!(watched(Format::Table).made.load(Ordering::Relaxed), 3);
}
