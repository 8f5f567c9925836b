//! What a layer does to the one it extends.

use super::*;
use crate::model::Severity;

#[test]
fn a_key_of_an_obligation_replaces_and_the_others_stay() {
    let policy =
        own("[[obligation]]\ncode = \"RSP001\"\nlimit = \"12h\"\nseverity = \"low\"").expect("loads");
    let generic = Policy::generic().expect("loads");
    let (mine, theirs) = (rule(&policy, "RSP001"), rule(&generic, "RSP001"));
    assert_eq!(mine.base.map(|limit| limit.to_string()).as_deref(), Some("12h"));
    assert_eq!(mine.cases, theirs.cases, "limit leaves limit_by");
    let code = Code::literal("RSP001");
    let obligation = policy.obligation(code).expect("there");
    assert_eq!(obligation.severity, Severity::Low);
    assert_eq!(Some(&obligation.title), generic.obligation(code).map(|generic| &generic.title));
    assert_eq!(policy.place_of("RSP001.limit"), Some("own.toml:5:9"));
    assert!(policy.place_of("RSP001.trigger").is_some_and(|place| place.starts_with("generic:")));
    assert_eq!(policy.obligations.len(), generic.obligations.len());
}

#[test]
fn drop_forgets() {
    let policy =
        own("[[obligation]]\ncode = \"RSP001\"\nlimit = \"12h\"\ndrop = [\"limit_by\"]").expect("loads");
    assert!(rule(&policy, "RSP001").cases.is_empty());
    assert_eq!(policy.place_of("RSP001.drop"), None);
    let policy =
        own("[[obligation]]\ncode = \"RSP001\"\ndrop = [\"limit_by\"]\nlimit_by = { field = \"severity\", urgent = \"1h\" }")
            .expect("forgotten first, given then");
    assert_eq!(rule(&policy, "RSP001").cases.len(), 1);
}

#[test]
fn another_form_forgets_the_inherited_one() {
    let policy = own("[[obligation]]\ncode = \"RSP001\"\nversions = [{ limit = \"1d\" }]").expect("versions");
    assert!(rule(&policy, "RSP001").cases.is_empty(), "limit_by is gone");
    let stages = "stages = [{ expects = { field = \"closed_at\" }, limit = \"3d\" }]";
    let policy = own(&format!("[[obligation]]\ncode = \"CLS001\"\n{stages}")).expect("stages");
    assert_eq!(rule(&policy, "CLS001").due_column, None);
    let recurrence = "recurrence = { per = \"quarter\", requirements = [{ at_least = 2 }] }";
    let policy = own(&format!("[[obligation]]\ncode = \"CBK010\"\n{recurrence}")).expect("recurrence");
    let duty = policy.obligation(Code::literal("CBK010")).map(|obligation| &obligation.duty);
    assert!(matches!(duty, Some(Duty::Recurrence(_))), "{duty:?}");
    let coverage = "coverage = { of = \"CLS001\", by = \"branch\", target = 0.5 }";
    let policy = own(&format!("[[obligation]]\ncode = \"CBK011\"\n{coverage}")).expect("coverage");
    let obligation = policy.obligation(Code::literal("CBK011")).expect("there");
    assert!(obligation.messages.missing.en.contains("{rate}"), "{:?}", obligation.messages);
}

#[test]
fn obligations_are_sorted_and_may_be_off() {
    let policy =
        own("[[obligation]]\ncode = \"CLS002\"\noff = true\n[[obligation]]\ncode = \"CLS001\"\noff = true")
            .expect("loads");
    let off: Vec<String> = policy.switched_off.iter().map(Code::to_string).collect();
    assert_eq!(off, ["CLS001", "CLS002"]);
    assert!(policy.obligation(Code::literal("CLS001")).is_none());
    assert!(policy.obligations.is_sorted_by_key(|obligation| obligation.code));
    assert_eq!(policy.judged_by, Code::literal("CLS001"), "REP001 is then not evaluated; no error");
}

