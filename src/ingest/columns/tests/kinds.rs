//! Lists of customers and of staff: known by what they say of persons, and never taken for cases, nor cases
//! for them.

use super::*;
use Subject::{Complaints, Customers, Staff, Visits};

fn decide(names: &str) -> Result<Subject, Problem> {
    decide_subject(&headers(&names.split('|').collect::<Vec<_>>()), &[], &[])
}

fn decide_with(names: &str, records: &[&str]) -> Result<Subject, Problem> {
    let names: Vec<&str> = names.split('|').collect();
    let records: Vec<Vec<&str>> = records.iter().map(|record| record.split('|').collect()).collect();
    let records: Vec<&[&str]> = records.iter().map(Vec::as_slice).collect();
    decide_subject(&headers(&names), &looks(names.len(), &records), &[])
}

/// Whether the user is asked, between these two.
fn is_asked(found: Result<Subject, Problem>, between: [Subject; 2]) -> bool {
    matches!(found, Err(Problem::EitherKind { kinds, .. }) if kinds == between)
}

#[test]
fn lists_of_customers_in_the_words_of_their_trades() {
    for names in [
        "客户编号|客户姓名|手机",
        "客户编号|客户姓名|性别|出生日期|证件类型|证件号码|手机号码|通讯地址|银行账号|代理人|机构|签约日期|客户等级|状态|备注",
        "户号|户名|用电地址|联系电话|供电单位|用电类别|立户日期|销户日期",
        "客户号|投保人|身份证号|生日|手机|承保日期|退保日期|创建时间|更新时间",
        "会员号|姓名|电话|返程时间|登记时间",
        "customer_id|name|phone",
        "Customer No.|Full Name|Gender|Date of Birth|ID Number|Mobile|Address|Bank Account|Agent|Signed At|Tier",
        "client id|client name|address|contract date|created at",
    ] {
        assert_eq!(decide(names).ok(), Some(Customers), "{names}");
    }
    let names = "编号|姓名|身份证号|地址|手机";
    assert_eq!(decide_with(names, &["1|甲|110|x|139", "2|乙|120|y|138"]).ok(), Some(Customers));
}

#[test]
fn lists_of_staff() {
    for names in [
        "工号|姓名",
        "员工编号|员工姓名|部门|手机|住址|银行账号",
        "staff id|name",
        "Employee No|Employee Name|Department|Phone|Address",
        "人员编号|人员姓名|所属机构|状态|备注",
    ] {
        assert_eq!(decide(names).ok(), Some(Staff), "{names}");
    }
}

#[test]
fn cases_stay_cases_whatever_they_say_of_persons() {
    for (names, subject) in [
        ("投诉编号|受理时间|客户编号|客户姓名|性别|出生日期|证件号码|手机|地址|银行账号", Complaints),
        ("工单编号|登记时间|工号|姓名|客户编号|客户姓名|联系电话|地址", Complaints),
        ("客户编号|客户姓名|证件号码|地址|签约日期|投诉单号|投诉日期", Complaints),
        ("Ticket ID|Customer ID|Name|Phone|Address|Created at", Complaints),
        ("回访编号|客户编号|客户姓名|性别|身份证号|地址|签约日期|回访时间|回访结果", Visits),
        ("visit id|employee id|employee name|customer id|customer name|phone|visited at", Visits),
    ] {
        assert_eq!(decide(names).ok(), Some(subject), "{names}");
    }
    let ids = ["1|K1|甲|139|2024-03-04", "2|K2|乙|138|2024-03-05"];
    assert_eq!(decide_with("编号|客户编号|客户姓名|联系电话|受理时间", &ids).ok(), Some(Complaints));
    let closed = "编号|客户编号|客户姓名|联系电话|登记时间|办结时间|满意度";
    let ids = ["1|K1|甲|139|2024-03-04|2024-03-05|满意", "2|K2|乙|138|2024-03-05||满意"];
    assert_eq!(decide_with(closed, &ids).ok(), Some(Complaints));
}

#[test]
fn a_list_with_a_running_number_and_the_day_of_its_entry_is_no_export_of_cases() {
    let names = "编号|客户编号|客户姓名|身份证号|手机|创建时间";
    let records = ["1|K1|甲|110|139|2024-03-04", "2|K2|乙|120|138|2024-03-05"];
    assert_eq!(decide_with(names, &records).ok(), Some(Customers));
    let names = "id|name|date of birth|id number|address|phone|created at";
    let records = ["1|a|1990-01-01|x1|y|139|2024-03-04", "2|b|1991-01-01|x2|z|138|2024-03-05"];
    assert_eq!(decide_with(names, &records).ok(), Some(Customers));
}

