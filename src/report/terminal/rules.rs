//! What each rule came to, the gravest first, with those that did not run and why.

use std::cmp::Reverse;
use std::io;

use super::super::texts;
use super::grid::{Cell, Grid};
use super::layout::Track;
use super::screen::{Paint, Screen};
use crate::model::figures::{self, grouped};
use crate::model::{CaseState, Counted, Lang, OtherOutcome, RuleOutcome, RuleStatus, Severity};

/// Prints the rules and, below them, the reasons behind their figures.
pub(super) fn print(rules: &[RuleOutcome], screen: &mut Screen<'_>) -> io::Result<()> {
    let mut sorted: Vec<&RuleOutcome> = rules.iter().collect();
    sorted.sort_by_key(|rule| (Reverse(rule.doc.severity), rule.doc.code));
    screen.heading(&texts::RULES)?;
    table(&sorted, screen.lang).print(screen)?;
    print_failed(&sorted, screen)?;
    print_not_evaluated(&sorted, screen)?;
    for rule in &sorted {
        print_reasons(rule, screen)?;
    }
    for rule in &sorted {
        print_contested(rule, screen)?;
    }
    Ok(())
}

/// How a severity stands out.
pub(super) fn severity_cell(severity: Severity, lang: Lang) -> Cell {
    let paint = match severity {
        Severity::High => Paint::Alarm,
        Severity::Medium => Paint::Warning,
        Severity::Low => Paint::Plain,
        Severity::Info => Paint::Faint,
    };
    Cell::new(severity.label().get(lang), paint)
}

fn table(rules: &[&RuleOutcome], lang: Lang) -> Grid {
    let state = |state: CaseState| Track::figures(state.label().get(lang));
    let mut grid = Grid::new(vec![
        Track::words(texts::LEVEL.get(lang)),
        Track::words(texts::CODE.get(lang)),
        Track::words(texts::RULE.get(lang)).shrinks(14, 3, 2),
        Track::figures(texts::TESTED.get(lang)).drops(1),
        state(CaseState::Met).drops(4),
        state(CaseState::Late),
        state(CaseState::Missing),
        state(CaseState::Pending).drops(6),
        state(CaseState::Undetermined).drops(3),
        state(CaseState::Excluded).drops(5),
        Track::figures(texts::FINDINGS_COLUMN.get(lang)),
        Track::figures(texts::RATE.get(lang)).shrinks(12, 2, 1).drops(2),
    ]);
    let bounds = figures::bounds_width(rules.iter().filter_map(|rule| rule.rate));
    for rule in rules {
        grid.row(row(rule, bounds, lang));
    }
    grid.totals(totals(rules, lang));
    grid
}

/// Findings add up; cases do not, because one case stands under many rules.
fn totals(rules: &[&RuleOutcome], lang: Lang) -> Vec<Cell> {
    let blanks = |count| vec![Cell::plain(""); count];
    let label = Cell::plain(texts::TOTAL.get(lang));
    let findings = breaches(rules.iter().map(|rule| rule.findings).sum());
    [blanks(2), vec![label], blanks(1 + CaseState::ALL.len()), vec![findings], blanks(1)].concat()
}

fn row(rule: &RuleOutcome, bounds_width: usize, lang: Lang) -> Vec<Cell> {
    let evaluated = rule.status == RuleStatus::Evaluated;
    let mut cells = vec![
        severity_cell(rule.doc.severity, lang),
        Cell::plain(rule.doc.code.as_str()),
        Cell::plain(rule.doc.title.get(lang)),
        tested(rule, lang),
    ];
    cells.extend(CaseState::ALL.map(|state| match &rule.counts {
        Some(counts) if state.is_breach() => breaches(counts.of(state)),
        Some(counts) => Cell::plain(&grouped(counts.of(state))),
        None => Cell::new(figures::NONE, Paint::Faint),
    }));
    cells.push(if evaluated { breaches(rule.findings) } else { Cell::new(figures::NONE, Paint::Faint) });
    cells.push(Cell::plain(&figures::rate(rule.rate, bounds_width)));
    cells
}

