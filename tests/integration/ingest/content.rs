//! Files that are no tables: each is named in one clear message, whatever its name promises.

use std::error::Error;
use std::io::Write as _;

use crate::books::{archived, xlsx};
use crate::desk::{Checked, Desk};

const TABLE: &str = "complaint_id,received_at\nC1,2024-03-04\nC2,2024-03-05\n";

/// Audits and inspects a file that cannot be used; one line must say all of `words`.
pub(super) fn refused(name: &str, bytes: &[u8], words: &[&str]) -> Checked {
    let desk = Desk::new()?;
    desk.put(name, bytes)?;
    for command in ["audit", "inspect"] {
        let run = desk.run(&[command, name, "--no-config"])?;
        // A page on a terminal breaks lines anywhere.
        let said = if command == "audit" { &run.stderr } else { &run.stdout };
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(run.code, 3, "{command} {name}: {run:?}");
        assert!(!run.stderr.contains("panicked"), "{command} {name}: {}", run.stderr);
        for word in words {
            assert!(said.contains(word), "{command} {name}: no {word:?} in {said}");
        }
    }
    let run = desk.run(&["audit", name, "--no-config"])?;
    assert_eq!((run.stdout.as_str(), run.stderr.lines().count()), ("", 1), "{name}: {}", run.stderr);
    assert!(run.stderr.contains(name), "{}", run.stderr);
    Ok(())
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes)?;
    packer.finish()
}

/// A compound file with streams of these names and nothing in them.
fn compound(names: &[&str]) -> Vec<u8> {
    const END: [u8; 4] = 0xFFFF_FFFE_u32.to_le_bytes();
    const FREE: [u8; 4] = [0xFF; 4];
    let mut file = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    file.resize(24, 0);
    file.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    file.resize(44, 0);
    // One sector of the table, the directory in sector 1, no small streams.
    file.extend([1_u32.to_le_bytes(), 1_u32.to_le_bytes(), [0; 4], 4096_u32.to_le_bytes()].concat());
    file.extend([END, [0; 4], END, [0; 4], [0; 4]].concat());
    file.resize(512, 0xFF);
    file.extend([0xFFFF_FFFD_u32.to_le_bytes(), END].concat());
    file.resize(1024, 0xFF);
    let root = std::iter::once(&"Root Entry").chain(names);
    for (place, name) in (0_u32..).zip(root) {
        let start = file.len();
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        file.extend(&letters);
        file.resize(start + 64, 0);
        file.extend(u16::try_from(letters.len() + 2).unwrap_or(2).to_le_bytes());
        file.extend([if place == 0 { 5 } else { 2 }, 1]);
        let next = if place > 0 && (place as usize) < names.len() { (place + 1).to_le_bytes() } else { FREE };
        let child = if place == 0 { 1_u32.to_le_bytes() } else { FREE };
        file.extend([FREE, next, child].concat());
        file.resize(start + 116, 0);
        file.extend(END);
        file.resize(start + 128, 0);
    }
    file.resize(1024 + 512, 0);
    file
}

#[test]
fn a_web_page_under_the_name_of_a_workbook() -> Checked {
    let table = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><body><table><tr><td>投诉编号</td></tr></table></body></html>";
    refused("export.xls", table.as_bytes(), &["HTML", "save it as xlsx"])?;
    refused(
        "export.csv",
        b"\n<!DOCTYPE html><html><body>Please log in</body></html>",
        &["web page", "log in"],
    )
}

#[test]
fn spreadsheets_as_xml() -> Checked {
    let xml = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    refused("export.xls", xml.as_bytes(), &["Excel 2003", "save it as xlsx"])?;
    refused("export.csv", b"<?xml version=\"1.0\"?><rows><row/></rows>", &["XML document"])
}

#[test]
fn a_table_of_dbase() -> Checked {
    let mut table = vec![0x03, 124, 3, 4, 1, 0, 0, 0, 65, 0, 11, 0];
    table.resize(32, 0);
    table.extend(b"TSBH\0\0\0\0\0\0\0C");
    table.resize(64, 0);
    table.extend([&[0x0D][..], b" TS0000001", &[0x1A]].concat());
    refused("export.dbf", &table, &["dBASE"])
}

#[test]
fn the_lock_file_of_an_open_workbook() -> Checked {
    let mut lock = vec![3, b'a', b'b', b'c'];
    lock.resize(165, b' ');
    refused("~$complaints.xlsx", &lock, &["lock file", "without `~$`"])
}

#[test]
fn a_pointer_instead_of_the_file() -> Checked {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n";
    refused("complaints.csv", pointer.as_bytes(), &["git-lfs", "git lfs pull"])
}

#[test]
fn a_workbook_with_a_password() -> Checked {
    refused("c.xlsx", &compound(&["EncryptionInfo", "EncryptedPackage"]), &["password"])
}

