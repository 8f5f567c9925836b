//! A policy written as one file reads back as an equal policy.

use super::*;

/// All that must be equal, by part; what names the files is not among it.
fn parts(policy: &Policy) -> Vec<(&'static str, String)> {
    vec![
        ("title", format!("{:?}", policy.title)),
        ("sources", format!("{:?}", policy.sources)),
        ("zone", policy.zone.name()),
        ("calendar", format!("{:?}", policy.calendar)),
        ("working_hours", format!("{:?}", policy.working_hours)),
        ("callback_hours", format!("{:?}", policy.callback_hours)),
        ("max_rejected_share", format!("{:?}", policy.max_rejected_share)),
        ("clock", format!("{:?} {:?}", policy.reopening, policy.hold_totals)),
        ("required", format!("{:?}", policy.required)),
        ("visit_fields", format!("{:?}", policy.visit_fields)),
        ("numbers", format!("{} {}", policy.min_attempts, policy.retention_months)),
        ("reperformance", format!("{} {}", policy.judged_by, policy.tolerance_minutes)),
        ("event_log", format!("{:?}", policy.event_log)),
        ("words", format!("{:?}", policy.words)),
        ("fields", format!("{:?}", policy.fields)),
        ("checks", format!("{:?}", policy.checks)),
        ("obligations", format!("{:#?}", policy.obligations)),
        ("switched_off", format!("{:?}", policy.switched_off)),
    ]
}

fn there_and_back(policy: &Policy) {
    let text = policy.to_toml();
    let again = Policy::from_toml("shown.toml", &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    for ((part, before), (_, after)) in parts(policy).into_iter().zip(parts(&again)) {
        assert_eq!(before, after, "{part} of {}", policy.name);
    }
    assert_eq!(again.layers.len(), 1);
    // A second time nothing but the marks of layers and the name may change.
    let bare = |text: &str| {
        let lines = text.lines().map(|line| line.split(" # ").next().unwrap_or(line));
        lines
            .filter(|line| !line.starts_with("# ") && !line.starts_with("name"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(bare(&again.to_toml()), bare(&text));
}

#[test]
fn every_built_in_policy() {
    for file in built_in() {
        there_and_back(&Policy::named(file.name).unwrap_or_else(|error| panic!("{error}")));
    }
}

#[test]
fn a_policy_that_uses_everything() {
    let policy = own(
        r##"
title = { zh = "甲\\“乙”", en = "a \"b\"\n\u0007 c" }
zone = "Asia/Shanghai"
replaces_words = ["outcome"]
[calendar]
working_hours_on = { sat = [], fri = ["08:00-10:00"] }
days_off = ["2025-12-24", { day = "2025-12-25", name = "司庆" }]
[callback_hours]
hours = ["10:00-11:00"]
on = { mon = [] }
days = "every-day"
[event_log]
order_by = "updated_at"
hold_status = ["on_hold"]
[event_log.times]
closed_at = { last = ["closed"] }
[words.outcome]
reached = ["好", "# 不是注释"]
"二 级" = []
[fields.complaints.zulu]
headers = ["Z"]
holds = "time"
[fields.complaints.alpha]
headers = ["A", "a b"]
holds = "time"
title = { zh = "甲", en = "alpha" }
[checks.CBK003]
severity = "low"
off = true
[checks.DUP001]
[[obligation]]
code = "CBK012"
off = true
[[obligation]]
code = "RSP001"
where = [{ field = "customers.class", is_not = ["key"] }, { field = "x", blank = false }, { field = "z", at_most = 2.5 }]
limit_by = { field = "branch", "一级 部" = "2h", B = "1wd" }
limit_when = [{ when = [{ field = "area", is = ["rural"] }], limit = "90min" }]
[[obligation]]
code = "CLS001"
versions = [{ from = "2024-01-01", limit = "15d", roll = "next-working-day" }, { until = "2023-12-31", limit = "next-month 7 16:00" }]
"##,
    )
    .unwrap_or_else(|error| panic!("{error}"));
    there_and_back(&policy);
}

#[test]
fn what_is_shown_says_where_it_comes_from() {
    let text = own("[[obligation]]\ncode = \"RSP001\"\nlimit = \"12h\"\n").expect("loads").to_toml();
    for line in [
        "# The effective policy of own (own.toml), which extends generic (generic).",
        "# What is not marked comes from generic.",
        "name = \"own\" # own.toml:1",
        "limit = \"12h\" # own.toml:5",
        "days_off = [] # default",
        "reopening = \"last\"",
    ] {
        assert!(text.lines().any(|shown| shown == line), "{line}\n{text}");
    }
    assert_eq!(text, own("[[obligation]]\ncode = \"RSP001\"\nlimit = \"12h\"\n").expect("loads").to_toml());
}
