//! The first findings of a rule, one row each, and how many there are in all.

use std::io;

use super::super::{document_texts, evidence, index_number::index_number, place, texts as shared};
use super::body::Body;
use super::grid::{Cell, Grid, Rows, Track};
use super::run::{self, Look};
use super::widths::Kind;
use super::xml::cut;
use super::{paragraph, texts};
use crate::model::figures::{self, grouped};
use crate::model::{AuditReport, Code, Finding, Lang, Moment, RuleOutcome, RuleStatus, Text};

/// The longest source of a rule, in characters.
const LONGEST_SOURCE: usize = 2_000;
/// The longest line of evidence or place in small type, in characters.
const LONGEST_UNDER: usize = 240;

/// `RSP001 首次响应超时`.
pub(super) fn title(code: Code, audit: &AuditReport, lang: Lang) -> String {
    outcome(code, audit)
        .map_or_else(|| code.to_string(), |rule| format!("{code} {}", rule.doc.title.get(lang)))
}

/// Writes the `top` first findings of the rule under a heading of this level.
pub(super) fn write(
    code: Code,
    audit: &AuditReport,
    level: usize,
    top: usize,
    body: &mut Body<'_>,
) -> io::Result<()> {
    let lang = body.lang;
    paragraph::heading(level, &title(code, audit, lang), false, body)?;
    let Some(rule) = outcome(code, audit) else { return Ok(()) };
    match &rule.status {
        RuleStatus::NotEvaluated(why) => {
            return paragraph::write("BodyText", &texts::without_verdict(lang, false, why.get(lang)), body);
        }
        RuleStatus::Failed(why) => {
            return paragraph::write("BodyText", &texts::without_verdict(lang, true, why.get(lang)), body);
        }
        RuleStatus::Evaluated if rule.findings == 0 => {
            return paragraph::write("BodyText", texts::NO_FINDINGS.get(lang), body);
        }
        RuleStatus::Evaluated => {}
    }
    write_head(rule, audit, top, body)?;
    if top == 0 {
        return Ok(());
    }
    let rows = || -> Rows<'_> {
        let first = audit.findings.of_rule(code).take(top);
        Box::new((1..).zip(first).map(move |(number, finding)| row(number, &finding, lang)))
    };
    Grid { tracks: tracks(lang), rows: &rows, totals: Vec::new(), drops_empty: true }.write(body)?;
    paragraph::gap(body)
}

/// Severity and source on one line, then how many are listed.
fn write_head(rule: &RuleOutcome, audit: &AuditReport, top: usize, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    let shown = audit.findings.of_rule(rule.doc.code).take(top).count() as u64;
    let listed = texts::listed(lang, &grouped(shown), &grouped(rule.findings));
    let labelled = |label: &Text, text: &str| format!("{}{}{text}", label.get(lang), shared::colon(lang));
    let severity = labelled(&shared::SEVERITY, rule.doc.severity.label().get(lang));
    let source = labelled(&shared::SOURCE, &cut(rule.doc.source.get(lang), LONGEST_SOURCE, "…"));
    let xml = &mut body.xml;
    paragraph::start("TableLead", xml)?;
    run::write(&severity, Look { bold: true, ..Look::default() }, xml)?;
    run::plain(&format!("　{source}　{listed}"), xml)?;
    xml.end("w:p")
}

fn outcome(code: Code, audit: &AuditReport) -> Option<&RuleOutcome> {
    audit.rules.iter().find(|rule| rule.doc.code == code)
}

fn tracks(lang: Lang) -> Vec<Track> {
    let track = |title: &Text, kind| Track { title: title.get(lang).to_owned(), kind };
    // The second stands under the first, so that times find room beside them.
    let both = |first: &Text, second: &Text| Track {
        title: format!("{} / {}", first.get(lang), second.get(lang)),
        kind: Kind::Words,
    };
    vec![
        track(&document_texts::INDEX, Kind::Words),
        both(&shared::ID, &shared::WHERE),
        both(&shared::BRANCH, &shared::HANDLER),
        track(&document_texts::TRIGGER, Kind::Times),
        track(&shared::DUE, Kind::Times),
        track(&shared::ACTUAL, Kind::Times),
        track(&shared::LATE_BY, Kind::Figures),
        track(&document_texts::PROBLEM, Kind::Prose),
    ]
}

fn row(number: u64, finding: &Finding, lang: Lang) -> Vec<Cell> {
    let nothing = || figures::NONE.to_owned();
    let time = |at: Option<Moment>| Cell::plain(at.map_or_else(nothing, Moment::display));
    let small = |text: &str| cut(text, LONGEST_UNDER, "…").into_owned();
    let late = finding.late_by_minutes.map_or_else(nothing, |late| figures::whole_span(late, lang));
    let evidence = evidence::line(&finding.evidence, evidence::MOST, lang);
    vec![
        Cell::plain(index_number(finding.code, number)),
        Cell { under: small(&place::finding(finding)), ..Cell::plain(finding.id.as_str()) },
        Cell {
            under: finding.handler.as_deref().map(small).unwrap_or_default(),
            ..Cell::plain(finding.branch.as_deref().unwrap_or(figures::NONE))
        },
        time(finding.trigger_at),
        time(finding.due_at),
        time(finding.actual_at),
        Cell::plain(late.replace(' ', "\u{a0}")),
        Cell { under: small(&evidence), ..Cell::plain(finding.message.get(lang)) },
    ]
}
