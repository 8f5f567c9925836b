//! CBK005: visits at hours at which the policy permits none.

use super::{judge, judge_by};
use crate::desk::Checked;

const COMPLAINTS: &str = "complaint_id,received_at\nC1,2024-02-01 10:00\n";
const HEADER: &str = "visit_id,complaint_id,visited_at,visitor,method,outcome\n";
const WORKING_DAYS: &str =
    "[callback_hours]\nhours = ['10:00-11:00', '14:00-16:00']\non = { fri = ['10:00-11:00'] }\n";

#[test]
fn hours_are_those_of_the_weekday_and_of_working_days_only() -> Checked {
    let visits = format!(
        "{HEADER}\
        V1,C1,2024-03-04 10:00:00,Li,phone,reached\nV2,C1,2024-03-04 11:00:00,Li,phone,reached\n\
        V3,C1,2024-03-04 11:00:01,Li,phone,reached\nV4,C1,2024-03-04 09:59:59,Li,robot,no answer\n\
        V5,C1,2024-03-08 10:30,Li,phone,reached\nV6,C1,2024-03-08 15:00,Li,phone,reached\n\
        V7,C1,2024-03-09 10:30,Li,上门,reached\nV8,C1,2024-02-18 10:30,Li,phone,reached\n\
        V9,C1,2024-05-01 10:30,Li,phone,reached\nV10,C1,2024-03-04 20:00,Li,smoke,reached\n\
        V11,C1,2024-03-04 20:00,Li,,reached\n"
    );
    let audit = judge_by(WORKING_DAYS, "CBK005", "2024-06-30", COMPLAINTS, Some(&visits))?;
    assert_eq!(
        audit.found("CBK005"),
        [
            "fires V3 @4",
            "fires V4 @5",
            "fires V6 @7",
            "fires V7 @8",
            "fires V9 @10",
            "fires V10 @11",
            "fires V11 @12"
        ]
    );
    assert_eq!((audit.rule("CBK005").tested, audit.rule("CBK005").excluded()), (11, vec![]));
    let messages: Vec<&str> = audit.of("CBK005").map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        messages[2],
        "visit at 2024-03-08 15:00:00 (Friday, working day); permitted: working days only, 10:00-11:00"
    );
    assert!(messages[3].contains("(Saturday, weekend)"), "{}", messages[3]);
    assert!(messages[4].contains("Wednesday, public holiday ("), "{}", messages[4]);
    Ok(())
}

#[test]
fn what_disturbs_nobody_or_has_no_hour_is_counted_with_its_reason() -> Checked {
    let visits = format!(
        "{HEADER}\
        V1,C1,2024-03-04 20:00,Li,短信,reached\nV2,C1,2024-03-04 20:00,Li,微信,reached\n\
        V3,C1,2024-03-04 20:00,Li,email,reached\nV4,C1,2024-03-04,Li,phone,reached\n\
        V5,C1,,Li,phone,reached\nV6,C1,soon,Li,phone,reached\n\
        V7,C1,2024-07-04 20:00,Li,phone,reached\nV8,C1,1999-03-01 10:30,Li,phone,reached\n\
        V9,C1,2024-03-04 10:30,Li,phone,reached\n"
    );
    let audit = judge_by(WORKING_DAYS, "CBK005", "2024-06-30", COMPLAINTS, Some(&visits))?;
    let rule = audit.rule("CBK005");
    assert_eq!((rule.findings, rule.tested, rule.population), (0, 1, 9));
    assert_eq!(
        rule.excluded(),
        [
            "made after the as-of date 1",
            "made by message, WeChat, e-mail, letter or online 3",
            "the day lies outside the calendar's coverage 1",
            "the time of the visit is blank or unreadable 2",
            "time of day not known 1",
        ]
    );
    Ok(())
}

#[test]
fn every_day_may_be_permitted_and_then_no_calendar_is_asked() -> Checked {
    let policy = "[callback_hours]\nhours = ['09:00-21:00']\non = { sun = [] }\ndays = 'every-day'\n";
    let visits = "visit_id,complaint_id,visited_at,visitor,outcome\n\
        V1,C1,2024-03-09 20:00,Li,reached\nV2,C1,2024-05-01 20:00,Li,reached\n\
        V3,C1,2024-03-10 12:00,Li,reached\nV4,C1,1999-03-01 22:00,Li,reached\n";
    let audit = judge_by(policy, "CBK005", "2024-06-30", COMPLAINTS, Some(visits))?;
    assert_eq!(audit.found("CBK005"), ["fires V3 @4", "fires V4 @5"]);
    let messages: Vec<&str> = audit.of("CBK005").map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "visit at 2024-03-10 12:00:00 (Sunday, weekend); permitted: none on Sundays",
            "visit at 1999-03-01 22:00:00 (Monday); permitted: 09:00-21:00"
        ]
    );
    Ok(())
}

#[test]
fn without_permitted_hours_it_is_not_evaluated() -> Checked {
    let visits = format!("{HEADER}V1,C1,2024-03-04 23:00,Li,phone,reached\n");
    let audit = judge("CBK005", "2024-06-30", COMPLAINTS, Some(&visits))?;
    let rule = audit.rule("CBK005");
    assert_eq!(rule.status, "not_evaluated");
    assert_eq!(rule.reason.as_deref(), Some("the policy sets no permitted hours"));
    Ok(())
}
