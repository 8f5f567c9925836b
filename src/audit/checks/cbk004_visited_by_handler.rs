//! The callback was made by the person who worked the complaint.

use std::collections::{BTreeSet, HashMap};

use crate::dataset::{BLANK_WORD, Dataset, Field, names_in};
use crate::model::{Code, Evidence, Severity, Subject, Text};

use super::super::links::VisitLink;
use super::{Check, Context, Described, Hit, OUTSIDE_PERIOD, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("CBK004"),
    name: "visited-by-handler",
    severity: Severity::High,
    subject: Subject::Visits,
    needs: &[
        (Subject::Visits, Field::ComplaintId),
        (Subject::Visits, Field::Visitor),
        (Subject::Complaints, Field::Handler),
    ],
    uses: &[],
    title: Text::new("经办人自行回访", "visited by handler"),
    what: Text::new(
        "回访人员就是该投诉的经办人；两栏之一列出多人（以顿号、逗号、斜线、空格等分隔）的，有一人相同即是。",
        "The visitor is the complaint's handler; where either cell lists several names (separated by commas, slashes, spaces and the like), one name in common is enough.",
    ),
    why: Text::new(
        "自己回访自己办的投诉，回访结果不独立。",
        "Whoever calls back on their own case is not independent.",
    ),
    formula: Text::new(
        "回访人员 ∈ 经办人；检验能对应到投诉且两个姓名都有的回访",
        "visitor among the handlers, over visits with a complaint and both names",
    ),
    fix: Text::new("由未参与处理的人员重新回访。", "Have somebody who was not involved call again."),
    source: Text::new(
        "审计与回访独立：涉事人员不得回访（S5）",
        "independence: who is involved must not do the callback (S5)",
    ),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let (Some(visits), Some(links)) = (&context.dataset.visits, context.links) else { return Ok(result) };
    let (Some(visitors), Some(handlers)) =
        (visits.words(Field::Visitor), context.dataset.complaints.words(Field::Handler))
    else {
        return Ok(result);
    };
    let names = Names::new(context.dataset, &[visitors, handlers]);
    let (mut outside, mut unlinked, mut blank) = (0, 0, 0);
    for (visit, &visitor) in visitors.iter().enumerate() {
        if !context.in_period(Subject::Visits, visit) {
            outside += 1;
            continue;
        }
        let VisitLink::Complaint(complaint) = links.link(visit) else {
            unlinked += 1;
            continue;
        };
        let handler = handlers[complaint as usize];
        if visitor == BLANK_WORD || handler == BLANK_WORD {
            blank += 1;
            continue;
        }
        result.tested += 1;
        let involved = visitor == handler || names.share_one(visitor, handler);
        if involved {
            let row = u32::try_from(visit).unwrap_or(u32::MAX);
            result.hits.push(Hit { subject: Subject::Visits, row, detail: complaint });
        }
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    result.exclude(Text::new("没有对应的投诉", "belongs to no complaint here"), unlinked);
    result.exclude(Text::new("回访人员或经办人为空", "visitor or handler is blank"), blank);
    Ok(result)
}

/// The names in every cell, as numbers, without what makes no difference: case, and space within a
/// Chinese name.
struct Names {
    /// By word code, the name of a cell that has exactly one; [`NOT_ONE`] for all others.
    single: Vec<u32>,
    all: HashMap<u32, BTreeSet<u32>>,
}

const NOT_ONE: u32 = u32::MAX;

impl Names {
    fn new(dataset: &Dataset, columns: &[&[u32]]) -> Self {
        let mut seen = vec![false; dataset.words.len()];
        for &cell in columns.iter().flat_map(|column| column.iter()).filter(|&&cell| cell != BLANK_WORD) {
            seen[cell as usize] = true;
        }
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut names = Self { single: vec![NOT_ONE; seen.len()], all: HashMap::new() };
        for (cell, _) in (0_u32..).zip(&seen).filter(|(_, seen)| **seen) {
            let mut all = BTreeSet::new();
            for name in names_in(&dataset.words.text(cell)) {
                let next = u32::try_from(numbers.len()).unwrap_or(NOT_ONE);
                all.insert(*numbers.entry(name.to_lowercase()).or_insert(next));
            }
            if let (1, Some(&only)) = (all.len(), all.first()) {
                names.single[cell as usize] = only;
            }
            names.all.insert(cell, all);
        }
        names
    }

    /// Whether a name stands in both cells.
    fn share_one(&self, one: u32, other: u32) -> bool {
        match (self.single[one as usize], self.single[other as usize]) {
            (NOT_ONE, _) | (_, NOT_ONE) => match (self.all.get(&one), self.all.get(&other)) {
                (Some(one), Some(other)) => one.intersection(other).next().is_some(),
                _ => false,
            },
            (one, other) => one == other,
        }
    }
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let dataset = context.dataset;
    let complaint = hit.detail as usize;
    let handler = dataset.word(&dataset.complaints, Field::Handler, complaint).unwrap_or_default();
    let visitor = dataset
        .visits
        .as_ref()
        .and_then(|visits| dataset.word(visits, Field::Visitor, hit.row as usize))
        .unwrap_or_default();
    Described {
        message: Text::owned(
            format!("回访人员 {visitor} 参与了该投诉的处理（经办人 {handler}）"),
            format!("visitor {visitor} worked the complaint (handler {handler})"),
        ),
        evidence: vec![
            ("complaint_id", Evidence::Text(dataset.id(&dataset.complaints, Field::Id, complaint))),
            ("visitor", Evidence::Text(visitor)),
            ("handler", Evidence::Text(handler)),
        ],
    }
}
