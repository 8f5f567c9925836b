//! Pages as offices make them: what stands around the records is no record, and every row keeps its number.

use std::error::Error;

use serde_json::{Value, json};

use crate::audited::Audited;
use crate::books::{Rows, xlsx};
use crate::desk::{Checked, Desk};

/// The page of `inspect` for one file, and its only input.
fn inspected(desk: &Desk, file: &str) -> Result<Value, Box<dyn Error>> {
    let run = desk.run(&["inspect", file, "--format", "json"])?;
    let mut document: Value =
        serde_json::from_str(&run.stdout).map_err(|error| format!("{error}: {run:?}"))?;
    Ok(document["inputs"][0].take())
}

/// A text as a file, read by the checks that say where a record stands: a blank customer marks it.
fn marked(text: &str) -> Result<(Audited, Value), Box<dyn Error>> {
    let desk = Desk::with(&[("c.csv", text)])?;
    let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "VAL001"])?;
    assert!(audit.inputs[0].rows.closes(), "{:?}", audit.inputs[0].rows);
    Ok((audit, inspected(&desk, "c.csv")?))
}

/// header, blank, total, rejected, used
fn account(audit: &Audited) -> [u64; 5] {
    let rows = &audit.inputs[0].rows;
    [rows.header, rows.blank, rows.total, rows.rejected, rows.used]
}

fn asides(input: &Value) -> Vec<String> {
    let aside = |row: &Value| format!("{} {}", row["row"], row["what"].as_str().unwrap_or_default());
    input["set_aside"].as_array().into_iter().flatten().map(aside).collect()
}

const RECORDS: &str = "C1,K1,2024-03-04,甲区\nC2,,2024-03-05,乙区\n";

#[test]
fn titles_and_notes_above_the_header() -> Checked {
    let text = format!(
        "投诉工单明细表,,,\n统计时间：2024-03-01 至 2024-03-31,,,\n说明：本表含全部渠道，不含撤销；\n制表单位：某公司,,打印日期：2024-04-01,\n\n投诉编号,客户编号,受理时间,受理机构\n{RECORDS}"
    );
    let (audit, input) = marked(&text)?;
    assert_eq!(audit.found("VAL001"), ["fires C2 @8"]);
    assert_eq!(account(&audit), [1, 1, 4, 0, 2]);
    assert_eq!(input["header_rows"], json!([6]));
    assert_eq!(asides(&input), ["1 title", "2 title", "3 title", "4 title"]);
    Ok(())
}

#[test]
fn a_header_far_down() -> Checked {
    for above in [3, 12, 35] {
        let notes: String = (1..=above).map(|line| format!("填表须知第 {line} 点\n")).collect();
        let (audit, _) = marked(&format!("{notes}投诉编号,客户编号,受理时间,受理机构\n{RECORDS}"))?;
        assert_eq!(audit.found("VAL001"), [format!("fires C2 @{}", above + 3)]);
        assert_eq!(account(&audit), [1, 0, above, 0, 2]);
    }
    Ok(())
}

#[test]
fn a_title_that_is_one_of_the_headers_is_a_title() -> Checked {
    for title in ["投诉编号", "受理时间", "客户编号"] {
        let (audit, input) = marked(&format!("{title},,,\n投诉编号,客户编号,受理时间,受理机构\n{RECORDS}"))?;
        assert_eq!(audit.found("VAL001"), ["fires C2 @4"], "{title}");
        assert_eq!((account(&audit), &input["header_rows"]), ([1, 0, 1, 0, 2], &json!([2])), "{title}");
    }
    Ok(())
}

#[test]
fn the_header_again_on_every_page() -> Checked {
    let header = "投诉编号,客户编号,受理时间,受理机构";
    let page = |from: usize| -> String {
        (from..from + 3)
            .map(|at| format!("C{at},{},2024-03-04,甲区\n", if at % 3 == 2 { "" } else { "K" }))
            .collect()
    };
    let text = format!(
        "投诉台账\n{header}\n{}投诉台账\n{header}\n{}\n投诉台账,,,\n{header},\n{}",
        page(0),
        page(3),
        page(6)
    );
    let (audit, input) = marked(&text)?;
    assert_eq!(audit.found("VAL001"), ["fires C2 @5", "fires C5 @10", "fires C8 @16"]);
    assert_eq!(account(&audit), [3, 1, 3, 0, 9]);
    assert_eq!(asides(&input), ["1 title", "6 title", "7 repeated header", "12 title", "13 repeated header"]);
    Ok(())
}

