//! Whatever a table holds and however it is quoted, it reads back: every record, its id, its row.

use hearback::analysis::overview;
use hearback::audit::{AuditRequest, Selection, run, wanted_fields};
use hearback::dataset::Field;
use hearback::ingest::{InputFile, LoadOptions, Unwatched, load};
use hearback::model::{Code, Moment, Subject};
use hearback::policy::Policy;
use proptest::prelude::*;

/// A complaint to write down.
#[derive(Clone, Debug)]
struct Row {
    has_customer: bool,
    branch: String,
    content: String,
}

/// How it is written down.
#[derive(Clone, Copy, Debug)]
struct Hand {
    delimiter: u8,
    crlf: bool,
    quotes: csv::QuoteStyle,
    threads: usize,
    letters: Letters,
    /// Rows of titles above the header.
    titles: usize,
}

/// How letters become bytes.
#[derive(Clone, Copy, Debug)]
enum Letters {
    Utf8,
    Utf8Marked,
    Gb18030,
    Utf16Le { marked: bool },
    Utf16Be { marked: bool },
}

impl Letters {
    fn bytes(self, text: &str) -> Vec<u8> {
        let mark = |is_marked: bool| if is_marked { "\u{feff}" } else { "" };
        let utf16 = |marked: bool, bytes_of: fn(u16) -> [u8; 2]| {
            format!("{}{text}", mark(marked)).encode_utf16().flat_map(bytes_of).collect()
        };
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf8Marked => format!("{}{text}", mark(true)).into_bytes(),
            Self::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
            Self::Utf16Le { marked } => utf16(marked, u16::to_le_bytes),
            Self::Utf16Be { marked } => utf16(marked, u16::to_be_bytes),
        }
    }
}

