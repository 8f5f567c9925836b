//! Why one case has its verdict, as a timeline: each day with what it counts, each event with its row.
//!
//! Leaves out nothing: a workbook has room for every day.

use rust_xlsxwriter::{Format, XlsxError};

use super::super::course::{amount, day, is_whole_day, sum};
use super::super::{document_texts, place, proof_texts, texts};
use super::page::{Cell, Page};
use super::style::{LINE, bad, total};
use super::words;
use crate::model::{CaseState, Count, Lang, Moment, OtherReading, Proof, Step, StepKind, figures};

/// The widths of the timeline: time, until, counted, sum, what, row.
pub(super) const WIDTHS: [f64; 6] = [22.0, 22.0, 12.0, 14.0, 58.0, 34.0];

/// Writes head, timeline and other definitions.
pub(super) fn write(page: &mut Page<'_>, proof: &Proof) -> Result<(), XlsxError> {
    let title =
        [proof.code.as_str(), page.say(&proof.title), &proof.id, page.say(&proof.state.label())].join("  ");
    page.heading(&title)?;
    let verdict =
        if proof.state.is_breach() { page.setting.styles.alarm() } else { page.setting.styles.paragraph() };
    page.across(page.say(&proof.verdict), &verdict, LINE)?;
    write_head(page, proof)?;
    page.gap();
    timeline(page, proof)?;
    readings(page, proof)
}

fn write_head(page: &mut Page<'_>, proof: &Proof) -> Result<(), XlsxError> {
    let lang = page.setting.lang;
    let mut facts = Vec::new();
    if let Some(part) = &proof.part {
        facts.push((&proof_texts::PART, part.get(lang).to_owned()));
    }
    facts.push((&proof_texts::PLACE, place::row(&proof.place)));
    if let Some(limit) = &proof.limit {
        facts.push((&proof_texts::LIMIT, limit.get(lang).to_owned()));
    }
    if let Some(reason) = &proof.reason {
        facts.push((&texts::REASON, reason.get(lang).to_owned()));
    }
    let moments = [
        (&document_texts::TRIGGER, proof.trigger_at),
        (&texts::DUE, proof.due_at),
        (&texts::ACTUAL, proof.actual_at),
    ];
    facts.extend(moments.into_iter().filter_map(|(label, at)| Some((label, at?.display()))));
    if let Some(late) = proof.late_by_minutes {
        facts.push((&texts::LATE_BY, figures::whole_span(late, lang)));
    }
    facts.push((&texts::SOURCE, proof_texts::source(lang, proof.source.get(lang), proof.confidence)));
    facts.push((&texts::SEVERITY, proof.severity.label().get(lang).to_owned()));
    facts.iter().try_for_each(|(label, value)| page.pair(page.say(label), value, 1))
}

fn timeline(page: &mut Page<'_>, proof: &Proof) -> Result<(), XlsxError> {
    let heads = [
        &proof_texts::WHEN,
        &words::UNTIL,
        &words::ADDS,
        &words::TOTAL_SO_FAR,
        &proof_texts::STEP,
        &proof_texts::ROW,
    ];
    page.header(&heads.map(|head| page.say(head).to_owned()))?;
    let whole = proof.counted_in_all();
    for step in &proof.steps {
        let cells = step_cells(page, step, proof.state, whole);
        page.cells(cells)?;
    }
    Ok(())
}

fn step_cells(page: &Page<'_>, step: &Step, state: CaseState, whole: Option<u32>) -> Vec<Cell> {
    let (styles, lang) = (&page.setting.styles, page.setting.lang);
    let only_day = step.kind != StepKind::Day && step.until.is_some_and(|until| is_whole_day(step.at, until));
    let is_day = step.kind == StepKind::Day || only_day;
    let faint = step.counted.is_some_and(|counted| counted.adds == 0);
    let paint = |format: Format| match step.kind {
        StepKind::Due | StepKind::Done if state.is_breach() => bad(format),
        StepKind::Trigger | StepKind::Due | StepKind::Done | StepKind::AsOf => format.set_bold(),
        _ if faint => format.set_font_color(0x808080).set_background_color(0xF7F7F7),
        _ => format,
    };
    let when = if is_day { day(step.at, lang) } else { step.at.display() };
    let until = step.until.filter(|_| !is_day).map(Moment::display).unwrap_or_default();
    let text = match step.kind {
        StepKind::Trigger => proof_texts::starts(lang, step.text.get(lang)),
        _ if only_day => proof_texts::day_only(lang, step.text.get(lang)),
        _ => step.text.get(lang).to_owned(),
    };
    let figure = |shown: Option<String>| Cell::words(shown.unwrap_or_default(), paint(styles.right()));
    vec![
        Cell::words(when, paint(styles.words())),
        Cell::words(until, paint(styles.words())),
        figure(step.counted.map(|counted| adds(counted, lang))),
        figure(step.counted.map(|counted| sum(counted, whole, lang))),
        Cell::words(text, paint(styles.words())),
        Cell::words(step.place.as_ref().map(place::row).unwrap_or_default(), paint(styles.id())),
    ]
}

fn adds(counted: Count, lang: Lang) -> String {
    match counted.adds {
        0 => figures::NONE.to_owned(),
        added => format!("+{}", amount(added, counted.unit, lang)),
    }
}

/// The verdict under definitions that somebody might contest.
fn readings(page: &mut Page<'_>, proof: &Proof) -> Result<(), XlsxError> {
    if proof.readings.is_empty() {
        return Ok(());
    }
    page.gap();
    page.heading(page.say(&proof_texts::READINGS))?;
    let styles = &page.setting.styles;
    let row = page.row;
    for (first, last, head) in
        [(0, 1, &proof_texts::DEFINITION), (2, 3, &proof_texts::VERDICT), (4, 4, &texts::DUE)]
    {
        page.span(first, last, page.say(head), &styles.header())?;
    }
    page.row = row + 1;
    proof.readings.iter().try_for_each(|reading| write_reading(page, reading, proof))
}

fn write_reading(page: &mut Page<'_>, reading: &OtherReading, proof: &Proof) -> Result<(), XlsxError> {
    let styles = &page.setting.styles;
    let mut verdict = page.say(&reading.state.label()).to_owned();
    let differs = reading.state != proof.state;
    if differs {
        verdict.push_str(page.say(&proof_texts::DIFFERS));
    }
    let look = if differs { total(styles.words()) } else { styles.words() };
    let due = reading.due_at.map_or_else(|| figures::NONE.to_owned(), Moment::display);
    page.span(0, 1, page.say(&reading.definition), &styles.words())?;
    page.span(2, 3, &verdict, &look)?;
    page.span(4, 4, &due, &styles.words())?;
    page.row += 1;
    Ok(())
}
