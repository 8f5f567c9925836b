//! Kinds of files that begin with bytes of their own.

use crate::model::Text;

/// What it is and what to do about it.
pub(super) type Named = (Text, Text);

const SAVE_AS: Text = Text::new(
    "请在表格软件中打开后另存为 xlsx 或 csv。",
    "open it in a spreadsheet and save it as xlsx or csv",
);
const EXPORT: Text = Text::new("请向系统导出 csv 或 xlsx。", "export csv or xlsx from the system");
const UNPACK: Text = Text::new("请先解压，再给出其中的文件。", "unpack it and name the files within");

/// The kind these bytes begin, if it is one that cannot be read.
pub(super) fn find(head: &[u8]) -> Option<Named> {
    let known = archive(head).or_else(|| document(head)).or_else(|| database(head)).or_else(|| picture(head));
    known.or_else(|| nothing(head))
}

fn archive(head: &[u8]) -> Option<Named> {
    let what = match head {
        [b'P', b'K', 5, 6, ..] => Text::new("空的 zip 压缩包", "an empty zip archive"),
        [b'P', b'K', 7, 8, ..] => Text::new("分卷的 zip 压缩包", "a zip archive in several files"),
        [b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => Text::new("7z 压缩包", "a 7z archive"),
        [b'R', b'a', b'r', b'!', 0x1A, 7, ..] => Text::new("rar 压缩包", "a rar archive"),
        [b'B', b'Z', b'h', b'1'..=b'9', b'1', b'A', b'Y', ..] => Text::new("bzip2 压缩文件", "a bzip2 file"),
        [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Text::new("xz 压缩文件", "an xz file"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Text::new("zstd 压缩文件", "a zstd file"),
        [0x04, 0x22, 0x4D, 0x18, ..] => Text::new("lz4 压缩文件", "an lz4 file"),
        [0x1F, 0x9D | 0xA0, ..] => Text::new("compress（.Z）压缩文件", "a file of compress (.Z)"),
        _ if head.get(257..262) == Some(b"ustar") => Text::new("tar 归档", "a tar archive"),
        _ => return None,
    };
    Some((what, UNPACK))
}

fn document(head: &[u8]) -> Option<Named> {
    let lfs = Text::new("请先用 git lfs pull 取得文件本身。", "get the file itself with git lfs pull");
    let named = match head {
        _ if head.starts_with(b"version https://git-lfs") => {
            (Text::new("git-lfs 指针，不是文件本身", "a git-lfs pointer, not the file itself"), lfs)
        }
        _ if head[..head.len().min(1024)].windows(5).any(|window| window == b"%PDF-") && !is_text(head) => {
            (Text::new("PDF 文件", "a PDF"), EXPORT)
        }
        [b'%', b'P', b'D', b'F', ..] => (Text::new("PDF 文件", "a PDF"), EXPORT),
        _ if head.starts_with(b"{\\rtf") => (Text::new("RTF 文档", "an RTF document"), EXPORT),
        [0x09, 0x00 | 0x02 | 0x04, 4 | 6 | 8, 0, ..] => {
            (Text::new("Excel 4 或更早的工作簿", "a workbook of Excel 4 or earlier"), SAVE_AS)
        }
        _ if is_sylk(head) => (Text::new("SYLK 表格（slk）", "a SYLK sheet (slk)"), SAVE_AS),
        _ if head.starts_with(b"TABLE\r\n0,1\r\n") => (Text::new("DIF 表格", "a DIF sheet"), SAVE_AS),
        _ if head.starts_with(b"MIME-Version:") => {
            (Text::new("网页存档（mht）", "a web page archive (mht)"), SAVE_AS)
        }
        [b'M', b'Z', ..] if !is_text(head) => {
            let hint = Text::new("请核实文件来源，不要运行。", "ask where it comes from, and do not run it");
            (Text::new("Windows 程序", "a Windows program"), hint)
        }
        _ => return None,
    };
    Some(named)
}

fn database(head: &[u8]) -> Option<Named> {
    let query = Text::new("请用数据库工具导出 csv。", "export csv with a database tool");
    let named = match head {
        _ if head.starts_with(b"SQLite format 3\0") => {
            (Text::new("SQLite 数据库", "an SQLite database"), query)
        }
        _ if head.get(4..19) == Some(b"Standard Jet DB") || head.get(4..19) == Some(b"Standard ACE DB") => {
            (Text::new("Access 数据库", "an Access database"), query)
        }
        _ if head.starts_with(b"ARROW1") => {
            let hint = Text::new("请另存为 Parquet 或 csv。", "save it as Parquet or csv");
            (Text::new("Arrow（feather）文件", "an Arrow (feather) file"), hint)
        }
        [b'P', b'A', b'R', b'E', ..] => {
            let hint = Text::new("请导出未加密的文件。", "export it without encryption");
            (Text::new("加密的 Parquet 文件", "an encrypted Parquet file"), hint)
        }
        _ if is_dbf(head) => (Text::new("dBASE 表（dbf）", "a dBASE table (dbf)"), SAVE_AS),
        _ => return None,
    };
    Some(named)
}

fn picture(head: &[u8]) -> Option<Named> {
    let is_picture = match head {
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'I', b'I', 42, 0, ..] => true,
        [b'M', b'M', 0, 42, ..] => true,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => true,
        [b'B', b'M', ..] => head.get(6..10) == Some(&[0; 4]),
        [b'R', b'I', b'F', b'F', ..] => head.get(8..12) == Some(b"WEBP"),
        _ => false,
    };
    is_picture.then(|| (Text::new("图片", "a picture"), EXPORT))
}

/// What holds no characters.
fn nothing(head: &[u8]) -> Option<Named> {
    let again = Text::new("请重新导出或重新复制。", "export or copy it again");
    match head {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            let hint = Text::new("请另存为 UTF-8。", "save it as UTF-8");
            Some((Text::new("UTF-32 编码的文本", "text in UTF-32"), hint))
        }
        _ if head.iter().all(|&byte| byte == 0) => {
            Some((Text::new("全是零字节，没有数据", "nothing but zero bytes"), again))
        }
        _ => None,
    }
}

fn is_text(head: &[u8]) -> bool {
    !head.iter().take(4096).any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31))
}

/// A header `ID;P…` separated by semicolons begins alike, so the second line must be SYLK, too.
fn is_sylk(head: &[u8]) -> bool {
    let second = head.iter().position(|&byte| byte == b'\n').map(|at| &head[at + 1..]);
    head.starts_with(b"ID;P")
        && second.is_some_and(|line| matches!(line, [b'A'..=b'Z', b';', ..]) || line.starts_with(b"NN;"))
}

/// The head of a dBASE table: version, date, and as many field descriptions as it says.
fn is_dbf(head: &[u8]) -> bool {
    let [version, _, month, day, _, _, _, _, low, high, width, width_high, 0, 0, ..] = *head else {
        return false;
    };
    let length = usize::from(u16::from_le_bytes([low, high]));
    let known =
        matches!(version, 0x02 | 0x03 | 0x30..=0x32 | 0x43 | 0x63 | 0x83 | 0x8B | 0x8E | 0xCB | 0xF5 | 0xFB);
    known
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && length >= 65
        && u16::from_le_bytes([width, width_high]) > 1
        && (head.len() < length || head[..length].contains(&0x0D))
        && head.get(32).is_some_and(u8::is_ascii_graphic)
}
