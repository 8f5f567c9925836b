//! Where two columns, or two exports, could be meant: which preferences decide, and where nothing does.

use super::*;
use Subject::{Complaints, Visits};
use proptest::prelude::*;

fn sure(names: &[&str]) -> Result<Vec<String>, Problem> {
    mapping(Complaints, &headers(names), &[], &[])
}

#[test]
fn the_kind_follows_from_the_headers() -> Result<(), Problem> {
    let decide = |names: &[&str]| decide_subject(&headers(names), &[], &[]);
    assert_eq!(decide(&["投诉编号", "客户编号", "受理时间", "办结时间"])?, Complaints);
    assert_eq!(decide(&["回访编号", "投诉编号", "回访时间", "回访人员"])?, Visits);
    assert!(matches!(decide(&["a", "b"]), Err(Problem::NeitherKind { .. })));
    assert!(matches!(decide(&["TS20240001", "2024-03-05 09:00"]), Err(Problem::NoHeader)));
    // Two callbacks beside a complaint are no obstacle to reading it.
    assert_eq!(decide(&["工单编号", "受理时间", "回访编号", "回访时间", "回访时间"])?, Complaints);
    Ok(())
}

#[test]
fn an_export_with_columns_of_both_kinds() -> Result<(), Problem> {
    let names = ["回访编号", "投诉编号", "受理时间", "回访时间", "回访人员", "回访结果"];
    let cells = headers(&names);
    assert_eq!(decide_subject(&cells, &[], &[])?, Visits);
    // The complaint's id comes first, but more columns are the visit's: only the values can tell.
    let names = ["投诉编号", "回访编号", "受理时间", "回访时间", "回访人员", "回访结果"];
    let cells = headers(&names);
    assert!(matches!(decide_subject(&cells, &[], &[]), Err(Problem::EitherKind { .. })));
    let repeated = looks(6, &[&["TS1", "HF1"], &["TS1", "HF2"], &["TS2", "HF3"]]);
    assert_eq!(decide_subject(&cells, &repeated, &[])?, Visits);
    let sparse = looks(6, &[&["TS1", "HF1"], &["TS2", ""], &["TS3", ""]]);
    assert_eq!(decide_subject(&cells, &sparse, &[])?, Complaints);
    Ok(())
}

#[test]
fn a_map_goes_before_the_aliases() -> Result<(), Problem> {
    let names = headers(&["编号", "受理时间", "开单"]);
    let maps = [map(Field::Id, "编号"), map(Field::ReceivedAt, "开单")];
    let found = recognise(Complaints, &names, &[], &maps)?;
    let short: Vec<_> = found.iter().map(|it| (it.field, it.column, it.why)).collect();
    assert_eq!(short, [(Field::Id, 0, Why::Map), (Field::ReceivedAt, 2, Why::Map)]);
    Ok(())
}

#[test]
fn a_map_names_either_row_or_both() -> Result<(), Problem> {
    let cells = two_rows(&["基本/单子", "开单/时间", "结单/时间"]);
    for name in ["开单/时间", "开单时间", "开单 / 时间"] {
        let maps = [map(Field::Id, "单子"), map(Field::ReceivedAt, name)];
        assert_eq!(
            mapping(Complaints, &cells, &[], &maps)?,
            ["id=基本/单子", "received_at=开单/时间", "closed_at=结单/时间"]
        );
    }
    let twice = recognise(Complaints, &cells, &[], &[map(Field::ReceivedAt, "时间")]);
    assert!(
        matches!(twice, Err(Problem::Ambiguous { headers, .. }) if headers == ["开单/时间", "结单/时间"])
    );
    Ok(())
}

#[test]
fn two_columns_of_one_name_are_no_coin_toss() {
    let found = sure(&["投诉编号", "受理时间", "受理时间 "]);
    assert!(matches!(found, Err(Problem::Ambiguous { field: "received_at", .. })));
    let found = sure(&["投诉编号", "受理时间", "部门", "部门"]);
    assert!(
        matches!(found, Err(Problem::Ambiguous { field: "branch", headers }) if headers == ["部门", "部门"])
    );
    let found = sure(&["投诉编号", "受理时间", "备注", "备注"]);
    assert!(found.is_ok(), "free text is never kept");
    let cells = headers(&["投诉编号", "受理时间", "说明", "说明"]);
    let found = recognise(Complaints, &cells, &[], &[map(Field::Content, "说明")]);
    let content = found.iter().flatten().find(|it| it.field == Field::Content);
    assert!(content.is_some_and(|it| it.column == 2 && it.why == Why::Map));
    assert!(recognise(Complaints, &cells, &[], &[map(Field::Status, "说明")]).is_err());
}

