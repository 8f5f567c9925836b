//! What stands in the cells.

use calamine::Data;

use super::super::Limits;
use super::{all_words, bytes, document_sample, names, sample_bytes, sheet, word};
use crate::model::{Block, Document, Lang, Subject, Text, Value};

#[test]
fn sheets_stand_in_the_order_of_a_working_paper() {
    let zh = names(&sample_bytes(Lang::Zh));
    let expected = [
        "汇总",
        "分析",
        "典型案例",
        "建议与局限",
        "CBK",
        "CLS",
        "RSP",
        "VAL",
        "行数核对",
        "规则",
        "清单",
        "图表数据",
    ];
    assert_eq!(zh, expected);
    let en = names(&sample_bytes(Lang::En));
    assert_eq!(en[..4], ["Summary", "Analyses", "Cases", "Advice and limits"]);
    assert_eq!(en[8..], ["Reconciliation", "Rules", "Manifest", "Chart data"]);
    assert!(
        zh.iter()
            .chain(&en)
            .all(|name| name.chars().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\']))
    );
}

#[test]
fn findings_have_index_numbers_and_real_dates() {
    let range = sheet(&sample_bytes(Lang::Zh), "CLS");
    assert_eq!(word(&range, 2, 0), "索引号");
    let index: Vec<String> = (3..13).map(|row| word(&range, row, 0)).collect();
    assert_eq!(index[..2], ["CLS001-0001", "CLS001-0002"]);
    assert_eq!(index[5..8], ["CLS004-0001", "CLS004-0002", "CLS004-0003"]);
    assert_eq!(word(&range, 3, 2), "高");
    assert!(matches!(range.get_value((3, 5)), Some(Data::String(id)) if id == "TS202500185"));
    assert!(matches!(range.get_value((3, 9)), Some(Data::DateTime(_))), "{:?}", range.get_value((3, 9)));
    assert!(matches!(range.get_value((3, 11)), Some(Data::Float(late)) if *late > 0.0));
    assert_eq!(word(&range, 3, 15), "2025年前三季度投诉台账.xlsx[九月]:187");
    assert_eq!(word(&range, 2, 19), "整改状态");
    assert_eq!(word(&range, 3, 19), "", "left to people");
}

#[test]
fn the_summary_has_the_rules_and_room_to_sign() {
    for (lang, expected) in [
        (
            Lang::Zh,
            [
                "投诉处理与客户回访专项审计报告",
                "关键指标",
                "首次响应超时",
                "未评估",
                "CBK001-0001",
                "签署",
                "复核人",
                "结论",
            ],
        ),
        (
            Lang::En,
            [
                "Audit of complaint handling and callbacks",
                "Key figures",
                "first response overdue",
                "not run",
                "CBK001-0001",
                "Sign-off",
                "Reviewed by",
                "Conclusion",
            ],
        ),
    ] {
        let words = all_words(&sheet(&sample_bytes(lang), super::super::words::SHEET_SUMMARY.get(lang)));
        for word in expected {
            assert!(words.iter().any(|cell| cell == word), "{word}");
        }
    }
}

#[test]
fn the_summary_begins_with_what_came_out() {
    for (lang, result) in [(Lang::Zh, "主要结论"), (Lang::En, "Main results")] {
        let words = all_words(&sheet(&sample_bytes(lang), super::super::words::SHEET_SUMMARY.get(lang)));
        let at = |word: &str| words.iter().position(|cell| cell == word).expect(word);
        assert!(at(result) < at(super::super::words::RULES_TABLE.get(lang)));
        assert!(words.iter().any(|cell| cell.starts_with("•  ") && cell.contains("87.3")));
    }
    let mut document = document_sample::document();
    let third = Block::Heading(Text::same("third"));
    document.chapters[0].blocks.insert(4, third);
    assert!(
        !all_words(&sheet(&bytes(&document, Lang::Zh, Limits::FORMAT), "汇总")).contains(&"third".to_owned())
    );
}

#[test]
fn a_rule_on_groups_shows_no_cases_and_one_that_judged_nothing_says_so() {
    let mut document = document_sample::document();
    document.audit.rules[0].subject = Subject::Group;
    document.audit.rules[1].tested = 0;
    document.audit.rules[1].findings = 0;
    for (lang, nothing) in [(Lang::Zh, "没有可判定的记录"), (Lang::En, "nothing could be judged")] {
        let name = super::super::words::SHEET_SUMMARY.get(lang);
        let range = sheet(&bytes(&document, lang, Limits::FORMAT), name);
        let row =
            |code: &str| range.rows().find(|row| row[1] == Data::String(code.into())).expect("the rule");
        let of_groups = row("CBK001");
        for column in (4..10).chain(11..14) {
            assert_eq!(of_groups[column], Data::String("·".into()), "column {column}");
        }
        assert!(matches!(of_groups[10], Data::Float(findings) if findings > 0.0));
        assert_eq!(row("CBK004")[15], Data::String(nothing.into()));
        assert!(matches!(row("RSP001")[11], Data::Float(_)));
        assert_eq!(row("RSP001")[15], Data::Empty);
    }
}

#[test]
fn no_table_stands_twice() {
    for (lang, name, own, title) in [
        (Lang::Zh, "规则", "执行", "规则一览"),
        (Lang::En, "Rules", "status", "All rules"),
        (Lang::Zh, "行数核对", "核对", "每一行都有去处"),
        (Lang::En, "Reconciliation", "check", "Every row is accounted for"),
    ] {
        let words = all_words(&sheet(&sample_bytes(lang), name));
        assert!(words.iter().any(|cell| cell == own) && !words.iter().any(|cell| cell == title), "{title}");
    }
    let mut document = document_sample::document();
    let again = document.audit.inputs[0].clone();
    document.audit.inputs.push(again);
    let account = sheet(&bytes(&document, Lang::Zh, Limits::FORMAT), "行数核对");
    let totals = account.rows().find(|row| row[0] == Data::String("合计".into())).expect("totals");
    let physical: u64 = document.audit.inputs.iter().map(|input| input.rows.physical).sum();
    assert_eq!((totals[4].to_string(), totals[10].to_string()), (physical.to_string(), physical.to_string()));
}

#[test]
fn rates_without_bounds_have_no_columns_for_them() {
    let mut document = document_sample::document();
    let has_bounds = |document: &Document| {
        let words = all_words(&sheet(&bytes(document, Lang::Zh, Limits::FORMAT), "分析"));
        words.iter().any(|cell| cell.ends_with("下限"))
    };
    assert!(has_bounds(&document));
    let blocks = document.chapters.iter_mut().flat_map(|chapter| &mut chapter.blocks);
    for block in blocks {
        let Block::Table(table) = block else { continue };
        for value in table.rows.iter_mut().chain([&mut table.totals]).flatten() {
            if let Value::Rate(rate) = value {
                rate.undetermined = 0;
            }
        }
    }
    assert!(!has_bounds(&document));
}

#[test]
fn rates_are_numbers_with_bounds() {
    let range = sheet(&sample_bytes(Lang::Zh), "汇总");
    let row = range.rows().find(|row| row[1] == Data::String("RSP001".into())).expect("the rule is listed");
    let [rate, lower, upper] = [11, 12, 13].map(|column| match row[column] {
        Data::Float(share) => share,
        ref other => panic!("{other:?}"),
    });
    assert!(lower < rate && rate < upper && upper < 1.0, "{lower} {rate} {upper}");
}

#[test]
fn a_proof_shows_every_step() {
    let range = sheet(&sample_bytes(Lang::Zh), "典型案例");
    let words = all_words(&range);
    for word in [
        "2025-09-26 周五",
        "+1",
        "1/2",
        "工作日",
        "节假日（国庆节）",
        "办结时间，起算",
        "其他口径下",
        "达标（不同）",
    ] {
        assert!(words.iter().any(|cell| cell == word), "{word}");
    }
}

#[test]
fn the_rest_is_complete() {
    let bytes = sample_bytes(Lang::Zh);
    let account = all_words(&sheet(&bytes, "行数核对"));
    for word in ["4880", "4867", "平", "投诉台账.xlsx[九月]", "列数多于表头", "共 7 行"] {
        assert!(account.iter().any(|cell| cell == word), "{word}");
    }
    let manifest = all_words(&sheet(&bytes, "清单"));
    for hash in ["5e", "ab", "cd", "9c"] {
        assert!(manifest.iter().any(|cell| cell.starts_with(&hash.repeat(32))), "{hash}");
    }
    let rules = sheet(&bytes, "规则");
    assert!(rules.rows().any(|row| row[0] == Data::String("VAL001".into())));
    let data = all_words(&sheet(&bytes, "图表数据"));
    assert!(data.contains(&"时限 24 小时".to_owned()) && data.contains(&"8–16".to_owned()));
}
