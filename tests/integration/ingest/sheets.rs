//! Which sheets of which workbooks are read.

use std::error::Error;

use rust_xlsxwriter::{Chart, Workbook};

use crate::audited::Audited;
use crate::books::{Rows, fill, rewritten, xlsx};
use crate::desk::{Checked, Desk, Run};

const COMPLAINTS: Rows<'_> =
    &[&["投诉编号", "客户编号", "受理时间", "办结时间"], &["C1", "", "@2024-03-04", "@2024-03-05"]];
const MORE: Rows<'_> = &[
    &["二月台账"],
    &["受理时间", "投诉编号", "备注", "办结时间", "客户编号"],
    &["@2024-02-04", "C2", "x", "@2024-02-05", ""],
    &["@2024-02-06", "C3", "", "", "K3"],
];
const VISITS: Rows<'_> = &[
    &["回访编号", "投诉编号", "回访时间", "回访人员", "回访结果"],
    &["V1", "C1", "@2024-03-06", "甲", "接通"],
];
const NOTES: Rows<'_> = &[&["填表说明"], &["1. 请勿改动表头"]];

const CHECKS: [&str; 4] = ["--as-of", "2024-06-30", "--select", "VAL001"];

fn desk(sheets: &[(&str, Rows<'_>)]) -> Result<Desk, Box<dyn Error>> {
    let desk = Desk::new()?;
    desk.put("b.xlsx", xlsx(sheets)?)?;
    Ok(desk)
}

fn audit(desk: &Desk, args: &[&str]) -> Result<Audited, Box<dyn Error>> {
    let audit = desk.audit(&[args, &CHECKS].concat())?;
    assert!(audit.inputs.iter().all(|input| input.rows.closes()));
    Ok(audit)
}

/// File and sheet of every input, with its kind.
fn read(desk: &Desk, args: &[&str]) -> Result<Vec<String>, Box<dyn Error>> {
    let run = desk.run(&[&["audit", "--format", "json"], args, &CHECKS].concat())?;
    let document: serde_json::Value =
        serde_json::from_str(&run.stdout).map_err(|error| format!("{error}: {run:?}"))?;
    let text = |input: &serde_json::Value, key: &str| input[key].as_str().unwrap_or("none").to_owned();
    let inputs = document["inputs"].as_array().cloned().unwrap_or_default();
    Ok(inputs
        .iter()
        .map(|input| [text(input, "file"), text(input, "sheet"), text(input, "kind")].join(" "))
        .collect())
}

fn refused(run: &Run, words: &[&str]) {
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run:?}");
    for word in words {
        assert!(run.stderr.contains(word), "no {word:?} in {}", run.stderr);
    }
}

#[test]
fn both_exports_of_one_workbook_are_read() -> Checked {
    let desk = desk(&[("说明", NOTES), ("回访", VISITS), ("投诉", COMPLAINTS)])?;
    assert_eq!(read(&desk, &["b.xlsx"])?, ["b.xlsx 投诉 complaints", "b.xlsx 回访 visits"]);
    assert_eq!(audit(&desk, &["b.xlsx"])?.found("VAL001"), ["fires C1 @2"]);
    Ok(())
}

#[test]
fn two_months_are_asked_about_and_a_pattern_reads_both() -> Checked {
    let desk = desk(&[("1月", COMPLAINTS), ("2月", MORE), ("回访", VISITS)])?;
    refused(&desk.run(&["audit", "b.xlsx"])?, &["1月", "2月", "--sheet"]);
    for sheets in [["--sheet", "*月"].as_slice(), &["--sheet", "1月", "--sheet", "2月"], &["--sheet", "?月"]]
    {
        let args = [&["b.xlsx"], sheets].concat();
        assert_eq!(read(&desk, &args)?, ["b.xlsx 1月 complaints", "b.xlsx 2月 complaints"], "{sheets:?}");
        let audit = audit(&desk, &args)?;
        assert_eq!(
            audit.found("VAL001"),
            ["fires C1 @2", "fires C2 @3"],
            "each sheet has its own rows and columns"
        );
        assert_eq!(audit.inputs.iter().map(|input| input.rows.used).collect::<Vec<_>>(), [1, 2]);
    }
    assert_eq!(
        read(&desk, &["b.xlsx", "--sheet", "*月", "--sheet", "回访"])?,
        ["b.xlsx 1月 complaints", "b.xlsx 2月 complaints", "b.xlsx 回访 visits"]
    );
    Ok(())
}

#[test]
fn a_hidden_sheet_is_read_only_by_its_name() -> Checked {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("新")?, COMPLAINTS)?;
    fill(workbook.add_worksheet().set_name("旧")?.set_hidden(true), MORE)?;
    fill(workbook.add_worksheet().set_name("藏")?.set_very_hidden(true), MORE)?;
    let desk = Desk::new()?;
    workbook.save(desk.path("b.xlsx"))?;
    assert_eq!(read(&desk, &["b.xlsx"])?, ["b.xlsx 新 complaints"]);
    assert_eq!(read(&desk, &["b.xlsx", "--sheet", "*"])?, ["b.xlsx 新 complaints"], "a pattern is no name");
    for hidden in ["旧", "藏"] {
        assert_eq!(read(&desk, &["b.xlsx", "--sheet", hidden])?, [format!("b.xlsx {hidden} complaints")]);
    }
    let shown = desk.run(&["inspect", "b.xlsx"])?.stdout;
    assert!(shown.contains("hidden") && shown.contains("旧"), "{shown}");
    Ok(())
}

