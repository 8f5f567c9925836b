//! What becomes of the forms of an obligation.

use super::*;
use crate::model::Subject;

fn load(text: &str) -> Policy {
    bare(&format!("{X}{text}")).unwrap_or_else(|error| panic!("{error}"))
}

const DUE: &str = "trigger = \"received_at\"\nexpects = { field = \"closed_at\" }\n";

#[test]
fn limit_cases_stand_in_their_order() {
    let policy = load(&format!(
        "{DUE}limit = \"24h\"\nlimit_when = [{{ when = [{{ field = \"area\", is = [\"rural\"] }}], limit = \"90min\" }}]\n\
         limit_by = {{ urgent = \"2h\", field = \"severity\", again = \"3h\" }}\n\
         extended_limit = {{ flag = \"extension_approved\", limit = \"30h\" }}\nat_most = \"1mo\"\n\
         due_column = \"due_at\"\nroll = \"next-working-day\"\n"
    ));
    let rule = rule(&policy, "XAB001");
    let limits: Vec<String> = rule.cases.iter().map(|case| case.limit.to_string()).collect();
    assert_eq!(limits, ["30h", "2h", "3h", "90min"]);
    let is = |field: &str, word: &str| Condition {
        field: field.to_owned(),
        test: Test::Is(vec![word.to_owned()]),
    };
    assert_eq!(rule.cases[0].when, [is("extension_approved", "yes")]);
    assert_eq!(rule.cases[1].when, [is("severity", "urgent")]);
    assert_eq!(rule.cases[3].when, [is("area", "rural")]);
    assert_eq!(
        rule.cases.iter().map(|case| case.is_extension).collect::<Vec<_>>(),
        [true, false, false, false]
    );
    assert_eq!(rule.at_most.map(|limit| limit.to_string()).as_deref(), Some("1mo"));
    assert_eq!((rule.due_column.as_deref(), rule.roll), (Some("due_at"), Roll::NextWorkingDay));
}

#[test]
fn a_due_column_needs_no_limit() {
    let policy = load(&format!("{DUE}due_column = \"due_at\"\n"));
    assert_eq!(rule(&policy, "XAB001").base, None);
}

#[test]
fn versions_stand_in_the_order_of_time() {
    let policy = load(&format!(
        "{DUE}holds = \"subtract\"\n\
         [[obligation.versions]]\nfrom = \"2024-01-01\"\nlimit = \"10d\"\nsource = {{ zh = \"新\", en = \"new\" }}\n\
         [[obligation.versions]]\nuntil = 2019-12-31\nlimit = \"30d\"\n\
         [[obligation.versions]]\nfrom = \"2020-01-01\"\nuntil = \"2023-12-31\"\nlimit = \"15d\"\n"
    ));
    let stage = &deadline(&policy, "XAB001").stages[0];
    let spans: Vec<String> = stage
        .versions
        .iter()
        .map(|version| {
            let day = |day: Option<chrono::NaiveDate>| day.map_or("…".to_owned(), |day| day.to_string());
            let limit = version.rule.base.map(|limit| limit.to_string()).unwrap_or_default();
            format!("{} {} {limit}", day(version.from), day(version.until))
        })
        .collect();
    assert_eq!(spans, ["… 2019-12-31 30d", "2020-01-01 2023-12-31 15d", "2024-01-01 … 10d"]);
    assert_eq!(stage.versions[2].source.as_ref().map(|source| &*source.en), Some("new"));
    assert_eq!(stage.holds, HoldEffect::Subtract);
    assert_eq!(
        policy.place_of("XAB001.versions[2].limit"),
        Some("own.toml:14:9"),
        "paths follow the order of time"
    );
}

#[test]
fn stages_are_judged_by_themselves() {
    let policy = load(
        "on = \"customers\"\ntrigger = \"used_at\"\nif_no_trigger = \"excluded\"\n\
         stages = [\n  { name = { zh = \"三日\", en = \"three days\" }, expects = { visit = \"reached\" }, limit = \"3d\" },\n\
         { name = { zh = \"次月\", en = \"month\" }, expects = { visit = { outcome = [\"reached\"], method = [\"phone\", \"wechat\"] } }, opens = \"4d\", limit = \"2mo\", holds = \"restart\" },\n]\n",
    );
    let deadline = deadline(&policy, "XAB001");
    assert_eq!((deadline.on, deadline.if_no_trigger), (Subject::Customers, BlankTrigger::Excluded));
    let Expectation::Visit(second) = &deadline.stages[1].expects else { panic!("a visit") };
    assert_eq!(second.by, MatchBy::Customer, "a customer's visits");
    let fields: Vec<&str> = second.conditions.iter().map(|condition| condition.field.as_str()).collect();
    assert_eq!(fields, ["outcome", "method"]);
    assert_eq!(deadline.stages[1].opens.map(|limit| limit.to_string()).as_deref(), Some("4d"));
    assert_eq!(deadline.stages[1].holds, HoldEffect::Restart);
    let unnamed = "trigger = \"a\"\nstages = [{ expects = { field = \"b\" }, limit = \"1d\" }, { expects = { field = \"c\" }, limit = \"1d\" }]";
    let error = bare(&format!("{X}{unnamed}")).expect_err("which is which?");
    assert!(error.to_string().contains("XAB001.stages[0]: `name` is missing"), "{error}");
}

