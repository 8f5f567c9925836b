//! The face people read.

use unicode_width::UnicodeWidthStr;

use super::super::{Format, View, sample};
use super::{audit, explanation, table};
use crate::model::{Code, Finding, Lang, RuleStatus, Severity, Subject};

#[test]
fn an_audit_reads_as_expected() {
    let (whole, incomplete) = (sample::report(), sample::incomplete());
    let cases = [
        (&whole, Lang::Zh, 120, "audit-zh-120.txt"),
        (&whole, Lang::Zh, 80, "audit-zh-80.txt"),
        (&whole, Lang::En, 120, "audit-en-120.txt"),
        (&whole, Lang::En, 80, "audit-en-80.txt"),
        (&incomplete, Lang::Zh, 100, "incomplete-zh-100.txt"),
    ];
    for (report, lang, width, expected) in cases {
        as_expected(expected, &audit(report, Format::Table, &sample::view(lang, width)));
    }
}

/// Compares with a file of `expected/`; with `UPDATE_EXPECTED` set it is written instead, for a look
/// at what changed.
pub(super) fn as_expected(name: &str, actual: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/expected").join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, actual).expect("the expectation can be written");
    }
    let expected = std::fs::read_to_string(&path).expect("there is an expectation");
    assert_eq!(actual, expected, "{name}");
}

#[test]
fn no_line_is_wider_than_the_terminal_or_ends_in_blanks() {
    for width in 60..200 {
        for lang in [Lang::Zh, Lang::En] {
            let view = sample::view(lang, width);
            for line in audit(&sample::incomplete(), Format::Table, &view).lines() {
                assert!(line.width() <= width, "{width}: {line}");
                assert_eq!(line, line.trim_end(), "{width}");
            }
        }
    }
}

#[test]
fn a_narrower_terminal_is_taken_for_sixty() {
    let at = |width| audit(&sample::report(), Format::Table, &sample::view(Lang::Zh, width));
    assert_eq!(at(0), at(60));
}

#[test]
fn colour_changes_nothing_but_colour() {
    let plain = sample::view(Lang::Zh, 120);
    let coloured = audit(&sample::incomplete(), Format::Table, &View { color: true, ..plain });
    let mut stripped = coloured.clone();
    for code in ["0", "1", "2", "31", "33"] {
        stripped = stripped.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_eq!(stripped, audit(&sample::incomplete(), Format::Table, &plain));
    assert!(coloured.contains("\u{1b}[31m609\u{1b}[0m"), "breaches stand out");
    assert!(coloured.contains("\u{1b}[31m审计不完整\u{1b}[0m"), "gaps stand out");
    assert!(!stripped.contains('\u{1b}'));
}

#[test]
fn the_limit_is_said() {
    let with = |limit| {
        let view = View { limit, ..sample::view(Lang::En, 120) };
        audit(&sample::report(), Format::Table, &view)
    };
    assert!(with(4).contains("\nall 4 shown\n"));
    assert!(with(100).contains("\nall 4 shown\n"));
    let none = with(0);
    assert!(none.contains("\n0 of 4; all of them:"));
    assert!(!none.contains("TS202500012"));
}

#[test]
fn without_findings_it_says_over_how_many_rules() {
    let mut report = sample::report();
    report.findings = Box::new(Vec::new());
    for rule in &mut report.rules {
        rule.findings = 0;
    }
    let zh = audit(&report, Format::Table, &sample::view(Lang::Zh, 120));
    assert!(zh.contains("\n发现\n没有发现（5 条规则中 3 条已评估）\n"), "{zh}");
    assert!(zh.contains("下一步：2 条规则因同一原因未评估，补齐后重跑：缺少回访记录"), "{zh}");
    report.rules.retain(|rule| rule.status == RuleStatus::Evaluated);
    let en = audit(&report, Format::Table, &sample::view(Lang::En, 120));
    assert!(en.contains("\nNext: the rules that ran have no findings;"), "{en}");
}

#[test]
fn an_account_that_does_not_close_is_no_equation() {
    let mut report = sample::report();
    report.inputs[0].rows.used -= 1;
    let zh = audit(&report, Format::Table, &sample::view(Lang::Zh, 120));
    assert!(zh.contains("4,880 ≠ 表头 2 + 空行 3 + 合计/说明 1 + 拒收 7 + 使用 4,866"), "{zh}");
    assert!(zh.contains("\n审计不完整\n"), "{zh}");
}

#[test]
fn a_group_stands_in_no_file() {
    let mut report = sample::report();
    let group = Finding {
        code: Code::literal("CLS002"),
        severity: Severity::High,
        state: None,
        subject: Subject::Group,
        id: "城东营业部".to_owned(),
        file: "".into(),
        sheet: None,
        row: None,
        branch: None,
        handler: None,
        trigger_at: None,
        due_at: None,
        actual_at: None,
        late_by_minutes: None,
        message: crate::model::Text::new("按期办结率 82.0 %，低于 95 %", "closed in time 82.0 %, below 95 %"),
        evidence: Vec::new(),
    };
    report.findings = Box::new(vec![group]);
    report.rules.truncate(1);
    report.rules[0].doc.code = Code::literal("CLS002");
    report.rules[0].findings = 1;
    let zh = audit(&report, Format::Table, &sample::view(Lang::Zh, 120));
    let expected = "
级别  代码    位置  编号        机构  经办人  应办时限  实际时间  逾期  问题
────────────────────────────────────────────────────────────────────────────────────────────────────
高    CLS002  ·     城东营业部  ·     ·       ·         ·            ·  按期办结率 82.0 %，低于 95 %
共 1 条
";
    assert!(zh.contains(expected), "{zh}");
}

#[test]
fn a_table_reads_as_expected() {
    let zh = table(&sample::by_group(), Format::Table, &sample::view(Lang::Zh, 80));
    let expected = "\
按机构
机构          投诉          及时响应率  响应中位数
──────────────────────────────────────────────────
城东营业部   2,410  82.9 % (81.6–83.2)   3小时20分
East branch  2,386  91.7 %                2天5小时
（未填）         0       ·                       ·
──────────────────────────────────────────────────
合计         4,796  87.3 % (86.6–87.4)         1天
  · 及时响应率 = 达标 ÷ 已到期
→ 城东营业部最低，先看它的首次响应。
";
    assert_eq!(zh, expected);
}

#[test]
fn a_table_without_rows_says_so() {
    let mut empty = sample::by_group();
    empty.rows.clear();
    let en = table(&empty, Format::Table, &sample::view(Lang::En, 80));
    assert!(en.contains("\n(no rows)\n"), "{en}");
}

#[test]
fn an_explanation_reads_as_expected() {
    let doc = sample::report().rules.pop().expect("the sample has rules").doc;
    let zh = explanation(&doc, Format::Table, &sample::view(Lang::Zh, 60));
    assert_eq!(zh, include_str!("../expected/explanation-zh-60.txt"));
    let en = explanation(&doc, Format::Table, &sample::view(Lang::En, 60));
    assert_eq!(en, include_str!("../expected/explanation-en-60.txt"));
}
