//! Elements, attributes and text of WordprocessingML.
//!
//! Owns that every element is closed and that every text is escaped and legal XML with nothing in it that
//! hides or turns the reading order. Refuses to know what an element means.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::super::safe_text;

/// Attributes of an element, in the order in which they are written.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// The namespace of everything in `word/`.
pub(super) const WORD: (&str, &str) =
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");

/// A destination of elements.
pub(super) struct Xml<'a> {
    writer: Writer<&'a mut dyn Write>,
}

impl<'a> Xml<'a> {
    /// The start of a part.
    pub(super) fn part(out: &'a mut dyn Write) -> io::Result<Self> {
        let mut writer = Writer::new(out);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Self { writer })
    }

    /// An element that holds others; to be ended with [`Self::end`].
    pub(super) fn start(&mut self, name: &'static str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Start(tag(name, attributes)))
    }

    /// The end of an element.
    pub(super) fn end(&mut self, name: &'static str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element that holds nothing.
    pub(super) fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Empty(tag(name, attributes)))
    }

    /// An element whose one attribute is `w:val`.
    pub(super) fn value(&mut self, name: &'static str, value: &str) -> io::Result<()> {
        self.empty(name, &[("w:val", value)])
    }

    /// An element with nothing but text.
    pub(super) fn text(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        text: &str,
    ) -> io::Result<()> {
        self.start(name, attributes)?;
        self.writer.write_event(Event::Text(BytesText::new(&safe_text(text))))?;
        self.end(name)
    }
}

fn tag<'n>(name: &'static str, attributes: Attributes<'_>) -> BytesStart<'n> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

/// The text, or its first `most` characters and a mark that there were more.
pub(super) fn cut<'t>(text: &'t str, most: usize, mark: &str) -> Cow<'t, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}{mark}", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
