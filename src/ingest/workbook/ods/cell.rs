//! What a cell of an ods sheet holds, by its attributes and its text.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::BytesStart;

use super::super::super::text::RowBuffer;
use super::super::cell::{CellWriter, duration_of_iso, moment_of_iso};
use super::super::xml::{attribute, raw_attribute};

/// A cell with a value.
pub(super) struct Cell {
    pub(super) column: u64,
    pub(super) repeat: u64,
    pub(super) value: Value,
    /// Its text among those of the row.
    pub(super) text: Range<usize>,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// The text the cell shows.
    Text,
    /// A text stated apart from what the cell shows.
    Stated(String),
    Number(f64),
    /// A formula that was never computed.
    Uncomputed,
    None,
}

impl Value {
    pub(super) fn of_attributes(start: &BytesStart<'_>) -> Self {
        let get = |name: &str| attribute(start, name);
        let Some(kind) = raw_attribute(start, "office:value-type") else {
            let formula = raw_attribute(start, "table:formula");
            return if formula.is_some() { Self::Uncomputed } else { Self::Text };
        };
        // An error keeps a value beside it that means nothing.
        if raw_attribute(start, "calcext:value-type") == Some("error") {
            return Self::Text;
        }
        let stated = |text: Option<String>| text.map_or(Self::Text, Self::Stated);
        match kind {
            "float" | "percentage" | "currency" => {
                let number = get("office:value").and_then(|value| value.trim().parse().ok());
                number.map_or(Self::Text, Self::Number)
            }
            "date" => stated(get("office:date-value").map(|text| moment_of_iso(&text))),
            "time" => stated(get("office:time-value").map(|text| duration_of_iso(&text))),
            "boolean" => stated(get("office:boolean-value").map(|text| text.to_ascii_uppercase())),
            "string" => stated(get("office:string-value").map(Cow::into_owned)),
            _ => Self::Text,
        }
    }

    /// The value once the text is known.
    pub(super) fn with_text(self, text: &str) -> Self {
        match self {
            Self::Uncomputed if !text.is_empty() => Self::Text,
            Self::Text if text.is_empty() => Self::None,
            other => other,
        }
    }

    pub(super) fn is_empty(&self, text_length: usize) -> bool {
        match self {
            Self::None => true,
            Self::Text => text_length == 0,
            Self::Stated(text) => text.is_empty(),
            Self::Number(_) | Self::Uncomputed => false,
        }
    }
}

impl Cell {
    /// Adds the cell to a row.
    pub(super) fn push(&self, texts: &str, row: &mut RowBuffer, writer: &mut CellWriter) {
        match &self.value {
            Value::Text => row.push(texts.get(self.text.clone()).unwrap_or_default()),
            Value::Stated(text) => row.push(text),
            Value::Number(number) => writer.push_number(*number, row),
            Value::Uncomputed => row.push_uncomputed(),
            Value::None => {}
        }
    }
}
