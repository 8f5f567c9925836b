//! The headers of systems people export from, each with its whole mapping: what it does not name means
//! nothing.

use super::*;
use Subject::{Complaints, Visits};

/// Asserts that an export is taken for `subject` and that exactly `expected` is recognised.
fn check(subject: Subject, names: &str, records: &[&str], expected: &str) {
    let names: Vec<&str> = names.split('|').collect();
    let records: Vec<Vec<&str>> = records.iter().map(|record| record.split('|').collect()).collect();
    let records: Vec<&[&str]> = records.iter().map(Vec::as_slice).collect();
    let cells = headers(&names);
    let looks = looks(names.len(), &records);
    assert_eq!(decide_subject(&cells, &looks, &[]).ok(), Some(subject), "{names:?}");
    let expected: Vec<&str> = expected.split('|').collect();
    assert_eq!(mapping(subject, &cells, &looks, &[]).unwrap(), expected);
    assert!(header_score(&cells, &[]).is_convincing());
}

/// A record with a value in some columns.
fn record(names: &str, values: &[(&str, &str)]) -> String {
    let value = |name| values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
    names.split('|').map(value).collect::<Vec<_>>().join("|")
}

#[test]
fn hotline_12345() {
    check(
        Complaints,
        "序号|工单编号|来电时间|受理时间|诉求人|联系电话|工单来源|诉求类型|诉求内容|所属区域|\
         紧急程度|派单时间|签收时间|承办单位|协办单位|首次联系时间|办结时限|办结时间|工单状态|\
         处理结果|是否超期|是否按期办结|办理时长(小时)|延期次数|重办次数|满意情况|是否满意|\
         回访时间|回访人员|回访结果|更新时间",
        &["1|GD20240001|2024-03-05 09:00:00|2024-03-05 09:10:00|张先生"],
        "id=工单编号|received_at=受理时间|customer_name=诉求人|phone=联系电话|channel=工单来源|\
         category=诉求类型|content=诉求内容|severity=紧急程度|forwarded_at=派单时间|branch=承办单位|\
         responded_at=首次联系时间|due_at=办结时限|closed_at=办结时间|status=工单状态|\
         result=处理结果|overdue_flag=是否超期|on_time_flag=是否按期办结|\
         handling_time=办理时长(小时)|reopen_count=重办次数|satisfaction=满意情况|\
         updated_at=更新时间",
    );
}

#[test]
fn power_95598() {
    check(
        Complaints,
        "工单编号|受理时间|受理人员|受理方式|业务类型|业务子类|户号|客户名称|联系电话|用电地址|\
         供电单位|派工时间|到达现场时间|联系客户时间|预计办结时间|处理时限|处理完成时间|归档时间|\
         工单历时(分钟)|是否超时|是否及时|处理意见",
        &[],
        "id=工单编号|received_at=受理时间|handler=受理人员|channel=受理方式|category=业务类型|\
         customer_id=户号|customer_name=客户名称|phone=联系电话|branch=供电单位|\
         responded_at=联系客户时间|due_at=处理时限|closed_at=处理完成时间|archived_at=归档时间|\
         handling_time=工单历时(分钟)|overdue_flag=是否超时|on_time_flag=是否及时",
    );
}

#[test]
fn bank() {
    check(
        Complaints,
        "投诉编号|投诉日期|投诉渠道|投诉业务类别|投诉原因|被投诉机构|客户姓名|证件号码|客户等级|\
         经办人|首次响应时间|响应时长（分钟）|要求办结时间|办结日期|归档日期|是否延期|延期天数|\
         涉及金额|赔偿金额|挂起时长(小时)|投诉处理状态|备注",
        &[],
        "id=投诉编号|received_at=投诉日期|channel=投诉渠道|category=投诉业务类别|branch=被投诉机构|\
         customer_name=客户姓名|class=客户等级|handler=经办人|responded_at=首次响应时间|\
         response_time=响应时长（分钟）|due_at=要求办结时间|closed_at=办结日期|\
         archived_at=归档日期|extension_approved=是否延期|claimed_amount=涉及金额|\
         compensation=赔偿金额|hold_time=挂起时长(小时)|status=投诉处理状态|content=备注",
    );
}

const UCI: &str = "number|incident_state|active|reassignment_count|reopen_count|sys_mod_count|made_sla|\
         caller_id|opened_by|opened_at|sys_created_by|sys_created_at|sys_updated_by|sys_updated_at|\
         contact_type|location|category|subcategory|u_symptom|cmdb_ci|impact|urgency|priority|\
         assignment_group|assigned_to|knowledge|u_priority_confirmation|notify|problem_id|rfc|\
         vendor|caused_by|closed_code|resolved_by|resolved_at|closed_at";

