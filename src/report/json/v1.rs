//! The shapes of schema version 1. Public: fields may be added after the ones that are there; none
//! may change, move or go.

use std::borrow::Cow;

use serde::Serialize;

use super::super::ReadManifest;
use super::audit::{Findings, Proofs, Rejects};
use super::table::TableBody;

/// The number that stands first in every document.
pub(super) const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
pub(super) struct Audit<'a> {
    pub(super) schema_version: u32,
    pub(super) tool: Tool<'a>,
    /// Of reports only; this early, so that whoever looks for it need not read the findings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) manifest: Option<ReadManifest>,
    pub(super) as_of: Option<String>,
    pub(super) policy: Policy<'a>,
    pub(super) calendar: Calendar<'a>,
    pub(super) inputs: Vec<Input<'a>>,
    pub(super) rules: Vec<Rule<'a>>,
    pub(super) findings: Findings<'a>,
    pub(super) rejects: Rejects<'a>,
    pub(super) as_of_given: bool,
    pub(super) period: Period,
    pub(super) notices: Vec<&'a str>,
    pub(super) gaps: Vec<String>,
    pub(super) by_group: TableBody<'a>,
}

#[derive(Serialize)]
pub(super) struct Tool<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
}

#[derive(Serialize)]
pub(super) struct Policy<'a> {
    pub(super) name: &'a str,
    pub(super) sha256: &'a str,
    pub(super) sources: &'a [String],
    pub(super) title: &'a str,
    pub(super) layers: Vec<Layer<'a>>,
}

#[derive(Serialize)]
pub(super) struct Layer<'a> {
    pub(super) name: &'a str,
    pub(super) sha256: &'a str,
}

#[derive(Serialize)]
pub(super) struct Calendar<'a> {
    pub(super) name: &'a str,
    pub(super) covers: [&'a str; 2],
}

#[derive(Serialize)]
pub(super) struct Period {
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Input<'a> {
    pub(super) kind: &'a str,
    pub(super) file: &'a str,
    pub(super) sheet: Option<&'a str>,
    pub(super) format: &'a str,
    pub(super) encoding: Option<&'a str>,
    pub(super) sha256: Option<&'a str>,
    pub(super) rows: Rows,
    pub(super) unrecognised: &'a [String],
    pub(super) recognised: Vec<Recognised<'a>>,
    pub(super) decided_by: &'a str,
}

#[derive(Serialize)]
pub(super) struct Rows {
    pub(super) physical: u64,
    pub(super) header: u64,
    pub(super) blank: u64,
    pub(super) total: u64,
    pub(super) rejected: u64,
    pub(super) used: u64,
}

#[derive(Serialize)]
pub(super) struct Recognised<'a> {
    pub(super) field: &'a str,
    pub(super) header: &'a str,
}

#[derive(Serialize)]
pub(super) struct Rule<'a> {
    pub(super) code: &'a str,
    pub(super) name: &'a str,
    pub(super) severity: &'a str,
    pub(super) status: &'a str,
    pub(super) reason: Option<&'a str>,
    pub(super) counts: Option<Counts>,
    pub(super) tested: u64,
    pub(super) findings: u64,
    pub(super) rate: Option<Rate>,
    pub(super) title: &'a str,
    pub(super) population: u64,
    pub(super) undetermined_reasons: Vec<Reason<'a>>,
    pub(super) excluded_reasons: Vec<Reason<'a>>,
    pub(super) notes: Vec<&'a str>,
    pub(super) definitions: Vec<Definition<'a>>,
    pub(super) rate_range: Option<RateRange>,
}

/// What the cases come to under another definition.
#[derive(Serialize)]
pub(super) struct Definition<'a> {
    pub(super) key: &'a str,
    pub(super) definition: &'a str,
    pub(super) flips: u64,
    pub(super) rate: Option<Rate>,
    pub(super) counts: Counts,
}

#[derive(Serialize)]
pub(super) struct RateRange {
    pub(super) lower: f64,
    pub(super) upper: f64,
}

#[derive(Serialize)]
pub(super) struct Counts {
    pub(super) population: u64,
    pub(super) met: u64,
    pub(super) late: u64,
    pub(super) missing: u64,
    pub(super) pending: u64,
    pub(super) undetermined: u64,
    pub(super) excluded: u64,
}

#[derive(Serialize)]
pub(super) struct Rate {
    pub(super) value: f64,
    pub(super) lower: f64,
    pub(super) upper: f64,
}

#[derive(Serialize)]
pub(super) struct Reason<'a> {
    pub(super) reason: &'a str,
    pub(super) count: u64,
}

#[derive(Serialize)]
pub(super) struct Finding<'a> {
    pub(super) code: &'a str,
    pub(super) severity: &'a str,
    pub(super) state: &'a str,
    pub(super) dataset: &'a str,
    pub(super) id: &'a str,
    pub(super) file: &'a str,
    pub(super) sheet: Option<&'a str>,
    pub(super) row: Option<u32>,
    pub(super) branch: Option<&'a str>,
    pub(super) handler: Option<&'a str>,
    pub(super) trigger_at: Option<String>,
    pub(super) due_at: Option<String>,
    pub(super) actual_at: Option<String>,
    pub(super) late_by_minutes: Option<u64>,
    pub(super) message: &'a str,
    pub(super) evidence: Proofs<'a>,
}

/// A value of `evidence`.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Proof<'a> {
    Text(Cow<'a, str>),
    Count(u64),
    Share(f64),
    List(&'a [String]),
}

#[derive(Serialize)]
pub(super) struct Reject<'a> {
    pub(super) file: &'a str,
    pub(super) sheet: Option<&'a str>,
    pub(super) row: u32,
    pub(super) reason: &'a str,
    pub(super) text: &'a str,
}