/// Neither a rule that did not run nor one that tested no row may look like a pass.
fn tested(rule: &RuleOutcome, lang: Lang) -> Cell {
    match rule.status {
        RuleStatus::Evaluated if rule.tested == 0 => Cell::new("0", Paint::Warning),
        RuleStatus::Evaluated => Cell::plain(&grouped(rule.tested)),
        RuleStatus::NotEvaluated(_) => Cell::new(texts::NOT_RUN.get(lang), Paint::Warning),
        RuleStatus::Failed(_) => Cell::new(texts::FAILED.get(lang), Paint::Alarm),
    }
}

fn breaches(count: u64) -> Cell {
    Cell::new(&grouped(count), if count > 0 { Paint::Alarm } else { Paint::Plain })
}

fn print_failed(rules: &[&RuleOutcome], screen: &mut Screen<'_>) -> io::Result<()> {
    for rule in rules {
        if let RuleStatus::Failed(why) = &rule.status {
            let line = texts::failed(screen.lang, rule.doc.code.as_str(), why.get(screen.lang));
            screen.item(&line, Paint::Alarm)?;
        }
    }
    Ok(())
}

/// One absent column stops many rules; they share a line.
fn print_not_evaluated(rules: &[&RuleOutcome], screen: &mut Screen<'_>) -> io::Result<()> {
    for (reason, codes) in not_evaluated(rules, screen.lang) {
        let line = texts::not_run(screen.lang, codes.len(), &codes.join(" "), reason);
        screen.item(&line, Paint::Plain)?;
    }
    Ok(())
}

/// The codes of the rules that did not run, by reason, in the order of first appearance.
pub(super) fn not_evaluated<'a>(rules: &[&'a RuleOutcome], lang: Lang) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut by_reason: Vec<(&str, Vec<&str>)> = Vec::new();
    for rule in rules {
        let RuleStatus::NotEvaluated(why) = &rule.status else { continue };
        match by_reason.iter_mut().find(|(reason, _)| *reason == why.get(lang)) {
            Some((_, codes)) => codes.push(rule.doc.code.as_str()),
            None => by_reason.push((why.get(lang), vec![rule.doc.code.as_str()])),
        }
    }
    by_reason
}

fn print_reasons(rule: &RuleOutcome, screen: &mut Screen<'_>) -> io::Result<()> {
    let (lang, code) = (screen.lang, rule.doc.code);
    for (state, reasons) in
        [(CaseState::Undetermined, &rule.undetermined), (CaseState::Excluded, &rule.excluded)]
    {
        if !reasons.is_empty() {
            let label = state.label();
            let listed = listed(reasons, lang);
            let line = format!("{code} {}{}{listed}", label.get(lang), texts::colon(lang));
            screen.item(&line, Paint::Plain)?;
        }
    }
    for note in &rule.notes {
        let label = texts::NOTE.get(lang);
        let line = format!("{code} {label}{}{}", texts::colon(lang), note.get(lang));
        screen.item(&line, Paint::Plain)?;
    }
    Ok(())
}

/// The definitions under which cases of the rule would have another verdict, and how far its rate then goes.
fn print_contested(rule: &RuleOutcome, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let each = |other: &OtherOutcome| {
        texts::contested_definition(lang, other.definition.get(lang), &grouped(other.flips))
    };
    let definitions: Vec<String> = rule.contested().map(each).collect();
    if definitions.is_empty() {
        return Ok(());
    }
    let listed = definitions.join(texts::semicolon(lang));
    let range = rule.rate_range().map(|range| (figures::percent(range.lower), figures::percent(range.upper)));
    screen.item(&texts::contested(lang, rule.doc.code.as_str(), &listed, range.as_ref()), Paint::Plain)
}

fn listed(reasons: &[Counted], lang: Lang) -> String {
    let each = |reason: &Counted| format!("{} {}", reason.reason.get(lang), grouped(reason.count));
    reasons.iter().map(each).collect::<Vec<_>>().join(texts::semicolon(lang))
}
