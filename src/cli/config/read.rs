//! The text of a configuration to what it says.
//!
//! Owns the keys and the place of every mistake. All mistakes are told at once: who mends one and runs
//! again to meet the next does so many times. Read key by key, because the messages of a derived reader
//! come in one language only.

use std::path::Path;

use clap::ValueEnum as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::analysis::Grouping;
use crate::dataset::{Field, fields_of};
use crate::ingest::{DateOrder, Encoding};
use crate::model::{Lang, Subject, Text};

use super::super::args::FailOn;
use super::{Config, Export, NamedColumn};

const KEYS: [&str; 9] =
    ["policy", "lang", "fail_on", "by", "mask_key", "complaints", "visits", "customers", "staff"];
const EXPORT_KEYS: [&str; 5] = ["files", "sheet", "encoding", "date_order", "columns"];
const LANGUAGES: [(&str, Lang); 2] = [("zh", Lang::Zh), ("en", Lang::En)];
const DATE_ORDERS: [(&str, DateOrder); 2] = [("mdy", DateOrder::Mdy), ("dmy", DateOrder::Dmy)];

type Value<'a> = Spanned<DeValue<'a>>;

/// Reads `text`; paths in it are relative to `folder`, and `origin` names it in errors.
///
/// # Errors
/// Every mistake with its line and column, a line each.
pub(super) fn read(origin: &str, folder: &Path, text: &str) -> Result<Config, Text> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { origin, folder, text, mistakes: Vec::new() };
    let config = match DeTable::parse(text) {
        Ok(root) => reader.config(root.get_ref()),
        Err(error) => {
            let why = error.message();
            let what = Text::owned(format!("不是正确的 TOML（{why}）"), format!("not valid TOML: {why}"));
            reader.wrong(error.span().map_or(0, |span| span.start), &what);
            Config::default()
        }
    };
    if reader.mistakes.is_empty() { Ok(config) } else { Err(reader.message()) }
}

struct Reader<'a> {
    origin: &'a str,
    folder: &'a Path,
    text: &'a str,
    /// By their place in the text.
    mistakes: Vec<(usize, Text)>,
}