#[test]
fn a_missing_required_column_is_named() {
    let plan = ColumnPlan::new(Complaints, headers(&["投诉编号"]), &[], &[], &|_, _| true);
    assert!(matches!(plan, Err(Problem::MissingFields { fields, .. }) if fields == ["received_at"]));
}

#[test]
fn the_order_of_the_field_table_is_a_preference() -> Result<(), Problem> {
    let names = headers(&["工单编号", "登记时间", "受理时间", "完成时间", "办结时间"]);
    let found = recognise(Complaints, &names, &[], &[])?;
    let short: Vec<_> = found.iter().map(|it| (it.field, it.column, it.also.as_slice())).collect();
    assert_eq!(
        short,
        [(Field::Id, 0, &[][..]), (Field::ReceivedAt, 2, &[1][..]), (Field::ClosedAt, 4, &[3][..])]
    );
    Ok(())
}

#[test]
fn plans_and_estimates_are_not_what_happened() -> Result<(), Problem> {
    for other in [
        "预计办结时间",
        "计划完成时间",
        "工单要求完成时间",
        "预计修复时间",
        "派工时间",
        "是否满意",
        "投诉部门",
        "所属区域",
    ] {
        let found = sure(&["投诉编号", "受理时间", other])?;
        assert!(
            !found.iter().any(|it| it.starts_with("closed_at") || it.starts_with("responded_at")),
            "{other}"
        );
        assert!(found.len() == 2 || other == "工单要求完成时间", "{found:?}");
    }
    for due in
        ["要求办结时间", "办结时限", "截止时间", "承诺时间", "target_dt", "Due Date", "工单要求完成时间"]
    {
        assert!(sure(&["投诉编号", "受理时间", due])?.contains(&format!("due_at={due}")), "{due}");
    }
    Ok(())
}

#[test]
fn looser_headers_come_after_closer_ones() -> Result<(), Problem> {
    let cells = headers(&["投诉编号", "受理时刻", "工单处理时限", "案件完成时间"]);
    let found = recognise(Complaints, &cells, &[], &[])?;
    let loose: Vec<_> = found.iter().filter(|it| it.why == Why::HeaderLoosely).map(|it| it.field).collect();
    assert_eq!(loose, [Field::ReceivedAt, Field::DueAt, Field::ClosedAt]);
    assert_eq!(sure(&["投诉编号", "受理时刻", "登记日期"])?[1], "received_at=登记日期");
    Ok(())
}

#[test]
fn values_that_contradict_the_header() -> Result<(), Problem> {
    let names = ["投诉编号", "受理日期", "受理时间", "办结时间"];
    // 受理时间 holds the time of day alone, 办结时间 a yes or no.
    let record: &[&str] = &["TS1", "2024-03-05", "09:07", "是"];
    let looks = looks(4, &[record; 6]);
    let cells = headers(&names);
    assert_eq!(mapping(Complaints, &cells, &looks, &[])?, ["id=投诉编号", "received_at=受理日期"]);
    let maps = [map(Field::ClosedAt, "办结时间")];
    assert!(mapping(Complaints, &cells, &looks, &maps)?.contains(&"closed_at=办结时间".to_owned()));
    let hints = hints(&cells, &looks)?;
    assert!(hints[3].as_ref().is_some_and(|hint| hint.zh.contains("--map closed_at=办结时间")));
    Ok(())
}

#[test]
fn the_only_column_of_a_required_field_is_kept_whatever_it_holds() -> Result<(), Problem> {
    let record: &[&str] = &["TS1", "昨天"];
    let found = mapping(Complaints, &headers(&["投诉编号", "受理时间"]), &looks(2, &[record; 9]), &[])?;
    assert_eq!(found, ["id=投诉编号", "received_at=受理时间"]);
    Ok(())
}

