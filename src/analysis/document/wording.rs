//! Words that several chapters share: counts, rates, lists and tables.

use crate::model::figures::{grouped, percent};
use crate::model::{Block, Column, Fact, Rate, RuleOutcome, Table, Text, Value};

/// Sentences behind each other.
pub(super) fn sentences(parts: &[Text]) -> Text {
    let said = || parts.iter().filter(|part| !part.zh.is_empty());
    let zh: Vec<&str> = said().map(|part| part.zh.as_ref()).collect();
    let en: Vec<&str> = said().map(|part| part.en.as_ref()).collect();
    Text::owned(zh.concat(), en.join(" "))
}

/// A heading.
pub(super) fn heading(zh: &'static str, en: &'static str) -> Block {
    Block::Heading(Text::new(zh, en))
}

/// A labelled value.
pub(super) fn fact(zh: &'static str, en: &'static str, value: Text) -> Fact {
    Fact { label: Text::new(zh, en), value }
}

/// `37.5 %`.
pub(super) fn share(part: u64, whole: u64) -> String {
    let rate = Rate { good: part, decided: whole, undetermined: 0 };
    rate.value().map_or_else(|| "–".to_owned(), |value| format!("{} %", percent(value)))
}

/// `87.3 %`, with its bounds where undetermined cases leave it open.
pub(super) fn rate(rate: Rate) -> Text {
    let Some(value) = rate.value() else { return Text::new("无已到期", "none due") };
    let value = percent(value);
    match (rate.lower().map(percent), rate.upper().map(percent)) {
        (Some(lower), Some(upper)) if lower != upper => Text::owned(
            format!("{value} %（无法判定的若全部不达标或全部达标，则为 {lower} % 至 {upper} %）"),
            format!("{value} % ({lower} % to {upper} % if the undetermined all failed or all met)"),
        ),
        _ => Text::same(format!("{value} %")),
    }
}

/// Names in one line.
pub(super) fn list(names: &[Text]) -> Text {
    let zh: Vec<&str> = names.iter().map(|name| name.zh.as_ref()).collect();
    let en: Vec<&str> = names.iter().map(|name| name.en.as_ref()).collect();
    Text::owned(zh.join("、"), en.join(", "))
}

/// A rule as the text names it: `RSP001 首次响应超时`.
pub(super) fn rule(rule: &RuleOutcome) -> Text {
    let (code, title) = (rule.doc.code, &rule.doc.title);
    Text::owned(format!("{code} {}", title.zh), format!("{code} {}", title.en))
}

/// A table without totals.
pub(super) fn table(
    name: &'static str,
    title: Text,
    columns: Vec<Column>,
    rows: Vec<Vec<Value>>,
    notes: Vec<Text>,
) -> Table {
    Table { name, title, columns, rows, totals: Vec::new(), notes, next: Text::same("") }
}

/// A list that shows only its first entries, and says so: `10 / 4,312`.
pub(super) fn capped(shown: usize, all: usize) -> Option<Text> {
    (shown < all).then(|| {
        let (shown, all) = (grouped(shown as u64), grouped(all as u64));
        Text::owned(format!("只列出前 {shown} 项，共 {all} 项。"), format!("The first {shown} of {all}."))
    })
}
