//! A delimited text opened: encoding, dialect, header; and how to begin it again.

use std::io::Read;

use super::columns::{Naming, is_header};
use super::content::{self, Content};
use super::error::Problem;
use super::head::{Head, SAMPLE_ROWS};
use super::layout::{Aside, SampleRow};
use super::open::HEAD_BYTES;
use super::raw_bytes::{Gunzip, RawBytes, read_head};
use super::text::{Detected, DetectedDialect, Dialect, Encoding, TextStream, for_each_record};
use super::{InputFile, LoadOptions};
use crate::model::{Chosen, SetAside};

/// A text positioned after its header.
pub(super) struct OpenText {
    pub(super) stream: TextStream,
    pub(super) dialect: Dialect,
    pub(super) detected: Detected,
    raw: RawBytes,
    delimiter: Chosen,
    again: Reopen,
}

/// A text's bytes, of which `head` was read.
pub(super) struct TextSource {
    pub(super) head: Vec<u8>,
    pub(super) rest: Box<dyn Read + Send>,
    /// What lies under them.
    pub(super) raw: RawBytes,
}

impl TextSource {
    /// Opens a file known to be a text, packed or not.
    fn open(path: &str, hash: bool) -> Result<Self, Problem> {
        let mut raw = RawBytes::open(path, hash)?;
        let head = read_head(&mut raw, HEAD_BYTES).map_err(Problem::reading)?;
        if content::detect(path, &head)? != Content::Gzip {
            return Ok(Self { head, rest: Box::new(raw.clone()), raw });
        }
        let mut rest = Gunzip::new(head, raw.clone());
        let head = read_head(&mut rest, HEAD_BYTES).map_err(Problem::reading)?;
        Ok(Self { head, rest: Box::new(rest), raw })
    }
}

impl OpenText {
    /// Reads the beginning of a text, up to its header.
    pub(super) fn new(
        source: TextSource,
        file: &InputFile,
        encoding: Option<Encoding>,
        options: &LoadOptions<'_>,
    ) -> Result<(Head, Self), Problem> {
        let is_whole = source.head.len() < HEAD_BYTES;
        let again = Reopen::new(&file.path, encoding, options);
        let detected = again.detect(&source.head)?;
        let mut stream = TextStream::new(source.rest, source.head, detected.encoding);
        let text = stream.look();
        let found = Dialect::detect(&text, |text| is_header(text, &options.namings()));
        let rows = sample(&text, found.dialect, is_whole);
        let head = head_of(rows, &found, &options.namings(), options.unmask)?;
        let dialect = found.dialect;
        stream.start(dialect, head.first_row - 1).map_err(Problem::reading)?;
        let delimiter = Chosen { name: dialect.delimiter_name().to_owned(), why: found.why };
        let again = Reopen { dialect, lines: head.first_row - 1, detected: Some(detected.clone()), ..again };
        Ok((head, Self { stream, dialect, detected, raw: source.raw, delimiter, again }))
    }

    /// The format's name.
    pub(super) fn format(&self) -> &'static str {
        self.dialect.name()
    }

    /// The encoding and how it was found.
    pub(super) fn encoding_chosen(&self) -> Chosen {
        Chosen { name: self.stream.encoding().name().to_owned(), why: self.detected.why.clone() }
    }

    /// The delimiter and how it was found.
    pub(super) fn delimiter_chosen(&self) -> Chosen {
        self.delimiter.clone()
    }

    /// How to begin again.
    pub(super) fn reopen(&self) -> Reopen {
        Reopen { delimiter: self.delimiter.clone(), ..self.again.clone() }
    }

    /// What hashes the bytes.
    pub(super) fn raw(&self) -> RawBytes {
        self.raw.clone()
    }
}

/// The first rows of a text; its last one may be cut off if there is more than was looked at.
fn sample(text: &[u8], dialect: Dialect, is_whole: bool) -> Vec<SampleRow> {
    let mut rows = Vec::new();
    for_each_record(text, dialect, None, |record, line| {
        if rows.len() <= SAMPLE_ROWS {
            let within = record.raw().iter().filter(|&&byte| byte == dialect.line_end).count();
            let next = line + 2 + u32::try_from(within).unwrap_or(0);
            rows.push(SampleRow::new(&record, line + 1, next));
        }
    });
    if !is_whole && rows.len() > 1 {
        rows.pop();
    }
    rows
}

fn head_of(
    mut rows: Vec<SampleRow>,
    found: &DetectedDialect,
    names: &[Naming],
    unmask: bool,
) -> Result<Head, Problem> {
    if !found.named_by_first_line || rows.is_empty() {
        return Head::new(rows, names, unmask);
    }
    let note = rows.remove(0);
    let mut head = Head::new(rows, names, unmask)?;
    head.set_aside.insert(0, SetAside { row: note.row, what: Aside::Note.text(), text: note.cells.concat() });
    head.account.total += 1;
    head.account.physical += 1;
    Ok(head)
}

/// How to begin a text again.
#[derive(Clone)]
pub(super) struct Reopen {
    path: String,
    /// The encoding the user named.
    named: Option<Encoding>,
    hash: bool,
    dialect: Dialect,
    delimiter: Chosen,
    lines: u32,
    detected: Option<Detected>,
}

impl Reopen {
    fn new(path: &str, named: Option<Encoding>, options: &LoadOptions<'_>) -> Self {
        Self {
            path: path.to_owned(),
            named,
            hash: options.hashes_inputs(),
            dialect: Dialect { delimiter: b',', line_end: b'\n' },
            delimiter: Chosen::default(),
            lines: 0,
            detected: None,
        }
    }

    /// A pipe gives its bytes only once.
    fn is_possible(&self) -> bool {
        std::fs::metadata(&self.path).is_ok_and(|metadata| metadata.is_file())
    }

    /// The encoding by the first bytes; where these are too few to tell by, by the whole text.
    fn detect(&self, head: &[u8]) -> Result<Detected, Problem> {
        if let Some(encoding) = self.named {
            return Ok(Detected::named(encoding));
        }
        let detected = Encoding::detect(head);
        if detected.settled || detected.encoding == Encoding::UTF_8 || !self.is_possible() {
            return Ok(detected);
        }
        self.detect_again()
    }

    fn detect_again(&self) -> Result<Detected, Problem> {
        let source = TextSource::open(&self.path, false)?;
        let mut bytes = std::io::Cursor::new(source.head).chain(source.rest);
        Encoding::detect_non_utf8(&mut bytes).map_err(Problem::reading)
    }

    /// Whether bytes that are not UTF-8 may mean that the text is in another encoding.
    pub(super) fn may_change_encoding(&self) -> bool {
        self.named.is_none() && self.is_possible()
    }

    /// The text once more, in the encoding that the whole of it shows.
    pub(super) fn in_detected_encoding(self) -> Result<OpenText, Problem> {
        let detected = Detected { settled: true, ..self.detect_again()? };
        Self { detected: Some(detected), ..self }.again()
    }

    /// The text once more.
    pub(super) fn again(self) -> Result<OpenText, Problem> {
        if !self.is_possible() {
            return Err(Problem::ReadOnce);
        }
        let source = TextSource::open(&self.path, self.hash)?;
        let detected = self.detected.clone().unwrap_or_else(|| Encoding::detect(&source.head));
        let mut stream = TextStream::new(source.rest, source.head, detected.encoding);
        stream.start(self.dialect, self.lines).map_err(Problem::reading)?;
        Ok(OpenText {
            stream,
            dialect: self.dialect,
            detected,
            raw: source.raw,
            delimiter: self.delimiter.clone(),
            again: self,
        })
    }
}
