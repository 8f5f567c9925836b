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
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) quoting: Quoting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// The bytes are the cell.
    Plain,
    /// The bytes between the outer quotes are the cell.
    Clean,
    /// Quotes within have to be taken out.
    Messy,
    /// The bytes are the cell, which a workbook holds as a number.
    Number,
    /// The cell is empty because a workbook holds its formula without a value.
    Uncomputed,
}

/// One record: its cells and its raw bytes.
#[derive(Clone, Copy, Debug)]
pub(in crate::ingest) struct Record<'a> {
    block: &'a [u8],
    spans: &'a [Span],
    start: usize,
    end: usize,
    broken: bool,
}

impl<'a> Record<'a> {
    /// Cells put together elsewhere.
    pub(super) fn of_cells(block: &'a [u8], spans: &'a [Span]) -> Self {
        Self { block, spans, start: 0, end: block.len(), broken: false }
    }

    /// Whether a quote that opens in it does not close where it should; it is then its first line.
    pub(in crate::ingest) fn is_broken(&self) -> bool {
        self.broken
    }

    /// How many cells it has.
    pub(in crate::ingest) fn len(&self) -> usize {
        self.spans.len()
    }

    /// All cells.
    pub(in crate::ingest) fn cells(self) -> impl Iterator<Item = Cow<'a, [u8]>> {
        (0..self.len()).map(move |index| self.cell(index))
    }

    /// The bytes of a cell; empty where the record has none.
    #[inline]
    pub(in crate::ingest) fn cell(&self, index: usize) -> Cow<'a, [u8]> {
        let Some(span) = self.spans.get(index) else { return Cow::Borrowed(&[]) };
        let bytes = &self.block[span.start as usize..span.end as usize];
        match span.quoting {
            Quoting::Plain | Quoting::Number | Quoting::Uncomputed => Cow::Borrowed(bytes),
            Quoting::Clean => Cow::Borrowed(&bytes[1..bytes.len() - 1]),
            Quoting::Messy => Cow::Owned(unquote(bytes)),
        }
    }

    /// The bytes of a cell that stands in the block as it is; `None` if quotes within have to be taken out.
    #[inline]
    pub(in crate::ingest) fn plain_cell(&self, index: usize) -> Option<&'a [u8]> {
        let span = self.spans.get(index)?;
        let bytes = &self.block[span.start as usize..span.end as usize];
        // Comparisons, not a jump: nearly all cells are plain.
        if span.quoting == Quoting::Clean {
            return Some(&bytes[1..bytes.len() - 1]);
        }
        (span.quoting != Quoting::Messy).then_some(bytes)
    }

    /// Whether a workbook holds the cell as a number, which keeps no more than 15 digits.
    pub(in crate::ingest) fn is_number(&self, index: usize) -> bool {
        self.spans.get(index).is_some_and(|span| span.quoting == Quoting::Number)
    }

    /// Whether a workbook holds the cell as a formula that was never computed.
    pub(in crate::ingest) fn is_uncomputed(&self, index: usize) -> bool {
        self.spans.get(index).is_some_and(|span| span.quoting == Quoting::Uncomputed)
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
///
/// A quote that opens by mistake would swallow the records that follow. So a record over several lines
/// counts as broken if its quote never closes, if text follows the closing quote, or if it has not
/// `width` cells: then its first line alone is given out, marked, and the next line is read afresh.
pub(in crate::ingest) fn for_each_record(
    block: &[u8],
    dialect: Dialect,
    width: Option<usize>,
    mut each: impl FnMut(Record<'_>, u32),
) -> u32 {
    let mut scan = Scan::new(block, dialect);
    let mut line = 0_u32;
    while let Some(end) = scan.next_record() {
        if scan.is_broken(width) {
            let first =
                memchr::memchr(dialect.line_end, &block[scan.start..end]).map_or(end, |at| scan.start + at);
            let cells = unquoted_cells(block, scan.start, first, dialect.delimiter);
            each(Record { block, spans: &cells, start: scan.start, end: first, broken: true }, line);
            scan.restart(first + 1);
            line += 1;
        } else {
            each(Record { block, spans: &scan.spans, start: scan.start, end, broken: false }, line);
            line += 1 + scan.lines_within;
            scan.start_record(end + 1);
        }
    }
    line
}

/// The cells of one line, quotes taken for letters.
fn unquoted_cells(block: &[u8], start: usize, end: usize, delimiter: u8) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut cell_start = start;
    for at in memchr::memchr_iter(delimiter, &block[start..end]).map(|at| start + at) {
        cells.push(span(block, cell_start, at, None));
        cell_start = at + 1;
    }
    cells.push(span(block, cell_start, end, None));
    cells
}

/// A walk over the records of a block.
struct Scan<'a> {
    block: &'a [u8],
    dialect: Dialect,
    marks: Marks<'a>,
    spans: Vec<Span>,
    /// Where the current record starts.
    start: usize,
    /// Line ends within its quotes.
    lines_within: u32,
    /// A quote never closes, or text follows a quote that closes on another line.
    misquoted: bool,
}