impl Reader<'_> {
    fn config(&mut self, root: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        for (key, value) in root {
            match key.get_ref().as_ref() {
                "policy" => config.policy = self.word(value).map(|name| self.policy(name)),
                "lang" => config.lang = self.one_of(value, &LANGUAGES),
                "fail_on" => config.fail_on = self.fail_on(value),
                "by" => config.by = self.groupings(value),
                "mask_key" => config.mask_key = self.word(value).map(|name| self.folder.join(name)),
                "complaints" => config.complaints = self.export(value, Subject::Complaints),
                "visits" => config.visits = self.export(value, Subject::Visits),
                "customers" => config.customers = self.export(value, Subject::Customers),
                "staff" => config.staff = self.export(value, Subject::Staff),
                other => self.unknown_key(key.span().start, other, &KEYS),
            }
        }
        config
    }

    fn export(&mut self, value: &Value<'_>, subject: Subject) -> Export {
        let mut export = Export::default();
        for (key, value) in self.table(value).into_iter().flatten() {
            match key.get_ref().as_ref() {
                "files" => {
                    let names = self.words(value);
                    export.files = names.into_iter().map(|name| self.path(name)).collect();
                }
                "sheet" => {
                    export.directions.sheets = self.words(value).into_iter().map(str::to_owned).collect();
                }
                "encoding" => export.directions.encoding = self.encoding(value),
                "date_order" => export.directions.date_order = self.one_of(value, &DATE_ORDERS),
                "columns" => export.columns = self.columns(value, subject),
                other => self.unknown_key(key.span().start, other, &EXPORT_KEYS),
            }
        }
        export
    }

    fn columns(&mut self, value: &Value<'_>, subject: Subject) -> Vec<NamedColumn> {
        let known: Vec<&str> = fields_of(subject).map(|def| def.field.key()).collect();
        let mut columns = Vec::new();
        for (key, value) in self.table(value).into_iter().flatten() {
            let name = key.get_ref().as_ref();
            let field = Field::from_key(name).filter(|field| known.contains(&field.key()));
            let headers: Vec<String> = self.words(value).into_iter().map(str::to_owned).collect();
            match field {
                Some(field) => {
                    columns.push(NamedColumn { field, headers, line: self.line(key.span().start) })
                }
                None => self.unknown_key(key.span().start, name, &known),
            }
        }
        columns.sort_by_key(|column| column.line);
        columns
    }

    fn fail_on(&mut self, value: &Value<'_>) -> Option<FailOn> {
        let known: Vec<(String, FailOn)> = FailOn::value_variants()
            .iter()
            .filter_map(|level| Some((level.to_possible_value()?.get_name().to_owned(), *level)))
            .collect();
        let known: Vec<(&str, FailOn)> = known.iter().map(|(name, level)| (name.as_str(), *level)).collect();
        self.one_of(value, &known)
    }

    fn groupings(&mut self, value: &Value<'_>) -> Vec<Grouping> {
        let known: Vec<&str> = Grouping::ALL.iter().map(|grouping| grouping.key()).collect();
        let at = value.span().start;
        let mut groupings = Vec::new();
        for name in self.words(value) {
            match Grouping::from_key(name) {
                Some(grouping) if groupings.contains(&grouping) => {}
                Some(grouping) => groupings.push(grouping),
                None => self.unknown_value(at, name, &known),
            }
        }
        groupings
    }

    fn encoding(&mut self, value: &Value<'_>) -> Option<Encoding> {
        const KNOWN: [&str; 6] = ["utf-8", "gb18030", "big5", "shift_jis", "utf-16le", "utf-16be"];
        let name = self.word(value)?;
        let found = Encoding::from_name(name);
        if found.is_none() {
            self.unknown_value(value.span().start, name, &KNOWN);
        }
        found
    }

    fn one_of<T: Copy>(&mut self, value: &Value<'_>, known: &[(&str, T)]) -> Option<T> {
        let name = self.word(value)?;
        let found = known.iter().find(|(other, _)| *other == name).map(|(_, found)| *found);
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            self.unknown_value(value.span().start, name, &names);
        }
        found
    }

    fn policy(&self, name: &str) -> String {
        if is_path(name) { self.path(name) } else { name.to_owned() }
    }

    /// A path as seen from where the program runs.
    fn path(&self, name: &str) -> String {
        self.folder.join(name).to_string_lossy().into_owned()
    }

    fn table<'v, 't>(&mut self, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong(value.span().start, &Text::new("这里应是一个表", "expected a table"));
        }
        table
    }

    fn word<'v>(&mut self, value: &'v Value<'_>) -> Option<&'v str> {
        let word = value.get_ref().as_str().filter(|word| !word.trim().is_empty());
        if word.is_none() {
            self.wrong(
                value.span().start,
                &Text::new("这里应是加引号的文字，且不能为空", "expected text in quotes that is not empty"),
            );
        }
        word
    }

    /// A text or a list of texts.
    fn words<'v>(&mut self, value: &'v Value<'_>) -> Vec<&'v str> {
        match value.get_ref().as_array() {
            Some(list) => list.iter().filter_map(|value| self.word(value)).collect(),
            None => self.word(value).into_iter().collect(),
        }
    }

    fn unknown_key(&mut self, at: usize, given: &str, known: &[&str]) {
        let hint = hint(given, known);
        self.wrong(
            at,
            &Text::owned(
                format!("没有键 {given}{}", hint.zh),
                format!("there is no key `{given}`{}", hint.en),
            ),
        );
    }

    fn unknown_value(&mut self, at: usize, given: &str, known: &[&str]) {
        let hint = hint(given, known);
        self.wrong(
            at,
            &Text::owned(format!("不能是 {given}{}", hint.zh), format!("it cannot be `{given}`{}", hint.en)),
        );
    }

    fn wrong(&mut self, at: usize, what: &Text) {
        let (line, column) = (self.line(at), self.column(at));
        let text = Text::owned(
            format!("{} 第 {line} 行第 {column} 列：{}", self.origin, what.zh),
            format!("{}, line {line}, column {column}: {}", self.origin, what.en),
        );
        self.mistakes.push((at, text));
    }

    fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or(self.text)
    }

    fn line(&self, at: usize) -> usize {
        self.before(at).matches('\n').count() + 1
    }

    fn column(&self, at: usize) -> usize {
        self.before(at).rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1
    }

    fn message(mut self) -> Text {
        self.mistakes.sort_by_key(|(at, _)| *at);
        let lines = |wording: fn(&Text) -> &str| -> String {
            let lines: Vec<&str> = self.mistakes.iter().map(|(_, text)| wording(text)).collect();
            lines.join("\n")
        };
        Text::owned(lines(|text| text.get(Lang::Zh)), lines(|text| text.get(Lang::En)))
    }
}

/// Whether a policy is a file; one that is built in has a bare name.
pub(super) fn is_path(policy: &str) -> bool {
    policy.contains(['.', '/', '\\'])
}

