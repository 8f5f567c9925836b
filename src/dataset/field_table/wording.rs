//! How an entry of the field table stands for several headers. Owns the marks and the words they
//! stand for; refuses to know any field.
//!
//! | Mark | Stands for | Example |
//! |---|---|---|
//! | `%` | each Chinese word for a case | `%编号`: 投诉编号, 工单编号, … |
//! | `$` | each English word for a case | `$ id`: complaint id, case id, … |
//! | `~` at the end | 时间, 日期 | `受理~`: 受理时间, 受理日期 |
//! | `@` at the end | English words for a point in time | `closed@`: closed at, date closed, … |

/// Chinese words for a case, the most telling first.
pub(crate) const CASE_WORDS_ZH: &[&str] =
    &["投诉", "工单", "案件", "举报", "诉求", "事件", "服务单", "服务工单", "服务请求", "信访", "报修"];

/// English words for a case, the most telling first.
pub(crate) const CASE_WORDS_EN: &[&str] =
    &["complaint", "case", "ticket", "incident", "service request", "request", "sr"];

/// The headers of a customer's class: the same in every export.
pub(super) const CLASS: &str = "客户类别 | 客户等级 | 客户分类 | 客户类型 | 客户级别 | 客户分级 | 客户层级 | \
    客户性质 | 重点客户类别 | 重点客户类型 | 重要客户等级 | 用户类别 | 用户分类 | 用户类型 | 用户等级 | \
    用电类别 | 会员等级 | 会员级别 | VIP等级 | 客户星级 | \
    customer class | customer tier | customer segment | customer category | customer type | customer level | \
    customer grade | client class | client tier | client segment | client type | consumer type | account tier | \
    membership tier | membership level | member level | loyalty tier";

const MOMENT_ZH: &[&str] = &["时间", "日期"];
const MOMENT_EN: &[&str] = &[" at", " date", " time", " on", " dt", " datetime", " date/time", " timestamp"];
const MOMENT_EN_BEFORE: &[&str] = &["date ", "date/time ", "time "];

/// The headers that a list of entries stands for, best first.
pub(in crate::dataset) fn written_out(list: &str) -> Vec<String> {
    let entries = list.split('|').map(str::trim).filter(|entry| !entry.is_empty());
    entries.flat_map(each_case).flat_map(|entry| each_moment(&entry)).collect()
}

fn each_case(entry: &str) -> Vec<String> {
    let with = |mark: char, words: &[&str]| words.iter().map(|word| entry.replace(mark, word)).collect();
    if entry.contains('%') {
        with('%', CASE_WORDS_ZH)
    } else if entry.contains('$') {
        with('$', CASE_WORDS_EN)
    } else {
        vec![entry.to_owned()]
    }
}

fn each_moment(entry: &str) -> Vec<String> {
    if let Some(stem) = entry.strip_suffix('~') {
        MOMENT_ZH.iter().map(|word| format!("{stem}{word}")).collect()
    } else if let Some(stem) = entry.strip_suffix('@') {
        let after = MOMENT_EN.iter().map(|word| format!("{stem}{word}"));
        after.chain(MOMENT_EN_BEFORE.iter().map(|word| format!("{word}{stem}"))).collect()
    } else {
        vec![entry.to_owned()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_for_their_words() {
        assert_eq!(written_out("回访编号 | 走访编号"), ["回访编号", "走访编号"]);
        assert!(written_out("").is_empty());
        assert_eq!(written_out("受理~"), ["受理时间", "受理日期"]);
        assert_eq!(written_out("%编号")[..2], ["投诉编号", "工单编号"]);
        assert_eq!(written_out("$ id")[..2], ["complaint id", "case id"]);
        assert!(written_out("closed@").contains(&"date closed".to_owned()));
        assert_eq!(written_out("%登记~").len(), 2 * CASE_WORDS_ZH.len());
    }
}
