//! The cover: what was looked at and from where, and the figures a reader looks for first.

use crate::model::figures::grouped;
use crate::model::{Code, Fact, KeyFigure, RuleOutcome, Severity, Text, Value};

use super::breaches::QUESTIONS;
use super::material::Material;
use super::question;
use super::wording::{fact, share};

/// Period, as-of date, policy, calendar, personal data.
pub(super) fn facts(material: &Material<'_>) -> Vec<Fact> {
    let report = material.report;
    vec![
        fact("审计基准日", "As of", as_of(material)),
        fact("受理期间", "Received", period(material)),
        fact("审计依据", "Policy", policy(material)),
        fact(
            "工作日历",
            "Calendar",
            Text::owned(
                format!("{}（{} 至 {}）", report.calendar.name, report.calendar.first, report.calendar.last),
                format!("{} ({} to {})", report.calendar.name, report.calendar.first, report.calendar.last),
            ),
        ),
        fact("时区", "Time zone", Text::same(report.zone.name())),
        fact("个人信息", "Personal data", personal(material)),
    ]
}

pub(super) fn as_of(material: &Material<'_>) -> Text {
    let as_of = material.report.as_of;
    let at = as_of.at.display();
    if as_of.given {
        return Text::same(at);
    }
    Text::owned(format!("{at}（取自文件中最新的一天）"), format!("{at} (the newest day in the files)"))
}

pub(super) fn period(material: &Material<'_>) -> Text {
    let period = material.report.period;
    let said = |at: Option<crate::model::Moment>| at.map_or_else(String::new, |at| at.display());
    if period.from.or(period.to).is_some() {
        return Text::same(format!("{} – {}", said(period.from), said(period.to)).trim().to_owned());
    }
    match material.received() {
        Some((first, last)) => Text::owned(
            format!("全部记录（{} 至 {}）", first.display(), last.display()),
            format!("all records ({} to {})", first.display(), last.display()),
        ),
        None => Text::new("全部记录", "all records"),
    }
}

pub(super) fn policy(material: &Material<'_>) -> Text {
    let policy = &material.report.policy;
    let named =
        |title: &str, with_name: String| if title == policy.name { title.to_owned() } else { with_name };
    Text::owned(
        named(&policy.title.zh, format!("{}（{}）", policy.title.zh, policy.name)),
        named(&policy.title.en, format!("{} ({})", policy.title.en, policy.name)),
    )
}

pub(super) fn personal(material: &Material<'_>) -> Text {
    let masks = &material.order.masks;
    match (masks.unmasked, masks.free_text) {
        (true, _) => Text::new("未脱敏（--unmask）", "not masked (--unmask)"),
        (false, true) => Text::new(
            "已脱敏，同一人同一代号；附投诉内容，其中号码已脱敏",
            "masked, the same token for the same person; contents are shown without numbers",
        ),
        (false, false) => Text::new("已脱敏，同一人同一代号", "masked, the same token for the same person"),
    }
}

/// At most eight figures.
pub(super) fn key_figures(material: &Material<'_>) -> Vec<KeyFigure> {
    let mut figures = vec![complaints(material), late_cases(material)];
    figures.extend(QUESTIONS.iter().zip(ASKED).map(|(&code, asked)| question(material, code, asked)));
    figures.extend(worst_branch(material));
    figures.push(findings(material));
    figures.push(not_evaluated(material));
    figures
}

fn complaints(material: &Material<'_>) -> KeyFigure {
    KeyFigure {
        key: "complaints",
        label: Text::new("投诉", "Complaints"),
        value: Value::Count(material.breaches.cases),
        note: period(material),
        is_bad: false,
    }
}

