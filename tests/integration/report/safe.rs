//! Whether text of the data stayed text in every form, as the programs that open it see it.

use calamine::{Data, Reader as _};

use super::forms::{elements, report, steers, tables, text, xml};
use crate::desk::{Checked, Desk};

/// Elements and attributes a page is made of.
const ELEMENTS: &str = "!DOCTYPE a aside b body button caption circle code dd defs details div dl dt figcaption \
    figure footer g h1 h2 h3 h4 head header html input label li line main meta nav ol option output p path pattern \
    polyline rect script section select small span style summary svg table tbody td text tfoot th thead title tr ul";
const ATTRIBUTES: &str = "aria-hidden aria-label aria-labelledby aria-live charset class colspan content cx cy d \
    data-by data-code data-severity data-v data-words focusable for height hidden href html http-equiv id lang name \
    patternTransform patternUnits placeholder points r role rx scope tabindex text-anchor transform type value \
    viewBox width x x1 x2 y y1 y2";

/// Nothing runs, links or steers in the page, Markdown, the workbook, the Word file and the rows.
pub(super) fn all_are_safe(desk: &Desk) -> Checked {
    page_is_safe(&text(desk, "html")?)?;
    markdown_is_safe(&text(desk, "md")?);
    workbook_is_safe(desk)?;
    word_file_is_safe(desk)?;
    csv_is_safe(&text(desk, "csv")?)
}

fn page_is_safe(page: &str) -> Checked {
    let (names, attributes): (Vec<&str>, Vec<&str>) =
        (ELEMENTS.split_whitespace().collect(), ATTRIBUTES.split_whitespace().collect());
    let found = elements(page)?;
    for element in &found {
        assert!(names.contains(&element.name.as_str()), "<{}>", element.name);
        for (name, value) in &element.attributes {
            assert!(attributes.contains(&name.as_str()), "<{} {name}={value:?}>", element.name);
            assert!(name != "href" || value.starts_with('#'), "{value}");
        }
    }
    let count = |name: &str| found.iter().filter(|element| element.name == name).count();
    assert_eq!((count("script"), count("style")), (2, 1), "the manifest, the script and the style");
    let is_policy =
        |(name, value): &(String, String)| name == "content" && value.starts_with("default-src 'none'; ");
    assert!(found.iter().any(|element| element.attributes.iter().any(is_policy)));
    assert!(page.len() < 1_000_000 && !page.chars().any(steers));
    assert!(page.contains("\\u{202e}") || page.contains("\\u{2066}"), "what was there is seen");
    Ok(())
}

fn markdown_is_safe(page: &str) {
    assert!(!page.chars().any(steers));
    for table in tables(page) {
        assert!(table.iter().all(|columns| *columns == table[0]), "{table:?}");
    }
    // Anchors and line breaks are the program's; an empty comment parts addresses.
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let own =
            ["<a id=\"", "</a>", "<br>", "<!-- -->", "<!-- hearback-manifest ", "<details>", "<summary>"];
        let own = own.iter().chain(&["</details>", "</summary>"]).any(|tag| rest.starts_with(tag));
        assert!(own, "{}", rest.chars().take(40).collect::<String>());
        rest = &rest[1..];
    }
    for forbidden in ["](javascript:", "](data:", "**x**", "\n# x", "javascript:", "http://", "a@b"] {
        let body = page.split("<!-- hearback-manifest ").next().unwrap_or_default();
        assert!(!body.contains(forbidden), "{forbidden}");
    }
}

fn workbook_is_safe(desk: &Desk) -> Checked {
    for (name, part) in report(desk, "xlsx")? {
        let (elements, texts) = xml(&part).map_err(|error| format!("{name}: {error}"))?;
        for element in &elements {
            let is = |tag: &str| element == tag || element.starts_with(&format!("{tag} "));
            assert!(!name.starts_with("xl/worksheets/") || !is("f"), "{name}: <{element}>");
            assert!(!is("hyperlink") || element.contains("location="), "{name}: <{element}>");
            assert!(!element.contains("TargetMode") && !is("externalReference"), "{name}: <{element}>");
        }
        assert!(!texts.iter().any(|text| text.chars().any(steers)), "{name}");
    }
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(desk.path("report.xlsx"))?;
    let mut words = 0;
    for name in workbook.sheet_names() {
        for (_, _, cell) in workbook.worksheet_range(&name)?.used_cells() {
            let Data::String(text) = cell else { continue };
            words += 1;
            assert!(!text.chars().any(|letter| steers(letter) || letter == '\n'), "{name}: {text:?}");
            assert!(text.encode_utf16().count() <= 32_767, "{name}");
        }
    }
    assert!(words > 1_000, "{words} texts");
    Ok(())
}

fn word_file_is_safe(desk: &Desk) -> Checked {
    for (name, part) in report(desk, "docx")? {
        let (elements, texts) = xml(&part).map_err(|error| format!("{name}: {error}"))?;
        for element in &elements {
            assert!(!element.contains("TargetMode"), "{name}: <{element}>");
            assert!(
                !element.starts_with("w:hyperlink") || element.contains("w:anchor="),
                "{name}: <{element}>"
            );
            assert!(!element.starts_with("w:fldSimple") && !element.starts_with("w:altChunk"), "{name}");
        }
        assert!(!texts.iter().any(|text| text.chars().any(steers)), "{name}");
        for code in part.split("<w:instrText").skip(1) {
            let code = code.split_once('>').and_then(|(_, rest)| rest.split('<').next()).unwrap_or_default();
            let known = ["TOC", "PAGE", "NUMPAGES", "PAGEREF", "SEQ", "REF"];
            assert!(code.split_whitespace().next().is_some_and(|first| known.contains(&first)), "{code:?}");
        }
    }
    Ok(())
}

/// No field begins a formula or steers.
pub(super) fn csv_is_safe(text: &str) -> Checked {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut rows = 0;
    for row in reader.records() {
        for field in &row? {
            let first = field.trim_start().chars().next().unwrap_or('x');
            let is_number = field.parse::<f64>().is_ok();
            assert!(is_number || !"=+-@＝＋－＠\t\r".contains(first), "{field:?}");
            assert!(!field.chars().any(|letter| steers(letter) || letter == '\n'), "{field:?}");
        }
        rows += 1;
    }
    assert!(rows > 40, "{rows} findings");
    Ok(())
}
