//! A file opened and looked at: its content, its header, its kind.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use crate::model::{Subject, Text};

use super::columns::{ColumnMap, decide_subject, is_header};
use super::content::{self, Content};
use super::error::{IngestError, Problem};
use super::layout::is_blank_row;
use super::text::{Dialect, Encoding, HashingReader, TextStream, for_each_record};
use super::values::trim;
use super::workbook::OpenWorkbook;
use super::{InputFile, LoadOptions};

/// How much of a text is looked at before its columns are known.
const HEAD_BYTES: usize = 64 << 10;

/// A file whose header was read.
pub(super) struct OpenFile {
    pub(super) name: String,
    pub(super) subject: Subject,
    pub(super) decided_by: Text,
    pub(super) headers: Vec<String>,
    pub(super) body: Body,
}

/// The records below the header, not read yet.
pub(super) enum Body {
    Text(Box<OpenText>),
    Workbook(Box<OpenWorkbook>),
}

/// A text positioned after its header.
pub(super) struct OpenText {
    pub(super) stream: TextStream,
    pub(super) dialect: Dialect,
    /// Bytes already decoded, from the first record on.
    pub(super) rest: Vec<u8>,
    /// Lines up to and with the header.
    pub(super) lines_before: u32,
    /// Blank rows before the header.
    pub(super) blank_before: u64,
}

/// Opens a file and reads its header; `encoding` overrides what detection says.
pub(super) fn open(
    input: &InputFile,
    options: &LoadOptions<'_>,
    encoding: Option<Encoding>,
) -> Result<OpenFile, IngestError> {
    open_content(input, options, encoding).map_err(|problem| IngestError::new(&input.path, problem))
}

fn open_content(
    input: &InputFile,
    options: &LoadOptions<'_>,
    encoding: Option<Encoding>,
) -> Result<OpenFile, Problem> {
    let mut source = raw_source(&input.path, options.hashes_inputs())?;
    let mut head = Vec::new();
    source.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(Problem::Io)?;
    let (headers, body) = match content::detect(&head)? {
        Content::Text => {
            let encoding = encoding.unwrap_or_else(|| Encoding::detect(&head));
            let (headers, text) = open_text(TextStream::new(source, head, encoding), &options.maps)?;
            (headers, Body::Text(Box::new(text)))
        }
        Content::Xlsx => {
            source.read_to_end(&mut head).map_err(Problem::Io)?;
            let (headers, workbook) = OpenWorkbook::open(head, input.subject, options)?;
            (headers, Body::Workbook(Box::new(workbook)))
        }
    };
    let (subject, decided_by) = match input.subject {
        Some(subject) => (subject, Text::new("由命令行指定", "as named on the command line")),
        None => {
            let subject = decide_subject(&headers, &options.maps)?;
            (subject, Text::new("由表头判断", "by its headers"))
        }
    };
    Ok(OpenFile { name: input.path.clone(), subject, decided_by, headers, body })
}

fn raw_source(path: &str, hash: bool) -> Result<HashingReader, Problem> {
    if path == "-" {
        return Ok(HashingReader::new(Box::new(std::io::stdin()), hash));
    }
    let metadata = std::fs::metadata(Path::new(path)).map_err(Problem::Io)?;
    if metadata.is_dir() {
        return Err(Problem::Directory);
    }
    let file = File::open(Path::new(path)).map_err(Problem::Io)?;
    Ok(HashingReader::new(Box::new(file), hash))
}

fn open_text(mut stream: TextStream, maps: &[ColumnMap]) -> Result<(Vec<String>, OpenText), Problem> {
    let mut head = Vec::new();
    stream.by_ref().take(2 * HEAD_BYTES as u64).read_to_end(&mut head).map_err(Problem::Io)?;
    let dialect = Dialect::detect(&head, |text| is_header(text, maps));
    let mut header: Option<(Vec<String>, u32, usize)> = None;
    let mut blank_before = 0;
    let mut line_after = 0;
    for_each_record(&head, dialect, None, |record, line| match &header {
        None if is_blank_row(&record) => blank_before += 1,
        None => {
            let names = (0..record.len())
                .map(|column| String::from_utf8_lossy(trim(&record.cell(column))).into_owned())
                .collect();
            header = Some((names, line, record.end()));
            let within = record.raw().iter().filter(|&&byte| byte == dialect.line_end).count();
            line_after = line + 1 + u32::try_from(within).unwrap_or(0);
        }
        Some(_) => {}
    });
    let Some((names, _, end)) = header else {
        return Err(Problem::Empty);
    };
    let rest = head.get(end + 1..).unwrap_or_default().to_vec();
    let text = OpenText { stream, dialect, rest, lines_before: line_after, blank_before };
    Ok((names, text))
}

/// Bytes held in memory as a source that can be moved around in.
pub(super) type Bytes = Cursor<Vec<u8>>;
