//! Why one case has its verdict: the verdict, what it rests on, the course of time, other definitions.

use std::io;

use super::super::course::{self, CourseLine, Emphasis};
use super::super::{place, proof_texts as words, texts as shared};
use super::body::Body;
use super::facts;
use super::grid::{Cell, Grid, Rows, Track};
use super::paragraph::{self, Counted};
use super::widths::Kind;
use crate::model::{Lang, Moment, OtherReading, Proof, Text, figures};

/// The colour of days that do not count.
const FAINT: &str = "808080";
/// The colour of a breach.
const BREACH: &str = "B00020";

/// `CBK001 办结后未回访　TS202500024　逾期完成`.
pub(super) fn title(proof: &Proof, lang: Lang) -> String {
    let state = proof.state.label();
    format!("{} {}　{}　{}", proof.code, proof.title.get(lang), proof.id, state.get(lang))
}

/// Writes the proof under a heading of this level.
pub(super) fn write(proof: &Proof, level: usize, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    paragraph::heading(level, &title(proof, lang), false, body)?;
    paragraph::write("Verdict", proof.verdict.get(lang), body)?;
    write_ground(proof, body)?;
    paragraph::caption(Counted::Table, words::COURSE.get(lang), body)?;
    write_course(proof, body)?;
    paragraph::gap(body)?;
    if proof.readings.is_empty() {
        return Ok(());
    }
    paragraph::caption(Counted::Table, words::READINGS.get(lang), body)?;
    write_readings(proof, body)?;
    paragraph::gap(body)
}

/// What the verdict rests on.
fn write_ground(proof: &Proof, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    let place = place::row(&proof.place);
    let source = words::source(lang, proof.source.get(lang), proof.confidence);
    let severity = proof.severity.label();
    let optional = |label: &'static Text, text: Option<&'_ Text>| -> Option<(&'static str, String)> {
        text.map(|text| (label.get(lang), text.get(lang).to_owned()))
    };
    let pairs: Vec<(&str, String)> = [
        optional(&words::PART, proof.part.as_ref()),
        Some((words::PLACE.get(lang), place)),
        optional(&words::LIMIT, proof.limit.as_ref()),
        optional(&shared::REASON, proof.reason.as_ref()),
        Some((shared::SOURCE.get(lang), source)),
        Some((shared::SEVERITY.get(lang), severity.get(lang).to_owned())),
    ]
    .into_iter()
    .flatten()
    .collect();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(label, text)| (*label, text.as_str())).collect();
    let width = body.sheet.width();
    facts::write_pairs(&pairs, width, body)
}

/// Every day with what it adds, every event with its row, in the order of time.
fn write_course(proof: &Proof, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    let lines = course::lines(proof, lang);
    let is_breach = proof.state.is_breach();
    let rows = || -> Rows<'_> { Box::new(lines.iter().map(move |line| course_row(line, is_breach))) };
    let track = |title: &Text, kind| Track { title: title.get(lang).to_owned(), kind };
    let tracks = vec![
        track(&words::WHEN, Kind::Words),
        track(&words::COUNTED, Kind::Figures),
        track(&words::STEP, Kind::Prose),
        track(&words::ROW, Kind::Words),
    ];
    Grid { tracks, rows: &rows, totals: Vec::new(), drops_empty: true }.write(body)
}

fn course_row(line: &CourseLine, is_breach: bool) -> Vec<Cell> {
    let color = match line.emphasis {
        Emphasis::Faint => Some(FAINT),
        Emphasis::Verdict if is_breach => Some(BREACH),
        Emphasis::Plain | Emphasis::Verdict => None,
    };
    let cell = |text: &str| Cell { color, bold: line.is_event, ..Cell::plain(text) };
    vec![cell(&line.when), cell(&line.counted), cell(&line.what), Cell::plain(line.place.as_str())]
}

/// Each definition with its verdict; one that differs is marked.
fn write_readings(proof: &Proof, body: &mut Body<'_>) -> io::Result<()> {
    let lang = body.lang;
    let row = move |reading: &OtherReading| {
        let differs = reading.state != proof.state;
        let mark = if differs { words::DIFFERS.get(lang) } else { "" };
        let verdict = format!("{}{mark}", reading.state.label().get(lang));
        let due = reading.due_at.map_or_else(|| figures::NONE.to_owned(), Moment::display);
        let verdict = Cell { bold: differs, ..Cell::plain(verdict) };
        vec![Cell::plain(reading.definition.get(lang)), verdict, Cell::plain(due)]
    };
    let rows = || -> Rows<'_> { Box::new(proof.readings.iter().map(row)) };
    let track = |title: &Text, kind| Track { title: title.get(lang).to_owned(), kind };
    let tracks = vec![
        track(&words::DEFINITION, Kind::Prose),
        track(&words::VERDICT, Kind::Words),
        track(&shared::DUE, Kind::Times),
    ];
    Grid { tracks, rows: &rows, totals: Vec::new(), drops_empty: false }.write(body)
}
