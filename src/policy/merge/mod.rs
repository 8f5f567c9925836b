//! Layers laid over each other: one tree in which every value keeps the place it came from.
//!
//! Owns what a key of a layer does to that of the layer it extends. Refuses to judge the result: that
//! is `read`'s.

mod fill;
mod obligations;
mod words;

use super::error::{PolicyError, Reason};
use super::tree::{Entry, Item, Node, Table, Value, parse};

pub(super) use fill::fill_texts;

/// What holds where no layer says otherwise.
const DEFAULTS: &str = include_str!("../defaults.toml");

/// The places of defaults name this origin.
pub(super) const DEFAULTS_ORIGIN: &str = "default";

/// What only one layer can say wrongly: a word or code given twice in it.
pub(super) fn check_layer(layer: &Item<'_>) -> Result<(), PolicyError> {
    words::check_layer(layer)?;
    obligations::check_layer(layer)
}

/// The tree of all layers; `layers` has the outermost first.
///
/// # Errors
/// A layer that forgets what is not there.
pub(super) fn merge(layers: &[&Node]) -> Result<Node, PolicyError> {
    let mut merged = parse(DEFAULTS_ORIGIN, DEFAULTS)?;
    for layer in layers {
        lay_over(&mut merged, &Item::root(layer))?;
    }
    Ok(merged)
}

fn lay_over(merged: &mut Node, layer: &Item<'_>) -> Result<(), PolicyError> {
    merged.place = layer.node.place.clone();
    let Value::Table(table) = &mut merged.value else { return Ok(()) };
    // A title names one policy; a firm's own is not called as the one it extends.
    table.remove("title");
    words::forget(table, layer)?;
    for entry in &layer.table()?.entries {
        match entry.key.as_str() {
            "extends" | "replaces_words" => {}
            "sources" => add_sources(table, entry),
            "words" => words::lay_over(table, entry),
            "obligation" => obligations::lay_over(table, &entry_item(entry))?,
            key => lay_entry(table, entry, depth_of(key)),
        }
    }
    Ok(())
}

/// How many levels of tables are merged key by key; below them a given key replaces the inherited one.
fn depth_of(key: &str) -> u32 {
    match key {
        "calendar" | "callback_hours" | "clock" | "required" | "records" | "reperformance" => 1,
        "event_log" | "checks" => 2,
        "fields" => 3,
        _ => 0,
    }
}

fn lay_entry(table: &mut Table, entry: &Entry, depth: u32) {
    let inner = match &entry.node.value {
        Value::Table(inner) if depth > 0 => inner,
        _ => return table.set(entry.clone()),
    };
    let Some(Entry { node: Node { value: Value::Table(under), .. }, .. }) =
        table.entries.iter_mut().find(|other| other.key == entry.key)
    else {
        return table.set(entry.clone());
    };
    for entry in &inner.entries {
        lay_entry(under, entry, depth - 1);
    }
}

/// Sources add up; the same one twice is one.
fn add_sources(table: &mut Table, entry: &Entry) {
    let mut sources = list_of(table, "sources");
    for source in entry.node.as_list().unwrap_or_default() {
        if !sources.iter().any(|other| other.as_text() == source.as_text()) {
            sources.push(source.clone());
        }
    }
    let node = Node { place: entry.node.place.clone(), value: Value::List(sources) };
    table.set(Entry { key: entry.key.clone(), place: entry.place.clone(), node });
}

fn list_of(table: &Table, key: &str) -> Vec<Node> {
    table.get(key).and_then(Node::as_list).unwrap_or_default().to_vec()
}

fn entry_item(entry: &Entry) -> Item<'_> {
    Item { node: &entry.node, path: entry.key.clone() }
}

/// Something that is to be forgotten and is not there.
fn nothing_to_forget(item: &Item<'_>, inherited: &[&str]) -> PolicyError {
    let name = item.node.as_text().unwrap_or_default();
    item.wrong(Reason::not_inherited(name, inherited))
}
