//! Every word that written reports add around a document, Chinese beside English.
//!
//! Owns fixed words as statics and sentences with figures as functions, as `texts` does. Refuses markup.

use crate::model::{Lang, Text};

pub(super) static CONTENTS: Text = Text::new("目录", "Contents");
pub(super) static SKIP: Text = Text::new("跳到正文", "Skip to the report");
pub(super) static KEY_FIGURES: Text = Text::new("关键指标", "Key figures");
pub(super) static VALUE: Text = Text::new("数值", "value");
pub(super) static ATTENTION: Text = Text::new("须关注", "attention");
pub(super) static NOTICES: Text = Text::new("阅读须知", "Before you read");
pub(super) static TO_DO: Text = Text::new("下一步", "Next");
pub(super) static FIGURE: Text = Text::new("数据", "Numbers");
pub(super) static CATEGORY: Text = Text::new("类别", "category");
pub(super) static BAR: Text = Text::new("图示", "bar");
pub(super) static MARKS: Text = Text::new("标线", "marks");
pub(super) static COUNT_AXIS: Text = Text::new("件", "cases");
pub(super) static SHARE_AXIS: Text = Text::new("占比", "share");
pub(super) static HOURS_AXIS: Text = Text::new("小时", "hours");
pub(super) static LITTLE: Text = Text::new("小", "low");
pub(super) static MUCH: Text = Text::new("大", "high");

pub(super) static TRIGGER: Text = Text::new("起算时间", "clock starts");
pub(super) static PROBLEM: Text = Text::new("问题与证据", "problem and evidence");
pub(super) static SEARCH: Text = Text::new("搜索", "Search");
pub(super) static SEARCH_HINT: Text =
    Text::new("编号、机构、经办人、问题…", "id, branch, handler, problem …");
pub(super) static ALL: Text = Text::new("全部", "all");
pub(super) static RESET: Text = Text::new("清除", "Clear");
pub(super) static NO_MATCH: Text =
    Text::new("所列的发现中没有符合条件的。", "None of the findings listed here matches.");
pub(super) static MATCHES: Text =
    Text::new("符合条件 {n} 条，本页列出 {m} 条", "{n} of the {m} listed here match");
pub(super) static WHY: Text = Text::new("判定过程", "Why this verdict");
pub(super) static GROUND: Text = Text::new("制度", "Policy");
pub(super) static INDEX: Text = Text::new("索引号", "index");

pub(super) static SIGN_OFF: Text = Text::new("签署", "Sign-off");
pub(super) static AUDITED_UNIT: Text = Text::new("被审计单位", "Audited organisation");
pub(super) static AUDIT_PERIOD: Text = Text::new("审计期间", "Audited period");
pub(super) static PREPARED_BY: Text = Text::new("编制人", "Prepared by");
pub(super) static REVIEWED_BY: Text = Text::new("复核人", "Reviewed by");
pub(super) static DATE: Text = Text::new("日期", "Date");
pub(super) static CONCLUSION: Text = Text::new("结论", "Conclusion");

/// The number of a chapter before its title: `一、` or `1.`.
pub(super) fn chapter(lang: Lang, nth: usize) -> String {
    match lang {
        Lang::Zh => format!("{}、", numeral(nth)),
        Lang::En => format!("{nth}."),
    }
}

/// `一` to `九十九`; digits beyond.
fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, 0) | (10.., _) => number.to_string(),
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

/// How many findings of a rule stand here, of how many.
pub(super) fn shown_findings(lang: Lang, shown: &str, total: &str) -> String {
    match lang {
        Lang::Zh if shown == total => format!("共 {total} 条"),
        Lang::Zh => format!("列出 {shown} 条，共 {total} 条"),
        Lang::En if shown == total => format!("all {total}"),
        Lang::En => format!("{shown} of {total}"),
    }
}

/// A mark of a chart with the categories it lies between.
pub(super) fn mark(lang: Lang, label: &str, before: Option<&str>, after: Option<&str>) -> String {
    match (lang, before, after) {
        (Lang::Zh, Some(before), Some(after)) => format!("{label}（“{before}”与“{after}”之间）"),
        (Lang::Zh, Some(before), None) => format!("{label}（“{before}”之后）"),
        (Lang::Zh, None, Some(after)) => format!("{label}（“{after}”之前）"),
        (Lang::En, Some(before), Some(after)) => format!("{label} (between {before} and {after})"),
        (Lang::En, Some(before), None) => format!("{label} (after {before})"),
        (Lang::En, None, Some(after)) => format!("{label} (before {after})"),
        (_, None, None) => label.to_owned(),
    }
}

/// The course of time of one case, for those who hear the page.
pub(super) fn why(lang: Lang, id: &str) -> String {
    match lang {
        Lang::Zh => format!("判定过程：{id}"),
        Lang::En => format!("Why {id} has its verdict"),
    }
}

/// Which findings unfold their proof on the page, and what shows that of the others.
pub(super) fn unfolds(lang: Lang, first: u64, code: &str) -> String {
    match (lang, first) {
        (Lang::Zh, 0) => format!("判定过程用 hearback explain {code} 文件… --case 编号"),
        (Lang::Zh, _) => {
            format!("前 {first} 项可展开判定过程；其余用 hearback explain {code} 文件… --case 编号")
        }
        (Lang::En, 0) => format!("For the proofs: hearback explain {code} FILE… --case ID"),
        (Lang::En, 1) => {
            format!("The first unfolds its proof; for the others: hearback explain {code} FILE… --case ID")
        }
        (Lang::En, _) => format!(
            "The first {first} unfold their proof; for the others: hearback explain {code} FILE… --case ID"
        ),
    }
}