impl<'a> Scan<'a> {
    fn new(block: &'a [u8], dialect: Dialect) -> Self {
        let marks = Marks::new(block, dialect, 0);
        Self { block, dialect, marks, spans: Vec::new(), start: 0, lines_within: 0, misquoted: false }
    }

    fn start_record(&mut self, at: usize) {
        self.start = at;
        self.spans.clear();
        self.lines_within = 0;
        self.misquoted = false;
    }

    /// Reads on from another place than where the last record ended.
    fn restart(&mut self, at: usize) {
        self.marks = Marks::new(self.block, self.dialect, at);
        self.start_record(at);
    }

    /// Reads the record at `start`; its end, or `None` at the end of the block.
    fn next_record(&mut self) -> Option<usize> {
        let mut cell_start = self.start;
        let mut quoted = None;
        while let Some(at) = self.marks.next() {
            let mark = self.block[at];
            if mark == b'"' {
                if at == cell_start {
                    quoted = Some(skip_quoted(self.block, &mut self.marks, self.dialect.line_end));
                }
                continue;
            }
            self.push_cell(cell_start, at, quoted.take());
            cell_start = at + 1;
            if mark == self.dialect.line_end {
                return Some(at);
            }
        }
        (self.start < self.block.len()).then(|| {
            self.push_cell(cell_start, self.block.len(), quoted);
            self.block.len()
        })
    }

    #[inline(always)]
    fn push_cell(&mut self, start: usize, end: usize, quoted: Option<Quoted>) {
        let cell = span(self.block, start, end, quoted);
        if let Some(quoted) = quoted {
            self.lines_within += quoted.lines;
            let followed =
                quoted.closed_at.is_some_and(|at| !self.block[at + 1..end].trim_ascii().is_empty());
            self.misquoted |= quoted.closed_at.is_none() || (followed && quoted.lines > 0);
        }
        self.spans.push(cell);
    }

    fn is_broken(&self, width: Option<usize>) -> bool {
        self.misquoted || (self.lines_within > 0 && width.is_some_and(|width| width != self.spans.len()))
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', line_end: b'\n' };

    fn split(text: &[u8]) -> Vec<(u32, Vec<String>)> {
        let mut records = Vec::new();
        for_each_record(text, COMMA, None, |record, line| {
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

    #[test]
    fn a_stray_quote_costs_its_own_line_only() {
        let lines = |text: &str| {
            let mut lines = Vec::new();
            for_each_record(text.as_bytes(), COMMA, Some(3), |record, line| {
                let text =
                    if record.is_broken() { record.raw().to_vec() } else { record.cell(0).into_owned() };
                lines.push((line, record.is_broken(), String::from_utf8_lossy(&text).into_owned()));
            });
            lines
        };
        let line = |at, broken, cell: &str| (at, broken, cell.to_owned());
        // Never closed.
        let text = "1,a,b\n2,a,\"b\n3,a,b\n4,a,b\n";
        assert_eq!(
            lines(text),
            [line(0, false, "1"), line(1, true, "2,a,\"b"), line(2, false, "3"), line(3, false, "4")]
        );
        // Closed by the quote that opens a later cell.
        let text = "1,a,\"b\n2,a,\"b\"\n3,a,b\n";
        assert_eq!(lines(text), [line(0, true, "1,a,\"b"), line(1, false, "2"), line(2, false, "3")]);
        // Closed, but the cells no longer add up.
        let text = "1,\"a,b\n2,a,b\n3\",a,b\n4,a,b\n";
        assert_eq!(
            lines(text),
            [line(0, true, "1,\"a,b"), line(1, false, "2"), line(2, false, "3\""), line(3, false, "4")]
        );
        // A cell over two lines is no mistake.
        assert_eq!(lines("1,\"a\nb\",c\n2,a,b\n"), [line(0, false, "1"), line(2, false, "2")]);
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
            let mut broken = false;
            for_each_record(text.as_bytes(), COMMA, None, |record, _| broken |= record.is_broken());
            prop_assume!(!broken);
            // The csv crate skips empty lines; ours are counted as blank rows.
            let ours: Vec<Vec<String>> = split(text.as_bytes()).into_iter().map(|(_, cells)| cells)
                .filter(|cells| cells.len() > 1 || !cells[0].is_empty()).collect();
            let theirs: Vec<Vec<String>> = theirs.into_iter().filter(|cells| cells.len() > 1 || !cells[0].is_empty()).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
