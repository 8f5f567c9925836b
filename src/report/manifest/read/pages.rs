//! The manifest of a page and of Markdown.

use std::io::{Read, Seek, SeekFrom};

use memchr::memmem;

use super::super::{
    COMMENT_END, COMMENT_START, MOST_BYTES, ManifestError, PAGE_END, PAGE_START, ReadManifest,
};
use super::{damaged, parsed};

/// In the data block of a page; nothing of the data can begin such an element.
pub(super) fn read_html(page: &mut impl Read) -> Result<ReadManifest, ManifestError> {
    let mut bytes = Vec::new();
    page.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    let found = between(&bytes, memmem::find(&bytes, PAGE_START.as_bytes()), PAGE_START, PAGE_END);
    match found {
        Some(Some(json)) => parsed_bytes(json),
        Some(None) => Err(damaged("the manifest breaks off")),
        None if bytes.len() as u64 > MOST_BYTES => Err(ManifestError::TooLarge),
        None => Err(ManifestError::NotAReport),
    }
}

/// In the last comment of Markdown.
pub(super) fn read_markdown(text: &mut (impl Read + Seek)) -> Result<ReadManifest, ManifestError> {
    let length = text.seek(SeekFrom::End(0))?;
    text.seek(SeekFrom::Start(length.saturating_sub(MOST_BYTES)))?;
    let mut bytes = Vec::new();
    text.take(MOST_BYTES).read_to_end(&mut bytes)?;
    let found = between(&bytes, memmem::rfind(&bytes, COMMENT_START.as_bytes()), COMMENT_START, COMMENT_END);
    match found {
        Some(Some(json)) => parsed_bytes(json),
        Some(None) => Err(damaged("the manifest breaks off")),
        None if length > MOST_BYTES => Err(ManifestError::TooLarge),
        None => Err(ManifestError::NotAReport),
    }
}

/// What stands between the start at this place and the next end; within, `None` where there is no end.
fn between<'b>(bytes: &'b [u8], at: Option<usize>, start: &str, end: &str) -> Option<Option<&'b [u8]>> {
    let rest = &bytes[at? + start.len()..];
    Some(memmem::find(rest, end.as_bytes()).map(|length| &rest[..length]))
}

fn parsed_bytes(json: &[u8]) -> Result<ReadManifest, ManifestError> {
    parsed(std::str::from_utf8(json).map_err(damaged)?)
}
