//! The text of every rule, and what is to be said of this run of it.

use rust_xlsxwriter::XlsxError;

use super::super::texts;
use super::chapters::{Context, chapter_of};
use super::page::{Cell, Page};
use super::{Setting, words};
use crate::model::figures::{self, grouped};
use crate::model::{CaseState, Counted, Document, RuleOutcome, RuleStatus};

const WIDTHS: [f64; 12] = [9.0, 20.0, 8.0, 10.0, 36.0, 30.0, 34.0, 34.0, 24.0, 24.0, 22.0, 36.0];

/// Writes the rules in the order of codes.
pub(super) fn write<'s>(
    document: &Document,
    context: &Context<'_, '_>,
    setting: &'s Setting,
) -> Result<Page<'s>, XlsxError> {
    let mut page = Page::new(&words::SHEET_RULES, &WIDTHS, setting)?;
    page.title(page.say(&words::SHEET_RULES))?;
    let heads = [
        &texts::CODE,
        &texts::RULE,
        &texts::SEVERITY,
        &words::STATUS,
        &texts::WHAT,
        &texts::WHY,
        &texts::FORMULA,
        &texts::FIX,
        &texts::SOURCE,
        &texts::NEEDS,
        &words::NAME,
        &words::THIS_RUN,
    ];
    let header = page.row;
    page.header(&heads.map(|head| page.say(head).to_owned()))?;
    page.sheet.set_freeze_panes(header + 1, 2)?.set_repeat_rows(header, header)?;
    for rule in &document.audit.rules {
        page.cells(cells(&page, rule))?;
    }
    page.gap();
    chapter_of(&mut page, document, "rules", context)?;
    Ok(page)
}

fn cells(page: &Page<'_>, rule: &RuleOutcome) -> Vec<Cell> {
    let (styles, doc) = (&page.setting.styles, &rule.doc);
    let status = match rule.status {
        RuleStatus::Evaluated => &words::EVALUATED,
        RuleStatus::NotEvaluated(_) => &texts::NOT_RUN,
        RuleStatus::Failed(_) => &texts::FAILED,
    };
    let texts = [&doc.what, &doc.why, &doc.formula, &doc.fix, &doc.source];
    let mut cells = vec![
        Cell::words(doc.code.as_str(), styles.words().set_bold()),
        Cell::words(page.say(&doc.title), styles.words().set_bold()),
        Cell::words(page.say(&doc.severity.label()), styles.severity(doc.severity)),
        Cell::words(page.say(status), styles.words()),
    ];
    cells.extend(texts.map(|text| Cell::words(page.say(text), styles.prose())));
    cells.push(Cell::words(doc.needs.join(", "), styles.words()));
    cells.push(Cell::words(doc.name.as_str(), styles.words()));
    cells.push(Cell::words(this_run(page, rule), styles.words()));
    cells
}

/// Why it did not run, why cases have no verdict, what is noted, and which definitions matter.
fn this_run(page: &Page<'_>, rule: &RuleOutcome) -> String {
    let lang = page.setting.lang;
    let mut said = Vec::new();
    if let RuleStatus::NotEvaluated(why) | RuleStatus::Failed(why) = &rule.status {
        said.push(page.say(why).to_owned());
    }
    for (state, reasons) in
        [(CaseState::Undetermined, &rule.undetermined), (CaseState::Excluded, &rule.excluded)]
    {
        if !reasons.is_empty() {
            let label = state.label();
            said.push(format!("{}{}{}", page.say(&label), texts::colon(lang), listed(page, reasons)));
        }
    }
    said.extend(rule.notes.iter().map(|note| page.say(note).to_owned()));
    let contested = rule
        .contested()
        .map(|other| texts::contested_definition(lang, page.say(&other.definition), &grouped(other.flips)));
    let contested: Vec<String> = contested.collect();
    if !contested.is_empty() {
        let percents =
            |range: crate::model::RateRange| (figures::percent(range.lower), figures::percent(range.upper));
        let range = rule.rate_range().map(percents);
        let listed = contested.join(texts::semicolon(lang));
        said.push(texts::contested(lang, rule.doc.code.as_str(), &listed, range.as_ref()));
    }
    said.join(texts::semicolon(lang))
}

fn listed(page: &Page<'_>, reasons: &[Counted]) -> String {
    let each = |reason: &Counted| format!("{} {}", page.say(&reason.reason), grouped(reason.count));
    reasons.iter().map(each).collect::<Vec<_>>().join(texts::list_comma(page.setting.lang))
}
