//! What cells, rows and sheets of honest workbooks become.

use super::build::{SHEET, archive, binary, number, ods, record, sheet, wide, xls, xlsb, xlsx, xlsx_with};
use super::{open, outcome, rows};
use crate::ingest::Problem;
use crate::ingest::workbook::{Limits, SheetInfo, WorkbookKind};

fn read(bytes: Vec<u8>) -> Vec<Vec<String>> {
    outcome(bytes, Limits::default()).unwrap()
}

#[test]
fn cells_of_an_xlsx() {
    let cells = read(xlsx(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>编号</t></is></c><c r=\"C1\"><v>12345678901234567</v></c></row>\
         <row r=\"3\"><c r=\"A3\" s=\"1\"><v>45356.379861111</v></c><c r=\"B3\" s=\"2\"><v>45356</v></c><c r=\"C3\" s=\"3\"><v>1.5</v></c>\
         <c r=\"D3\" s=\"1\"><v>0.5</v></c><c r=\"E3\" t=\"b\"><v>1</v></c><c r=\"F3\" t=\"e\"><v>#N/A</v></c><c r=\"G3\"><v>0.1</v></c></row>\
         <row r=\"4\"><c r=\"A4\"><f>1+1</f></c><c r=\"B4\"><f>1+1</f><v/></c><c r=\"C4\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"D4\"><f>1</f><v>1</v></c></row>\
         <row r=\"9\"><c r=\"A9\" s=\"1\"/></row>",
    ));
    assert_eq!(
        cells,
        [
            vec!["编号", "", "=12345678901234568"],
            vec![],
            vec!["2024-03-05 09:07:00", "2024-03-05", "36:00:00", "12:00:00", "TRUE", "#N/A", "=0.1"],
            vec!["?", "?", "", "=1"],
        ]
    );
}

#[test]
fn midnight_is_a_moment_where_the_format_shows_a_time_of_day() {
    let cells = "<c s=\"1\"><v>45356</v></c><c s=\"2\"><v>45356</v></c><c s=\"1\"><v>45356.5</v></c>\
                 <c s=\"1\"><v>0.5</v></c><c s=\"1\"><v>13800138000</v></c><c s=\"1\"><v>-1</v></c><c><v>45356</v></c><c s=\"3\"><v>1</v></c>";
    let table = |formula: &str, last: &str| {
        let codes = "<numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd hh:mm:ss\"/><numFmt numFmtId=\"165\" formatCode=\"yyyy-mm-dd\"/>";
        let formats = format!("<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>{last}");
        let styles =
            format!("<styleSheet><numFmts>{codes}</numFmts><cellXfs>{formats}</cellXfs></styleSheet>");
        let rows = sheet(&format!("<row>{cells}{formula}</row>"));
        read(xlsx_with(&[("xl/styles.xml", styles.into_bytes()), (SHEET, rows)])).remove(0)
    };
    let row = |moment, last| {
        vec![moment, "2024-03-05", "2024-03-05 12:00:00", "12:00:00", "=13800138000", "=-1", "=45356", last]
    };
    let (formula, span) = ("<c><f>1</f></c>", "<xf numFmtId=\"46\"/>");
    let midnight = "2024-03-05 00:00:00";
    assert_eq!(table("", "<xf numFmtId=\"1\"/>"), row(midnight, "=1"));
    assert_eq!(table(formula, "<xf numFmtId=\"1\"/>"), [row(midnight, "=1"), vec!["?"]].concat());
    assert_eq!(table("", span), row(midnight, "24:00:00"));
    // Days, moments and spans beside formulas: the day alone is certain.
    assert_eq!(table(formula, span), [row("2024-03-05", "24:00:00"), vec!["?"]].concat());
}

#[test]
fn midnight_beside_formulas_where_all_dates_show_a_time_of_day() {
    let styles = b"<styleSheet><cellXfs><xf numFmtId=\"22\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>";
    let rows = "<row><c s=\"0\"><v>45356</v></c><c s=\"1\"><f>1</f><v>1.5</v></c><c s=\"0\"><f>1</f><v>45357</v></c></row>";
    let file = xlsx_with(&[("xl/styles.xml", styles.to_vec()), (SHEET, sheet(rows))]);
    assert_eq!(read(file), [["2024-03-05 00:00:00", "36:00:00", "2024-03-06 00:00:00"]]);
}

#[test]
fn formulas_are_seen_wherever_the_sheet_is_cut() {
    // Over several chunks, so that the formula comes late and at every offset from their ends.
    for shift in 0..6 {
        let filler = format!("<c><v>{}</v></c>", "1".repeat(5 + shift)).repeat(9000);
        let rows = format!("<row>{filler}</row><row><c><f>1</f></c></row>");
        let cells = read(xlsx(&rows));
        assert_eq!((cells[0].len(), cells[1].as_slice()), (9000, ["?".to_owned()].as_slice()));
    }
}

#[test]
fn sheets_that_are_hidden_or_no_tables() {
    let list = b"<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"A\" r:id=\"r1\"/><sheet name=\"B\" state=\"veryHidden\" r:id=\"r2\"/><sheet name=\"C\" r:id=\"r3\"/><sheet name=\"M\" r:id=\"r4\"/></sheets></workbook>";
    let file = xlsx_with(&[
        ("xl/workbook.xml", list.to_vec()),
        ("xl/worksheets/sheet2.xml", sheet("<row><c s=\"2\"><v>43894</v></c></row>")),
    ]);
    let mut book = open(file).unwrap();
    let info = |name: &str, hidden| SheetInfo { name: name.to_owned(), hidden };
    assert_eq!(book.sheets(), [info("A", false), info("B", true)]);
    assert_eq!((book.kind().name(), book.epoch_1904()), ("xlsx", true));
    // Read when asked for, more than once, and in any order.
    assert_eq!(rows(&mut book, "B").unwrap(), [["2024-03-05"]]);
    assert!(rows(&mut book, "A").unwrap().is_empty());
    assert_eq!(rows(&mut book, "B").unwrap(), [["2024-03-05"]]);
    assert!(matches!(rows(&mut book, "C"), Err(Problem::Sheet { sheets, .. }) if sheets == ["A"]));
}

