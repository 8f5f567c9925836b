//! The words of every problem, in both languages.

use super::Problem;
use crate::model::{Subject, Text};

impl Problem {
    /// The message in both languages.
    pub(in crate::ingest) fn text(&self) -> Text {
        match self {
            Self::Io(error) => io_text(error),
            Self::Directory => Text::new(
                "这是文件夹。请给出其中的文件，例如 文件夹/*.csv",
                "this is a folder; name the files in it, such as folder/*.csv",
            ),
            Self::Empty => Text::new("文件是空的。请重新导出", "the file is empty; export it again"),
            Self::HeaderOnly => Text::new(
                "只有表头，没有任何记录。请检查导出时的筛选条件",
                "there is a header but not one record; check the filter of the export",
            ),
            Self::NoHeader => Text::new(
                "第一个有内容的行像一条记录，不像表头。请在首行加上列名",
                "the first row with values looks like a record, not like a header; put the names of the columns into the first row",
            ),
            Self::Unsupported { what, hint } => Text::owned(
                format!("内容是{}，无法读取。{}", what.zh, hint.zh),
                format!("the content is {}, which is not read; {}", what.en, hint.en),
            ),
            Self::Encoding { tried, row } => Text::owned(
                format!(
                    "第 {row} 行有不属于 {tried} 编码的字节。请用 --encoding 指定编码（utf-8、gb18030、big5、utf-16le 等）"
                ),
                format!(
                    "row {row} has bytes that are not {tried}; name the encoding with --encoding (utf-8, gb18030, big5, utf-16le, …)"
                ),
            ),
            Self::Encrypted => Text::new(
                "文件有密码保护，无法读取。请在表格软件中用密码打开，取消密码（文件 → 信息 → 保护工作簿 → 用密码进行加密，清空密码）后另存",
                "the file is protected with a password; open it in a spreadsheet, take the password off (File → Info → Protect Workbook → Encrypt with Password, leave it empty) and save it again",
            ),
            Self::Damaged { part, detail } => damaged_text(part, detail),
            Self::TooLarge { what, limit } => Text::owned(
                format!(
                    "{}，超过上限（{}），未读取。若数据属实，请导出为 csv，或分成几个文件",
                    what.zh, limit.zh
                ),
                format!(
                    "{}, over the limit ({}), so it is not read; if the data is real, export it as csv or in several files",
                    what.en, limit.en
                ),
            ),
            Self::Unsafe { what } => Text::owned(
                format!(
                    "文件中有{}：表格软件不会这样写，出于安全未读取。请向提供者核实来源，重新导出",
                    what.zh
                ),
                format!(
                    "the file has {}: no spreadsheet writes that, so for safety it is not read; ask where it comes from and export it again",
                    what.en
                ),
            ),
            Self::OtherHeader { row } => Text::owned(
                format!("第 {row} 行是另一个表头，列与上面的不同：像是几个文件接在了一起。请拆开后分别给出"),
                format!(
                    "row {row} is another header, its columns differ from those above: several files seem to have been joined; take them apart and give each by itself"
                ),
            ),
            Self::RecordAboveHeader { row, header } => Text::owned(
                format!(
                    "第 {row} 行像一条记录，却在表头（第 {header} 行）之上：可能排序时把表头排了下去。请把表头移到最前"
                ),
                format!(
                    "row {row} looks like a record and stands above the header (row {header}): the header may have been sorted along; move it to the top"
                ),
            ),
            Self::MostlyRejected { rejected, used } => Text::owned(
                format!(
                    "已有 {rejected} 行无法使用，只有 {used} 行可用：内容不像一张表。请检查文件，或重新导出"
                ),
                format!(
                    "{rejected} rows could not be used and only {used} could: the content is hardly a table; look at the file or export it again"
                ),
            ),
            Self::ReadOnce => Text::new(
                "后面的行表明前面的日期或编码读错了，而标准输入不能重读。请用 --date-order 和 --encoding 指明，或先存成文件",
                "later rows show that the order of day and month or the encoding was mistaken, and standard input cannot be read again; name them with --date-order and --encoding, or save the data to a file first",
            ),
            Self::Sheet { asked, sheets } => sheet_text(asked.as_deref(), sheets),
            Self::NoSheetFits { sheets } => Text::owned(
                format!(
                    "没有一个可见工作表的表头像投诉表、回访表、客户表或员工表：{}。请用 --sheet 指定其一，再用 --map 指定列",
                    list(sheets)
                ),
                format!(
                    "no visible sheet has the header of a complaints, visits, customers or staff export: {}; choose one with --sheet and name its columns with --map",
                    list(sheets)
                ),
            ),
            Self::MissingFields { subject, fields, headers } => {
                missing_fields_text(*subject, fields, headers)
            }
            Self::NeitherKind { headers } => Text::owned(
                format!(
                    "不像投诉表（需要投诉编号、受理时间）、回访表（需要回访编号、回访时间）、客户表（需要客户编号，以及姓名、电话、证件号码等至少两项）或员工表（需要工号、姓名）。看到的表头：{}。可用 --complaints、--visits、--customers 或 --staff 指明类型，并用 --map 指定列，例如 --map received_at=表头",
                    list(headers)
                ),
                format!(
                    "no export that is known: complaints (needs complaint id, received at), visits (needs visit id, visited at), customers (needs customer id and two of name, phone, ID number and the like) or staff (needs employee id, name); headers seen: {}; say which it is with --complaints, --visits, --customers or --staff and name the columns, such as --map received_at=HEADER",
                    list(headers)
                ),
            ),
            Self::EitherKind { kinds: [one, other], headers } => Text::owned(
                format!(
                    "既可能是{}表也可能是{}表。看到的表头：{}。请用 --{} 或 --{} 指明",
                    one.label().zh,
                    other.label().zh,
                    list(headers),
                    one.key(),
                    other.key()
                ),
                format!(
                    "could be a {} or a {} export; headers seen: {}; say which with --{} or --{}",
                    one.label().en,
                    other.label().en,
                    list(headers),
                    one.key(),
                    other.key()
                ),
            ),
            Self::Ambiguous { field, headers } => Text::owned(
                format!(
                    "有几列都可能是 {field}：{}。请用 --map {field}=表头 指定其一（重名的列请先改名）",
                    list(headers)
                ),
                format!(
                    "several columns could be {field}: {}; choose one with --map {field}=HEADER (rename columns of the same name first)",
                    list(headers)
                ),
            ),
            Self::EndlessRecord { row } => Text::owned(
                format!("从第 {row} 行开始的一条记录超过 64 MB：可能有未闭合的引号。请检查该行"),
                format!(
                    "the record that starts in row {row} is longer than 64 MB: a quote may never be closed; look at that row"
                ),
            ),
            Self::TooManyRows => Text::new("行数超过 42 亿，无法编号", "more than 4.2 billion rows"),
            Self::SameContent { other } => Text::owned(
                format!("内容与 {other} 完全相同：同一个文件给了两次"),
                format!("the content equals that of {other}: the same file was given twice"),
            ),
            Self::Internal(why) => {
                Text::owned(format!("程序内部错误：{why}"), format!("internal fault: {why}"))
            }
        }
    }
}