fn late_cases(material: &Material<'_>) -> KeyFigure {
    let (late, judged) = (material.breaches.late_cases(), material.breaches.judged_cases());
    let (share, counted) = (share(late, judged), material.breaches.codes());
    if counted.zh.is_empty() || judged == 0 {
        return KeyFigure {
            key: "late-cases",
            label: Text::new("逾期投诉", "Late complaints"),
            value: Value::Label(NOT_EVALUATED),
            note: Text::new("没有一件投诉的时限可以判定", "no deadline could be judged on any complaint"),
            is_bad: false,
        };
    }
    let judged = grouped(judged);
    KeyFigure {
        key: "late-cases",
        label: Text::new("逾期投诉", "Late complaints"),
        value: Value::Count(late),
        note: Text::owned(
            format!("占已判定的 {judged} 件的 {share}：至少一项逾期（{}）", counted.zh),
            format!("{share} of {judged} judged: at least one deadline missed ({})", counted.en),
        ),
        is_bad: late > 0,
    }
}

/// Stands for a figure there is none of.
const NOT_EVALUATED: Text = Text::new("未评估", "not evaluated");

/// Key and label of the figure of each question.
const ASKED: [(&str, Text); 3] = [
    ("answered-in-time", Text::new("及时响应率", "Answered in time")),
    ("closed-in-time", Text::new("按期办结率", "Closed in time")),
    ("called-in-time", Text::new("及时回访率", "Called back in time")),
];

fn question(material: &Material<'_>, code: Code, (key, label): (&'static str, Text)) -> KeyFigure {
    let outcome = material.rule(code);
    let (value, note, is_bad) = match (material.why_not(code), outcome) {
        (None, Some(rule)) => of_rule(rule),
        // No verdict is neither good news nor bad.
        (why, _) => (Value::Label(NOT_EVALUATED), why.unwrap_or(Text::new("没有结果", "no result")), false),
    };
    KeyFigure { key, label, value, note, is_bad }
}

fn of_rule(rule: &RuleOutcome) -> (Value, Text, bool) {
    let counts = rule.counts.unwrap_or_default();
    let [due, late, missing] = [counts.decided(), counts.late, counts.missing].map(grouped);
    let mut note = Text::owned(
        format!("已到期 {due}，逾期完成 {late}，逾期未办 {missing}"),
        format!("{due} due, {late} done late, {missing} not done"),
    );
    if let Some(range) = question::wide_range(rule) {
        note = Text::owned(
            format!("{}；口径有争议：{range}", note.zh),
            format!("{}; contested: {range}", note.en),
        );
    }
    let value = rule.rate.filter(|rate| rate.decided > 0).map_or(Value::Nothing, Value::Rate);
    (value, note, counts.breaches() > 0)
}

fn worst_branch(material: &Material<'_>) -> Option<KeyFigure> {
    let (_, note) = material.worst_branch()?;
    Some(KeyFigure {
        key: "worst-branch",
        label: Text::new("逾期占比最高的机构", "Highest late share"),
        value: material.worst_unit()?.name.clone(),
        note,
        is_bad: true,
    })
}

fn findings(material: &Material<'_>) -> KeyFigure {
    let rules = &material.report.rules;
    let of = |severity: Severity| -> u64 {
        rules.iter().filter(|rule| rule.doc.severity == severity).map(|rule| rule.findings).sum()
    };
    let each = Severity::GRAVEST_FIRST.map(|severity| (severity.label(), grouped(of(severity))));
    let zh: Vec<String> = each.iter().map(|(label, count)| format!("{} {count}", label.zh)).collect();
    let en: Vec<String> = each.iter().map(|(label, count)| format!("{} {count}", label.en)).collect();
    KeyFigure {
        key: "findings",
        label: Text::new("审计发现", "Findings"),
        value: Value::Count(rules.iter().map(|rule| rule.findings).sum()),
        note: Text::owned(zh.join("，"), en.join(", ")),
        is_bad: of(Severity::High) > 0,
    }
}

fn not_evaluated(material: &Material<'_>) -> KeyFigure {
    let (without, all) = (material.without_verdict().len() as u64, material.report.rules.len() as u64);
    let all = grouped(all);
    KeyFigure {
        key: "rules-without-verdict",
        label: Text::new("没有结论的规则", "Rules without a verdict"),
        value: Value::Count(without),
        note: Text::owned(
            format!("共 {all} 条规则；没有结论不等于合格"),
            format!("of {all}; no verdict does not mean compliant"),
        ),
        is_bad: !material.report.gaps().is_empty(),
    }
}