#[test]
fn totals_within_and_below() -> Checked {
    let text = "投诉编号,客户编号,受理时间,受理机构,诉求金额\nC1,K1,2024-03-04,甲区,10\n小计,,,甲区,10\nC2,,2024-03-05,乙区,20\n\
        乙区小计,,,,20\n,,,合计：,30\n总计：,2,,,30\n";
    let (audit, input) = marked(text)?;
    assert_eq!(audit.found("VAL001"), ["fires C2 @4"]);
    assert_eq!(account(&audit), [1, 0, 4, 0, 2]);
    assert_eq!(asides(&input), ["3 totals", "5 totals", "6 totals", "7 totals"]);
    Ok(())
}

#[test]
fn what_stands_below_the_records() -> Checked {
    for (below, total, blank) in [
        ("制表人：甲,,,审核人：乙\n", 1, 0),
        ("\n\n注：以上数据由系统导出。\n", 1, 2),
        ("(12 rows affected)\n", 1, 0),
        ("\n(2 rows affected)\n\n", 1, 2),
        ("共 2 条,,,\n第 1 页 共 1 页\n", 2, 0),
        ("备注：以下空白,,,\n,单位负责人：丙,,\n", 2, 0),
        ("导出时间：2024-04-01 08:00:00\n导出人：甲\n", 2, 0),
        ("----------,,,\n", 1, 0),
    ] {
        let (audit, input) = marked(&format!("投诉编号,客户编号,受理时间,受理机构\n{RECORDS}{below}"))?;
        assert_eq!(audit.found("VAL001"), ["fires C2 @3"], "{below}");
        assert_eq!(account(&audit), [1, blank, total, 0, 2], "{below} {:?}", asides(&input));
    }
    Ok(())
}

#[test]
fn records_that_begin_like_notes_stay_records() -> Checked {
    let text = "投诉编号,客户编号,受理时间,受理机构\n第0001号,,2024-03-04,甲区\n共享-2,,2024-03-04,乙区\n(2024)3号,,2024-03-04,乙区\n\
        合计投诉-1,,2024-03-04,乙区\n投诉编号,,2024-03-04,乙区\nC6,,,\n";
    let (audit, _) = marked(text)?;
    assert_eq!(account(&audit), [1, 0, 0, 0, 6]);
    assert_eq!(audit.of("VAL001").filter(|finding| finding.proof("field") == Some("customer_id")).count(), 6);
    Ok(())
}

#[test]
fn columns_without_a_name_do_no_harm() -> Checked {
    let text = "投诉编号,,客户编号,受理时间,,\nC1,,K1,2024-03-04,,\nC2,x,,2024-03-05,y,\n";
    let (audit, input) = marked(text)?;
    assert_eq!((audit.found("VAL001"), account(&audit)), (vec!["fires C2 @3".to_owned()], [1, 0, 0, 0, 2]));
    let columns = input["columns"].as_array().map_or(0, Vec::len);
    assert!(columns >= 4, "{input}");
    assert_eq!(input["columns"][3]["field"], "received_at");
    assert_eq!(input["columns"][3]["letter"], "D");
    Ok(())
}

#[test]
fn a_cell_beyond_the_header_is_used_in_a_sheet_and_rejected_in_a_text() -> Checked {
    let rows: Rows<'_> = &[
        &["complaint_id", "customer_id", "received_at"],
        &["C1", "K1", "@2024-03-04"],
        &["C2", "", "@2024-03-05", "", "see file 7"],
    ];
    let desk = Desk::new()?;
    desk.put("c.xlsx", xlsx(&[("s", rows)])?)?;
    let audit = desk.audit(&["c.xlsx", "--as-of", "2024-06-30", "--select", "VAL001"])?;
    assert_eq!((audit.found("VAL001"), account(&audit)), (vec!["fires C2 @3".to_owned()], [1, 0, 0, 0, 2]));
    let notes = inspected(&desk, "c.xlsx")?["notes"].to_string();
    assert!(notes.contains("beyond the header") && notes.contains(": 1"), "{notes}");

    let (audit, input) =
        marked("complaint_id,customer_id,received_at\nC1,K1,2024-03-04\nC2,,2024-03-05,,2024-03-09\n")?;
    assert_eq!((audit.found("VAL001").len(), account(&audit)), (0, [1, 0, 0, 1, 1]));
    let reject = &input["rejects"][0];
    assert_eq!(reject["row"], 3);
    assert!(reject["text"].as_str().is_some_and(|text| text.contains("2024-03-09")), "{reject}");
    assert_eq!(audit.rejects[0].row, 3);
    Ok(())
}

