//! What was found out about files, as the text of a configuration with comments.
//!
//! Owns the writing of what `read` reads. Refuses to guess: a field without a column stands there as a
//! comment, beside the headers that may be meant.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use clap::ValueEnum as _;
use unicode_width::UnicodeWidthStr as _;

use crate::ingest::{DateOrder, same_header};
use crate::model::{Inspection, Lang, Subject, Text};
use crate::report::safe_text;

use super::super::args::InputArgs;
use super::Config;
use super::read::is_path;

/// Columns after which comments no longer stand under each other.
const WIDEST: usize = 44;
/// The encoding that needs no mention.
const USUAL_ENCODING: &str = "utf-8";

/// What is to be written down.
pub(in crate::cli) struct Draft<'a> {
    /// What was found out.
    pub(in crate::cli) inspections: &'a [Inspection],
    /// What the user said on the command line.
    pub(in crate::cli) inputs: &'a InputArgs,
    /// What an earlier configuration says; it is kept.
    pub(in crate::cli) config: &'a Config,
    /// Where the file will lie.
    pub(in crate::cli) folder: &'a Path,
    pub(in crate::cli) lang: Lang,
}

impl Draft<'_> {
    /// The text.
    pub(in crate::cli) fn text(&self) -> String {
        let mut page = Page { text: String::new(), lang: self.lang };
        page.comment(&Text::new(
            "hearback 配置，由 hearback init 写成；不对的地方请直接修改。",
            "Configuration of hearback, written by hearback init; change what is not right.",
        ));
        page.comment(&Text::new(
            "命令行上的选项优先。修改后可用 hearback inspect 查看效果。",
            "Options on the command line go before it. See what a change does with hearback inspect.",
        ));
        self.write_common(&mut page);
        for subject in Subject::EXPORTS {
            let seen: Vec<&Inspection> =
                self.inspections.iter().filter(|seen| seen.kind == Some(subject)).collect();
            if !seen.is_empty() {
                self.write_export(subject, &seen, &mut page);
            }
        }
        page.text
    }

    fn write_common(&self, page: &mut Page) {
        let policy = self.config.policy.as_deref().map(|name| self.policy(name));
        page.gap();
        page.comment(&Text::new(
            "制度：内置名称，或文件（相对本文件夹）。",
            "Policy: a built-in name, or a file relative to this folder.",
        ));
        page.entry("policy", policy.as_deref().map(quoted), &quoted("generic"));
        page.comment(&Text::new("语言：zh 或 en。", "Language: zh or en."));
        let lang = |lang: Lang| quoted(if lang == Lang::Zh { "zh" } else { "en" });
        page.entry("lang", self.config.lang.map(lang), &lang(self.lang));
        page.comment(&Text::new(
            "从此级别起以 1 退出：high、medium、low、info、never。",
            "Exit with 1 from this severity on: high, medium, low, info, never.",
        ));
        let fail_on = self.config.fail_on.and_then(|level| level.to_possible_value());
        page.entry("fail_on", fail_on.map(|level| quoted(level.get_name())), &quoted("high"));
        page.comment(&Text::new(
            "分组：branch、category、month、severity、handler、channel、product。",
            "Group by: branch, category, month, severity, handler, channel, product.",
        ));
        let by: Vec<&str> = self.config.by.iter().map(|grouping| grouping.key()).collect();
        page.entry("by", (!by.is_empty()).then(|| list(&by)), &list(&["branch"]));
        if let Some(key) = self.inputs.mask_key.as_ref().or(self.config.mask_key.as_ref()) {
            page.comment(&Text::new(
                "代替人名的代号所用的密钥文件（相对本文件夹）。",
                "The key of the tokens that stand for persons: a file relative to this folder.",
            ));
            let key = key.to_string_lossy();
            page.entry("mask_key", Some(quoted(&self.relative(&key))), "");
        }
    }

    fn write_export(&self, subject: Subject, seen: &[&Inspection], page: &mut Page) {
        page.gap();
        page.line(&format!("[{}]", subject.key()));
        page.comment(&Text::new(
            "命令行没有给出文件时读取这些；可用 * 和 ?，例如 \"2025-*.xlsx\"。",
            "Read when the command line names no files; * and ? stand for anything, such as \"2025-*.xlsx\".",
        ));
        let files = self.files(seen);
        let files: Vec<&str> = files.iter().map(AsRef::as_ref).collect();
        page.entry("files", (!files.is_empty()).then(|| list(&files)), "[]");
        self.write_directions(subject, seen, page);
        page.gap();
        page.comment(&Text::new(
            "字段 = \"文件中的表头\"；几个文件表头不同时写成 [\"表头一\", \"表头二\"]。",
            "field = \"the header in the files\"; where files differ: [\"one header\", \"another\"].",
        ));
        page.line(&format!("[{}.columns]", subject.key()));
        write_columns(seen, page);
        write_absent(seen, page);
    }

    fn write_directions(&self, subject: Subject, seen: &[&Inspection], page: &mut Page) {
        let sheets = self.sheets(seen);
        if !sheets.is_empty() {
            page.comment(&Text::new(
                "要读的工作表；可用通配，例如 \"*月\"。",
                "The sheets to read; patterns such as \"*月\" are welcome.",
            ));
            let value = if let [only] = sheets.as_slice() { quoted(only) } else { list(&sheets) };
            page.entry("sheet", Some(value), "");
        }
        let encodings =
            distinct(seen.iter().filter_map(|seen| seen.encoding.as_ref()).map(|chosen| &*chosen.name));
        if let [only] = encodings.as_slice()
            && *only != USUAL_ENCODING
        {
            page.comment(&Text::new("文本编码。", "Text encoding."));
            page.entry("encoding", Some(quoted(only)), "");
        }
        if let Some(order) = self.date_order(subject, seen) {
            page.comment(&Text::new(
                "年份在后时日和月的顺序（05/03/2024）：mdy 或 dmy。",
                "Order of day and month where the year stands last (05/03/2024): mdy or dmy.",
            ));
            page.entry("date_order", Some(quoted(&order)), "");
        }
    }

    /// The order the user named, else the one that was found in all files, else the one that stood there.
    fn date_order(&self, subject: Subject, seen: &[&Inspection]) -> Option<String> {
        let said = self.inputs.date_order.and_then(|order| order.to_possible_value());
        if let Some(said) = said {
            return Some(said.get_name().to_owned());
        }
        let found = seen.iter().filter_map(|seen| seen.date_order.as_ref()).map(|chosen| &*chosen.name);
        match distinct(found).as_slice() {
            [only] => Some((*only).to_owned()),
            _ => self.config.export(subject).directions.date_order.map(|order| {
                let name = match order {
                    DateOrder::Mdy => "mdy",
                    DateOrder::Dmy => "dmy",
                };
                name.to_owned()
            }),
        }
    }

    /// The files, as they are to be named from the folder of the configuration.
    fn files<'b>(&self, seen: &[&'b Inspection]) -> Vec<Cow<'b, str>> {
        let names = distinct(seen.iter().map(|seen| seen.file.as_str()));
        names.into_iter().filter(|name| *name != "-").map(|name| self.relative(name)).collect()
    }

    fn policy<'b>(&self, name: &'b str) -> Cow<'b, str> {
        if is_path(name) { self.relative(name) } else { Cow::Borrowed(name) }
    }

    fn relative<'b>(&self, name: &'b str) -> Cow<'b, str> {
        let path = Path::new(name);
        if self.folder == Path::new(".") || path.is_absolute() {
            return Cow::Borrowed(name);
        }
        if let Ok(inside) = path.strip_prefix(self.folder) {
            return inside.to_string_lossy();
        }
        std::path::absolute(path)
            .map_or(Cow::Borrowed(name), |path| Cow::Owned(path.to_string_lossy().into_owned()))
    }

    /// The sheets to name: what the user asked for where it fits, else what was read of workbooks with
    /// more than one.
    fn sheets<'b>(&'b self, seen: &[&'b Inspection]) -> Vec<&'b str> {
        let read = distinct(
            seen.iter().filter(|seen| seen.sheets.len() > 1).filter_map(|seen| seen.sheet.as_deref()),
        );
        let fits = |asked: &str| {
            let pattern = glob::Pattern::new(asked).ok();
            read.iter()
                .any(|name| *name == asked || pattern.as_ref().is_some_and(|asked| asked.matches(name)))
        };
        let asked: Vec<&str> =
            self.inputs.sheet.iter().map(String::as_str).filter(|asked| fits(asked)).collect();
        if asked.is_empty() { read } else { asked }
    }
}

