//! The first findings, one row each, and how many more there are.

use std::io;

use super::super::{place, texts};
use super::grid::{Cell, Grid};
use super::layout::Track;
use super::rules::severity_cell;
use super::screen::{Paint, Screen};
use crate::model::figures::{self, grouped};
use crate::model::{AuditReport, Finding, Lang, Moment, RuleStatus, Severity};

/// Prints the findings that were chosen.
pub(super) fn print(report: &AuditReport, chosen: &[Finding], screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    screen.blank()?;
    screen.lines("", &heading(report, lang), Paint::Heading)?;
    let total = report.findings.count();
    if total == 0 {
        let evaluated = report.rules.iter().filter(|rule| rule.status == RuleStatus::Evaluated).count();
        return screen.lines("", &texts::no_findings(lang, evaluated, report.rules.len()), Paint::Plain);
    }
    let mut grid = Grid::new(tracks(lang));
    for finding in chosen {
        grid.row(row(finding, lang));
    }
    if !chosen.is_empty() {
        grid.print(screen)?;
    }
    let shown = grouped(chosen.len() as u64);
    screen.lines("", &texts::shown_findings(lang, &shown, &grouped(total)), Paint::Faint)
}

/// The findings to show: at most `limit`, of all rules alike, in the order of findings; no more than those
/// are ever made.
pub(super) fn chosen(report: &AuditReport, limit: usize) -> Vec<Finding> {
    let mut rules: Vec<_> = report.rules.iter().filter(|rule| rule.findings > 0).collect();
    rules.sort_by_key(|rule| (std::cmp::Reverse(rule.doc.severity), rule.doc.code));
    let mut sources: Vec<_> = rules.iter().map(|rule| report.findings.of_rule(rule.doc.code)).collect();
    let mut chosen: Vec<Vec<Finding>> = sources.iter().map(|_| Vec::new()).collect();
    let mut left = limit;
    loop {
        let before = left;
        for (source, chosen) in sources.iter_mut().zip(&mut chosen) {
            if let Some(finding) = (left > 0).then(|| source.next()).flatten() {
                chosen.push(finding);
                left -= 1;
            }
        }
        if left == before {
            return chosen.into_iter().flatten().collect();
        }
    }
}

/// `发现：高 812、中 3,300`.
fn heading(report: &AuditReport, lang: Lang) -> String {
    let of = |severity: Severity| -> u64 {
        let rules = report.rules.iter().filter(|rule| rule.doc.severity == severity);
        rules.map(|rule| rule.findings).sum()
    };
    let counts: Vec<String> = Severity::GRAVEST_FIRST
        .into_iter()
        .filter(|&severity| of(severity) > 0)
        .map(|severity| format!("{} {}", severity.label().get(lang), grouped(of(severity))))
        .collect();
    let heading = texts::FINDINGS.get(lang);
    if counts.is_empty() {
        heading.to_owned()
    } else {
        format!("{heading}{}{}", texts::colon(lang), counts.join(texts::list_comma(lang)))
    }
}

fn tracks(lang: Lang) -> Vec<Track> {
    let words = |title: &crate::model::Text| Track::words(title.get(lang));
    vec![
        words(&texts::LEVEL),
        words(&texts::CODE),
        words(&texts::WHERE).keeps_end(14, 1),
        words(&texts::ID).shrinks(10, 2, 5),
        words(&texts::BRANCH).shrinks(10, 2, 4).drops(3),
        words(&texts::HANDLER).shrinks(13, 2, 4).drops(5),
        Track::times(texts::DUE.get(lang)).drops(2),
        Track::times(texts::ACTUAL.get(lang)).drops(4),
        Track::figures(texts::LATE_BY.get(lang)).drops(1),
        words(&texts::MESSAGE).shrinks(18, 3, 2),
    ]
}

fn row(finding: &Finding, lang: Lang) -> Vec<Cell> {
    let time = |at: Option<Moment>| Cell::plain(&at.map_or_else(nothing, Moment::display));
    let name = |name: &Option<String>| Cell::plain(name.as_deref().unwrap_or(figures::NONE));
    let late = finding.late_by_minutes.map_or_else(nothing, |late| figures::whole_span(late, lang));
    vec![
        severity_cell(finding.severity, lang),
        Cell::plain(finding.code.as_str()),
        Cell::plain(&place::finding(finding)),
        Cell::plain(&finding.id),
        name(&finding.branch),
        name(&finding.handler),
        time(finding.due_at),
        time(finding.actual_at),
        Cell::plain(&late),
        Cell::plain(finding.message.get(lang)),
    ]
}

fn nothing() -> String {
    figures::NONE.to_owned()
}
