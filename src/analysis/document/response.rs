//! The chapter of first responses: how long they took, and which came too late.

use crate::audit::Standing;
use crate::calendar::{Limit, LimitUnit};
use crate::dataset::Field;
use crate::model::figures::grouped;
use crate::model::{Block, Chart, Code, Mark, Text};
use crate::policy::{Duty, Policy};

use super::super::grouping::AnalysisError;
use super::abridged::abridged;
use super::charts::{self, Classes};
use super::family::{self, Family};
use super::material::Material;
use super::question;
use super::wording::heading;

const RULE: Code = super::breaches::QUESTIONS[0];

pub(super) fn blocks(material: &Material<'_>) -> Result<Vec<Block>, AnalysisError> {
    let mut blocks = vec![question::paragraph(material, RULE)];
    blocks.extend(times(material).map(Block::Chart));
    if material.why_not(RULE).is_none() {
        blocks.push(Block::Table(abridged(
            &super::super::response(material.audit, &material.order.by)?,
            &material.order.by,
        )));
        blocks.extend(question::reasons(material, RULE));
    }
    blocks.extend(question::others(material, Family::Response));
    blocks.push(heading("发现", "Findings"));
    blocks.push(Block::Findings(family::codes(&material.report.rules, Family::Response, material.policy())));
    Ok(blocks)
}

/// The distribution of response times; `None` where no response has a time.
fn times(material: &Material<'_>) -> Option<Chart> {
    let complaints = &material.audit.dataset().complaints;
    let (received, responded) = (complaints.times(Field::ReceivedAt)?, complaints.times(Field::RespondedAt)?);
    let limits = limits(material.policy());
    let longest = limits.iter().filter_map(|limit| hours(*limit)).fold(0.0, f64::max);
    let classes = Classes::for_limits(longest);
    let mut numbers = vec![0_u64; classes.len()];
    let as_of = material.report.as_of.at.0;
    for row in (0..complaints.height()).filter(|row| material.audit.scope().standing(*row) == Standing::Case)
    {
        let (Some(from), Some(to)) = (received.exactly(row), responded.exactly(row)) else { continue };
        if to <= as_of && to >= from {
            #[expect(clippy::cast_precision_loss, reason = "milliseconds of some years stay below 2^53")]
            let hours = (to - from) as f64 / 3_600_000.0;
            numbers[classes.of(hours)] += 1;
        }
    }
    let drawn: u64 = numbers.iter().sum();
    if drawn == 0 {
        return None;
    }
    let marks = marks(&limits, classes);
    let left_out = material.breaches.cases.saturating_sub(drawn);
    let unit = classes.unit();
    let (drawn, left_out) = (grouped(drawn), grouped(left_out));
    let note = Text::owned(
        format!(
            "横轴：从受理到首次响应的{}。图中 {drawn} 件；未响应、没有时刻或先后颠倒的 {left_out} 件不在图中。",
            unit.zh
        ),
        format!(
            "From receipt to first response in {}. {drawn} complaints; {left_out} without a response, a time of day or the right order are not drawn.",
            unit.en
        ),
    );
    let title = Text::new("首次响应用时", "Time to the first response");
    Some(charts::histogram("response-times", title, classes, numbers, marks, note))
}

/// The limits of the newest version, from the shortest to the longest.
fn limits(policy: &Policy) -> Vec<Limit> {
    let Some(Duty::Deadline(deadline)) = policy.obligation(RULE).map(|obligation| &obligation.duty) else {
        return Vec::new();
    };
    let newest = deadline.stages.first().and_then(|stage| stage.versions.last());
    let mut limits: Vec<Limit> = newest
        .into_iter()
        .flat_map(|version| {
            version.rule.base.into_iter().chain(version.rule.cases.iter().map(|case| case.limit))
        })
        .collect();
    limits.sort_by(|a, b| hours(*a).unwrap_or(f64::MAX).total_cmp(&hours(*b).unwrap_or(f64::MAX)));
    limits.dedup();
    limits
}

/// A limit as elapsed hours; `None` where nights or holidays decide how long it lasts.
fn hours(limit: Limit) -> Option<f64> {
    let amount = f64::from(limit.amount());
    match limit.unit() {
        LimitUnit::Minutes => Some(amount / 60.0),
        LimitUnit::Hours => Some(amount),
        LimitUnit::CalendarDays => Some(amount * 24.0),
        LimitUnit::WorkingDays
        | LimitUnit::WorkingHours
        | LimitUnit::CalendarMonths
        | LimitUnit::NextMonth => None,
    }
}

fn marks(limits: &[Limit], classes: Classes) -> Vec<Mark> {
    let label = |limit: &Limit| {
        Text::owned(format!("时限 {}", limit.describe_zh()), format!("limit {}", limit.describe_en()))
    };
    let mark = |limit: &Limit| Some(Mark { at: classes.place(hours(*limit)?)?, label: label(limit) });
    limits.iter().filter_map(mark).collect()
}
