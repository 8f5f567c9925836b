//! Every word this room says on its own account, Chinese beside English.
//!
//! Owns fixed words as statics and sentences with figures as functions, so that the compiler
//! checks what is filled in. Refuses markup and layout.

use crate::model::{Lang, Text};

pub(super) static AUDIT: Text = Text::new("投诉审计", "Complaint audit");
pub(super) static AS_OF: Text = Text::new("基准日", "as of");
pub(super) static AS_OF_GUESSED: Text =
    Text::new("（取文件中最新的一天；用 --as-of 指定）", "(newest day in the files; --as-of sets it)");
pub(super) static POLICY: Text = Text::new("制度", "policy");
pub(super) static CALENDAR: Text = Text::new("日历", "calendar");
pub(super) static PERIOD: Text = Text::new("受理期间", "received");
pub(super) static OPEN_START: Text = Text::new("不限", "any time");
pub(super) static OPEN_END: Text = Text::new("不限", "any time");

pub(super) static INPUTS: Text = Text::new("输入", "Inputs");
pub(super) static FILE: Text = Text::new("文件", "file");
pub(super) static KIND: Text = Text::new("类型", "kind");
pub(super) static FORMAT: Text = Text::new("格式", "format");
pub(super) static ROWS: Text = Text::new("行数核对", "row account");
pub(super) static HEADER: Text = Text::new("表头", "header");
pub(super) static BLANK: Text = Text::new("空行", "blank");
pub(super) static TOTAL_ROWS: Text = Text::new("合计/说明", "totals/notes");
pub(super) static REJECTED: Text = Text::new("拒收", "rejected");
pub(super) static USED: Text = Text::new("使用", "used");

pub(super) static RULES: Text = Text::new("规则", "Rules");
pub(super) static LEVEL: Text = Text::new("级别", "level");
pub(super) static CODE: Text = Text::new("代码", "code");
pub(super) static RULE: Text = Text::new("规则", "rule");
pub(super) static TESTED: Text = Text::new("已检验", "tested");
pub(super) static FINDINGS_COLUMN: Text = Text::new("发现", "findings");
pub(super) static RATE: Text = Text::new("达标率", "rate");
pub(super) static TOTAL: Text = Text::new("合计", "total");
pub(super) static NOT_RUN: Text = Text::new("未评估", "not run");
pub(super) static FAILED: Text = Text::new("失败", "failed");
pub(super) static NOTE: Text = Text::new("说明", "note");

pub(super) static FINDINGS: Text = Text::new("发现", "Findings");
pub(super) static WHERE: Text = Text::new("位置", "where");
pub(super) static ID: Text = Text::new("编号", "id");
pub(super) static BRANCH: Text = Text::new("机构", "branch");
pub(super) static HANDLER: Text = Text::new("经办人", "handler");
pub(super) static DUE: Text = Text::new("应办时限", "due");
pub(super) static ACTUAL: Text = Text::new("实际时间", "actual");
pub(super) static LATE_BY: Text = Text::new("逾期", "late by");
pub(super) static MESSAGE: Text = Text::new("问题", "problem");

pub(super) static REJECTS: Text = Text::new("无法使用的行", "Rejected rows");
pub(super) static REASON: Text = Text::new("原因", "reason");
pub(super) static ROW_TEXT: Text = Text::new("原文", "row text");

pub(super) static GAPS: Text = Text::new("审计不完整", "The audit is not complete");
pub(super) static NEXT: Text = Text::new("下一步", "Next");
pub(super) static NEXT_GAPS: Text = Text::new(
    "先解决上述「审计不完整」的原因，再重新运行；在此之前没有发现不等于合格。",
    "remove what makes the audit incomplete, then run it again; until then no finding is no pass.",
);
pub(super) static NEXT_CLEAN: Text = Text::new(
    "已评估的规则没有发现；请将本结果连同 --format json 存入底稿。",
    "the rules that ran have no findings; keep this result with --format json in the working papers.",
);
pub(super) static NO_ROWS: Text = Text::new("（没有可列的行）", "(no rows)");

pub(super) static SEVERITY: Text = Text::new("级别", "Severity");
pub(super) static WHAT: Text = Text::new("检验什么", "What");
pub(super) static WHY: Text = Text::new("为什么", "Why");
pub(super) static FORMULA: Text = Text::new("口径", "Formula");
pub(super) static FIX: Text = Text::new("如何整改", "How to fix");
pub(super) static SOURCE: Text = Text::new("依据", "Source");
pub(super) static NEEDS: Text = Text::new("所需列", "Columns needed");

/// Put between two items of a list.
pub(super) fn list_comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

/// Put between two clauses.
pub(super) fn semicolon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}

/// Put after a label.
pub(super) fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}

