//! The chapter of limits: what this audit could not see, and how far its figures may be off.

use crate::model::figures::grouped;
use crate::model::{Block, RuleOutcome, Severity, Text};
use crate::policy::Confidence;

use super::material::Material;
use super::question::contested;
use super::wording::{list, rule};

pub(super) fn blocks(material: &Material<'_>) -> Vec<Block> {
    let mut limits = vec![Text::new(
        "只看导出的记录，不看录音、单据与系统日志：记录说已回访，不等于客户确实接到了回访。",
        "Only exported records were looked at, no recordings, papers or logs: a recorded callback does not prove that the customer was called.",
    )];
    limits.extend(defaults(material));
    limits.extend(as_of(material));
    limits.extend(rejected(material));
    limits.extend(undetermined(material));
    limits.extend(under_other_definitions(material));
    limits.extend(weak_sources(material));
    limits.extend(without_verdict(material));
    limits.push(calendar(material));
    limits.extend(free_text(material));
    limits.extend(material.report.gaps().iter().map(|gap| {
        Text::owned(format!("审计不完整：{}。", gap.zh), format!("The audit is not complete: {}.", gap.en))
    }));
    vec![Block::Bullets(limits)]
}

/// That nobody chose the yardstick.
fn defaults(material: &Material<'_>) -> Option<Text> {
    let order = material.order;
    let was_chosen = order.arguments.iter().any(|word| word.starts_with("--policy="));
    (!was_chosen && order.configuration.is_none()).then(|| {
        Text::new(
            "没有指定制度，按内置的通用制度（generic）及其工作日历和时区判定；本单位另有规定的，用 --policy 指定。",
            "No policy was chosen, so the built-in generic one with its calendar and time zone was applied; where other rules bind the unit, name them with --policy.",
        )
    })
}

fn as_of(material: &Material<'_>) -> Option<Text> {
    (!material.report.as_of.given).then(|| {
        Text::new(
            "没有指定审计基准日，取文件中最新的一天；用 --as-of 指定，未到期与逾期的界线会随之移动。",
            "No as-of date was given, so the newest day in the files was taken; give one with --as-of: what is overdue hangs on it.",
        )
    })
}

fn rejected(material: &Material<'_>) -> Option<Text> {
    let rejected: u64 = material.report.inputs.iter().map(|input| input.rows.rejected).sum();
    let count = grouped(rejected);
    (rejected > 0).then(|| {
        Text::owned(
            format!("有 {count} 行无法使用而被拒收，不在任何比率之内，逐行列在第二章。"),
            format!("{count} rows could not be used; they are in no rate and are quoted in chapter 2."),
        )
    })
}

fn undetermined(material: &Material<'_>) -> Option<Text> {
    let open: Vec<Text> = material
        .report
        .rules
        .iter()
        .filter_map(|outcome| {
            let count = outcome.counts?.undetermined;
            let (named, shown) = (rule(outcome), grouped(count));
            (count > 0).then(|| {
                Text::owned(format!("{}（{shown} 件）", named.zh), format!("{} ({shown})", named.en))
            })
        })
        .collect();
    let open_rules = list(&open);
    (!open.is_empty()).then(|| {
        Text::owned(
            format!("记录不足以判定、只能给出上下界的：{}。", open_rules.zh),
            format!("Not settled by the records, so that rates have bounds: {}.", open_rules.en),
        )
    })
}

fn under_other_definitions(material: &Material<'_>) -> Vec<Text> {
    let rules = material.report.rules.iter().filter(|outcome| outcome.rate_range().is_some());
    rules
        .map(|outcome| {
            let (named, said) = (rule(outcome), contested(outcome));
            Text::owned(format!("{}：{}", named.zh, said.zh), format!("{}: {}", named.en, said.en))
        })
        .collect()
}

/// Rules whose numbers are not confirmed and so only inform.
fn weak_sources(material: &Material<'_>) -> Option<Text> {
    let is_weak = |outcome: &&RuleOutcome| {
        let obligation = material.policy().obligation(outcome.doc.code);
        obligation.is_some_and(|it| matches!(it.confidence, Confidence::C | Confidence::X))
            && outcome.doc.severity == Severity::Info
    };
    let weak: Vec<Text> = material.report.rules.iter().filter(is_weak).map(rule).collect();
    let named = list(&weak);
    (!weak.is_empty()).then(|| {
        Text::owned(
            format!("数字未经原文证实，只作提示，不据以认定违规：{}。", named.zh),
            format!("Their numbers are not confirmed by the text of a rule; they only inform: {}.", named.en),
        )
    })
}

fn without_verdict(material: &Material<'_>) -> Option<Text> {
    let without = material.without_verdict().len() as u64;
    let (count, all) = (grouped(without), grouped(material.report.rules.len() as u64));
    (without > 0).then(|| {
        Text::owned(
            format!("{all} 条规则中有 {count} 条没有结论，原因见“未评估的规则”；没有结论不等于合格。"),
            format!("{count} of {all} rules gave no verdict, for reasons see `Rules not evaluated`; no verdict is no pass."),
        )
    })
}

fn calendar(material: &Material<'_>) -> Text {
    let calendar = &material.report.calendar;
    Text::owned(
        format!("工作日历只覆盖 {} 至 {}；涉及此外日期的一律无法判定。", calendar.first, calendar.last),
        format!(
            "The calendar covers {} to {}; what involves other days is undetermined.",
            calendar.first, calendar.last
        ),
    )
}

fn free_text(material: &Material<'_>) -> Option<Text> {
    let masks = &material.order.masks;
    (masks.free_text && !masks.unmasked).then(|| {
        Text::new(
            "投诉内容只脱敏了号码、邮箱和同一行登记的姓名；其中提到的其他人名不能识别，外发前请人工复核。",
            "Contents are scrubbed of numbers, e-mail addresses and the names of the same row; other names in them are not recognised: read them before you pass the report on.",
        )
    })
}