#[test]
fn documents_that_are_no_workbooks() -> Checked {
    refused("c.xls", &compound(&["WordDocument"]), &["Word"])?;
    refused("c.xls", &compound(&["SomethingElse"]), &["no workbook"])?;
    let types = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let docx =
        archived(&[("[Content_Types].xml", types.as_bytes()), ("word/document.xml", b"<w:document/>")])?;
    refused("c.xlsx", &docx, &["Word"])?;
    refused("c.csv", b"%PDF-1.7\n1 0 obj", &["PDF"])?;
    refused("c.csv", b"  [{\"complaint_id\": \"C1\"}]", &["JSON"])?;
    refused("c.csv", b"{\"rows\": []}", &["JSON"])
}

#[test]
fn an_archive_of_files() -> Checked {
    refused(
        "c.zip",
        &archived(&[("export/c.csv", TABLE.as_bytes())])?,
        &["zip archive", "export/c.csv", "unpack"],
    )
}

#[test]
fn workbooks_that_break_off() -> Checked {
    let whole = xlsx(&[("s", &[&["complaint_id", "received_at"], &["C1", "@2024-03-04"]])])?;
    for share in [1, 3, 5, 9] {
        refused("c.xlsx", &whole[..whole.len() * share / 10], &["damaged"])?;
    }
    let xls = std::fs::read(crate::desk::fixture("table-plain.xls"))?;
    for length in [600, 2_000, xls.len() / 2] {
        refused("c.xls", &xls[..length], &["damaged"])?;
    }
    Ok(())
}

#[test]
fn packed_files() -> Checked {
    let once = gzip(TABLE.repeat(200).as_bytes())?;
    refused("c.csv.gz", &gzip(&once)?, &["packed file within a packed file"])?;
    refused("c.csv.gz", &once[..once.len() / 2], &["breaks off"])?;
    let mut spoilt = once.clone();
    let middle = spoilt.len() / 2;
    spoilt[middle] ^= 0xFF;
    refused("c.csv.gz", &spoilt, &[])?;
    refused("c.csv.gz", &gzip(b"%PDF-1.7\n")?, &["PDF"])
}

#[test]
fn a_packed_workbook_is_read() -> Checked {
    let desk = Desk::new()?;
    let book =
        xlsx(&[("s", &[&["complaint_id", "customer_id", "received_at"], &["C1", "", "@2024-03-04"]])])?;
    desk.put("c.xlsx.gz", gzip(&book)?)?;
    let audit = desk.audit(&["c.xlsx.gz", "--as-of", "2024-06-30", "--select", "VAL001"])?;
    assert_eq!(audit.found("VAL001"), ["fires C1 @2"]);
    Ok(())
}

#[test]
fn nothing_or_nearly_nothing() -> Checked {
    for (name, bytes) in [("a.csv", ""), ("b.csv", "\u{feff}"), ("c.csv", "\n \n\n"), ("d.csv", ",,,\n,,,\n")]
    {
        refused(name, bytes.as_bytes(), &["empty"])?;
    }
    refused("e.csv", &gzip(b"")?, &["empty"])?;
    refused("f.csv", b"complaint_id,received_at\n\n", &["not one record"])?;
    refused("g.csv", &[0; 4096], &["zero bytes"])?;
    let utf32: Vec<u8> =
        format!("\u{feff}{TABLE}").chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
    refused("h.csv", &utf32, &["UTF-32"])
}

#[test]
fn a_folder_and_a_file_that_is_not_there() -> Checked {
    let desk = Desk::new()?;
    std::fs::create_dir(desk.path("exports"))?;
    for name in ["exports", "nowhere.csv"] {
        let run = desk.run(&["audit", name])?;
        assert!(run.code >= 2 && run.stderr.contains(name), "{name}: {run:?}");
        assert_eq!(run.stdout, "");
    }
    Ok(())
}

/// Flips single bytes all over each kind of file: the end is a result or a message, never a panic.
#[test]
fn damage_anywhere_ends_in_a_message() -> Result<(), Box<dyn Error>> {
    let desk = Desk::new()?;
    let book =
        xlsx(&[("s", &[&["complaint_id", "received_at"], &["C1", "@2024-03-04"], &["C2", "#45000"]])])?;
    let mut files = vec![("c.xlsx", book)];
    for name in ["table-plain.xls", "table-plain.xlsb", "table-plain.ods", "table-complaints.parquet"] {
        files.push((name, std::fs::read(crate::desk::fixture(name))?));
    }
    for (name, whole) in files {
        for turn in 0..12 {
            let mut spoilt = whole.clone();
            let place = (whole.len() * (2 * turn + 1)) / 24;
            spoilt[place] ^= 0x5A;
            desk.put(name, &spoilt)?;
            let run = desk.run(&[
                "audit",
                name,
                "--as-of",
                "2024-06-30",
                "--fail-on",
                "never",
                "--format",
                "json",
            ])?;
            // 2: the sheet of complaints may be what was lost.
            assert!([0, 2, 3].contains(&run.code), "{name}, byte {place}: {run:?}");
            assert!(!run.stderr.contains("panicked"), "{name}, byte {place}: {}", run.stderr);
        }
    }
    Ok(())
}
