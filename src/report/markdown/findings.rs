//! Findings by rule, the gravest first: of each rule the first ones, and always how many there are.

use std::io;

use super::super::{
    document_texts as words, evidence, index_number::index_number, place, rules_shown, texts,
};
use super::grid::Head;
use super::{Page, escape};
use crate::model::figures::{self, grouped, whole_span};
use crate::model::{Code, Finding, Lang, Moment, RuleOutcome};

/// Writes the findings of these rules.
pub(super) fn write(page: &mut Page<'_>, codes: &[Code]) -> io::Result<()> {
    let document = page.document;
    for rule in rules_shown::with_findings(document, codes) {
        group(page, rule)?;
    }
    let others = rules_shown::others(document, codes, page.lang);
    page.paragraph(&others.passed)?;
    for line in &others.no_verdict {
        page.paragraph(line)?;
    }
    Ok(())
}

fn group(page: &mut Page<'_>, rule: &RuleOutcome) -> io::Result<()> {
    let lang = page.lang;
    let severity = rule.doc.severity.label();
    let title = escape::cell(rule.doc.title.get(lang));
    writeln!(page.out, "#### {} {title} · {}\n", rule.doc.code, severity.get(lang))?;
    page.labelled(texts::SOURCE.get(lang), rule.doc.source.get(lang))?;
    page.labelled(texts::FIX.get(lang), rule.doc.fix.get(lang))?;
    writeln!(page.out)?;
    let document = page.document;
    let mut shown = 0;
    for finding in document.audit.findings.of_rule(rule.doc.code).take(page.top) {
        if shown == 0 {
            page.heads(&heads(lang))?;
        }
        shown += 1;
        page.row(cells(shown, &finding, lang).into_iter())?;
    }
    writeln!(page.out)?;
    let total = grouped(rule.findings);
    let line = words::shown_findings(lang, &grouped(shown), &total);
    match rule.findings.saturating_sub(shown) {
        0 => page.paragraph(&line),
        left => page.paragraph(&words::sentences(lang, &line, &words::the_rest(lang, &grouped(left)))),
    }
}

fn heads(lang: Lang) -> [Head<'static>; 10] {
    [
        (words::INDEX.get(lang), false),
        (texts::ID.get(lang), false),
        (texts::WHERE.get(lang), false),
        (texts::BRANCH.get(lang), false),
        (texts::HANDLER.get(lang), false),
        (words::TRIGGER.get(lang), false),
        (texts::DUE.get(lang), false),
        (texts::ACTUAL.get(lang), false),
        (texts::LATE_BY.get(lang), true),
        (words::PROBLEM.get(lang), false),
    ]
}

fn cells(number: u64, finding: &Finding, lang: Lang) -> [String; 10] {
    let none = || figures::NONE.to_owned();
    let time = |at: Option<Moment>| at.map_or_else(none, Moment::display);
    let name = |name: &Option<String>| name.clone().unwrap_or_else(none);
    [
        index_number(finding.code, number),
        finding.id.clone(),
        place::finding(finding),
        name(&finding.branch),
        name(&finding.handler),
        time(finding.trigger_at),
        time(finding.due_at),
        time(finding.actual_at),
        finding.late_by_minutes.map_or_else(none, |late| whole_span(late, lang)),
        problem(finding, lang),
    ]
}

/// What is wrong, and what proves it.
fn problem(finding: &Finding, lang: Lang) -> String {
    let evidence = evidence::line(&finding.evidence, evidence::MOST, lang);
    if evidence.is_empty() {
        return finding.message.get(lang).to_owned();
    }
    words::with_evidence(lang, finding.message.get(lang), &evidence)
}
