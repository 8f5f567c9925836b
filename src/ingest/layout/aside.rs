//! Rows among and below the records that are no records: totals, notes, signatures, repeated titles.
//!
//! A row is set aside only for what it says and if nothing in it speaks of a record: a record without a date
//! stays a record, and is somebody's finding.

use crate::ingest::text::Record;
use crate::ingest::values::{DateOrder, TimeRules, YearLast, is_blank, parse_number, parse_time, trim};
use crate::model::Text;

/// What a row is that is neither a record nor blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Aside {
    /// A text above the header, or the same text again.
    Title,
    /// The header again, as at the top of every printed page.
    RepeatedHeader,
    /// Sums under the records.
    Totals,
    /// A note, a signature, an export time.
    Note,
}

impl Aside {
    /// What people call it.
    pub(in crate::ingest) fn text(self) -> Text {
        match self {
            Self::Title => Text::new("标题", "title"),
            Self::RepeatedHeader => Text::new("重复的表头", "repeated header"),
            Self::Totals => Text::new("合计", "totals"),
            Self::Note => Text::new("说明", "note"),
        }
    }
}

/// Columns that a record has a value in, if they are known.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ingest) struct KeyColumns {
    pub(in crate::ingest) id: Option<usize>,
    /// The time that every record must have.
    pub(in crate::ingest) time: Option<usize>,
}

/// First texts of a line of totals.
const TOTALS: [&str; 18] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "总和",
    "合 计",
    "平均",
    "平均值",
    "最大值",
    "最小值",
    "total",
    "totals",
    "subtotal",
    "grand total",
    "sum",
    "average",
    "count",
];

/// What the first text of a line of totals may begin or end with, beside numbers only.
const TOTALS_PART: [&str; 5] = ["合计", "总计", "小计", "共计", "total"];

/// Labels of notes and signatures, with or without a colon.
const LABELS: [&str; 38] = [
    "注",
    "备注",
    "附注",
    "说明",
    "填表说明",
    "制表",
    "制表人",
    "制表时间",
    "制表日期",
    "制表单位",
    "填表",
    "填表人",
    "填表日期",
    "审核",
    "审核人",
    "复核",
    "复核人",
    "审批人",
    "打印时间",
    "打印日期",
    "打印人",
    "导出时间",
    "导出日期",
    "导出人",
    "统计时间",
    "统计日期",
    "统计口径",
    "数据来源",
    "单位负责人",
    "负责人",
    "主管",
    "经办",
    "日期",
    "签字",
    "签名",
    "盖章",
    "note",
    "source",
];

/// What a note that stands alone in its row begins with.
const NOTE_STARTS: [&str; 29] = [
    "注",
    "附注",
    "说明",
    "填表",
    "制表",
    "审核",
    "复核",
    "打印",
    "导出",
    "报表",
    "统计",
    "数据来源",
    "单位负责人",
    "以下空白",
    "以下无",
    "截至",
    "第",
    "共",
    "note",
    "prepared by",
    "printed",
    "exported",
    "generated",
    "page ",
    "end of report",
    "completion time",
    "(",
    "--",
    "confidential",
];

/// Longest text that is looked at, in bytes.
const LONGEST: usize = 600;

/// What the row is, if it is no record.
///
/// Nearly every first cell is an id: one of ASCII letters and digits that ends with a digit is told apart
/// without looking further.
pub(in crate::ingest) fn aside(record: &Record<'_>, keys: KeyColumns) -> Option<Aside> {
    let cell = record.cell(0);
    let first = trim(&cell);
    if !is_blank(first) {
        return judge(record, 0, first, keys);
    }
    let column = (1..record.len()).find(|&column| !is_blank(trim(&record.cell(column))))?;
    judge(record, column, trim(&record.cell(column)), keys)
}

