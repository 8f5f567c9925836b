//! Every word a Word report says on its own account, Chinese beside English.
//!
//! Owns fixed words as statics and sentences with figures as functions, as `report::texts` does.

use crate::model::{Lang, Text};

pub(super) static CONTENTS: Text = Text::new("目　录", "Contents");
pub(super) static BAD: Text = Text::new("▲ 需关注", "▲ needs attention");
pub(super) static UNMASKED: Text =
    Text::new("含未脱敏的个人信息，仅限内部使用", "Contains unmasked personal data: internal use only");
pub(super) static NOTE: Text = Text::new("注：", "Note: ");
pub(super) static NEXT: Text = Text::new("下一步：", "Next: ");
pub(super) static SERIES: Text = Text::new("项目", "series");
pub(super) static NO_FINDINGS: Text =
    Text::new("本规则已评估，没有发现。", "The rule ran and has no findings.");
pub(super) static CUT: Text = Text::new("…（原文过长，已截短）", "… (shortened)");
pub(super) static KEYWORDS: Text =
    Text::new("投诉审计；回访；审计报告", "complaint audit; callbacks; audit report");
pub(super) static TABLE_TEXT: Text = Text::new("表格文字", "Table Text");
pub(super) static TABLE_NOTE: Text = Text::new("表格附注", "Table Note");
pub(super) static TABLE_LEAD: Text = Text::new("表格引导", "Table Lead");
pub(super) static VERDICT_STYLE: Text = Text::new("判定结论", "Verdict");
pub(super) static AUDIT_TABLE: Text = Text::new("审计表格", "Audit Table");
pub(super) static FACT_TABLE: Text = Text::new("要素表格", "Fact Table");
pub(super) static CHART_TABLE: Text = Text::new("图示表格", "Chart Table");

/// What stands before the number of a table.
pub(super) static TABLE: Text = Text::new("表 ", "Table ");
/// What stands before the number of a chart.
pub(super) static FIGURE: Text = Text::new("图 ", "Figure ");
/// What stands between a number and its title.
pub(super) static AFTER_NUMBER: Text = Text::new("　", "  ");

/// Around the page's number and the number of pages.
pub(super) fn page(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Zh => ["第 ", " 页　共 ", " 页"],
        Lang::En => ["Page ", " of ", ""],
    }
}

/// How many findings of a rule are listed.
pub(super) fn listed(lang: Lang, shown: &str, total: &str) -> String {
    match lang {
        Lang::Zh if shown == total => format!("共 {total} 条，全部列出。"),
        Lang::Zh => format!("共 {total} 条，列出前 {shown} 条；全部见 xlsx 或 csv 报告。"),
        Lang::En if shown == total => format!("{total} in all, all listed."),
        Lang::En => format!("{shown} of {total}; all of them are in the xlsx and csv reports."),
    }
}

/// A rule without a verdict, which is never a pass.
pub(super) fn without_verdict(lang: Lang, failed: bool, reason: &str) -> String {
    match (lang, failed) {
        (Lang::Zh, false) => format!("未评估：{reason}。未评估不等于合格。"),
        (Lang::Zh, true) => format!("运行失败：{reason}。运行失败不等于合格。"),
        (Lang::En, false) => format!("Not evaluated: {reason}. This is not a pass."),
        (Lang::En, true) => format!("Failed: {reason}. This is not a pass."),
    }
}

/// What stands before a heading of a level from 1 to 3; the numbering part writes the same.
pub(super) fn heading_number(lang: Lang, numbers: [u32; 3], level: usize) -> String {
    let [first, second, third] = numbers;
    match (lang, level) {
        (Lang::Zh, 1) => format!("{}、", han(first)),
        (Lang::Zh, 2) => format!("（{}）", han(second)),
        (Lang::Zh, _) => format!("{third}. "),
        (Lang::En, 1) => format!("{first} "),
        (Lang::En, 2) => format!("{first}.{second} "),
        (Lang::En, _) => format!("{first}.{second}.{third} "),
    }
}

/// A number below 100 in Chinese words, as Word counts headings.
fn han(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |number: u32| DIGITS[number as usize % DIGITS.len()];
    match number {
        0 => "〇".to_owned(),
        1..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_missing_in_a_language() {
        let words = [
            &CONTENTS,
            &BAD,
            &UNMASKED,
            &NOTE,
            &NEXT,
            &SERIES,
            &NO_FINDINGS,
            &CUT,
            &KEYWORDS,
            &TABLE_TEXT,
            &TABLE_NOTE,
            &VERDICT_STYLE,
            &TABLE_LEAD,
            &AUDIT_TABLE,
            &FACT_TABLE,
            &CHART_TABLE,
            &TABLE,
            &FIGURE,
            &AFTER_NUMBER,
        ];
        for lang in [Lang::Zh, Lang::En] {
            for word in words {
                assert!(!word.get(lang).is_empty(), "{word:?}");
            }
            assert!(listed(lang, "5", "4,312").contains("4,312"));
            assert!(!listed(lang, "5", "5").is_empty());
            for failed in [false, true] {
                assert!(without_verdict(lang, failed, "why").contains("why"));
            }
        }
    }

    #[test]
    fn headings_count_as_word_does() {
        let shown = [1, 10, 11, 20, 21, 99].map(han);
        assert_eq!(shown, ["一", "十", "十一", "二十", "二十一", "九十九"]);
        assert_eq!(heading_number(Lang::Zh, [3, 2, 1], 2), "（二）");
        assert_eq!(heading_number(Lang::En, [3, 2, 1], 2), "3.2 ");
    }
}
