//! What holds for every format of a written report: its name, its manifest, its bounds.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;

use super::super::payloads::PAYLOADS;
use super::super::{
    Format, ManifestError, ReadManifest, ReportFormat, document_sample, read_manifest, sample, write_report,
};
use super::{document_hostile, document_size};
use crate::model::{Document, Lang, Masks};

const WITH_MANIFEST: [ReportFormat; 5] =
    [ReportFormat::Html, ReportFormat::Markdown, ReportFormat::Xlsx, ReportFormat::Docx, ReportFormat::Json];

fn written(document: &Document, format: ReportFormat, lang: Lang) -> Vec<u8> {
    let mut out = Vec::new();
    write_report(document, format, &sample::view(lang, 80), 5, &mut out).expect("memory takes every byte");
    out
}

fn read(bytes: &[u8]) -> Result<ReadManifest, ManifestError> {
    read_manifest(&mut Cursor::new(bytes)).map(|(_, manifest)| manifest)
}

#[test]
fn names_tell_formats() {
    for format in ReportFormat::ALL {
        assert_eq!(ReportFormat::from_extension(format.extension()), Some(format));
    }
    assert_eq!(ReportFormat::from_extension("HTM"), Some(ReportFormat::Html));
    assert_eq!(ReportFormat::from_extension("xls"), None);
}

#[test]
fn every_format_is_told_by_its_bytes() {
    for format in WITH_MANIFEST {
        for lang in [Lang::Zh, Lang::En] {
            let written = written(&document_sample::document(), format, lang);
            let told = read_manifest(&mut Cursor::new(written)).map(|(format, _)| format);
            assert_eq!(told.expect("a report"), format);
        }
    }
    let csv = written(&document_sample::document(), ReportFormat::Csv, Lang::Zh);
    assert!(matches!(read(&csv), Err(ManifestError::NoPlace(ReportFormat::Csv))));
}

#[test]
fn the_manifest_comes_back_from_every_format() {
    let mut hostile = document_hostile::document();
    for payload in PAYLOADS.map(str::to_owned) {
        let mut input = hostile.audit.inputs[0].clone();
        input.file.clone_from(&payload);
        input.sheet = Some(payload.clone());
        input.encoding = Some(payload);
        hostile.audit.inputs.push(input);
    }
    hostile.manifest.masks = Masks { unmasked: true, free_text: true, key_check: None };
    for document in [document_sample::document(), hostile] {
        let expected = ReadManifest::of(&document);
        for format in WITH_MANIFEST {
            for lang in [Lang::Zh, Lang::En] {
                let bytes = written(&document, format, lang);
                let manifest = read(&bytes).unwrap_or_else(|error| panic!("{format:?}: {error}"));
                assert!(manifest == expected, "{format:?}");
            }
        }
    }
}

#[test]
fn the_manifest_tells_what_the_report_rests_on() {
    let manifest =
        read(&written(&document_sample::document(), ReportFormat::Markdown, Lang::Zh)).expect("it");
    assert_eq!(manifest.schema, "hearback-manifest/1");
    assert_eq!(manifest.as_of.at.as_deref(), Some("2025-09-30T18:00:00+08:00"));
    assert_eq!(manifest.arguments[0], "report");
    assert_eq!(manifest.inputs[0].rows.physical, 4880);
    assert_eq!(manifest.masks.key_check.as_deref(), Some("3fa9c01b7d2e4466"));
}

#[test]
fn a_report_as_json_follows_the_schema_and_holds_what_an_audit_does() {
    let schema = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/audit-v1.schema.json"));
    let validator =
        jsonschema::draft202012::new(&serde_json::from_str(schema).expect("JSON")).expect("a schema");
    let document = document_sample::document();
    let json = written(&document, ReportFormat::Json, Lang::Zh);
    let mut value: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert!(validator.is_valid(&value), "{:?}", validator.iter_errors(&value).next());
    value["manifest"]["findings"] = "many".into();
    assert!(!validator.is_valid(&value), "the schema knows the manifest");
    value.as_object_mut().expect("an object").shift_remove("manifest");
    let audit = super::audit(&document.audit, Format::Json, &sample::view(Lang::Zh, 80));
    assert_eq!(value, serde_json::from_str::<serde_json::Value>(&audit).expect("JSON"));
}

#[test]
fn a_command_line_can_be_typed_again() {
    for (format, lang) in [(ReportFormat::Html, Lang::Zh), (ReportFormat::Markdown, Lang::En)] {
        let page = String::from_utf8(written(&document_sample::document(), format, lang)).expect("UTF-8");
        let shown = page.replace("&#39;", "'");
        assert!(shown.contains("hearback report 投诉台账.xlsx"), "{format:?}");
        assert!(shown.contains("'2025-09-30 18:00'"), "{format:?}");
    }
}

#[test]
fn the_page_says_that_it_had_no_room() {
    let mut document = document_sample::document();
    document.manifest.arguments = vec!["长".repeat(1_000); 500];
    let page = written(&document, ReportFormat::Html, Lang::Zh);
    assert!(page.len() < 1_000_000);
    assert!(matches!(read(&page), Err(ManifestError::LeftOut)));
    let markdown = written(&document, ReportFormat::Markdown, Lang::Zh);
    assert_eq!(read(&markdown).expect("there is room").arguments.len(), 500);
    let workbook = written(&document, ReportFormat::Xlsx, Lang::Zh);
    assert_eq!(read(&workbook).expect("there are cells").arguments.len(), 500);
}

