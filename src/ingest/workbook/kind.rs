//! Which format a workbook has, by what lies in its container.

use std::sync::Arc;

use crate::model::Text;

use super::super::error::Problem;
use super::archive::{Entry, PartReader, read_directory};
use super::limits::Limits;
use super::xls::Compound;

/// A format of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum WorkbookKind {
    /// Excel 2007 and later, with or without macros.
    Xlsx,
    /// The same in binary records.
    Xlsb,
    /// Excel 5 to 2003, WPS et.
    Xls,
    /// OpenDocument.
    Ods,
}

impl WorkbookKind {
    /// The name in reports.
    pub(in crate::ingest) fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
        }
    }
}

/// A container, opened far enough to know what it holds.
pub(super) enum Container {
    /// The stream of records of an xls.
    Xls(Vec<u8>),
    /// The files of an archive.
    Zip(WorkbookKind, Vec<Entry>),
}

pub(super) fn container(bytes: &Arc<[u8]>, limits: &Limits) -> Result<Container, Problem> {
    match bytes.as_ref() {
        [0xD0, 0xCF, 0x11, 0xE0, ..] => compound(bytes, limits),
        // Some exporters write the records alone, without a container.
        [0x09, 0x08, ..] => Ok(Container::Xls(bytes.to_vec())),
        [0x09, 0x00 | 0x02 | 0x04, ..] => Err(too_old()),
        _ => zip(bytes, limits),
    }
}

fn compound(bytes: &[u8], limits: &Limits) -> Result<Container, Problem> {
    let file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        return Err(Problem::Encrypted);
    }
    for name in ["Workbook", "Book"] {
        if let Some(stream) = file.stream(name, limits.xls_bytes) {
            return stream.map(Container::Xls);
        }
    }
    let known = [
        ("WordDocument", Text::new("Word 文档（doc）", "a Word document (doc)")),
        ("PowerPoint Document", Text::new("演示文稿（ppt）", "a presentation (ppt)")),
        ("__properties_version1.0", Text::new("Outlook 邮件（msg）", "an Outlook message (msg)")),
        ("VisioDocument", Text::new("Visio 图（vsd）", "a Visio drawing (vsd)")),
    ];
    let what = known.into_iter().find(|(name, _)| file.has(name)).map(|(_, what)| what);
    Err(no_workbook(
        what.unwrap_or_else(|| Text::new("不是工作簿的 Office 文件", "an Office file that is no workbook")),
    ))
}

fn zip(bytes: &Arc<[u8]>, limits: &Limits) -> Result<Container, Problem> {
    let entries = read_directory(bytes, limits)?;
    let find = |path: &str| entries.iter().find(|entry| entry.is(path));
    let whole = |entry: &Entry| PartReader::new(bytes, entry, limits, 1 << 20).read_whole();
    let by_type = if let Some(entry) = find("mimetype") {
        by_content_type(&whole(entry)?)
    } else if let Some(entry) = find("[Content_Types].xml") {
        by_content_type(&whole(entry)?)
    } else {
        None
    };
    let kind = match by_type {
        Some(found) => found?,
        None => by_names(&entries)?,
    };
    Ok(Container::Zip(kind, entries))
}

/// What the archive says of itself, if that is known.
fn by_content_type(text: &[u8]) -> Option<Result<WorkbookKind, Problem>> {
    let has = |word: &str| memchr::memmem::find(text, word.as_bytes()).is_some();
    let kinds = [
        ("spreadsheetml.sheet.main", WorkbookKind::Xlsx),
        ("spreadsheetml.template.main", WorkbookKind::Xlsx),
        ("ms-excel.sheet.macroEnabled.main", WorkbookKind::Xlsx),
        ("ms-excel.template.macroEnabled.main", WorkbookKind::Xlsx),
        ("ms-excel.sheet.binary", WorkbookKind::Xlsb),
        ("vnd.oasis.opendocument.spreadsheet", WorkbookKind::Ods),
    ];
    if let Some((_, kind)) = kinds.into_iter().find(|(word, _)| has(word)) {
        return Some(Ok(kind));
    }
    let others = [
        ("wordprocessingml", Text::new("Word 文档（docx）", "a Word document (docx)")),
        ("presentationml", Text::new("演示文稿（pptx）", "a presentation (pptx)")),
        ("opendocument.text", Text::new("OpenDocument 文本（odt）", "an OpenDocument text (odt)")),
        (
            "vnd.oasis.opendocument",
            Text::new("不是表格的 OpenDocument 文件", "an OpenDocument file that is no spreadsheet"),
        ),
        ("application/epub", Text::new("电子书（epub）", "an e-book (epub)")),
    ];
    others.into_iter().find(|(word, _)| has(word)).map(|(_, what)| Err(no_workbook(what)))
}

fn by_names(entries: &[Entry]) -> Result<WorkbookKind, Problem> {
    let has = |path: &str| entries.iter().any(|entry| entry.is(path));
    if has("xl/workbook.xml") {
        return Ok(WorkbookKind::Xlsx);
    }
    if has("xl/workbook.bin") {
        return Ok(WorkbookKind::Xlsb);
    }
    let apple = entries.iter().any(|entry| entry.name.ends_with(".iwa"));
    let known = [
        (apple, Text::new("Apple Numbers 表格", "an Apple Numbers spreadsheet")),
        (has("OFD.xml"), Text::new("OFD 版式文件", "an OFD document")),
        (has("META-INF/MANIFEST.MF"), Text::new("Java 程序包", "a Java archive")),
    ];
    if let Some((_, what)) = known.into_iter().find(|(known, _)| *known) {
        return Err(no_workbook(what));
    }
    let (count, first) = (entries.len(), entries.first().map_or("", |entry| &entry.name));
    Err(Problem::Unsupported {
        what: Text::owned(
            format!("zip 压缩包（{count} 个文件，第一个是 {first}）"),
            format!("a zip archive ({count} files, the first is {first})"),
        ),
        hint: Text::new("请先解压，再给出其中的文件。", "unpack it and name the files within"),
    })
}

fn no_workbook(what: Text) -> Problem {
    let hint = Text::new("请向系统导出 xlsx 或 csv。", "export xlsx or csv from the system");
    Problem::Unsupported { what, hint }
}

pub(super) fn too_old() -> Problem {
    Problem::Unsupported {
        what: Text::new("Excel 4 或更早的工作簿", "a workbook of Excel 4 or earlier"),
        hint: Text::new("请在表格软件中打开后另存为 xlsx。", "open it in a spreadsheet and save it as xlsx"),
    }
}