fn judge(record: &Record<'_>, column: usize, first: &[u8], keys: KeyColumns) -> Option<Aside> {
    if is_plain_id(first) || first.len() > LONGEST {
        return None;
    }
    let label = plain(std::str::from_utf8(first).ok()?);
    // 导出时间 | 2024-04-01: the time that a label announces is no record's.
    let has_time = keys.time.is_some_and(|time| time != column && is_time(&record.cell(time)));
    if has_time && !LABELS.contains(&label.trim_end_matches(':')) {
        return None;
    }
    let beside = Beside::of(record, column, &label);
    let named = keys.id.is_some_and(|id| id != column && !is_blank(trim(&record.cell(id))));
    if TOTALS.contains(&label.trim_end_matches(':').trim_end()) {
        return (beside.times == 0 && beside.texts <= 1 && (!named || beside.texts == 0))
            .then_some(Aside::Totals);
    }
    if named || (has_time && beside.times > 0) {
        return None;
    }
    let has_part = TOTALS_PART.iter().any(|part| label.starts_with(part) || label.ends_with(part));
    if has_part && beside.only_numbers() {
        return Some(Aside::Totals);
    }
    is_note(&label, first, &beside).then_some(Aside::Note)
}

/// Whether a text is what nearly all ids are: ASCII letters and digits that end with a digit.
fn is_plain_id(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_alphanumeric)
        && text.last().is_some_and(u8::is_ascii_digit)
        && memchr::memchr2(b' ', b':', text).is_none()
}

fn is_note(label: &str, first: &[u8], beside: &Beside) -> bool {
    if !beside.is_empty() {
        // Signatures side by side: a label with its name behind it, in the same cell or in the next.
        return beside.texts == 0 && (is_label(label.trim_end_matches(':')) || starts_with_label(label));
    }
    let has_digit = label.contains(|letter: char| letter.is_ascii_digit());
    let names_a_count = ["页", "条", "件", "笔", "row", "record"].iter().any(|unit| label.contains(unit));
    let begins = NOTE_STARTS.iter().find(|start| label.starts_with(**start));
    match begins {
        // Not every text that begins so is a page number or a count of rows.
        Some(&("第" | "共" | "(")) => names_a_count,
        // 报表0001 may be an id; a sentence is none.
        Some(_) => !has_digit || label.contains([':', ' ', '。', '-']),
        None if label.is_ascii() => false,
        // A remark of its own: 导出人:张三, 本表由系统生成。, 单位(盖章), 本期共4件, 2024年3月31日.
        None => {
            label.contains(':')
                || label.ends_with('。')
                || label.contains("盖章")
                || (label.contains('共') && names_a_count)
                || is_time(first)
        }
    }
}

/// What stands beside the first text of a row.
#[derive(Debug, Default)]
struct Beside {
    numbers: usize,
    times: usize,
    /// Texts that are neither numbers nor labels nor what a label announces.
    texts: usize,
    labels: usize,
}

impl Beside {
    fn of(record: &Record<'_>, column: usize, label: &str) -> Self {
        let mut beside = Self::default();
        // A label without its value: that stands in the next cell.
        let mut announced = is_label(label.trim_end_matches(':'));
        for other in column + 1..record.len() {
            let cell = record.cell(other);
            let text = trim(&cell);
            if is_blank(text) {
                continue;
            }
            let plain = plain(&String::from_utf8_lossy(text));
            if is_label(plain.trim_end_matches(':')) || starts_with_label(&plain) {
                beside.labels += 1;
                announced = is_label(plain.trim_end_matches(':'));
            } else if announced {
                announced = false;
                beside.labels += 1;
            } else if parse_number(text).is_some() {
                beside.numbers += 1;
            } else if is_time(text) {
                beside.times += 1;
            } else {
                beside.texts += 1;
            }
        }
        beside
    }

    fn is_empty(&self) -> bool {
        self.numbers + self.times + self.texts + self.labels == 0
    }

    fn only_numbers(&self) -> bool {
        self.times + self.texts + self.labels == 0
    }
}

/// Whether a plain text is a label of notes and signatures or of totals.
pub(super) fn is_label(plain: &str) -> bool {
    LABELS.contains(&plain) || TOTALS.contains(&plain)
}

/// `审核人:甲`.
fn starts_with_label(plain: &str) -> bool {
    plain.split_once(':').is_some_and(|(label, _)| is_label(label.trim()))
}

/// Whether a cell reads as a time.
fn is_time(cell: &[u8]) -> bool {
    let year_last = YearLast::Inferred(DateOrder::Mdy);
    parse_time(trim(cell), TimeRules::to_tell(year_last)).is_some()
}