#[test]
fn what_may_be_either_is_asked_about() {
    // Cases whose id is missing say so: the error names the option, and the option names the column.
    for (names, between) in [
        ("客户编号|客户姓名|联系电话|受理时间|办结时间|投诉内容", [Complaints, Customers]),
        ("客户编号|客户姓名|联系电话|回访时间|回访结果", [Visits, Customers]),
        ("工号|姓名|回访时间|回访结果", [Visits, Staff]),
        ("客户编号|客户姓名|手机|登记时间", [Complaints, Customers]),
        ("户号|客户名称|联系电话|用电地址|供电单位|受理时间", [Complaints, Customers]),
        ("客户编号|客户姓名|证件号码|性别|地址|投诉编号|办结时间", [Complaints, Customers]),
        ("客户编号|工号|姓名|手机", [Customers, Staff]),
    ] {
        assert!(is_asked(decide(names), between), "{names}: {:?}", decide(names));
    }
    let names = "编号|客户编号|客户姓名|手机|创建时间";
    let records = ["1|K1|甲|139|2024-03-04", "2|K2|乙|138|2024-03-05"];
    assert!(is_asked(decide_with(names, &records), [Complaints, Customers]));
    // The last complaint of the few who complained.
    let names = "客户编号|客户姓名|证件号码|地址|投诉编号|投诉时间";
    let mut records = vec!["K1|甲|110|x||"; 9];
    records.push("K2|乙|120|y|TS1|2024-03-05");
    assert!(is_asked(decide_with(names, &records), [Complaints, Customers]));
}

/// Every export that lacks two columns of these at most.
fn decided_without_any_two(names: &str, mut check: impl FnMut(Result<Subject, Problem>, &[&str])) {
    let names: Vec<&str> = names.split('|').collect();
    for one in 0..names.len() {
        for other in one..names.len() {
            let kept = (0..names.len()).filter(|column| *column != one && *column != other);
            let kept: Vec<&str> = kept.map(|column| names[column]).collect();
            check(decide_subject(&headers(&kept), &[], &[]), &kept);
        }
    }
}

#[test]
fn whatever_two_columns_are_left_out_no_export_is_taken_for_the_other_kind() {
    for names in [
        "工单编号|受理时间|受理人员|受理方式|业务类型|户号|客户名称|联系电话|用电地址|供电单位|派工时间|\
         联系客户时间|处理时限|处理完成时间|归档时间|是否超时",
        "投诉编号|投诉日期|客户编号|客户姓名|证件号码|客户等级|性别|联系电话|经办人|首次响应时间|办结日期|状态",
        "回访编号|投诉编号|客户编号|客户姓名|联系电话|地址|回访时间|回访人员|工号|姓名|回访结果|满意度",
    ] {
        decided_without_any_two(names, |found, kept| {
            assert!(!matches!(found, Ok(Customers | Staff)), "{kept:?}");
        });
    }
    for names in [
        "客户编号|客户姓名|性别|出生日期|证件号码|手机号码|通讯地址|银行账号|代理人|机构|签约日期|创建时间|备注",
        "customer_id|name|gender|date of birth|id number|mobile|address|agent|branch|tier|signed at|created at",
        "员工编号|员工姓名|部门|手机|住址|银行账号|更新时间|状态",
    ] {
        decided_without_any_two(names, |found, kept| {
            assert!(!matches!(found, Ok(Complaints | Visits)), "{kept:?}");
        });
    }
}

#[test]
fn the_id_that_tells_rows_apart_says_whose_list_it_is() {
    let names = "客户编号|工号|姓名|手机";
    let customers = ["K1|A1|甲|139", "K2|A1|乙|138", "K3|A1|丙|137"];
    assert_eq!(decide_with(names, &customers).ok(), Some(Customers));
    let staff = ["K1|A1|甲|139", "K1|A2|乙|138", "K1|A3|丙|137"];
    assert_eq!(decide_with(names, &staff).ok(), Some(Staff));
}

#[test]
fn an_id_alone_makes_no_list() {
    for names in ["客户编号|数量", "工号|部门", "客户编号|客户类别", "姓名|手机|地址"]
    {
        assert!(matches!(decide(names), Err(Problem::NeitherKind { .. })), "{names}");
    }
}

#[test]
fn a_list_needs_no_time_and_its_id_heads_it() -> Result<(), Problem> {
    let cells = headers(&["客户编号", "客户姓名", "身份证号", "签约日期", "退保日期"]);
    let plan = ColumnPlan::new(Customers, cells, &[], &[], &|_, _| true)?;
    assert_eq!((plan.id_column(), plan.required_time()), (Some(0), None));
    let kept: Vec<Field> = plan.slots.iter().map(|slot| slot.field).collect();
    let all = [Field::Id, Field::CustomerName, Field::IdNumber, Field::SignedAt, Field::EndedAt];
    assert_eq!(kept, all, "of the name its blanks, as it was wanted");
    let missing = ColumnPlan::new(Staff, headers(&["姓名"]), &[], &[], &|_, _| true);
    assert!(matches!(missing, Err(Problem::MissingFields { fields, .. }) if fields == ["id"]));
    Ok(())
}

