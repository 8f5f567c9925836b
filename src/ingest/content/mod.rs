//! What a file is, by its first bytes; its name is never asked.
//!
//! What cannot be read is named, with a way out. The name of a file serves one message alone: `~$` files
//! look like nothing, and people pick them by mistake.

mod binary;
mod markup;
mod signatures;

use crate::model::Text;

use super::error::Problem;
use super::workbook::WorkbookKind;

/// A kind of content that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Content {
    /// Delimited text.
    Text,
    /// Something compressed by gzip; what it is shows once it is unfolded.
    Gzip,
    /// A workbook, by its container. Which kind of zip it is, `Workbook::open` tells.
    Workbook(WorkbookKind),
    /// Parquet.
    Parquet,
}

/// What the first bytes of a file say.
///
/// # Errors
/// [`Problem::Empty`], or [`Problem::Unsupported`] naming the content and a way out.
pub(in crate::ingest) fn detect(path: &str, head: &[u8]) -> Result<Content, Problem> {
    if head.is_empty() || head == b"\xEF\xBB\xBF" || head == b"\xFF\xFE" || head == b"\xFE\xFF" {
        return Err(Problem::Empty);
    }
    if is_lock_file(path, head) {
        return Err(unsupported(
            Text::new(
                "表格软件的锁文件（~$ 开头，只记着谁打开了文件）",
                "a spreadsheet's lock file (`~$`, it only says who has the file open)",
            ),
            Text::new("请给出去掉 ~$ 的同名文件。", "name the file of the same name without `~$`"),
        ));
    }
    if let Some(found) = readable(head) {
        return Ok(found);
    }
    if let Some((what, hint)) =
        signatures::find(head).or_else(|| markup::find(head)).or_else(|| binary::find(head))
    {
        return Err(unsupported(what, hint));
    }
    Ok(Content::Text)
}

fn readable(head: &[u8]) -> Option<Content> {
    match head {
        [b'P', b'K', 3, 4, ..] => {
            // OpenDocument puts its type first, uncompressed.
            let start = &head[..head.len().min(200)];
            let ods = memchr::memmem::find(start, b"application/vnd.oasis.opendocument").is_some();
            Some(Content::Workbook(if ods { WorkbookKind::Ods } else { WorkbookKind::Xlsx }))
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(Content::Workbook(WorkbookKind::Xls)),
        // A BIFF record that begins a workbook, without a container: 8 or 16 bytes, versions 5 and 8.
        [0x09, 0x08, 8 | 16, 0, 0, 5 | 6, ..] => Some(Content::Workbook(WorkbookKind::Xls)),
        [0x1F, 0x8B, ..] => Some(Content::Gzip),
        [b'P', b'A', b'R', b'1', ..] => Some(Content::Parquet),
        _ => None,
    }
}

/// Excel and WPS keep the owner's name in 165 bytes, LibreOffice in a line of text.
fn is_lock_file(path: &str, head: &[u8]) -> bool {
    const RECORD: usize = 165;
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let by_name = (name.starts_with("~$") && head.len() <= 4096) || name.starts_with(".~lock.");
    let length = head.first().map_or(0, |&length| usize::from(length));
    let by_content = head.len() == RECORD
        && (1..=54).contains(&length)
        && head[1..=length].iter().all(|&byte| byte != b'\n' && byte != 0)
        && head[length + 1..55].iter().all(|&byte| matches!(byte, 0 | b' '));
    by_name || by_content
}

fn unsupported(what: Text, hint: Text) -> Problem {
    Problem::Unsupported { what, hint }
}

#[cfg(test)]
mod tests;
