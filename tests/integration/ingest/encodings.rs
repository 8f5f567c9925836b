//! One table as text in every encoding and dialect.

use super::essence;
use crate::audited::Audited;
use crate::desk::{Checked, Desk};

const ROWS: [[&str; 7]; 7] = [
    ["投诉编号", "客户编号", "受理机构", "严重程度", "受理时间", "首次响应时间", "办结时间"],
    ["TS1", "KH1", "上海分公司", "紧急", "2024-03-04 10:00:00", "2024-03-04 12:00:01", "2024-03-05 10:00:00"],
    ["TS2", "", "上海分公司", "一般", "2024-03-04 10:00:00", "2024-03-04 12:00:01", "2024-04-05 10:00:00"],
    ["TS3", "KH3", "北京,朝阳", "重要", "2024年3月4日 10时", "昨天下午", ""],
    ["TS4", "KH4", "说“好”;|\t的", "一般", "2024/3/4 10:00", "2024/3/4 9:00", "2024-03-05"],
    ["TS1", "KH1", "上海分公司", "紧急", "2024-03-04 10:00:00", "", ""],
    [
        "TS6",
        "KH6",
        "带\"引号\"的",
        "一般",
        "2024-03-04 10:00:00",
        "2024-03-04 11:00:00",
        "2024-03-05 10:00:00",
    ],
];

