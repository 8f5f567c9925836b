//! Which byte separates cells and which ends lines.
//!
//! Only `"` quotes: a text that escapes quotes by a backslash is read all the same, such a quote being
//! a letter or at worst costing its own line.

use super::for_each_record;
use crate::model::Text;

/// How cells and lines are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Dialect {
    /// The byte between cells.
    pub(in crate::ingest) delimiter: u8,
    /// The byte that ends a line; a CR before it is white space.
    pub(in crate::ingest) line_end: u8,
}

/// A dialect and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct DetectedDialect {
    pub(in crate::ingest) dialect: Dialect,
    /// How the delimiter was found, to be shown beside its name.
    pub(in crate::ingest) why: Text,
    /// Whether the first line is a note that names the delimiter (`sep=;`), not a row of the table.
    pub(in crate::ingest) named_by_first_line: bool,
}

/// The first of equals is taken.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

impl Dialect {
    /// From the beginning of a text. The delimiter is the one its first line names, or that makes most
    /// cells of some row known headers, or that splits the rows most evenly; a comma where none splits
    /// anything. Titles, notes and logs above the header make no difference.
    pub(in crate::ingest) fn detect(head: &[u8], is_header: impl Fn(&str) -> bool) -> DetectedDialect {
        let line_end = line_end(head);
        let first_line = head.split(|&byte| byte == line_end).next().unwrap_or_default();
        let chosen = |delimiter, why| DetectedDialect {
            dialect: Self { delimiter, line_end },
            why,
            named_by_first_line: false,
        };
        if let Some(delimiter) = named_delimiter(first_line) {
            let why = Text::new("由首行的 sep= 指定", "as named by its first line");
            return DetectedDialect { named_by_first_line: true, ..chosen(delimiter, why) };
        }
        let scores = DELIMITERS
            .map(|delimiter| (Score::of(head, Self { delimiter, line_end }, &is_header), delimiter));
        let (best, delimiter) = scores
            .into_iter()
            .rev()
            .max_by(|(a, _), (b, _)| a.headers.cmp(&b.headers).then(a.evenness.total_cmp(&b.evenness)))
            .unwrap_or_default();
        let why = if best.evenness <= 0.0 {
            Text::new("没有分隔符，只有一列", "nothing separates cells: one column")
        } else if best.headers > 0 {
            Text::new("由表头判断", "by the headers it makes")
        } else {
            Text::new("由各行列数判断", "by how evenly it splits the rows")
        };
        chosen(delimiter, why)
    }

    /// The format's name.
    pub(in crate::ingest) fn name(self) -> &'static str {
        match self.delimiter {
            b'\t' => "tsv",
            _ => "csv",
        }
    }

    /// The delimiter as a person would write it.
    pub(in crate::ingest) fn delimiter_name(self) -> &'static str {
        match self.delimiter {
            b'\t' => "tab",
            b';' => ";",
            b'|' => "|",
            _ => ",",
        }
    }
}

/// LF, or CR where lines end with nothing else. What stands in quotes ends no line: exports from old
/// Macs break lines within a cell by LF.
fn line_end(head: &[u8]) -> u8 {
    let count = |heeds_quotes: bool| {
        let (mut line_feeds, mut lone_returns, mut quoted) = (0_usize, 0_usize, false);
        for (at, &byte) in head.iter().enumerate() {
            match byte {
                b'"' => quoted ^= heeds_quotes,
                b'\n' if !quoted => line_feeds += 1,
                b'\r' if !quoted => {
                    lone_returns += usize::from(head.get(at + 1).is_some_and(|&next| next != b'\n'));
                }
                _ => {}
            }
        }
        (lone_returns > line_feeds, quoted)
    };
    let (mut returns, left_open) = count(true);
    if left_open {
        (returns, _) = count(false);
    }
    if returns { b'\r' } else { b'\n' }
}

/// The delimiter that a first line `sep=;` names, as Excel writes and reads it.
fn named_delimiter(first_line: &[u8]) -> Option<u8> {
    let line = first_line.strip_suffix(b"\r").unwrap_or(first_line);
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match *line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] if DELIMITERS.contains(&delimiter) => {
            Some(delimiter)
        }
        _ => None,
    }
}

