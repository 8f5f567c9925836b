//! Files made to do harm: refused with a reason, and soon.

use std::error::Error;
use std::io::Write as _;
use std::time::{Duration, Instant};

use super::content::refused;
use crate::books::{archived, rewritten, xlsx};
use crate::desk::{Checked, Desk};

/// Far longer than any of this takes, on a machine that is busy with other tests.
const SOON: Duration = Duration::from_secs(40);

fn soon_refused(name: &str, bytes: &[u8], words: &[&str]) -> Checked {
    let start = Instant::now();
    refused(name, bytes, words)?;
    assert!(start.elapsed() < SOON, "{name}: {:?}", start.elapsed());
    Ok(())
}

fn book() -> Result<Vec<u8>, Box<dyn Error>> {
    xlsx(&[("s", &[&["complaint_id", "received_at"], &["C1", "@2024-03-04"], &["C2", "2024-03-04"]])])
}

/// The workbook with `text` in place of the first `found` of a part.
fn with(part: &str, found: &str, text: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    rewritten(&book()?, |name, bytes| {
        Some(if name == part {
            String::from_utf8_lossy(&bytes).replacen(found, text, 1).into_bytes()
        } else {
            bytes
        })
    })
}

#[test]
fn definitions_of_entities() -> Checked {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet ";
    for (part, tag) in [
        ("xl/worksheets/sheet1.xml", "<worksheet "),
        ("xl/sharedStrings.xml", "<sst "),
        ("xl/workbook.xml", "<workbook "),
    ] {
        let spoilt = with(part, tag, &laughs.replace("<worksheet ", tag))?;
        soon_refused("c.xlsx", &spoilt, &["DTD", "for safety"])?;
    }
    let content = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\">]><office:document-content/>";
    soon_refused("c.ods", &ods(content)?, &["for safety"])
}

fn ods(content: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    archived(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

/// A sheet of one complaint, and below it these rows.
fn sheet_of_ods(rows: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: [&str; 2]| format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat());
    ods(&format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"s\">{}{}{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>",
        row(["complaint_id", "received_at"]),
        row(["C1", "2024-03-04"])
    ))
}

#[test]
fn rows_repeated_beyond_the_end_of_any_sheet() -> Checked {
    let wide = "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    soon_refused("c.ods", &sheet_of_ods(wide)?, &["beyond row 1,048,576"])
}

#[test]
fn empty_rows_repeated_to_the_end_of_the_sheet_are_nothing() -> Checked {
    let rest = "<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let desk = Desk::new()?;
    desk.put("c.ods", sheet_of_ods(rest)?)?;
    let start = Instant::now();
    let audit = desk.audit(&["c.ods", "--as-of", "2024-06-30", "--select", "DUP001"])?;
    assert_eq!((audit.inputs[0].rows.physical, audit.inputs[0].rows.used), (2, 1));
    assert!(start.elapsed() < SOON);
    Ok(())
}

#[test]
fn a_cell_beyond_any_sheet() -> Checked {
    let spoilt = with("xl/worksheets/sheet1.xml", "r=\"A3\"", "r=\"XFE3\"")?;
    soon_refused("c.xlsx", &spoilt, &["damaged"])?;
    let spoilt = with("xl/worksheets/sheet1.xml", "r=\"A3\"", "r=\"A4294967295\"")?;
    soon_refused("c.xlsx", &spoilt, &["damaged"])
}

#[test]
fn a_dimension_that_lies_is_not_believed() -> Checked {
    let desk = Desk::new()?;
    for dimension in ["A1:XFD1048576", "A1", "B7:C9"] {
        let lying = rewritten(&book()?, |name, bytes| {
            let text = String::from_utf8_lossy(&bytes);
            Some(if name.ends_with("sheet1.xml") {
                text.replacen("<dimension ref=\"A1:B3\"/>", &format!("<dimension ref=\"{dimension}\"/>"), 1)
                    .into_bytes()
            } else {
                bytes
            })
        })?;
        desk.put("c.xlsx", lying)?;
        let audit = desk.audit(&["c.xlsx", "--as-of", "2024-06-30", "--select", "DUP001"])?;
        assert_eq!((audit.inputs[0].rows.physical, audit.inputs[0].rows.used), (3, 2), "{dimension}");
    }
    Ok(())
}

#[test]
fn two_parts_of_one_name() -> Checked {
    let twins = archived(&[("xl/workbook.xml", b"<workbook/>"), ("xl/workbooX.xml", b"<workbook/>")])?;
    soon_refused("c.xlsx", &replaced(&twins, b"workbooX", b"workbook"), &["two files of one name"])
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    for start in 0..bytes.len().saturating_sub(from.len()) {
        if bytes[start..].starts_with(from) {
            changed[start..start + to.len()].copy_from_slice(to);
        }
    }
    changed
}

/// An archive whose sheet unfolds to so many MiB of blanks, made of one packed MiB over and over; the size it
/// states may be another.
fn bomb(mebibytes: u32, stated: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut packer = flate2::Compress::new(flate2::Compression::best(), false);
    let mut block = Vec::with_capacity(1 << 16);
    let blanks = vec![b' '; 1 << 20];
    packer.compress_vec(&blanks, &mut block, flate2::FlushCompress::Full)?;
    let mut packed = block.repeat(mebibytes as usize);
    packed.extend([0x03, 0x00]);
    let name = b"xl/worksheets/sheet1.xml";
    let whole = book()?;
    // The archive of a real workbook, its sheet replaced: other parts first, then ours by hand.
    let others = rewritten(&whole, |part, bytes| (part.as_bytes() != name).then_some(bytes))?;
    let end = others.len() - 22;
    let number = |at: usize| u32::from_le_bytes([others[at], others[at + 1], others[at + 2], others[at + 3]]);
    let (size, start) = (number(end + 12), number(end + 16));
    let count = u16::from_le_bytes([others[end + 10], others[end + 11]]) + 1;
    let header = |out: &mut Vec<u8>| -> std::io::Result<()> {
        out.write_all(&[20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0x58, 0, 0, 0, 0])?;
        out.write_all(&u32::try_from(packed.len()).unwrap_or(0).to_le_bytes())?;
        out.write_all(&stated.to_le_bytes())?;
        out.write_all(&u16::try_from(name.len()).unwrap_or(0).to_le_bytes())
    };
    let mut out = others[..start as usize].to_vec();
    let ours = start;
    out.extend(b"PK\x03\x04");
    header(&mut out)?;
    out.extend([0, 0]);
    out.extend(name);
    out.extend(&packed);
    let directory = u32::try_from(out.len())?;
    out.extend(&others[start as usize..(start + size) as usize]);
    out.extend(b"PK\x01\x02\x14\x00");
    header(&mut out)?;
    out.extend([0; 12]);
    out.extend(ours.to_le_bytes());
    out.extend(name);
    let length = u32::try_from(out.len())? - directory;
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend([length.to_le_bytes(), directory.to_le_bytes()].concat());
    out.extend([0, 0]);
    Ok(out)
}

#[test]
fn a_sheet_that_unfolds_to_far_more_than_sheets_do() -> Checked {
    soon_refused("c.xlsx", &bomb(150, 150 << 20)?, &["over the limit"])?;
    soon_refused("c.xlsx", &bomb(3_000, u32::MAX - 5)?, &["over the limit"])?;
    soon_refused("c.xlsx", &bomb(150, 1_000)?, &[])
}
