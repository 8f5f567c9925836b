//! The six forms of a report, taken apart as other programs take them.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::desk::Desk;

/// The forms by their extensions.
pub(super) const FORMS: [&str; 6] = ["html", "md", "xlsx", "docx", "csv", "json"];

/// Options that write a report in every form: `report.html`, `report.md` and so on.
pub(super) const EVERY_FORM: [&str; 12] = [
    "-o",
    "report.html",
    "-o",
    "report.md",
    "-o",
    "report.xlsx",
    "-o",
    "report.docx",
    "-o",
    "report.csv",
    "-o",
    "report.json",
];

/// Every text of a file: itself, or each part of an archive under its name.
pub(super) fn texts(bytes: &[u8]) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let mut texts = BTreeMap::new();
    if !bytes.starts_with(b"PK") {
        texts.insert("the file".to_owned(), String::from_utf8(bytes.to_vec())?);
        return Ok(texts);
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    for place in 0..archive.len() {
        let mut part = archive.by_index(place)?;
        let (name, mut text) = (part.name()?.into_owned(), String::new());
        part.read_to_string(&mut text)?;
        texts.insert(name, text);
    }
    Ok(texts)
}

/// The texts of `report.FORM`.
pub(super) fn report(desk: &Desk, form: &str) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    texts(&std::fs::read(desk.path(&format!("report.{form}")))?)
}

/// The one text of `report.FORM`, where it is no archive.
pub(super) fn text(desk: &Desk, form: &str) -> std::io::Result<String> {
    std::fs::read_to_string(desk.path(&format!("report.{form}")))
}

/// What programs find again in a report of any form that carries it.
pub(super) fn manifest(desk: &Desk, name: &str) -> Result<Value, Box<dyn Error>> {
    let mut file = std::fs::File::open(desk.path(name))?;
    let (_, manifest) =
        hearback::report::read_manifest(&mut file).map_err(|error| format!("{name}: {error}"))?;
    Ok(serde_json::to_value(manifest)?)
}

/// An element of a page and its attributes.
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

/// The elements of a page, as its bytes say and not as its writer means; elements must nest.
pub(super) fn elements(page: &str) -> Result<Vec<Element>, Box<dyn Error>> {
    const WITHOUT_END: [&str; 4] = ["!DOCTYPE", "meta", "input", "br"];
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(closing) = rest.strip_prefix('/') {
            let (name, after) = closing.split_once('>').ok_or("a tag without an end")?;
            if open.pop().as_deref() != Some(name) {
                return Err(format!("</{name}> closes nothing").into());
            }
            rest = after;
            continue;
        }
        let (element, is_whole, after) = tag(rest)?;
        rest = after;
        if element.name == "script" || element.name == "style" {
            let end = rest.find("</").ok_or("a script without an end")?;
            rest = &rest[end..];
        }
        if !is_whole && !WITHOUT_END.contains(&element.name.as_str()) {
            open.push(element.name.clone());
        }
        found.push(element);
    }
    if open.is_empty() { Ok(found) } else { Err(format!("never closed: {open:?}").into()) }
}

/// The tag at the beginning, whether it closes itself, and what follows.
fn tag(text: &str) -> Result<(Element, bool, &str), Box<dyn Error>> {
    let end = text.find([' ', '\n', '>', '/']).ok_or("a tag without an end")?;
    let mut element = Element { name: text[..end].to_owned(), attributes: Vec::new() };
    let mut rest = text[end..].trim_start();
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return Ok((element, false, after));
        }
        if let Some(after) = rest.strip_prefix("/>") {
            return Ok((element, true, after));
        }
        let end = rest.find(['=', ' ', '\n', '>', '/']).filter(|end| *end > 0);
        let end =
            end.ok_or_else(|| format!("no attribute: {}", rest.chars().take(40).collect::<String>()))?;
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (inside, after) = quoted.split_once('"').ok_or("a value without an end")?;
            value = inside.to_owned();
            rest = after;
        } else if rest.starts_with('=') {
            return Err(format!("{name} has no quotes").into());
        }
        rest = rest.trim_start();
        element.attributes.push((name, value));
    }
}

/// The elements of a part of an archive as `name attribute="value" …`, which must be well-formed XML, and its texts.
pub(super) fn xml(part: &str) -> Result<(Vec<String>, Vec<String>), Box<dyn Error>> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = true;
    let (mut elements, mut texts, mut depth) = (Vec::new(), Vec::new(), 0_usize);
    loop {
        match reader.read_event()? {
            Event::Start(tag) => {
                depth += 1;
                for attribute in tag.attributes() {
                    attribute?;
                }
                elements.push(AsRef::<str>::as_ref(&*tag).to_owned());
            }
            Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute?;
                }
                elements.push(AsRef::<str>::as_ref(&*tag).to_owned());
            }
            Event::End(_) => depth = depth.checked_sub(1).ok_or("an end without a start")?,
            Event::Text(text) => texts.push(AsRef::<str>::as_ref(&*text).to_owned()),
            Event::Eof if depth == 0 => return Ok((elements, texts)),
            Event::Eof => return Err("an element without an end".into()),
            Event::CData(_) | Event::PI(_) | Event::DocType(_) => {
                return Err("no such thing was written".into());
            }
            _ => {}
        }
    }
}

/// The tables of Markdown as rows of cells; a pipe behind a backslash is a letter.
pub(super) fn tables(page: &str) -> Vec<Vec<usize>> {
    let mut tables: Vec<Vec<usize>> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        let is_row = line.starts_with('|');
        if is_row {
            if !inside {
                tables.push(Vec::new());
            }
            if let Some(table) = tables.last_mut() {
                table.push(columns(line));
            }
        }
        inside = is_row;
    }
    tables
}

fn columns(line: &str) -> usize {
    let mut columns = 0;
    let mut is_escaped = false;
    for letter in line.chars() {
        columns += usize::from(letter == '|' && !is_escaped);
        is_escaped = letter == '\\' && !is_escaped;
    }
    columns - 1
}

/// Whether a character steers a terminal, turns the order of reading round, or cannot be seen.
pub(super) fn steers(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{3164}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        || matches!(letter, '\u{e0000}'..='\u{e007f}')
}
