//! A visit's record lacks what a visit's record holds.

use crate::dataset::{Field, Reading, field_def};
use crate::model::{Code, Evidence, Severity, Subject, Text};

use super::super::deadline::no_column;
use super::super::links::{Links, Outcome};
use super::super::names::named;
use super::blank_cells::Blanks;
use super::{Check, Context, Described, Hit, OUTSIDE_PERIOD, Tested};

/// What there is to record only after the customer was spoken to.
const OF_A_TALK: [Field; 4] = [Field::Content, Field::Result, Field::IssueRaised, Field::Satisfaction];

pub(super) static CHECK: Check = Check {
    code: Code::literal("CBK008"),
    name: "visit-record-incomplete",
    severity: Severity::Medium,
    subject: Subject::Visits,
    needs: &[],
    uses: &[(Subject::Visits, Field::Outcome)],
    title: Text::new("回访记录不完整", "visit record incomplete"),
    what: Text::new(
        "制度规定的回访记录要素有空缺；每次回访一条，列出所缺要素。未接通和拒访的回访不检验内容、结果、问题和满意度。导出表没有的列不检验，在说明中列出。",
        "A field that the policy wants in a visit's record is blank; one finding per visit, with the fields. Content, result, issues and satisfaction are not asked of visits that did not reach the customer or were refused. Fields whose column the export lacks are not tested and are named in a note.",
    ),
    why: Text::new(
        "要素不全的回访记录无法证明回访真实有效，也无法追查客户提出的问题。",
        "A record with gaps proves neither that the visit took place nor what the customer said.",
    ),
    formula: Text::new(
        "有任一要素为空的回访；检验已进行的回访",
        "visits with any wanted field blank, over visits that were made",
    ),
    fix: Text::new(
        "按录音或通话记录补齐；无据可补的重新回访。",
        "Fill the gaps from the recording or the call log; where there is neither, visit again.",
    ),
    source: Text::new(
        "回访记录载明时间、人员、客户、方式、内容、问题和结果（S25）",
        "a record holds time, visitor, customer, method, content, problems and result (S25)",
    ),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let (Some(visits), Some(links)) = (&context.dataset.visits, context.links) else {
        result.unfit = Some(super::super::deadline::no_visits());
        return Ok(result);
    };
    let wanted = wanted(context);
    if wanted.is_empty() {
        result.unfit =
            Some(Text::new("制度没有规定回访记录要素", "the policy names no field of a visit's record"));
        return Ok(result);
    }
    let absent: Vec<Text> = wanted
        .iter()
        .filter(|&&field| Blanks::of(visits, field).is_none())
        .map(|&field| no_column(Subject::Visits, field))
        .collect();
    if absent.len() == wanted.len() {
        result.unfit = Some(joined(&absent, ["；", "; "]));
        return Ok(result);
    }
    result.notes.extend(absent);
    let outcomes = visits.words(Field::Outcome);
    let made = visits.times(Field::VisitedAt);
    let (mut outside, mut later, mut nothing, mut silent) = (0, 0, 0, 0);
    let columns = Columns::new(context, &wanted);
    for visit in 0..visits.height() {
        if !context.in_period(Subject::Visits, visit) {
            outside += 1;
            continue;
        }
        let at = made.map_or(Reading::Blank, |made| made.reading(visit));
        if matches!(at, Reading::Known { earliest, .. } if earliest > context.as_of.at.0) {
            later += 1;
            continue;
        }
        let talked = outcomes.is_none_or(|outcomes| may_have_talked(links, outcomes[visit]));
        let mut asked = columns.asked(talked).peekable();
        silent += u64::from(!talked);
        if asked.peek().is_none() {
            nothing += 1;
            continue;
        }
        result.tested += 1;
        if asked.any(|(_, blanks)| blanks.is_blank(visit)) {
            let row = u32::try_from(visit).unwrap_or(u32::MAX);
            result.hits.push(Hit { subject: Subject::Visits, row, detail: u32::from(talked) });
        }
    }
    if silent > 0 && wanted.iter().any(|field| OF_A_TALK.contains(field)) {
        result.notes.push(Text::owned(
            format!("未接通或拒访的回访 {silent} 次，不检验内容、结果、问题和满意度"),
            format!("{silent} visits reached nobody or were refused; content, result, issues and satisfaction are not asked of them"),
        ));
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    result.exclude(Text::new("回访时间晚于审计基准日", "made after the as-of date"), later);
    result.exclude(
        Text::new("未接通，没有要检验的要素", "reached nobody, and nothing is asked of it"),
        nothing,
    );
    Ok(result)
}

/// The wanted fields that the export has.
struct Columns<'a> {
    blanks: Vec<(Field, Blanks<'a>)>,
}

impl<'a> Columns<'a> {
    fn new(context: &Context<'a>, wanted: &[Field]) -> Self {
        let visits = context.dataset.visits.as_ref();
        let blanks = |field: Field| Some((field, Blanks::of(visits?, field)?));
        Self { blanks: wanted.iter().filter_map(|&field| blanks(field)).collect() }
    }

    /// Those asked of a visit.
    fn asked(&self, talked: bool) -> impl Iterator<Item = &(Field, Blanks<'a>)> {
        self.blanks.iter().filter(move |(field, _)| talked || !OF_A_TALK.contains(field))
    }
}

/// The fields of a record in the policy's order, each once.
fn wanted(context: &Context<'_>) -> Vec<Field> {
    let mut wanted = Vec::new();
    for name in &context.policy.visit_fields {
        // A field of the customer is no part of the visit's record.
        let found = named(context.policy, Subject::Visits, name).filter(|found| !found.through_customer);
        wanted.extend(found.map(|found| found.field).filter(|field| !wanted.contains(field)));
    }
    wanted
}

/// Whether the customer may have been spoken to.
fn may_have_talked(links: &Links, outcome: u32) -> bool {
    matches!(links.outcome_of(outcome), Outcome::Reached | Outcome::Unknown)
}

/// Texts in a row, with what stands between them in Chinese and in English.
fn joined(texts: &[Text], [zh, en]: [&str; 2]) -> Text {
    let join = |part: fn(&Text) -> &str, by| texts.iter().map(part).collect::<Vec<_>>().join(by);
    Text::owned(join(|text| &text.zh, zh), join(|text| &text.en, en))
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let columns = Columns::new(context, &wanted(context));
    let lacking: Vec<Field> = columns
        .asked(hit.detail == 1)
        .filter(|(_, blanks)| blanks.is_blank(hit.row as usize))
        .map(|(field, _)| *field)
        .collect();
    let titles: Vec<Text> = lacking
        .iter()
        .map(|&field| {
            field_def(Subject::Visits, field).map_or(Text::same(field.key()), |def| def.title.clone())
        })
        .collect();
    let list = joined(&titles, ["、", ", "]);
    Described {
        message: Text::owned(
            format!("回访记录缺{}", list.zh),
            format!("the visit's record lacks {}", list.en),
        ),
        evidence: vec![(
            "fields",
            Evidence::List(lacking.iter().map(|field| field.key().to_owned()).collect()),
        )],
    }
}
