//! What the names of evidence mean. Machine formats keep the names themselves.

use std::borrow::Cow;

use crate::model::{Lang, Text};

/// The name in words; one that is not known, with blanks for its underscores.
pub(super) fn label(name: &'static str, lang: Lang) -> Cow<'static, str> {
    match NAMES.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => text.get(lang).to_owned().into(),
        None if name.contains('_') => name.replace('_', " ").into(),
        None => name.into(),
    }
}

const NAMES: &[(&str, Text)] = &[
    ("actual_until", Text::new("最晚完成于", "done at the latest")),
    ("approval", Text::new("审批", "approval")),
    ("attempts", Text::new("尝试次数", "attempts")),
    ("attempts_after_closure", Text::new("办结后尝试次数", "attempts after closure")),
    ("basic_due_at", Text::new("未延期的时限", "due without extension")),
    ("cause", Text::new("原因代码", "cause")),
    ("cause_text", Text::new("原因", "because")),
    ("cells", Text::new("单元格数", "cells")),
    ("closed_at", Text::new("办结时间", "closed at")),
    ("complaint_id", Text::new("投诉编号", "complaint id")),
    ("content", Text::new("投诉内容", "content")),
    ("count", Text::new("实有", "counted")),
    ("day", Text::new("日", "day")),
    ("day_first", Text::new("日在前", "day first")),
    ("days_beyond", Text::new("超出天数", "days beyond")),
    ("done_at", Text::new("完成时间", "done at")),
    ("due", Text::new("已到期", "due")),
    ("example", Text::new("例", "example")),
    ("export", Text::new("导出表", "export")),
    ("field", Text::new("字段", "field")),
    ("fields", Text::new("字段", "fields")),
    ("first_file", Text::new("首行文件", "first file")),
    ("first_id", Text::new("首条编号", "first id")),
    ("first_row", Text::new("首行", "first row")),
    ("handler", Text::new("经办人", "handler")),
    ("header", Text::new("表头", "header")),
    ("in_time", Text::new("按时", "in time")),
    ("limit", Text::new("时限", "limit")),
    ("month", Text::new("月份", "month")),
    ("month_first", Text::new("月在前", "month first")),
    ("obligation", Text::new("时限规则", "obligation")),
    ("one_character_off", Text::new("差一个字符的编号", "one character off")),
    ("our_minutes", Text::new("重算分钟", "minutes counted")),
    ("part", Text::new("事项", "part")),
    ("permitted", Text::new("允许时段", "permitted")),
    ("promised_at", Text::new("承诺时间", "promised at")),
    ("rate", Text::new("比率", "rate")),
    ("received_at", Text::new("受理时间", "received at")),
    ("responded_at", Text::new("首次响应时间", "responded at")),
    ("rounded", Text::new("被舍入", "rounded")),
    ("rows", Text::new("行", "rows")),
    ("same_customer", Text::new("同一客户的投诉", "complaints of the customer")),
    ("same_phone", Text::new("同一电话的投诉", "complaints of the phone")),
    ("status", Text::new("状态", "status")),
    ("system_minutes", Text::new("系统所记分钟", "minutes on record")),
    ("target", Text::new("目标", "target")),
    ("text", Text::new("原文", "text")),
    ("undecidable", Text::new("不能区分", "undecidable")),
    ("undetermined", Text::new("无法判定", "undetermined")),
    ("value", Text::new("值", "value")),
    ("verdict", Text::new("判定", "verdict")),
    ("visit_file", Text::new("回访文件", "visit file")),
    ("visit_id", Text::new("回访编号", "visit id")),
    ("visit_row", Text::new("回访行", "visit row")),
    ("visited_at", Text::new("回访时间", "visited at")),
    ("visitor", Text::new("回访人员", "visitor")),
    ("wanted", Text::new("应有", "wanted")),
    ("zone", Text::new("时区", "zone")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_word_in_both_languages_and_stands_once() {
        for (nth, (name, text)) in NAMES.iter().enumerate() {
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{name}");
            assert!(nth == 0 || NAMES[nth - 1].0 < *name, "{name} is not in order");
        }
    }

    #[test]
    fn a_name_nobody_knows_is_still_readable() {
        assert_eq!(label("some_new_name", Lang::Zh), "some new name");
    }
}