fn io_text(error: &std::io::Error) -> Text {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            Text::new("文件不存在。请检查路径和文件名", "no such file; check the path and the name")
        }
        std::io::ErrorKind::PermissionDenied => {
            Text::new("没有读取权限", "permission denied; the file cannot be read by this user")
        }
        _ => Text::owned(format!("读取失败：{error}"), format!("reading failed: {error}")),
    }
}

fn damaged_text(part: &Text, detail: &str) -> Text {
    let (zh, en) = if detail.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("（{detail}）"), format!(" ({detail})"))
    };
    Text::owned(
        format!("文件已损坏：{}{zh}。请重新导出，或在表格软件中打开修复后另存为 xlsx", part.zh),
        format!(
            "the file is damaged: {}{en}; export it again, or open and repair it in a spreadsheet and save it as xlsx",
            part.en
        ),
    )
}

fn sheet_text(asked: Option<&str>, sheets: &[String]) -> Text {
    let names = list(sheets);
    match asked {
        Some(asked) => Text::owned(
            format!("没有名为“{asked}”的工作表。可见的工作表：{names}"),
            format!("there is no sheet `{asked}`; visible sheets: {names}"),
        ),
        None => Text::owned(
            format!("有多个工作表可用：{names}。请用 --sheet 指定（可重复，也可用 '*月' 这样的样式）"),
            format!(
                "several sheets could be meant: {names}; name those to read with --sheet (it may be repeated and take a pattern such as '*月')"
            ),
        ),
    }
}

fn missing_fields_text(subject: Subject, fields: &[&'static str], headers: &[String]) -> Text {
    let titles = |zh: bool| -> String {
        let names: Vec<String> = fields
            .iter()
            .map(|&key| {
                let def = crate::dataset::Field::from_key(key)
                    .and_then(|field| crate::dataset::field_def(subject, field));
                def.map_or_else(
                    || key.to_owned(),
                    |def| {
                        if zh {
                            format!("{}（{key}）", def.title.zh)
                        } else {
                            format!("{} ({key})", def.title.en)
                        }
                    },
                )
            })
            .collect();
        names.join(if zh { "、" } else { ", " })
    };
    let maps: Vec<String> =
        fields.iter().map(|key| format!("--map {}.{key}={}", subject.key(), "HEADER")).collect();
    Text::owned(
        format!(
            "作为{}表缺少必需的列：{}。看到的表头：{}。若列名不同，请加 {}",
            subject.label().zh,
            titles(true),
            list(headers),
            maps.join(" ").replace("HEADER", "表头")
        ),
        format!(
            "as a {} export it lacks the required {}; headers seen: {}; if a column goes by another name, add {}",
            subject.label().en,
            titles(false),
            list(headers),
            maps.join(" ")
        ),
    )
}

fn list(names: &[String]) -> String {
    const SHOWN: usize = 40;
    let mut text = names.iter().take(SHOWN).map(|name| shorten(name)).collect::<Vec<_>>().join(" | ");
    if names.len() > SHOWN {
        text.push_str(&format!(" | … ({SHOWN}/{})", names.len()));
    }
    text
}

fn shorten(name: &str) -> String {
    const WIDEST: usize = 40;
    let plain: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.chars().count() <= WIDEST { plain } else { plain.chars().take(WIDEST).chain(['…']).collect() }
}
