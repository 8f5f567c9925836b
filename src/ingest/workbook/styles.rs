//! The styles of an xlsx workbook, reduced to what says that a number is a date, a moment or a span.
//!
//! The reader would build fonts, fills and borders of every cell format, which a file can make as many
//! and as large as it likes, and it fails at colours some exporters write wrongly. Nothing here needs
//! them.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::Text;

use super::super::error::Problem;
use super::archive::{Entry, PartReader};
use super::formats::{Midnight, Shows};
use super::limits::{Limits, too_many};
use super::xml::raw_attribute;

/// The number formats and the formats of cells of `styles.xml`, as a `styles.xml`, and how midnight is
/// known with it.
pub(super) fn reduced(
    bytes: &Arc<[u8]>,
    entry: &Entry,
    limits: &Limits,
) -> Result<(Vec<u8>, Midnight), Problem> {
    let part = PartReader::new(bytes, entry, limits, limits.shared_text_bytes);
    let watch = part.watch();
    reduce(Reader::from_reader(part), limits).map_err(|problem| watch.take().unwrap_or(problem))
}

fn reduce(mut xml: Reader<PartReader>, limits: &Limits) -> Result<(Vec<u8>, Midnight), Problem> {
    let config = xml.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut codes = Codes::default();
    let mut numbers: Vec<String> = Vec::new();
    let mut within_formats = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|error| damaged(&error.to_string()))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => codes.push(&tag),
                "cellXfs" => within_formats = true,
                "xf" if within_formats => {
                    let code = raw_attribute(&tag, "numFmtId").unwrap_or("0");
                    numbers.push(code.chars().filter(char::is_ascii_digit).take(9).collect());
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => within_formats = false,
            Event::Eof => break,
            _ => {}
        }
        if numbers.len() as u64 > limits.formats || codes.xml.len() as u64 > limits.held_bytes {
            let what = Text::new("单元格格式过多", "it has too many cell formats");
            return Err(too_many(what, limits.formats));
        }
    }
    let shows: Vec<Shows> = numbers.iter().map(|number| codes.shows(number)).collect();
    let midnight = Midnight::of(shows.clone());
    let mut styles = format!(
        "<styleSheet><numFmts>{}<numFmt numFmtId=\"{DISGUISE}\" formatCode=\"[h]\"/></numFmts><cellXfs>",
        codes.xml
    );
    for (number, shows) in numbers.iter().zip(shows) {
        let hidden = midnight == Midnight::InDisguise && shows == Shows::Clock;
        let number = if hidden { DISGUISE } else { number };
        styles.push_str(&format!("<xf numFmtId=\"{number}\"/>"));
    }
    styles.push_str("</cellXfs></styleSheet>");
    Ok((styles.into_bytes(), midnight))
}

/// The number of a format for spans of time; longer than any that is taken over from the file.
const DISGUISE: &str = "4000000000";

/// The number formats of a workbook's own.
#[derive(Default)]
struct Codes {
    xml: String,
    shows: HashMap<String, Shows>,
}

impl Codes {
    /// Copies a number format; both values stay escaped as they are.
    fn push(&mut self, tag: &BytesStart<'_>) {
        /// Excel takes 255 letters; the reader copies them into every cell format.
        const LONGEST: usize = 512;
        let (Some(id), Some(code)) = (raw_attribute(tag, "numFmtId"), raw_attribute(tag, "formatCode"))
        else {
            return;
        };
        // A value in single quotes may have double ones.
        let (id, code) = (id.replace('"', ""), code.replace('"', "&quot;"));
        if code.len() <= LONGEST {
            self.xml.push_str(&format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>"));
            self.shows.insert(id, Shows::of_code(&code));
        }
    }

    fn shows(&self, number: &str) -> Shows {
        self.shows.get(number).copied().unwrap_or_else(|| Shows::of_number(number))
    }
}

fn damaged(why: &str) -> Problem {
    let part = Text::new(
        "单元格格式无法读取，无法判断哪些数字是日期",
        "its cell formats cannot be read, so which numbers are dates is unknown",
    );
    Problem::Damaged { part, detail: why.to_owned() }
}