/// How well a delimiter fits.
#[derive(Default)]
struct Score {
    /// Known headers in the row that has most.
    headers: usize,
    /// The share of rows with the most common width, counted strictly, times the cells this gains.
    evenness: f64,
}

impl Score {
    fn of(head: &[u8], dialect: Dialect, is_header: impl Fn(&str) -> bool) -> Self {
        const HEADER_WITHIN: usize = 40;
        let mut headers = 0;
        let mut widths = Vec::new();
        for_each_record(head, dialect, None, |record, _| {
            if record.raw().trim_ascii().is_empty() {
                return;
            }
            if widths.len() < HEADER_WITHIN {
                let known = record.cells().filter(|cell| is_header(String::from_utf8_lossy(cell).trim()));
                headers = headers.max(known.count());
            }
            widths.push(record.len());
        });
        // The last row of the sample may be cut off.
        if widths.len() > 2 {
            widths.pop();
        }
        Self { headers, evenness: evenness(&mut widths) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "rows of a sample")]
fn evenness(widths: &mut [usize]) -> f64 {
    widths.sort_unstable();
    let rows = widths.len() as f64;
    let alike = widths.chunk_by(|a, b| a == b).map(|alike| (alike.len() as f64 / rows, alike[0] - 1));
    alike.map(|(share, gained)| share.powi(4) * gained as f64).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_header(text: &str) -> bool {
        ["编号", "说明", "受理时间", "状态"].contains(&text)
    }

    fn delimiter(text: &str) -> u8 {
        Dialect::detect(text.as_bytes(), is_header).dialect.delimiter
    }

    #[test]
    fn the_delimiter_that_splits_evenly_wins() {
        let cases: [(&str, u8); 8] = [
            ("号,时间\n1,2024-01-01 10:00:00\n", b','),
            ("号\t明\n1\ta,b,c\n2\td\n", b'\t'),
            ("a;b;c\n1;2,5;3\n4;5;6,1\n", b';'),
            ("a|b\n1|2\n", b'|'),
            ("one column\n1\n2\n", b','),
            ("one column\n\"1;2\"\n\"2;3\"\n", b','),
            ("Report; all cases\nmade by x; y\n\nid,name,open\n1,a,b\n2,a,b\n3,a,b\n", b','),
            ("Archive: x.zip\n  inflating: x.csv\nid;name;open\n1;a;b\n2;a;b,c\n3;a;b,c\n4;a;b\n", b';'),
        ];
        for (text, expected) in cases {
            assert_eq!(char::from(delimiter(text)), char::from(expected), "{text}");
        }
    }

    #[test]
    fn known_headers_decide_wherever_they_stand() {
        assert_eq!(delimiter("编号|说明\n1|a,b,c\n2|a,b,c\n3|d,e,f\n"), b'|');
        let notes = "本表由系统导出,请勿外传,仅供内部使用\n".repeat(12);
        assert_eq!(delimiter(&format!("{notes}编号;受理时间;状态\n1;2024;a\n")), b';');
    }

    #[test]
    fn excel_names_the_delimiter_in_the_first_line() {
        for (text, expected) in
            [("sep=;\r\n编号,状态\r\n", b';'), ("\"SEP=\t\"\na,b\n", b'\t'), ("sep=|\na,b\n", b'|')]
        {
            let found = Dialect::detect(text.as_bytes(), is_header);
            assert_eq!((found.dialect.delimiter, found.named_by_first_line), (expected, true), "{text}");
        }
        let found = Dialect::detect(b"sep=x\na,b\n", is_header);
        assert_eq!((found.dialect.delimiter, found.named_by_first_line), (b',', false));
    }

    #[test]
    fn old_mac_lines_end_with_cr() {
        let line_end = |text: &str| Dialect::detect(text.as_bytes(), is_header).dialect.line_end;
        assert_eq!(line_end("a,b\r1,2\r"), b'\r');
        assert_eq!(line_end("a,b\r\n1,2\r\n"), b'\n');
        assert_eq!(line_end("a,b\r\n1,2\n3,4\r\n"), b'\n');
        assert_eq!(line_end("a,b\r1,\"x\ny\nz\n\"\r3,4\r"), b'\r');
        assert_eq!(line_end("a,b\n1,\"x\ry\rz\r\"\n3,4\n"), b'\n');
        assert_eq!(line_end("a,b"), b'\n');
    }
}
