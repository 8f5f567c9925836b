//! Columns that a policy names itself.

use super::*;
use Subject::{Complaints, Visits};

fn own(field: Field, headers: &[&str]) -> Vec<Naming> {
    let column = OwnColumn {
        subject: Complaints,
        field,
        headers: headers.iter().map(|&header| header.to_owned()).collect(),
        title: Text::new("会签时间", "countersigned at"),
    };
    Naming::of_own(&column).collect()
}

const NAMES: [&str; 4] = ["投诉编号", "受理时间", "会签 时间", "办结时间"];

#[test]
fn they_are_compared_as_headers_are_and_may_be_absent() -> Result<(), Problem> {
    let cells = headers(&NAMES);
    for named in [["会签时间"].as_slice(), &["x", "会签时间（北京时间）"]] {
        let names = own(Field::Time(1), named);
        let found = recognise(Complaints, &cells, &[], &names)?;
        assert_eq!((found[2].field, found[2].column, found[2].why), (Field::Time(1), 2, Why::Own));
    }
    assert_eq!(mapping(Complaints, &cells, &[], &own(Field::Time(1), &["批准时间"]))?.len(), 3);
    assert_eq!(mapping(Visits, &cells, &[], &own(Field::Time(1), &["会签时间"]))?, ["complaint_id=投诉编号"]);
    Ok(())
}

#[test]
fn they_go_before_the_field_table_and_after_the_user() -> Result<(), Problem> {
    let cells = headers(&["投诉编号", "受理时间", "完成时间", "办结时间"]);
    let policy = own(Field::Time(2), &["办结时间"]);
    let found = mapping(Complaints, &cells, &[], &policy)?;
    assert_eq!(found[2..], ["closed_at=完成时间", "time_2=办结时间"]);
    let user = [vec![map(Field::ClosedAt, "办结时间")], policy.clone()].concat();
    assert_eq!(mapping(Complaints, &cells, &[], &user)?[2..], ["closed_at=办结时间"]);
    let user = [vec![map(Field::Time(2), "完成时间")], policy].concat();
    assert_eq!(mapping(Complaints, &cells, &[], &user)?[2..], ["time_2=完成时间", "closed_at=办结时间"]);
    Ok(())
}

#[test]
fn two_of_one_name_are_an_error() {
    let cells = headers(&["投诉编号", "受理时间", "会签时间", "会签时间"]);
    let found = recognise(Complaints, &cells, &[], &own(Field::Word(1), &["会签时间"]));
    assert!(matches!(found, Err(Problem::Ambiguous { field: "word_1", .. })));
}

#[test]
fn a_required_field_may_be_one() {
    let cells = headers(&["投诉编号", "来文", "办结时间"]);
    let names = own(Field::ReceivedAt, &["来文"]);
    assert_eq!(decide_subject(&cells, &[], &names).ok(), Some(Complaints));
    assert!(decide_subject(&cells, &[], &[]).is_err());
    let alone = header_score(&headers(&["来文", "x"]), &names);
    assert!(!alone.is_convincing(), "one word of the policy's in a row makes no header");
}

#[test]
fn of_free_text_only_its_blanks_are_loaded_and_only_if_wanted() -> Result<(), Problem> {
    let cells = headers(&["投诉编号", "受理时间", "投诉内容", "客户姓名"]);
    let wanted = |_, field| field == Field::Content;
    let plan = ColumnPlan::new(Complaints, cells, &[], &[], &wanted)?;
    let kept: Vec<Field> = plan.slots.iter().map(|slot| slot.field).collect();
    assert_eq!(kept, [Field::Id, Field::ReceivedAt, Field::Content]);
    Ok(())
}