/// What is wrong, and what proves it.
pub(super) fn with_evidence(lang: Lang, message: &str, evidence: &str) -> String {
    match lang {
        Lang::Zh => format!("{message}（{evidence}）"),
        Lang::En => format!("{message} ({evidence})"),
    }
}

/// Two sentences in one paragraph.
pub(super) fn sentences(lang: Lang, first: &str, second: &str) -> String {
    match lang {
        Lang::Zh => format!("{first}。{second}"),
        Lang::En => format!("{first}. {second}"),
    }
}

/// Where the findings are that do not stand here.
pub(super) fn the_rest(lang: Lang, left: &str) -> String {
    match lang {
        Lang::Zh => format!("其余 {left} 条见审计底稿（xlsx）或发现清单（csv）。"),
        Lang::En => {
            format!("The other {left} stand in the working papers (xlsx) and the list of findings (csv).")
        }
    }
}

/// Rules that ran and found nothing.
pub(super) fn without_findings(lang: Lang, rules: &str) -> String {
    match lang {
        Lang::Zh => format!("已评估、没有发现：{rules}"),
        Lang::En => format!("Evaluated, no findings: {rules}"),
    }
}

/// A rule that gave no verdict.
pub(super) fn without_verdict(lang: Lang, code: &str, title: &str, why: &str) -> String {
    match lang {
        Lang::Zh => format!("{code} {title}：没有结论——{why}"),
        Lang::En => format!("{code} {title}: no verdict, {why}"),
    }
}

/// A rule that tested no row.
pub(super) fn nothing_tested(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "没有一行被检验",
        Lang::En => "not one row was tested",
    }
}

/// Rows of a table, or categories of a chart, that found no room.
pub(super) fn shown_rows(lang: Lang, shown: &str, total: &str) -> String {
    match lang {
        Lang::Zh => format!("列出 {shown} 项，共 {total} 项；合计含全部。全部见审计底稿（xlsx）。"),
        Lang::En => {
            format!("{shown} of {total} shown; totals are of all. The working papers (xlsx) have all.")
        }
    }
}

/// That parts of a chapter found no room.
pub(super) fn no_room(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "本处还有内容因篇幅所限未列出，见审计底稿（xlsx）。",
        Lang::En => "More belongs here and found no room; the working papers (xlsx) have it.",
    }
}

/// More items of a list than are shown.
pub(super) fn more_items(lang: Lang, left: &str) -> String {
    match lang {
        Lang::Zh => format!("另有 {left} 项"),
        Lang::En => format!("{left} more"),
    }
}

/// The number of findings, beside their hash.
pub(super) fn findings_in_all(lang: Lang, count: &str) -> String {
    match lang {
        Lang::Zh => format!("（{count} 条）"),
        Lang::En => format!(" ({count} findings)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_numbered_as_people_write() {
        let zh = [1, 9, 10, 11, 20, 42, 99, 100].map(|nth| chapter(Lang::Zh, nth));
        assert_eq!(zh, ["一、", "九、", "十、", "十一、", "二十、", "四十二、", "九十九、", "100、"]);
        assert_eq!(chapter(Lang::En, 3), "3.");
    }

    #[test]
    fn no_text_is_missing_in_a_language() {
        let all = [
            &CONTENTS,
            &SKIP,
            &KEY_FIGURES,
            &VALUE,
            &ATTENTION,
            &NOTICES,
            &TO_DO,
            &FIGURE,
            &CATEGORY,
            &BAR,
            &MARKS,
            &COUNT_AXIS,
            &SHARE_AXIS,
            &HOURS_AXIS,
            &LITTLE,
            &MUCH,
            &TRIGGER,
            &PROBLEM,
            &SEARCH,
            &SEARCH_HINT,
            &ALL,
            &RESET,
            &NO_MATCH,
            &MATCHES,
            &WHY,
            &GROUND,
            &INDEX,
            &SIGN_OFF,
            &AUDITED_UNIT,
            &AUDIT_PERIOD,
            &PREPARED_BY,
            &REVIEWED_BY,
            &DATE,
            &CONCLUSION,
        ];
        let source = include_str!("document_texts.rs");
        let declared = source.lines().filter(|line| line.starts_with("pub(super) static")).count();
        assert_eq!(all.len(), declared, "a text is not listed in this test");
        for text in all {
            assert!(!text.zh.is_empty() && !text.en.is_empty());
            assert!(text.en.is_ascii() || text.en.contains('…'), "{}", text.en);
            assert!(text.zh.chars().any(|c| c > '\u{2e80}'), "{}", text.zh);
        }
        for lang in [Lang::Zh, Lang::En] {
            let sentences = [
                shown_findings(lang, "1", "2"),
                shown_findings(lang, "2", "2"),
                the_rest(lang, "1"),
                without_findings(lang, "A"),
                without_verdict(lang, "A", "B", "C"),
                shown_rows(lang, "1", "2"),
                more_items(lang, "1"),
                findings_in_all(lang, "1"),
                mark(lang, "A", Some("1"), Some("2")),
                with_evidence(lang, "A", "B"),
                sentences(lang, "A", "B"),
                why(lang, "A"),
                unfolds(lang, 0, "A"),
                unfolds(lang, 1, "A"),
                unfolds(lang, 20, "A"),
                no_room(lang).to_owned(),
                nothing_tested(lang).to_owned(),
            ];
            for sentence in sentences {
                let is_chinese = sentence.chars().any(|c| c > '\u{2e80}');
                assert_eq!(is_chinese, lang == Lang::Zh, "{sentence}");
            }
        }
    }
}
