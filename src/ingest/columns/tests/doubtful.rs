//! Headers that look like a field's and mean another thing, and what is said of them.

use super::*;
use Subject::Complaints;

fn sure(names: &[&str]) -> Result<Vec<String>, Problem> {
    mapping(Complaints, &headers(names), &[], &[])
}

/// The Chinese hint for the last of three columns.
fn hint(header: &str, cell: &str) -> Result<Option<String>, Problem> {
    let cells = headers(&["投诉编号", "受理时间", header]);
    let record: &[&str] = &["TS1", "2024-03-05", cell];
    let hints = hints(&cells, &looks(3, &[record; 6]))?;
    Ok(hints[2].as_ref().map(|hint| hint.zh.to_string()))
}

#[test]
fn a_remark_may_change_the_meaning() -> Result<(), Problem> {
    let third = |header| Ok(sure(&["投诉编号", "受理时间", header])?.get(2).cloned());
    for header in ["办结时间(要求)", "办结时间（应）", "办结日期(承诺)", "Date (due)"] {
        assert_eq!(third(header)?, Some(format!("due_at={header}")));
    }
    for header in ["办结时间（预计）", "回复时间(最后)", "关闭时间(自动)", "closed at (estimated)"]
    {
        assert_eq!(third(header)?, None, "{header}");
    }
    assert_eq!(third("办结时间(实际)")?.as_deref(), Some("closed_at=办结时间(实际)"));
    let both = sure(&["投诉编号", "受理时间", "办结时间（应）", "办结时间（实）"])?;
    assert_eq!(both[2..], ["due_at=办结时间（应）", "closed_at=办结时间（实）"]);
    Ok(())
}

#[test]
fn what_stands_below_may_come_first() -> Result<(), Problem> {
    let names = ["投诉编号", "受理时间", "办结时间/要求", "办结时间/实际", "回复时间/预计"];
    let found = mapping(Complaints, &two_rows(&names), &[], &[])?;
    assert_eq!(found[2..], ["due_at=办结时间/要求", "closed_at=办结时间/实际"]);
    Ok(())
}

#[test]
fn a_time_of_day_beside_its_day_is_neither_time_nor_length() -> Result<(), Problem> {
    for clock in ["09:07:00", "18:00"] {
        let cells = headers(&["工单号", "创建日期", "创建时间", "办结日期", "办结时间"]);
        let record: &[&str] = &["T1", "2024-03-01", clock, "2024-03-02", clock];
        for count in [1, 9] {
            let looks = looks(5, &vec![record; count][..]);
            let found = mapping(Complaints, &cells, &looks, &[])?;
            assert_eq!(found, ["id=工单号", "received_at=创建日期", "closed_at=办结日期"]);
            let hints = hints(&cells, &looks)?;
            for column in [2, 4] {
                assert!(hints[column].as_ref().is_some_and(|hint| hint.zh.starts_with("时刻在单独一列")));
            }
        }
    }
    let cells = headers(&["工单号", "受理日期", "办结时间"]);
    let record: &[&str] = &["T1", "2024-03-01", "09:07:00"];
    let found = mapping(Complaints, &cells, &looks(3, &[record; 9]), &[])?;
    assert_eq!(found[2], "handling_time=办结时间");
    Ok(())
}

#[test]
fn headers_of_banks_insurers_and_shops() -> Result<(), Problem> {
    let found = sure(&["投诉件编号", "投诉登记日期", "投诉受理日期", "投诉办结日期", "答复投诉人日期"])?;
    assert_eq!(found, ["id=投诉件编号", "received_at=投诉受理日期", "closed_at=投诉办结日期"]);
    let found = sure(&["投诉单号", "投诉时间", "首次处理时间", "结案时间", "结案期限"])?;
    assert_eq!(found, ["id=投诉单号", "received_at=投诉时间", "closed_at=结案时间", "due_at=结案期限"]);
    assert_eq!(sure(&["订单号", "售后单号", "申请时间"])?, ["id=售后单号", "received_at=申请时间"]);
    for due in ["办结期限", "处理期限"] {
        assert_eq!(sure(&["投诉编号", "受理时间", due])?[2], format!("due_at={due}"));
    }
    Ok(())
}

#[test]
fn no_hint_where_none_would_be_right() -> Result<(), Problem> {
    for header in ["首次回访时间", "恢复送电时间", "派发时间", "派单时间", "答复投诉人日期", "首次处理时间"]
    {
        assert_eq!(hint(header, "2024-03-06")?, None, "{header}");
    }
    assert!(hint("开单", "2024-03-06")?.is_some());
    Ok(())
}

#[test]
fn a_file_that_was_not_read_says_what_its_columns_would_be() {
    let cells = headers(&["投诉编号", "受理时间", "受理时间", "登记时间", "办结时间", "类型"]);
    let hints = suggestions(&ColumnPlan::unread(Complaints, cells), &[]);
    let zh: Vec<&str> = hints.iter().flatten().map(|hint| hint.zh.as_ref()).collect();
    assert_eq!(
        zh,
        [
            "会取作投诉编号",
            "可能是受理时间，但另有一列同样可能；如是此列，请加 --map received_at=受理时间",
            "可能是受理时间，但另有一列同样可能；如是此列，请加 --map received_at=受理时间",
            "也可能是受理时间；“受理时间”优先",
            "会取作办结时间",
            "可能是投诉类别，但表头和内容都不能确定；如是，请加 --map category=类型",
        ]
    );
}
