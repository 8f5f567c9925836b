//! What the page of `inspect` says on its own account, Chinese beside English.
//!
//! Owns its labels and sentences. Refuses what the audit's pages say too: that is in `texts`.

use super::texts::list_comma;
use crate::model::{Lang, Subject, Text};

pub(super) static UNKNOWN_KIND: Text = Text::new("不知道是哪种表", "of no known kind");
pub(super) static UNUSABLE: Text = Text::new("不能使用", "cannot be used");

pub(super) static FORMAT: Text = Text::new("格式", "format");
pub(super) static ENCODING: Text = Text::new("编码", "encoding");
pub(super) static DELIMITER: Text = Text::new("分隔符", "delimiter");
pub(super) static SHEETS: Text = Text::new("工作表", "sheets");
pub(super) static HEADER_ROWS: Text = Text::new("表头", "header");
pub(super) static DATE_ORDER: Text = Text::new("日月顺序", "date order");

pub(super) static SHEETS_READ: Text = Text::new("读取", "read:");
pub(super) static SHEETS_LEFT: Text = Text::new("不读", "not read:");
pub(super) static SHEETS_HIDDEN: Text = Text::new("隐藏、不读", "hidden, not read:");

pub(super) static LETTER: Text = Text::new("列", "col");
pub(super) static HEADER: Text = Text::new("表头", "header");
pub(super) static TAKEN_FOR: Text = Text::new("认作", "taken for");
pub(super) static WHY: Text = Text::new("依据", "why");
pub(super) static FILLED: Text = Text::new("填写", "filled");
pub(super) static VALUES: Text = Text::new("取值", "values");
pub(super) static MAY_BE: Text = Text::new("说明", "note");
pub(super) static HIDDEN: Text = Text::new("屏蔽", "masked");

pub(super) static ABSENT: Text = Text::new("没有的列", "Columns that are not there");
pub(super) static ACCOUNT: Text = Text::new("行数核对", "Row account");
pub(super) static MASKED: Text = Text::new("屏蔽", "Masked");
pub(super) static NOTES: Text = Text::new("请注意", "Notes");
pub(super) static SET_ASIDE: Text = Text::new("不是记录的行", "Rows that are no records");
pub(super) static ROW: Text = Text::new("行", "row");
pub(super) static WHAT: Text = Text::new("是什么", "what it is");

pub(super) static NEXT_PROBLEM: Text =
    Text::new("先解决上面的问题，再运行 hearback inspect。", "solve what is said above, then inspect again.");
pub(super) static NEXT_NO_COMPLAINTS: Text = Text::new(
    "审计还需要投诉表；请连同它一起给出。",
    "an audit needs the complaints export too; give it along with these.",
);
pub(super) static FILES: Text = Text::new("文件…", "FILE...");
pub(super) static HEADER_TO_FILL_IN: Text = Text::new("表头", "HEADER");

/// Which export it is.
pub(super) fn kind(lang: Lang, subject: Subject) -> String {
    let label = subject.label();
    match lang {
        Lang::Zh => format!("{}表", label.zh),
        Lang::En => format!("{} export", label.en),
    }
}

/// A remark in brackets.
pub(super) fn remark(lang: Lang, text: &str, remark: &str) -> String {
    match lang {
        _ if remark.is_empty() => text.to_owned(),
        Lang::Zh => format!("{text}（{remark}）"),
        Lang::En => format!("{text} ({remark})"),
    }
}

/// The format of what is packed.
pub(super) fn packed(lang: Lang, format: &str, compression: &str) -> String {
    match lang {
        Lang::Zh => format!("{format}，{compression} 压缩"),
        Lang::En => format!("{format}, packed with {compression}"),
    }
}

/// The rows of the header.
pub(super) fn header_rows(lang: Lang, first: u32, last: u32) -> String {
    match lang {
        Lang::Zh if first == last => format!("第 {first} 行"),
        Lang::Zh => format!("第 {first}–{last} 行"),
        Lang::En if first == last => format!("row {first}"),
        Lang::En => format!("rows {first}–{last}"),
    }
}