#[test]
fn a_reader_that_stops_early_may_start_again() {
    let many = (0..60_000).map(|row| format!("<row><c><v>{row}.{row:07}</v></c></row>")).collect::<String>();
    let mut book = open(xlsx(&many)).unwrap();
    for _ in 0..3 {
        let mut seen = 0;
        book.for_each_row("S", |_, row| {
            seen = row;
            row < 5
        })
        .unwrap();
        assert_eq!(seen, 5);
    }
    assert_eq!(rows(&mut book, "S").unwrap().len(), 60_000);
}

#[test]
fn cells_of_an_ods() {
    let cells = read(ods("\n <table:table-row table:number-rows-repeated=\"2\"/>\
         <table:table-header-rows><table:table-row><table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"2\"/>b&amp;&#x4E2D;</text:p><text:p>c</text:p><office:annotation><text:p>no</text:p></office:annotation></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"2\"/><table:covered-table-cell office:value-type=\"float\" office:value=\"3.0\"><text:p>3,0</text:p></table:covered-table-cell></table:table-row></table:table-header-rows>\
         <table:table-row table:number-rows-repeated=\"2\">\n<table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-05T00:00:00\"/>\
         <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"time\" office:time-value=\"PT36H07M00S\"/>\
         <table:table-cell table:formula=\"of:=1\"/><table:table-cell table:formula=\"of:=NA()\" calcext:value-type=\"error\" office:value-type=\"string\" office:string-value=\"\"><text:p>#N/A</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"));
    let twice = vec!["2024-03-05", "36:07:00", "36:07:00", "?", "#N/A", "TRUE"];
    assert_eq!(cells, [vec![], vec![], vec!["a  b&中\nc", "", "", "=3"], twice.clone(), twice]);
    let book = open(ods("")).unwrap();
    assert!(book.sheets()[1].hidden && !book.sheets()[0].hidden);
    assert_eq!(book.kind(), WorkbookKind::Ods);
}

#[test]
fn cells_of_an_xls() {
    let text = record(0x0204, &[&[3, 0, 0, 0, 0, 0, 2, 0, 1][..], &[0x2D, 0x4E, 0x87, 0x65]].concat());
    let formula = |row: u8, value: [u8; 8]| {
        record(0x0006, &[&[row, 0, 5, 0, 0, 0][..], &value, &[0; 6], &[3, 0, 0x1E, 1, 0]].concat())
    };
    let waits = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let cells = [
        // Sizes that would make the reader ask for 500 GB.
        record(0x0200, &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0]),
        number(1, 1, 0, 12_345_678_901_234_567.0),
        number(1, 2, 1, 45_356.5),
        text,
        formula(4, waits),
        formula(5, waits),
        record(0x0207, &[2, 0, 0, b'o', b'k']),
        formula(6, [2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF]),
        formula(7, 2.5_f64.to_le_bytes()),
    ];
    // The code page is a lie, as WPS writes it: text is UTF-16 all the same.
    let file = xls(&record(0x0042, &936_u16.to_le_bytes()), &[cells.concat(), number(0, 0, 0, 7.0)]);
    let mut book = open(file).unwrap();
    assert_eq!(book.kind().name(), "xls");
    let wide = |text| vec!["", "", "", "", "", text];
    for _ in 0..2 {
        assert_eq!(
            rows(&mut book, "S0").unwrap(),
            [
                vec![],
                vec!["", "=12345678901234568", "2024-03-05 12:00:00"],
                vec![],
                vec!["中文"],
                wide("?"),
                wide("ok"),
                wide("#N/A"),
                wide("=2.5"),
            ]
        );
    }
    assert_eq!(rows(&mut book, "S1").unwrap(), [["=7"]]);
}

#[test]
fn cells_of_an_xlsb() {
    let cell = |column: u8, rest: &[u8]| [&[column, 0, 0, 0, 0, 0, 0, 0][..], rest].concat();
    let cells = [
        binary(5, &cell(0, &2.5_f64.to_le_bytes())),
        binary(6, &cell(1, &wide("中文"))),
        binary(4, &cell(3, &[1])),
        // A formula whose result is #N/A: the reader alone would lose it.
        binary(11, &cell(4, &[0x2A, 0, 0, 0, 0, 0, 0])),
    ];
    assert_eq!(read(xlsb(&cells.concat())), [["=2.5", "中文", "", "TRUE", "#N/A"]]);
}

#[test]
fn archives_that_are_no_workbooks_are_named() {
    let named = |files: &[(&str, Vec<u8>)]| outcome(archive(files), Limits::default()).unwrap_err();
    let word = b"<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    assert!(named(&[("[Content_Types].xml", word.to_vec())]).contains("a Word document (docx)"));
    let plain = named(&[("a.csv", vec![]), ("b.csv", vec![])]);
    assert!(
        plain.contains("a zip archive (2 files, the first is a.csv)") && plain.contains("unpack it"),
        "{plain}"
    );
    assert!(named(&[("mimetype", b"application/vnd.oasis.opendocument.text".to_vec())]).contains("odt"));
}