#[test]
fn what_ties_a_visit_to_a_case() {
    let by = |text: &str| {
        let policy = load(&format!("trigger = \"a\"\nlimit = \"1d\"\n{text}\n"));
        match &deadline(&policy, "XAB001").stages[0].expects {
            Expectation::Visit(visit) => visit.by,
            Expectation::Field(field) => panic!("{field} is no visit"),
        }
    };
    assert_eq!(by("expects = { visit = \"reached\" }"), MatchBy::Complaint);
    assert_eq!(by("expects = { visit = \"reached\", by = \"customer\" }"), MatchBy::Customer);
    assert_eq!(by("on = \"visits\"\nexpects = { visit = \"reached\" }"), MatchBy::Customer);
    assert_eq!(
        by("on = \"visits\"\nexpects = { visit = \"reached\", by = \"complaint\" }"),
        MatchBy::Complaint
    );
}

#[test]
fn every_test_of_a_condition() {
    let policy = load(&format!(
        "{DUE}limit = \"1d\"\nwhere = [{{ field = \"severity\", is = [\"urgent\", \"high\"] }},\n\
         {{ field = \"customers.class\", is_not = [\"key\"] }}, {{ field = \"x\", blank = true }},\n\
         {{ field = \"y\", blank = false }}, {{ field = \"reopen_count\", at_least = 1 }},\n\
         {{ field = \"z\", at_most = 2.5 }}, {{ field = \"w\", at_least = -0.001 }}]\n"
    ));
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let tests: Vec<&Test> =
        deadline(&policy, "XAB001").population.iter().map(|condition| &condition.test).collect();
    assert_eq!(
        tests,
        [
            &Test::Is(words(&["urgent", "high"])),
            &Test::IsNot(words(&["key"])),
            &Test::Blank,
            &Test::Filled,
            &Test::AtLeast(1000),
            &Test::AtMost(2500),
            &Test::AtLeast(-1),
        ]
    );
    assert_eq!(policy.place_of("XAB001.where[1].field"), Some("own.toml:13:11"));
}

#[test]
fn a_recurrence() {
    let policy = load(
        "recurrence = { per = \"month\", counted_only = true, requirements = [\n\
         { name = { zh = \"面访\", en = \"in person\" }, visit = { method = [\"in_person\"] } },\n\
         { name = { zh = \"电话\", en = \"phone\" }, at_least = 2, visit = \"reached\" }] }\n\
         where = [{ field = \"class\", is = [\"key\"] }]\n",
    );
    let Duty::Recurrence(recurrence) = &policy.obligations[0].duty else { panic!("a recurrence") };
    assert_eq!((recurrence.per, recurrence.counted_only), (Per::Month, true));
    assert_eq!(recurrence.requirements.iter().map(|one| one.at_least).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(recurrence.population.len(), 1);
    assert!(policy.obligations[0].messages.missing.en.contains("{count} of {wanted}"));
}

#[test]
fn a_coverage() {
    let counted = X.replace("XAB001", "XAB002").replace("own-rule", "counted");
    let policy = load(&format!(
        "coverage = {{ of = \"XAB002\", by = \"customers.class\", counts = \"done\", target = 0.1, targets = {{ vip = 1, key = 0.5 }} }}\n\
         {counted}{DUE}limit = \"1d\"\n"
    ));
    let Duty::Coverage(coverage) = &policy.obligations[0].duty else { panic!("a coverage") };
    assert_eq!((coverage.of, coverage.by.as_str()), (Code::literal("XAB002"), "customers.class"));
    assert_eq!((coverage.counts, coverage.target), (Covered::Done, 0.1));
    assert_eq!(coverage.targets, [("key".to_owned(), 0.5), ("vip".to_owned(), 1.0)]);
}

#[test]
fn what_an_own_obligation_leaves_out_is_said_plainly() {
    let policy = load(&format!("{DUE}limit = \"1d\"\n"));
    let obligation = &policy.obligations[0];
    assert_eq!(obligation.what, obligation.title);
    assert_eq!(obligation.confidence, Confidence::A);
    assert!(obligation.messages.late.zh.contains("{late_by}"));
    for text in [&obligation.why, &obligation.formula, &obligation.fix] {
        assert!(!text.zh.is_empty() && !text.en.is_empty());
    }
}
