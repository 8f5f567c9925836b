//! A column's header and the forms in which it is compared. Owns what makes no difference between two
//! headers; refuses to know any field.

use std::sync::LazyLock;

use crate::dataset::{CASE_WORDS_EN, CASE_WORDS_ZH};
use crate::ingest::values::{DateOrder, TimeReading, TimeRules, YearLast, parse_number, read_time};

/// What stands over a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct HeaderCell {
    /// The text of the upper of two header rows; empty for a header of one row.
    pub(in crate::ingest) group: String,
    /// The text right over the column; empty where only the upper row has one.
    pub(in crate::ingest) name: String,
}

impl HeaderCell {
    /// The header as it is shown: `name`, or `group/name`.
    pub(in crate::ingest) fn shown(&self) -> String {
        let (group, name) = (self.group.trim(), self.name.trim());
        match (group.is_empty(), name.is_empty()) {
            (true, _) => name.to_owned(),
            (false, true) => group.to_owned(),
            (false, false) => format!("{group}/{name}"),
        }
    }

    /// Whether nothing stands over the column.
    pub(super) fn is_empty(&self) -> bool {
        self.group.trim().is_empty() && self.name.trim().is_empty()
    }
}

/// A header in the forms in which it is looked up.
#[derive(Debug)]
pub(super) struct Forms {
    /// What is the header for certain: the one text, or both rows' joined (`受理` + `时间`).
    pub(super) full: Vec<String>,
    /// The lower row's text alone, if it says the same under any upper one.
    pub(super) name: Option<String>,
    /// The upper row's text; empty for a header of one row.
    pub(super) group: String,
}

impl Forms {
    pub(super) fn of(cell: &HeaderCell) -> Self {
        let (group, name) = (normalise(&cell.group), normalise(&cell.name));
        if group.is_empty() || name.is_empty() {
            let before = remark_first(if name.is_empty() { &cell.group } else { &cell.name });
            let full = std::iter::once(group + &name).chain(before).collect();
            return Self { full, name: None, group: String::new() };
        }
        let mut full = vec![format!("{group}{name}")];
        // 受理信息 over 时间 is the 受理时间.
        if let Some(core) = without_end(&group, GROUP_TAILS) {
            full.push(format!("{core}{name}"));
        }
        full.extend(remark_first(&cell.name).map(|name| format!("{group}{name}")));
        // 办结时间 over 要求 is the 要求办结时间.
        full.push(format!("{name}{group}"));
        Self { full, name: Some(name), group }
    }
}

const GROUP_TAILS: &[&str] = &["信息", "情况", "环节", "阶段", "资料", "明细", "数据", "info", "information"];

fn without_end<'a>(text: &'a str, ends: &[&str]) -> Option<&'a str> {
    ends.iter().find_map(|end| text.strip_suffix(end)).filter(|rest| !rest.is_empty())
}

/// A normalised header without the word for a case before it: `工单完成时间`, `ticket priority`.
pub(super) fn without_case_word(plain: &str) -> Option<&str> {
    // Normalised, the words of `service request` stand together.
    let after = |word: &&str| word.split(' ').try_fold(plain, |rest, part| rest.strip_prefix(part));
    let rest = CASE_WORDS_ZH.iter().chain(CASE_WORDS_EN).find_map(after)?;
    (!rest.is_empty()).then_some(rest)
}

/// A normalised Chinese header with the other word for a point in time: 日期 for 时间 and so on.
pub(super) fn other_moment_word(plain: &str) -> Vec<String> {
    const WORDS: [&str; 5] = ["时间点", "时间", "日期", "时刻", "时点"];
    let Some((stem, word)) = WORDS.iter().find_map(|&word| Some((plain.strip_suffix(word)?, word))) else {
        return Vec::new();
    };
    let usual = ["时间", "日期"].into_iter().filter(|&other| other != word);
    usual.map(|other| format!("{stem}{other}")).collect()
}

/// A normalised header without the unit at its end: `响应时长分钟`, `first reply time in minutes`.
pub(super) fn without_unit(plain: &str) -> Option<&str> {
    const UNITS: &[&str] = &[
        "分钟", "小时", "秒钟", "分", "秒", "天", "minutes", "minute", "mins", "min", "hours", "hour", "hrs",
        "seconds", "second", "secs", "sec", "days", "day",
    ];
    let stem = without_end(plain, UNITS)?;
    Some(stem.strip_suffix("in").unwrap_or(stem))
}

/// A header without what makes no difference: width, case, white space, marks, a remark in brackets
/// unless it changes the meaning: 办结时间(要求) is not the 办结时间. If all of it stands in brackets
/// (`[id]`), the brackets make none.
pub(super) fn normalise(header: &str) -> String {
    let parts = parts(header);
    let outside = parts.iter().any(|part| !part.is_remark && !plain(&part.text).is_empty());
    let kept = parts.iter().filter(|part| !outside || !part.is_remark || changes_meaning(&part.text));
    kept.map(|part| plain(&part.text)).collect()
}

