//! The fields a policy names, with where and as what.

use super::*;
use crate::model::Subject;

fn line(policy: &Policy, usage: &FieldUse) -> String {
    let place = policy.place_of(&usage.path).unwrap_or("?");
    let of = usage.of.map_or("any", Subject::key);
    format!("{} {of}.{} {:?} {place}", usage.path, usage.field, usage.wants)
}

#[test]
fn each_has_its_export_kind_and_place() {
    let policy = bare(&format!(
        "[required]\nvisits = [\"id\"]\n{X}on = \"visits\"\ntrigger = \"visited_at\"\n\
         where = [{{ field = \"customers.class\", is = [\"key\"] }}, {{ field = \"attempts\", at_least = 2 }}]\n\
         stages = [{{ expects = {{ field = \"handled_at\" }}, due_column = \"planned_at\",\n\
         extended_limit = {{ flag = \"anomaly\", limit = \"9d\" }}, limit_by = {{ field = \"kind\", a = \"1d\" }},\n\
         limit_when = [{{ when = [{{ field = \"result\", blank = true }}], limit = \"2d\" }}] }}]\n"
    ))
    .expect("loads");
    let mut lines: Vec<String> = policy.field_uses().iter().map(|usage| line(&policy, usage)).collect();
    lines.retain(|line| !line.starts_with("records"));
    assert_eq!(
        lines,
        [
            "required.visits[0] visits.id Anything own.toml:3:11",
            "XAB001.trigger visits.visited_at Time own.toml:12:11",
            "XAB001.where[0].field customers.class Word own.toml:13:20",
            "XAB001.where[1].field visits.attempts Number own.toml:13:65",
            "XAB001.stages[0].expects.field visits.handled_at Time own.toml:14:33",
            "XAB001.stages[0].due_column visits.planned_at Time own.toml:14:62",
            "XAB001.stages[0].extended_limit.flag visits.anomaly Word own.toml:15:27",
            "XAB001.stages[0].limit_by.field visits.kind Word own.toml:15:75",
            "XAB001.stages[0].limit_when[0].when[0].field visits.result Anything own.toml:16:35",
        ]
    );
}

#[test]
fn a_coverage_groups_the_cases_it_counts() {
    let policy = Policy::generic().expect("loads");
    let uses = policy.field_uses();
    let of = |path: &str| uses.iter().find(|usage| usage.path == path).and_then(|usage| usage.of);
    assert_eq!(of("CLS002.coverage.by"), Some(Subject::Complaints));
    assert_eq!(of("CBK001.expects.visit"), Some(Subject::Visits));
    assert!(uses.iter().any(|usage| usage.path == "words.severity" && usage.of.is_none()));
}

#[test]
fn every_use_has_a_place_in_every_profile() {
    for file in built_in() {
        let policy = Policy::named(file.name).expect("loads");
        for usage in policy.field_uses() {
            assert!(policy.place_of(&usage.path).is_some(), "{}: {}", file.name, usage.path);
        }
    }
}
