//! The source system's own elapsed time is not the time between its own two moments.

use crate::dataset::{Field, field_def};
use crate::model::{Code, Evidence, Lang, Severity, Subject, Text, figures};

use super::super::Standing;
use super::super::deadline::no_column;
use super::elapsed::{Cause, Column, Untested, unit_of_all};
use super::{Check, Context, Described, Hit, Tested};

/// The figures that are re-performed: from receipt to this time.
const FIGURES: [(Field, Field); 2] =
    [(Field::HandlingTime, Field::ClosedAt), (Field::ResponseTime, Field::RespondedAt)];

pub(super) static CHECK: Check = Check {
    code: Code::literal("REP002"),
    name: "elapsed-disagrees",
    severity: Severity::Low,
    subject: Subject::Complaints,
    needs: &[(Subject::Complaints, Field::ReceivedAt)],
    uses: &[
        (Subject::Complaints, Field::HandlingTime),
        (Subject::Complaints, Field::ClosedAt),
        (Subject::Complaints, Field::ResponseTime),
        (Subject::Complaints, Field::RespondedAt),
    ],
    title: Text::new("耗时与时间不符", "elapsed time disagrees"),
    what: Text::new(
        "导出表自带的处理时长（受理至办结）或响应时长（受理至首次响应）与按时间重算的自然耗时相差超过制度的容差（默认 1 分钟）。整列都是整小时或整天的，允许相差一个单位。依次试算取整、扣除挂起、工作时间、工作时间扣除挂起、首次办结、其一相差 8 小时的时区，给出第一个相符的原因。每个数字一条；需要至少一列时长及其对应的时间。",
        "The export's own handling time (receipt to closure) or response time (receipt to first response) differs from the time that passed between the moments by more than the policy tolerates (1 minute by default). Where every figure of the column is whole hours or days, one such unit is allowed. Rounding, holds subtracted, working hours, working hours without holds, the first close, and a zone of 8 hours in one of the two are tried in turn, and the first that fits is given. One finding per figure; it needs one of the two columns with its time.",
    ),
    why: Text::new(
        "平均处理时长出自这一列；它与时间对不上，报表就不可信。",
        "Average times are computed from this column; where it does not follow from the times, they cannot be relied on.",
    ),
    formula: Text::new(
        "|系统时长 − 重算时长| > 容差；检验两端时刻都精确的时长",
        "|system − ours| > tolerance, over figures whose two times are known to the time of day",
    ),
    fix: Text::new(
        "按给出的原因核对系统的计时口径；没有已知原因的逐件核对。",
        "Check how the system counts time against the cause given; look into each case that has none.",
    ),
    source: Text::new(
        "重新执行：系统的时长须能由其时间算得",
        "re-performance: a system's elapsed time must follow from its own times",
    ),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let columns: Vec<(usize, Column<'_>)> = FIGURES
        .into_iter()
        .enumerate()
        .filter_map(|(at, it)| Some((at, Column::new(context, it)?)))
        .collect();
    if columns.is_empty() {
        let complaints = &context.dataset.complaints;
        let lacking = FIGURES.map(|(figure, done)| if complaints.has(figure) { done } else { figure });
        let [one, other] = lacking.map(|field| no_column(Subject::Complaints, field));
        result.unfit =
            Some(Text::owned(format!("{}，{}", one.zh, other.zh), format!("{}, and {}", one.en, other.en)));
        return Ok(result);
    }
    for (place, column) in columns {
        test_column(context, place, &column, &mut result);
    }
    Ok(result)
}

fn test_column(context: &Context<'_>, place: usize, column: &Column<'_>, result: &mut Tested) {
    let unit = unit_of_all(column.figures).unwrap_or(0.0);
    let allowed = column.tolerance.max(unit);
    let mut untested = [0; Untested::ALL.len()];
    let mut by_cause = [0_u64; Cause::ALL.len() + 1];
    let (mut tested, mut agreed) = (0_u64, 0_u64);
    for row in 0..column.figures.len() {
        let both = match context.scope.standing(row) {
            Standing::OutsidePeriod => Err(Untested::OutsidePeriod),
            Standing::Case => column.both(row),
            Standing::Repeat | Standing::EarlierEvent | Standing::Later => Err(Untested::NoCase),
        };
        let (system, ours) = match both {
            Ok(both) => both,
            Err(why) => {
                untested[why as usize] += 1;
                continue;
            }
        };
        tested += 1;
        if (system - ours).abs() <= allowed {
            agreed += 1;
            continue;
        }
        let cause = column.cause(row, unit);
        let cause = cause.map_or(Cause::ALL.len(), |cause| cause as usize);
        by_cause[cause] += 1;
        let detail = u32::try_from(place * DETAILS + cause).unwrap_or(0);
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        result.hits.push(Hit { subject: Subject::Complaints, row, detail });
    }
    result.tested += tested;
    for why in Untested::ALL {
        result.exclude(why.reason(), untested[why as usize]);
    }
    result.notes.push(account(place, tested, agreed, &by_cause));
}

/// Values a detail can take for one column: a cause, or none.
const DETAILS: usize = Cause::ALL.len() + 1;

fn cause_at(place: usize) -> (&'static str, Text) {
    match Cause::ALL.get(place) {
        Some(cause) => (cause.key(), cause.text()),
        None => ("no-known-cause", Text::new("没有已知的原因", "no known cause")),
    }
}

fn account(place: usize, tested: u64, agreed: u64, by_cause: &[u64]) -> Text {
    let title = title_of(place);
    let (mut zh, mut en) = (String::new(), String::new());
    for (cause, count) in by_cause.iter().enumerate().filter(|(_, count)| **count > 0) {
        let (_, text) = cause_at(cause);
        zh = format!("{zh}；{}：{count}", text.zh);
        en = format!("{en}; {}: {count}", text.en);
    }
    Text::owned(
        format!("{}：{tested} 个数字中 {agreed} 个相符{zh}", title.zh),
        format!("{}: {agreed} of {tested} figures agree{en}", title.en),
    )
}

/// The figure and the time it ends with.
fn figure_at(place: usize) -> (Field, Field) {
    FIGURES.get(place).copied().unwrap_or(FIGURES[0])
}

fn title_of(place: usize) -> Text {
    let (field, _) = figure_at(place);
    field_def(Subject::Complaints, field).map_or(Text::same(field.key()), |def| def.title.clone())
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let place = hit.detail as usize / DETAILS;
    let (key, text) = cause_at(hit.detail as usize % DETAILS);
    let both = Column::new(context, figure_at(place)).and_then(|column| column.both(hit.row as usize).ok());
    let (system, ours) = both.unwrap_or_default();
    let title = title_of(place);
    let (field, _) = figure_at(place);
    let span = |minutes: f64, lang| figures::span(minutes, lang);
    Described {
        message: Text::owned(
            format!(
                "{}为 {}，按时间应为 {}；{}",
                title.zh,
                span(system, Lang::Zh),
                span(ours, Lang::Zh),
                text.zh
            ),
            format!(
                "{} is {}, by the times it took {}; {}",
                title.en,
                span(system, Lang::En),
                span(ours, Lang::En),
                text.en
            ),
        ),
        evidence: vec![
            ("field", Evidence::Text(field.key().to_owned())),
            ("system_minutes", Evidence::Text(shown(system))),
            ("our_minutes", Evidence::Text(shown(ours))),
            ("cause", Evidence::Text(key.to_owned())),
            ("cause_text", Evidence::Both(text)),
        ],
    }
}

/// Minutes to the hundredth, without what is nought.
fn shown(minutes: f64) -> String {
    let text = format!("{minutes:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_shown_without_noughts() {
        assert_eq!([0.0, 90.0, 90.5, 100.126].map(shown), ["0", "90", "90.5", "100.13"]);
    }
}