/// The known word most like the given one, else all of them.
fn hint(given: &str, known: &[&str]) -> Text {
    const SLIPS: usize = 2;
    let given = given.to_lowercase().replace('-', "_");
    let nearest = known
        .iter()
        .map(|word| (strsim::osa_distance(word, &given), *word))
        .min()
        .filter(|(slips, _)| *slips <= SLIPS);
    match nearest {
        Some((_, word)) => Text::owned(format!("；是否想写 {word}？"), format!("; did you mean `{word}`?")),
        None => {
            Text::owned(format!("；可用：{}", known.join("、")), format!("; known: {}", known.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "\u{feff}\
policy = \"rules/own.toml\"
lang = \"zh\"
fail_on = \"medium\"
by = [\"branch\", \"month\", \"branch\"]

[complaints]
files = [\"in/*.xlsx\", \"/abs.csv\"]
sheet = \"*月\"
encoding = \"gbk\"
date_order = \"dmy\"

[complaints.columns]
received_at = \"开单时间\"
id = [\"编号\", \"投诉单号\"]

[visits]
sheet = [\"九月\", \"十月\"]
";

    fn read_here(text: &str) -> Result<Config, Text> {
        read("hearback.toml", Path::new(".."), text)
    }

    #[test]
    fn everything_it_may_say_is_read() {
        let config = read_here(WHOLE).expect("it is right");
        assert_eq!(config.policy.as_deref(), Some("../rules/own.toml"));
        assert_eq!((config.lang, config.fail_on), (Some(Lang::Zh), Some(FailOn::Medium)));
        assert_eq!(config.by, [Grouping::Branch, Grouping::Month]);
        assert_eq!(config.complaints.files, ["../in/*.xlsx", "/abs.csv"]);
        assert_eq!(config.complaints.directions.sheets, ["*月"]);
        assert_eq!(config.complaints.directions.encoding, Some(Encoding::GB18030));
        assert_eq!(config.complaints.directions.date_order, Some(DateOrder::Dmy));
        let columns: Vec<(Field, Vec<&str>, usize)> = config
            .complaints
            .columns
            .iter()
            .map(|column| (column.field, column.headers.iter().map(String::as_str).collect(), column.line))
            .collect();
        let expected = [(Field::ReceivedAt, vec!["开单时间"], 13), (Field::Id, vec!["编号", "投诉单号"], 14)];
        assert_eq!(columns, expected);
        assert_eq!(config.visits.directions.sheets, ["九月", "十月"]);
        assert_eq!(config.path, None);
    }

    #[test]
    fn a_built_in_policy_is_no_path() {
        let config = read_here("policy = \"generic\"").expect("it is right");
        assert_eq!(config.policy.as_deref(), Some("generic"));
        assert_eq!(read_here(""), Ok(Config::default()));
    }

    #[test]
    fn every_mistake_is_named_with_its_place_and_what_is_near() {
        let cases = [
            ("polcy = \"generic\"", "line 1, column 1: there is no key `polcy`; did you mean `policy`?"),
            (
                "[complaint]\nfiles = []",
                "line 1, column 2: there is no key `complaint`; did you mean `complaints`?",
            ),
            ("\n[visits]\nfile = [\"a\"]", "line 3, column 1: there is no key `file`; did you mean `files`?"),
            ("lang = \"de\"", "line 1, column 8: it cannot be `de`; did you mean `en`?"),
            ("fail_on = \"grave\"", "it cannot be `grave`; known: high, medium, low, info, never"),
            ("by = [\"colour\"]", "it cannot be `colour`; known: branch, category"),
            ("complaints.encoding = \"ebcdic\"", "it cannot be `ebcdic`; known: utf-8, gb18030"),
            ("[visits]\ndate_order = \"ymd\"", "line 2, column 14: it cannot be `ymd`; did you mean"),
            (
                "[complaints.columns]\nrecieved_at = \"a\"",
                "no key `recieved_at`; did you mean `received_at`?",
            ),
            ("[complaints.columns]\nvisited_at = \"a\"", "line 2, column 1: there is no key `visited_at`"),
            (
                "[complaints.columns]\nid = \" \"",
                "line 2, column 6: expected text in quotes that is not empty",
            ),
            ("policy = 3", "line 1, column 10: expected text in quotes"),
            ("complaints = \"a.csv\"", "line 1, column 14: expected a table"),
            ("投诉 = ", "line 1, column"),
            ("policy = \"a", "not valid TOML"),
        ];
        for (text, said) in cases {
            let message = read_here(text).expect_err(text);
            assert!(message.en.starts_with("hearback.toml, line "), "{text}: {}", message.en);
            assert!(message.en.contains(said), "{text}: {}", message.en);
            assert!(message.zh.contains("行第"), "{text}: {}", message.zh);
        }
    }

    #[test]
    fn all_mistakes_are_told_in_their_order() {
        let message = read_here("visits.x = 1\nlang = \"x\"\n").expect_err("both are wrong");
        let lines: Vec<&str> = message.zh.lines().collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].starts_with("hearback.toml 第 1 行第 8 列：没有键 x"), "{lines:?}");
        assert!(lines[1].starts_with("hearback.toml 第 2 行第 8 列：不能是 x"), "{lines:?}");
    }
}
