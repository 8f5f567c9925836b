//! Why something is wrong, worded in both languages in one place.

use crate::model::Text;
use crate::policy::nearest::nearest;

/// How the TOML reader's messages begin, and what they mean.
const TOML_SLIPS: [(&str, &str); 12] = [
    ("duplicate key", "键重复"),
    ("invalid unquoted key", "键含中文、空格等字符时须加引号"),
    ("string values must be quoted", "文字须加引号"),
    ("missing opening quote", "缺少前引号"),
    ("unclosed array", "列表缺少右方括号 ]"),
    ("unclosed inline table", "表缺少右花括号 }"),
    ("unclosed table", "表名缺少右方括号 ]"),
    ("missing comma", "缺少逗号"),
    ("missing assignment", "缺少等号"),
    ("key with no value", "键没有值"),
    ("missing value", "缺少值"),
    ("invalid basic string", "文字未在同一行内用引号结束，或含非法转义"),
];

/// A reason with what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::policy) struct Reason(Text);

impl Reason {
    /// A reason of its own wording.
    pub(in crate::policy) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Text::owned(zh.into(), en.into()))
    }

    /// A reason whose wording is ready.
    pub(in crate::policy) fn from_text(text: Text) -> Self {
        Self(text)
    }

    pub(super) fn text(&self) -> &Text {
        &self.0
    }

    /// What the TOML reader says; it speaks English only, so the slips people make are put into Chinese
    /// here.
    pub(in crate::policy) fn syntax(message: &str) -> Self {
        let message = message.trim().replace('\n', "; ");
        let known = TOML_SLIPS.iter().find(|(start, _)| message.starts_with(start));
        let zh = known.map_or(message.as_str(), |(_, zh)| zh);
        Self::new(format!("TOML 语法错误：{zh}"), format!("not TOML: {message}"))
    }

    /// A key that does not exist here.
    pub(in crate::policy) fn unknown_key(key: &str, known: &[&str]) -> Self {
        Self::one_of(key, known, "没有这个键", "there is no such key", "可用的键", "the keys are")
    }

    /// A word that is not one of a fixed list.
    pub(in crate::policy) fn unknown_word(word: &str, known: &[&str]) -> Self {
        Self::one_of(word, known, "没有这个取值", "unknown word", "可用的取值", "one of")
    }

    /// A meaning that the words of a field do not have.
    pub(in crate::policy) fn unknown_meaning(word: &str, field: &str, known: &[&str]) -> Self {
        let (zh, en) = (format!("words.{field} 没有这个含义"), format!("words.{field} has no such meaning"));
        Self::one_of(word, known, &zh, &en, "现有的含义", "its meanings are")
    }

    /// A policy that is neither built in nor a file.
    pub(in crate::policy) fn unknown_policy(name: &str, known: &[&str]) -> Self {
        Self::one_of(
            name,
            known,
            "既不是内置制度，也没有这个文件",
            "neither a built-in policy nor a file",
            "内置制度",
            "built in",
        )
    }

    /// What is forgotten must be there.
    pub(in crate::policy) fn not_inherited(key: &str, known: &[&str]) -> Self {
        Self::one_of(
            key,
            known,
            "上层制度没有可去掉的这一项",
            "the extended policy has nothing of that name to forget",
            "可去掉的有",
            "it has",
        )
    }

    fn one_of(word: &str, known: &[&str], zh: &str, en: &str, list_zh: &str, list_en: &str) -> Self {
        let (mut zh, mut en) = (zh.to_owned(), en.to_owned());
        if let Some(meant) = nearest(word, known.iter().copied()) {
            zh.push_str(&format!("；是否要写 {meant}？"));
            en.push_str(&format!("; did you mean {meant}?"));
        } else if !known.is_empty() {
            zh.push_str(&format!("；{list_zh}：{}", known.join("、")));
            en.push_str(&format!("; {list_en}: {}", known.join(", ")));
        }
        Self::new(zh, en)
    }

    /// A value of another kind.
    pub(in crate::policy) fn wrong_kind(wanted: &Text, found: &Text) -> Self {
        Self::new(
            format!("应为{}，而这里是{}", wanted.zh, found.zh),
            format!("expected {}, found {}", wanted.en, found.en),
        )
    }

    /// A text that does not have its form; `wanted` says the form, with an example.
    pub(in crate::policy) fn malformed(wanted: &Text) -> Self {
        Self::new(format!("应为{}", wanted.zh), format!("expected {}", wanted.en))
    }

    /// A key that has to be there.
    pub(in crate::policy) fn missing(key: &str) -> Self {
        Self::new(format!("缺少 {key}"), format!("`{key}` is missing"))
    }

    /// Two keys of one value that exclude each other.
    pub(in crate::policy) fn excludes(key: &str, other: &str) -> Self {
        Self::new(format!("{key} 不能与 {other} 并用"), format!("`{key}` does not go with `{other}`"))
    }

    /// Two keys of an obligation that exclude each other; one may be inherited.
    pub(in crate::policy) fn not_with(key: &str, other: &str) -> Self {
        Self::new(
            format!("{key} 不能与 {other} 并用；若来自上层制度，可写 drop = [\"{other}\"]"),
            format!("`{key}` does not go with `{other}`; if it is inherited, write drop = [\"{other}\"]"),
        )
    }

    /// The same thing twice where only once makes sense.
    pub(in crate::policy) fn twice(first: &str) -> Self {
        Self::new(format!("重复：已见于 {first}"), format!("given twice: first at {first}"))
    }
}
