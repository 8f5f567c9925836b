//! What Word needs to open the file and to find its way in it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::page::{LANDSCAPE, PORTRAIT};
use super::{document_sample, part, parts, text, written};
use crate::model::Lang;

/// The elements of a part: name, attributes as written, depth.
fn elements(xml: &str) -> Vec<(String, BytesStart<'static>)> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut elements = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) | Event::Empty(tag) => {
                let tag = tag.into_owned();
                for attribute in tag.attributes() {
                    attribute.expect("attributes are unique and quoted");
                }
                elements.push((name(&tag), tag));
            }
            Event::End(tag) => {
                let tag = BytesStart::new(format!("/{}", tag.name().as_ref()));
                elements.push((name(&tag), tag));
            }
            Event::Eof => return elements,
            _ => {}
        }
    }
}

fn name(tag: &BytesStart<'_>) -> String {
    tag.name().as_ref().to_owned()
}

fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == key);
    found.map(|attribute| attribute.value.into_owned())
}

fn number(tag: &BytesStart<'_>, key: &str) -> u32 {
    attribute(tag, key).and_then(|value| value.parse().ok()).expect("a number")
}

#[test]
fn every_part_is_well_formed_and_named() {
    for lang in [Lang::Zh, Lang::En] {
        let file = written(&document_sample::document(), lang, 50);
        let parts = parts(&file);
        assert_eq!(parts[0].0, "[Content_Types].xml", "Word looks for it first");
        for (name, xml) in &parts {
            assert!(!elements(xml).is_empty(), "{name}");
            let has_braces = name.starts_with("customXml/");
            assert!(has_braces || !xml.contains(['{', '}']), "{name} has a place that was not filled");
            if name.starts_with("word/") && !name.contains("rels") {
                assert!(parts[0].1.contains(&format!("\"/{name}\"")), "{name} has a content type");
            }
        }
    }
}

#[test]
fn the_zip_knows_no_clock() {
    let file = written(&document_sample::document(), Lang::Zh, 5);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a zip");
    for nth in 0..zip.len() {
        let part = zip.by_index(nth).expect("a part");
        assert_eq!(part.last_modified(), Some(zip::DateTime::default()));
    }
}

#[test]
fn properties_tell_title_language_and_the_as_of_moment() {
    let zh = part(&written(&document_sample::document(), Lang::Zh, 5), "docProps/core.xml");
    assert!(zh.contains("<dc:title>投诉处理与客户回访专项审计报告</dc:title>"));
    assert!(zh.contains("<dc:language>zh-CN</dc:language>"));
    assert!(zh.contains("2025-09-30T10:00:00Z"), "18:00 in Beijing");
    let en = part(&written(&document_sample::document(), Lang::En, 5), "docProps/core.xml");
    assert!(en.contains("<dc:language>en-US</dc:language>"));
}

