//! Tables the csv crate writes read back equal, in every dialect and encoding, with their rows.

use std::io::{Cursor, Read as _};

use proptest::prelude::*;

use super::{BlockReader, Detected, Dialect, Encoding, Flaws, TextStream, decode_block, for_each_record};

/// Cells and the physical row they begin on, from 1.
type Rows = Vec<(u32, Vec<String>)>;

const HEADERS: [&str; 5] = ["投诉编号", "受理时间", "状态", "备注", "经办人"];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9 :\\-]{0,12}",
        "[一-龥，。；（）]{0,8}",
        "[一-龥a,;|\t\"'\\\\\n=😀é]{0,10}",
        "(一|已办结|是|\"|\"\"|\n|\r\n|,|;|\t|\\||\u{3000}|ｶﾞ|あ|ア|한|ё|ß){0,5}",
        any::<String>(),
    ]
}

/// A table with the headers above, as many as it is wide.
fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    (1_usize..=HEADERS.len()).prop_flat_map(|width| {
        prop::collection::vec(prop::collection::vec(cell(), width), 0..12).prop_map(move |rows| {
            let header = HEADERS[..width].iter().map(|&name| name.to_owned()).collect();
            std::iter::once(header).chain(rows).collect()
        })
    })
}

/// The text, and what has to be read back from it.
fn written(table: &[Vec<String>], delimiter: u8, line_end: &str, always: bool) -> (String, Rows) {
    let terminator =
        if line_end == "\r\n" { csv::Terminator::CRLF } else { csv::Terminator::Any(line_end.as_bytes()[0]) };
    let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let (mut text, mut rows) = (String::new(), Vec::new());
    let end = char::from(*line_end.as_bytes().last().expect("a line end"));
    for row in table {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(terminator)
            .quote_style(style)
            .from_writer(Vec::new());
        writer.write_record(row).expect("memory");
        let line = u32::try_from(text.matches(end).count()).expect("few lines") + 1;
        rows.push((line, row.iter().map(|cell| cell.trim().to_owned()).collect()));
        text += std::str::from_utf8(&writer.into_inner().expect("memory")).expect("text");
    }
    (text, rows)
}

/// `None` if the encoding cannot express the text.
fn encoded(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    match encoding.name() {
        "utf-16le" => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        "utf-16be" => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        other => {
            let known = encoding_rs::Encoding::for_label(other.as_bytes())?;
            let (bytes, _, replaced) = known.encode(text);
            // Some letters have two codes, and come back as their twin.
            let back = known.decode_without_bom_handling(&bytes).0;
            (!replaced && back == text).then(|| bytes.into_owned())
        }
    }
}

struct Found {
    encoding: Encoding,
    dialect: Dialect,
    rows: Rows,
    flawed: usize,
}

/// Reads a text as the pipeline does.
fn read(bytes: &[u8], named: Option<Encoding>, piece: usize) -> Found {
    let mut source = Cursor::new(bytes.to_vec());
    let mut head = Vec::new();
    source.by_ref().take(64 << 10).read_to_end(&mut head).expect("nothing fails in memory");
    let detected = named.map_or_else(|| Encoding::detect(&head), Detected::named);
    let mut stream = TextStream::new(Box::new(source), head, detected.encoding);
    let look = stream.look();
    let dialect = Dialect::detect(&look, |text| HEADERS.contains(&text)).dialect;
    let mut width = 0;
    for_each_record(&look, dialect, None, |record, line| {
        if line == 0 {
            width = record.len();
        }
    });
    stream.start(dialect, 1).expect("nothing fails in memory");
    let (encoding, block_encoding) = (stream.encoding(), stream.block_encoding());
    let header = HEADERS[..width.min(HEADERS.len())].iter().map(|&name| name.to_owned()).collect();
    let mut found = Found { encoding, dialect, rows: vec![(1, header)], flawed: 0 };
    let mut reader = BlockReader::new(stream, Vec::new(), dialect).in_pieces(piece, 1 << 20);
    let (mut line_before, mut scratch) = (2, Vec::new());
    while let Some(block) = reader.next(Vec::new()).expect("nothing fails in memory") {
        let text = decode_block(&block.bytes, block_encoding, &mut scratch);
        let flaws = Flaws::of(text, encoding, true);
        line_before += for_each_record(text, dialect, Some(width), |record, line| {
            found.flawed += usize::from(flaws.find(&record).is_some());
            let cells = record.cells().map(|cell| String::from_utf8_lossy(&cell).trim().to_owned()).collect();
            found.rows.push((line_before + line, cells));
        });
    }
    found
}

/// Those that give a text its structure more often than others.
fn any_byte() -> impl Strategy<Value = u8> {
    prop_oneof![prop::sample::select(b"\"\",;\t|\n\r 0a\0\xFF\xFE\x81\xC4\xE3".to_vec()), any::<u8>()]
}