/// The table as text; every cell is quoted, or only those that need it.
fn text(delimiter: u8, crlf: bool, quote_all: bool) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
        .quote_style(if quote_all { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
        .from_writer(Vec::new());
    for row in ROWS {
        writer.write_record(row)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn read(bytes: &[u8], options: &[&str]) -> Result<Audited, Box<dyn std::error::Error>> {
    let desk = Desk::new()?;
    desk.put("c.csv", bytes)?;
    let audit = desk.audit(&[&["c.csv", "--as-of", "2024-06-30"], options].concat())?;
    assert!(audit.inputs[0].rows.closes());
    Ok(audit)
}

/// What the table comes to, read as plain UTF-8 with commas and LF.
fn plain() -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let found = essence(&read(text(b',', false, false)?.as_bytes(), &[])?);
    let codes: std::collections::BTreeSet<&str> = found.iter().map(|line| &line[..6]).collect();
    let expected = ["CHR001", "CLS001", "CLS002", "DUP001", "RET001", "RSP001", "VAL001", "VAL002"];
    assert_eq!(codes, expected.into(), "the table has something of everything to lose: {found:#?}");
    Ok(found)
}

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

#[test]
fn line_ends_quotes_and_delimiters_make_no_difference() -> Checked {
    let expected = plain()?;
    for delimiter in [b',', b'\t', b';', b'|'] {
        for (crlf, quote_all) in [(false, false), (true, false), (false, true), (true, true)] {
            let text = text(delimiter, crlf, quote_all)?;
            let about = format!("{:?} crlf {crlf} quoted {quote_all}", char::from(delimiter));
            assert_eq!(essence(&read(text.as_bytes(), &[])?), expected, "{about}");
            assert_eq!(
                essence(&read(text.trim_end().as_bytes(), &[])?),
                expected,
                "{about}, no last line end"
            );
        }
    }
    let old_mac = text(b',', false, false)?.replace('\n', "\r");
    assert_eq!(essence(&read(old_mac.as_bytes(), &[])?), expected, "CR alone");
    Ok(())
}

#[test]
fn commas_and_lines_in_a_text_do_not_change_the_delimiter() -> Checked {
    let story = "I called, waited, was cut off, called again, nobody came\nthen wrote, got no answer, wrote again, in vain\n";
    for delimiter in [";", "\t", "|"] {
        let header = ["complaint_id", "customer_id", "received_at", "content"].join(delimiter);
        let row =
            |at: usize| [&format!("C{at}"), "", "2024-03-04", &format!("\"{story}{story}\"")].join(delimiter);
        for rows in [1, 3, 60] {
            let text = format!("{header}\n{}\n", (0..rows).map(row).collect::<Vec<_>>().join("\n"));
            let desk = Desk::with(&[("c.csv", &text)])?;
            let run = desk.run(&[
                "audit",
                "c.csv",
                "--as-of",
                "2024-06-30",
                "--select",
                "VAL001",
                "--format",
                "csv",
            ])?;
            let findings = run.stdout.lines().filter(|line| line.starts_with("VAL001")).count();
            assert_eq!(findings, rows, "{delimiter:?}, {rows} rows: {}", run.stderr);
        }
    }
    Ok(())
}

#[test]
fn a_mark_before_a_quoted_header_is_no_part_of_it() -> Checked {
    let expected = plain()?;
    let text = format!("\u{feff}{}", text(b',', true, true)?);
    assert_eq!(essence(&read(text.as_bytes(), &[])?), expected);
    assert_eq!(essence(&read(&utf16(&text, u16::to_le_bytes), &[])?), expected);
    Ok(())
}

#[test]
fn encodings_are_told_by_content() -> Checked {
    let (expected, text) = (plain()?, text(b'\t', true, false)?);
    let cases: [(&str, Vec<u8>, &str); 7] = [
        ("UTF-8", text.clone().into_bytes(), "utf-8"),
        ("UTF-8 with mark", format!("\u{feff}{text}").into_bytes(), "utf-8"),
        ("GBK", encoding_rs::GBK.encode(&text).0.into_owned(), "gb18030"),
        ("UTF-16LE with mark", utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), "utf-16le"),
        ("UTF-16BE with mark", utf16(&format!("\u{feff}{text}"), u16::to_be_bytes), "utf-16be"),
        ("UTF-16LE", utf16(&text, u16::to_le_bytes), "utf-16le"),
        ("UTF-16BE", utf16(&text, u16::to_be_bytes), "utf-16be"),
    ];
    for (name, bytes, encoding) in &cases {
        let audit = read(bytes, &[])?;
        assert_eq!(essence(&audit), expected, "{name}");
        assert_eq!(audit.inputs[0].encoding.as_deref(), Some(*encoding), "{name}");
        assert_eq!(audit.inputs[0].rows.used, 6, "{name}");
    }
    for (option, (name, bytes, _)) in ["utf-8", "utf8", "gbk", "utf-16le", "utf-16be"].into_iter().zip(&cases)
    {
        assert_eq!(essence(&read(bytes, &["--encoding", option])?), expected, "{name} as {option}");
    }
    Ok(())
}

#[test]
fn a_rare_letter_of_gb18030_survives() -> Checked {
    let text = text(b',', false, false)?.replace("上海", "𠮷㐂");
    let utf8 = essence(&read(text.as_bytes(), &[])?);
    assert!(utf8.iter().any(|line| line.contains("𠮷㐂")), "{utf8:?}");
    let gb = encoding_rs::GB18030.encode(&text).0;
    assert_eq!(essence(&read(&gb, &[])?), utf8);
    Ok(())
}

#[test]
fn encodings_of_other_places_are_read_when_named_and_told_where_there_is_enough_text() -> Checked {
    let table = |branch: &str, story: &str| {
        let row = |at: usize| format!("C{at},,{branch},2024-03-04 10:00:00,\"{story}\"\n");
        format!(
            "complaint_id,customer_id,branch,received_at,content\n{}",
            (0..40).map(row).collect::<String>()
        )
    };
    let cases: [(&encoding_rs::Encoding, &str, String); 4] = [
        (encoding_rs::BIG5, "big5", table("臺北分公司", "客戶來電表示，等候時間過長，要求儘速處理。")),
        (
            encoding_rs::SHIFT_JIS,
            "shift_jis",
            table("東京支店", "お客様からのお問い合わせです。対応が遅い。"),
        ),
        (encoding_rs::EUC_KR, "euc-kr", table("서울지점", "고객이 처리 지연에 대해 불만을 제기하였습니다.")),
        (
            encoding_rs::WINDOWS_1252,
            "windows-1252",
            table("Köln", "Der Kunde wartet seit Wochen, größter Ärger."),
        ),
    ];
    for (encoding, name, text) in &cases {
        let expected = essence(&read(text.as_bytes(), &["--select", "VAL001,CLS001"])?);
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy, "{name}");
        let named = read(&bytes, &["--select", "VAL001,CLS001", "--encoding", name])?;
        assert_eq!(essence(&named), expected, "{name}");
        assert!(
            named
                .findings
                .iter()
                .all(|finding| finding.branch.as_deref().is_some_and(|branch| text.contains(branch)))
        );
        let told = read(&bytes, &["--select", "VAL001,CLS001"])?;
        assert_eq!(
            (essence(&told), told.inputs[0].encoding.as_deref()),
            (expected, Some(*name)),
            "{name} by content"
        );
    }
    Ok(())
}

