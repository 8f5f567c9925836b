//! The proof of a case as CSV: a line for each step, then one for each other definition.
//!
//! Under a rule that has no course of time to show, its findings on the case, with the columns of findings.

use std::borrow::Cow;
use std::io::Write;

use super::csv_out::{FINDING_COLUMNS, record, safe, started};
use super::{ReportError, View};
use crate::model::{CaseProof, CaseState, Lang, Moment, OtherReading, Proof, SourceRow, Step, Zone};

/// The header of steps. A line of the kind `definition` holds in `state` and `due_at` what they are under it.
const STEP_COLUMNS: [&str; 20] = [
    "code",
    "case",
    "dataset",
    "case_file",
    "case_sheet",
    "case_row",
    "part",
    "state",
    "due_at",
    "late_by_minutes",
    "step",
    "kind",
    "at",
    "until",
    "adds",
    "sum",
    "text",
    "file",
    "sheet",
    "row",
];

/// Writes the steps of all proofs, or the findings where there is no proof.
pub(super) fn write(proof: &CaseProof, view: &View, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut csv = started(view, out)?;
    let (zone, lang) = (proof.zone, view.lang);
    if proof.proofs.is_empty() {
        csv.write_record(FINDING_COLUMNS)?;
        for finding in &proof.findings {
            csv.write_record(record(finding, zone, lang).iter().map(|cell| &**cell))?;
        }
        return Ok(csv.flush()?);
    }
    csv.write_record(STEP_COLUMNS)?;
    for proof in &proof.proofs {
        for (nth, step) in proof.steps.iter().enumerate() {
            let line = Line::of_step(proof, nth + 1, step, lang);
            csv.write_record(line.cells(proof, zone).iter().map(|cell| &**cell))?;
        }
        for (nth, reading) in proof.readings.iter().enumerate() {
            let line = Line::of_reading(proof.steps.len() + nth + 1, reading, lang);
            csv.write_record(line.cells(proof, zone).iter().map(|cell| &**cell))?;
        }
    }
    Ok(csv.flush()?)
}

/// What differs from line to line.
struct Line<'a> {
    state: CaseState,
    due_at: Option<Moment>,
    late_by_minutes: Option<u64>,
    nth: usize,
    kind: &'static str,
    at: Option<Moment>,
    until: Option<Moment>,
    counted: Option<(u32, u32)>,
    text: &'a str,
    place: Option<&'a SourceRow>,
    lang: Lang,
}

impl<'a> Line<'a> {
    fn of_step(proof: &Proof, nth: usize, step: &'a Step, lang: Lang) -> Self {
        Self {
            state: proof.state,
            due_at: proof.due_at,
            late_by_minutes: proof.late_by_minutes,
            nth,
            kind: step.kind.key(),
            at: Some(step.at),
            until: step.until,
            counted: step.counted.map(|counted| (counted.adds, counted.sum)),
            text: step.text.get(lang),
            place: step.place.as_ref(),
            lang,
        }
    }

    fn of_reading(nth: usize, reading: &'a OtherReading, lang: Lang) -> Self {
        Self {
            state: reading.state,
            due_at: reading.due_at,
            late_by_minutes: None,
            nth,
            kind: "definition",
            at: None,
            until: None,
            counted: None,
            text: reading.definition.get(lang),
            place: None,
            lang,
        }
    }

    fn cells(&self, proof: &'a Proof, zone: Zone) -> [Cow<'a, str>; 20] {
        let time = |at: Option<Moment>| Cow::from(at.map_or_else(String::new, |at| zone.rfc3339(at)));
        let number = |number: Option<String>| Cow::from(number.unwrap_or_default());
        let sheet = |place: Option<&'a SourceRow>| place.and_then(|place| place.sheet.as_deref());
        [
            proof.code.as_str().into(),
            safe(&proof.id),
            proof.subject.key().into(),
            safe(&proof.place.file),
            safe(sheet(Some(&proof.place)).unwrap_or_default()),
            proof.place.row.to_string().into(),
            safe(proof.part.as_ref().map_or("", |part| part.get(self.lang))),
            self.state.key().into(),
            time(self.due_at),
            number(self.late_by_minutes.map(|late| late.to_string())),
            self.nth.to_string().into(),
            self.kind.into(),
            time(self.at),
            time(self.until),
            number(self.counted.map(|(adds, _)| adds.to_string())),
            number(self.counted.map(|(_, sum)| sum.to_string())),
            safe(self.text),
            safe(self.place.map_or("", |place| &place.file)),
            safe(sheet(self.place).unwrap_or_default()),
            number(self.place.map(|place| place.row.to_string())),
        ]
    }
}
