//! The days of a limit as steps: which counted, and why the others did not.

use crate::calendar::{CountedDay, DayKind, LimitUnit, WorkingCalendar};
use crate::model::{Count, CountUnit, DAY_MS, Moment, Step, StepKind, Text};

/// One step for each day of a limit in `unit`.
pub(super) fn steps(calendar: &WorkingCalendar, unit: LimitUnit, days: &[CountedDay]) -> Vec<Step> {
    let unit = if unit == LimitUnit::WorkingHours { CountUnit::Minutes } else { CountUnit::Days };
    days.iter().map(|day| step(calendar, unit, day)).collect()
}

/// The days by which an end on a day off moved on.
pub(super) fn moved_on(calendar: &WorkingCalendar, days: &[CountedDay], due: Option<i64>) -> Vec<Step> {
    let (Some(last), Some(due)) = (days.last(), due.and_then(|due| Moment(due).date())) else {
        return Vec::new();
    };
    last.date
        .iter_days()
        .skip(1)
        .take_while(|day| *day <= due)
        .map(|date| {
            let at = Moment::from_naive(date.and_time(chrono::NaiveTime::MIN));
            let kind = calendar.day_kind(date).map_or_else(Text::default, kind_text);
            Step {
                kind: StepKind::Day,
                at,
                until: Some(Moment(at.0 + DAY_MS - 1)),
                counted: None,
                text: Text::owned(format!("{}，顺延", kind.zh), format!("{}; the end moves on", kind.en)),
                place: None,
            }
        })
        .collect()
}

fn step(calendar: &WorkingCalendar, unit: CountUnit, day: &CountedDay) -> Step {
    let at = Moment::from_naive(day.date.and_time(chrono::NaiveTime::MIN));
    Step {
        kind: StepKind::Day,
        at,
        until: Some(Moment(at.0 + DAY_MS - 1)),
        counted: Some(Count { adds: day.adds, sum: day.sum, unit }),
        text: text(calendar, day),
        place: None,
    }
}

fn text(calendar: &WorkingCalendar, day: &CountedDay) -> Text {
    let kind = calendar.day_kind(day.date).map_or_else(Text::default, kind_text);
    let why = if day.is_event_day && !day.counts {
        Text::new("，当日不计", "; the day of the event is not counted")
    } else if day.held {
        Text::new("，挂起不计", "; on hold, not counted")
    } else {
        Text::default()
    };
    Text::owned(format!("{}{}", kind.zh, why.zh), format!("{}{}", kind.en, why.en))
}

/// A kind of day in words.
pub(in crate::audit) fn kind_text(kind: DayKind<'_>) -> Text {
    let named = |zh: &str, en: &str, name: &str| {
        if name.is_empty() {
            Text::owned(zh.to_owned(), en.to_owned())
        } else {
            Text::owned(format!("{zh}（{name}）"), format!("{en} ({name})"))
        }
    };
    match kind {
        DayKind::WorkingDay => Text::new("工作日", "working day"),
        DayKind::Weekend => Text::new("周末", "weekend"),
        DayKind::Holiday(name) => named("节假日", "public holiday", name),
        DayKind::MakeUpWorkday(name) => named("调休上班", "make-up workday", name),
        DayKind::CompanyDayOff(name) => named("单位休息日", "company day off", name),
        DayKind::ExtraWorkday(name) => named("单位加班日", "extra workday", name),
    }
}
