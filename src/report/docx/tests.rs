//! What Word gets, whatever comes in.

mod hostile;
mod structure;

use std::io::{self, Cursor, Read as _, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::super::{document_sample, document_texts, sample};
use super::write_docx;
use crate::model::{Block, Code, Document, Finding, FindingSource, Lang, RuleStatus, Text};

fn written(document: &Document, lang: Lang, top: usize) -> Vec<u8> {
    let mut out = Vec::new();
    write_docx(document, &sample::view(lang, 80), top, &mut out).expect("memory takes every byte");
    out
}

/// The parts by name, in their order.
fn parts(file: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    (0..zip.len())
        .map(|nth| {
            let mut part = zip.by_index(nth).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("parts are UTF-8");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

fn part(file: &[u8], name: &str) -> String {
    parts(file).into_iter().find(|(found, _)| found == name).expect("the part is there").1
}

fn text(document: &Document, lang: Lang, top: usize) -> String {
    part(&written(document, lang, top), "word/document.xml")
}

#[test]
fn the_same_report_is_the_same_bytes() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let out = written(&document_sample::document(), lang, 50);
        assert_eq!(out, written(&document_sample::document(), lang, 50));
        // To be looked at: DOCX_SAMPLES=folder cargo test docx
        if let Ok(folder) = std::env::var("DOCX_SAMPLES") {
            std::fs::write(format!("{folder}/{name}.docx"), &out).expect("the folder takes it");
        }
    }
}

#[test]
fn a_rule_lists_its_first_findings_and_says_how_many_there_are() {
    let document = document_sample::document();
    let zh = text(&document, Lang::Zh, 2);
    assert!(zh.contains("共 4,207 条，列出前 2 条"));
    assert!(text(&document, Lang::En, 2).contains("2 of 4,207;"));
    assert!(zh.contains("TS202500592") && !zh.contains("TS202500629"));
    assert!(text(&document, Lang::Zh, 0).contains("共 4,207 条，列出前 0 条"));
}

#[test]
fn a_rule_without_a_verdict_is_no_pass() {
    let mut document = document_sample::document();
    document.audit.rules[0].status = RuleStatus::NotEvaluated(Text::new("缺少回访记录", "no visits"));
    document.audit.rules[1].status = RuleStatus::Failed(Text::new("列类型不符", "a wrong type"));
    let zh = text(&document, Lang::Zh, 5);
    assert!(zh.contains("未评估：缺少回访记录。未评估不等于合格。"));
    assert!(zh.contains("运行失败：列类型不符。"));
    let unknown = Code::literal("XXX999");
    document.chapters[0].blocks.push(Block::Findings(vec![unknown]));
    assert!(text(&document, Lang::En, 5).contains("XXX999"));
}

#[test]
fn a_finding_has_its_index_number_its_start_and_its_evidence() {
    for (lang, [index, start, limit]) in [
        (Lang::Zh, ["索引号", "起算时间", "时限：24小时"]),
        (Lang::En, ["index", "clock starts", "limit: 24 hours"]),
    ] {
        let xml = text(&document_sample::document(), lang, 5);
        for word in [index, start, limit, "CLS001-0001", "VAL001-0005"] {
            assert!(xml.contains(&format!(">{word}")), "{word}");
        }
        let rule = |code: &str| {
            let heading = xml.rfind(&format!(">{code} ")).expect("its findings");
            &xml[heading..heading + xml[heading..].find("</w:tbl>").expect("their table")]
        };
        assert!(rule("CLS001").contains(start) && !rule("CLS004").contains(start), "where there are times");
    }
}

#[test]
fn words_of_the_program_are_whole_and_those_of_the_data_are_not() {
    let mut document = document_sample::document();
    super::super::tests::with_long_rule_texts(&mut document, 4_000);
    let note = "all records (2025-07-01 10:05:06 to 2025-09-30 18:00:00), as far as they were exported";
    document.key_figures[0].note = Text::same(note);
    for lang in [Lang::Zh, Lang::En] {
        let xml = text(&document, lang, 5);
        assert!(xml.contains(&format!(">{}<", "规".repeat(4_000))), "a label");
        assert!(xml.contains(&format!(">{}<", "则".repeat(4_000))), "a sentence");
        assert!(!xml.contains(&"据".repeat(400)) && xml.contains("据…<"), "a name");
        assert!(xml.contains(&format!(">{note}<")), "on the cover");
    }
}

#[test]
fn there_is_room_to_sign_after_the_last_chapter() {
    for (lang, words) in [
        (Lang::Zh, ["签署", "被审计单位", "审计期间", "编制人", "复核人", "结论"]),
        (
            Lang::En,
            [
                "Sign-off",
                "Audited organisation",
                "Audited period",
                "Prepared by",
                "Reviewed by",
                "Conclusion",
            ],
        ),
    ] {
        let xml = text(&document_sample::document(), lang, 5);
        let last = xml.rfind("Heading1").expect("a chapter");
        assert!(!xml[..last].contains(&format!(">{}<", words[3])), "not on the cover");
        for word in words {
            let word = format!(">{word}<");
            assert_eq!(xml[last..].matches(&word).count(), 1, "{word}");
        }
        let date = document_texts::DATE.get(lang);
        assert_eq!(xml[last..].matches(&format!(">{date}<")).count(), 2, "a date for each");
    }
}

#[test]
fn unmasked_data_is_announced_on_every_page() {
    let mut document = document_sample::document();
    assert!(!part(&written(&document, Lang::Zh, 5), "word/header1.xml").contains("未脱敏"));
    document.manifest.masks.unmasked = true;
    let file = written(&document, Lang::Zh, 5);
    assert!(part(&file, "word/header1.xml").contains("未脱敏"));
    assert!(part(&file, "word/document.xml").contains("未脱敏"));
}

/// A million findings, made on demand and counted.
struct Source {
    first: Finding,
    made: Arc<AtomicU64>,
}

impl FindingSource for Source {
    fn iter(&self) -> Box<dyn Iterator<Item = Finding> + '_> {
        Box::new((0..1_000_000).map(|_| {
            self.made.fetch_add(1, Ordering::Relaxed);
            self.first.clone()
        }))
    }

    fn of_rule(&self, _: Code) -> Box<dyn Iterator<Item = Finding> + '_> {
        self.iter()
    }

    fn count(&self) -> u64 {
        1_000_000
    }
}

#[test]
fn no_more_findings_are_made_than_are_shown() {
    let mut document = document_sample::document();
    let first = document.audit.findings.iter().next().expect("the sample has findings");
    let made = Arc::new(AtomicU64::new(0));
    document.audit.findings = Box::new(Source { first, made: Arc::clone(&made) });
    written(&document, Lang::Zh, 50);
    let rules = 6;
    assert_eq!(made.load(Ordering::Relaxed), 3 * rules * 50, "counted, measured and written");
}

/// A pipe whose reader has gone.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_can_be_told() {
    let view = sample::view(Lang::Zh, 80);
    let error = write_docx(&document_sample::document(), &view, 5, &mut Closed).expect_err("it refuses");
    assert_eq!(error.io_kind(), Some(io::ErrorKind::BrokenPipe));
}
