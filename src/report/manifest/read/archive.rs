//! The manifest of a Word file, and what workbooks and Word files have in common: parts in a zip archive.

use std::io::{BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::super::super::ReportFormat;
use super::super::ELEMENT;
use super::{MOST_BYTES, ManifestError, ReadManifest, damaged, parsed, workbook};

/// The most parts with data of other programs that are looked at in a Word file.
const MOST_ITEMS: usize = 64;

/// Reads the manifest of whichever of the two it is.
pub(super) fn read(report: &mut (impl Read + Seek)) -> Result<(ReportFormat, ReadManifest), ManifestError> {
    let mut archive = ZipArchive::new(BufReader::new(report)).map_err(broken)?;
    if archive.index_for_name("word/document.xml").is_some() {
        Ok((ReportFormat::Docx, read_docx(&mut archive)?))
    } else if archive.index_for_name("xl/workbook.xml").is_some() {
        Ok((ReportFormat::Xlsx, workbook::read(&mut archive)?))
    } else {
        Err(ManifestError::NotAReport)
    }
}

/// In one of the parts that hold data; a program that saves the file again may number them anew.
fn read_docx(archive: &mut ZipArchive<impl Read + Seek>) -> Result<ReadManifest, ManifestError> {
    for number in 1..=MOST_ITEMS {
        let Some(part) = archive.index_for_name(&format!("customXml/item{number}.xml")) else { continue };
        if let Some(json) = element(open(archive, part, MOST_BYTES)?, ELEMENT)? {
            return parsed(&json);
        }
    }
    Err(ManifestError::NotAReport)
}

/// A part, of which no more is unpacked than `most` bytes.
pub(super) fn open(
    archive: &mut ZipArchive<impl Read + Seek>,
    part: usize,
    most: u64,
) -> Result<Xml<impl Read>, ManifestError> {
    let part = archive.by_index(part).map_err(broken)?;
    Ok(Xml::new(part.take(most)))
}

/// The text of the outermost element, if it has this name.
fn element(mut xml: Xml<impl Read>, name: &str) -> Result<Option<String>, ManifestError> {
    let mut text = String::new();
    let mut is_within = false;
    loop {
        match xml.next()? {
            Event::Start(tag) if !is_within => {
                if tag.local_name().as_ref() != name {
                    return Ok(None);
                }
                is_within = true;
            }
            Event::End(tag) if tag.local_name().as_ref() == name => return Ok(Some(text)),
            Event::Eof if is_within => return Err(damaged("the manifest breaks off")),
            Event::Eof => return Ok(None),
            event => push_text(&event, &mut text),
        }
    }
}

/// Adds what an event says in text.
pub(super) fn push_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(part) => text.push_str(part.as_ref()),
        Event::CData(part) => text.push_str(part.as_ref()),
        Event::GeneralRef(entity) => push_entity(entity, text),
        _ => {}
    }
}

fn push_entity(entity: &BytesRef<'_>, text: &mut String) {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => text.push(c),
        _ => text.push_str(quick_xml::escape::resolve_xml_entity(entity.as_ref()).unwrap_or_default()),
    }
}

/// The elements of a part, one after the other.
pub(super) struct Xml<R: Read> {
    reader: Reader<BufReader<R>>,
    buffer: Vec<u8>,
}

impl<R: Read> Xml<R> {
    fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(BufReader::new(part));
        reader.config_mut().check_end_names = false;
        Self { reader, buffer: Vec::new() }
    }

    /// What comes next.
    pub(super) fn next(&mut self) -> Result<Event<'_>, ManifestError> {
        self.buffer.clear();
        self.reader.read_event_into(&mut self.buffer).map_err(damaged)
    }
}

/// What is wrong with an archive.
pub(super) fn broken(error: ZipError) -> ManifestError {
    match error {
        ZipError::Io(error) => ManifestError::Io(error),
        error => damaged(error),
    }
}
