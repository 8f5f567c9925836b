//! The schema that is committed is the grammar's, and agrees with the loader.

use serde_json::Value;

use super::*;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/policy-v1.schema.json");

fn instance(text: &str) -> Value {
    let value: toml::Table = text.parse().expect("TOML");
    serde_json::to_value(value).expect("JSON")
}

#[test]
fn the_committed_schema_is_fresh() {
    let fresh = format!("{:#}\n", schema());
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(COMMITTED, &fresh).expect("written");
    }
    let committed = std::fs::read_to_string(COMMITTED).unwrap_or_default();
    assert!(committed == fresh, "stale: run the tests once with UPDATE_EXPECTED=1");
}

#[test]
fn it_takes_every_profile_and_what_is_shown_of_it() {
    let validator = jsonschema::draft202012::new(&schema()).expect("a schema");
    jsonschema::draft202012::meta::validate(&schema()).expect("of the draft");
    for file in built_in() {
        let shown = Policy::named(file.name).expect("loads").to_toml();
        for text in [file.text, &shown] {
            let errors: Vec<String> = validator
                .iter_errors(&instance(text))
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", file.name);
        }
    }
}

#[test]
fn it_refuses_what_the_loader_refuses_by_form_alone() {
    let validator = jsonschema::draft202012::new(&schema()).expect("a schema");
    for text in [
        "zone = \"Z\"",
        "name = \"x\"\nzoen = \"Z\"",
        "name = \"x\"\nmax_rejected_share = 2",
        "name = \"x\"\n[calendar]\nholidays = \"fr\"",
        "name = \"x\"\n[words.Status]\nclosed = []",
        "name = \"x\"\n[[obligation]]\ncode = \"rsp1\"",
        "name = \"x\"\n[[obligation]]\ncode = \"RSP001\"\nlimit = \"24\"",
        "name = \"x\"\n[[obligation]]\ncode = \"RSP001\"\nwhere = [{ field = \"a\", is = [\"b\"], blank = true }]",
        "name = \"x\"\n[[obligation]]\ncode = \"RSP001\"\nversions = [{ from = \"1.1.2024\", limit = \"1d\" }]",
        "name = \"x\"\n[[obligation]]\ncode = \"RSP001\"\nlimit_by = { urgent = \"2h\" }",
    ] {
        assert!(!validator.is_valid(&instance(text)), "{text}");
        assert!(Policy::from_toml("own.toml", text).is_err(), "{text}");
    }
    for limit in ["24h", " 7 WD ", "30min", "next-month 7 16:00", "next-month 31"] {
        let text = format!("name = \"x\"\n[[obligation]]\ncode = \"RSP001\"\nlimit = \"{limit}\"");
        assert_eq!(
            validator.is_valid(&instance(&text)),
            limit.parse::<crate::calendar::Limit>().is_ok(),
            "{limit}"
        );
    }
}

#[test]
fn every_key_is_described() {
    fn walk(value: &Value, path: &str) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            for (key, property) in properties {
                let said = property.get("description").and_then(Value::as_str).unwrap_or_default();
                assert!(said.len() > 4, "{path}.{key} says nothing");
                walk(property, &format!("{path}.{key}"));
            }
        }
    }
    let schema = schema();
    walk(&schema, "");
    for (name, definition) in schema["$defs"].as_object().expect("definitions") {
        walk(definition, name);
    }
}
