//! A month of which records must be kept has none.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use crate::dataset::{Field, Reading, Table};
use crate::model::{Code, DAY_MS, Evidence, Period, Severity, Subject, Text};

use super::super::deadline::no_column;
use super::super::record_months::{Month, begins};
use super::{Check, Context, Described, Hit, Tested};

/// The exports whose months are looked at, each with the time that dates its records.
const DATED: [(Subject, Field); 2] =
    [(Subject::Complaints, Field::ReceivedAt), (Subject::Visits, Field::VisitedAt)];

/// One month says nothing of a gap.
const FEWEST_MONTHS: i32 = 2;

pub(super) static CHECK: Check = Check {
    code: Code::literal("RET001"),
    name: "records-missing-in-retention",
    severity: Severity::Medium,
    subject: Subject::Group,
    needs: &[(Subject::Complaints, Field::ReceivedAt)],
    uses: &[(Subject::Visits, Field::VisitedAt)],
    title: Text::new("保存期内记录缺失", "records missing in retention"),
    what: Text::new(
        "保存期内有整月没有任何记录：投诉按受理时间、回访按回访时间，各表分别检验。保存期为基准日前制度规定的月数（默认 36 个月），首条记录更晚的从首条记录所在月起。尚未结束的当月不检验；给出审计期间的，只检验整月在期间内的月份；不足两个月的不检验。",
        "A whole month inside the retention window has no record: complaints by receipt, visits by the time of the visit, each export by itself. The window is the policy's number of months (36 by default) before the as-of date, or begins with the first record if that is later. A month that has not ended is not tested, nor one that the audited period does not take in as a whole, nor fewer than two months.",
    ),
    why: Text::new(
        "整月没有记录，多半是导出不全或记录被删除；保存期内的记录必须可查。",
        "A month without records means an incomplete export or deleted records; within retention they must be there.",
    ),
    formula: Text::new(
        "没有记录的月份；检验保存期内已结束的月份",
        "months without any record, over the months of the window that have ended",
    ),
    fix: Text::new(
        "核对导出条件是否遗漏该月；确有记录的重新导出，已删除的查明去向。",
        "Check whether the export left the month out; export it again, or find out what became of the records.",
    ),
    source: Text::new(
        "回访记录和录音保存不少于三年（S26）",
        "records and recordings kept at least 3 years (S26)",
    ),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    for (place, (subject, field)) in DATED.into_iter().enumerate() {
        let Some(table) = context.dataset.table(subject) else { continue };
        if table.has(field) {
            let place = u32::try_from(place).unwrap_or(0);
            test_export(context, table, field, place, &mut result);
        } else {
            result.notes.push(no_column(subject, field));
        }
    }
    Ok(result)
}

fn test_export(context: &Context<'_>, table: &Table, field: Field, place: u32, result: &mut Tested) {
    let label = table.subject().label();
    let as_of = context.as_of.at.0;
    let dated = Dated::new(table, field, as_of);
    let (Some(first), Some(current)) = (begins(&dated.months), Month::of(as_of)) else {
        result.notes.push(Text::owned(
            format!("{}表没有可读时间的记录", label.zh),
            format!("no record of the {} export has a readable time", label.en),
        ));
        return;
    };
    let ended = if current.ended(as_of) { current } else { Month(current.0 - 1) };
    let kept = i32::try_from(context.policy.retention_months).unwrap_or(i32::MAX);
    let window = first.max(Month(ended.0.saturating_sub(kept).saturating_add(1)));
    if ended != current {
        result.exclude(Text::new("基准日所在月尚未结束", "the month of the as-of date has not ended"), 1);
    }
    let (from, last) = within(context.period, window, ended);
    let months = last.0 - from.0 + 1;
    if months < FEWEST_MONTHS {
        result.notes.push(Text::owned(
            format!("{}表：保存期内已结束的月份不足 {FEWEST_MONTHS} 个，未检验", label.zh),
            format!(
                "{}: fewer than {FEWEST_MONTHS} months of the window have ended; none was tested",
                label.en
            ),
        ));
        return;
    }
    result.tested += u64::from(months.unsigned_abs());
    for month in (from.0..=last.0).map(Month).filter(|month| !dated.months.contains_key(month)) {
        let row = u32::try_from(result.kept.groups.len()).unwrap_or(u32::MAX);
        result.kept.groups.push(format!("{} {}", table.subject().key(), month.name()));
        result.hits.push(Hit { subject: Subject::Group, row, detail: place });
    }
    result.notes.push(window_note(&label, from, last, dated.undated));
}

