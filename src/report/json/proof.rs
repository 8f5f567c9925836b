//! From the proof of a case to the shapes of `schemas/explain-v1.schema.json`.
//!
//! Public, as those of an audit: fields may be added after the ones that are there; none may change,
//! move or go.

use serde::Serialize;

use super::super::View;
use super::audit::{finding, policy, time};
use super::v1;
use crate::model::{CaseProof, Count, Lang, Moment, OtherReading, Proof, SourceRow, Step, Zone};

/// The document of a case.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    schema_version: u32,
    code: &'a str,
    case: &'a str,
    proofs: Vec<OneProof<'a>>,
    findings: Vec<v1::Finding<'a>>,
    note: Option<&'a str>,
    title: &'a str,
    as_of: Option<String>,
    as_of_given: bool,
    policy: v1::Policy<'a>,
    tool: v1::Tool<'a>,
}

#[derive(Serialize)]
struct OneProof<'a> {
    code: &'a str,
    title: &'a str,
    severity: &'a str,
    source: &'a str,
    confidence: &'a str,
    dataset: &'a str,
    id: &'a str,
    file: &'a str,
    sheet: Option<&'a str>,
    row: u32,
    part: Option<&'a str>,
    state: &'a str,
    reason: Option<&'a str>,
    verdict: &'a str,
    limit: Option<&'a str>,
    trigger_at: Option<String>,
    due_at: Option<String>,
    actual_at: Option<String>,
    late_by_minutes: Option<u64>,
    steps: Vec<OneStep<'a>>,
    definitions: Vec<Reading<'a>>,
}

#[derive(Serialize)]
struct OneStep<'a> {
    kind: &'a str,
    at: Option<String>,
    until: Option<String>,
    counted: Option<Counted>,
    text: &'a str,
    file: Option<&'a str>,
    sheet: Option<&'a str>,
    row: Option<u32>,
}

#[derive(Serialize)]
struct Counted {
    adds: u32,
    sum: u32,
    unit: &'static str,
}

#[derive(Serialize)]
struct Reading<'a> {
    key: &'a str,
    definition: &'a str,
    state: &'a str,
    due_at: Option<String>,
}

/// The document of `proof`.
pub(super) fn document<'a>(proof: &'a CaseProof, view: &View) -> Document<'a> {
    let (lang, zone) = (view.lang, proof.zone);
    Document {
        schema_version: v1::SCHEMA_VERSION,
        code: proof.code.as_str(),
        case: &proof.case,
        proofs: proof.proofs.iter().map(|proof| one(proof, zone, lang)).collect(),
        findings: proof.findings.iter().map(|each| finding(each, zone, lang)).collect(),
        note: proof.note.as_ref().map(|note| note.get(lang)),
        title: proof.title.get(lang),
        as_of: time(zone, proof.as_of.at),
        as_of_given: proof.as_of.given,
        policy: policy(&proof.policy, lang),
        tool: v1::Tool { name: "hearback", version: view.tool_version },
    }
}

fn one(proof: &Proof, zone: Zone, lang: Lang) -> OneProof<'_> {
    let at = |moment: Option<Moment>| moment.and_then(|moment| time(zone, moment));
    OneProof {
        code: proof.code.as_str(),
        title: proof.title.get(lang),
        severity: proof.severity.key(),
        source: proof.source.get(lang),
        confidence: proof.confidence,
        dataset: proof.subject.key(),
        id: &proof.id,
        file: &proof.place.file,
        sheet: proof.place.sheet.as_deref(),
        row: proof.place.row,
        part: proof.part.as_ref().map(|part| part.get(lang)),
        state: proof.state.key(),
        reason: proof.reason.as_ref().map(|reason| reason.get(lang)),
        verdict: proof.verdict.get(lang),
        limit: proof.limit.as_ref().map(|limit| limit.get(lang)),
        trigger_at: at(proof.trigger_at),
        due_at: at(proof.due_at),
        actual_at: at(proof.actual_at),
        late_by_minutes: proof.late_by_minutes,
        steps: proof.steps.iter().map(|each| step(each, zone, lang)).collect(),
        definitions: proof.readings.iter().map(|each| reading(each, zone, lang)).collect(),
    }
}

fn step(step: &Step, zone: Zone, lang: Lang) -> OneStep<'_> {
    let place: Option<&SourceRow> = step.place.as_ref();
    OneStep {
        kind: step.kind.key(),
        at: time(zone, step.at),
        until: step.until.and_then(|until| time(zone, until)),
        counted: step.counted.map(counted),
        text: step.text.get(lang),
        file: place.map(|place| &*place.file),
        sheet: place.and_then(|place| place.sheet.as_deref()),
        row: place.map(|place| place.row),
    }
}

fn counted(count: Count) -> Counted {
    Counted { adds: count.adds, sum: count.sum, unit: count.unit.key() }
}

fn reading(reading: &OtherReading, zone: Zone, lang: Lang) -> Reading<'_> {
    Reading {
        key: reading.key,
        definition: reading.definition.get(lang),
        state: reading.state.key(),
        due_at: reading.due_at.and_then(|due| time(zone, due)),
    }
}