#[test]
fn gbk_far_into_an_ascii_file_is_read_as_gbk() -> Checked {
    let mut text = String::from("complaint_id,customer_id,branch,received_at,closed_at\n");
    for row in 0..3_000 {
        text.push_str(&format!("C{row},K{row},North,2024-03-04 10:00:00,2024-03-05 10:00:00\n"));
    }
    text.push_str("C-last,K,上海分公司,2024-03-04 10:00:00,\n");
    assert!(text.len() > 128 << 10);
    let gb = encoding_rs::GBK.encode(&text).0;
    let audit = read(&gb, &["--select", "CLS001"])?;
    let last = audit.only("CLS001")?;
    assert_eq!((last.row, last.branch.as_deref()), (Some(3_002), Some("上海分公司")));
    assert_eq!(audit.inputs[0].encoding.as_deref(), Some("gb18030"));
    assert_eq!(audit.inputs[0].rows.used, 3_001, "rows read before the change of mind are not counted twice");
    Ok(())
}

/// A UTF-8 export whose database cut a text in the middle of a letter, in the last row.
fn cut_off_letter(rows: usize) -> Vec<u8> {
    let mut bytes = "complaint_id,customer_id,branch,received_at,closed_at,content\n".as_bytes().to_vec();
    for row in 0..rows {
        bytes.extend(format!("C{row},K{row},上海,2024-03-04 10:00:00,,客户\n").into_bytes());
    }
    bytes.extend("C-last,K,上海,2024-03-04 10:00:00,,客".as_bytes());
    bytes.extend(b"\xE6\x88\n");
    bytes
}

#[test]
fn one_broken_letter_does_not_turn_all_the_others_into_rubbish() -> Checked {
    for rows in [3, 4_000] {
        let desk = Desk::new()?;
        desk.put("c.csv", cut_off_letter(rows))?;
        let run = desk.run(&["audit", "c.csv", "--as-of", "2024-06-30", "--format", "json"])?;
        // Either the file is refused with the row, or it is read and 上海 is still 上海.
        assert!(!run.stdout.contains("涓"), "{rows} rows: UTF-8 was read as GB18030");
        if run.code == 3 && run.stdout.is_empty() {
            assert!(run.stderr.contains(&format!("row {}", rows + 2)), "{}", run.stderr);
        } else {
            assert!(run.stdout.contains("上海"), "{rows} rows: {}", run.stderr);
        }
    }
    Ok(())
}

#[test]
fn wrong_bytes_are_located_and_cost_their_row_only() -> Checked {
    let desk = Desk::new()?;
    desk.put("gbk.csv", &*encoding_rs::GBK.encode(&text(b',', false, false)?).0)?;
    let run = desk.run(&["audit", "gbk.csv", "--encoding", "utf-8"])?;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "its header cannot be read: {}", run.stderr);
    let mut text = String::from("complaint_id,received_at,closed_at\n");
    for row in 0..20 {
        text.push_str(&format!("C{row},2024-03-04 10:00:00,2024-03-05 10:00:00\n"));
    }
    desk.put("bad.csv", [text.as_bytes(), b"C\xFF\xFE\xFD,2024-03-04 10:00:00,\n"].concat())?;
    let run = desk.run(&["audit", "bad.csv", "--encoding", "utf-8", "--format", "json"])?;
    assert_eq!(run.code, 3, "one of 21 rows is more than may be rejected: {}", run.stderr);
    let audit: Audited = serde_json::from_str(&run.stdout)?;
    let reject = &audit.rejects[0];
    assert_eq!((reject.row, audit.inputs[0].rows.rejected, audit.inputs[0].rows.used), (22, 1, 20));
    assert_eq!(reject.reason, "bytes ‹FF FE› in column 1 are not utf-8");
    Ok(())
}

#[test]
fn standard_input_is_a_file_like_any_other() -> Checked {
    let (expected, text) = (plain()?, text(b',', false, false)?);
    let desk = Desk::new()?;
    for bytes in [text.clone().into_bytes(), encoding_rs::GBK.encode(&text).0.into_owned()] {
        let run =
            desk.run_with_input(&["audit", "-", "--as-of", "2024-06-30", "--format", "json"], &bytes)?;
        let audit: Audited = serde_json::from_str(&run.stdout)?;
        assert_eq!(essence(&audit), expected);
        assert_eq!(audit.inputs[0].file, "-");
    }
    Ok(())
}