#[test]
fn a_length_of_time_is_no_point_in_time() -> Result<(), Problem> {
    let with = |header: &str, cell: &str| {
        let record: &[&str] = &["TS1", "2024-03-05", cell];
        let cells = headers(&["投诉编号", "受理时间", header]);
        mapping(Complaints, &cells, &looks(3, &[record; 6]), &[]).map(|found| found.get(2).cloned())
    };
    assert_eq!(with("响应时间", "2024-03-05 09:00")?.as_deref(), Some("responded_at=响应时间"));
    assert_eq!(with("响应时间", "3小时")?.as_deref(), Some("response_time=响应时间"));
    assert_eq!(with("响应时间(分钟)", "35")?.as_deref(), Some("response_time=响应时间(分钟)"));
    assert_eq!(with("响应时间", "35")?, None);
    assert_eq!(with("响应时长", "35")?.as_deref(), Some("response_time=响应时长"));
    assert_eq!(with("响应时长分钟", "35")?.as_deref(), Some("response_time=响应时长分钟"));
    assert_eq!(
        with("first response time", "2024-03-05 09:00")?.as_deref(),
        Some("responded_at=first response time")
    );
    assert_eq!(with("处理时长(工作日)", "3")?, None);
    assert_eq!(with("First reply time in minutes within business hours", "35")?, None);
    assert_eq!(sure(&["投诉编号", "受理时间(24小时制)"])?[1], "received_at=受理时间(24小时制)");
    assert_eq!(with("response_minutes", "35")?.as_deref(), Some("response_time=response_minutes"));
    Ok(())
}

#[test]
fn the_finer_unit_of_one_length_of_time() -> Result<(), Problem> {
    let cells = headers(&["Ticket ID", "Created at", "First reply time (hrs)", "First reply time (min)"]);
    assert!(
        mapping(Complaints, &cells, &[], &[])?.contains(&"response_time=First reply time (min)".to_owned())
    );
    Ok(())
}

#[test]
fn a_bare_number_is_an_id_only_if_the_values_say_so() -> Result<(), Problem> {
    let cells = headers(&["number", "opened_at"]);
    let as_id = |first: &str, second: &str| {
        let looks = looks(2, &[&[first, "2024-03-05"], &[second, "2024-03-05"]]);
        decide_subject(&cells, &looks, &[])
    };
    assert_eq!(as_id("INC1", "INC1")?, Complaints);
    assert_eq!(as_id("1", "2")?, Complaints);
    assert!(as_id("1", "1").is_err());
    assert!(as_id("one", "two").is_err());
    let two = headers(&["编号", "单号", "受理时间"]);
    let both = looks(3, &[&["1", "7", "2024-03-05"], &["2", "8", "2024-03-05"]]);
    assert!(matches!(decide_subject(&two, &both, &[]), Err(Problem::Ambiguous { field: "id", .. })));
    Ok(())
}

#[test]
fn the_id_that_tells_rows_apart() -> Result<(), Problem> {
    let cells = headers(&["投诉编号", "工单编号", "受理时间"]);
    assert_eq!(mapping(Complaints, &cells, &[], &[])?[0], "id=投诉编号");
    let repeated = looks(3, &[&["TS1", "GD1"], &["TS1", "GD2"], &["TS2", "GD3"]]);
    assert_eq!(mapping(Complaints, &cells, &repeated, &[])?[0], "id=工单编号");
    Ok(())
}

#[test]
fn hints_for_what_was_not_recognised() -> Result<(), Problem> {
    let cells =
        headers(&["投诉编号", "受理时间", "开单", "更新时间", "耗掉", "类型", "完成时间", "办结时间", "x"]);
    let record: &[&str] =
        &["TS1", "2024-03-05", "2024-03-05", "2024-03-06", "3小时", "", "2024-03-06", "2024-03-06", "y"];
    let looks = looks(9, &[record; 6]);
    let hints = hints(&cells, &looks)?;
    let zh: Vec<Option<&str>> = hints.iter().map(|hint| hint.as_ref().map(|hint| hint.zh.as_ref())).collect();
    assert_eq!(
        zh,
        [
            None,
            None,
            Some("像时间；如为首次响应时间，请加 --map responded_at=开单"),
            None,
            Some("像时长；如为挂起时长，请加 --map hold_time=耗掉"),
            Some("可能是投诉类别，但表头和内容都不能确定；如是，请加 --map category=类型"),
            Some("也可能是办结时间；已采用“办结时间”"),
            None,
            None,
        ]
    );
    Ok(())
}

