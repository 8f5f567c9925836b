//! The proof of a deadline: trigger, days, holds, visits, the due moment, what was done.

use crate::dataset::{Field, Reading, Table, field_def};
use crate::model::{
    CaseState, Lang, MINUTE_MS, Moment, OtherReading, Proof, Step, StepKind, Subject, Text, figures,
};
use crate::policy::{Confidence, Deadline, Obligation, Stage};

use super::super::conditions::Fit;
use super::super::customers::CustomerIds;
use super::super::deadline::{BoundDeadline, Judgement, Matches, Trace, wanted_visits, wants_visit};
use super::super::duty_texts::{conditions_text, limit_text};
use super::super::links::VisitLink;
use super::super::names::named;
use super::super::run::Audit;
use super::{day, source_row, verdict};

/// The proofs of a row, one for each thing due.
pub(super) fn prove(
    audit: &Audit,
    obligation: &Obligation,
    deadline: &Deadline,
    matches: &[Matches],
    row: usize,
) -> Vec<Proof> {
    let Ok(bound) = audit.bind(deadline, matches) else { return Vec::new() };
    let stages = deadline.stages.len();
    (0..stages)
        .filter_map(|stage| prove_stage(audit, obligation, deadline, &bound, row * stages + stage))
        .collect()
}

/// The proof of one thing due.
pub(super) fn prove_unit(
    audit: &Audit,
    obligation: &Obligation,
    deadline: &Deadline,
    matches: &[Matches],
    unit: usize,
) -> Option<Proof> {
    let bound = audit.bind(deadline, matches).ok()?;
    prove_stage(audit, obligation, deadline, &bound, unit)
}

fn prove_stage(
    audit: &Audit,
    obligation: &Obligation,
    deadline: &Deadline,
    bound: &BoundDeadline<'_>,
    unit: usize,
) -> Option<Proof> {
    let (row, stage) = bound.place_of(unit);
    let stage: &Stage = deadline.stages.get(stage)?;
    let (place, id) = audit.proof_of(deadline.on, row)?;
    let judgement = bound.judge(unit);
    let trace = bound.trace(unit);
    let (verdict, late_by) = verdict::verdict(judgement, audit.as_of.at);
    let mut steps = Vec::new();
    if let Some(trace) = &trace {
        steps.extend(clock_steps(audit, judgement, trace));
    }
    steps.extend(event_steps(audit, deadline, row));
    steps.extend(visit_steps(audit, deadline, stage, row, judgement));
    steps.push(Step {
        kind: StepKind::AsOf,
        at: audit.as_of.at,
        until: None,
        counted: None,
        text: Text::new("审计基准日", "as-of date"),
        place: None,
    });
    steps.sort_by_key(|step| (step.at, order(step.kind)));
    let source = trace.as_ref().and_then(|trace| trace.source).unwrap_or(&obligation.source);
    Some(Proof {
        code: obligation.code,
        title: obligation.title.clone(),
        severity: obligation.severity,
        source: source.clone(),
        confidence: confidence(obligation.confidence),
        subject: deadline.on,
        id,
        place,
        part: stage.name.clone(),
        state: judgement.state,
        reason: judgement.reason.map(|reason| reason.text()),
        verdict,
        limit: trace.as_ref().and_then(|trace| limit(audit, deadline, trace)),
        trigger_at: judgement.trigger.map(Moment),
        due_at: judgement.due.map(Moment),
        actual_at: judgement.actual.map(Moment),
        late_by_minutes: late_by,
        steps,
        readings: readings(bound, unit, judgement.state),
    })
}

pub(super) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::A => "A",
        Confidence::B => "B",
        Confidence::C => "C",
        Confidence::X => "X",
    }
}

/// Of steps at one moment, which is told first.
fn order(kind: StepKind) -> u8 {
    match kind {
        StepKind::Day => 0,
        StepKind::Event => 1,
        StepKind::Trigger => 2,
        StepKind::Hold => 3,
        StepKind::Visit => 4,
        StepKind::Done => 5,
        StepKind::Due => 6,
        StepKind::AsOf => 7,
    }
}

/// The verdict under each definition that may be contested; none where nothing was judged.
fn readings(bound: &BoundDeadline<'_>, unit: usize, state: CaseState) -> Vec<OtherReading> {
    if state == CaseState::Excluded {
        return Vec::new();
    }
    let reading = |(key, definition, judged): (&'static str, Text, Judgement)| OtherReading {
        key,
        definition,
        state: judged.state,
        due_at: judged.due.map(Moment),
    };
    bound.readings(unit).into_iter().map(reading).collect()
}

