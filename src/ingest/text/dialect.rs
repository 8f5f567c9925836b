//! Which byte separates cells and which ends lines.

/// How cells and lines are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Dialect {
    /// The byte between cells.
    pub(in crate::ingest) delimiter: u8,
    /// The byte that ends a line; a CR before it is white space.
    pub(in crate::ingest) line_end: u8,
}

const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

impl Dialect {
    /// From the first lines of a file: the delimiter that makes most cells of the first row known
    /// headers, and among those the one that splits most lines into the same number of cells, and more
    /// than one; a comma where none does.
    pub(in crate::ingest) fn detect(head: &[u8], is_header: impl Fn(&str) -> bool) -> Self {
        let line_end = if head.contains(&b'\n') || !head.contains(&b'\r') { b'\n' } else { b'\r' };
        let mut best = ((0, 0), b',');
        for delimiter in DELIMITERS {
            let dialect = Self { delimiter, line_end };
            let score = (known_headers(head, dialect, &is_header), evenness(head, dialect));
            if score > best.0 {
                best = (score, delimiter);
            }
        }
        Self { delimiter: best.1, line_end }
    }

    /// The delimiter as a person would write it.
    pub(in crate::ingest) fn name(self) -> &'static str {
        match self.delimiter {
            b'\t' => "tsv",
            _ => "csv",
        }
    }
}

/// Cells of the first row with a value that are headers.
fn known_headers(head: &[u8], dialect: Dialect, is_header: impl Fn(&str) -> bool) -> usize {
    let mut found = None;
    super::for_each_record(head, dialect, None, |record, _| {
        let texts = || {
            (0..record.len()).map(|column| String::from_utf8_lossy(&record.cell(column)).trim().to_owned())
        };
        if found.is_none() && texts().any(|text| !text.is_empty()) {
            found = Some(texts().filter(|text| is_header(text)).count());
        }
    });
    found.unwrap_or(0)
}

/// Lines with the most common width above one, times that width.
fn evenness(head: &[u8], dialect: Dialect) -> usize {
    const LINES: usize = 50;
    let mut widths: Vec<usize> = Vec::new();
    super::for_each_record(head, dialect, None, |record, _| {
        if widths.len() < LINES {
            widths.push(record.len());
        }
    });
    // The last line of the sample may be cut off.
    if widths.len() > 2 {
        widths.pop();
    }
    let mut best = 0;
    for &width in widths.iter().filter(|&&width| width > 1) {
        let alike = widths.iter().filter(|&&other| other == width).count();
        best = best.max(alike * width);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_that_splits_evenly_wins() {
        let cases: [(&str, u8); 5] = [
            ("编号,时间\n1,2024-01-01 10:00:00\n", b','),
            ("编号\t说明\n1\ta,b,c\n2\td\n", b'\t'),
            ("a;b;c\n1;2,5;3\n4;5;6,1\n", b';'),
            ("a|b\n1|2\n", b'|'),
            ("one column\n1\n2\n", b','),
        ];
        for (text, delimiter) in cases {
            assert_eq!(Dialect::detect(text.as_bytes(), |_| false).delimiter, delimiter, "{text}");
        }
    }

    #[test]
    fn old_mac_lines_end_with_cr() {
        assert_eq!(Dialect::detect(b"a,b\r1,2\r", |_| false).line_end, b'\r');
        assert_eq!(Dialect::detect(b"a,b\r\n1,2\r\n", |_| false).line_end, b'\n');
    }
}
