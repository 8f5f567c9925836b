//! Destinations that refuse.

use std::io::{self, Write};

use super::super::{Format, proof_sample, sample, write_audit, write_explanation, write_proof, write_table};
use crate::model::Lang;

/// A pipe whose reader has gone.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_can_be_told_in_every_format() {
    let report = sample::report();
    for format in [Format::Table, Format::Csv, Format::Json] {
        let view = &sample::view(Lang::Zh, 80);
        let results = [
            write_audit(&report, format, view, &mut Closed),
            write_table(&report.by_group, format, view, &mut Closed),
            write_proof(&proof_sample::case(vec![proof_sample::late()]), format, view, &mut Closed),
            write_explanation(&report.rules[0].doc, format, view, &[], &mut Closed),
        ];
        for result in results {
            let kind = result.err().and_then(|error| error.io_kind());
            assert_eq!(kind, Some(io::ErrorKind::BrokenPipe), "{format:?}");
        }
    }
}