#[test]
fn servicenow_event_log() {
    let row = |id| {
        let times = [("opened_at", "29-02-2016 01:16"), ("closed_at", "05-03-2016 12:00")];
        record(UCI, &[("number", id), ("caller_id", "Caller 2403"), times[0], times[1]])
    };
    let rows = [row("INC0000045"), row("INC0000045"), row("INC0000047")];
    check(
        Complaints,
        UCI,
        &[&rows[0], &rows[1], &rows[2]],
        "id=number|status=incident_state|reopen_count=reopen_count|on_time_flag=made_sla|\
         customer_id=caller_id|received_at=opened_at|updated_at=sys_updated_at|\
         channel=contact_type|category=category|\
         severity=priority|branch=assignment_group|handler=assigned_to|closed_at=closed_at",
    );
}

#[test]
fn servicenow_table_export() {
    check(
        Complaints,
        "number|opened_at|short_description|caller_id|priority|state|category|assignment_group|\
         assigned_to|sys_updated_on|sys_updated_by|sys_created_on|resolved_at|sla_due|made_sla|\
         reopen_count|contact_type|close_code|business_duration|calendar_duration",
        &[
            "INC0010001|2024-03-05 09:00:00|x|Abel Tuter|3 - Moderate|In Progress",
            "INC0010002|2024-03-05 09:00:00|y|Bow Ruggeri|3 - Moderate|Closed",
        ],
        "id=number|received_at=opened_at|content=short_description|customer_name=caller_id|\
         severity=priority|status=state|category=category|branch=assignment_group|\
         handler=assigned_to|updated_at=sys_updated_on|closed_at=resolved_at|due_at=sla_due|\
         on_time_flag=made_sla|\
         reopen_count=reopen_count|channel=contact_type|handling_time=calendar_duration",
    );
}

#[test]
fn servicenow_list_view() {
    check(
        Complaints,
        "Number|Opened|Short description|Caller|Priority|State|Category|Assignment group|\
         Assigned to|Updated|Updated by|Resolved|Closed|Made SLA",
        &["INC0010001|2024-03-05 09:00:00|x|Abel Tuter|3 - Moderate|New"],
        "id=Number|received_at=Opened|content=Short description|customer_name=Caller|\
         severity=Priority|status=State|category=Category|branch=Assignment group|\
         handler=Assigned to|updated_at=Updated|closed_at=Closed|on_time_flag=Made SLA",
    );
}

#[test]
fn zendesk() {
    check(
        Complaints,
        "Id|Requester|Requester id|Requester email|Submitter|Assignee|Group|Subject|Tags|Status|\
         Priority|Via|Ticket type|Created at|Updated at|Assigned at|Due date|Solved at|\
         Resolution time|Satisfaction Score|Reopens|Replies|First reply time in minutes|\
         First reply time in minutes within business hours|First resolution time in minutes|\
         Full resolution time in minutes|Full resolution time in minutes within business hours|\
         Requester wait time in minutes|On hold time in minutes",
        &["101|Ann", "102|Bob"],
        "id=Id|customer_name=Requester|customer_id=Requester id|handler=Assignee|branch=Group|\
         status=Status|severity=Priority|channel=Via|category=Ticket type|received_at=Created at|updated_at=Updated at|\
         due_at=Due date|closed_at=Solved at|satisfaction=Satisfaction Score|reopen_count=Reopens|\
         response_time=First reply time in minutes|handling_time=Full resolution time in minutes|\
         hold_time=On hold time in minutes",
    );
    check(
        Complaints,
        "Ticket ID|Requester|Ticket created|Ticket solved|Channel|Ticket status|Due at",
        &[],
        "id=Ticket ID|customer_name=Requester|received_at=Ticket created|closed_at=Ticket solved|\
         channel=Channel|status=Ticket status|due_at=Due at",
    );
}

#[test]
fn cfpb() {
    let names = "Date received|Product|Sub-product|Issue|Sub-issue|Consumer complaint narrative|\
         Company public response|Company|State|ZIP code|Tags|Consumer consent provided?|\
         Submitted via|Date sent to company|Company response to consumer|Timely response?|\
         Consumer disputed?|Complaint ID";
    let state = ("State", "FL");
    let dates = [("Date received", "09/12/2016"), ("Date sent to company", "09/12/2016")];
    let row =
        record(names, &[dates[0], dates[1], state, ("Timely response?", "Yes"), ("Complaint ID", "2105582")]);
    check(
        Complaints,
        names,
        &[row.as_str(); 6],
        "received_at=Date received|product=Product|category=Issue|\
         content=Consumer complaint narrative|branch=Company|channel=Submitted via|\
         forwarded_at=Date sent to company|\
         result=Company response to consumer|on_time_flag=Timely response?|id=Complaint ID",
    );
}

