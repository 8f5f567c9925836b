use super::*;
use crate::model::Lang;

fn name(head: &[u8]) -> String {
    name_of("a.xls", head)
}

fn name_of(path: &str, head: &[u8]) -> String {
    match detect(path, head) {
        Ok(content) => format!("{content:?}"),
        Err(Problem::Unsupported { what, .. }) => what.get(Lang::En).to_owned(),
        Err(other) => format!("{other:?}"),
    }
}

#[test]
fn what_can_be_read() {
    assert_eq!(name(b"id,name\n1,2\n"), "Text");
    assert_eq!(name("\u{feff}编号\t时间\n".as_bytes()), "Text");
    assert_eq!(name(b"\xFF\xFEi\0d\0"), "Text");
    assert_eq!(name(b"PK\x03\x04\x14\0"), "Workbook(Xlsx)");
    assert_eq!(name(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "Workbook(Xls)");
    assert_eq!(name(b"\x09\x08\x10\0\0\x06\x05\0"), "Workbook(Xls)");
    assert_eq!(name(b"\x1F\x8B\x08\0"), "Gzip");
    assert_eq!(name(b"PAR1\x15\x04"), "Parquet");
    // Texts that only look like something else.
    assert_eq!(name(b"[id],[name]\n1,2\n"), "Text");
    assert_eq!(name(b"<id>;<name>\n1;2\n"), "Text");
    assert_eq!(name(b"ID;Phone;Name\n1;2;3\n"), "Text");
    assert_eq!(name(b"BM,PAR\n1,2\n"), "Text");
    assert_eq!(name(b"MZ,name\n1,2\n"), "Text");
    assert_eq!(name(b"{id},{name}\n"), "Text");
}

#[test]
fn what_cannot_is_named() {
    assert!(matches!(detect("a.csv", b""), Err(Problem::Empty)));
    assert!(matches!(detect("a.csv", b"\xEF\xBB\xBF"), Err(Problem::Empty)));
    let page = "a table of a web page (HTML) under the name of a spreadsheet";
    assert_eq!(name(b"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><body><table>"), page);
    assert_eq!(name(b"\n <!-- x --> <TABLE border=1><tr><td>"), page);
    assert_eq!(name(b"\xFF\xFE<\0t\0a\0b\0l\0e\0>\0"), page);
    assert_eq!(name(b"<!DOCTYPE html><html><head><title>login</title>"), "a web page (HTML)");
    let xml = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
    assert_eq!(name(xml), "an XML spreadsheet of Excel 2003");
    assert_eq!(name(b"<?xml version=\"1.0\"?><data/>"), "an XML document");
    assert_eq!(name(b"[{\"id\": 1}]"), "JSON");
    assert_eq!(name(b"{\"id\": 1}\n{\"id\": 2}\n"), "JSON");
    assert_eq!(name(b"ID;PWXL;N;E\r\nP;PGeneral\r\n"), "a SYLK sheet (slk)");
    assert_eq!(
        name(b"version https://git-lfs.github.com/spec/v1\n"),
        "a git-lfs pointer, not the file itself"
    );
    assert_eq!(name(b"%PDF-1.7\n\x01"), "a PDF");
    assert_eq!(name(b"{\\rtf1\\ansi"), "an RTF document");
    assert_eq!(name(b"7z\xBC\xAF\x27\x1C\0"), "a 7z archive");
    assert_eq!(name(b"Rar!\x1A\x07\x01\0"), "a rar archive");
    assert_eq!(name(b"SQLite format 3\0"), "an SQLite database");
    let noise: Vec<u8> = (0..2000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(name(&noise), "binary data of an unknown kind");
    assert_eq!(name(&[0; 100]), "nothing but zero bytes");
    assert_eq!(name(b"\xFF\xFE\0\0i\0\0\0"), "text in UTF-32");
    assert_eq!(name(b"\x09\x04\x06\0\0\0\x10\0"), "a workbook of Excel 4 or earlier");
    let mut dbf = [b"\x03\x75\x03\x05\x03\0\0\0\xA1\0\x21\0".as_slice(), &[0; 20], b"N1\0\0"].concat();
    dbf.resize(160, 0);
    dbf.push(0x0D);
    assert_eq!(name(&dbf), "a dBASE table (dbf)");
}

#[test]
fn lock_files_are_known_by_name_and_by_content() {
    let mut record = b"\x05admin".to_vec();
    record.resize(55, b' ');
    record.resize(165, 0);
    let lock = "a spreadsheet's lock file (`~$`, it only says who has the file open)";
    assert_eq!(name_of("/data/~$投诉.xlsx", &record), lock);
    assert_eq!(name_of("copy.xlsx", &record), lock);
    assert_eq!(name_of("/data/.~lock.投诉.xlsx#", b",me,host,01.01.2024 10:00,file:///home/me"), lock);
    // A real export whose name begins so.
    assert_eq!(name_of("~$a.csv", &b"id,name\n1,2\n".repeat(1000)), "Text");
}