/// Every field that has a column, in the order of the first file.
fn write_columns(seen: &[&Inspection], page: &mut Page) {
    let mut fields: Vec<(&str, Vec<&str>, &Text, &Text)> = Vec::new();
    let empty = &NO_TEXT;
    for column in seen.iter().flat_map(|seen| &seen.columns).filter(|column| !column.header.trim().is_empty())
    {
        let Some(field) = column.field else { continue };
        match fields.iter_mut().find(|(other, ..)| *other == field) {
            Some((_, headers, ..)) => {
                if !headers.iter().any(|header| same_header(header, &column.header)) {
                    headers.push(&column.header);
                }
            }
            None => {
                let title = column.title.as_ref().unwrap_or(empty);
                fields.push((field, vec![column.header.as_str()], title, &column.why));
            }
        }
    }
    let lines: Vec<(String, String)> = fields
        .iter()
        .map(|(field, headers, title, why)| {
            let value = if let [only] = headers.as_slice() { quoted(only) } else { list(headers) };
            (format!("{field} = {value}"), page.remark(title, why))
        })
        .collect();
    page.aligned(&lines);
}

static NO_TEXT: Text = Text::new("", "");

/// What has no column anywhere, ready to be filled in.
fn write_absent(seen: &[&Inspection], page: &mut Page) {
    let Some(first) = seen.first() else { return };
    let nowhere = first
        .absent
        .iter()
        .filter(|field| seen.iter().all(|seen| seen.absent.iter().any(|other| other.field == field.field)));
    let lines: Vec<(String, String)> = nowhere
        .map(|field| {
            let rules: Vec<&str> = field.needed_by.iter().map(|code| code.as_str()).collect();
            let needed = match (rules.is_empty(), page.lang) {
                (true, _) => String::new(),
                (false, Lang::Zh) => format!("{} 需要", rules.join("、")),
                (false, Lang::En) => format!("needed by {}", rules.join(", ")),
            };
            (format!("# {} = \"\"", field.field), page.remark(&field.title, &Text::same(needed)))
        })
        .collect();
    if lines.is_empty() {
        return;
    }
    page.gap();
    page.comment(&Text::new(
        "没有找到的字段；文件里有的，去掉行首的 # 并填上表头。",
        "Not found. Where a file has one, take away the # and fill in the header.",
    ));
    let unknown = distinct(
        seen.iter()
            .flat_map(|seen| seen.unrecognised())
            .map(|column| column.header.as_str())
            .filter(|header| !header.trim().is_empty()),
    );
    if !unknown.is_empty() {
        let headers = list(&unknown);
        page.comment(&Text::owned(
            format!("未识别的表头：{headers}"),
            format!("Headers not recognised: {headers}"),
        ));
    }
    page.aligned(&lines);
}

