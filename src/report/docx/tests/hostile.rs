//! Text that attacks whoever opens the file.

use super::super::super::payloads::PAYLOADS;
use super::super::super::safe_text::is_hostile;
use super::{document_sample, parts, text, written};
use crate::model::{Block, Document, Fact, Finding, Lang, Text, Value};

/// The sample with a payload in every place where text of the data can stand.
fn document(payload: &str) -> Document {
    let same = || Text::same(payload);
    let mut document = document_sample::document();
    let mut finding: Finding = document.audit.findings.iter().next().expect("the sample has findings");
    finding.id = payload.to_owned();
    finding.file = payload.into();
    finding.sheet = Some(payload.into());
    finding.branch = Some(payload.to_owned());
    finding.handler = Some(payload.to_owned());
    finding.message = same();
    document.audit.findings = Box::new(vec![finding]);
    document.title = same();
    document.subtitle = Some(same());
    document.cover.push(Fact { label: same(), value: same() });
    document.key_figures[0].label = same();
    document.key_figures[0].value = Value::Words(payload.to_owned());
    document.key_figures[0].note = same();
    document.manifest.tool_version = payload.to_owned();
    document.manifest.arguments.push(payload.to_owned());
    for rule in &mut document.audit.rules {
        rule.doc.title = same();
        rule.doc.source = same();
    }
    for chapter in &mut document.chapters {
        chapter.title = same();
        for block in &mut chapter.blocks {
            fill(block, payload);
        }
        chapter.blocks.push(Block::Bullets(vec![same()]));
    }
    document
}

fn fill(block: &mut Block, payload: &str) {
    let same = || Text::same(payload);
    match block {
        Block::Heading(text) | Block::Paragraph(text) => *text = same(),
        Block::Bullets(items) => items.push(same()),
        Block::Facts(facts) => facts.push(Fact { label: same(), value: same() }),
        Block::Table(table) => {
            table.title = same();
            table.notes.push(same());
            table.next = same();
            for row in &mut table.rows {
                row[0] = Value::Words(payload.to_owned());
            }
            table.columns[0].title = same();
        }
        Block::Chart(chart) => {
            chart.title = same();
            chart.note = same();
            chart.categories[0] = same();
            chart.series[0].name = same();
            chart.marks.push(crate::model::Mark { at: f64::NAN, label: same() });
            chart.series[0].values[0] = Some(f64::INFINITY);
        }
        Block::Proof(proof) => {
            proof.id = payload.to_owned();
            proof.title = same();
            proof.verdict = same();
            proof.part = Some(same());
            proof.limit = Some(same());
            proof.source = same();
            proof.place.file = payload.into();
            proof.steps[1].text = same();
            proof.readings[0].definition = same();
        }
        Block::Findings(_) => {}
    }
}

#[test]
fn nothing_steers_hides_or_breaks_the_file() {
    for payload in PAYLOADS {
        for lang in [Lang::Zh, Lang::En] {
            for (name, xml) in parts(&written(&document(payload), lang, 5)) {
                assert!(!xml.chars().any(|c| c != '\n' && is_hostile(c)), "{name}: {payload:?}");
                let mut reader = quick_xml::Reader::from_str(&xml);
                loop {
                    match reader.read_event().expect("well-formed XML") {
                        quick_xml::events::Event::Eof => break,
                        quick_xml::events::Event::CData(_) => panic!("{name}: {payload:?}"),
                        _ => {}
                    }
                }
                assert!(!xml.contains("<script") && !xml.contains("]]>"), "{name}: {payload:?}");
                assert!(
                    !xml.contains("w:hyperlink r:id") && !xml.contains("TargetMode"),
                    "no link leaves the file"
                );
            }
        }
    }
}

#[test]
fn a_hostile_report_can_be_looked_at() {
    let out = written(&document(&PAYLOADS.join(" ")), Lang::Zh, 5);
    if let Ok(folder) = std::env::var("DOCX_SAMPLES") {
        std::fs::write(format!("{folder}/hostile.docx"), &out).expect("the folder takes it");
    }
    let long = written(&document(&"长 text".repeat(9_000)), Lang::En, 5);
    if let Ok(folder) = std::env::var("DOCX_SAMPLES") {
        std::fs::write(format!("{folder}/long.docx"), &long).expect("the folder takes it");
    }
}

#[test]
fn what_was_hidden_is_seen() {
    let seen = |payload: &str, shown: &str| {
        assert!(text(&document(payload), Lang::Zh, 5).contains(shown), "{shown}")
    };
    seen("gpj\u{202e}exe", "gpj\\u{202e}exe");
    seen("nul\0nul", "nul\\u{0}nul");
    seen("one\r\ntwo", "one⏎two");
    seen("<b>&amp;", "&lt;b&gt;&amp;amp;");
    seen("=1+1", ">=1+1<");
}

#[test]
fn very_long_texts_are_cut_with_a_mark() {
    for piece in ["长", "x", "a b ", "\0"] {
        let xml = text(&document(&piece.repeat(32_768)), Lang::Zh, 5);
        assert!(xml.len() < 3_000_000, "{piece:?}: {}", xml.len());
        assert!(xml.contains("…（原文过长，已截短）"), "{piece:?}");
        for cell in xml.split("<w:tc>").skip(1) {
            let cell = &cell[..cell.find("</w:tc>").expect("an end")];
            let shown = cell.replace("\\u{0}", "0");
            assert!(shown.chars().count() < 1_500, "a row higher than a page: {shown}");
        }
    }
}

#[test]
fn empty_texts_and_tables_are_written() {
    let mut document = document("");
    document.key_figures.clear();
    document.cover.clear();
    for chapter in &mut document.chapters {
        for block in &mut chapter.blocks {
            match block {
                Block::Table(table) => {
                    table.rows.clear();
                    table.totals.clear();
                }
                Block::Chart(chart) => chart.series.clear(),
                Block::Facts(facts) => facts.clear(),
                Block::Proof(proof) => {
                    proof.steps.clear();
                    proof.readings.clear();
                }
                _ => {}
            }
        }
    }
    assert!(text(&document, Lang::Zh, 5).contains("（没有可列的行）"));
    document.chapters.clear();
    assert!(text(&document, Lang::En, 5).contains("w:sectPr"));
}