/// The limit in words, and why this one.
fn limit(audit: &Audit, deadline: &Deadline, trace: &Trace<'_>) -> Option<Text> {
    if trace.promised {
        return Some(Text::new("导出表自带的应办结时间", "the export's own due date"));
    }
    let mut text = limit_text(trace.limit?);
    if let Some(case) = trace.case {
        let when = conditions_text(&audit.policy, deadline.on, &case.when);
        text = Text::owned(format!("{}（{}）", text.zh, when.zh), format!("{} ({})", text.en, when.en));
    }
    if let Some(at_most) = trace.at_most.map(limit_text) {
        text = Text::owned(
            format!("{}，且最迟 {}", text.zh, at_most.zh),
            format!("{}, and at most {}", text.en, at_most.en),
        );
    }
    Some(text)
}

/// The days counted, the holds and the due moment.
fn clock_steps(audit: &Audit, judgement: Judgement, trace: &Trace<'_>) -> Vec<Step> {
    let calendar = &audit.policy.calendar;
    let mut steps = Vec::new();
    let subtracts = trace.counts_holds && trace.counted_from.is_none();
    let holds: &[(i64, i64)] = if subtracts { &trace.holds } else { &[] };
    if let (Some(limit), Some(trigger)) = (trace.limit, judgement.trigger) {
        // Of two limits, the one that ends first is counted.
        let binding = trace.at_most.filter(|&at_most| judgement.due == calendar.due(trigger, at_most).ok());
        let limit = binding.unwrap_or(limit);
        let days =
            calendar.count_days(trace.counted_from.unwrap_or(trigger), limit, holds).unwrap_or_default();
        steps.extend(day::steps(calendar, limit.unit(), &days));
        steps.extend(day::moved_on(calendar, &days, judgement.due.filter(|_| trace.rolls)));
    }
    for &(from, until) in &trace.holds {
        let text = if trace.counts_holds {
            trace.counted_from.map_or_else(
                || Text::new("挂起，停止计时", "on hold, the clock stands still"),
                |_| Text::new("挂起，结束后重新起算", "on hold, the limit begins anew when it ends"),
            )
        } else {
            Text::new("挂起，照常计时", "on hold, the clock runs on")
        };
        steps.push(step(StepKind::Hold, from, text, Some(until - 1)));
    }
    if let (Some(total), Some(trigger)) = (trace.held_total, judgement.trigger) {
        let minutes = u64::try_from(total / MINUTE_MS).unwrap_or(0);
        let span = |lang| figures::whole_span(minutes, lang);
        let (zh, en) = (span(Lang::Zh), span(Lang::En));
        let text = if trace.counts_holds {
            Text::owned(format!("共挂起 {zh}，不计时"), format!("on hold for {en} in all, not counted"))
        } else {
            Text::owned(format!("共挂起 {zh}，照常计时"), format!("on hold for {en} in all, counted"))
        };
        steps.push(step(StepKind::Hold, trigger, text, None));
    }
    if let Some(due) = judgement.due {
        let text = if trace.promised {
            Text::new("应办结时间", "due, as the export promises")
        } else if judgement.state == CaseState::Undetermined {
            Text::new("时限最迟届满", "the limit ends at the latest")
        } else {
            Text::new("时限届满", "the limit ends")
        };
        steps.push(step(StepKind::Due, due, text, None));
    }
    steps
}

fn step(kind: StepKind, at: i64, text: Text, until: Option<i64>) -> Step {
    Step { kind, at: Moment(at), until: until.map(Moment), counted: None, text, place: None }
}

/// The times of the case's own record.
fn event_steps(audit: &Audit, deadline: &Deadline, row: usize) -> Vec<Step> {
    let Some(table) = audit.dataset.table(deadline.on) else { return Vec::new() };
    let trigger = named(&audit.policy, deadline.on, &deadline.trigger).map(|found| found.field);
    let expected: Vec<Field> = deadline
        .stages
        .iter()
        .filter_map(|stage| match &stage.expects {
            crate::policy::Expectation::Field(name) => named(&audit.policy, deadline.on, name),
            crate::policy::Expectation::Visit(_) => None,
        })
        .map(|found| found.field)
        .collect();
    let times = crate::dataset::fields_of(deadline.on).map(|def| def.field);
    let course = times.filter(|&field| field != Field::BirthDate && field != Field::DueAt);
    course
        .filter_map(|field| {
            let kind = if Some(field) == trigger {
                StepKind::Trigger
            } else if expected.contains(&field) {
                StepKind::Done
            } else {
                StepKind::Event
            };
            event_step(audit, table, field, row, kind)
        })
        .collect()
}