/// A few headers out of all that were not recognised.
pub(super) fn unrecognised(lang: Lang, file: &str, shown: &str, all: &str, names: &str) -> String {
    match lang {
        Lang::Zh if shown == all => format!("{file}：未识别的列 {all} 个：{names}"),
        Lang::Zh => format!("{file}：未识别的列 {all} 个，列出 {shown} 个：{names}"),
        Lang::En if shown == all => format!("{file}: {all} unrecognised headers: {names}"),
        Lang::En => format!("{file}: {shown} of {all} unrecognised headers: {names}"),
    }
}

/// Rules that did not run for the same reason.
pub(super) fn not_run(lang: Lang, count: usize, codes: &str, reason: &str) -> String {
    match lang {
        Lang::Zh => format!("未评估 {count} 条（{codes}）：{reason}"),
        Lang::En => format!("{count} not evaluated ({codes}): {reason}"),
    }
}

/// A rule that broke.
pub(super) fn failed(lang: Lang, code: &str, reason: &str) -> String {
    match lang {
        Lang::Zh => format!("{code} 运行失败：{reason}"),
        Lang::En => format!("{code} failed: {reason}"),
    }
}

/// A definition and the cases whose verdict hangs on it.
pub(super) fn contested_definition(lang: Lang, definition: &str, flips: &str) -> String {
    match lang {
        Lang::Zh => format!("{definition} {flips} 件"),
        Lang::En => format!("{definition} {flips}"),
    }
}

/// The definitions a rule's verdicts hang on, and the least and greatest rate under them.
pub(super) fn contested(lang: Lang, code: &str, listed: &str, range: Option<&(String, String)>) -> String {
    match (lang, range) {
        (Lang::Zh, None) => format!("{code} 换一种口径结论会变：{listed}"),
        (Lang::Zh, Some((lower, upper))) => {
            format!("{code} 换一种口径结论会变：{listed}（达标率 {lower} %–{upper} %）")
        }
        (Lang::En, None) => format!("{code} verdicts that hang on a definition: {listed}"),
        (Lang::En, Some((lower, upper))) => {
            format!("{code} verdicts that hang on a definition: {listed} (rate {lower} %–{upper} %)")
        }
    }
}

/// Columns a narrow terminal has no room for.
pub(super) fn hidden_columns(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Zh => format!("窗口宽度不够，未显示：{names}（--format json 含全部）"),
        Lang::En => format!("no room for: {names} (--format json has everything)"),
    }
}

/// How many groups are shown.
pub(super) fn shown_groups(lang: Lang, shown: &str, total: &str) -> String {
    match lang {
        Lang::Zh => format!("显示 {shown} / {total} 组；全部：--format json，或加大 --limit"),
        Lang::En => format!("{shown} of {total} groups; all of them: --format json, or a larger --limit"),
    }
}

/// How many findings are shown.
pub(super) fn shown_findings(lang: Lang, shown: &str, total: &str) -> String {
    match lang {
        Lang::Zh if shown == total => format!("共 {total} 条"),
        Lang::Zh => format!("显示 {shown} / {total} 条；全部：--format csv -o findings.csv，或加大 --limit"),
        Lang::En if shown == total => format!("all {total} shown"),
        Lang::En => {
            format!("{shown} of {total}; all of them: --format csv -o findings.csv, or a larger --limit")
        }
    }
}

/// That nothing was found, and over how many rules that holds.
pub(super) fn no_findings(lang: Lang, evaluated: usize, asked: usize) -> String {
    match lang {
        Lang::Zh => format!("没有发现（{asked} 条规则中 {evaluated} 条已评估）"),
        Lang::En => format!("none ({evaluated} of {asked} rules evaluated)"),
    }
}

/// How many rejected rows are quoted.
pub(super) fn shown_rejects(lang: Lang, shown: &str, total: &str) -> String {
    match lang {
        Lang::Zh if shown == total => format!("共 {total} 行"),
        Lang::Zh => format!("显示 {shown} / {total} 行；全部：--format json"),
        Lang::En if shown == total => format!("all {total} shown"),
        Lang::En => format!("{shown} of {total}; all of them: --format json"),
    }
}

/// Where to begin: the gravest rule with the most findings.
pub(super) fn next_rule(lang: Lang, code: &str, title: &str, findings: &str, fix: &str) -> String {
    match lang {
        Lang::Zh => {
            format!("先办 {code} {title}（{findings} 条）：{fix}详见 hearback explain {code}")
        }
        Lang::En => {
            format!("begin with {code} {title} ({findings}): {fix} More: hearback explain {code}")
        }
    }
}

/// What would let the rules run that could not.
pub(super) fn next_not_run(lang: Lang, count: usize, reason: &str) -> String {
    match lang {
        Lang::Zh => format!("{count} 条规则因同一原因未评估，补齐后重跑：{reason}"),
        Lang::En => format!("{count} rules could not run for one reason; supply it and run again: {reason}"),
    }
}

/// How to see why one case has its verdict.
pub(super) fn next_proof(lang: Lang, code: &str, id: &str) -> String {
    match lang {
        Lang::Zh => format!("逐步说明一件的判定：hearback explain {code} 文件… --case {id}"),
        Lang::En => format!("the proof for one case: hearback explain {code} FILES… --case {id}"),
    }
}
