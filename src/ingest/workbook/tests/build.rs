//! Files of every format, small enough to be written by hand.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(super) const SHEET: &str = "xl/worksheets/sheet1.xml";

/// An archive of these files.
pub(super) fn archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The files of an xlsx of one sheet, some of them replaced or added.
pub(super) fn xlsx_with(changes: &[(&'static str, Vec<u8>)]) -> Vec<u8> {
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        (
            "[Content_Types].xml",
            b"<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>".to_vec(),
        ),
        (
            "_rels/.rels",
            b"<Relationships><Relationship Id=\"r\" Type=\"x/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_vec(),
        ),
        ("xl/workbook.xml", b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>".to_vec()),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"x/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"x/relationships/worksheet\" Target=\"worksheets/sheet2.xml\"/><Relationship Id=\"r3\" Type=\"x/relationships/chartsheet\" Target=\"chartsheets/sheet1.xml\"/><Relationship Id=\"r4\" Type=\"x/relationships/xlMacrosheet\" Target=\"macrosheets/sheet1.xml\"/></Relationships>".to_vec(),
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode='yyyy\"年\"m\"月\"'/><numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/></numFmts><fonts><font><color rgb=\"broken\"/></font></fonts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>".as_bytes().to_vec(),
        ),
        (SHEET, sheet("")),
    ];
    for (name, content) in changes {
        match files.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => old.clone_from(content),
            None => files.push((name, content.clone())),
        }
    }
    archive(&files)
}

pub(super) fn sheet(rows: &str) -> Vec<u8> {
    format!("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>")
        .into_bytes()
}

pub(super) fn xlsx(rows: &str) -> Vec<u8> {
    xlsx_with(&[(SHEET, sheet(rows))])
}

/// An ods of one sheet.
pub(super) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"h\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>\n<table:table table:name=\"S\">{rows}</table:table><table:table table:name=\"H\" table:style-name=\"h\"/></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml", content.into_bytes()),
    ])
}

/// A record of an xls.
pub(super) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [kind.to_le_bytes().as_slice(), &length.to_le_bytes(), data].concat()
}

/// A number in an xls.
pub(super) fn number(row: u16, column: u16, format: u16, value: f64) -> Vec<u8> {
    let place = [row, column, format].map(u16::to_le_bytes).concat();
    record(0x0203, &[place.as_slice(), &value.to_le_bytes()].concat())
}

/// The records of an xls: `before` belongs to the workbook, `sheets` are the cells of its sheets.
pub(super) fn xls(before: &[u8], sheets: &[Vec<u8>]) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let sheets: Vec<Vec<u8>> =
        sheets.iter().map(|cells| [begin(0x10), cells.clone(), record(0x0A, &[])].concat()).collect();
    let globals = |places: &[usize]| {
        let formats =
            [0_u8, 14].map(|format| record(0xE0, &[&[0, 0, format, 0], [0; 16].as_slice()].concat()));
        let list = places.iter().enumerate().map(|(at, &place)| {
            let place = u32::try_from(place).unwrap().to_le_bytes();
            record(
                0x85,
                &[place.as_slice(), &[0, 0, 2, 0, b'S', b'0' + u8::try_from(at % 10).unwrap()]].concat(),
            )
        });
        [begin(5), before.to_vec(), formats.concat(), list.flatten().collect(), record(0x0A, &[])].concat()
    };
    let mut places = vec![0; sheets.len()];
    let mut at = globals(&places).len();
    for (place, sheet) in places.iter_mut().zip(&sheets) {
        *place = at;
        at += sheet.len();
    }
    [globals(&places), sheets.concat()].concat()
}

/// A record of an xlsb.
pub(super) fn binary(kind: u16, data: &[u8]) -> Vec<u8> {
    let [low, high] = [kind & 0x7F, kind >> 7].map(|part| u8::try_from(part).unwrap());
    let kind = if kind < 0x80 { vec![low] } else { vec![low | 0x80, high] };
    let length = data.len();
    let digits = [length & 0x7F | 0x80, length >> 7].map(|part| u8::try_from(part).unwrap());
    [kind.as_slice(), &digits, data].concat()
}

pub(super) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap();
    [length.to_le_bytes().to_vec(), units.iter().flat_map(|unit| unit.to_le_bytes()).collect()].concat()
}

/// An xlsb whose sheet has these cells after the head of its first row.
pub(super) fn xlsb(cells: &[u8]) -> Vec<u8> {
    let sheet = [
        binary(0x0094, &[0; 16]),
        binary(0x0091, &[]),
        binary(0x0000, &[0; 17]),
        cells.to_vec(),
        binary(0x0092, &[]),
    ];
    let list = [
        binary(0x0099, &[0; 8]),
        binary(0x009C, &[vec![0; 8], wide("r1"), wide("S")].concat()),
        binary(0x0090, &[]),
        binary(0x009D, &[]),
    ];
    archive(&[
        ("[Content_Types].xml", b"<Types><Override ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>".to_vec()),
        ("xl/workbook.bin", list.concat()),
        ("xl/_rels/workbook.bin.rels", b"<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.bin\"/></Relationships>".to_vec()),
        ("xl/worksheets/sheet1.bin", sheet.concat()),
    ])
}
