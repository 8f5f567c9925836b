//! Exports of known systems, with made-up rows, need no map.

use serde_json::Value;

use crate::desk::{Checked, Desk};

/// What is recognised of an export, and what its closures come to.
fn read(text: &str) -> Result<(Vec<String>, String), Box<dyn std::error::Error>> {
    let desk = Desk::with(&[("c.csv", text)])?;
    let args = ["c.csv", "--as-of", "2024-06-30", "--select", "CLS001,VAL002,VAL009"];
    let run = desk.run(&[&["audit", "--format", "json"], &args[..]].concat())?;
    let document: Value = serde_json::from_str(&run.stdout).map_err(|error| format!("{error}: {run:?}"))?;
    let columns = document["inputs"][0]["recognised"].as_array().cloned().unwrap_or_default();
    let fields = columns.iter().map(|column| {
        format!(
            "{}={}",
            column["field"].as_str().unwrap_or_default(),
            column["header"].as_str().unwrap_or_default()
        )
    });
    let audit = desk.audit(&args)?;
    let odd: Vec<&str> = audit
        .findings
        .iter()
        .filter(|finding| finding.code != "CLS001")
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(odd, Vec::<&str>::new());
    Ok((fields.collect(), audit.states("CLS001")))
}

fn check(text: &str, fields: &[&str], states: &str) -> Checked {
    let (found, closures) = read(text)?;
    for field in fields {
        assert!(found.iter().any(|known| known == field), "{field} is not among {found:?}");
    }
    assert_eq!(closures, states);
    Ok(())
}

#[test]
fn a_city_by_us_dates_with_a_clock_of_twelve_hours() -> Checked {
    check(
        "Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Descriptor,Location Type,Incident Zip,Status,Due Date,Resolution Description,Open Data Channel Type\n\
         60000001,03/04/2024 01:10:00 AM,03/05/2024 11:59:59 PM,AAA,First Agency,Noise,Loud,Street,10001,Closed,,Done.,ONLINE\n\
         60000002,03/14/2024 12:00:00 AM,,BBB,Second Agency,Heat,None,House,10002,In Progress,03/20/2024 12:00:00 PM,,PHONE\n\
         60000003,03/04/2024 12:30:00 PM,03/29/2024 12:30:00 AM,AAA,First Agency,Noise,Loud,Street,10001,Closed,03/28/2024 12:00:00 AM,Done.,MOBILE\n",
        &[
            "id=Unique Key",
            "received_at=Created Date",
            "closed_at=Closed Date",
            "status=Status",
            "due_at=Due Date",
        ],
        "late 1, missing 1, excluded 1",
    )
}

#[test]
fn a_city_by_iso_dates_with_a_word_for_on_time() -> Checked {
    check(
        "case_enquiry_id,open_dt,sla_target_dt,closed_dt,on_time,case_status,closure_reason,case_title,subject,reason,type,queue,department,source\n\
         101005000001,2024-03-04 08:00:00,2024-03-06 08:00:00,2024-03-05 09:00:00,ONTIME,Closed,Done,Pothole,Works,Streets,Request,Q1,D1,Citizens Connect App\n\
         101005000002,2024-03-04 08:00:00,2024-03-06 08:00:00,2024-03-07 09:00:00,OVERDUE,Closed,Done,Pothole,Works,Streets,Request,Q1,D1,Constituent Call\n\
         101005000003,2024-03-04 08:00:00,2024-03-06 08:00:00,,OVERDUE,Open,,Pothole,Works,Streets,Request,Q1,D1,Constituent Call\n",
        &[
            "id=case_enquiry_id",
            "received_at=open_dt",
            "due_at=sla_target_dt",
            "closed_at=closed_dt",
            "on_time_flag=on_time",
        ],
        "met 1, late 1, missing 1",
    )
}

#[test]
fn a_bureau_that_says_only_whether_the_response_was_timely() -> Checked {
    let (found, closures) = read(
        "Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,Company,State,ZIP code,Submitted via,Date sent to company,Company response to consumer,Timely response?,Consumer disputed?,Complaint ID\n\
         03/14/2024,Mortgage,FHA,Fees,,,ONE BANK,NY,10001,Web,03/15/2024,Closed with explanation,Yes,N/A,8000001\n\
         03/04/2024,Credit card,Store,Fees,,,TWO BANK,CA,90001,Phone,03/05/2024,Untimely response,No,N/A,8000002\n",
    )?;
    for field in [
        "id=Complaint ID",
        "received_at=Date received",
        "product=Product",
        "on_time_flag=Timely response?",
        "channel=Submitted via",
    ] {
        assert!(found.iter().any(|known| known == field), "{field} is not among {found:?}");
    }
    assert!(closures.contains("not_evaluated") || closures.contains("not evaluated"), "{closures}");
    Ok(())
}

