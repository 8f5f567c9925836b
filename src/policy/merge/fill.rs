//! What a catalogue code need not say again: its name, and the texts of the generic policy.

use super::obligations;
use crate::policy::built_in;
use crate::policy::catalogue;
use crate::policy::error::PolicyError;
use crate::policy::grammar::TEXT_KEYS;
use crate::policy::tree::{Entry, Node, Table, Value, parse};

/// Gives each obligation with a catalogue code its name, and where no layer gave them, the severity
/// and texts of the generic policy; messages only if the generic obligation has the same form.
///
/// # Errors
/// None for the policies that ship; a test loads them.
pub(in crate::policy) fn fill_texts(root: &mut Node) -> Result<(), PolicyError> {
    let generic = match built_in::shipped("generic") {
        Some(file) => parse(file.name, file.text)?,
        None => return Ok(()),
    };
    let known = obligations_of(&generic);
    let Value::Table(table) = &mut root.value else { return Ok(()) };
    let Some(entry) = table.entries.iter_mut().find(|entry| entry.key == "obligation") else {
        return Ok(());
    };
    let Value::List(nodes) = &mut entry.node.value else { return Ok(()) };
    for node in nodes {
        let Some(code) = obligations::code_of(node) else { continue };
        let Value::Table(obligation) = &mut node.value else { continue };
        give_name(obligation, &code);
        let alike = known.iter().find(|other| obligations::code_of(other).as_deref() == Some(&code));
        if let Some(generic) = alike.and_then(Node::as_table) {
            give_texts(obligation, generic);
        }
    }
    Ok(())
}

fn obligations_of(root: &Node) -> &[Node] {
    root.as_table().and_then(|table| table.get("obligation")?.as_list()).unwrap_or_default()
}

fn give_name(obligation: &mut Table, code: &str) {
    let named = code.parse().ok().and_then(catalogue::entry);
    let (Some(named), Some(code), None) = (named, obligation.entry("code"), obligation.get("name")) else {
        return;
    };
    let place = code.node.place.clone();
    let node = Node { place: place.clone(), value: Value::Text(named.name.to_owned()) };
    obligation.set(Entry { key: "name".to_owned(), place, node });
}

fn give_texts(obligation: &mut Table, generic: &Table) {
    let mut keys = vec!["severity"];
    keys.extend(TEXT_KEYS);
    if form(obligation) == form(generic) {
        keys.extend(["message_late", "message_missing"]);
    }
    for key in keys {
        if let (None, Some(entry)) = (obligation.get(key), generic.entry(key)) {
            obligation.set(entry.clone());
        }
    }
}

/// Which of the three kinds of duty it is.
fn form(obligation: &Table) -> Option<&'static str> {
    ["recurrence", "coverage"].into_iter().find(|key| obligation.get(key).is_some())
}
