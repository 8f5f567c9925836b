//! What a manifest says, in the shape in which it is written and read.
//!
//! Public: keys may be added after those that are there; none may change or go.

use serde::{Deserialize, Serialize};

use super::super::json::rfc3339;
use crate::model::{AuditReport, Document, InputAccount};

/// The first key of every manifest.
pub(super) const SCHEMA: &str = "hearback-manifest/1";

/// What a report rests on, as its own file tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadManifest {
    /// Always `hearback-manifest/1`.
    pub schema: String,
    /// The version of the program.
    pub tool_version: String,
    /// The moment the audit looks from.
    pub as_of: ReadAsOf,
    /// The zone of all times.
    pub zone: String,
    /// The audited period.
    pub period: ReadPeriod,
    /// The policy.
    pub policy: ReadPolicy,
    /// The working calendar.
    pub calendar: ReadCalendar,
    /// The inputs.
    pub inputs: Vec<ReadInput>,
    /// The words of the command line that makes the report again, without the program's name.
    pub arguments: Vec<String>,
    /// The configuration file that was used.
    #[serde(default)]
    pub configuration: Option<ReadConfiguration>,
    /// What is hidden of persons.
    pub masks: ReadMasks,
    /// SHA-256 over the verdict of every case and every hit of a check, in hexadecimal.
    pub verdicts_sha256: String,
    /// The number of findings.
    pub findings: u64,
}

/// The moment an audit looks from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadAsOf {
    /// The last moment that counts, RFC 3339; none where no calendar can write it.
    pub at: Option<String>,
    /// Whether the user gave it.
    pub given: bool,
}

/// The audited period; open ends take in everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadPeriod {
    /// First moment of receipt that counts, RFC 3339.
    pub from: Option<String>,
    /// Last moment of receipt that counts, RFC 3339.
    pub to: Option<String>,
}

/// A policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadPolicy {
    /// Its name.
    pub name: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// The files it is made of, its own first.
    pub layers: Vec<ReadLayer>,
}

/// One file of the chain a policy is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadLayer {
    /// The policy's name in it.
    pub name: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
}

/// A working calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadCalendar {
    /// Its name.
    pub name: String,
    /// First covered day, `YYYY-MM-DD`.
    pub first: String,
    /// Last covered day, `YYYY-MM-DD`.
    pub last: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
}

/// An input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadInput {
    /// What it holds: `complaints`, `visits`, `customers` or `staff`.
    pub kind: String,
    /// The file as the user named it.
    pub file: String,
    /// The sheet, for workbooks.
    pub sheet: Option<String>,
    /// Its format.
    pub format: String,
    /// Its encoding, for texts.
    pub encoding: Option<String>,
    /// SHA-256 of its bytes, in hexadecimal; none for standard input that was not hashed.
    pub sha256: Option<String>,
    /// Where its rows went.
    pub rows: ReadRows,
}

/// Where the rows of an input went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadRows {
    /// All rows.
    pub physical: u64,
    /// Titles and headers.
    pub header: u64,
    /// Blank rows.
    pub blank: u64,
    /// Totals and notes.
    pub total: u64,
    /// Rows that could not be used.
    pub rejected: u64,
    /// Records.
    pub used: u64,
}

/// A configuration file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadConfiguration {
    /// Its path as it was found.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What is hidden of persons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadMasks {
    /// Whether personal data stands as it is.
    pub unmasked: bool,
    /// Whether free text was asked for.
    pub free_text: bool,
    /// What tells one key of the tokens from another; none where the key is taken from the inputs.
    pub key_check: Option<String>,
}

impl ReadManifest {
    /// The manifest of a document.
    pub(in super::super) fn of(document: &Document) -> Self {
        let (audit, manifest) = (&document.audit, &document.manifest);
        let time = |at| rfc3339(audit.zone, at);
        Self {
            schema: SCHEMA.to_owned(),
            tool_version: manifest.tool_version.clone(),
            as_of: ReadAsOf { at: time(audit.as_of.at), given: audit.as_of.given },
            zone: audit.zone.name(),
            period: ReadPeriod { from: audit.period.from.and_then(time), to: audit.period.to.and_then(time) },
            policy: policy(audit),
            calendar: ReadCalendar {
                name: audit.calendar.name.clone(),
                first: audit.calendar.first.clone(),
                last: audit.calendar.last.clone(),
                sha256: manifest.calendar_sha256.clone(),
            },
            inputs: audit.inputs.iter().map(input).collect(),
            arguments: manifest.arguments.clone(),
            configuration: manifest
                .configuration
                .as_ref()
                .map(|used| ReadConfiguration { file: used.file.clone(), sha256: used.sha256.clone() }),
            masks: ReadMasks {
                unmasked: manifest.masks.unmasked,
                free_text: manifest.masks.free_text,
                key_check: manifest.masks.key_check.clone(),
            },
            verdicts_sha256: manifest.verdicts_sha256.clone(),
            findings: manifest.findings,
        }
    }
}

fn policy(audit: &AuditReport) -> ReadPolicy {
    let layers = audit.policy.layers.iter();
    ReadPolicy {
        name: audit.policy.name.clone(),
        sha256: audit.policy.sha256.clone(),
        layers: layers
            .map(|layer| ReadLayer { name: layer.name.clone(), sha256: layer.sha256.clone() })
            .collect(),
    }
}

fn input(account: &InputAccount) -> ReadInput {
    let rows = account.rows;
    ReadInput {
        kind: account.kind.key().to_owned(),
        file: account.file.clone(),
        sheet: account.sheet.clone(),
        format: account.format.to_owned(),
        encoding: account.encoding.clone(),
        sha256: account.sha256.clone(),
        rows: ReadRows {
            physical: rows.physical,
            header: rows.header,
            blank: rows.blank,
            total: rows.total,
            rejected: rows.rejected,
            used: rows.used,
        },
    }
}
