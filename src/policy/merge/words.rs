//! Word tables laid over each other: words add up, and one that meant something else moves.

use std::collections::{BTreeMap, HashSet};

use super::nothing_to_forget;
use crate::policy::error::{PolicyError, Reason};
use crate::policy::tree::{Entry, Item, Node, Table, Value};
use crate::policy::words::same_word;

/// In one layer a word of a field has one meaning, and stands once.
pub(super) fn check_layer(layer: &Item<'_>) -> Result<(), PolicyError> {
    let Some(words) = layer.get("words") else { return Ok(()) };
    for (field, meanings) in words.entries()? {
        let mut first = BTreeMap::new();
        for (meaning, words) in meanings.entries()? {
            for word in words.elements()? {
                let before = first.insert(same_word(word.text()?), (meaning, word.node.place.to_string()));
                if let Some((other, place)) = before {
                    return Err(word.wrong(if other == meaning {
                        Reason::twice(&place)
                    } else {
                        Reason::new(
                            format!("words.{field} 中一词两义：{meaning}，又是 {other}（{place}）"),
                            format!("the word has two meanings in words.{field}: {meaning}, and {other} at {place}"),
                        )
                    }));
                }
            }
        }
    }
    Ok(())
}

/// Forgets the inherited words of the fields in `replaces_words`.
pub(super) fn forget(table: &mut Table, layer: &Item<'_>) -> Result<(), PolicyError> {
    let Some(replaced) = layer.get("replaces_words") else { return Ok(()) };
    for field in replaced.elements()? {
        let known = table.get("words").and_then(Node::as_table).map(Table::keys).unwrap_or_default();
        if !known.contains(&field.text()?) {
            return Err(nothing_to_forget(&field, &known));
        }
        if let Some(words) = table_in(table, "words") {
            words.remove(field.text()?);
        }
    }
    Ok(())
}

/// Adds a layer's words to those inherited.
pub(super) fn lay_over(table: &mut Table, words: &Entry) {
    let Some(under) = table_in(table, "words") else { return table.set(words.clone()) };
    for field in words.node.as_table().map(|table| table.entries.as_slice()).unwrap_or_default() {
        match table_in(under, &field.key) {
            Some(meanings) => add(meanings, field),
            None => under.set(field.clone()),
        }
    }
}

fn add(meanings: &mut Table, field: &Entry) {
    for given in field.node.as_table().map(|table| table.entries.as_slice()).unwrap_or_default() {
        let words = given.node.as_list().unwrap_or_default();
        take_out(meanings, &known(words), &given.key);
        let Some(under) = list_in(meanings, &given.key) else {
            meanings.set(given.clone());
            continue;
        };
        let mut there = known(under);
        for word in words {
            if word.as_text().is_none_or(|text| there.insert(same_word(text))) {
                under.push(word.clone());
            }
        }
    }
}

/// Takes words out of all meanings but the one they now have.
fn take_out(meanings: &mut Table, moved: &HashSet<String>, kept: &str) {
    for entry in meanings.entries.iter_mut().filter(|entry| entry.key != kept) {
        if let Value::List(words) = &mut entry.node.value {
            words.retain(|other| other.as_text().is_none_or(|text| !moved.contains(&same_word(text))));
        }
    }
}

fn known(words: &[Node]) -> HashSet<String> {
    words.iter().filter_map(Node::as_text).map(same_word).collect()
}

fn table_in<'a>(table: &'a mut Table, key: &str) -> Option<&'a mut Table> {
    let entry = table.entries.iter_mut().find(|entry| entry.key == key)?;
    if let Value::Table(inner) = &mut entry.node.value { Some(inner) } else { None }
}

fn list_in<'a>(table: &'a mut Table, key: &str) -> Option<&'a mut Vec<Node>> {
    let entry = table.entries.iter_mut().find(|entry| entry.key == key)?;
    if let Value::List(inner) = &mut entry.node.value { Some(inner) } else { None }
}
