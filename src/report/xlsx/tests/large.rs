//! Findings pass through; they are never gathered.

use std::io;
use std::time::Instant;

use super::super::super::{document_sample, sample};
use super::super::write_xlsx;
use crate::model::{Code, Document, Finding, FindingSource, Lang};

/// Makes findings on demand, the same number for each rule.
struct Source(u32);

impl FindingSource for Source {
    fn iter(&self) -> Box<dyn Iterator<Item = Finding> + '_> {
        Box::new(document_sample::CODES.into_iter().flat_map(|code| self.of_rule(Code::literal(code))))
    }

    fn of_rule(&self, code: Code) -> Box<dyn Iterator<Item = Finding> + '_> {
        let each = if document_sample::CODES.contains(&code.as_str()) { self.each() } else { 0 };
        Box::new((1..=each).map(move |nth| document_sample::of_any_rule(code, nth)))
    }

    fn count(&self) -> u64 {
        u64::from(self.each()) * document_sample::CODES.len() as u64
    }
}

impl Source {
    fn each(&self) -> u32 {
        self.0 / document_sample::CODES.len() as u32
    }
}

fn document(findings: u32) -> Document {
    let mut document = document_sample::document();
    let source = Source(findings);
    for rule in &mut document.audit.rules {
        rule.findings = source.of_rule(rule.doc.code).size_hint().0 as u64;
    }
    document.audit.findings = Box::new(source);
    document
}

/// The most memory this process ever held, in KiB; `None` where the system does not tell.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn many_findings_take_no_memory_of_their_own() {
    let before = peak_memory();
    write_xlsx(&document(200_000), &sample::view(Lang::Zh, 80), &mut io::sink()).expect("nothing refuses");
    if let (Some(before), Some(after)) = (before, peak_memory()) {
        // Other tests of the process run beside it; 200,000 findings held in memory would take 300 MB.
        assert!(after - before < 120_000, "{} KiB", after - before);
    }
}

/// Run it with `cargo test --release a_million -- --ignored`.
#[test]
#[ignore = "measures a release build"]
fn a_million_findings() {
    let started = Instant::now();
    let path = format!("{}/target/million.xlsx", env!("CARGO_MANIFEST_DIR"));
    let mut file = std::fs::File::create(path).expect("the target folder takes files");
    write_xlsx(&document(1_000_000), &sample::view(Lang::Zh, 80), &mut file).expect("nothing refuses");
    let took = started.elapsed().as_secs_f64();
    assert!(took < 6.0, "took {took:.1} s, peak {:?} KiB", peak_memory());
}
