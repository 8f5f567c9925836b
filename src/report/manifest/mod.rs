//! What makes a report verifiable: for people in words, for programs as one line of JSON that travels in the file.
//!
//! Owns the manifest's shape, its wording, and how it is found again in each format. Refuses to verify: whether
//! the same inputs still give the same verdicts is for whoever runs the audit again.

pub(super) mod cells;
mod command_line;
mod error;
mod escape;
mod read;
mod shape;
pub(super) mod words;

pub use error::ManifestError;
pub use read::read_manifest;
pub use shape::{
    ReadAsOf, ReadCalendar, ReadConfiguration, ReadInput, ReadLayer, ReadManifest, ReadMasks, ReadPeriod,
    ReadPolicy, ReadRows,
};

use crate::model::Document;

/// The most bytes of a manifest that are read.
const MOST_BYTES: u64 = 64 << 20;
/// What stands around the manifest on a page.
pub(super) const PAGE_START: &str = "<script type=\"application/json\" id=\"hearback-manifest\">";
pub(super) const PAGE_END: &str = "</script>";
/// What stands around it at the end of Markdown.
pub(super) const COMMENT_START: &str = "<!-- hearback-manifest ";
pub(super) const COMMENT_END: &str = " -->";
/// The element around it in a Word file.
pub(super) const ELEMENT: &str = "hearbackManifest";
/// Stands in a page for a manifest that finds no room in it.
pub(super) const LEFT_OUT: &str = "{\"schema\":\"hearback-manifest/1\",\"left_out\":true}";

/// The manifest as one line of JSON in bytes that are harmless in HTML, in an HTML comment, in XML and in a cell.
#[must_use]
pub fn manifest_json(document: &Document) -> String {
    // Texts and whole numbers can always be written.
    let json = serde_json::to_string(&ReadManifest::of(document)).unwrap_or_default();
    escape::harmless(&json)
}
