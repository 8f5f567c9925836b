//! JSON with one line for each top-level key and for each element of a top-level list.
//!
//! Millions of findings on one line defeat every editor and `grep`; indented, they are ten times as
//! long. Control and bidirectional characters of the data leave as `\u` escapes, so that the bytes
//! are harmless on a terminal and the values are unchanged.

use std::io::{self, Write};

use serde_json::ser::Formatter;

use super::super::safe_text::is_hostile;

/// See the module.
pub(super) struct CompactLines {
    depth: usize,
    filled: bool,
}

impl CompactLines {
    /// At the start of a document.
    pub(super) fn new() -> Self {
        Self { depth: 0, filled: false }
    }

    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8], lines: usize) -> io::Result<()> {
        if self.depth == lines && self.filled {
            out.write_all(b"\n")?;
        }
        self.depth -= 1;
        self.filled = true;
        out.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&self, out: &mut W, first: bool, lines: usize) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.depth == lines { out.write_all(b"\n") } else { Ok(()) }
    }
}

/// The depth inside the document's object.
const KEYS: usize = 1;
/// The depth inside a list that a top-level key holds.
const ELEMENTS: usize = 2;

impl Formatter for CompactLines {
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}", KEYS)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first, KEYS)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]", ELEMENTS)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first, ELEMENTS)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        let mut written = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| is_hostile(*c)) {
            out.write_all(&text.as_bytes()[written..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = at + c.len_utf8();
        }
        out.write_all(&text.as_bytes()[written..])
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::{Value, json};

    use super::*;

    fn written(value: &Value) -> String {
        let mut out = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, CompactLines::new());
        value.serialize(&mut serializer).expect("memory takes every byte");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    #[test]
    fn one_line_for_each_key_and_element() {
        let value = json!({"a": 1, "rows": [{"b": [1, 2], "c": {}}, {"b": []}], "none": [], "d": {"e": [3]}});
        let expected = "{\n\"a\":1,\n\"rows\":[\n{\"b\":[1,2],\"c\":{}},\n{\"b\":[]}\n],\n\"none\":[],\n\"d\":{\"e\":[3]}\n}";
        assert_eq!(written(&value), expected);
        assert_eq!(serde_json::from_str::<Value>(expected).ok(), Some(value));
    }

    #[test]
    fn hostile_text_is_escaped_and_unchanged() {
        let value = json!("\u{1b}[31m\u{7f}\u{9b}\u{202e}\"\\\n\0\u{e0041}张三\u{feff}");
        let text = written(&value);
        assert!(!text.chars().any(is_hostile), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(value));
    }
}
