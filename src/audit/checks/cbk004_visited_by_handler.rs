//! The callback was made by the person who worked the complaint.

use std::collections::HashSet;

use crate::dataset::{BLANK_WORD, Dataset, Field};
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
        "回访人员就是该投诉的经办人，或是经办人栏中列出的一人（以顿号、逗号、斜线、空格等分隔）。",
        "The visitor is the complaint's handler, or one of the names in the handler cell (separated by commas, slashes, spaces and the like).",
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
    let named_together = pairs_in_lists(context.dataset, handlers);
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
        let involved = visitor == handler
            || (!named_together.is_empty() && named_together.contains(&(handler, visitor)));
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

/// (handler cell, name in it) for handler cells that list several names.
fn pairs_in_lists(dataset: &Dataset, handlers: &[u32]) -> HashSet<(u32, u32)> {
    let cells: HashSet<u32> = handlers.iter().copied().filter(|&code| code != BLANK_WORD).collect();
    let mut pairs = HashSet::new();
    for cell in cells {
        let text = dataset.words.text(cell);
        for name in names_in(&text) {
            if let Some(code) = dataset.words.find(name.as_bytes()).filter(|&code| code != cell) {
                pairs.insert((cell, code));
            }
        }
    }
    pairs
}

/// The names listed in a handler cell.
fn names_in(cell: &str) -> impl Iterator<Item = &str> {
    const SEPARATORS: [char; 13] =
        ['、', ',', '\u{ff0c}', ';', '\u{ff1b}', '/', '\u{ff0f}', '|', '&', '(', ')', '\u{ff08}', '\u{ff09}'];
    cell.split(|letter: char| SEPARATORS.contains(&letter) || letter.is_whitespace() || letter == '和')
        .map(str::trim)
        .filter(|name| !name.is_empty())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_names_in_one_cell() {
        for cell in
            ["王磊、李娜", "王磊/李娜", "王磊 李娜", "王磊，李娜", "王磊,李娜", "王磊（李娜）", "王磊和李娜"]
        {
            assert_eq!(names_in(cell).collect::<Vec<_>>(), ["王磊", "李娜"], "{cell}");
        }
    }
}