/// Lower case, with half-width colons and brackets.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\u{ff1a}' => ':',
            '\u{ff08}' => '(',
            '\u{ff09}' => ')',
            '\u{3000}' => ' ',
            other => other.to_ascii_lowercase(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::text::RowBuffer;

    /// The first column is the id, the second the time.
    fn of(cells: &[&str]) -> Option<Aside> {
        let mut row = RowBuffer::default();
        cells.iter().for_each(|cell| row.push(cell));
        aside(&row.record(), KeyColumns { id: Some(0), time: Some(1) })
    }

    #[test]
    fn totals_are_told_by_their_label() {
        for cells in [
            &["合计", "", "12"] as &[&str],
            &["", "", "合计\u{ff1a}", "12"],
            &["Total", "", "12"],
            &["Grand Total:", "x"],
            &["Total: 5"],
            &["上海分公司小计", "", "3"],
            &["共计 12 条"],
            &["小计", "", "欧阳锋", "3"],
            &["合计", "", "12件", "95.2%"],
            &["平均", "", "3.5"],
        ] {
            assert_eq!(of(cells), Some(Aside::Totals), "{cells:?}");
        }
    }

    #[test]
    fn notes_and_signatures_are_told_by_their_beginning() {
        for cells in [
            &["注\u{ff1a}以上为系统导出数据", ""] as &[&str],
            &["制表人\u{ff1a}甲", "", "审核人\u{ff1a}乙"],
            &["制表人\u{ff1a}甲", "审核人\u{ff1a}乙"],
            &["审核人", "欧阳锋", "", "制表人", "欧阳锋"],
            &["制表人\u{ff1a}甲", "", "日期\u{ff1a}2024-04-01"],
            &["导出时间\u{ff1a}2024-03-05", ""],
            &["备注", "", "以上为测试"],
            &["制表日期\u{ff1a}", "2024-04-01", ""],
            &["导出时间", "2024-04-01 08:00", ""],
            &["第 1 页 共 3 页"],
            &["Page 1 of 3"],
            &["Printed 2024-03-31"],
            &["Exported: 2024-03-31 10:00"],
            &["(12 rows affected)"],
            &["本表由系统自动生成\u{3002}", "", ""],
            &["", "", "单位负责人\u{ff1a}丙"],
            &["单位\u{ff08}盖章\u{ff09}"],
            &["本期共4件"],
            &["2024年3月31日"],
            &["截至2024-03-31"],
        ] {
            assert_eq!(of(cells), Some(Aside::Note), "{cells:?}");
        }
    }

    #[test]
    fn a_record_that_lacks_something_stays_a_record() {
        for cells in [
            &["TS0001", "", ""] as &[&str],
            &["投诉字第0001号", "", ""],
            &["第0001号", "2024-03-05 09:00:00", ""],
            &["合计类投诉", "2024-03-05 09:00:00", ""],
            &["合计", "2024-03-05 09:00:00", ""],
            &["Total", "2024-03-09 09:00", "", "x"],
            &["注:1", "2024-03-05 09:00:00", ""],
            &["", "2024-03-05 09:00:00", ""],
            &["note-7", "2024-03-05 09:00:00", "x"],
            &["报表0001", "", "", "处理中", "A"],
            &["审核2024009", "2024/13/45", "", "处理中"],
            &["导出异常-7", "", "2024-03-09 10:00:00", "已办结"],
            &["打印机故障投诉A1", "待补", "", "处理中"],
            &["统计日期异常09", "", "", "处理中"],
            &["制表0001", "", ""],
            &["", "", ""],
        ] {
            assert_eq!(of(cells), None, "{cells:?}");
        }
        let by_branch = KeyColumns { id: Some(1), time: Some(2) };
        for cells in [
            ["审核部", "TS100", "", "处理中"],
            ["复核中心", "TS101", "2024/13/45", ""],
            ["小计部", "TS104", "", "处理中"],
            ["小计部", "10023", "", ""],
        ] {
            let mut row = RowBuffer::default();
            cells.iter().for_each(|cell| row.push(cell));
            assert_eq!(aside(&row.record(), by_branch), None, "{cells:?}");
        }
    }
}
