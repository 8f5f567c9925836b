//! The effective policy as one TOML file: every key in the grammar's order, with the layer it came from.
//!
//! Refuses to decide anything: what is written is the merged tree.

use std::collections::BTreeMap;

use super::grammar::{Def, OBLIGATION, POLICY, Shape};
use super::merge::DEFAULTS_ORIGIN;
use super::tree::{Entry, Node, Table, Value};
use super::{Policy, built_in};

/// Longer lists are broken.
const LINE_CHARS: usize = 100;

/// Writes a policy's merged tree.
pub(super) fn write(policy: &Policy, tree: &Node) -> String {
    let mut out = Writer { text: String::new(), base: base_origin(policy) };
    out.head(policy);
    let is_table = |entry: &Entry| matches!(entry.node.value, Value::Table(_)) && entry.key != "title";
    let (tables, plain): (Vec<&Entry>, Vec<&Entry>) =
        in_order(tree, &POLICY).into_iter().partition(|entry| is_table(entry));
    let base = out.base.clone();
    for entry in plain.into_iter().filter(|entry| entry.key != "obligation") {
        match entry.key.as_str() {
            "name" => out.line("name", &quoted(&free_name(&policy.name)), &entry.node, &base),
            _ => out.entry(entry, shape_of(&POLICY, &entry.key), &base),
        }
    }
    for entry in tables {
        if let Some(Shape::Table(def)) = shape_of(&POLICY, &entry.key) {
            out.section(&entry.key, &entry.node, def);
        }
    }
    let obligations = tree.as_table().and_then(|table| table.get("obligation")?.as_list());
    for obligation in obligations.unwrap_or_default() {
        out.group("[[obligation]]", &in_order(obligation, &OBLIGATION), &OBLIGATION);
    }
    out.text
}

/// The file whose values need no comment: the outermost layer.
fn base_origin(policy: &Policy) -> String {
    policy.layers.last().map(|layer| layer.origin.clone()).unwrap_or_default()
}

/// A built-in's name is not allowed in a file.
fn free_name(name: &str) -> String {
    if built_in::shipped(name).is_some() { format!("{name}-copy") } else { name.to_owned() }
}

fn shape_of(def: &Def, key: &str) -> Option<&'static Shape> {
    def.key(key).map(|key| &key.shape).or(def.others.map(|(_, shape)| shape))
}

/// A table's entries in the grammar's order, free keys after them in the file's.
fn in_order<'a>(node: &'a Node, def: &Def) -> Vec<&'a Entry> {
    let mut entries: Vec<&Entry> =
        node.as_table().map(|table| table.entries.iter().collect()).unwrap_or_default();
    let rank = |key: &str| def.keys.iter().position(|known| known.name == key).unwrap_or(usize::MAX);
    entries.sort_by_key(|entry| rank(&entry.key));
    entries
}

struct Writer {
    text: String,
    /// The origin that is not named in comments.
    base: String,
}

impl Writer {
    fn head(&mut self, policy: &Policy) {
        let names: Vec<String> = policy
            .layers
            .iter()
            .map(|layer| format!("{} ({})", plain(&layer.name), plain(&layer.origin)))
            .collect();
        self.text.push_str(&format!("# The effective policy of {}.\n", names.join(", which extends ")));
        self.text.push_str(&format!("# What is not marked comes from {}.\n\n", plain(&self.base)));
    }

    /// A table with its own header; tables of tables have one header each.
    fn section(&mut self, path: &str, node: &Node, def: &'static Def) {
        let entries = in_order(node, def);
        let is_section = |entry: &Entry| nested(path) && matches!(entry.node.value, Value::Table(_));
        let (sections, own): (Vec<&Entry>, Vec<&Entry>) =
            entries.into_iter().partition(|entry| is_section(entry));
        if !own.is_empty() || sections.is_empty() {
            self.group(&format!("[{path}]"), &own, def);
        }
        for entry in sections {
            if let Some(Shape::Table(inner)) = shape_of(def, &entry.key) {
                self.section(&format!("{path}.{}", bare(&entry.key)), &entry.node, inner);
            }
        }
    }

    /// A header with its entries. Where most come from one layer, the header says so, once for all.
    fn group(&mut self, header: &str, entries: &[&Entry], def: &'static Def) {
        let home = home(entries, &self.base);
        self.text.push_str(&format!("\n{header}"));
        if home != self.base {
            self.text.push_str(&format!(" # {}", plain(&home)));
        }
        self.text.push('\n');
        for entry in entries {
            self.entry(entry, shape_of(def, &entry.key), &home);
        }
    }

