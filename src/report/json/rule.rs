//! What a rule says of itself, as an object.

use serde::Serialize;

use super::v1::SCHEMA_VERSION;
use crate::model::{Lang, RuleDoc, Text};

/// The document of a rule.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    schema_version: u32,
    code: &'a str,
    name: &'a str,
    title: &'a str,
    severity: &'a str,
    what: &'a str,
    why: &'a str,
    formula: &'a str,
    fix: &'a str,
    source: &'a str,
    needs: &'a [String],
    extra: Vec<Labelled<'a>>,
}

#[derive(Serialize)]
struct Labelled<'a> {
    label: &'a str,
    text: &'a str,
}

/// The document of `doc` in `lang`.
pub(super) fn document<'a>(doc: &'a RuleDoc, extra: &'a [(Text, Text)], lang: Lang) -> Document<'a> {
    let labelled =
        |(label, text): &'a (Text, Text)| Labelled { label: label.get(lang), text: text.get(lang) };
    Document {
        schema_version: SCHEMA_VERSION,
        code: doc.code.as_str(),
        name: &doc.name,
        title: doc.title.get(lang),
        severity: doc.severity.key(),
        what: doc.what.get(lang),
        why: doc.why.get(lang),
        formula: doc.formula.get(lang),
        fix: doc.fix.get(lang),
        source: doc.source.get(lang),
        needs: &doc.needs,
        extra: extra.iter().map(labelled).collect(),
    }
}