fn letters() -> impl Strategy<Value = Letters> {
    prop_oneof![
        4 => Just(Letters::Utf8),
        1 => Just(Letters::Utf8Marked),
        4 => Just(Letters::Gb18030),
        2 => any::<bool>().prop_map(|marked| Letters::Utf16Le { marked }),
        1 => any::<bool>().prop_map(|marked| Letters::Utf16Be { marked }),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[a-z]{1,4}",
        4 => "[上海北京客户投诉]{1,4}",
        1 => Just(",".to_owned()),
        1 => Just(";".to_owned()),
        1 => Just("|".to_owned()),
        1 => Just("\t".to_owned()),
        2 => Just("\"".to_owned()),
        2 => Just("\n".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => Just("“,”".to_owned()),
        1 => Just("😀".to_owned()),
        2 => Just(" ".to_owned()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (prop::bool::weighted(0.7), text(), text());
    let row = row.prop_map(|(has_customer, branch, content)| Row { has_customer, branch, content });
    prop::collection::vec(row, 1..60)
}

fn hand() -> impl Strategy<Value = Hand> {
    let delimiter = prop_oneof![3 => Just(b','), 1 => Just(b'\t'), 1 => Just(b';'), 1 => Just(b'|')];
    let quotes = prop_oneof![
        3 => Just(csv::QuoteStyle::Necessary),
        1 => Just(csv::QuoteStyle::Always),
        1 => Just(csv::QuoteStyle::NonNumeric),
    ];
    let titles = prop_oneof![2 => Just(0), 1 => 1_usize..4];
    (delimiter, any::<bool>(), quotes, 1_usize..4, letters(), titles).prop_map(
        |(delimiter, crlf, quotes, threads, letters, titles)| Hand {
            delimiter,
            crlf,
            quotes,
            threads,
            letters,
            titles,
        },
    )
}

const HEADER: [&str; 5] = ["投诉编号", "客户编号", "受理机构", "受理时间", "投诉内容"];

/// The lines and ids of rows without a customer.
type Marked = Vec<(u32, String)>;

/// The file's bytes, and what is to be found in them.
fn written(rows: &[Row], hand: Hand) -> Result<(Vec<u8>, Marked), TestCaseError> {
    let failed = |error: csv::Error| TestCaseError::fail(error.to_string());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(hand.delimiter)
        .quote_style(hand.quotes)
        .terminator(if hand.crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
        .flexible(true)
        .from_writer(Vec::new());
    for title in 0..hand.titles {
        writer.write_record([format!("投诉台账{title}")]).map_err(failed)?;
    }
    writer.write_record(HEADER).map_err(failed)?;
    let mut marked = Marked::new();
    for (at, row) in rows.iter().enumerate() {
        writer.flush().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let id = format!("TS{at:04}");
        if !row.has_customer {
            let line = 1 + writer.get_ref().iter().filter(|&&byte| byte == b'\n').count();
            marked.push((u32::try_from(line).unwrap_or(0), id.clone()));
        }
        let customer = if row.has_customer { "KH1" } else { "" };
        let record = [&id, customer, &row.branch, "2024-03-04 10:00:00", &row.content];
        writer.write_record(record).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| TestCaseError::fail(error.to_string()))?;
    Ok((hand.letters.bytes(&String::from_utf8_lossy(&bytes)), marked))
}

/// Rows used, branches, and the physical row and id of every VAL001 finding.
type ReadBack = (u64, Vec<String>, Marked);

fn read_back(bytes: &[u8], threads: usize) -> Result<ReadBack, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("c.csv");
    std::fs::write(&path, bytes)?;
    let policy = Policy::generic()?;
    let val001: Code = "VAL001".parse()?;
    let selection =
        Selection::new(&["VAL001".to_owned()], &[], &[val001]).map_err(|error| format!("{error:?}"))?;
    let fields = wanted_fields(&policy, &selection);
    let wanted = |subject: Subject, field: Field| fields.contains(&(subject, field));
    let dataset = load(&LoadOptions {
        files: vec![InputFile::new(path.to_string_lossy().into_owned(), Some(Subject::Complaints))],
        maps: Vec::new(),
        own_columns: Vec::new(),
        zone: policy.zone,
        hash: false,
        unmask: false,
        mask_key: None,
        with_content: false,
        threads,
        wanted: &wanted,
        progress: &Unwatched,
    })
    .map_err(|error| format!("{error:?}"))?;
    let branches = (0..dataset.complaints.height())
        .map(|row| dataset.word(&dataset.complaints, Field::Branch, row).unwrap_or_default())
        .collect();
    let request = AuditRequest {
        as_of: Some(Moment(1_719_763_199_000)),
        selection,
        threads,
        ..AuditRequest::default()
    };
    let audit = run(dataset, policy, &request).map_err(|error| format!("{error:?}"))?;
    let by_group = overview(&audit, &[]).map_err(|error| format!("{error:?}"))?;
    let report = audit.into_report(by_group);
    let rows = report.inputs.first().ok_or("no input")?.rows;
    if !rows.closes() {
        return Err(format!("the rows do not add up: {rows:?}").into());
    }
    let found = report.findings.iter().map(|finding| (finding.row.unwrap_or(0), finding.id)).collect();
    Ok((rows.used, branches, found))
}

/// What a cell comes to: without white space around it, and nothing for a word for nothing.
fn cell(text: &str) -> String {
    let text = text.trim_matches(|letter: char| letter.is_ascii_whitespace());
    let nothing = ["-", "--", "—", "——", "/", "N/A", "NA", "NaN", "NaT", "nil", "NULL", "None", "\\N"];
    if nothing.iter().any(|word| word.eq_ignore_ascii_case(text)) { String::new() } else { text.to_owned() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_table_reads_back(rows in rows(), hand in hand()) {
        let (bytes, marked) = written(&rows, hand)?;
        let read = read_back(&bytes, hand.threads)
            .map_err(|error| TestCaseError::fail(format!("{error}\n{}", String::from_utf8_lossy(&bytes))))?;
        prop_assert_eq!(read.0, rows.len() as u64, "rows used of\n{}", String::from_utf8_lossy(&bytes));
        let branches: Vec<String> = rows.iter().map(|row| cell(&row.branch)).collect();
        prop_assert_eq!(read.1, branches);
        prop_assert_eq!(read.2, marked);
    }
}
