//! The parts beside the text: styles, numbering, fonts, settings, header, footer, properties.
//!
//! Owns what Word needs to know of the look. Refuses the text of the chapters.

use std::io::{self, Write};

use super::super::manifest::{ELEMENT, manifest_json};
use super::package::Package;
use super::page::PORTRAIT;
use super::texts;
use super::xml::{WORD, Xml, cut};
use super::{field, run};
use crate::model::{Document, Lang, Moment, Zone};

/// The colour of bars and rules.
pub(super) const ACCENT: &str = "1F4E79";

/// The longest title in a header or property; a longer one makes a page of headers.
const TITLE: usize = 80;

/// Adds all parts but the text.
pub(super) fn add(package: &mut Package, document: &Document, lang: Lang) -> io::Result<()> {
    package.text("[Content_Types].xml", include_str!("parts/content-types.xml"))?;
    package.text("_rels/.rels", include_str!("parts/package-rels.xml"))?;
    package.text("docProps/app.xml", include_str!("parts/app.xml"))?;
    package.part("docProps/core.xml", |out| write_properties(document, lang, out))?;
    package.text("word/_rels/document.xml.rels", include_str!("parts/document-rels.xml"))?;
    package.text("word/settings.xml", include_str!("parts/settings.xml"))?;
    package.text("word/fontTable.xml", include_str!("parts/font-table.xml"))?;
    package.text("word/styles.xml", &styles(lang))?;
    package.text("word/numbering.xml", &numbering(lang))?;
    package.part("customXml/item1.xml", |out| write_manifest(document, out))?;
    package.text("customXml/_rels/item1.xml.rels", include_str!("parts/manifest-rels.xml"))?;
    package.text("customXml/itemProps1.xml", include_str!("parts/manifest-properties.xml"))?;
    package.part("word/header1.xml", |out| write_header(document, lang, out))?;
    package.part("word/footer1.xml", |out| write_footer(lang, out))
}

/// The language as Word and the properties name it.
pub(super) fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-US",
    }
}

/// Chinese paragraphs begin two characters in; English ones stand apart.
fn styles(lang: Lang) -> String {
    let body = match lang {
        Lang::Zh => r#"<w:ind w:firstLine="480" w:firstLineChars="200"/>"#,
        Lang::En => r#"<w:spacing w:after="120"/>"#,
    };
    let width = PORTRAIT.width().to_string();
    let names = [
        ("{table_text}", &texts::TABLE_TEXT),
        ("{table_note}", &texts::TABLE_NOTE),
        ("{table_lead}", &texts::TABLE_LEAD),
        ("{verdict}", &texts::VERDICT_STYLE),
        ("{audit_table}", &texts::AUDIT_TABLE),
        ("{fact_table}", &texts::FACT_TABLE),
        ("{chart_table}", &texts::CHART_TABLE),
    ];
    let styles = include_str!("parts/styles.xml")
        .replace("{body}", body)
        .replace("{width}", &width)
        .replace("{accent}", ACCENT);
    names.into_iter().fold(styles, |styles, (place, name)| styles.replace(place, name.get(lang)))
}

/// The numbers of headings; [`texts::heading_number`] writes the same into the table of contents.
fn numbering(lang: Lang) -> String {
    let [format, suffix, first, second, third] = match lang {
        Lang::Zh => ["chineseCounting", "nothing", "%1、", "（%2）", "%3."],
        Lang::En => ["decimal", "space", "%1", "%1.%2", "%1.%2.%3"],
    };
    include_str!("parts/numbering.xml")
        .replace("{format}", format)
        .replace("{suffix}", suffix)
        .replace("{first}", first)
        .replace("{second}", second)
        .replace("{third}", third)
}

fn write_header(document: &Document, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let xml = &mut Xml::part(out)?;
    xml.start("w:hdr", &[WORD])?;
    xml.start("w:p", &[])?;
    xml.start("w:pPr", &[])?;
    xml.value("w:pStyle", "Header")?;
    xml.end("w:pPr")?;
    run::plain(&cut(document.title.get(lang), TITLE, "…"), xml)?;
    if document.manifest.masks.unmasked {
        run::plain(&format!("　{}", texts::UNMASKED.get(lang)), xml)?;
    }
    xml.end("w:p")?;
    xml.end("w:hdr")
}

fn write_footer(lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let [before, between, after] = texts::page(lang);
    let xml = &mut Xml::part(out)?;
    xml.start("w:ftr", &[WORD])?;
    xml.start("w:p", &[])?;
    xml.start("w:pPr", &[])?;
    xml.value("w:pStyle", "Footer")?;
    xml.end("w:pPr")?;
    run::plain(before, xml)?;
    field::write("PAGE", "1", xml)?;
    run::plain(between, xml)?;
    field::write("NUMPAGES", "1", xml)?;
    run::plain(after, xml)?;
    xml.end("w:p")?;
    xml.end("w:ftr")
}

/// The manifest for programs; Word keeps such a part and shows it to nobody.
fn write_manifest(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let xml = &mut Xml::part(out)?;
    xml.text(ELEMENT, &[("xmlns", "urn:hearback:manifest:1")], &manifest_json(document))
}

fn write_properties(document: &Document, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let xml = &mut Xml::part(out)?;
    xml.start(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    )?;
    let subtitle = document.subtitle.as_ref().map_or("", |subtitle| subtitle.get(lang));
    let creator = format!("Hearback {}", document.manifest.tool_version);
    xml.text("dc:title", &[], &cut(document.title.get(lang), TITLE, "…"))?;
    xml.text("dc:subject", &[], &cut(subtitle, TITLE, "…"))?;
    xml.text("dc:creator", &[], &creator)?;
    xml.text("cp:keywords", &[], texts::KEYWORDS.get(lang))?;
    xml.text("dc:description", &[], &format!("verdicts sha256 {}", document.manifest.verdicts_sha256))?;
    xml.text("cp:lastModifiedBy", &[], &creator)?;
    let at = utc(document.audit.as_of.at, document.audit.zone);
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.text(name, &[("xsi:type", "dcterms:W3CDTF")], &at)?;
    }
    xml.text("dc:language", &[], tag(lang))?;
    xml.end("cp:coreProperties")
}

/// The as-of moment, which is the only time a report knows of; a year Word cannot read gives way.
fn utc(at: Moment, zone: Zone) -> String {
    let instant = Moment(zone.utc_of_local(at.0).0).naive();
    let format = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    instant.map(format).filter(|text| text.len() == 20).unwrap_or_else(|| "2000-01-01T00:00:00Z".to_owned())
}