#[test]
fn the_table_of_contents_leads_to_every_heading() {
    for lang in [Lang::Zh, Lang::En] {
        let xml = text(&document_sample::document(), lang, 5);
        assert!(
            xml.contains(r#" TOC \o &quot;1-2&quot; \h \z \u "#)
                || xml.contains(r#" TOC \o "1-2" \h \z \u "#)
        );
        let elements = elements(&xml);
        let of = |element: &str, key: &str| -> Vec<String> {
            elements
                .iter()
                .filter(|(name, _)| name == element)
                .filter_map(|(_, tag)| attribute(tag, key))
                .collect()
        };
        let anchors = of("w:hyperlink", "w:anchor");
        assert_eq!(anchors, of("w:bookmarkStart", "w:name"));
        assert_eq!(anchors.len(), 13 + 3 + 7 + 1, "chapters, headings, rules, a case");
        let styles = of("w:pStyle", "w:val");
        let headings = |level: &str| styles.iter().filter(|style| *style == level).count();
        assert_eq!((headings("Heading1"), headings("TOC1")), (13, 13));
        assert_eq!((headings("Heading2"), headings("TOC2")), (11, 11));
        let begun = of("w:fldChar", "w:fldCharType");
        let count = |kind: &str| begun.iter().filter(|found| *found == kind).count();
        assert_eq!(count("begin"), count("end"));
        // The list says what the headings say.
        for entry in xml.split("<w:hyperlink ").skip(1) {
            let entry = &entry[..entry.find("</w:hyperlink>").expect("an end")];
            let shown = entry.split("<w:t xml:space=\"preserve\">").nth(1).expect("a text");
            let shown = &shown[..shown.find('<').expect("an end")];
            let anchor = entry.split('"').nth(1).expect("an anchor");
            let heading = xml.split(&format!("w:name=\"{anchor}\"/>")).nth(1).expect("a heading");
            let heading = heading.split("<w:t xml:space=\"preserve\">").nth(1).expect("a text");
            assert!(shown.ends_with(&heading[..heading.find('<').expect("an end")]), "{shown}");
        }
    }
    let settings = part(&written(&document_sample::document(), Lang::Zh, 5), "word/settings.xml");
    assert!(settings.contains("<w:updateFields w:val=\"true\"/>"));
}

#[test]
fn styles_in_use_are_defined() {
    let file = written(&document_sample::document(), Lang::Zh, 5);
    let defined: Vec<String> = elements(&part(&file, "word/styles.xml"))
        .iter()
        .filter_map(|(name, tag)| (name == "w:style").then(|| attribute(tag, "w:styleId")).flatten())
        .collect();
    for (name, tag) in elements(&part(&file, "word/document.xml")) {
        if name == "w:pStyle" || name == "w:tblStyle" {
            let style = attribute(&tag, "w:val").expect("a style");
            assert!(defined.contains(&style), "{style}");
        }
    }
}

#[test]
fn every_row_fills_its_table_and_no_table_leaves_the_sheet() {
    for lang in [Lang::Zh, Lang::En] {
        let xml = text(&document_sample::document(), lang, 50);
        let (mut columns, mut width, mut spans, mut cells) = (0, 0, 0, 0);
        let (mut tables, mut has_lying_table) = (0, false);
        for (name, tag) in elements(&xml) {
            match name.as_str() {
                "w:tbl" => (columns, width, tables) = (0, 0, tables + 1),
                "w:gridCol" => {
                    columns += 1;
                    width += number(&tag, "w:w");
                }
                "/w:tblGrid" => {
                    assert!((1..=63).contains(&columns), "Word takes no more columns");
                    assert!(width <= LANDSCAPE.width());
                    has_lying_table |= width > PORTRAIT.width();
                }
                "w:tr" => (spans, cells) = (0, 0),
                "w:tcW" => {
                    spans += 1;
                    cells += number(&tag, "w:w");
                }
                "w:gridSpan" => spans += number(&tag, "w:val") - 1,
                "/w:tr" => assert_eq!((spans, cells), (columns, width)),
                _ => {}
            }
        }
        assert!(tables > 10 && has_lying_table);
        let count = |tag: &str| xml.matches(tag).count();
        assert_eq!(count("<w:tr>"), count("<w:cantSplit/>"), "no row is split over pages");
        assert!(count("<w:tblHeader/>") >= 14);
        assert_eq!(count("w:orient=\"landscape\""), 1);
    }
}

#[test]
fn chinese_fonts_are_named_with_their_other_names() {
    let file = written(&document_sample::document(), Lang::Zh, 5);
    let fonts = part(&file, "word/fontTable.xml");
    assert!(fonts.contains("<w:font w:name=\"宋体\"><w:altName w:val=\"SimSun\"/>"));
    assert!(fonts.contains("<w:font w:name=\"黑体\"><w:altName w:val=\"SimHei\"/>"));
    let styles = part(&file, "word/styles.xml");
    assert!(styles.contains("w:eastAsia=\"宋体\"") && styles.contains("w:eastAsia=\"黑体\""));
    assert!(styles.contains("w:firstLineChars=\"200\""));
}
