//! What Word works out itself: page numbers and the table of contents.

use std::io;

use super::run;
use super::xml::Xml;

/// A field with what it shows until Word has worked it out.
pub(super) fn write(instruction: &str, shown: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    start(instruction, xml)?;
    run::plain(shown, xml)?;
    end(xml)
}

/// The start of a field, up to what it shows; to be ended with [`end`].
pub(super) fn start(instruction: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    mark("begin", xml)?;
    xml.start("w:r", &[])?;
    xml.text("w:instrText", &[("xml:space", "preserve")], &format!(" {instruction} "))?;
    xml.end("w:r")?;
    mark("separate", xml)
}

/// The end of a field.
pub(super) fn end(xml: &mut Xml<'_>) -> io::Result<()> {
    mark("end", xml)
}

fn mark(kind: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.start("w:r", &[])?;
    xml.empty("w:fldChar", &[("w:fldCharType", kind)])?;
    xml.end("w:r")
}
