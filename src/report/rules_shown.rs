//! Which rules stand in a block of findings, and what is said of those without any.
//!
//! Owns the order, gravest first. Refuses to let a rule without a verdict look like a pass.

use std::cmp::Reverse;

use super::{document_texts as words, texts};
use crate::model::{Code, Document, Lang, RuleOutcome, RuleStatus};

/// Rules without findings that are named.
const MOST_NAMED: usize = 100;

/// The rules with these codes, the gravest first.
fn with_codes<'a>(document: &'a Document, codes: &[Code]) -> Vec<&'a RuleOutcome> {
    let mut rules: Vec<_> =
        document.audit.rules.iter().filter(|rule| codes.contains(&rule.doc.code)).collect();
    rules.sort_by_key(|rule| (Reverse(rule.doc.severity), rule.doc.code));
    rules
}

/// The rules among `codes` that have findings, the gravest first.
pub(super) fn with_findings<'a>(document: &'a Document, codes: &[Code]) -> Vec<&'a RuleOutcome> {
    with_codes(document, codes).into_iter().filter(|rule| rule.findings > 0).collect()
}

/// What is said of the rules without findings.
pub(super) struct Others {
    /// Those that passed, in one line; empty where there is none.
    pub(super) passed: String,
    /// A line for each that gave no verdict.
    pub(super) no_verdict: Vec<String>,
}

/// The rules among `codes` without findings: those that passed by name, the others with the reason.
pub(super) fn others(document: &Document, codes: &[Code], lang: Lang) -> Others {
    let (mut passed, mut no_verdict) = (Vec::new(), Vec::new());
    let rules = with_codes(document, codes).into_iter().filter(|rule| rule.findings == 0);
    for rule in rules.take(MOST_NAMED) {
        let title = rule.doc.title.get(lang);
        let why = match &rule.status {
            RuleStatus::Evaluated if rule.tested > 0 => {
                passed.push(format!("{} {title}", rule.doc.code));
                continue;
            }
            RuleStatus::Evaluated => words::nothing_tested(lang),
            RuleStatus::NotEvaluated(why) | RuleStatus::Failed(why) => why.get(lang),
        };
        no_verdict.push(words::without_verdict(lang, rule.doc.code.as_str(), title, why));
    }
    let passed = match passed.as_slice() {
        [] => String::new(),
        passed => words::without_findings(lang, &passed.join(texts::semicolon(lang))),
    };
    Others { passed, no_verdict }
}