#[test]
fn the_agent_of_a_customer_is_not_the_customer() -> Result<(), Problem> {
    let names = ["客户编号", "客户信息/姓名", "客户信息/电话", "业务员/姓名", "业务员/电话", "签约/时间"];
    let found = mapping(Customers, &two_rows(&names), &[], &[])?;
    let expected = [
        "id=客户编号",
        "customer_name=客户信息/姓名",
        "phone=客户信息/电话",
        "agent=业务员/姓名",
        "signed_at=签约/时间",
    ];
    assert_eq!(found, expected);
    Ok(())
}

/// Asserts that each header means the field in a minimal export of its kind.
fn means(subject: Subject, base: &[&str], cases: &[(&str, &str)]) {
    for (key, names) in cases {
        for name in names.split('|') {
            let cells = headers(&[base, &[name]].concat());
            let found = mapping(subject, &cells, &[], &[]).unwrap();
            assert_eq!(found.last(), Some(&format!("{key}={name}")), "{name}");
        }
    }
}

#[test]
fn the_steps_of_a_case() {
    means(
        Complaints,
        &["投诉编号", "受理时间"],
        &[
            ("class", "客户类别|客户等级|重点客户类别|Customer Tier|customer_segment"),
            ("area", "区域类型|城乡类别|供电区域|地区类型|Area Type|Urban/Rural"),
            ("accepted_at", "受理决定时间|立案日期|决定受理时间|工单立案时间|Accepted At|date accepted"),
            (
                "forwarded_at",
                "派单时间|工单派单时间|转办日期|转派时间|交办时间|Date sent to company|forwarded_at",
            ),
            (
                "first_closed_at",
                "首次办结时间|首次结案日期|工单首次办结时间|first_closed_at|First Resolved At",
            ),
            ("reopened_at", "重新打开时间|重办时间|退回重办日期|Reopened At|last reopened on"),
            ("hold_from", "挂起时间|挂起开始时间|暂停时间|On Hold Since|hold_start_at"),
            ("hold_until", "挂起结束时间|解挂时间|恢复处理时间|Hold End Time|resumed at"),
            ("restored_at", "修复时间|抢修完成时间|恢复供电时间|复电日期|恢复送电时间|Restored At"),
            ("reported_at", "上报时间|统计上报日期"),
            ("updated_at", "更新时间|最后更新时间|操作时间|sys_updated_on|Last Modified|case updated at"),
            ("disaster", "是否自然灾害|是否大面积停电|Natural Disaster|major_event"),
        ],
    );
    let received = mapping(Complaints, &headers(&["complaint id", "reported at"]), &[], &[]).unwrap();
    assert_eq!(received[1], "received_at=reported at");
    means(
        Visits,
        &["回访编号", "回访时间"],
        &[
            ("handled_at", "问题处理时间|意见办结日期|issue handled at|Issue Closed On"),
            ("anomaly", "异常类型|重大异常|是否异常|Anomaly Type"),
            ("class", "客户类别|customer class"),
        ],
    );
}

#[test]
fn what_is_known_of_a_customer() {
    means(
        Customers,
        &["客户编号"],
        &[
            ("sex", "性别|Gender"),
            ("birth_date", "出生日期|生日|Date of Birth|DOB"),
            ("id_number", "身份证号码|证件号码|ID Number|National ID"),
            ("account", "银行账号|银行卡号|IBAN|Bank Account No."),
            ("address", "联系地址|用电地址|Home Address"),
            ("agent", "代理人|理财经理|客户经理|业务员|Relationship Manager"),
            (
                "signed_at",
                "签约时间|签单日期|承保日期|投保日期|合同签订日期|开户日期|Signed At|contract date",
            ),
            ("ended_at", "解约日期|终止日期|退保日期|销户日期|合同终止日期|terminated at"),
            ("used_at", "使用时间|消费时间|出行日期|返程日期|服务使用时间|Used At|trip end date"),
            ("suspected_at", "可疑提示时间|问题件生成时间|问题件下发日期|suspected at|Flagged At"),
            ("cleared_at", "排查完成时间|可疑排查日期|问题件处理时间|核实完成时间|cleared_at|Resolved At"),
        ],
    );
}

#[test]
fn an_hour_on_hold_is_no_moment() -> Result<(), Problem> {
    let cells = headers(&["投诉编号", "受理时间", "挂起时间"]);
    let record: &[&str] = &["TS1", "2024-03-05", "3小时"];
    let found = mapping(Complaints, &cells, &looks(3, &[record; 6]), &[])?;
    assert_eq!(found[2], "hold_time=挂起时间");
    let found = mapping(Complaints, &headers(&["投诉编号", "受理时间", "挂起时间(分钟)"]), &[], &[])?;
    assert_ne!(found.get(2).map(String::as_str), Some("hold_from=挂起时间(分钟)"));
    Ok(())
}