#[test]
fn a_workbook_with_nothing_to_see_is_not_read() -> Checked {
    let hidden = rewritten(&xlsx(&[("新", COMPLAINTS)])?, |name, bytes| {
        let text = String::from_utf8_lossy(&bytes);
        Some(if name == "xl/workbook.xml" {
            text.replace("<sheet name", "<sheet state=\"hidden\" name").into_bytes()
        } else {
            bytes
        })
    })?;
    let desk = Desk::new()?;
    desk.put("b.xlsx", hidden)?;
    refused(&desk.run(&["audit", "b.xlsx"])?, &["no visible sheet"]);
    assert_eq!(read(&desk, &["b.xlsx", "--sheet", "新"])?, ["b.xlsx 新 complaints"]);
    Ok(())
}

#[test]
fn a_name_that_no_sheet_has_is_an_error_with_the_names_there_are() -> Checked {
    let desk = desk(&[("投诉", COMPLAINTS), ("说明", NOTES)])?;
    let run = desk.run(&["audit", "b.xlsx", "--sheet", "十月"])?;
    assert!(run.code >= 2 && run.stdout.is_empty(), "{run:?}");
    for word in ["十月", "投诉", "说明"] {
        assert!(run.stderr.contains(word), "{}", run.stderr);
    }
    Ok(())
}

#[test]
fn no_sheet_of_several_that_fits_is_an_error_with_their_names() -> Checked {
    let desk = desk(&[("说明", NOTES), ("代码", &[&["代码", "含义"], &["1", "甲"]])])?;
    refused(&desk.run(&["audit", "b.xlsx"])?, &["说明", "代码", "--sheet"]);
    Ok(())
}

#[test]
fn a_sheet_that_is_a_chart_is_no_table() -> Checked {
    let mut workbook = Workbook::new();
    let mut chart = Chart::new_column();
    chart.add_series().set_values("投诉!$A$1:$A$2");
    workbook.add_chartsheet().set_name("图")?.insert_chart(0, 0, &chart)?;
    fill(workbook.add_worksheet().set_name("投诉")?, COMPLAINTS)?;
    let desk = Desk::new()?;
    workbook.save(desk.path("b.xlsx"))?;
    assert_eq!(read(&desk, &["b.xlsx"])?, ["b.xlsx 投诉 complaints"]);
    let run = desk.run(&["audit", "b.xlsx", "--sheet", "图"])?;
    assert!(run.code >= 2 && run.stdout.is_empty() && !run.stderr.contains("panicked"), "{run:?}");
    Ok(())
}

#[test]
fn several_workbooks_and_patterns_of_file_names() -> Checked {
    let desk = Desk::new()?;
    desk.put("2024-01.xlsx", xlsx(&[("s", COMPLAINTS)])?)?;
    desk.put("2024-02.xlsx", xlsx(&[("s", MORE)])?)?;
    desk.put("calls.xlsx", xlsx(&[("s", VISITS)])?)?;
    let expected = ["2024-01.xlsx s complaints", "2024-02.xlsx s complaints", "calls.xlsx s visits"];
    for files in [
        ["2024-02.xlsx", "calls.xlsx", "2024-01.xlsx"].as_slice(),
        &["*.xlsx"],
        &["2024-0?.xlsx", "calls.xlsx"],
        &["--complaints", "2024-*.xlsx", "--visits", "calls.xlsx"],
    ] {
        assert_eq!(read(&desk, files)?, expected, "{files:?}");
        let audit = audit(&desk, files)?;
        let found: Vec<String> =
            audit.findings.iter().map(|finding| format!("{} {}", finding.file, finding.brief())).collect();
        assert_eq!(found, ["2024-01.xlsx fires C1 @2", "2024-02.xlsx fires C2 @3"]);
    }
    let run = desk.run(&["audit", "2025-*.xlsx"])?;
    assert!(run.code >= 2 && run.stderr.contains("2025-*.xlsx"), "{run:?}");
    Ok(())
}

#[test]
fn a_sheet_name_for_several_workbooks_is_looked_for_in_each() -> Checked {
    let desk = Desk::new()?;
    desk.put("a.xlsx", xlsx(&[("台账", COMPLAINTS), ("台账旧", MORE)])?)?;
    desk.put("b.xlsx", xlsx(&[("二月", MORE), ("说明", NOTES)])?)?;
    assert_eq!(
        read(&desk, &["a.xlsx", "b.xlsx", "--sheet", "台账", "--sheet", "二月"])?,
        ["a.xlsx 台账 complaints", "b.xlsx 二月 complaints"]
    );
    Ok(())
}
