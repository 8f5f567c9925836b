//! A block of whole records, split into cells.
//!
//! Quotes follow RFC 4180 as the csv crate reads it: a quote opens only at the start of a cell, two
//! quotes inside stand for one, and what follows the closing quote up to the delimiter belongs to
//! the cell.

use std::borrow::Cow;

use super::Dialect;
use super::marks::Marks;

/// Where a cell lies in its block.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: u32,
    end: u32,
    quoting: Quoting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoting {
    /// The bytes are the cell.
    Plain,
    /// The bytes between the outer quotes are the cell.
    Clean,
    /// Quotes within have to be taken out.
    Messy,
}

/// One record: its cells and its raw bytes.
#[derive(Clone, Copy, Debug)]
pub(in crate::ingest) struct Record<'a> {
    block: &'a [u8],
    spans: &'a [Span],
    start: usize,
    end: usize,
}

impl<'a> Record<'a> {
    fn new(block: &'a [u8], spans: &'a [Span], start: usize, end: usize) -> Self {
        Self { block, spans, start, end }
    }

    /// How many cells it has.
    pub(in crate::ingest) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The bytes of a cell; empty where the record has none.
    pub(in crate::ingest) fn cell(&self, index: usize) -> Cow<'a, [u8]> {
        let Some(span) = self.spans.get(index) else { return Cow::Borrowed(&[]) };
        let bytes = &self.block[span.start as usize..span.end as usize];
        match span.quoting {
            Quoting::Plain => Cow::Borrowed(bytes),
            Quoting::Clean => Cow::Borrowed(&bytes[1..bytes.len() - 1]),
            Quoting::Messy => Cow::Owned(unquote(bytes)),
        }
    }

    /// Where the record ends in its block; its line end stands there, if it has one.
    pub(in crate::ingest) fn end(&self) -> usize {
        self.end
    }

    /// The record as it stands in the file.
    pub(in crate::ingest) fn raw(&self) -> &'a [u8] {
        &self.block[self.start..self.end]
    }
}

