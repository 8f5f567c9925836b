//! Cases by month of receipt, the newest months only.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

use foldhash::fast::FixedState;

use crate::audit::Standing;
use crate::dataset::Field;
use crate::model::figures::grouped;
use crate::model::{Chart, ChartKind, ChartUnit, DAY_MS, Moment, Rate, Series, Text};

use super::super::grouping::{AnalysisError, Grouping};
use super::breaches::QUESTIONS;
use super::charts;
use super::material::Material;

/// Months that are drawn.
const MOST_MONTHS: usize = 24;

/// The rates of the three questions by month of receipt; `None` where there are fewer than two months.
pub(super) fn rates(material: &Material<'_>) -> Result<Option<Chart>, AnalysisError> {
    if !material.has(Grouping::Month) {
        return Ok(None);
    }
    let groups = material.groups(&[Grouping::Month])?;
    let mut months: Vec<(String, usize)> = (0..groups.len())
        .filter_map(|group| match groups.labels(group).into_iter().next()? {
            crate::model::Value::Words(month) => Some((month, group)),
            // Cases without a time of receipt have no month.
            _ => None,
        })
        .collect();
    months.sort();
    let all = months.len();
    months.drain(..all.saturating_sub(MOST_MONTHS));
    let names = [
        ("answered", Text::new("及时响应率", "answered in time")),
        ("closed", Text::new("按期办结率", "closed in time")),
        ("called", Text::new("及时回访率", "called back in time")),
    ];
    let mut series = Vec::new();
    for (&code, (key, name)) in QUESTIONS.iter().zip(names) {
        if let Some(verdicts) = material.audit.verdicts(code) {
            let states = groups.states(verdicts);
            let value = |(_, group): &(String, usize)| Rate::in_time(&states[*group]).value();
            series.push(Series { key, name, values: months.iter().map(value).collect() });
        }
    }
    if months.len() < 2 || series.is_empty() {
        return Ok(None);
    }
    Ok(Some(Chart {
        key: "monthly-rates",
        title: Text::new("按受理月份的达标率", "Share in time by month of receipt"),
        kind: ChartKind::Line,
        unit: ChartUnit::Share,
        categories: months.into_iter().map(|(month, _)| Text::same(month)).collect(),
        series,
        marks: Vec::new(),
        note: newest(
            all,
            Text::new(
                "只计已到期的投诉；没有已到期投诉的月份不画点。",
                "Of complaints that were due; months in which none was due have no point.",
            ),
        ),
    }))
}

/// Complaints received and closed by month; `None` where there are fewer than two months.
pub(super) fn received_and_closed(material: &Material<'_>) -> Option<Chart> {
    let mut months: BTreeMap<String, [u64; 2]> = BTreeMap::new();
    let complaints = &material.audit.dataset().complaints;
    let as_of = material.report.as_of.at.0;
    for (place, field) in [Field::ReceivedAt, Field::ClosedAt].into_iter().enumerate() {
        let Some(times) = complaints.times(field) else { continue };
        let is_case = |row: &usize| material.audit.scope().standing(*row) == Standing::Case;
        // Days are few and cheap to tell; months are not.
        let mut of_day: HashMap<i64, u64, FixedState> = HashMap::default();
        for at in (0..complaints.height()).filter(is_case).filter_map(|row| times.known(row)) {
            if at <= as_of {
                *of_day.entry(at.div_euclid(DAY_MS)).or_default() += 1;
            }
        }
        for (day, count) in of_day {
            months.entry(month_name(month_number(day * DAY_MS))).or_default()[place] += count;
        }
    }
    let last = months.iter().rev().find(|(_, counts)| counts[0] > 0)?.0.clone();
    let later: u64 = months
        .range::<String, _>((Bound::Excluded(&last), Bound::Unbounded))
        .map(|(_, counts)| counts[1])
        .sum();
    months.retain(|month, _| *month <= last);
    let all = months.len();
    if all < 2 {
        return None;
    }
    let shown: Vec<(String, [u64; 2])> = months.into_iter().skip(all.saturating_sub(MOST_MONTHS)).collect();
    Some(Chart {
        key: "received-and-closed",
        title: Text::new("受理与办结", "Received and closed"),
        kind: ChartKind::Columns,
        unit: ChartUnit::Count,
        categories: shown.iter().map(|(month, _)| Text::same(month.clone())).collect(),
        series: vec![
            charts::counts(
                "received",
                Text::new("受理", "received"),
                shown.iter().map(|(_, counts)| counts[0]),
            ),
            charts::counts("closed", Text::new("办结", "closed"), shown.iter().map(|(_, counts)| counts[1])),
        ],
        marks: Vec::new(),
        note: newest(all, received_note(later)),
    })
}

/// How to read the columns, and what lies beyond them.
fn received_note(later: u64) -> Text {
    let note = Text::new(
        "受理按受理月份，办结按办结月份；没有时间的不画。",
        "Received by month of receipt, closed by month of closing; without a time not drawn.",
    );
    if later == 0 {
        return note;
    }
    let later = grouped(later);
    Text::owned(
        format!("{}最后一个受理月份之后办结的 {later} 件不画。", note.zh),
        format!("{} {later} closed after the last month of receipt are not drawn.", note.en),
    )
}

/// A month counted from January of year 0; out of the question for times no calendar has.
fn month_number(at: i64) -> i32 {
    use chrono::Datelike;
    Moment(at).date().map_or(0, |date| date.year() * 12 + date.month0() as i32)
}

fn month_name(month: i32) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

fn newest(all: usize, note: Text) -> Text {
    if all <= MOST_MONTHS {
        return note;
    }
    Text::owned(
        format!("{}只画最近 {MOST_MONTHS} 个月，共 {all} 个月。", note.zh),
        format!("{} The newest {MOST_MONTHS} of {all} months.", note.en),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_named_by_year_and_number() {
        assert_eq!(month_name(month_number(1_759_255_200_000)), "2025-09");
    }
}