fn names() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "utf-8",
        "gb18030",
        "big5",
        "shift_jis",
        "euc-jp",
        "euc-kr",
        "windows-1252",
        "windows-1251",
        "koi8-u",
        "utf-16le",
        "utf-16be",
    ])
}

proptest! {
    #[test]
    fn what_was_written_is_read(
        table in table(), name in names(), delimiter in prop::sample::select(b",\t;|".to_vec()),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]), always in any::<bool>(), piece in 1_usize..60,
    ) {
        let encoding = Encoding::from_name(name).expect("a known name");
        let mut table = table;
        // Zero bytes make a record unreadable; that is tested elsewhere.
        for cell in table.iter_mut().flatten() {
            *cell = cell.replace('\0', "");
            // Headers in letters every encoding has: what is tested is the way, not the header.
            if encoded(cell, encoding).is_none() {
                cell.retain(|letter| encoded(&letter.to_string(), encoding).is_some());
            }
        }
        // Lines that end with a CR: a cell then keeps no LF at its beginning, being white space there.
        let (text, rows) = written(&table, delimiter, line_end, always);
        let Some(bytes) = encoded(&text, encoding) else { return Ok(()) };
        let found = read_with(&bytes, encoding, Dialect { delimiter, line_end: *line_end.as_bytes().last().expect("a line end") }, table[0].len(), piece);
        prop_assert_eq!(found, (rows, 0));
    }

    #[test]
    fn what_is_written_in_chinese_is_detected(
        table in table(), name in prop::sample::select(vec!["utf-8", "utf-8 bom", "gb18030", "utf-16le", "utf-16be", "utf-16le bom"]),
        delimiter in prop::sample::select(b",\t;|".to_vec()), line_end in prop::sample::select(vec!["\n", "\r\n"]), piece in 1_usize..60,
    ) {
        let (name, mark) = name.split_once(' ').map_or((name, false), |(name, _)| (name, true));
        let encoding = Encoding::from_name(name).expect("a known name");
        let mut table = table;
        for cell in table.iter_mut().flatten() {
            // As people write.
            cell.retain(|letter| letter == '\n' || matches!(letter, ' '..='~' | '一'..='龥' | '\u{3000}'..='\u{3002}' | '😀'));
        }
        prop_assume!(table[0].len() > 1);
        let (text, rows) = written(&table, delimiter, line_end, false);
        let Some(bytes) = encoded(&text, encoding) else { return Ok(()) };
        let bytes = if mark { [encoding.mark(), &bytes].concat() } else { bytes };
        let found = read(&bytes, None, piece);
        prop_assert_eq!(found.encoding.name(), name);
        prop_assert_eq!(found.dialect.delimiter, delimiter);
        prop_assert_eq!((found.rows, found.flawed), (rows, 0));
    }

    #[test]
    fn any_bytes_are_walked_through(bytes in prop::collection::vec(any_byte(), 0..300), head in 0_usize..300, name in prop::option::of(names())) {
        let walk = super::walk(&bytes, head, name.and_then(Encoding::from_name)).expect("short lines");
        prop_assert_eq!(walk.covered, walk.text);
        prop_assert!(walk.records <= walk.lines && walk.flawed <= walk.records);
        let kept = walk.bytes == walk.text && (walk.bytes == bytes.len() || walk.bytes + 3 == bytes.len());
        prop_assert!(walk.encoding != "utf-8" || kept);
    }
}

/// The rows of a text whose encoding and dialect are known, and how many of them are flawed.
fn read_with(
    bytes: &[u8],
    encoding: Encoding,
    dialect: Dialect,
    width: usize,
    piece: usize,
) -> (Rows, usize) {
    let source = Cursor::new(bytes.to_vec());
    let mut stream = TextStream::new(Box::new(source), Vec::new(), encoding);
    stream.start(dialect, 0).expect("nothing fails in memory");
    let block_encoding = stream.block_encoding();
    let mut reader = BlockReader::new(stream, Vec::new(), dialect).in_pieces(piece, 1 << 20);
    let (mut line_before, mut scratch, mut rows, mut flawed) = (1, Vec::new(), Vec::new(), 0);
    while let Some(block) = reader.next(Vec::new()).expect("nothing fails in memory") {
        let text = decode_block(&block.bytes, block_encoding, &mut scratch);
        let flaws = Flaws::of(text, encoding, true);
        line_before += for_each_record(text, dialect, Some(width), |record, line| {
            flawed += usize::from(flaws.find(&record).is_some());
            let cells = record.cells().map(|cell| String::from_utf8_lossy(&cell).trim().to_owned()).collect();
            rows.push((line_before + line, cells));
        });
    }
    (rows, flawed)
}