/// Calls `each` with every record of the block and its line, counted from 0 at the block's start.
/// Returns the number of lines. A last record without a line end counts.
pub(in crate::ingest) fn for_each_record(
    block: &[u8],
    dialect: Dialect,
    mut each: impl FnMut(Record<'_>, u32),
) -> u32 {
    let mut spans: Vec<Span> = Vec::new();
    let mut marks = Marks::new(block, dialect);
    let (mut record_start, mut cell_start) = (0, 0);
    let (mut line, mut lines_within) = (0_u32, 0_u32);
    let mut quoted = None;
    while let Some(at) = marks.next() {
        let mark = block[at];
        if mark == b'"' {
            if at == cell_start {
                let part = skip_quoted(block, &mut marks, dialect.line_end);
                lines_within += part.lines;
                quoted = Some(part);
            }
            continue;
        }
        spans.push(span(block, cell_start, at, quoted.take()));
        cell_start = at + 1;
        if mark == dialect.line_end {
            each(Record::new(block, &spans, record_start, at), line);
            spans.clear();
            record_start = at + 1;
            line += 1 + lines_within;
            lines_within = 0;
        }
    }
    if record_start < block.len() {
        spans.push(span(block, cell_start, block.len(), quoted));
        each(Record::new(block, &spans, record_start, block.len()), line);
        line += 1 + lines_within;
    }
    line
}

/// The quoted part at the beginning of a cell.
#[derive(Clone, Copy, Default)]
struct Quoted {
    lines: u32,
    has_quotes: bool,
    /// Where the closing quote stands; `None` if the block ends before it.
    closed_at: Option<usize>,
}

/// Moves past the closing quote of a cell whose opening quote was just met.
fn skip_quoted(block: &[u8], marks: &mut Marks<'_>, line_end: u8) -> Quoted {
    let mut quoted = Quoted::default();
    while let Some(at) = marks.next() {
        if block[at] == line_end {
            quoted.lines += 1;
        } else if block[at] == b'"' {
            if block.get(at + 1) != Some(&b'"') {
                quoted.closed_at = Some(at);
                return quoted;
            }
            quoted.has_quotes = true;
            marks.next();
        }
    }
    quoted
}

fn span(block: &[u8], start: usize, end: usize, quoted: Option<Quoted>) -> Span {
    let narrow = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
    let (end, quoting) = match quoted {
        None => (end, Quoting::Plain),
        Some(Quoted { has_quotes: false, closed_at: Some(at), .. })
            // White space may follow: `"a" ,` or the CR of CRLF.
            if block[at + 1..end].trim_ascii().is_empty() =>
        {
            (at + 1, Quoting::Clean)
        }
        Some(_) => (end, Quoting::Messy),
    };
    Span { start: narrow(start), end: narrow(end), quoting }
}

fn unquote(bytes: &[u8]) -> Vec<u8> {
    let mut cell = Vec::with_capacity(bytes.len());
    let mut rest = &bytes[1..];
    while let Some(quote) = memchr::memchr(b'"', rest) {
        cell.extend_from_slice(&rest[..quote]);
        if rest.get(quote + 1) == Some(&b'"') {
            cell.push(b'"');
            rest = &rest[quote + 2..];
        } else {
            // Closed: what follows is taken as it stands.
            cell.extend_from_slice(&rest[quote + 1..]);
            return cell;
        }
    }
    cell.extend_from_slice(rest);
    cell
}

/// A row put together cell by cell, for sources that have cells instead of bytes.
#[derive(Debug, Default)]
pub(in crate::ingest) struct RowBuffer {
    bytes: Vec<u8>,
    spans: Vec<Span>,
}

impl RowBuffer {
    /// Adds the next cell.
    pub(in crate::ingest) fn push(&mut self, cell: &str) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(cell.as_bytes());
        let narrow = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        self.spans.push(Span {
            start: narrow(start),
            end: narrow(self.bytes.len()),
            quoting: Quoting::Plain,
        });
    }

    /// Adds empty cells up to `width`.
    pub(in crate::ingest) fn pad(&mut self, width: usize) {
        while self.len() < width {
            self.push("");
        }
    }

    /// How many cells it has.
    pub(in crate::ingest) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The cells as a record.
    pub(in crate::ingest) fn record(&self) -> Record<'_> {
        Record::new(&self.bytes, &self.spans, 0, self.bytes.len())
    }

    /// Empties it for the next row.
    pub(in crate::ingest) fn clear(&mut self) {
        self.bytes.clear();
        self.spans.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', line_end: b'\n' };

    fn split(text: &[u8]) -> Vec<(u32, Vec<String>)> {
        let mut records = Vec::new();
        for_each_record(text, COMMA, |record, line| {
            let cells = (0..record.len())
                .map(|i| String::from_utf8_lossy(record.cell(i).trim_ascii()).into_owned())
                .collect();
            records.push((line, cells));
        });
        records
    }

    #[test]
    fn quoted_cells_keep_delimiters_lines_and_quotes() {
        let records = split("a,\"b,\n\"\"x\"\"\",c\r\nd,\"e\" ,\"\"\r\n".as_bytes());
        assert_eq!(records[0], (0, vec!["a".to_owned(), "b,\n\"x\"".to_owned(), "c".to_owned()]));
        assert_eq!(records[1], (2, vec!["d".to_owned(), "e".to_owned(), String::new()]));
    }

    #[test]
    fn a_quote_inside_a_plain_cell_is_a_letter() {
        assert_eq!(split(b"5\" pipe,x\n1,2\n").len(), 2);
    }

    #[test]
    fn a_last_line_without_an_end_counts() {
        assert_eq!(split(b"a,b\nc,d").len(), 2);
        assert_eq!(split(b"a,b\n").len(), 1);
    }

    proptest! {
        #[test]
        fn agrees_with_the_csv_crate(text in "[a,\"\n\r ]{0,60}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false).flexible(true).terminator(csv::Terminator::Any(b'\n'))
                .from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader.byte_records().filter_map(Result::ok)
                .map(|record| record.iter().map(|cell| String::from_utf8_lossy(cell.trim_ascii()).into_owned()).collect())
                .collect();
            // The csv crate skips empty lines; ours are counted as blank rows.
            let ours: Vec<Vec<String>> = split(text.as_bytes()).into_iter().map(|(_, cells)| cells)
                .filter(|cells| cells.len() > 1 || !cells[0].is_empty()).collect();
            let theirs: Vec<Vec<String>> = theirs.into_iter().filter(|cells| cells.len() > 1 || !cells[0].is_empty()).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
