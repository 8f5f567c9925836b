//! What to do with this result, in one line; and how to see the proof of a finding.
//!
//! Owns the order of urgency: an incomplete audit first, then the gravest rule with the most
//! findings, then the rules that could not run.

use std::cmp::Reverse;
use std::io;

use super::super::texts;
use super::rules::not_evaluated;
use super::screen::{Paint, Screen};
use crate::model::figures::grouped;
use crate::model::{AuditReport, Code, Finding, Lang, RuleOutcome};

/// Prints the next step; `shown` are the findings that stand above it.
pub(super) fn print(
    report: &AuditReport,
    shown: &[Finding],
    gaps: bool,
    screen: &mut Screen<'_>,
) -> io::Result<()> {
    let lang = screen.lang;
    let step = if gaps { texts::NEXT_GAPS.get(lang).to_owned() } else { step(report, lang) };
    screen.blank()?;
    let lead = format!("{}{}", texts::NEXT.get(lang), texts::colon(lang));
    screen.lines(&lead, &step, Paint::Plain)?;
    match provable(report, shown) {
        Some((code, id)) => screen.item(&texts::next_proof(lang, code.as_str(), id), Paint::Plain),
        None => Ok(()),
    }
}

/// A finding to begin with: of the gravest rule if it is shown, else the first.
fn provable<'a>(report: &AuditReport, shown: &'a [Finding]) -> Option<(Code, &'a str)> {
    let gravest = gravest(report).map(|rule| rule.doc.code);
    let named = || shown.iter().filter(|finding| is_plain(&finding.id));
    let found = named().find(|finding| Some(finding.code) == gravest).or_else(|| named().next())?;
    Some((found.code, &found.id))
}

/// Whether an id can be typed into a shell as it stands: it comes from the data and must not run there.
fn is_plain(id: &str) -> bool {
    id.starts_with(char::is_alphanumeric)
        && id.chars().all(|letter| letter.is_alphanumeric() || "-_./".contains(letter))
}

/// The gravest rule with the most findings.
fn gravest(report: &AuditReport) -> Option<&RuleOutcome> {
    let found = report.rules.iter().filter(|rule| rule.findings > 0);
    found.max_by_key(|rule| (rule.doc.severity, rule.findings, Reverse(rule.doc.code)))
}

fn step(report: &AuditReport, lang: Lang) -> String {
    if let Some(rule) = gravest(report) {
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
