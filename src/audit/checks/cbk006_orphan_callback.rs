//! A visit names a complaint that is not in the files.

use std::collections::BTreeSet;

use crate::dataset::Field;
use crate::model::{Code, Evidence, Severity, Subject, Text};

use super::super::links::VisitLink;
use super::super::near_matches::LISTED;
use super::{Check, Context, Described, Hit, OUTSIDE_PERIOD, Tested};

/// Orphans for which near matches are looked up; beyond, the two files hardly belong together.
const SEARCHED: u32 = 10_000;

pub(super) static CHECK: Check = Check {
    code: Code::literal("CBK006"),
    name: "orphan-callback",
    severity: Severity::Medium,
    subject: Subject::Visits,
    needs: &[(Subject::Visits, Field::ComplaintId), (Subject::Complaints, Field::Id)],
    uses: &[
        (Subject::Visits, Field::CustomerId),
        (Subject::Complaints, Field::CustomerId),
        (Subject::Visits, Field::Phone),
        (Subject::Complaints, Field::Phone),
    ],
    title: Text::new("回访对应的投诉不存在", "orphan callback"),
    what: Text::new(
        "回访所填的投诉编号在投诉表中找不到。给出相近的编号：只差一个字符的，以及同一客户或电话的投诉。未填编号的不检验。",
        "The complaint id of a visit is not in the complaints export. Near matches are given: ids one character off, and complaints of the same customer or phone. Visits without a complaint id are not tested.",
    ),
    why: Text::new(
        "编号填错会使该投诉看似没有回访；投诉被删除也会留下孤立的回访。",
        "A mistyped id makes its complaint look as if nobody called; a deleted complaint leaves its visits behind.",
    ),
    formula: Text::new(
        "投诉编号不在投诉表中；检验填了投诉编号的回访",
        "complaint id not among the complaints, over visits that name one",
    ),
    fix: Text::new(
        "按相近编号核对并更正；确无此投诉的查明去向。",
        "Check the near matches and correct the id; where there is no such complaint, find out what became of it.",
    ),
    source: Text::new("谁受理谁负责回访（S38）", "who takes the case answers for the callback (S38)"),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let (Some(visits), Some(links)) = (&context.dataset.visits, context.links) else { return Ok(result) };
    let (mut outside, mut nothing, mut unreadable) = (0, 0, 0);
    let may_be_meant =
        |visit: usize| links.nameless().may_be_meant(&context.dataset.id(visits, Field::ComplaintId, visit));
    let mut orphans = 0_u32;
    for visit in 0..visits.height() {
        if !context.in_period(Subject::Visits, visit) {
            outside += 1;
            continue;
        }
        match links.link(visit) {
            VisitLink::Nothing => nothing += 1,
            VisitLink::Complaint(_) => result.tested += 1,
            VisitLink::Orphan if may_be_meant(visit) => unreadable += 1,
            VisitLink::Orphan => {
                result.tested += 1;
                let row = u32::try_from(visit).unwrap_or(u32::MAX);
                result.hits.push(Hit { subject: Subject::Visits, row, detail: orphans });
                orphans += 1;
            }
        }
    }
    if orphans > SEARCHED {
        result.notes.push(Text::owned(
            format!("只为前 {SEARCHED} 条查找了相近编号，共 {orphans} 条"),
            format!("near matches were looked up for the first {SEARCHED} of {orphans}"),
        ));
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    result.exclude(Text::new("投诉编号为空或读不出", "names no complaint that can be read"), nothing);
    result.exclude(
        Text::new("可能指编号读不出的投诉", "may mean a complaint whose id cannot be read"),
        unreadable,
    );
    Ok(result)
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let dataset = context.dataset;
    let Some(visits) = &dataset.visits else {
        return Described { message: Text::same(""), evidence: Vec::new() };
    };
    let visit = hit.row as usize;
    let named = dataset.id(visits, Field::ComplaintId, visit);
    let mut evidence = vec![("complaint_id", Evidence::Text(named.clone()))];
    if let (true, Some(links)) = (hit.detail < SEARCHED, context.links) {
        let orphans = || (0..visits.height()).filter(|&visit| links.link(visit) == VisitLink::Orphan);
        evidence.push((
            "one_character_off",
            Evidence::List(links.near_matches().one_character_off(dataset, context.scope, &named)),
        ));
        for (name, field) in [("same_customer", Field::CustomerId), ("same_phone", Field::Phone)] {
            let same =
                links.near_matches().same_value(dataset, orphans().take(SEARCHED as usize), visit, field);
            evidence.extend(same.map(|ids| (name, Evidence::List(ids))));
        }
    }
    let near: BTreeSet<String> = evidence
        .iter()
        .filter_map(|(_, value)| if let Evidence::List(ids) = value { Some(ids.clone()) } else { None })
        .flatten()
        .collect();
    let message = if near.is_empty() {
        Text::owned(format!("投诉编号 {named} 不存在"), format!("there is no complaint {named}"))
    } else {
        let near: Vec<String> = near.into_iter().take(LISTED).collect();
        Text::owned(
            format!("投诉编号 {named} 不存在，相近的有 {}", near.join("、")),
            format!("there is no complaint {named}; near matches: {}", near.join(", ")),
        )
    };
    Described { message, evidence }
}