fn event_step(audit: &Audit, table: &Table, field: Field, row: usize, kind: StepKind) -> Option<Step> {
    let Reading::Known { earliest, latest } = table.times(field)?.reading(row) else { return None };
    let title = audit
        .policy
        .fields
        .iter()
        .find(|own| own.slot == field.key() && own.export == table.subject())
        .map(|own| own.title.clone())
        .or_else(|| field_def(table.subject(), field).map(|def| def.title.clone()))?;
    let later = earliest > audit.as_of.at.0;
    let text = if later {
        Text::owned(
            format!("{}（晚于基准日，不计）", title.zh),
            format!("{} (after the as-of date, not counted)", title.en),
        )
    } else {
        title
    };
    Some(Step {
        kind: if later { StepKind::Event } else { kind },
        at: Moment(earliest),
        until: (latest > earliest).then_some(Moment(latest)),
        counted: None,
        text,
        place: Some(source_row(table.place(row))),
    })
}

/// Every visit to the case, whether it counts, and why not.
fn visit_steps(
    audit: &Audit,
    deadline: &Deadline,
    stage: &Stage,
    row: usize,
    judgement: Judgement,
) -> Vec<Step> {
    let (Some(wanted), Some(visits)) = (wants_visit(stage), &audit.dataset.visits) else { return Vec::new() };
    let (Some(made), Ok(counts)) = (visits.times(Field::VisitedAt), wanted_visits(wanted, audit.ground()))
    else {
        return Vec::new();
    };
    let belongs = belonging(audit, deadline, row, wanted.by);
    (0..visits.height())
        .filter(|&visit| belongs(visit))
        .filter_map(|visit| {
            let Reading::Known { earliest, latest } = made.reading(visit) else { return None };
            let chosen = judgement.visit.is_some_and(|chosen| chosen as usize == visit);
            let early = judgement.trigger.is_some_and(|trigger| latest < trigger);
            let why = if earliest > audit.as_of.at.0 {
                Text::new("晚于基准日，不计", "after the as-of date, not counted")
            } else if early {
                Text::new("早于起算，不计", "before the clock started, not counted")
            } else {
                match counts.fit(visit) {
                    Fit::Yes if chosen => {
                        Text::new("计入：首次符合要求", "counts: the first that does what is asked")
                    }
                    Fit::Yes => Text::new("符合要求", "does what is asked"),
                    Fit::No => Text::new("不符合要求，不计", "not what is asked, not counted"),
                    Fit::Unknown | Fit::Blank => Text::new("结果不明", "unclear"),
                }
            };
            let kind = if chosen { StepKind::Done } else { StepKind::Visit };
            Some(Step {
                kind,
                at: Moment(earliest),
                until: (latest > earliest).then_some(Moment(latest)),
                counted: None,
                text: visit_text(audit, visits, visit, &why),
                place: Some(source_row(visits.place(visit))),
            })
        })
        .collect()
}

/// What ties visits to the case.
fn belonging<'a>(
    audit: &'a Audit,
    deadline: &Deadline,
    row: usize,
    by: crate::policy::MatchBy,
) -> Box<dyn Fn(usize) -> bool + 'a> {
    let own = (deadline.on == Subject::Visits).then_some(row);
    match (by, &audit.links) {
        (crate::policy::MatchBy::Complaint, Some(links)) => {
            let wanted = match own {
                Some(visit) => links.link(visit),
                None => VisitLink::Complaint(u32::try_from(row).unwrap_or(u32::MAX)),
            };
            let named = matches!(wanted, VisitLink::Complaint(_));
            Box::new(move |visit| named && Some(visit) != own && links.link(visit) == wanted)
        }
        (crate::policy::MatchBy::Customer, _) => {
            let links = audit.links.as_ref();
            let key = CustomerIds::new(&audit.dataset, links, deadline.on).of(row);
            let of_visit = CustomerIds::new(&audit.dataset, links, Subject::Visits);
            Box::new(move |visit| {
                key != crate::dataset::BLANK_ID && Some(visit) != own && of_visit.of(visit) == key
            })
        }
        (crate::policy::MatchBy::Complaint, None) => Box::new(|_| false),
    }
}

/// A visit's id, outcome and method, and what it counts for.
pub(super) fn visit_text(audit: &Audit, visits: &Table, visit: usize, why: &Text) -> Text {
    let id = audit.dataset.id(visits, Field::Id, visit);
    let words = [Field::Outcome, Field::Method, Field::Kind]
        .into_iter()
        .filter_map(|field| audit.dataset.quoted_word(visits, field, visit));
    let words: Vec<String> = words.collect();
    Text::owned(
        format!("回访 {id}（{}）{}", words.join("，"), why.zh),
        format!("visit {id} ({}) {}", words.join(", "), why.en),
    )
}