#[test]
fn new_york_311() {
    let names = "Unique Key|Created Date|Closed Date|Agency|Agency Name|Complaint Type|Descriptor|\
         Location Type|Incident Zip|Incident Address|Street Name|Address Type|City|Landmark|\
         Facility Type|Status|Due Date|Resolution Description|Resolution Action Updated Date|\
         Community Board|Borough|Open Data Channel Type|Vehicle Type|Location";
    check(
        Complaints,
        names,
        &[],
        "id=Unique Key|received_at=Created Date|closed_at=Closed Date|branch=Agency|\
         category=Complaint Type|status=Status|due_at=Due Date|content=Resolution Description|\
         channel=Open Data Channel Type",
    );
    let found = recognise(Complaints, &headers(&names.split('|').collect::<Vec<_>>()), &[], &[]).unwrap();
    let branch = found.iter().find(|known| known.field == Field::Branch).unwrap();
    assert_eq!(branch.also, [4]);
}

#[test]
fn boston_311() {
    let names = "case_enquiry_id|open_dt|target_dt|closed_dt|ontime|case_status|closure_reason|case_title|\
         subject|reason|type|queue|department|submittedphoto|closedphoto|location|fire_district|\
         neighborhood|location_street_name|location_zipcode|latitude|longitude|source";
    let opened = ("open_dt", "2011-07-01 01:32:33");
    let row = record(names, &[opened, ("ontime", "ONTIME"), ("type", "Street Light Outages")]);
    check(
        Complaints,
        names,
        &[&row],
        "id=case_enquiry_id|received_at=open_dt|due_at=target_dt|closed_at=closed_dt|\
         on_time_flag=ontime|status=case_status|category=type|branch=department|channel=source",
    );
}

#[test]
fn salesforce_freshdesk_and_jira() {
    check(
        Complaints,
        "Case Number|Case Owner|Status|Date/Time Opened|Date/Time Closed|Case Origin|Contact Name",
        &[],
        "id=Case Number|handler=Case Owner|status=Status|received_at=Date/Time Opened|\
         closed_at=Date/Time Closed|channel=Case Origin|customer_name=Contact Name",
    );
    check(
        Complaints,
        "Ticket ID|Created time|Due by Time|Resolved time|Closed time|Last update time|\
         Initial response time|First response time (in hrs)|Resolution time (in hrs)",
        &[],
        "id=Ticket ID|received_at=Created time|due_at=Due by Time|closed_at=Closed time|\
         updated_at=Last update time|responded_at=Initial response time|response_time=First response time (in hrs)|\
         handling_time=Resolution time (in hrs)",
    );
    check(
        Complaints,
        "Issue key|Issue Type|Reporter|Created|Updated|Resolved|Due date",
        &[],
        "id=Issue key|category=Issue Type|customer_name=Reporter|received_at=Created|\
         updated_at=Updated|closed_at=Resolved|due_at=Due date",
    );
}

#[test]
fn visits() {
    check(
        Visits,
        "回访编号|投诉编号|客户编号|回访时间|回访方式|回访人员|回访结果|满意度|备注",
        &[],
        "id=回访编号|complaint_id=投诉编号|customer_id=客户编号|visited_at=回访时间|\
         method=回访方式|visitor=回访人员|outcome=回访结果|satisfaction=满意度|remark=备注",
    );
    check(
        Visits,
        "编号|投诉编号|回访时间|回访结果",
        &["1|TS1", "2|TS1"],
        "id=编号|complaint_id=投诉编号|visited_at=回访时间|outcome=回访结果",
    );
    check(
        Visits,
        "visit_id|complaint_id|visited_at|visitor|outcome|complaint channel",
        &[],
        "id=visit_id|complaint_id=complaint_id|visited_at=visited_at|visitor=visitor|\
         outcome=outcome",
    );
}

#[test]
fn two_header_rows() {
    let names = "基本信息/投诉编号|基本信息/投诉人|受理/时间|受理信息/部门|经办人/姓名|经办人/电话|\
         审核/完成时间|办结/时间|要求/办结时间|回访/状态|回访/完成时间|/备注";
    let cells = two_rows(&names.split('|').collect::<Vec<_>>());
    let expected = "id=基本信息/投诉编号|customer_name=基本信息/投诉人|received_at=受理/时间|\
         branch=受理信息/部门|handler=经办人/姓名|closed_at=办结/时间|due_at=要求/办结时间|\
         content=备注";
    let found = mapping(Complaints, &cells, &[], &[]).unwrap();
    assert_eq!(found, expected.split('|').collect::<Vec<_>>());
}
