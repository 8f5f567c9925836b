//! Texts that are no tables: web pages, XML, JSON.

use encoding_rs::{UTF_16BE, UTF_16LE};

use crate::model::Text;

use super::signatures::Named;

/// The kind of markup a text begins with, if it is one that cannot be read.
pub(super) fn find(head: &[u8]) -> Option<Named> {
    let text = start_of(head);
    let start = past_comments(&text);
    if start.starts_with('<') {
        return markup(start, &text);
    }
    is_json(start)
        .then(|| (Text::new("JSON", "JSON"), Text::new("请导出为 csv 或 xlsx。", "export it as csv or xlsx")))
}

/// The first letters in lower case, whatever the encoding: all that matters here is ASCII.
fn start_of(head: &[u8]) -> String {
    let head = &head[..head.len().min(16 << 10)];
    let text = match head {
        [0xFF, 0xFE, rest @ ..] => UTF_16LE.decode(rest).0.into_owned(),
        [0xFE, 0xFF, rest @ ..] => UTF_16BE.decode(rest).0.into_owned(),
        [b'<', 0, ..] => UTF_16LE.decode(head).0.into_owned(),
        [0, b'<', ..] => UTF_16BE.decode(head).0.into_owned(),
        _ => String::from_utf8_lossy(head).into_owned(),
    };
    text.to_ascii_lowercase()
}

fn past_comments(text: &str) -> &str {
    let blank = |letter: char| letter.is_whitespace() || letter == '\u{feff}';
    let mut rest = text.trim_start_matches(blank);
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { return rest };
        rest = after.trim_start_matches(blank);
    }
    rest
}

fn markup(start: &str, text: &str) -> Option<Named> {
    const PAGE: [&str; 16] = [
        "!doctype html",
        "html",
        "head",
        "body",
        "table",
        "meta",
        "title",
        "style",
        "script",
        "div",
        "tr",
        "form",
        "center",
        "font",
        "p>",
        "br",
    ];
    let begins = |words: &[&str]| {
        let tag = &start[1..];
        words.iter().any(|word| {
            tag.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        })
    };
    let save_as = Text::new(
        "请在表格软件中打开后另存为 xlsx 或 csv。",
        "open it in a spreadsheet and save it as xlsx or csv",
    );
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") && !begins(&PAGE) {
        return Some((Text::new("Excel 2003 的 XML 表格", "an XML spreadsheet of Excel 2003"), save_as));
    }
    if text.contains("<office:document") {
        return Some((
            Text::new("单一 XML 的 OpenDocument（fods）", "an OpenDocument as one XML file (fods)"),
            save_as,
        ));
    }
    if begins(&PAGE) || (begins(&["?xml"]) && text.contains("<html")) {
        let with_table = text.contains("<table") || text.contains("office:excel");
        return Some(if with_table {
            (
                Text::new(
                    "网页表格（HTML），只是取了表格文件的名字",
                    "a table of a web page (HTML) under the name of a spreadsheet",
                ),
                save_as,
            )
        } else {
            let hint = Text::new(
                "多半是登录页或出错页：请登录系统后重新导出；若其中确有表格，请在表格软件中打开后另存为 xlsx。",
                "most likely a login or error page: log in and export again; if it does show a table, open it in a spreadsheet and save it as xlsx",
            );
            (Text::new("网页（HTML）", "a web page (HTML)"), hint)
        });
    }
    // A table whose first header stands in angle brackets is a text.
    begins(&["?xml", "!doctype"]).then(|| (Text::new("XML 文档", "an XML document"), save_as))
}

/// A header in brackets, as SQL tools write it, is none.
fn is_json(start: &str) -> bool {
    let after = |open: char| start.strip_prefix(open).map(str::trim_start);
    after('{').is_some_and(|rest| rest.starts_with(['"', '}']))
        || after('[').is_some_and(|rest| {
            rest.starts_with(['{', '[']) || rest.starts_with("\"") || rest.starts_with(']')
        })
}