#[test]
fn a_merged_heading_over_two_rows() -> Checked {
    let text = "投诉台账,,,,\n投诉编号,客户,,受理,\n,编号,姓名,时间,机构\nC1,K1,甲,2024-03-04,东区\nC2,,乙,2024-03-05,西区\n";
    let (audit, input) = marked(text)?;
    assert_eq!(audit.found("VAL001"), ["fires C2 @5"]);
    assert_eq!(account(&audit), [2, 0, 1, 0, 2]);
    assert_eq!(input["header_rows"], json!([2, 3]));
    let fields: Vec<&str> = input["columns"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|column| column["field"].as_str())
        .collect();
    assert_eq!(fields, ["id", "customer_id", "customer_name", "received_at", "branch"]);
    Ok(())
}

#[test]
fn group_names_over_a_header_that_needs_none_are_a_title() -> Checked {
    let text = "基本信息,,处理信息,\n投诉编号,客户编号,受理时间,受理机构\nC1,K1,2024-03-04,东区\nC2,,2024-03-05,西区\n";
    let (audit, _) = marked(text)?;
    assert_eq!((audit.found("VAL001"), account(&audit)), (vec!["fires C2 @4".to_owned()], [1, 0, 1, 0, 2]));
    Ok(())
}

#[test]
fn line_ends_within_quotes_keep_the_rows_below_in_place() -> Checked {
    let text = "\"投诉台账\n(第一季度)\",,,\n投诉编号,客户编号,\"受理\n时间\",受理机构\nC1,K1,2024-03-04,\"东\n\n区\"\n\nC2,,2024-03-05,西区\n\"制表人：甲\n\",,,\n";
    let (audit, input) = marked(text)?;
    assert_eq!(audit.found("VAL001"), ["fires C2 @9"]);
    assert_eq!((account(&audit), &input["header_rows"]), ([1, 1, 2, 0, 2], &json!([3])));
    assert_eq!(asides(&input), ["1 title", "10 note"]);
    Ok(())
}

#[test]
fn a_header_of_unknown_words_is_found_by_what_the_user_says() -> Checked {
    let desk = Desk::with(&[("c.csv", "甲,乙,丙\nC1,,2024-03-04\n")])?;
    let maps = ["--map", "id=甲", "--map", "customer_id=乙", "--map", "received_at=丙"];
    let args =
        [&["--complaints", "c.csv", "--as-of", "2024-06-30", "--select", "VAL001"], &maps[..]].concat();
    assert_eq!(desk.audit(&args)?.found("VAL001"), ["fires C1 @2"]);
    Ok(())
}

#[test]
fn a_signature_row_with_a_label_where_the_time_stands_is_no_record() -> Checked {
    let (audit, input) =
        marked("投诉编号,受理时间,客户编号\nC1,2024-03-04,\n制表人：甲,审核人：乙,日期：\n")?;
    assert_eq!((audit.found("VAL001"), account(&audit)), (vec!["fires C1 @2".to_owned()], [1, 0, 1, 0, 1]));
    assert_eq!(asides(&input), ["3 note"]);
    Ok(())
}

#[test]
fn a_title_over_headers_that_only_maps_know_is_a_title() -> Checked {
    let desk = Desk::with(&[("c.csv", "清单\n甲,乙,丙\nC1,,2024-03-04\n")])?;
    let maps = ["--map", "id=甲", "--map", "customer_id=乙", "--map", "received_at=丙"];
    let args =
        [&["--complaints", "c.csv", "--as-of", "2024-06-30", "--select", "VAL001"], &maps[..]].concat();
    assert_eq!(desk.audit(&args)?.found("VAL001"), ["fires C1 @3"]);
    Ok(())
}
