//! The page an auditor reads first, and the same for programs.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::super::{Format, View, inspection_sample as inspections, sample, write_inspections};
use super::terminal::as_expected;
use super::text;
use crate::model::{Inspection, Lang};

fn shown(seen: &[Inspection], format: Format, view: &View) -> String {
    text(|out| write_inspections(seen, "FILES", format, view, out).expect("memory takes every byte"))
}

fn all() -> Vec<Inspection> {
    vec![inspections::wide(), inspections::text(), inspections::failed()]
}

#[test]
fn a_page_reads_as_expected() {
    let good = [inspections::wide(), inspections::text()];
    let failed = [inspections::failed()];
    let cases = [
        (&good[..], Lang::Zh, 120, "inspection-zh-120.txt"),
        (&good, Lang::Zh, 80, "inspection-zh-80.txt"),
        (&good, Lang::En, 120, "inspection-en-120.txt"),
        (&good, Lang::En, 80, "inspection-en-80.txt"),
        (&failed, Lang::Zh, 80, "inspection-failed-zh-80.txt"),
        (&failed, Lang::En, 80, "inspection-failed-en-80.txt"),
    ];
    for (seen, lang, width, expected) in cases {
        as_expected(expected, &shown(seen, Format::Table, &sample::view(lang, width)));
    }
}

#[test]
fn no_line_is_wider_than_the_terminal_or_ends_in_blanks() {
    for width in (60..130).chain([200]) {
        for lang in [Lang::Zh, Lang::En] {
            for line in shown(&all(), Format::Table, &sample::view(lang, width)).lines() {
                assert!(line.width() <= width, "{width}: {line}");
                assert_eq!(line, line.trim_end(), "{width}");
            }
        }
    }
}

#[test]
fn every_column_is_there_at_every_width() {
    let wide = [inspections::wide()];
    for width in [60, 80, 120] {
        let page = shown(&wide, Format::Table, &sample::view(Lang::Zh, width));
        for column in &wide[0].columns {
            let starts = |line: &str| line.split(' ').next() == Some(column.letter.as_str());
            assert!(page.lines().any(starts), "{width}: {} is missing", column.letter);
        }
    }
}

#[test]
fn the_limit_is_said_and_holds_for_rows_and_examples() {
    let with = |limit| {
        let view = View { limit, ..sample::view(Lang::En, 120) };
        shown(&[inspections::wide()], Format::Table, &view)
    };
    let two = with(2);
    for said in ["here 2 of 1,204: `昨天下午`, `2025-13-45`\n", "\n2 of 4; all", "\n2 of 7; all"] {
        assert!(two.contains(said), "{said}: {two}");
    }
    assert!(with(0).contains("\n0 of 7; all"), "{}", with(0));
    assert!(with(100).contains("\nall 7 shown\n"), "{}", with(100));
}

#[test]
fn an_account_that_does_not_close_is_no_equation() {
    let mut seen = inspections::wide();
    seen.rows.used -= 1;
    let page = shown(&[seen], Format::Table, &sample::view(Lang::Zh, 120));
    assert!(page.contains("4,883 ≠ 表头 2"), "{page}");
    assert!(page.contains("下一步：先解决上面的问题"), "{page}");
}

#[test]
fn hostile_names_steer_nothing() {
    let mut seen = inspections::wide();
    let hostile = "=1+1\u{1b}[31m\u{202e}\n";
    seen.file = hostile.to_owned();
    seen.columns[0].header = hostile.to_owned();
    seen.columns[6].examples = vec![hostile.to_owned()];
    seen.set_aside[0].text = hostile.to_owned();
    for format in [Format::Table, Format::Csv, Format::Json] {
        let written = shown(&[seen.clone()], format, &sample::view(Lang::Zh, 80));
        assert!(!written.contains(['\u{1b}', '\u{202e}']), "{written}");
    }
    let csv = shown(&[seen], Format::Csv, &sample::view(Lang::Zh, 80));
    assert!(csv.contains("\n'=1+1\\u{1b}"), "{csv}");
}

#[test]
fn csv_has_a_row_for_each_column_and_each_input_without() {
    let csv = shown(&all(), Format::Csv, &sample::view(Lang::En, 80));
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 1 + 27 + 2 + 1);
    assert_eq!(
        lines[0],
        "file,sheet,kind,letter,header,field,title,why,holds,filled,blank,unreadable,forms,examples,notes,masked,problem"
    );
    assert_eq!(
        lines[7],
        "投诉台账.xlsx,九月,complaints,G,登记时间,received_at,received,`登记时间` is another name of it,times,4867,0,1204,2025-09-30 18:00:00=4867; 2025/9/3=12,昨天下午; 2025-13-45; 待定,12 cells name only a day and are taken for any moment of it,false,"
    );
    assert_eq!(
        lines[30],
        "密.xls,,,,,,,,,,,,,,,,the workbook is encrypted; save it without a password as xlsx"
    );
}

fn document(seen: &[Inspection]) -> Value {
    let written = shown(seen, Format::Json, &sample::view(Lang::En, 80));
    serde_json::from_str(&written).expect("what is written is JSON")
}

#[test]
fn json_follows_the_schema() {
    let schema = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/inspect-v1.schema.json"));
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is one");
    let good = document(&all());
    let errors: Vec<String> = validator.iter_errors(&good).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    for path in
        ["/inputs/0", "/inputs/0/rows", "/inputs/0/columns/6", "/inputs/0/absent/0", "/inputs/0/rejects/0"]
    {
        let keys: Vec<String> =
            good.pointer(path).and_then(Value::as_object).expect(path).keys().cloned().collect();
        for key in keys {
            let mut short = good.clone();
            short.pointer_mut(path).and_then(Value::as_object_mut).expect(path).remove(&key);
            assert!(!validator.is_valid(&short), "{path} without {key} passes the schema");
        }
    }
    let mut wrong = good;
    wrong["inputs"][0]["kind"] = json!("persons");
    assert!(!validator.is_valid(&wrong), "the schema knows its words");
}

#[test]
fn json_holds_everything() {
    let document = document(&all());
    assert_eq!(document["schema_version"], 1);
    let wide = &document["inputs"][0];
    assert_eq!(wide["columns"].as_array().map(Vec::len), Some(27));
    assert_eq!(wide["columns"][4]["forms"].as_array().map(Vec::len), Some(4), "nothing is capped");
    assert_eq!(wide["rejects"].as_array().map(Vec::len), Some(7));
    assert_eq!(
        wide["set_aside"][1],
        json!({"row": 2002, "what": "a repeated header", "text": "投诉编号 | 客户编号"})
    );
    assert_eq!(wide["absent"][0]["needed_by"], json!(["RSP001", "CHR001"]));
    assert_eq!(wide["gaps"], json!([]));
    assert_eq!(document["inputs"][1]["delimiter"], json!({"name": "tab", "why": "as many in every line"}));
    let failed = &document["inputs"][2];
    assert_eq!(failed["kind"], Value::Null);
    assert_eq!(failed["gaps"][0], "密.xls: the workbook is encrypted; save it without a password as xlsx");
}
