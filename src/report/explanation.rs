//! The paragraphs of a rule's explanation, in the order every format shows them.

use std::borrow::Cow;

use super::texts;
use crate::model::{Lang, RuleDoc, Text};

/// One labelled paragraph.
pub(super) struct Paragraph<'a> {
    /// The name in machine formats.
    pub(super) key: &'static str,
    /// The label people read.
    pub(super) label: &'static Text,
    /// The words.
    pub(super) text: Cow<'a, str>,
}

/// The paragraphs after code, name and title, in `lang`.
pub(super) fn paragraphs(doc: &RuleDoc, lang: Lang) -> Vec<Paragraph<'_>> {
    let paragraph = |key, label, text| Paragraph { key, label, text };
    let severity = doc.severity.label().get(lang).to_owned();
    vec![
        paragraph("severity", &texts::SEVERITY, severity.into()),
        paragraph("what", &texts::WHAT, doc.what.get(lang).into()),
        paragraph("why", &texts::WHY, doc.why.get(lang).into()),
        paragraph("formula", &texts::FORMULA, doc.formula.get(lang).into()),
        paragraph("fix", &texts::FIX, doc.fix.get(lang).into()),
        paragraph("source", &texts::SOURCE, doc.source.get(lang).into()),
        paragraph("needs", &texts::NEEDS, doc.needs.join(", ").into()),
    ]
}