/// The months from `first` to `last` that lie in the audited period as a whole.
fn within(period: Period, first: Month, last: Month) -> (Month, Month) {
    let from = period.from.and_then(|from| {
        let month = Month::of(from.0)?;
        // The moment before belongs to another month if the period begins with one.
        Some(if Month::of(from.0 - 1) == Some(month) { Month(month.0 + 1) } else { month })
    });
    let to = period.to.and_then(|to| {
        let month = Month::of(to.0)?;
        Some(if month.ended(to.0) { month } else { Month(month.0 - 1) })
    });
    (from.map_or(first, |from| from.max(first)), to.map_or(last, |to| to.min(last)))
}

fn window_note(label: &Text, first: Month, last: Month, undated: u64) -> Text {
    let months = last.0 - first.0 + 1;
    let (zh, en) = if undated > 0 {
        (
            format!("；另有 {undated} 条记录的时间为空或无法读取，可能属于其中的月份"),
            format!(
                "; the time of {undated} records is blank or unreadable, and they may belong to any month"
            ),
        )
    } else {
        (String::new(), String::new())
    };
    let (from, to) = (first.name(), last.name());
    Text::owned(
        format!("{}表检验 {from} 至 {to}，共 {months} 个月{zh}", label.zh),
        format!("{}: {from} to {to}, {months} months{en}", label.en),
    )
}

/// In which months an export has records.
struct Dated {
    /// The records of each month that has any.
    months: BTreeMap<Month, u64>,
    /// Records whose time cannot be told.
    undated: u64,
}

impl Dated {
    fn new(table: &Table, field: Field, as_of: i64) -> Self {
        let mut dated = Self { months: BTreeMap::new(), undated: 0 };
        let Some(times) = table.times(field) else { return dated };
        // Days are counted first: turning each time into a month would cost more than all else here.
        let mut days: HashMap<i64, u64, FixedState> = HashMap::default();
        for row in 0..table.height() {
            match times.reading(row) {
                Reading::Known { earliest, .. } if earliest > as_of => {}
                Reading::Known { earliest, .. } => *days.entry(earliest.div_euclid(DAY_MS)).or_default() += 1,
                Reading::Blank | Reading::Unreadable => dated.undated += 1,
            }
        }
        for (day, count) in days {
            if let Some(month) = Month::of(day * DAY_MS) {
                *dated.months.entry(month).or_default() += count;
            }
        }
        dated
    }
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let (subject, _) = DATED.get(hit.detail as usize).copied().unwrap_or(DATED[0]);
    let name = context.kept.groups.get(hit.row as usize).map_or("", String::as_str);
    let month = name.rsplit(' ').next().unwrap_or_default();
    let label = subject.label();
    Described {
        message: Text::owned(
            format!("{month} 没有任何{}记录，而该月在保存期内", label.zh),
            format!("no record of {} in {month}, which lies inside the retention window", label.en),
        ),
        evidence: vec![
            ("export", Evidence::Text(subject.key().to_owned())),
            ("month", Evidence::Text(month.to_owned())),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Moment;

    fn at(text: &str) -> i64 {
        let naive = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").expect("a time");
        Moment::from_naive(naive).0
    }

    #[test]
    fn a_month_has_ended_with_its_last_moment() {
        let june = Month::of(at("2024-06-12 08:00:00")).expect("a month");
        assert_eq!(june.name(), "2024-06");
        assert!(!june.ended(at("2024-06-30 23:59:59")));
        assert!(june.ended(at("2024-06-30 23:59:59") + 999));
        let december = Month::of(at("2024-12-31 23:59:59")).expect("a month");
        assert_eq!((december.name(), Month(december.0 + 1).name()), ("2024-12".into(), "2025-01".into()));
    }

    #[test]
    fn only_whole_months_of_the_period_are_looked_at() {
        let month = |text| Month::of(at(text)).expect("a month");
        let (first, last) = (month("2024-01-01 00:00:00"), month("2024-12-01 00:00:00"));
        let names = |from: Option<&str>, to: Option<&str>| {
            let moment = |text: &str| Moment(at(text));
            let period = Period { from: from.map(moment), to: to.map(|to| Moment(moment(to).0 + 999)) };
            let (from, to) = within(period, first, last);
            format!("{} {}", from.name(), to.name())
        };
        assert_eq!(names(None, None), "2024-01 2024-12");
        assert_eq!(names(Some("2024-03-01 00:00:00"), Some("2024-06-30 23:59:59")), "2024-03 2024-06");
        assert_eq!(names(Some("2024-03-01 00:00:01"), Some("2024-06-30 12:00:00")), "2024-04 2024-05");
        assert_eq!(names(Some("2023-03-01 00:00:00"), Some("2025-06-30 23:59:59")), "2024-01 2024-12");
    }
}
