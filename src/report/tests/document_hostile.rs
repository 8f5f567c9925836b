//! Text of the data that attacks the reader of a written report.

use super::super::manifest::{COMMENT_END, COMMENT_START, PAGE_END, PAGE_START};
use super::super::payloads::{PAYLOADS, long};
use super::super::safe_text::is_hostile;
use super::super::{document_sample, proof_sample};
use super::{html, markdown};
use crate::model::{Block, Code, Document, Evidence, Fact, Lang, Text, Value};

/// The sample with a payload in every place where text of the data can stand.
pub(super) fn document() -> Document {
    let mut document = document_sample::document();
    let long = long();
    let mut findings = Vec::new();
    for payload in PAYLOADS.into_iter().chain([long.as_str()]) {
        let mut finding = document.audit.findings.iter().next().expect("the sample has findings");
        finding.code = Code::literal(["CLS001", "CLS004"][findings.len() % 2]);
        finding.id = payload.to_owned();
        finding.file = payload.into();
        finding.sheet = Some(payload.into());
        finding.branch = Some(payload.to_owned());
        finding.handler = Some(payload.to_owned());
        finding.message = Text::same(payload);
        finding.evidence = vec![
            ("text", Evidence::Text(payload.to_owned())),
            ("list", Evidence::List(vec![payload.to_owned(); 3])),
        ];
        findings.push(finding);
        put(&mut document, payload);
    }
    document.audit.findings = Box::new(document_sample::Proven(findings));
    document
}

fn put(document: &mut Document, payload: &str) {
    let text = || Text::same(payload);
    document.title = text();
    document.subtitle = Some(text());
    document.cover.push(Fact { label: text(), value: text() });
    document.key_figures[0].note = text();
    document.audit.notices.push(text());
    document.manifest.arguments.push(payload.to_owned());
    document.audit.inputs[0].file = payload.to_owned();
    document.audit.policy.name = payload.to_owned();
    document.audit.rules[0].doc.title = text();
    document.audit.rules[0].doc.source = text();
    document.audit.rules[0].doc.fix = text();
    let mut proof = proof_sample::late();
    proof.id = payload.to_owned();
    proof.verdict = text();
    proof.steps[0].text = text();
    for block in document.chapters.iter_mut().flat_map(|chapter| &mut chapter.blocks) {
        match block {
            Block::Heading(words) | Block::Paragraph(words) => *words = text(),
            Block::Bullets(items) => items.push(text()),
            Block::Facts(facts) => facts.push(Fact { label: text(), value: text() }),
            Block::Table(table) => {
                table.title = text();
                table.notes.push(text());
                table.rows[0][0] = Value::Words(payload.to_owned());
            }
            Block::Chart(chart) => {
                chart.title = text();
                chart.categories[0] = text();
                chart.series[0].name = text();
                chart.note = text();
            }
            Block::Proof(_) | Block::Findings(_) => {}
        }
    }
    document.chapters[0].blocks.push(Block::Paragraph(text()));
    document.chapters[7].blocks.push(Block::Proof(Box::new(proof)));
}

/// The page without the manifest, whose bytes no reader takes for anything but data.
fn without(page: &str, start: &str, end: &str) -> String {
    let (before, rest) = page.split_once(start).expect("the manifest is there");
    let (manifest, after) = rest.split_once(end).expect("it ends");
    assert!(!manifest.contains(['<', '>', '&', '-']));
    format!("{before}{after}")
}

#[test]
fn no_payload_becomes_an_element_or_an_attribute() {
    for lang in [Lang::Zh, Lang::En] {
        let page = html::page(&document(), lang, 50);
        assert!(html::is_balanced(&page));
        assert!(!page.chars().any(|c| c != '\n' && is_hostile(c)));
        assert_eq!(page.matches("<script").count(), 2, "the manifest and the script");
        let page = without(&page, PAGE_START, PAGE_END);
        for forbidden in ["<img", "\" onmouseover", "' autofocus", "<!--", "href=\"j"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.contains("\\u{202e}"), "what was there is seen");
    }
}

#[test]
fn no_payload_becomes_markdown() {
    for lang in [Lang::Zh, Lang::En] {
        let page = markdown::page(&document(), lang, 50);
        assert!(!page.chars().any(|c| c != '\n' && is_hostile(c)));
        assert!(markdown::tables_are_even(&page));
        let page = without(&page, COMMENT_START, COMMENT_END);
        for forbidden in ["<script", "<img", "](javascript:", "](data:", "**x**", "\n# x", "<!--\n", "a@b"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }
}