#[test]
fn a_service_desk() -> Checked {
    check(
        "number,opened_at,short_description,caller_id,priority,state,category,assignment_group,assigned_to,sys_updated_on,resolved_at,closed_at,made_sla,reopen_count,contact_type\n\
         INC0010001,2024-03-04 09:00:00,Printer,Caller 11,3 - Moderate,Closed,Hardware,Group 1,Agent 1,2024-03-06 09:00:00,2024-03-05 09:00:00,2024-03-06 09:00:00,true,0,Phone\n\
         INC0010002,2024-03-04 09:00:00,Mail,Caller 12,1 - Critical,In Progress,Software,Group 2,Agent 2,2024-03-06 09:00:00,,,false,1,Email\n",
        &[
            "id=number",
            "received_at=opened_at",
            "severity=priority",
            "status=state",
            "on_time_flag=made_sla",
            "reopen_count=reopen_count",
        ],
        "met 1, missing 1",
    )
}

#[test]
fn a_help_desk() -> Checked {
    check(
        "Id,Requester,Requester id,Assignee,Group,Subject,Status,Priority,Via,Ticket type,Created at,Updated at,Due date,Solved at,Satisfaction Score,Reopens,First reply time in minutes,Full resolution time in minutes\n\
         101,Ann,9001,Agent 1,Support,Refund,Solved,High,Mail,Problem,2024-03-04 09:00,2024-03-05 09:00,,2024-03-05 09:00,Good,0,35,1440\n\
         102,Bob,9002,Agent 2,Support,Fee,Open,Low,Web,Question,2024-03-04 09:00,2024-03-05 09:00,2024-03-09 09:00,,Unoffered,1,,\n",
        &[
            "id=Id",
            "received_at=Created at",
            "closed_at=Solved at",
            "due_at=Due date",
            "response_time=First reply time in minutes",
        ],
        "missing 1, excluded 1",
    )
}

#[test]
fn a_hotline() -> Checked {
    check(
        "序号,工单编号,来电时间,受理时间,诉求人,联系电话,工单来源,诉求类型,所属区域,紧急程度,承办单位,首次联系时间,办结时间,工单状态,是否按期办结,办理时长(小时),满意情况\n\
         1,GD001,2024/3/4 8:55,2024/3/4 9:00,甲,13800000000,电话,咨询,东区,一般,一局,2024/3/4 9:30,2024/3/5 17:00,已办结,是,32,满意\n\
         2,GD002,2024/3/4 8:55,2024/3/4 9:00,乙,13800000001,微信,投诉,西区,紧急,二局,,,处理中,否,,\n",
        &[
            "id=工单编号",
            "received_at=受理时间",
            "severity=紧急程度",
            "on_time_flag=是否按期办结",
            "handling_time=办理时长(小时)",
        ],
        "met 1, missing 1",
    )
}

#[test]
fn lengths_of_time_take_their_unit_from_the_header_or_the_cell() -> Checked {
    let desk = Desk::with(&[(
        "c.csv",
        "投诉编号,受理时间,响应时长(分钟),处理时长,挂起时长(小时)\nC1,2024-03-04,35,3小时20分,1.5\nC2,2024-03-04,一会儿,2天,x\nC3,2024-03-04,,45分钟,\n",
    )])?;
    let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "VAL002"])?;
    let cells: Vec<String> = audit
        .of("VAL002")
        .map(|finding| [finding.id.as_str(), finding.proof("field").unwrap_or_default()].join(" "))
        .collect();
    assert_eq!(cells, ["C2 hold_time", "C2 response_time"]);
    let desk = Desk::with(&[("c.csv", "投诉编号,受理时间,处理时长\nC1,2024-03-04,35\nC2,2024-03-04,40\n")])?;
    let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "VAL002"])?;
    assert_eq!(audit.findings.len(), 0, "without a unit the numbers mean nothing, and are no fault");
    let page = desk.run(&["inspect", "c.csv"])?.stdout;
    assert!(page.contains("unit"), "{page}");
    Ok(())
}

#[test]
fn a_word_that_is_neither_yes_nor_no_is_unreadable() -> Checked {
    let desk = Desk::with(&[(
        "c.csv",
        "投诉编号,受理时间,是否超时,是否按期办结,是否延期\nC1,2024-03-04,是,否,\nC2,2024-03-04,ONTIME,ontime,√\nC3,2024-03-04,也许,TRUE,maybe\n",
    )])?;
    let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "VAL002"])?;
    let cells: Vec<&str> = audit.of("VAL002").filter_map(|finding| finding.proof("text")).collect();
    assert_eq!(cells, ["maybe", "也许"]);
    Ok(())
}

#[test]
fn columns_that_could_be_one_field_are_named_and_a_map_chooses() -> Checked {
    let desk = Desk::with(&[(
        "c.csv",
        "投诉编号,受理时间,受理时间,办结时间\nC1,2024-03-04,2024-03-05,2024-03-06\n",
    )])?;
    for command in ["audit", "inspect"] {
        let run = desk.run(&[command, "c.csv"])?;
        assert_eq!(run.code, 3, "{run:?}");
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains("received_at") && said.contains("--map"), "{said}");
        assert!(said.matches("受理时间").count() >= 2, "both are named: {said}");
    }
    Ok(())
}
