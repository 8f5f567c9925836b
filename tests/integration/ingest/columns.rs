//! Which column is which: by header, or as the user says.

use crate::desk::{Checked, Desk};

#[test]
fn headers_in_either_language_any_order_and_with_remarks() -> Checked {
    for header in [
        "投诉编号,受理时间,首次响应时间,严重程度",
        "工单编号,登记时间,首次联系时间,紧急程度",
        "complaint_id,received_at,responded_at,severity",
        "Complaint ID,Received At,First Response At,Priority",
        " 投诉编号 ,受理时间(北京时间),首次响应时间（年月日）,*严重程度:",
        "ＣＡＳＥ ＩＤ,Created-Date,response date,URGENCY",
        "\"投诉\n编号\",受理 时间,\"首次响应时间\",\"严重程度\"",
    ] {
        let text = format!("{header}\nC1,2024-03-04 10:00:00,2024-03-04 12:00:01,紧急\n");
        let desk = Desk::with(&[("c.csv", &text)])?;
        let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "RSP001"])?;
        assert_eq!(audit.states("RSP001"), "late 1", "{header}");
    }
    Ok(())
}

#[test]
fn a_map_names_the_column() -> Checked {
    let desk = Desk::with(&[("c.csv", "单号,开单,首联,谁\nC1,2024-03-04 10:00:00,,王\n")])?;
    let audit = desk.audit(&[
        "--complaints",
        "c.csv",
        "--map",
        "id=单号",
        "--map",
        "received_at=开单",
        "--map",
        "complaints.responded_at=首联",
        "--map",
        "handler=谁",
        "--as-of",
        "2024-06-30",
        "--by",
        "handler",
    ])?;
    assert_eq!(audit.found("RSP001"), ["missing C1 @2"]);
    Ok(())
}

#[test]
fn a_map_goes_before_the_header_that_would_be_taken() -> Checked {
    let desk = Desk::with(&[(
        "c.csv",
        "投诉编号,受理时间,来电时间,办结时间\nC1,2024-01-01,2024-03-04,2024-03-05\n",
    )])?;
    let args = ["c.csv", "--as-of", "2024-06-30", "--select", "CLS001"];
    assert_eq!(desk.audit(&args)?.states("CLS001"), "late 1");
    let mapped = desk.audit(&[&args[..], &["--map", "received_at=来电时间"]].concat())?;
    assert_eq!(mapped.states("CLS001"), "met 1");
    Ok(())
}

#[test]
fn a_map_can_be_for_one_export_only() -> Checked {
    let desk = Desk::with(&[
        ("c.csv", "编号,投诉时间,办结时间\nC1,2024-03-04,2024-03-05 10:00\n"),
        ("v.csv", "编号,投诉编号,回访时间,回访结果\nV1,C1,2024-03-06 10:00,接通\n"),
    ])?;
    let audit = desk.audit(&[
        "--complaints",
        "c.csv",
        "--visits",
        "v.csv",
        "--map",
        "complaints.id=编号",
        "--map",
        "visits.id=编号",
        "--as-of",
        "2024-06-30",
    ])?;
    assert_eq!(audit.states("CBK001"), "met 1");
    assert_eq!(audit.rule("DUP002").tested, 1);
    let positional = desk.audit(&[
        "c.csv",
        "v.csv",
        "--map",
        "complaints.id=编号",
        "--map",
        "visits.id=编号",
        "--as-of",
        "2024-06-30",
    ])?;
    assert_eq!(positional.states("CBK001"), "met 1");
    Ok(())
}

#[test]
fn two_columns_of_one_name_are_an_error_and_not_a_coin_toss() -> Checked {
    let desk = Desk::with(&[("c.csv", "投诉编号,受理时间,受理时间\nC1,2024-03-04,2024-05-04\n")])?;
    let run = desk.run(&["audit", "c.csv"])?;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    assert!(run.stderr.contains("received_at") && run.stderr.contains("受理时间"), "{}", run.stderr);
    Ok(())
}

#[test]
fn a_file_is_what_the_user_says_it_is() -> Checked {
    let desk = Desk::with(&[(
        "both.csv",
        "投诉编号,受理时间,回访编号,回访时间,回访人员,回访结果\nC1,2024-03-04,V1,2024-03-06,Li,接通\n",
    )])?;
    let audit = desk.audit(&["--complaints", "both.csv", "--as-of", "2024-06-30"])?;
    assert_eq!(audit.inputs[0].kind, "complaints");
    let run = desk.run(&["audit", "--visits", "both.csv"])?;
    assert_eq!(run.code, 2, "{}", run.stderr);
    Ok(())
}

#[test]
fn what_each_column_was_taken_for_is_in_the_json() -> Checked {
    let desk = Desk::with(&[("c.csv", "投诉编号,受理时间,天气\nC1,2024-03-04 10:00,雨\n")])?;
    let run = desk.run(&["audit", "c.csv", "--format", "json", "--select", "DUP001"])?;
    let document: serde_json::Value = serde_json::from_str(&run.stdout)?;
    let input = &document["inputs"][0];
    assert_eq!(input["unrecognised"], serde_json::json!(["天气"]));
    assert_eq!(
        input["recognised"],
        serde_json::json!([{"field": "id", "header": "投诉编号"}, {"field": "received_at", "header": "受理时间"}])
    );
    Ok(())
}