#[test]
fn words_add_up_and_move() {
    let policy = own("[words.status]\nclosed = [\"已完事\", \"挂起\"]\nparked = [\"放着\"]").expect("loads");
    let status = &policy.words["status"];
    assert_eq!(status.meaning("已完事"), Some("closed"));
    assert_eq!(status.meaning("办结"), Some("closed"), "inherited");
    assert_eq!(status.meaning("挂起"), Some("closed"), "moved");
    assert_eq!(status.meaning("放着"), Some("parked"));
    assert!(status.has_meaning("open"));
    assert_eq!(policy.words["severity"].meaning("紧急"), Some("urgent"), "other fields stay");
}

#[test]
fn a_meaning_whose_words_have_all_moved_is_still_one() {
    let policy = bare(&format!(
        "[words.status]\nopen = []\nclosed = [\"x\"]\n{X}trigger = \"a\"\nexpects = {{ field = \"b\" }}\nlimit = \"1d\"\n\
         where = [{{ field = \"status\", is = [\"open\"] }}]\n"
    ));
    assert!(policy.is_ok(), "{:?}", policy.err());
}

#[test]
fn replaced_words_are_forgotten() {
    let policy =
        own("replaces_words = [\"satisfaction\"]\n[words.satisfaction]\ndissatisfied = [\"差\"]\nanomalous = [\"异常\"]")
            .expect("loads");
    let table = &policy.words["satisfaction"];
    assert_eq!(table.all_meanings(), ["anomalous", "dissatisfied"]);
    assert_eq!(table.meaning("满意"), None);
}

#[test]
fn sources_add_up_once() {
    let policy =
        own("sources = [\"本公司制度\", \"中华人民共和国民法典 第二百条至第二百零四条（期间计算）\"]")
            .expect("loads");
    let generic = Policy::generic().expect("loads");
    assert_eq!(policy.sources.len(), generic.sources.len() + 1);
    assert_eq!(policy.sources.last().map(String::as_str), Some("本公司制度"));
}

#[test]
fn tables_merge_key_by_key() {
    let policy =
        own("[calendar]\nweekend = [\"sun\"]\n[required]\nvisits = [\"id\"]\n[records]\nmin_attempts = 5\n\
         [checks.CBK003]\nseverity = \"low\"\n")
        .expect("loads");
    let generic = Policy::generic().expect("loads");
    assert_eq!(policy.working_hours, generic.working_hours);
    assert_eq!(policy.required["visits"], ["id"]);
    assert_eq!(policy.required["complaints"], generic.required["complaints"]);
    assert_eq!((policy.min_attempts, policy.retention_months), (5, generic.retention_months));
    let check = policy.checks[&Code::literal("CBK003")];
    assert_eq!((check.severity, check.off), (Some(Severity::Low), false));
}

#[test]
fn a_title_is_not_inherited() {
    assert_eq!(own("").expect("loads").title, Text::same("own"));
    let titled = own("title = { zh = \"甲\", en = \"A\" }").expect("loads");
    assert_eq!(titled.title, Text::new("甲", "A"));
}

#[test]
fn catalogue_codes_take_the_generic_texts_even_over_nothing() {
    let policy = bare(
        "[[obligation]]\ncode = \"CLS001\"\ntrigger = \"received_at\"\nexpects = { field = \"closed_at\" }\nlimit = \"9d\"\n\
         title = { zh = \"甲\", en = \"A\" }",
    )
    .expect("loads");
    let (mine, generic) = (&policy.obligations[0], Policy::generic().expect("loads"));
    let theirs = generic.obligation(mine.code).expect("there");
    assert_eq!((mine.name.as_str(), mine.severity), ("closure-overdue", theirs.severity));
    assert_eq!((&mine.title.en as &str, &mine.why), ("A", &theirs.why));
    assert_eq!(mine.messages.late, theirs.messages.late);
    assert!(policy.place_of("CLS001.why").is_some_and(|place| place.starts_with("generic:")));
}
