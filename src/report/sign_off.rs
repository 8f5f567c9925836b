//! Who answers for a report: what every written report leaves room for.
//!
//! Owns the order and the wording. Refuses to fill in a name, a date or a conclusion.

use super::document_texts as words;
use crate::model::{Document, Lang, Text};

/// Labels with what stands beside them; nothing where people write.
pub(super) type Pairs<'d> = [(&'static Text, &'d str); 2];

/// The rows above the conclusion: what was audited, and two people, each with a date of their own.
pub(super) fn rows(document: &Document, lang: Lang) -> [Pairs<'_>; 3] {
    let unit = document.subtitle.as_ref().map_or("", |unit| unit.get(lang));
    [
        [(&words::AUDITED_UNIT, unit), (&words::AUDIT_PERIOD, document.period.get(lang))],
        [(&words::PREPARED_BY, ""), (&words::DATE, "")],
        [(&words::REVIEWED_BY, ""), (&words::DATE, "")],
    ]
}

#[cfg(test)]
mod tests {
    use super::super::document_sample;
    use super::*;

    #[test]
    fn only_what_the_audit_knows_is_filled_in() {
        let document = document_sample::document();
        for lang in [Lang::Zh, Lang::En] {
            let [known, people @ ..] = rows(&document, lang);
            assert_eq!(known[1].1, document.period.get(lang));
            assert!(!known[0].1.is_empty());
            assert!(people.iter().flatten().all(|(_, value)| value.is_empty()));
        }
    }
}
