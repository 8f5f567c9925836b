//! Every word the workbook says on its own account, Chinese beside English.
//!
//! Owns fixed words as statics and sentences with figures as functions, as `texts` does; words that
//! other formats say as well stay there.

use crate::model::{Lang, Text};

macro_rules! words {
    ($($name:ident = $zh:literal, $en:literal;)*) => {
        $(pub(super) static $name: Text = Text::new($zh, $en);)*
        #[cfg(test)]
        pub(super) static ALL: &[&Text] = &[$(&$name),*];
    };
}

words! {
    // Names of sheets: at most 31 characters, none of `[]:*?/\`, different in each language.
    SHEET_SUMMARY = "汇总", "Summary";
    SHEET_ANALYSES = "分析", "Analyses";
    SHEET_CASES = "典型案例", "Cases";
    SHEET_ADVICE = "建议与局限", "Advice and limits";
    SHEET_RECONCILIATION = "行数核对", "Reconciliation";
    SHEET_RULES = "规则", "Rules";
    SHEET_CHARTS = "图表数据", "Chart data";

    FONT = "微软雅黑", "Calibri";
    WORKING_PAPER = "审计底稿", "Working paper";
    PAGE = "第 &P 页，共 &N 页", "page &P of &N";
    BACK = "← 返回汇总", "← back to the summary";
    CUT = "…（单元格已满，全文见 JSON 或 CSV）", "… (cell full; the whole text is in JSON or CSV)";

    RULES_TABLE = "规则执行情况", "What each rule came to";
    SHARE_LOWER = "达标率下限", "rate, lower bound";
    SHARE_UPPER = "达标率上限", "rate, upper bound";
    NOTHING_JUDGED = "没有可判定的记录", "nothing could be judged";
    FIRST_ROW = "底稿位置", "working paper";
    CHARTS = "图表", "Charts";
    SHEETS = "发现底稿", "Sheets of findings";
    BOUNDS_NOTE =
        "达标率 = 达标 ÷（达标 + 逾期完成 + 逾期未办）；上下限为「无法判定」的各件全部达标或全部不达标时的值。",
        "Rate = met ÷ (met + late + missing); the bounds are what it would be if every undetermined case were met, or none.";

    STATE = "判定", "state";
    DATASET = "对象", "about";
    LATE_MINUTES = "逾期（分钟）", "late by (minutes)";
    EVIDENCE = "证据", "evidence";
    SOURCE_ROW = "来源（文件[表]:行）", "source (file[sheet]:row)";
    RESPONSIBLE = "责任人", "responsible";
    MEASURE = "整改措施", "measure";
    REMEDY_BY = "整改期限", "to be done by";
    REMEDY_STATE = "整改状态", "follow-up";
    NOT_STARTED = "未开始", "not started";
    IN_HAND = "进行中", "in hand";
    DONE = "已完成", "done";
    NOT_APPLICABLE = "不适用", "not applicable";
    CHOOSE = "请从列表中选择。", "Choose from the list.";

    PHYSICAL = "物理行", "physical rows";
    SUM = "合计", "sum";
    CHECK = "核对", "check";
    CLOSES = "平", "closes";
    DIFFERS = "不平", "does not close";
    ENCODING = "编码", "encoding";
    DECIDED_BY = "判定依据", "taken for it because";
    UNRECOGNISED = "未识别的列", "unrecognised headers";
    NO_HASH = "未计算", "not asked for";
    ROW = "行", "row";
    ACCOUNT_NOTE =
        "物理行 = 表头 + 空行 + 合计/说明 + 拒收 + 使用。",
        "physical rows = header + blank + totals/notes + rejected + used.";

    STATUS = "执行", "status";
    EVALUATED = "已评估", "evaluated";
    THIS_RUN = "本次说明", "in this run";
    NAME = "名称", "name";

    FOR_PROGRAMS = "供程序核验（请勿改动）", "For programs (please do not change)";
    LAYER = "制度文件", "policy file";
    POLICY_SOURCES = "制度依据", "what the policy cites";
    CALENDAR_COVERS = "日历覆盖", "calendar covers";
    WRITTEN = "写入本工作簿的发现", "findings written to this workbook";
    ZONE = "时区", "time zone";

    CHART_DATA_NOTE =
        "图表所用的数。改动本表，图表随之改变。",
        "The numbers that the charts draw. A change here changes the charts.";
    UNTIL = "至", "until";
    ADDS = "计入", "adds";
    TOTAL_SO_FAR = "累计", "sum so far";
    SEE_SHEET = "全部发现见工作表", "all findings on sheet";
    NONE_FOUND = "没有发现", "no findings";

    FAMILY_RSP = "响应时限", "response";
    FAMILY_CLS = "办结", "closure";
    FAMILY_CBK = "回访", "callbacks";
    FAMILY_CUS = "客户", "customers";
    FAMILY_CHR = "时间顺序", "order of times";
    FAMILY_DUP = "重复", "duplicates";
    FAMILY_VAL = "数据质量", "values";
    FAMILY_RET = "留存", "retention";
    FAMILY_REP = "重新计算", "re-performance";
    FAMILY_GAM = "操纵迹象", "gaming";
    FAMILY_RSK = "风险", "risk";
    FAMILY_OTHER = "其他规则", "other rules";
}

