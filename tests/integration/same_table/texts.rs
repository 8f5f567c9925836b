//! As text: encodings, delimiters, line ends, packed or not.

use std::error::Error;
use std::io::Write as _;

use super::table::{Dress, Page};
use super::{Pages, check};
use crate::desk::{Checked, Desk};

/// How a page is written down as text.
#[derive(Clone, Copy, Debug)]
struct Hand {
    delimiter: u8,
    crlf: bool,
    /// Rows end at their last value, as in notes typed above a table; else all are as wide.
    ragged: bool,
}

const PLAIN: Hand = Hand { delimiter: b',', crlf: false, ragged: false };

fn text(page: &Page, hand: Hand) -> Result<String, Box<dyn Error>> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(hand.delimiter)
        .flexible(true)
        .terminator(if hand.crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
        .from_writer(Vec::new());
    for (place, row) in page.rows.iter().enumerate() {
        let is_short = hand.ragged && !page.records.contains(&place);
        let filled = row.iter().rposition(|cell| !cell.is_empty()).map_or(1, |last| last + 1);
        writer.write_record(&row[..if is_short { filled } else { row.len() }])?;
    }
    let text = String::from_utf8(writer.into_inner()?)?;
    // The writer quotes a lonely empty cell; people leave the line empty.
    Ok(text
        .lines()
        .map(|line| if line == "\"\"" { "" } else { line })
        .collect::<Vec<_>>()
        .join(if hand.crlf { "\r\n" } else { "\n" })
        + if hand.crlf { "\r\n" } else { "\n" })
}

fn read(dress: Dress, hand: Hand, bytes_of: impl Fn(&str) -> Vec<u8>, about: &str) -> Checked {
    let pages = Pages::new(dress);
    let desk = Desk::new()?;
    desk.put("c.csv", bytes_of(&text(&pages.complaints, hand)?))?;
    desk.put("v.csv", bytes_of(&text(&pages.visits, hand)?))?;
    let about = format!("{about}, {hand:?}, {dress:?}");
    check(&desk, &["c.csv", "v.csv"], &pages, &pages.in_texts(), &about)?;
    Ok(())
}

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes)?;
    packer.finish()
}

#[test]
fn whatever_stands_around_the_table() -> Checked {
    for dress in Dress::all() {
        for ragged in [false, true] {
            read(dress, Hand { ragged, ..PLAIN }, |text| text.as_bytes().to_vec(), "utf-8")?;
        }
    }
    Ok(())
}

#[test]
fn whatever_separates_cells_and_lines() -> Checked {
    for dress in [Dress::NONE, Dress::FULL] {
        for delimiter in [b',', b'\t', b';', b'|'] {
            for crlf in [false, true] {
                let hand = Hand { delimiter, crlf, ragged: true };
                read(dress, hand, |text| text.as_bytes().to_vec(), "utf-8")?;
            }
        }
    }
    Ok(())
}

#[test]
fn whatever_the_encoding() -> Checked {
    type Encode = fn(&str) -> Vec<u8>;
    let encodings: [(&str, Encode); 8] = [
        ("utf-8 with a mark", |text| format!("\u{feff}{text}").into_bytes()),
        ("gbk", |text| encoding_rs::GBK.encode(text).0.into_owned()),
        ("gb18030 with a mark", |text| {
            encoding_rs::GB18030.encode(&format!("\u{feff}{text}")).0.into_owned()
        }),
        ("utf-16le", |text| utf16(text, u16::to_le_bytes)),
        ("utf-16be", |text| utf16(text, u16::to_be_bytes)),
        ("utf-16le with a mark", |text| utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)),
        ("utf-16be with a mark", |text| utf16(&format!("\u{feff}{text}"), u16::to_be_bytes)),
        ("gbk, packed", |text| gzip(&encoding_rs::GBK.encode(text).0).unwrap_or_default()),
    ];
    for (name, encode) in encodings {
        for dress in [Dress::NONE, Dress::FULL] {
            for (delimiter, crlf) in [(b',', false), (b'\t', true)] {
                read(dress, Hand { delimiter, crlf, ragged: true }, encode, name)?;
            }
        }
    }
    Ok(())
}

#[test]
fn packed_or_not() -> Checked {
    for dress in [Dress::NONE, Dress::FULL] {
        read(dress, PLAIN, |text| gzip(text.as_bytes()).unwrap_or_default(), "gzip")?;
    }
    Ok(())
}

#[test]
fn a_line_that_names_the_delimiter_is_a_row_of_its_own() -> Checked {
    for dress in [Dress::NONE, Dress::FULL] {
        let mut pages = Pages::new(dress);
        let hand = Hand { delimiter: b';', crlf: true, ragged: true };
        let desk = Desk::new()?;
        desk.put("c.csv", format!("sep=;\r\n{}", text(&pages.complaints, hand)?))?;
        desk.put("v.csv", format!("\u{feff}sep=;\r\n{}", text(&pages.visits, hand)?))?;
        for page in [&mut pages.complaints, &mut pages.visits] {
            page.rows.insert(0, Vec::new());
            page.records.iter_mut().for_each(|place| *place += 1);
            page.account[2] += 1;
        }
        check(&desk, &["c.csv", "v.csv"], &pages, &pages.in_texts(), &format!("sep=, {dress:?}"))?;
    }
    Ok(())
}
