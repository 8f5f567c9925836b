//! Obligations laid over each other by code, key by key.

use std::collections::BTreeMap;

use super::nothing_to_forget;
use crate::policy::error::{PolicyError, Reason};
use crate::policy::grammar::{LIMIT_KEYS, OBLIGATION};
use crate::policy::tree::{Entry, Item, Node, Table, Value};

/// Keys no obligation is without.
const KEPT: [&str; 3] = ["code", "name", "drop"];

/// In one layer a code stands once.
pub(super) fn check_layer(layer: &Item<'_>) -> Result<(), PolicyError> {
    let mut first = BTreeMap::new();
    let Some(obligations) = layer.get("obligation") else { return Ok(()) };
    for obligation in obligations.elements()? {
        let code = obligation.need("code")?;
        if let Some(place) = first.insert(code.text()?.to_owned(), code.node.place.to_string()) {
            return Err(code.wrong(Reason::twice(&place)));
        }
    }
    Ok(())
}

/// Lays a layer's obligations over those inherited; the result is sorted by code.
pub(super) fn lay_over(table: &mut Table, given: &Item<'_>) -> Result<(), PolicyError> {
    let inherited = table.get("obligation").and_then(Node::as_list).unwrap_or_default();
    let mut by_code: BTreeMap<String, Node> =
        inherited.iter().filter_map(|node| Some((code_of(node)?, node.clone()))).collect();
    for obligation in given.elements()? {
        let code = obligation.need("code")?.text()?.to_owned();
        let merged = lay_one(by_code.remove(&code), &obligation)?;
        by_code.insert(code, merged);
    }
    let node = Node { place: given.node.place.clone(), value: Value::List(by_code.into_values().collect()) };
    table.set(Entry { key: "obligation".to_owned(), place: node.place.clone(), node });
    Ok(())
}

pub(super) fn code_of(node: &Node) -> Option<String> {
    node.as_table()?.get("code")?.as_text().map(str::to_owned)
}

fn lay_one(inherited: Option<Node>, given: &Item<'_>) -> Result<Node, PolicyError> {
    let mut table = inherited.as_ref().and_then(Node::as_table).cloned().unwrap_or_default();
    drop_keys(&mut table, given)?;
    let keys = given.table()?.keys();
    for key in forgotten_by(&keys) {
        table.remove(key);
    }
    for entry in &given.table()?.entries {
        if entry.key != "drop" {
            table.set(entry.clone());
        }
    }
    in_order_of_time(&mut table);
    Ok(Node { place: given.node.place.clone(), value: Value::Table(table) })
}

fn drop_keys(table: &mut Table, given: &Item<'_>) -> Result<(), PolicyError> {
    let Some(dropped) = given.get("drop") else { return Ok(()) };
    for key in dropped.elements()? {
        let name = key.text()?;
        if OBLIGATION.key(name).is_none() || KEPT.contains(&name) {
            let known: Vec<&str> =
                OBLIGATION.names().into_iter().filter(|name| !KEPT.contains(name)).collect();
            return Err(key.wrong(Reason::unknown_key(name, &known)));
        }
        if table.remove(name).is_none() {
            let mut known = table.keys();
            known.retain(|name| !KEPT.contains(name));
            return Err(nothing_to_forget(&key, &known));
        }
    }
    Ok(())
}

/// The inherited keys that make no sense beside a form the layer gives.
fn forgotten_by(given: &[&str]) -> Vec<&'static str> {
    let mut forgotten = Vec::new();
    let has = |key| given.contains(&key);
    if has("versions") {
        forgotten.extend(LIMIT_KEYS);
        forgotten.extend(["stages", "recurrence", "coverage"]);
    }
    if has("stages") {
        forgotten.extend(LIMIT_KEYS);
        forgotten.extend(["expects", "versions", "opens", "holds", "recurrence", "coverage"]);
    }
    if has("recurrence") || has("coverage") {
        forgotten.extend(LIMIT_KEYS);
        forgotten.extend(["trigger", "if_no_trigger", "triggered_by_status", "expects", "versions"]);
        forgotten.extend(["opens", "holds", "stages", "message_late", "message_missing"]);
    }
    if has("recurrence") {
        forgotten.push("coverage");
        // Cases of a recurrence are customers; the inherited export was another form's.
        forgotten.push("on");
    }
    if has("coverage") {
        forgotten.extend(["recurrence", "on", "where"]);
    }
    forgotten
}

/// Versions stand in the order of time, wherever a layer wrote them; dates compare as their texts.
fn in_order_of_time(table: &mut Table) {
    for entry in &mut table.entries {
        match (entry.key.as_str(), &mut entry.node.value) {
            ("versions", Value::List(versions)) => versions.sort_by_key(first_day),
            ("stages", Value::List(stages)) => {
                for stage in stages {
                    if let Value::Table(stage) = &mut stage.value {
                        in_order_of_time(stage);
                    }
                }
            }
            _ => {}
        }
    }
}

fn first_day(version: &Node) -> String {
    let from = version.as_table().and_then(|table| table.get("from")?.as_text());
    from.unwrap_or_default().to_owned()
}
