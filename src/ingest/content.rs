//! What a file is, by its first bytes; its name is never asked.

use crate::model::Text;

use super::error::Problem;

/// A kind of content that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Delimited text.
    Text,
    /// A zip archive, which should be a workbook.
    Xlsx,
}

/// What the first bytes of a file say.
///
/// # Errors
/// [`Problem::Empty`], or [`Problem::Unsupported`] naming the content and a way out.
pub(super) fn detect(head: &[u8]) -> Result<Content, Problem> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if head.is_empty() {
        return Err(Problem::Empty);
    }
    if head.starts_with(b"PK\x03\x04") {
        // OpenDocument puts its type first, uncompressed.
        if memchr::memmem::find(&head[..head.len().min(200)], b"application/vnd.oasis.opendocument").is_some()
        {
            return Err(Problem::Unsupported {
                what: Text::new("OpenDocument 工作簿（ods）", "an OpenDocument workbook (ods)"),
                hint: Text::new("请另存为 xlsx 或 csv。", "save it as xlsx or csv"),
            });
        }
        return Ok(Content::Xlsx);
    }
    let save_as = Text::new(
        "请在表格软件中打开后另存为 xlsx 或 csv。",
        "open it in a spreadsheet and save it as xlsx or csv",
    );
    let known: [(&[u8], Text, Text); 5] = [
        (
            b"\xD0\xCF\x11\xE0",
            Text::new(
                "旧版 Excel 工作簿（xls）或加密的工作簿",
                "an old Excel workbook (xls) or an encrypted one",
            ),
            save_as.clone(),
        ),
        (
            b"\x1F\x8B",
            Text::new("gzip 压缩文件", "a gzip archive"),
            Text::new("请先解压。", "unpack it first"),
        ),
        (
            b"PAR1",
            Text::new("Parquet 文件", "a Parquet file"),
            Text::new("请导出为 csv。", "export it as csv"),
        ),
        (
            b"%PDF",
            Text::new("PDF 文件", "a PDF"),
            Text::new("请向系统导出 csv 或 xlsx。", "export csv or xlsx from the system"),
        ),
        (
            b"version https://git-lfs",
            Text::new("git-lfs 指针", "a git-lfs pointer"),
            Text::new("请先用 git lfs pull 取得文件本身。", "get the file itself with git lfs pull"),
        ),
    ];
    for (magic, what, hint) in known {
        if head.starts_with(magic) {
            return Err(Problem::Unsupported { what, hint });
        }
    }
    let start: Vec<u8> = head
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take(64)
        .map(u8::to_ascii_lowercase)
        .collect();
    if [b"<!doctype".as_slice(), b"<html", b"<?xml", b"<table"].iter().any(|tag| start.starts_with(tag)) {
        return Err(Problem::Unsupported {
            what: Text::new("网页或 XML 文档", "a web page or XML document"),
            hint: save_as,
        });
    }
    Ok(Content::Text)
}
