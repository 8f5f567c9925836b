//! What a policy sets for a rule, in words: limits, who it is for, targets, effective dates.

use crate::calendar::Limit;
use crate::dataset::field_def;
use crate::model::{Code, Subject, Text};
use crate::policy::{
    Condition, Confidence, Coverage, Covered, Deadline, Duty, HoldEffect, LimitRule, LimitVersion,
    Obligation, Per, Policy, Recurrence, Roll, Stage, Test,
};

use super::names::{cases_of, named};

/// Labelled lines about the rule `code`, each in both languages; empty for a rule the policy says nothing of.
#[must_use]
pub fn duty_lines(policy: &Policy, code: Code) -> Vec<(Text, Text)> {
    let mut lines = vec![(Text::new("制度", "Policy"), Text::same(policy.name.clone()))];
    let Some(obligation) = policy.obligation(code) else { return lines };
    let population = population_text(policy, obligation);
    lines.extend(population.map(|text| (Text::new("对象", "Population"), text)));
    lines.extend(duty_terms(policy, obligation));
    lines.push((Text::new("可信度", "Confidence"), confidence_text(obligation.confidence)));
    lines
}

/// Which cases an obligation is for; `None` where it is for all of them.
#[must_use]
pub fn population_text(policy: &Policy, obligation: &Obligation) -> Option<Text> {
    let (on, conditions) = match &obligation.duty {
        Duty::Deadline(deadline) => (deadline.on, &deadline.population),
        Duty::Recurrence(recurrence) => (Subject::Customers, &recurrence.population),
        Duty::Coverage(_) => return None,
    };
    (!conditions.is_empty()).then(|| conditions_text(policy, on, conditions))
}

/// What an obligation asks for: its limits, frequency or target, each with a label.
#[must_use]
pub fn duty_terms(policy: &Policy, obligation: &Obligation) -> Vec<(Text, Text)> {
    match &obligation.duty {
        Duty::Deadline(deadline) => deadline_lines(policy, deadline),
        Duty::Recurrence(recurrence) => recurrence_lines(policy, recurrence),
        Duty::Coverage(coverage) => {
            let on = cases_of(policy, &obligation.duty);
            vec![(Text::new("目标", "Target"), coverage_text(policy, coverage, on))]
        }
    }
}

/// How sure a number is, in words.
#[must_use]
pub fn confidence_text(confidence: Confidence) -> Text {
    match confidence {
        Confidence::A => Text::new("A（原文）", "A (the text itself was read)"),
        Confidence::B => Text::new("B（新闻报道）", "B (from the press)"),
        Confidence::C => Text::new("C（二手资料，仅供参考）", "C (secondary source, may only inform)"),
        Confidence::X => Text::new("X（未经证实，仅供参考）", "X (not confirmed, may only inform)"),
    }
}

fn deadline_lines(policy: &Policy, deadline: &Deadline) -> Vec<(Text, Text)> {
    let mut lines = Vec::new();
    for stage in &deadline.stages {
        for version in &stage.versions {
            let label = version_label(stage, version);
            lines.push((label, rule_text(policy, deadline.on, &version.rule)));
        }
        match stage.holds {
            HoldEffect::Ignore => {}
            HoldEffect::Subtract => lines.push((
                Text::new("挂起", "Holds"),
                Text::new("挂起期间不计时", "the clock stands still while a case is on hold"),
            )),
            HoldEffect::Restart => lines.push((
                Text::new("挂起", "Holds"),
                Text::new("挂起结束后重新起算", "the limit begins anew when a hold ends"),
            )),
        }
        if let Some(opens) = stage.opens {
            let (zh, en) = (opens.describe_zh(), opens.describe_en());
            lines.push((
                Text::new("起点", "Opens"),
                Text::owned(
                    format!("起算后 {zh} 之前的不算"),
                    format!("what is done within {en} does not count"),
                ),
            ));
        }
    }
    lines
}

fn version_label(stage: &Stage, version: &LimitVersion) -> Text {
    let name = stage.name.clone().unwrap_or_default();
    let mut label = Text::owned(
        format!("{} 时限", name.zh).trim().to_owned(),
        format!("Limit {}", name.en).trim().to_owned(),
    );
    let in_force = match (version.from, version.until) {
        (None, None) => return label,
        (Some(from), None) => Text::owned(format!("{from} 起"), format!("from {from}")),
        (None, Some(until)) => Text::owned(format!("至 {until}"), format!("until {until}")),
        (Some(from), Some(until)) => Text::owned(format!("{from} 至 {until}"), format!("{from} to {until}")),
    };
    label =
        Text::owned(format!("{}（{}）", label.zh, in_force.zh), format!("{} ({})", label.en, in_force.en));
    label
}