/// How many columns there are, and how many mean something.
pub(super) fn columns(lang: Lang, all: &str, known: &str) -> String {
    match lang {
        Lang::Zh => format!("列：共 {all} 列，认出 {known} 列"),
        Lang::En => format!("Columns: {all}, of which {known} are recognised"),
    }
}

/// The heading over the columns that mean nothing.
pub(super) fn unrecognised(lang: Lang, count: &str) -> String {
    match lang {
        Lang::Zh => format!("未识别的列：{count} 列"),
        Lang::En => format!("Columns not recognised: {count}"),
    }
}

/// That only the first of several are listed.
pub(super) fn some_of(lang: Lang, shown: &str, all: &str) -> String {
    match lang {
        Lang::Zh => format!("{shown} / {all}"),
        Lang::En => format!("{shown} of {all}"),
    }
}

/// Cells of a column that cannot be read.
pub(super) fn unreadable(lang: Lang, count: &str) -> String {
    match lang {
        Lang::Zh => format!("无法读取 {count}"),
        Lang::En => format!("unreadable {count}"),
    }
}

/// Examples of cells that cannot be read.
pub(super) fn examples(lang: Lang, column: &str, shown: &str, all: &str, texts: &[&str]) -> String {
    let quoted: Vec<String> = texts
        .iter()
        .map(|text| match lang {
            Lang::Zh => format!("“{text}”"),
            Lang::En => format!("`{text}`"),
        })
        .collect();
    let quoted = quoted.join(list_comma(lang));
    match lang {
        Lang::Zh => format!("{column}：有 {all} 格无法读取，例如（{shown} / {all}）：{quoted}"),
        Lang::En => format!("{column}: unreadable cells {all}, here {shown} of {all}: {quoted}"),
    }
}

/// A field that rules need and no column was taken for.
pub(super) fn absent(lang: Lang, title: &str, name: &str, rules: &str) -> String {
    match lang {
        Lang::Zh => format!("{title}（{name}）：没有它，{rules} 不能评估"),
        Lang::En => format!("{title} ({name}): without it {rules} cannot be evaluated"),
    }
}

/// Fields no rule needs that no column was taken for.
pub(super) fn not_needed(lang: Lang, titles: &str) -> String {
    match lang {
        Lang::Zh => format!("没有规则必须要的：{titles}"),
        Lang::En => format!("needed by no rule: {titles}"),
    }
}

/// What is never shown.
pub(super) fn masked(lang: Lang, columns: &str) -> String {
    match lang {
        Lang::Zh => format!("除非加 --unmask，任何地方都不显示这些列的内容：{columns}"),
        Lang::En => {
            format!("the contents of these columns are shown nowhere unless --unmask is given: {columns}")
        }
    }
}

/// How to name a column that is there under another name.
pub(super) fn next_absent(lang: Lang, map: &str) -> String {
    match lang {
        Lang::Zh => format!("缺少的列若以别的名称存在，请用 {map} 指定；确实没有的，相应规则会标为未评估。"),
        Lang::En => format!(
            "where a column that is not there goes by another name, name it with {map}; what is really missing leaves its rules not evaluated."
        ),
    }
}

/// The command that audits the files.
pub(super) fn next_audit(lang: Lang, inputs: &str) -> String {
    match lang {
        Lang::Zh => format!("开始审计：{}", command("audit", inputs)),
        Lang::En => format!("begin the audit: {}", command("audit", inputs)),
    }
}

fn command(name: &str, inputs: &str) -> String {
    format!("hearback {name} {inputs}").trim_end().to_owned()
}

/// The command that writes down what was found.
pub(super) fn next_init(lang: Lang, inputs: &str) -> String {
    match lang {
        Lang::Zh => format!("把以上对应关系写成 hearback.toml：{}", command("init", inputs)),
        Lang::En => format!("write the above down as hearback.toml: {}", command("init", inputs)),
    }
}