/// A normalised header with the remarks that change its meaning at the front: 办结时间(要求) may be the
/// 要求办结时间.
fn remark_first(header: &str) -> Option<String> {
    let parts = parts(header);
    let telling = parts.iter().filter(|part| part.is_remark && changes_meaning(&part.text));
    let remarks: String = telling.map(|part| plain(&part.text)).collect();
    let name: String = parts.iter().filter(|part| !part.is_remark).map(|part| plain(&part.text)).collect();
    (!remarks.is_empty() && !name.is_empty()).then(|| remarks + &name)
}

/// A piece of a header, in half width and simplified letters.
#[derive(Default)]
struct Part {
    text: String,
    /// Whether it stands in brackets.
    is_remark: bool,
}

/// A header cut at its outermost brackets.
fn parts(header: &str) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    let mut depth = 0_usize;
    for letter in header.chars().map(half_width).map(simplified) {
        match letter {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            letter => {
                if let Some(part) = parts.last_mut() {
                    part.text.push(letter);
                }
                continue;
            }
        }
        parts.push(Part { text: String::new(), is_remark: depth > 0 });
    }
    parts
}

fn plain(text: &str) -> String {
    let makes_none = |letter: &char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '_' | '-' | '–' | '—' | '*' | ':' | '?' | '"' | '\'' | '“' | '”' | '‘')
            || matches!(letter, '’' | '.' | '\u{feff}')
    };
    text.chars().filter(|letter| !makes_none(letter)).flat_map(char::to_lowercase).collect()
}

/// Whether a remark makes a header mean something else: what shall be, what the system did by itself, the
/// last of several.
fn changes_meaning(remark: &str) -> bool {
    const ZH: [&str; 17] = [
        "应", "要求", "预计", "计划", "截止", "最后", "最晚", "最迟", "时限", "期限", "限", "自动", "预约",
        "承诺", "目标", "拟", "规定",
    ];
    const EN: [&str; 10] = [
        "planned",
        "due",
        "expected",
        "target",
        "estimated",
        "deadline",
        "last",
        "latest",
        "auto",
        "automatic",
    ];
    // They hold such a word and say nothing of the kind.
    const HARMLESS: [&str; 9] = [
        "响应",
        "对应",
        "相应",
        "反应",
        "自动生成",
        "自动编号",
        "auto generated",
        "auto-generated",
        "auto-number",
    ];
    let remark = HARMLESS.iter().fold(remark.to_lowercase(), |text, harmless| text.replace(harmless, ""));
    let mut words = remark.split(|letter: char| !letter.is_alphanumeric());
    ZH.iter().any(|word| remark.contains(word)) || words.any(|word| EN.contains(&word))
}

/// Traditional letters of header words, each followed by its simplified form.
const SIMPLIFIED: &str = "訴诉編编號号時时間间處处結结辦办員员門门單单類类別别嚴严緊紧優优級级產产機机構构經经響响應应滿满聯联絡络\
    電电話话碼码戶户險险種种關关閉闭開开啟启創创補补償偿賠赔額额歸归檔档訪访復复觸触達达狀状態态內内區区訊讯\
    負负責责實实際际來来評评價价備备註注項项領领諮咨詢询舉举報报顧顾務务樣样體体貨货質质錄录對对數数長长預预\
    計计劃划約约諾诺標标遲迟後后動动擬拟簽签證证賬账帳帐銀银職职營营銷销業业終终鄉乡轉转掛挂暫暂災灾異异決决見见";

/// The simplified form of a letter, by which headers are compared.
fn simplified(letter: char) -> char {
    static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
        let letters: Vec<char> = SIMPLIFIED.chars().filter(|letter| !letter.is_whitespace()).collect();
        let mut pairs: Vec<_> = letters.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs
    });
    if !('\u{4e00}'..='\u{9fff}').contains(&letter) {
        return letter;
    }
    let found = PAIRS.binary_search_by_key(&letter, |&(traditional, _)| traditional);
    found.map_or(letter, |place| PAIRS[place].1)
}

fn half_width(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        other => other,
    }
}

/// Whether `header` names the column that is shown as `shown`: as it stands, or without the group above it.
#[must_use]
pub fn names_column(shown: &str, header: &str) -> bool {
    same_header(shown, header) || shown.rsplit_once('/').is_some_and(|(_, name)| same_header(name, header))
}

/// Whether two headers differ only in what makes no difference.
#[must_use]
pub fn same_header(one: &str, other: &str) -> bool {
    normalise(one) == normalise(other)
}