#[test]
fn a_length_of_time_without_a_unit_is_hinted_at() -> Result<(), Problem> {
    let cells = headers(&["投诉编号", "受理时间", "响应时间"]);
    let record: &[&str] = &["TS1", "2024-03-05", "35"];
    let looks = looks(3, &[record; 6]);
    let hints = hints(&cells, &looks)?;
    assert!(hints[2].as_ref().is_some_and(|hint| hint.en.ends_with("响应时间(minutes)")));
    Ok(())
}

#[test]
fn a_plan_loads_times_and_lengths_with_their_unit() -> Result<(), Problem> {
    let names = headers(&["投诉编号", "受理时间", "响应时长(分钟)", "处理时长", "状态", "投诉人"]);
    let plan = ColumnPlan::new(Complaints, names, &[], &[], &|_, _| false)?;
    let slots: Vec<_> = plan.slots.iter().map(|slot| (slot.field, slot.unit.is_some())).collect();
    assert_eq!(
        slots,
        [
            (Field::Id, false),
            (Field::ReceivedAt, false),
            (Field::ResponseTime, true),
            (Field::HandlingTime, false)
        ]
    );
    assert_eq!(plan.required_time(), Some(1));
    assert!(plan.unrecognised().is_empty());
    Ok(())
}

#[test]
fn the_header_scores_above_what_stands_around_it() {
    let score = |names: &[&str]| header_score(&headers(names), &[]);
    let header = score(&["投诉编号", "受理时间", "办结时间"]);
    assert!(header > score(&["投诉工单明细表", "", ""]));
    assert!(header > score(&["状态", "部门", "来源", "备注"]));
    assert!(header > header_score(&two_rows(&["基本信息/投诉编号", "x/受理时间", "x/办结时间"]), &[]));
    assert!(!score(&["TS20240001", "2024-03-05 09:00", "Closed"]).is_convincing());
    assert!(!score(&["x", "y"]).is_convincing());
    assert!(header_score(&headers(&["x", "开单"]), &[map(Field::ReceivedAt, "开单")]).is_convincing());
}

#[test]
fn generic_words_are_no_certain_headers() {
    for text in ["投诉编号", "Complaint ID", "受理日期", "first_reply_time_in_minutes", "回访结果"]
    {
        assert!(is_header(text, &[]), "{text}");
    }
    for text in ["编号", "number", "type", "state", "TS1", "", "天气"] {
        assert!(!is_header(text, &[]), "{text}");
    }
    assert!(is_header("开单", &[map(Field::ReceivedAt, " 开单 ")]));
}

proptest! {
    #[test]
    fn recognising_never_panics(
        names in prop::collection::vec(("\\PC{0,6}|受理|时间|投诉|in|编号", "\\PC{0,8}|时间|id|状态|minutes|投诉编号"), 0..6),
        cells in prop::collection::vec("\\PC{0,8}|2024-03-05|12|3小时", 0..6),
    ) {
        let cells_of: Vec<HeaderCell> =
            names.into_iter().map(|(group, name)| HeaderCell { group, name }).collect();
        let look = ColumnLook::of(cells.iter().map(String::as_bytes));
        let looks = vec![look; cells_of.len()];
        for subject in Subject::EXPORTS.into_iter().chain([Subject::Group]) {
            if let Ok(found) = recognise(subject, &cells_of, &looks, &[]) {
                let mut columns: Vec<usize> = found.iter().map(|it| it.column).collect();
                columns.dedup();
                prop_assert_eq!(columns.len(), found.len());
            }
        }
        let _ = hints(&cells_of, &looks);
        let _ = decide_subject(&cells_of, &looks, &[]);
        let _ = header_score(&cells_of, &[]);
    }
}