#[test]
fn what_is_no_report_or_damaged_is_told_apart() {
    for no_report in ["", "x", "{}", "{\"tool\":{}}", "# title\n", "<!DOCTYPE html><p>x", "<html>"] {
        assert!(matches!(read(no_report.as_bytes()), Err(ManifestError::NotAReport)), "{no_report}");
    }
    let zip = {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("a", zip::write::SimpleFileOptions::default()).expect("memory");
        zip.write_all(b"x").expect("memory");
        zip.finish().expect("memory").into_inner()
    };
    assert!(matches!(read(&zip), Err(ManifestError::NotAReport)));
    let html = String::from_utf8(written(&document_sample::document(), ReportFormat::Html, Lang::Zh));
    let html = html.expect("UTF-8");
    for (what, other) in
        [("\"arguments\":[", "\"arguments\":{"), ("\"findings\":5073", "\"findings\":\"many\"")]
    {
        let broken = html.replace(what, other);
        assert!(
            broken != html && matches!(read(broken.as_bytes()), Err(ManifestError::Damaged(_))),
            "{what}"
        );
    }
    let other = html.replace("hearback\\u002dmanifest/1", "hearback\\u002dmanifest/2");
    assert!(
        matches!(read(other.as_bytes()), Err(ManifestError::OtherSchema(schema)) if schema.ends_with("/2"))
    );
    let cut = &html.as_bytes()[..html.find("\"arguments\"").expect("it is there")];
    assert!(matches!(read(cut), Err(ManifestError::Damaged(_))));
    for error in [ManifestError::NotAReport, ManifestError::LeftOut, ManifestError::TooLarge] {
        assert!(!error.text().zh.is_empty() && error.text().en.is_ascii());
    }
}

#[test]
fn a_manifest_that_unfolds_without_end_is_not_held() {
    let bomb = |part: &str, start: &str, end: &str| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file("word/document.xml", options).expect("memory");
        zip.start_file(part, options).expect("memory");
        zip.write_all(start.as_bytes()).expect("memory");
        let spaces = vec![b' '; 1 << 20];
        (0..80).for_each(|_| zip.write_all(&spaces).expect("memory"));
        zip.write_all(end.as_bytes()).expect("memory");
        zip.finish().expect("memory").into_inner()
    };
    let file = bomb("customXml/item1.xml", "<hearbackManifest>", "</hearbackManifest>");
    assert!(file.len() < 1 << 20);
    assert!(matches!(read(&file), Err(ManifestError::Damaged(_))));
}

#[test]
fn a_million_findings_do_not_hide_the_manifest_of_json() {
    // Whoever writes the keys in another order still has it found.
    let mut json = String::from("{\"findings\":[");
    json.push_str(&"{\"a\":[1,2,3],\"b\":\"x\"},".repeat(10_000));
    json.push_str("{}],\"manifest\":");
    json.push_str(&super::super::manifest_json(&document_size::document()));
    json.push_str(",\"z\":1}");
    assert_eq!(read(json.as_bytes()).expect("it is there").findings, 5_073);
    let first = json.replace("{\"findings\":", "{\"manifest\":{\"schema\":\"x\"},\"findings\":");
    assert!(matches!(read(first.as_bytes()), Err(ManifestError::OtherSchema(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn junk_is_an_error_and_no_panic(start in 0..8_usize, junk in prop::collection::vec(any::<u8>(), 0..400)) {
        let starts = ["", "PK\u{3}\u{4}", "<!DOCTYPE html>", "# x\n<!-- hearback-manifest ", "{\"manifest\":", "{",
            "<html><script type=\"application/json\" id=\"hearback-manifest\">", "\u{feff}"];
        let mut bytes = starts[start].as_bytes().to_vec();
        bytes.extend(junk);
        prop_assert!(read(&bytes).is_err());
    }
}

#[test]
fn a_report_with_flipped_bytes_never_panics() {
    for format in WITH_MANIFEST {
        let whole = written(&document_sample::document(), format, Lang::Zh);
        for nth in 0..150_usize {
            let mut bytes = whole.clone();
            // Far apart, and more of them towards the end, where a zip archive says what it holds.
            for step in 0..3 {
                let at = bytes.len() - 1 - (nth * nth * (7 + step) + step * 13) % bytes.len();
                bytes[at] ^= 1 << (nth % 8);
            }
            let _ = read(&bytes);
            let _ = read(&whole[..whole.len() * nth / 150]);
        }
    }
}

/// Writes reports of every format where `HEARBACK_PAGES` names a folder, for `tests/browser/look.py` and for eyes.
#[test]
fn reports_to_be_looked_at() {
    let Some(folder) = std::env::var_os("HEARBACK_PAGES") else { return };
    let folder = std::path::Path::new(&folder);
    let put = |name: &str, document: &Document, format: ReportFormat, lang| {
        let file = folder.join(name).with_extension(format.extension());
        std::fs::write(file, written(document, format, lang)).expect("the folder takes files");
    };
    for format in ReportFormat::ALL {
        put("sample-zh", &document_sample::document(), format, Lang::Zh);
        put("sample-en", &document_sample::document(), format, Lang::En);
        put("hostile", &document_hostile::document(), format, Lang::Zh);
    }
    put("many", &document_size::document(), ReportFormat::Html, Lang::Zh);
}
