//! An input opened and looked at: its content, its header, its kind. A workbook may hold several.

use std::io::Read;
use std::sync::Arc;

use crate::model::{Chosen, SheetView, Subject, Text};

use super::columns::{Naming, decide_subject};
use super::content::{self, Content};
use super::error::{IngestError, Problem};
use super::head::Head;
use super::open_text::{OpenText, TextSource};
use super::parquet::OpenParquet;
use super::raw_bytes::{Gunzip, RawBytes, read_head};
use super::row_source::RowSource;
use super::sheets::open_sheets;
use super::text::Encoding;
use super::{InputFile, LoadOptions};

/// How much of a file is looked at to know what it is.
pub(super) const HEAD_BYTES: usize = 64 << 10;

/// An input whose header was read: a text, or one sheet of a workbook.
pub(super) struct OpenInput {
    pub(super) file: InputFile,
    pub(super) format: &'static str,
    pub(super) compression: Option<&'static str>,
    pub(super) sheet: Option<String>,
    pub(super) sheets: Vec<SheetView>,
    pub(super) head: Head,
    /// Which export it is and why, or why that cannot be said.
    pub(super) kind: Result<(Subject, Text), Problem>,
    pub(super) body: Body,
    /// The file's bytes; nothing until it is wholly open.
    pub(super) raw: Option<RawBytes>,
}

/// The records below the header, not read yet.
pub(super) enum Body {
    Text(Box<OpenText>),
    Rows(OpenRows),
}

/// Rows of a workbook or a typed file.
pub(super) struct OpenRows {
    pub(super) source: Box<dyn RowSource>,
    pub(super) sha256: Option<String>,
    pub(super) epoch_1904: bool,
}

impl OpenInput {
    /// Ties what was opened to what the user said of it.
    pub(super) fn new(
        file: &InputFile,
        format: &'static str,
        head: Head,
        body: Body,
        names: &[Naming],
    ) -> Self {
        let kind = match file.subject {
            Some(subject) => Ok((subject, Text::new("由命令行指定", "as named on the command line"))),
            None => decide_subject(&head.header.cells, &head.looks, names)
                .map(|subject| (subject, Text::new("由表头判断", "by its headers"))),
        };
        Self {
            file: file.clone(),
            format,
            compression: None,
            sheet: None,
            sheets: Vec::new(),
            head,
            kind,
            body,
            raw: None,
        }
    }

    /// How a text's encoding was found.
    pub(super) fn encoding(&self) -> Option<Chosen> {
        match &self.body {
            Body::Text(text) => Some(text.encoding_chosen()),
            Body::Rows(_) => None,
        }
    }

    /// How a text's delimiter was found.
    pub(super) fn delimiter(&self) -> Option<Chosen> {
        match &self.body {
            Body::Text(text) => Some(text.delimiter_chosen()),
            Body::Rows(_) => None,
        }
    }
}

/// Opens a file and reads its header, or the headers of its sheets that are meant.
pub(super) fn open(file: &InputFile, options: &LoadOptions<'_>) -> Result<Vec<OpenInput>, IngestError> {
    let failed = |problem| IngestError::new(&file.path, problem);
    let inputs = open_content(file, file.encoding(), options).map_err(failed)?;
    // Another encoding was named for this kind of export than for the other.
    let named = match inputs.as_slice() {
        [OpenInput { kind: Ok((kind, _)), body: Body::Text(_), .. }] => file.directions(*kind).encoding,
        _ => None,
    };
    if named.is_some() && named != file.encoding() {
        return open_content(file, named, options).map_err(failed);
    }
    Ok(inputs)
}

fn open_content(
    file: &InputFile,
    encoding: Option<Encoding>,
    options: &LoadOptions<'_>,
) -> Result<Vec<OpenInput>, Problem> {
    let mut raw = RawBytes::open(&file.path, options.hashes_inputs())?;
    let head = read_head(&mut raw, HEAD_BYTES).map_err(Problem::reading)?;
    let mut inputs = match content::detect(&file.path, &head)? {
        Content::Gzip => open_packed(file, encoding, head, raw.clone(), options)?,
        content => {
            let source = TextSource { head, rest: Box::new(raw.clone()), raw: raw.clone() };
            open_plain(file, encoding, content, source, options)?
        }
    };
    inputs.iter_mut().for_each(|input| input.raw = Some(raw.clone()));
    Ok(inputs)
}

fn open_packed(
    file: &InputFile,
    encoding: Option<Encoding>,
    head: Vec<u8>,
    raw: RawBytes,
    options: &LoadOptions<'_>,
) -> Result<Vec<OpenInput>, Problem> {
    let mut unpacked = Gunzip::new(head, raw.clone());
    let head = read_head(&mut unpacked, HEAD_BYTES).map_err(Problem::reading)?;
    let content = content::detect(&file.path, &head)?;
    if content == Content::Gzip {
        return Err(Problem::Unsupported {
            what: Text::new("压缩文件里又是压缩文件", "a packed file within a packed file"),
            hint: Text::new("请先解压。", "unpack it first"),
        });
    }
    let source = TextSource { head, rest: Box::new(unpacked), raw };
    let mut inputs = open_plain(file, encoding, content, source, options)?;
    inputs.iter_mut().for_each(|input| input.compression = Some("gzip"));
    Ok(inputs)
}

/// Opens what `content` says.
fn open_plain(
    file: &InputFile,
    encoding: Option<Encoding>,
    content: Content,
    source: TextSource,
    options: &LoadOptions<'_>,
) -> Result<Vec<OpenInput>, Problem> {
    if content == Content::Text {
        let (head, text) = OpenText::new(source, file, encoding, options)?;
        let format = text.format();
        let body = Body::Text(Box::new(text));
        return Ok(vec![OpenInput::new(file, format, head, body, &options.namings())]);
    }
    let TextSource { head, rest, raw } = source;
    let bytes = whole(&file.path, head, rest)?;
    let sha256 = raw.sha256().map_err(Problem::reading)?;
    match content {
        Content::Parquet => Ok(vec![OpenParquet::open(file, bytes, sha256, options)?]),
        _ => open_sheets(file, bytes, sha256, options),
    }
}

/// Files that are no text are read into memory; larger ones are no exports.
const MOST_BYTES: u64 = 4 << 30;

/// All bytes of a file of which `head` was read.
fn whole(path: &str, head: Vec<u8>, rest: Box<dyn Read + Send>) -> Result<Arc<[u8]>, Problem> {
    let mut rest = rest.take(MOST_BYTES + 1 - head.len() as u64);
    // A file of known size is read to where it stays; a copy would cost as much as reading it.
    let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len().min(MOST_BYTES));
    let size = usize::try_from(size).unwrap_or(0).max(head.len());
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, size).collect();
    let mut filled = head.len();
    if let Some(place) = Arc::get_mut(&mut bytes) {
        place[..filled].copy_from_slice(&head);
        while filled < size {
            match rest.read(&mut place[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Problem::reading(error)),
            }
        }
    }
    // A pipe has no size, a packed file unpacks to more, and any file may have changed since.
    let mut more = Vec::new();
    rest.read_to_end(&mut more).map_err(Problem::reading)?;
    if (filled + more.len()) as u64 > MOST_BYTES {
        return Err(Problem::TooLarge {
            what: Text::new("文件过大", "the file is too large"),
            limit: Text::same("4 GiB"),
        });
    }
    Ok(match (filled == size, more.is_empty()) {
        (true, true) => bytes,
        _ => [&bytes[..filled], &more].concat().into(),
    })
}
