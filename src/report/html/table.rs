//! A result table: caption, heads, rows, totals, how to read it, what to do next.

use super::super::{document_texts as words, texts, values};
use super::markup::Html;
use crate::model::figures::grouped;
use crate::model::{Column, ColumnKind, Lang, Table, Value};
use unicode_width::UnicodeWidthChar as _;

/// The bytes of rows one table may take.
const MOST_BYTES: usize = 60_000;
/// Columns from which on a table is set closer, so that it fits beside the contents.
const WIDE: usize = 9;
/// Letters of a word that stays whole on paper.
const LONGEST_WORD: usize = 16;

/// Writes the table; rows that find no room are counted below it.
pub(super) fn write(html: &mut Html, table: &Table) {
    let lang = html.lang;
    let is_wide = table.columns.len() >= WIDE;
    html.raw(if is_wide { "<figure class=\"table wide\">" } else { "<figure class=\"table\">" });
    start(html, table.title.get(lang));
    html.raw("<thead><tr>");
    for column in &table.columns {
        html.raw("<th scope=\"col\"")
            .raw(class(column.kind))
            .raw(">")
            .brief(column.title.get(lang))
            .raw("</th>");
    }
    html.raw("</tr></thead>\n<tbody>");
    let shown = rows(html, table);
    html.raw("</tbody>\n");
    if !table.totals.is_empty() {
        html.raw("<tfoot>");
        row(html, &table.columns, &table.totals);
        html.raw("</tfoot>");
    }
    html.raw("</table></div>");
    notes(html, table, shown);
    html.raw("</figure>\n");
}

/// The box that scrolls, and in it the table with its caption.
pub(super) fn start(html: &mut Html, caption: &str) {
    html.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\"").attribute("aria-label", caption);
    html.raw("><table><caption>").brief(caption).raw("</caption>");
}

/// Writes rows while there is room, and says how many.
fn rows(html: &mut Html, table: &Table) -> usize {
    let most = html.len() + MOST_BYTES;
    for (nth, values) in table.rows.iter().enumerate() {
        let before = html.len();
        row(html, &table.columns, values);
        if html.len() > most {
            html.truncate(before);
            return nth;
        }
    }
    table.rows.len()
}

fn row(html: &mut Html, columns: &[Column], values: &[Value]) {
    html.raw("<tr>");
    for (nth, (column, value)) in columns.iter().zip(values).enumerate() {
        let is_head = nth == 0 && column.kind == ColumnKind::Words;
        let is_text = matches!(column.kind, ColumnKind::Words | ColumnKind::Prose);
        let is_long = is_text && is_long(value, html.lang);
        let class = if is_long { " class=\"long\"" } else { class(column.kind) };
        html.raw(if is_head { "<th scope=\"row\"" } else { "<td" }).raw(class);
        if let Value::Minutes(minutes) = value {
            html.drawing(format_args!(" data-v=\"{minutes:.0}\""));
        }
        html.raw(">");
        cell(html, value);
        html.raw(if is_head { "</th>" } else { "</td>" });
    }
    html.raw("</tr>\n");
}

fn cell(html: &mut Html, value: &Value) {
    let lang = html.lang;
    let shown = values::shown(value, 0, lang);
    match (value, shown.split_once(" (")) {
        (Value::Rate(_), Some((rate, bounds))) => {
            html.brief(rate).raw(" <small>(").brief(bounds).raw("</small>");
        }
        (Value::Label(_), _) => {
            html.text(&shown);
        }
        _ => {
            html.brief(&shown);
        }
    }
}

/// Whether a word in it is so long that it must break wherever a line ends; shorter ones stay whole on paper.
fn is_long(value: &Value, lang: Lang) -> bool {
    let text = match value {
        Value::Words(words) => words.as_str(),
        Value::Label(label) => label.get(lang),
        _ => return false,
    };
    let breaks = |c: char| c.is_whitespace() || c.width() == Some(2);
    text.split(breaks).any(|word| word.chars().nth(LONGEST_WORD).is_some())
}

fn class(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Words => "",
        ColumnKind::Prose => " class=\"prose\"",
        ColumnKind::Count | ColumnKind::Rate | ColumnKind::Minutes => " class=\"num\"",
    }
}

fn notes(html: &mut Html, table: &Table, shown: usize) {
    let lang = html.lang;
    if table.rows.is_empty() && table.totals.is_empty() {
        html.raw("<p class=\"note\">").words(&texts::NO_ROWS).raw("</p>");
    }
    if shown < table.rows.len() {
        let (shown, all) = (grouped(shown as u64), grouped(table.rows.len() as u64));
        html.raw("<p class=\"note\">").text(&words::shown_rows(lang, &shown, &all)).raw("</p>");
    }
    for note in &table.notes {
        html.raw("<p class=\"note\">").words(note).raw("</p>");
    }
    if !table.next.get(lang).is_empty() {
        html.raw("<p class=\"next\"><b>").words(&words::TO_DO).raw("</b> ").words(&table.next).raw("</p>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_too_long_for_a_column_break_anywhere() {
        let long = |text: &str| is_long(&Value::Words(text.to_owned()), Lang::En);
        for text in ["callback missing", "medium", "高新技术产业开发区第二营业部和第三营业部", ""]
        {
            assert!(!long(text), "{text}");
        }
        for text in ["see /srv/exports/2025-complaints.xlsx", "9c9c9c9c9c9c9c9c9c"] {
            assert!(long(text), "{text}");
        }
        assert!(!is_long(&Value::Count(u64::MAX), Lang::En));
    }
}
