//! One line: what to do with this result.
//!
//! Owns the order of urgency: an incomplete audit first, then the gravest rule with the most
//! findings, then the rules that could not run.

use std::cmp::Reverse;
use std::io;

use super::super::texts;
use super::rules::not_evaluated;
use super::screen::{Paint, Screen};
use crate::model::figures::grouped;
use crate::model::{AuditReport, Lang, RuleOutcome};

/// Prints the next step.
pub(super) fn print(report: &AuditReport, gaps: bool, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let step = if gaps { texts::NEXT_GAPS.get(lang).to_owned() } else { step(report, lang) };
    screen.blank()?;
    let lead = format!("{}{}", texts::NEXT.get(lang), texts::colon(lang));
    screen.lines(&lead, &step, Paint::Plain)
}

fn step(report: &AuditReport, lang: Lang) -> String {
    let gravest = report
        .rules
        .iter()
        .filter(|rule| rule.findings > 0)
        .max_by_key(|rule| (rule.doc.severity, rule.findings, Reverse(rule.doc.code)));
    if let Some(rule) = gravest {
        let doc = &rule.doc;
        return texts::next_rule(
            lang,
            doc.code.as_str(),
            doc.title.get(lang),
            &grouped(rule.findings),
            doc.fix.get(lang),
        );
    }
    let rules: Vec<&RuleOutcome> = report.rules.iter().collect();
    let commonest = not_evaluated(&rules, lang).into_iter().max_by_key(|(_, codes)| codes.len());
    match commonest {
        Some((reason, codes)) => texts::next_not_run(lang, codes.len(), reason),
        None => texts::NEXT_CLEAN.get(lang).to_owned(),
    }
}
