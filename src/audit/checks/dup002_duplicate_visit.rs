//! The same visit is recorded twice.

use crate::dataset::{BLANK_ID, BLANK_WORD, Field, Table, TimeColumn};
use crate::model::{Code, Evidence, Severity, Subject, Text};

use super::super::id_index::{IdIndex, NO_ROW};
use super::super::repeats::repeats;
use super::{Check, Context, Described, Hit, OUTSIDE_PERIOD, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("DUP002"),
    name: "duplicate-visit",
    severity: Severity::Medium,
    subject: Subject::Visits,
    needs: &[(Subject::Visits, Field::Id)],
    uses: &[
        (Subject::Visits, Field::CustomerId),
        (Subject::Visits, Field::Visitor),
        (Subject::Visits, Field::VisitedAt),
    ],
    title: Text::new("回访记录重复", "duplicate visit"),
    what: Text::new(
        "回访编号重复，或同一客户、同一回访人员、同一时刻有多条回访：除首行外每行一条。只有日期没有时刻的不按后一条比较。",
        "A visit id occurs more than once, or the same customer was visited by the same visitor at the same moment: one finding for every row but the first. Visits with a day but no time of day are not compared the second way.",
    ),
    why: Text::new(
        "重复的回访虚增回访量，可能是批量补录。",
        "Repeated visits inflate the count and may have been entered in bulk.",
    ),
    formula: Text::new(
        "编号相同，或（客户， 回访人员， 回访时间）相同；检验编号或三项齐全的回访",
        "same id, or same (customer, visitor, time), over visits with an id or all three",
    ),
    fix: Text::new(
        "与录音核对，保留真实的一条。",
        "Check against the recordings; keep the one that took place.",
    ),
    source: Text::new("客户信息真实、完整（S15）", "records must be true and complete (S15)"),
    compares_rows: true,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let Some(visits) = &context.dataset.visits else { return Ok(result) };
    let ids = visits.ids(Field::Id).unwrap_or_default();
    let (_, by_id) = IdIndex::new(ids);
    let encounters = Encounters::of(visits);
    let by_encounter = encounters.as_ref().map_or_else(Vec::new, Encounters::repeats);
    let (mut outside, mut untestable) = (0, 0);
    let (mut by_id, mut by_encounter) = (by_id.into_iter().peekable(), by_encounter.into_iter().peekable());
    for (visit, &id) in ids.iter().enumerate() {
        let row = u32::try_from(visit).unwrap_or(NO_ROW);
        let same_id = by_id.next_if(|&(repeat, _)| repeat == row);
        let same_encounter = by_encounter.next_if(|&(repeat, _)| repeat == row);
        if !context.in_period(Subject::Visits, visit) {
            outside += 1;
            continue;
        }
        let testable = id != BLANK_ID || encounters.as_ref().is_some_and(|known| known.is_known(visit));
        if !testable {
            untestable += 1;
            continue;
        }
        result.tested += 1;
        if let Some((_, first)) = same_id.or(same_encounter) {
            result.hits.push(Hit { subject: Subject::Visits, row, detail: first });
        }
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    result.exclude(Text::new("没有可比较的内容", "nothing to compare"), untestable);
    if encounters.is_none() {
        result.notes.push(Text::new(
            "回访表缺客户编号、回访人员或回访时间，只按回访编号比较",
            "the visits export lacks customer, visitor or time; only visit ids were compared",
        ));
    }
    Ok(result)
}

/// Who met whom, and when.
struct Encounters<'a> {
    customers: &'a [u64],
    visitors: &'a [u32],
    times: TimeColumn<'a>,
}

impl<'a> Encounters<'a> {
    fn of(visits: &'a Table) -> Option<Self> {
        Some(Self {
            customers: visits.ids(Field::CustomerId)?,
            visitors: visits.words(Field::Visitor)?,
            times: visits.times(Field::VisitedAt)?,
        })
    }

    /// Customer, visitor and moment, if all three are known.
    fn key(&self, visit: usize) -> Option<(u64, u32, i64)> {
        let (customer, visitor) = (self.customers[visit], self.visitors[visit]);
        if customer == BLANK_ID || visitor == BLANK_WORD {
            return None;
        }
        let at = self.times.exactly(visit)?;
        Some((customer, visitor, at))
    }

    fn is_known(&self, visit: usize) -> bool {
        self.key(visit).is_some()
    }

    fn repeats(&self) -> Vec<(u32, u32)> {
        repeats(self.customers.len(), |visit| self.key(visit))
    }
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let Some(visits) = &context.dataset.visits else {
        return Described { message: Text::same(""), evidence: Vec::new() };
    };
    let first = visits.place(hit.detail as usize);
    let ids = visits.ids(Field::Id).unwrap_or_default();
    let same_id =
        ids.get(hit.row as usize) == ids.get(hit.detail as usize) && !visits.has_blank_id(hit.row as usize);
    let message = if same_id {
        Text::owned(
            format!("回访编号与第 {} 行重复", first.row),
            format!("repeats the visit id of row {}", first.row),
        )
    } else {
        Text::owned(
            format!("客户、回访人员和时间与第 {} 行相同", first.row),
            format!("same customer, visitor and time as row {}", first.row),
        )
    };
    Described {
        message,
        evidence: vec![
            ("first_file", Evidence::Text(first.file.to_string())),
            ("first_row", Evidence::Count(u64::from(first.row))),
            ("first_id", Evidence::Text(context.dataset.id(visits, Field::Id, hit.detail as usize))),
        ],
    }
}