/// Whether a row holds a date or a long number where headers should be. Such a row is never quoted.
pub(in crate::ingest) fn looks_like_record(texts: &[String]) -> bool {
    const LONG: usize = 7;
    texts.iter().any(|text| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        // A short number may be read as a spreadsheet's day and still be a heading.
        let dated = || parse_number(text.trim().as_bytes()).is_none() && is_time(text.trim().as_bytes());
        digits >= LONG || dated()
    })
}

/// Whether a text is a point in time, whatever the order of day and month.
pub(super) fn is_time(text: &[u8]) -> bool {
    use YearLast::{Named, Unknown};
    [Unknown, Named(DateOrder::Mdy), Named(DateOrder::Dmy)].into_iter().any(|year_last| {
        let rules = TimeRules::to_tell(year_last);
        !matches!(read_time(text, rules), TimeReading::NoTime)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn width_case_space_and_brackets_make_no_difference() {
        for header in [
            "受理时间",
            " 受理 时间 ",
            "受理时间(北京时间)",
            "受理时间\u{ff08}年月日\u{ff09}",
            "*受理时间:",
            "【受理时间】",
        ] {
            assert_eq!(normalise(header), "受理时间", "{header}");
        }
        assert_eq!(normalise("Received_At"), normalise("received at"));
        assert_eq!(normalise("\u{ff29}\u{ff24}"), "id");
        assert_eq!(normalise("[Complaint No.]"), "complaintno");
    }

    #[test]
    fn remarks_that_change_the_meaning_stay() {
        for (header, before) in [
            ("办结时间(要求)", "要求办结时间"),
            ("办结时间\u{ff08}预计\u{ff09}", "预计办结时间"),
            ("办结时间(應)(北京时间)", "应办结时间"),
            ("回复时间(最后)", "最后回复时间"),
            ("关闭时间(自动)", "自动关闭时间"),
            ("Date (due)", "duedate"),
            ("closed at [Estimated]", "estimatedclosedat"),
        ] {
            assert_eq!(remark_first(header).as_deref(), Some(before), "{header}");
            assert!(!same_header(header, header.split(['(', '\u{ff08}', '[']).next().unwrap()), "{header}");
        }
        for header in ["办结时间(实际)", "办结时间(必填)", "办结时间(首次响应)", "办结时间(overdue)"]
        {
            assert_eq!((normalise(header).as_str(), remark_first(header)), ("办结时间", None), "{header}");
        }
        assert_eq!(normalise("工单编号(自动生成)"), "工单编号");
        assert_eq!(normalise("(要求)"), "要求");
    }

    #[test]
    fn traditional_letters_have_one_simplified_form() {
        let letters: Vec<char> = SIMPLIFIED.chars().collect();
        assert_eq!(letters.len() % 2, 0);
        let traditional: Vec<char> = letters.iter().step_by(2).copied().collect();
        for (at, pair) in letters.chunks(2).enumerate() {
            assert!(!traditional.contains(&pair[1]), "{pair:?}");
            assert_eq!(traditional.iter().position(|&letter| letter == pair[0]), Some(at), "{pair:?}");
        }
        assert_eq!(normalise("創建時間"), "创建时间");
        assert_eq!(normalise("區域"), "区域");
        assert_eq!(normalise("簽約時間"), "签约时间");
    }

    #[test]
    fn two_rows_are_joined() {
        let forms =
            |group: &str, name: &str| Forms::of(&HeaderCell { group: group.into(), name: name.into() });
        assert_eq!(forms("受理", "时间").full, ["受理时间", "时间受理"]);
        assert_eq!(forms("受理信息", "时间").full, ["受理信息时间", "受理时间", "时间受理信息"]);
        assert_eq!(forms("办结时间", "要求").full, ["办结时间要求", "要求办结时间"]);
        assert_eq!(forms("受理时间", "").full, ["受理时间"]);
        assert_eq!(HeaderCell { group: "受理".into(), name: "时间".into() }.shown(), "受理/时间");
    }

    #[test]
    fn weaker_forms() {
        assert_eq!(without_case_word("工单完成时间"), Some("完成时间"));
        assert_eq!(without_case_word("servicerequeststatus"), Some("status"));
        assert_eq!(without_case_word("工单"), None);
        assert_eq!(other_moment_word("办结时刻"), ["办结时间", "办结日期"]);
        assert_eq!(without_unit("firstreplytimeinminutes"), Some("firstreplytime"));
        assert_eq!(without_unit("响应时长分钟"), Some("响应时长"));
        assert_eq!(without_unit("分钟"), None);
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(header in "\\PC{0,20}") {
            let once = normalise(&header);
            prop_assert_eq!(normalise(&once), once);
        }
    }
}
