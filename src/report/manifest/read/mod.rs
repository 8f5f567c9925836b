//! Finding the manifest again in a report, whoever wrote the file.
//!
//! Owns how a format is told and how much of a file is looked at. Refuses to trust it: nothing is unpacked or
//! gathered without a bound, and what is found is only what the file says of itself.

mod archive;
mod json;
mod pages;
mod workbook;

use std::io::{Read, Seek};

use serde::Deserialize;

use super::super::ReportFormat;
use super::shape::SCHEMA;
use super::{MOST_BYTES, ManifestError, ReadManifest};

/// How much of a file tells its format.
const HEAD: u64 = 64 * 1024;
/// How files of a zip archive begin.
const ZIP: &[u8] = b"PK\x03\x04";

/// The format of a report that is a text, by its beginning.
fn format_of_text(bytes: &[u8]) -> Option<ReportFormat> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |start: &str| {
        text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()))
    };
    match () {
        () if begins("<!doctype html") || begins("<html") => Some(ReportFormat::Html),
        () if begins("{") => Some(ReportFormat::Json),
        () if begins("# ") => Some(ReportFormat::Markdown),
        () if begins("code,severity,state,") => Some(ReportFormat::Csv),
        () => None,
    }
}

/// Tells the format of a report and reads its manifest, in any format that carries one.
///
/// At most 64 MiB are taken for a manifest, and no more is ever held; whatever the file holds, this returns.
///
/// # Errors
/// [`ManifestError`], which tells a file that is no report from one that is damaged.
pub fn read_manifest(report: &mut (impl Read + Seek)) -> Result<(ReportFormat, ReadManifest), ManifestError> {
    report.rewind()?;
    let mut head = Vec::new();
    report.by_ref().take(HEAD).read_to_end(&mut head)?;
    report.rewind()?;
    if head.starts_with(ZIP) {
        return archive::read(report);
    }
    let format = format_of_text(&head).ok_or(ManifestError::NotAReport)?;
    let manifest = match format {
        ReportFormat::Html => pages::read_html(report),
        ReportFormat::Markdown => pages::read_markdown(report),
        ReportFormat::Json => json::read(report),
        ReportFormat::Csv | ReportFormat::Xlsx | ReportFormat::Docx => Err(ManifestError::NoPlace(format)),
    }?;
    Ok((format, manifest))
}

/// What tells a manifest before its keys are looked at.
#[derive(Deserialize)]
struct Head {
    schema: String,
    #[serde(default)]
    left_out: bool,
}

/// The manifest in this JSON.
fn parsed(json: &str) -> Result<ReadManifest, ManifestError> {
    let head: Head = serde_json::from_str(json).map_err(damaged)?;
    if head.schema != SCHEMA {
        return Err(ManifestError::OtherSchema(head.schema.chars().take(80).collect()));
    }
    if head.left_out {
        return Err(ManifestError::LeftOut);
    }
    serde_json::from_str(json).map_err(damaged)
}

/// Something that stands where a manifest belongs and is none.
fn damaged(why: impl std::fmt::Display) -> ManifestError {
    ManifestError::Damaged(why.to_string())
}
