//! From TOML text to the tree, with the place of every value.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Node, Table, Value};
use crate::policy::error::{Place, PolicyError, Reason};

/// Reads TOML; `origin` names the file in places.
///
/// # Errors
/// What is not TOML, or a number too large for a policy, with its place.
pub(in crate::policy) fn parse(origin: &str, text: &str) -> Result<Node, PolicyError> {
    // Windows editors put a mark in front that no key begins with.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = Lines::new(origin, text);
    let document = DeTable::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        PolicyError::at(&lines.place(offset), "", None, Reason::syntax(error.message()))
    })?;
    let value = Value::Table(lines.table(document.get_ref())?);
    Ok(Node { place: lines.place(0), value })
}

/// Where the lines of a text begin.
struct Lines<'a> {
    origin: Arc<str>,
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(origin: &str, text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { origin: Arc::from(origin), text, starts }
    }

    fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let before = self.text.get(self.starts[line - 1]..offset).unwrap_or("");
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Place {
            origin: Arc::clone(&self.origin),
            line: count(line),
            column: count(before.chars().count() + 1),
        }
    }

    fn table(&self, table: &DeTable<'_>) -> Result<Table, PolicyError> {
        let mut keys: Vec<_> = table.iter().collect();
        // The reader sorts keys by name; a policy's own order matters.
        keys.sort_by_key(|(key, value)| (key.span().start, value.span().start));
        let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
            let place = self.place(key.span().start);
            Ok(Entry { key: AsRef::<str>::as_ref(key.get_ref()).to_owned(), place, node: self.node(value)? })
        };
        Ok(Table { entries: keys.into_iter().map(entry).collect::<Result<_, PolicyError>>()? })
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Result<Node, PolicyError> {
        let place = self.place(value.span().start);
        let not_a_number = |text: &str| {
            let reason = Reason::new("数字过大", "the number is too large");
            PolicyError::at(&place, "", Some(text.to_owned()), reason)
        };
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => Value::Whole(
                i64::from_str_radix(number.as_str(), number.radix())
                    .map_err(|_| not_a_number(number.as_str()))?,
            ),
            DeValue::Float(number) => {
                Value::Number(number.as_str().parse().map_err(|_| not_a_number(number.as_str()))?)
            }
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(time) => Value::Text(time.to_string()),
            DeValue::Array(nodes) => {
                Value::List(nodes.iter().map(|node| self.node(node)).collect::<Result<_, _>>()?)
            }
            DeValue::Table(table) => Value::Table(self.table(table)?),
        };
        Ok(Node { place, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_place_in_characters_and_keys_their_order() {
        let text = "\u{feff}z = '二'\na = 2020-03-01 # 日期\r\n[words.\"状态\"]\n\"办结\" = ['甲', '乙']\n";
        let root = parse("own.toml", text).expect("TOML");
        let table = root.as_table().expect("a table");
        assert_eq!(table.keys(), ["z", "a", "words"]);
        assert_eq!(table.get("a").and_then(Node::as_text), Some("2020-03-01"));
        let places = super::super::places(&root);
        assert_eq!(places["z"], "own.toml:1:5");
        assert_eq!(places["words.状态"], "own.toml:3:1");
        assert_eq!(places["words.状态.办结[1]"], "own.toml:4:14");
    }

    #[test]
    fn what_is_not_toml_is_refused_with_its_place() {
        let error = parse("own.toml", "name = \"x\"\nname = \"y\"\n").expect_err("twice");
        assert_eq!(error.to_string(), "policy own.toml:2:1: not TOML: duplicate key");
        let error = parse("own.toml", "n = 99999999999999999999\n").expect_err("too large");
        assert!(error.to_string().starts_with("policy own.toml:1:5"), "{error}");
        let deep = format!("a = {}", "[".repeat(100_000));
        assert!(parse("own.toml", &deep).is_err());
    }
}