/// The text as it grows.
struct Page {
    text: String,
    lang: Lang,
}

impl Page {
    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line}");
    }

    fn gap(&mut self) {
        self.line("");
    }

    fn comment(&mut self, text: &Text) {
        let line = format!("# {}", safe_text(text.get(self.lang)));
        self.line(&line);
    }

    /// A key and its value; without one the key is a comment that shows what could stand there.
    fn entry(&mut self, key: &str, value: Option<String>, example: &str) {
        match value {
            Some(value) => self.line(&format!("{key} = {value}")),
            None => self.line(&format!("# {key} = {example}")),
        }
    }

    /// `title (why)`.
    fn remark(&self, title: &Text, why: &Text) -> String {
        let (title, why) = (title.get(self.lang), why.get(self.lang));
        let remark = match self.lang {
            _ if why.is_empty() => title.to_owned(),
            Lang::Zh => format!("{title}（{why}）"),
            Lang::En => format!("{title} ({why})"),
        };
        safe_text(&remark).into_owned()
    }

    /// Lines with their remarks under each other.
    fn aligned(&mut self, lines: &[(String, String)]) {
        let widest =
            lines.iter().map(|(line, _)| line.width()).filter(|width| *width <= WIDEST).max().unwrap_or(0);
        for (line, remark) in lines {
            let slack = widest.saturating_sub(line.width());
            match remark.as_str() {
                "" => self.line(line),
                remark => self.line(&format!("{line}{:slack$}  # {remark}", "")),
            }
        }
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

fn list<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name.as_ref())).collect();
    format!("[{}]", names.join(", "))
}

/// A TOML text on one line. The writer of the toml crate may spread a text over several lines, which
/// cannot stand in a comment, and leaves signs that reorder what is read as they are.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            letter if is_unseen(letter) => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a page would show something else in its place.
fn is_unseen(letter: char) -> bool {
    matches!(safe_text(letter.encode_utf8(&mut [0; 4])), Cow::Owned(_))
}

#[cfg(test)]
mod tests;
