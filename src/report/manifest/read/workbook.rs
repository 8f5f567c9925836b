//! The manifest of a workbook: texts behind labels on the sheet of the manifest, also where another program
//! has saved the workbook again.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::super::cells::{self, SHEET};
use super::archive::{Xml, open, push_text};
use super::{MOST_BYTES, ManifestError, ReadManifest, damaged, parsed};

/// The most cells of the two columns that are looked at; the sheet has a few hundred.
const MOST_CELLS: usize = 200_000;
/// How far shared texts are looked through: a program that saves the workbook again puts all findings there.
const MOST_SHARED: u64 = 256 << 20;

/// A cell of one of the two columns that matter.
struct Cell {
    row: String,
    is_label: bool,
    text: CellText,
}

/// A text, or where it stands among the texts that sheets share.
enum CellText {
    Own(String),
    Shared(usize),
}

/// Reads the labelled texts of the sheet, and puts them together.
pub(super) fn read(archive: &mut ZipArchive<impl Read + Seek>) -> Result<ReadManifest, ManifestError> {
    let sheet = sheet_part(archive)?.ok_or(ManifestError::NotAReport)?;
    let cells = cells(open(archive, sheet, MOST_BYTES)?)?;
    let shared = match archive.index_for_name("xl/sharedStrings.xml") {
        Some(part) => shared_texts(open(archive, part, MOST_SHARED)?, &cells)?,
        None => HashMap::new(),
    };
    let text = |cell: &Cell| match &cell.text {
        CellText::Own(text) => Some(text.clone()),
        CellText::Shared(nth) => shared.get(nth).cloned(),
    };
    // The first of its label counts: what people add stands below.
    let mut labelled: HashMap<String, String> = HashMap::new();
    let mut total = None;
    for pair in cells.windows(2) {
        let [label, value] = pair else { continue };
        if !label.is_label || value.is_label || label.row != value.row {
            continue;
        }
        let (Some(label), Some(value)) = (text(label), text(value)) else { continue };
        if let Some(of) = cells::pieces_of(&label) {
            total.get_or_insert(of);
            labelled.entry(label).or_insert(value);
        }
    }
    let total = total.ok_or(ManifestError::NotAReport)?;
    let pieces = (1..=total).map(|nth| labelled.get(&cells::label(nth, total)).map(String::as_str));
    let json: Option<String> = pieces.collect();
    parsed(&json.ok_or_else(|| damaged("a part of the manifest is missing"))?)
}

/// The part of the sheet with the manifest's name in either language.
fn sheet_part(archive: &mut ZipArchive<impl Read + Seek>) -> Result<Option<usize>, ManifestError> {
    let Some(workbook) = archive.index_for_name("xl/workbook.xml") else { return Ok(None) };
    let is_manifest = |tag: &BytesStart<'_>| {
        attribute(tag, "name").is_some_and(|name| name == SHEET.zh || name == SHEET.en)
    };
    let Some(id) = first(open(archive, workbook, MOST_BYTES)?, "sheet", is_manifest, "id")? else {
        return Ok(None);
    };
    let Some(relations) = archive.index_for_name("xl/_rels/workbook.xml.rels") else { return Ok(None) };
    let is_meant = |tag: &BytesStart<'_>| attribute(tag, "Id").is_some_and(|found| found == id);
    let Some(target) = first(open(archive, relations, MOST_BYTES)?, "Relationship", is_meant, "Target")?
    else {
        return Ok(None);
    };
    let path = match target.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("xl/{target}"),
    };
    Ok(archive.index_for_name(&path))
}

/// An attribute of the first element of this name that is wanted.
fn first(
    mut xml: Xml<impl Read>,
    name: &str,
    is_wanted: impl Fn(&BytesStart<'_>) -> bool,
    key: &str,
) -> Result<Option<String>, ManifestError> {
    loop {
        match xml.next()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == name && is_wanted(&tag) => {
                return Ok(attribute(&tag, key));
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// An attribute by its name without prefix.
fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let mut found = attributes.filter(|attribute| attribute.key.local_name().as_ref() == key);
    found.next().map(|attribute| {
        let value = attribute.value.as_ref();
        unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
    })
}

/// The texts of the first two columns, in the order of the sheet.
fn cells(mut xml: Xml<impl Read>) -> Result<Vec<Cell>, ManifestError> {
    let mut cells = Vec::new();
    let mut open: Option<(String, bool, bool)> = None;
    let mut text = String::new();
    let mut is_text = false;
    while cells.len() < MOST_CELLS {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                let place = attribute(&tag, "r").unwrap_or_default();
                let is_shared = attribute(&tag, "t").is_some_and(|kind| kind == "s");
                let row =
                    place.strip_prefix(['A', 'B']).filter(|row| row.bytes().all(|b| b.is_ascii_digit()));
                open = row.map(|row| (row.to_owned(), place.starts_with('A'), is_shared));
                text.clear();
            }
            Event::Start(tag) => is_text = matches!(tag.local_name().as_ref(), "v" | "t"),
            Event::End(tag) if tag.local_name().as_ref() == "c" => {
                let Some((row, is_label, is_shared)) = open.take() else { continue };
                let text = std::mem::take(&mut text);
                let text = match is_shared {
                    true => CellText::Shared(text.trim().parse().map_err(damaged)?),
                    false => CellText::Own(text),
                };
                cells.push(Cell { row, is_label, text });
            }
            Event::End(_) => is_text = false,
            Event::Eof => break,
            event if is_text && open.is_some() => push_text(&event, &mut text),
            _ => {}
        }
    }
    Ok(cells)
}

/// The shared texts that these cells ask for.
fn shared_texts(mut xml: Xml<impl Read>, cells: &[Cell]) -> Result<HashMap<usize, String>, ManifestError> {
    let mut texts: HashMap<usize, String> = HashMap::new();
    for cell in cells {
        if let CellText::Shared(nth) = cell.text {
            texts.insert(nth, String::new());
        }
    }
    let (mut at, mut is_text) = (0_usize, false);
    let mut held = 0;
    loop {
        match xml.next()? {
            Event::Start(tag) => is_text = tag.local_name().as_ref() == "t",
            Event::End(tag) => {
                is_text = false;
                at += usize::from(tag.local_name().as_ref() == "si");
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => at += 1,
            Event::Eof => return Ok(texts),
            event if is_text => {
                if let Some(text) = texts.get_mut(&at) {
                    let before = text.len();
                    push_text(&event, text);
                    held += (text.len() - before) as u64;
                }
            }
            _ => {}
        }
        if held > MOST_BYTES {
            return Err(ManifestError::TooLarge);
        }
    }
}