/// A limit rule in words.
fn rule_text(policy: &Policy, on: Subject, rule: &LimitRule) -> Text {
    let mut parts: Vec<Text> = Vec::new();
    if let Some(name) = &rule.due_column {
        let title = field_title(policy, on, name);
        parts.push(Text::owned(
            format!("有“{}”列的以该列为准", title.zh),
            format!("the export's {} where it has that column", title.en),
        ));
    }
    parts.extend(rule.base.map(limit_text));
    for case in &rule.cases {
        let when = conditions_text(policy, on, &case.when);
        let limit = limit_text(case.limit);
        parts.push(Text::owned(format!("{} {}", when.zh, limit.zh), format!("{} if {}", limit.en, when.en)));
    }
    if let Some(limit) = rule.at_most.map(limit_text) {
        parts.push(Text::owned(format!("且最迟 {}", limit.zh), format!("and at most {}", limit.en)));
    }
    if rule.roll == Roll::NextWorkingDay {
        parts.push(Text::new(
            "末日为休息日的顺延至下一工作日",
            "an end on a day off moves to the next working day",
        ));
    }
    joined(&parts, "；", "; ")
}

pub(super) fn limit_text(limit: Limit) -> Text {
    Text::owned(limit.describe_zh(), limit.describe_en())
}

fn recurrence_lines(policy: &Policy, recurrence: &Recurrence) -> Vec<(Text, Text)> {
    let mut lines = Vec::new();
    let per = match recurrence.per {
        Per::Month => Text::new("每月", "a month"),
        Per::Quarter => Text::new("每季度", "a quarter"),
        Per::HalfYear => Text::new("每半年", "half a year"),
        Per::Year => Text::new("每年", "a year"),
    };
    for requirement in &recurrence.requirements {
        let which = conditions_text(policy, Subject::Visits, &requirement.conditions);
        let times = requirement.at_least;
        lines.push((
            Text::new("频次", "Frequency"),
            Text::owned(
                format!("{}不少于 {times} 次：{}", per.zh, which.zh),
                format!("at least {times} {}: {}", per.en, which.en),
            ),
        ));
    }
    lines
}

fn coverage_text(policy: &Policy, coverage: &Coverage, on: Subject) -> Text {
    let of = coverage.of;
    let by = field_title(policy, on, &coverage.by);
    let share = |target: f64| format!("{} %", crate::model::figures::percent(target));
    let mut zh = format!("{of} 按{}分组达到 {}", by.zh, share(coverage.target));
    let mut en = format!("{} of {of} by {}", share(coverage.target), by.en);
    for (group, target) in &coverage.targets {
        let shown = example(policy, &coverage.by, group);
        zh.push_str(&format!("；{shown} {}", share(*target)));
        en.push_str(&format!("; {group} {}", share(*target)));
    }
    if coverage.counts == Covered::Done {
        zh.push_str("（逾期完成的也算）");
        en.push_str(" (done late counts too)");
    }
    Text::owned(zh, en)
}

/// Conditions in words, joined.
pub(super) fn conditions_text(policy: &Policy, on: Subject, conditions: &[Condition]) -> Text {
    let parts: Vec<Text> = conditions.iter().map(|condition| condition_text(policy, on, condition)).collect();
    joined(&parts, "，", ", ")
}

fn condition_text(policy: &Policy, on: Subject, condition: &Condition) -> Text {
    let title = field_title(policy, on, &condition.field);
    let words = |words: &[String]| -> (String, String) {
        let zh: Vec<String> = words.iter().map(|word| example(policy, &condition.field, word)).collect();
        (zh.join("、"), words.join(" or "))
    };
    #[expect(clippy::cast_precision_loss, reason = "bounds people write stay far below 2^53")]
    let number = |thousandths: i64| thousandths as f64 / 1000.0;
    match &condition.test {
        Test::Is(wanted) => {
            let (zh, en) = words(wanted);
            Text::owned(format!("{}为{zh}", title.zh), format!("{} is {en}", title.en))
        }
        Test::IsNot(wanted) => {
            let (zh, en) = words(wanted);
            Text::owned(format!("{}不为{zh}", title.zh), format!("{} is not {en}", title.en))
        }
        Test::Blank => Text::owned(format!("{}为空", title.zh), format!("{} is blank", title.en)),
        Test::Filled => Text::owned(format!("{}不为空", title.zh), format!("{} is not blank", title.en)),
        Test::AtLeast(from) => {
            let from = number(*from);
            Text::owned(format!("{}不小于 {from}", title.zh), format!("{} is at least {from}", title.en))
        }
        Test::AtMost(to) => {
            let to = number(*to);
            Text::owned(format!("{}不大于 {to}", title.zh), format!("{} is at most {to}", title.en))
        }
    }
}

/// A word with this meaning, as exports write it.
fn example(policy: &Policy, field: &str, meaning: &str) -> String {
    let field = field.strip_prefix("customers.").unwrap_or(field);
    let shown = policy.words.get(field).and_then(|table| table.example(meaning));
    shown.unwrap_or(meaning).to_owned()
}

/// What people call a field the policy names.
fn field_title(policy: &Policy, on: Subject, name: &str) -> Text {
    if let Some(own) = policy.fields.iter().find(|own| own.key == name) {
        return own.title.clone();
    }
    named(policy, on, name)
        .and_then(|found| field_def(found.subject, found.field))
        .map_or_else(|| Text::same(name.to_owned()), |def| def.title.clone())
}

fn joined(parts: &[Text], zh: &str, en: &str) -> Text {
    let of = |pick: fn(&Text) -> &str| parts.iter().map(pick).collect::<Vec<_>>();
    Text::owned(of(|text| &text.zh).join(zh), of(|text| &text.en).join(en))
}