/// The name of a rule family, by the letters of its codes.
pub(super) fn family(prefix: &str) -> &'static Text {
    match prefix {
        "RSP" => &FAMILY_RSP,
        "CLS" => &FAMILY_CLS,
        "CBK" => &FAMILY_CBK,
        "CUS" => &FAMILY_CUS,
        "CHR" => &FAMILY_CHR,
        "DUP" => &FAMILY_DUP,
        "VAL" => &FAMILY_VAL,
        "RET" => &FAMILY_RET,
        "REP" => &FAMILY_REP,
        "GAM" => &FAMILY_GAM,
        "RSK" => &FAMILY_RSK,
        _ => &FAMILY_OTHER,
    }
}

/// The heading of a sheet of findings.
pub(super) fn findings_title(lang: Lang, prefix: &str, part: usize) -> String {
    let family = family(prefix).get(lang);
    match (lang, part) {
        (Lang::Zh, 1) => format!("审计发现：{prefix} {family}"),
        (Lang::Zh, _) => format!("审计发现：{prefix} {family}（续 {part}）"),
        (Lang::En, 1) => format!("Findings: {prefix} {family}"),
        (Lang::En, _) => format!("Findings: {prefix} {family} (part {part})"),
    }
}

/// How many findings stand on a sheet, for the summary.
pub(super) fn sheet_holds(lang: Lang, first: &str, last: &str, count: &str) -> String {
    match lang {
        Lang::Zh => format!("{first} 至 {last}，共 {count} 条"),
        Lang::En => format!("{first} to {last}, {count} in all"),
    }
}

/// That a family went on to further sheets.
pub(super) fn continued(lang: Lang, sheet: &str, names: &str) -> String {
    match lang {
        Lang::Zh => format!("{sheet} 超过一张工作表的容量，续在：{names}"),
        Lang::En => format!("{sheet} is more than one sheet can hold; it goes on in: {names}"),
    }
}

/// That not all findings are in the workbook, which must never happen unseen.
pub(super) fn incomplete(lang: Lang, written: &str, all: &str) -> String {
    match lang {
        Lang::Zh => format!("本工作簿只写入 {written} / {all} 条发现，不完整；请以 JSON 为准。"),
        Lang::En => format!("Only {written} of {all} findings are in this workbook; rely on the JSON."),
    }
}

/// The as-of date at the foot of each page.
pub(super) fn foot(lang: Lang, as_of: &str, version: &str) -> String {
    match lang {
        Lang::Zh => format!("审计基准日 {as_of} · hearback {version}"),
        Lang::En => format!("as of {as_of} · hearback {version}"),
    }
}

/// A column of durations, shown as `53:20`.
pub(super) fn hours_and_minutes(lang: Lang, title: &str) -> String {
    match lang {
        Lang::Zh => format!("{title}（时:分）"),
        Lang::En => format!("{title} (h:min)"),
    }
}

/// A bound of a rate column.
pub(super) fn bound(lang: Lang, title: &str, upper: bool) -> String {
    match (lang, upper) {
        (Lang::Zh, false) => format!("{title}下限"),
        (Lang::Zh, true) => format!("{title}上限"),
        (Lang::En, false) => format!("{title}, lower"),
        (Lang::En, true) => format!("{title}, upper"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_empty_in_either_language() {
        for word in ALL {
            assert!(!word.zh.trim().is_empty() && !word.en.trim().is_empty(), "{word:?}");
        }
        for lang in [Lang::Zh, Lang::En] {
            assert!(findings_title(lang, "CBK", 2).contains("CBK") && foot(lang, "d", "v").contains('d'));
            assert!(hours_and_minutes(lang, "t").contains('t') && bound(lang, "t", true).contains('t'));
            assert!(
                sheet_holds(lang, "a", "b", "c").contains('c') && continued(lang, "a", "b").contains('b')
            );
            assert!(incomplete(lang, "1", "2").contains('2'));
        }
    }
}