    fn entry(&mut self, entry: &Entry, shape: Option<&'static Shape>, home: &str) {
        let value = value(&entry.node, shape);
        let value = match &entry.node.value {
            Value::List(nodes) if value.chars().count() > LINE_CHARS => broken(nodes, shape),
            _ => value,
        };
        self.line(&entry.key, &value, &entry.node, home);
    }

    fn line(&mut self, key: &str, value: &str, node: &Node, home: &str) {
        self.text.push_str(&format!("{} = {value}", bare(key)));
        let origins = origins(node, home);
        if !origins.is_empty() {
            self.text.push_str(&format!(" # {}", origins.join(", ")));
        }
        self.text.push('\n');
    }
}

/// Whether tables under this header have headers of their own.
fn nested(path: &str) -> bool {
    matches!(path, "words" | "checks" | "fields" | "event_log")
        || path.strip_prefix("fields.").is_some_and(|export| !export.contains('.'))
}

/// The origin most entries come from; of equals the base.
fn home(entries: &[&Entry], base: &str) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        *counts.entry(&entry.node.place.origin).or_insert(0) += 1;
    }
    let most = counts.into_iter().max_by_key(|(origin, count)| (*count, *origin == base));
    most.map_or_else(|| base.to_owned(), |(origin, _)| origin.to_owned())
}

/// Where a value and its elements come from, if not from home: words of several layers have several.
fn origins(node: &Node, home: &str) -> Vec<String> {
    let mut lines: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for node in std::iter::once(node).chain(node.as_list().unwrap_or_default()) {
        let place = &node.place;
        if &*place.origin != home {
            let (first, last) = lines.entry(&place.origin).or_insert((place.line, place.line));
            (*first, *last) = ((*first).min(place.line), (*last).max(place.line));
        }
    }
    let written = |(origin, (first, last)): (&str, (u32, u32))| match last - first {
        // The defaults are no file a reader could open.
        _ if origin == DEFAULTS_ORIGIN => origin.to_owned(),
        0 => format!("{}:{first}", plain(origin)),
        _ => format!("{}:{first}-{last}", plain(origin)),
    };
    lines.into_iter().map(written).collect()
}

/// A value on one line.
fn value(node: &Node, shape: Option<&'static Shape>) -> String {
    match &node.value {
        Value::Text(text) => quoted(text),
        Value::Whole(number) => number.to_string(),
        // Debug keeps the point (`1.0`) by which a number differs from a whole one.
        Value::Number(number) => format!("{number:?}"),
        Value::Flag(flag) => flag.to_string(),
        Value::List(nodes) => {
            let elements: Vec<String> = nodes.iter().map(|node| value(node, element_shape(shape))).collect();
            format!("[{}]", elements.join(", "))
        }
        Value::Table(Table { entries }) if entries.is_empty() => "{}".to_owned(),
        Value::Table(table) => inline(node, table, table_def(shape)),
    }
}

fn inline(node: &Node, table: &Table, def: Option<&'static Def>) -> String {
    let entries = def.map_or_else(|| table.entries.iter().collect(), |def| in_order(node, def));
    let pair = |entry: &&Entry| {
        let shape = def.and_then(|def| shape_of(def, &entry.key));
        format!("{} = {}", bare(&entry.key), value(&entry.node, shape))
    };
    format!("{{ {} }}", entries.iter().map(pair).collect::<Vec<_>>().join(", "))
}

/// A list over several lines: as many texts a line as fit, else one element a line.
fn broken(nodes: &[Node], shape: Option<&'static Shape>) -> String {
    let of = element_shape(shape);
    // A source is a sentence, a word is short.
    let longest = nodes.iter().filter_map(Node::as_text).map(|text| text.chars().count()).max();
    let wraps = longest.is_some_and(|longest| longest <= LINE_CHARS / 3);
    let mut broken = String::from("[");
    let mut width = usize::MAX;
    for node in nodes {
        let element = value(node, of);
        let chars = element.chars().count();
        if !wraps || width.saturating_add(chars) > LINE_CHARS {
            broken.push_str("\n ");
            width = 0;
        }
        broken.push_str(&format!(" {element},"));
        width += chars + 2;
    }
    broken.push_str("\n]");
    broken
}

fn element_shape(shape: Option<&'static Shape>) -> Option<&'static Shape> {
    if let Some(Shape::List(of, _)) = shape { Some(of) } else { None }
}

fn table_def(shape: Option<&'static Shape>) -> Option<&'static Def> {
    match shape {
        Some(Shape::Table(def)) => Some(def),
        Some(Shape::Either(shapes)) => shapes.iter().find_map(|shape| table_def(Some(shape))),
        _ => None,
    }
}

/// A key, in quotes where TOML wants them.
fn bare(key: &str) -> String {
    let is_bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// A basic string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A name fit for a comment.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
