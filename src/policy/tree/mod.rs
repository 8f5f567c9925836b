//! A policy file as a tree of values, each with its place; what layers are merged as.
//!
//! Owns kinds of values and the key paths by which errors and later checks name them. Refuses to know
//! which keys a policy has: that is `grammar`'s.

mod item;
mod parse;

use std::collections::BTreeMap;

use super::error::Place;
use crate::model::Text;

pub(super) use item::Item;
pub(super) use parse::parse;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) place: Place,
    pub(super) value: Value,
}

/// The kinds of TOML values; a TOML date is a text of its digits.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Whole(i64),
    Number(f64),
    Flag(bool),
    List(Vec<Node>),
    Table(Table),
}

/// Keys with values in the order of the file; no key twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) entries: Vec<Entry>,
}

/// One key of a table.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    /// Where the key stands.
    pub(super) place: Place,
    pub(super) node: Node,
}

impl Node {
    pub(super) fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    pub(super) fn as_table(&self) -> Option<&Table> {
        if let Value::Table(table) = &self.value { Some(table) } else { None }
    }

    pub(super) fn as_list(&self) -> Option<&[Node]> {
        if let Value::List(nodes) = &self.value { Some(nodes) } else { None }
    }

    /// What kind of value it is, to say in an error.
    pub(super) fn kind(&self) -> Text {
        match &self.value {
            Value::Text(_) => Text::new("文字", "a text"),
            Value::Whole(_) => Text::new("整数", "a whole number"),
            Value::Number(_) => Text::new("小数", "a number"),
            Value::Flag(_) => Text::new("布尔值", "true or false"),
            Value::List(_) => Text::new("列表", "a list"),
            Value::Table(_) => Text::new("表", "a table"),
        }
    }

    /// The value as an error quotes it; nothing for what has parts.
    pub(super) fn shown(&self) -> Option<String> {
        match &self.value {
            Value::Text(text) => Some(text.clone()),
            Value::Whole(number) => Some(number.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Flag(flag) => Some(flag.to_string()),
            Value::List(_) | Value::Table(_) => None,
        }
    }
}

impl Table {
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub(super) fn keys(&self) -> Vec<&str> {
        self.entries.iter().map(|entry| entry.key.as_str()).collect()
    }

    /// Puts an entry in the place of the one with its key, or at the end.
    pub(super) fn set(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|other| other.key == entry.key) {
            Some(other) => *other = entry,
            None => self.entries.push(entry),
        }
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<Entry> {
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(index))
    }
}

/// The path of a table's key: `RSP001` and `limit` make `RSP001.limit`.
pub(super) fn key_path(parent: &str, key: &str) -> String {
    if parent.is_empty() { key.to_owned() } else { format!("{parent}.{key}") }
}

/// The path of a list's element: `RSP001.where[0]`. An obligation goes by its code alone.
pub(super) fn element_path(parent: &str, index: usize, node: &Node) -> String {
    let code = (parent == "obligation").then(|| node.as_table()?.get("code")?.as_text()).flatten();
    code.map_or_else(|| format!("{parent}[{index}]"), str::to_owned)
}

/// The place of every key path, as `file:line:column`.
pub(super) fn places(root: &Node) -> BTreeMap<String, String> {
    let mut places = BTreeMap::new();
    collect(root, "", &mut places);
    places
}

fn collect(node: &Node, path: &str, places: &mut BTreeMap<String, String>) {
    if !path.is_empty() {
        places.insert(path.to_owned(), node.place.to_string());
    }
    match &node.value {
        Value::List(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                collect(node, &element_path(path, index, node), places);
            }
        }
        Value::Table(table) => {
            for entry in &table.entries {
                collect(&entry.node, &key_path(path, &entry.key), places);
            }
        }
        Value::Text(_) | Value::Whole(_) | Value::Number(_) | Value::Flag(_) => {}
    }
}
