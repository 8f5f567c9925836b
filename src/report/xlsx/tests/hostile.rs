//! Text of the data that attacks whoever opens the workbook.

use calamine::{Data, Range};

use super::super::super::document_sample;
use super::super::super::payloads::{PAYLOADS, long};
use super::super::super::safe_text::is_hostile;
use super::super::Limits;
use super::{all_words, bytes, names, sheet, sheet_xml};
use crate::model::{Block, Document, Evidence, Finding, Lang, Text, Value};

/// The sample with a payload in every place where text of the data can stand.
fn document() -> Document {
    let mut document = document_sample::document();
    let mut findings: Vec<Finding> = document.audit.findings.iter().take(1).collect();
    let long = long();
    for payload in PAYLOADS.into_iter().chain([long.as_str()]) {
        let mut finding = findings[0].clone();
        finding.id = payload.to_owned();
        finding.file = payload.into();
        finding.sheet = Some(payload.into());
        finding.branch = Some(payload.to_owned());
        finding.handler = Some(payload.to_owned());
        finding.message = Text::same(payload);
        finding.evidence = vec![("list", Evidence::List(vec![payload.to_owned(); 3]))];
        findings.push(finding);
        document.audit.notices.push(Text::same(payload));
        document.audit.inputs[0].unrecognised.insert(0, payload.to_owned());
        document.audit.inputs[0].file = payload.to_owned();
        document.audit.rejects[0].text = payload.to_owned();
        let again = document.audit.rejects[0].clone();
        document.audit.rejects.push(again);
        document.manifest.arguments.push(payload.to_owned());
        document.subtitle = Some(Text::same(payload));
        document.title = Text::same(payload);
        document.cover[0].value = Text::same(payload);
        document.key_figures[0].value = Value::Words(payload.to_owned());
        document.audit.policy.name = payload.to_owned();
        for chapter in &mut document.chapters {
            chapter.blocks.push(Block::Paragraph(Text::same(payload)));
            chapter.blocks.push(Block::Bullets(vec![Text::same(payload)]));
            for block in &mut chapter.blocks {
                match block {
                    Block::Table(table) => table.rows[0][0] = Value::Words(payload.to_owned()),
                    Block::Chart(chart) => chart.categories[0] = Text::same(payload),
                    Block::Proof(proof) => proof.id = payload.to_owned(),
                    _ => {}
                }
            }
        }
    }
    document.audit.findings = Box::new(findings);
    document
}

fn words(range: &Range<Data>) -> Vec<String> {
    all_words(range)
}

#[test]
fn nothing_runs_steers_or_breaks_the_file() {
    for lang in [Lang::Zh, Lang::En] {
        let bytes = bytes(&document(), lang, Limits::FORMAT);
        for name in names(&bytes) {
            let xml = sheet_xml(&bytes, &name);
            assert!(!xml.contains("<f>") && !xml.contains("<f "), "{name}: a formula");
            assert!(!xml.contains("r:id=\"rId1\" location") && !xml.contains("<script"), "{name}");
            for word in words(&sheet(&bytes, &name)) {
                assert!(!word.chars().any(is_hostile), "{name}: {word:?}");
                assert!(word.encode_utf16().count() <= 32_767, "{name}");
            }
        }
    }
}

#[test]
fn what_was_there_is_seen() {
    let bytes = bytes(&document(), Lang::Zh, Limits::FORMAT);
    let range = sheet(&bytes, "RSP");
    let ids: Vec<String> = (4..=4 + PAYLOADS.len() as u32).map(|row| super::word(&range, row, 5)).collect();
    for (id, payload) in ids.iter().zip(PAYLOADS) {
        assert_eq!(*id, super::super::super::safe_text(payload), "as a string, never as a formula");
        assert!(matches!(range.get_value((4, 5)), Some(Data::String(_))));
    }
    assert!(ids[PAYLOADS.len()].ends_with("全文见 JSON 或 CSV）"));
}

#[test]
fn no_link_leads_out_of_the_workbook() {
    let bytes = bytes(&document(), Lang::Zh, Limits::FORMAT);
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.as_slice())).expect("it is a zip file");
    let names = archive.file_names().map(|name| name.expect("a name is text").into_owned());
    let relations: Vec<String> = names.filter(|name| name.ends_with(".rels")).collect();
    assert!(relations.len() > 3);
    for name in relations {
        assert!(!super::part(&bytes, &name).contains("External"), "{name}");
    }
}
