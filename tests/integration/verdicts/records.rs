//! CBK008: what a visit's record lacks.

use super::{judge, judge_by};
use crate::desk::Checked;

const COMPLAINTS: &str = "complaint_id,received_at\nC1,2024-02-01 10:00\n";

#[test]
fn a_visit_is_one_finding_with_all_it_lacks() -> Checked {
    let visits = "visit_id,complaint_id,customer_id,visited_at,visitor,method,outcome,content,issue_raised,result\n\
        V1,C1,K1,2024-03-04 10:00,Li,phone,reached,fine,no,done\n\
        V2,C1,,2024-03-04 10:00,Li,,reached,fine,no,done\n\
        V3,C1,K1,2024-03-04 10:00,Li,phone,reached,,,\n\
        V4,C1,K1,2024-03-04 10:00,Li,phone,no answer,,,\n\
        V5,C1,K1,2024-03-04 10:00,,phone,refused,,,\n\
        V6,C1,K1,2024-03-04 10:00,Li,phone,who knows,,no,done\n\
        V7,C1,K1,2024-07-04 10:00,,,reached,,,\n\
        V8,C1,K1,soon,Li,phone,reached,fine,no,done\n";
    let audit = judge("CBK008", "2024-06-30", COMPLAINTS, Some(visits))?;
    let lacking: Vec<(&str, Vec<&str>)> =
        audit.of("CBK008").map(|finding| (finding.id.as_str(), finding.listed("fields"))).collect();
    assert_eq!(
        lacking,
        [
            ("V2", vec!["customer_id", "method"]),
            ("V3", vec!["content", "issue_raised", "result"]),
            ("V5", vec!["visitor"]),
            ("V6", vec!["content"]),
        ]
    );
    let rule = audit.rule("CBK008");
    assert_eq!((rule.tested, rule.excluded()), (7, vec!["made after the as-of date 1".to_owned()]));
    assert!(rule.notes.iter().any(|note| note.starts_with("2 visits reached nobody")), "{:?}", rule.notes);
    let message = audit.of("CBK008").next().map(|finding| finding.message.as_str());
    assert_eq!(message, Some("the visit's record lacks customer id, method"));
    Ok(())
}

#[test]
fn an_absent_column_is_named_and_not_tested() -> Checked {
    let visits = "visit_id,complaint_id,visited_at,visitor,outcome\nV1,C1,2024-03-04 10:00,,reached\n";
    let audit = judge("CBK008", "2024-06-30", COMPLAINTS, Some(visits))?;
    assert_eq!(audit.only("CBK008")?.listed("fields"), ["visitor"]);
    let notes = audit.rule("CBK008").notes.join("\n");
    for absent in ["(customer_id)", "(method)", "(content)", "(issue_raised)", "(result)"] {
        assert!(notes.contains(absent), "{notes}");
    }
    Ok(())
}

#[test]
fn where_nothing_is_left_to_ask_it_is_said() -> Checked {
    let policy = "[records]\nvisit_fields = ['content', 'recording']\n";
    let by = |visits: &str| judge_by(policy, "CBK008", "2024-06-30", COMPLAINTS, Some(visits));
    let audit = by("visit_id,complaint_id,visited_at,visitor,outcome\nV1,C1,2024-03-04 10:00,Li,reached\n")?;
    assert_eq!(audit.rule("CBK008").status, "not_evaluated");
    let audit = by("visit_id,complaint_id,visited_at,visitor,outcome,content\n\
        V1,C1,2024-03-04 10:00,Li,no answer,\nV2,C1,2024-03-04 10:00,Li,reached,\n")?;
    assert_eq!(audit.found("CBK008"), ["fires V2 @3"]);
    assert_eq!(audit.rule("CBK008").excluded(), ["reached nobody, and nothing is asked of it 1"]);
    let audit = judge("CBK008", "2024-06-30", COMPLAINTS, None)?;
    assert_eq!(audit.rule("CBK008").reason.as_deref(), Some("no visits export was given"));
    Ok(())
}
