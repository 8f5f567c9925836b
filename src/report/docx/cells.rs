//! Tables, rows and cells as elements.
//!
//! Owns what every table shares: fixed widths, rows that stay whole. Refuses to know what is in them.

use std::io;

use super::run::{self, Look};
use super::xml::Xml;

/// The colour behind titles of columns and labels.
pub(super) const HEAD_FILL: &str = "E4EAF2";

/// The start of a table up to its first row.
pub(super) fn start(widths: &[u32], style: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    let whole = widths.iter().sum::<u32>().to_string();
    xml.start("w:tbl", &[])?;
    xml.start("w:tblPr", &[])?;
    xml.value("w:tblStyle", style)?;
    xml.empty("w:tblW", &[("w:w", &whole), ("w:type", "dxa")])?;
    xml.value("w:jc", "center")?;
    xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
    xml.end("w:tblPr")?;
    xml.start("w:tblGrid", &[])?;
    for width in widths {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())])?;
    }
    xml.end("w:tblGrid")
}

/// The start of a row, which stays on one page unless it may be higher than that.
pub(super) fn start_row(is_head: bool, splits: bool, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.start("w:tr", &[])?;
    if splits && !is_head {
        return Ok(());
    }
    xml.start("w:trPr", &[])?;
    xml.empty("w:cantSplit", &[])?;
    if is_head {
        xml.empty("w:tblHeader", &[])?;
    }
    xml.end("w:trPr")
}

/// Where a cell stands and what is behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its width.
    pub(super) width: u32,
    /// The columns it spans.
    pub(super) span: usize,
    /// Whether it is joined with the one above: `restart` for the first.
    pub(super) joined: Option<&'static str>,
    /// The colour behind it.
    pub(super) fill: Option<&'static str>,
    /// Whether it is part of a bar: no lines and margins, white above and below.
    pub(super) is_bar: bool,
}

impl Place {
    /// A cell of one column.
    pub(super) fn of(width: u32) -> Self {
        Self { width, span: 1, joined: None, fill: None, is_bar: false }
    }
}

/// The start of a cell up to its paragraph.
pub(super) fn start_cell(place: Place, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.start("w:tc", &[])?;
    xml.start("w:tcPr", &[])?;
    xml.empty("w:tcW", &[("w:w", &place.width.to_string()), ("w:type", "dxa")])?;
    if place.span > 1 {
        xml.value("w:gridSpan", &place.span.to_string())?;
    }
    if let Some(joined) = place.joined {
        xml.value("w:vMerge", joined)?;
    }
    if place.is_bar {
        xml.start("w:tcBorders", &[])?;
        for (side, kind) in
            [("w:top", "single"), ("w:left", "nil"), ("w:bottom", "single"), ("w:right", "nil")]
        {
            let white = [("w:val", kind), ("w:sz", "36"), ("w:space", "0"), ("w:color", "FFFFFF")];
            xml.empty(side, if kind == "nil" { &white[..1] } else { &white })?;
        }
        xml.end("w:tcBorders")?;
    }
    if let Some(fill) = place.fill {
        xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)])?;
    }
    if place.is_bar {
        xml.start("w:tcMar", &[])?;
        for side in ["w:left", "w:right"] {
            xml.empty(side, &[("w:w", "0"), ("w:type", "dxa")])?;
        }
        xml.end("w:tcMar")?;
    }
    xml.value("w:vAlign", "center")?;
    xml.end("w:tcPr")
}

/// A cell's paragraph.
pub(super) fn write_text(
    text: &str,
    align: &str,
    keeps_next: bool,
    look: Look,
    xml: &mut Xml<'_>,
) -> io::Result<()> {
    xml.start("w:p", &[])?;
    xml.start("w:pPr", &[])?;
    xml.value("w:pStyle", "TableText")?;
    if keeps_next {
        xml.empty("w:keepNext", &[])?;
    }
    xml.value("w:jc", align)?;
    xml.end("w:pPr")?;
    run::write(text, look, xml)?;
    xml.end("w:p")
}

/// An empty paragraph as high as a line of this size, in half points.
pub(super) fn write_room(half_points: u32, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.start("w:p", &[])?;
    xml.start("w:pPr", &[])?;
    xml.value("w:pStyle", "TableText")?;
    xml.empty("w:keepNext", &[])?;
    xml.start("w:rPr", &[])?;
    xml.value("w:sz", &half_points.to_string())?;
    xml.end("w:rPr")?;
    xml.end("w:pPr")?;
    xml.end("w:p")
}
