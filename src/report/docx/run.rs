//! Pieces of text with one look.

use std::io;

use super::xml::Xml;

/// How a piece of text looks where it differs from its paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// Bold.
    pub(super) bold: bool,
    /// Heading fonts.
    pub(super) heading_font: bool,
    /// RGB in hexadecimal.
    pub(super) color: Option<&'static str>,
    /// Size in half points.
    pub(super) half_points: Option<u32>,
}

/// A piece of text that looks as its paragraph does.
pub(super) fn plain(text: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    write(text, Look::default(), xml)
}

/// A piece of text.
pub(super) fn write(text: &str, look: Look, xml: &mut Xml<'_>) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    xml.start("w:r", &[])?;
    write_look(text, look, xml)?;
    xml.text("w:t", &[("xml:space", "preserve")], text)?;
    xml.end("w:r")
}

fn write_look(text: &str, look: Look, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.start("w:rPr", &[])?;
    let chinese_marks = has_chinese_marks(text);
    let hint: &[_] = if chinese_marks { &[("w:hint", "eastAsia")] } else { &[] };
    if look.heading_font {
        let fonts = [("w:ascii", "Arial"), ("w:hAnsi", "Arial"), ("w:eastAsia", "黑体"), ("w:cs", "Arial")];
        xml.empty("w:rFonts", &[hint, &fonts].concat())?;
    } else if chinese_marks {
        xml.empty("w:rFonts", hint)?;
    }
    if look.bold {
        xml.empty("w:b", &[])?;
        xml.empty("w:bCs", &[])?;
    }
    if let Some(color) = look.color {
        xml.value("w:color", color)?;
    }
    if let Some(size) = look.half_points {
        let size = size.to_string();
        xml.value("w:sz", &size)?;
        xml.value("w:szCs", &size)?;
    }
    xml.end("w:rPr")
}

/// Word takes quotation marks, dots and arrows from the Western font unless Chinese text is announced.
fn has_chinese_marks(text: &str) -> bool {
    let is_han = |c: char| ('\u{2e80}'..='\u{9fff}').contains(&c);
    let is_mark =
        |c: char| matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '▲' | '■' | '→' | '÷' | '×' | '≠' | '⏎');
    text.chars().any(is_mark) && text.chars().any(|c| is_han(c) || !matches!(c, '“' | '”' | '‘' | '’' | '—'))
}
