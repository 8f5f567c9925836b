//! The grammar as a JSON schema (draft 2020-12), for editors that complete and check policy files.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Def, Format, Key, POLICY, Shape};

/// Where the schema is published.
const ID: &str = "https://hearback.invalid/schemas/policy-v1.schema.json";

/// The JSON schema of a policy file. It knows keys, kinds, words and forms of texts; what needs more
/// than one value to judge only `hearback policy check` does.
#[must_use]
pub fn schema() -> Value {
    let mut definitions = BTreeMap::new();
    let mut root = table(&POLICY, &mut definitions);
    let mut whole = Map::new();
    whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    whole.insert("$id".to_owned(), json!(ID));
    whole.insert("title".to_owned(), json!("Hearback policy"));
    whole.append(&mut root);
    whole.insert("$defs".to_owned(), json!(definitions));
    Value::Object(whole)
}

type Definitions = BTreeMap<&'static str, Value>;

fn shape(of: &Shape, definitions: &mut Definitions) -> Value {
    match of {
        Shape::Text(format) => {
            definitions.entry(format.name).or_insert_with(|| text(format));
            reference(format.name)
        }
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Shape::Number(least, most) => json!({ "type": "number", "minimum": least, "maximum": most }),
        Shape::List(of, least) => {
            let items = shape(of, definitions);
            if *least == 0 {
                json!({ "type": "array", "items": items })
            } else {
                json!({ "type": "array", "items": items, "minItems": least })
            }
        }
        Shape::Table(def) => {
            if !definitions.contains_key(def.name) {
                // Kept free first, so that a table within itself would end.
                definitions.insert(def.name, Value::Null);
                let made = Value::Object(table(def, definitions));
                definitions.insert(def.name, made);
            }
            reference(def.name)
        }
        Shape::Either(shapes) => {
            let shapes: Vec<Value> = shapes.iter().map(|of| shape(of, definitions)).collect();
            json!({ "anyOf": shapes })
        }
    }
}

fn text(format: &Format) -> Value {
    let mut text = Map::new();
    text.insert("type".to_owned(), json!("string"));
    text.insert("description".to_owned(), json!(capital(&format.wanted.en)));
    if let Some(pattern) = format.pattern {
        text.insert("pattern".to_owned(), json!(pattern));
    }
    Value::Object(text)
}

fn table(def: &Def, definitions: &mut Definitions) -> Map<String, Value> {
    let mut made = Map::new();
    made.insert("type".to_owned(), json!("object"));
    made.insert("description".to_owned(), json!(def.doc));
    let property = |key: &Key, definitions: &mut Definitions| {
        let mut property = shape(&key.shape, definitions);
        if let Value::Object(property) = &mut property {
            property.insert("description".to_owned(), json!(key.doc));
        }
        (key.name.to_owned(), property)
    };
    let properties: Map<String, Value> = def.keys.iter().map(|key| property(key, definitions)).collect();
    made.insert("properties".to_owned(), Value::Object(properties));
    let required: Vec<&str> = def.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    if !required.is_empty() {
        made.insert("required".to_owned(), json!(required));
    }
    if let Some(size) = def.size {
        made.insert("minProperties".to_owned(), json!(size));
        made.insert("maxProperties".to_owned(), json!(size));
    }
    let others = def.others.map_or(json!(false), |(key, value)| {
        // A fixed key beside free ones would not fit their form.
        if let (Some(pattern), true) = (key.pattern, def.keys.is_empty()) {
            made.insert("propertyNames".to_owned(), json!({ "pattern": pattern }));
        }
        shape(value, definitions)
    });
    made.insert("additionalProperties".to_owned(), others);
    made
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
