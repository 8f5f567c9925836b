//! What each rule came to, the gravest first, with the way to its findings.

use std::cmp::Reverse;

use rust_xlsxwriter::{Format, XlsxError};

use super::super::{index_number::index_number, texts};
use super::findings::Written;
use super::page::{Cell, Page, Shown, link};
use super::style::{bad, total};
use super::{table, words};
use crate::model::{AuditReport, CaseState, RuleOutcome, RuleStatus, Subject, figures};

/// The widths of the columns, which are those of the summary.
pub(super) const WIDTHS: [f64; 16] =
    [8.0, 10.0, 32.0, 10.0, 10.0, 10.0, 10.0, 10.0, 14.0, 10.0, 10.0, 10.0, 11.0, 11.0, 15.0, 36.0];

/// Writes the table with its totals and a note on the bounds.
pub(super) fn write(page: &mut Page<'_>, audit: &AuditReport, findings: &Written) -> Result<(), XlsxError> {
    page.chapter(page.say(&words::RULES_TABLE))?;
    let states = CaseState::ALL.map(|state| state.label());
    let first = [&texts::LEVEL, &texts::CODE, &texts::RULE, &texts::TESTED];
    let last = [
        &texts::FINDINGS_COLUMN,
        &texts::RATE,
        &words::SHARE_LOWER,
        &words::SHARE_UPPER,
        &words::FIRST_ROW,
        &texts::NOTE,
    ];
    let titles = first.into_iter().chain(&states).chain(last).map(|title| page.say(title).to_owned());
    page.header(&titles.collect::<Vec<_>>())?;
    for rule in gravest_first(audit) {
        page.cells(row(page, rule, findings))?;
    }
    page.cells(totals(page, audit))?;
    page.note(page.say(&words::BOUNDS_NOTE))
}

/// The order of every listing of rules.
pub(super) fn gravest_first(audit: &AuditReport) -> Vec<&RuleOutcome> {
    let mut rules: Vec<&RuleOutcome> = audit.rules.iter().collect();
    rules.sort_by_key(|rule| (Reverse(rule.doc.severity), rule.doc.code));
    rules
}

fn row(page: &Page<'_>, rule: &RuleOutcome, findings: &Written) -> Vec<Cell> {
    let (styles, setting) = (&page.setting.styles, page.setting);
    let none = || Cell::words(figures::NONE, styles.right());
    let count = |count: u64, is_bad: bool| {
        Cell::count(count, if is_bad && count > 0 { bad(styles.count()) } else { styles.count() })
    };
    let mut cells = vec![
        Cell::words(page.say(&rule.doc.severity.label()), styles.severity(rule.doc.severity)),
        Cell::words(rule.doc.code.as_str(), styles.words()),
        Cell::words(page.say(&rule.doc.title), styles.words()),
        tested(page, rule),
    ];
    // States of a rule on groups count groups, and its rate counts cases: side by side they mislead.
    let is_of_groups = rule.subject == Subject::Group;
    let counts = rule.counts.as_ref().filter(|_| !is_of_groups);
    cells.extend(CaseState::ALL.map(|state| match counts {
        Some(counts) => count(counts.of(state), state.is_breach()),
        None => none(),
    }));
    let evaluated = rule.status == RuleStatus::Evaluated;
    cells.push(if evaluated { count(rule.findings, true) } else { none() });
    cells.extend(table::rate_cells(rule.rate.filter(|_| !is_of_groups), setting));
    cells.push(first_row(rule, findings, styles.link(), styles.right()));
    cells.push(Cell::words(why_not(page, rule), styles.words()));
    cells
}

/// Neither a rule that did not run nor one that tested no row may look like a pass.
fn tested(page: &Page<'_>, rule: &RuleOutcome) -> Cell {
    let styles = &page.setting.styles;
    match rule.status {
        RuleStatus::Evaluated if rule.tested == 0 => Cell::count(0, bad(styles.count())),
        RuleStatus::Evaluated => Cell::count(rule.tested, styles.count()),
        RuleStatus::NotEvaluated(_) => Cell::words(page.say(&texts::NOT_RUN), bad(styles.right())),
        RuleStatus::Failed(_) => Cell::words(page.say(&texts::FAILED), bad(styles.right())),
    }
}

/// The way to the first finding of the rule.
fn first_row(rule: &RuleOutcome, findings: &Written, linked: Format, plain: Format) -> Cell {
    match findings.start_of(rule.doc.code) {
        Some(start) => {
            let words = index_number(rule.doc.code, 1);
            Cell { shown: Shown::Link { to: link(&start.sheet, start.row), words }, format: linked }
        }
        None => Cell::words(figures::NONE, plain),
    }
}

fn why_not(page: &Page<'_>, rule: &RuleOutcome) -> String {
    match &rule.status {
        RuleStatus::Evaluated if rule.tested == 0 => page.say(&words::NOTHING_JUDGED).to_owned(),
        RuleStatus::Evaluated => String::new(),
        RuleStatus::NotEvaluated(why) | RuleStatus::Failed(why) => page.say(why).to_owned(),
    }
}

/// Findings add up; cases do not, because one case stands under many rules.
fn totals(page: &Page<'_>, audit: &AuditReport) -> Vec<Cell> {
    let styles = &page.setting.styles;
    let blank = || Cell::empty(total(styles.words()));
    let mut cells: Vec<Cell> = WIDTHS.iter().map(|_| blank()).collect();
    cells[2] = Cell::words(page.say(&texts::TOTAL), total(styles.words()));
    cells[10] = Cell::count(audit.findings.count(), total(styles.count()));
    cells
}
