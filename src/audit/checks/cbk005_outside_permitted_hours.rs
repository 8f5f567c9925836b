//! A visit was made at an hour at which the policy permits none.

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::calendar::DailyInterval;
use crate::dataset::{BLANK_WORD, Field, Reading};
use crate::model::{Code, DAY_MS, Evidence, MINUTE_MS, Moment, Severity, Subject, Text};
use crate::policy::CallbackHours;

use super::super::deadline::meanings;
use super::super::proof::kind_text;
use super::{Check, Context, Described, Hit, OUTSIDE_PERIOD, Tested};

/// Ways of visiting that wait until the customer looks: the hour disturbs nobody.
const SILENT: [&str; 5] = ["message", "wechat", "email", "letter", "online"];

pub(super) static CHECK: Check = Check {
    code: Code::literal("CBK005"),
    name: "outside-permitted-hours",
    severity: Severity::Low,
    subject: Subject::Visits,
    needs: &[(Subject::Visits, Field::VisitedAt)],
    uses: &[(Subject::Visits, Field::Method)],
    title: Text::new("不在允许时段回访", "outside permitted hours"),
    what: Text::new(
        "回访时间不在制度允许的时段内，无论是否接通。时段按星期几规定，可限于工作日（节假日和调休按日历）；时段的结束时刻仍属允许。短信、微信、邮件、信函和网络回访不打扰客户，不检验；方式不明或没有该列的照常检验。制度没有规定时段的不评估。",
        "A visit was made outside the hours that the policy permits, whether the customer was reached or not. Hours are set by weekday and may be limited to working days (holidays and make-up days as the calendar has them); the moment at which a stretch ends is still permitted. Messages, WeChat, e-mail, letters and online visits disturb nobody and are not tested; a visit whose method is unknown is. Without permitted hours in the policy it is not evaluated.",
    ),
    why: Text::new(
        "不合时宜的回访打扰客户，本身就会招来投诉；录入时间不在时段内也可能是补录。",
        "A call at the wrong hour disturbs the customer and draws a complaint of its own; a time outside the hours may also have been entered afterwards.",
    ),
    formula: Text::new(
        "回访时刻 ∉ 当日允许时段；检验时刻已知、方式会打扰客户的回访",
        "time of the visit not within the day's permitted hours, over visits whose time of day is known and whose method disturbs",
    ),
    fix: Text::new(
        "按规定时段安排外呼；属补录的，改按实际时间登记。",
        "Schedule calls within the hours; where the record was entered afterwards, enter the real time.",
    ),
    source: Text::new(
        "预约时段 9:00–11:00、15:00–17:00（S14）；工作日 10:00–11:00、14:00–16:00 回访（S27）",
        "appointments within 09:00–11:00 and 15:00–17:00 (S14); calls on workdays 10:00–11:00 and 14:00–16:00 (S27)",
    ),
    compares_rows: false,
    run,
    describe,
};

/// Why a visit is not tested.
#[derive(Clone, Copy)]
enum Untested {
    OutsidePeriod,
    Silent,
    NoTime,
    DayOnly,
    Later,
    OutsideCalendar,
}

impl Untested {
    const ALL: [Self; 6] =
        [Self::OutsidePeriod, Self::Silent, Self::NoTime, Self::DayOnly, Self::Later, Self::OutsideCalendar];

    fn reason(self) -> Text {
        match self {
            Self::OutsidePeriod => OUTSIDE_PERIOD,
            Self::Silent => Text::new(
                "短信、微信、邮件、信函或网络回访",
                "made by message, WeChat, e-mail, letter or online",
            ),
            Self::NoTime => {
                Text::new("回访时间为空或无法读取", "the time of the visit is blank or unreadable")
            }
            Self::DayOnly => Text::new("只有日期没有时刻", "time of day not known"),
            Self::Later => Text::new("回访时间晚于审计基准日", "made after the as-of date"),
            Self::OutsideCalendar => {
                Text::new("回访日不在日历覆盖范围内", "the day lies outside the calendar's coverage")
            }
        }
    }
}

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let Some(hours) = &context.policy.callback_hours else {
        result.unfit = Some(Text::new("制度没有规定允许回访的时段", "the policy sets no permitted hours"));
        return Ok(result);
    };
    let Some(visits) = &context.dataset.visits else { return Ok(result) };
    let Some(made) = visits.times(Field::VisitedAt) else { return Ok(result) };
    let methods = visits.words(Field::Method).map(|methods| {
        let meanings = meanings(context.dataset, context.policy.words.get(Field::Method.key()));
        let silent: Vec<bool> =
            meanings.into_iter().map(|meaning| meaning.is_some_and(|it| SILENT.contains(&it))).collect();
        (methods, silent)
    });
    let is_silent = |visit: usize| {
        methods
            .as_ref()
            .is_some_and(|(methods, silent)| methods[visit] != BLANK_WORD && silent[methods[visit] as usize])
    };
    let mut untested = [0; Untested::ALL.len()];
    for visit in 0..visits.height() {
        let permitted = if !context.in_period(Subject::Visits, visit) {
            Err(Untested::OutsidePeriod)
        } else if is_silent(visit) {
            Err(Untested::Silent)
        } else {
            moment(made.reading(visit), context.as_of.at.0)
                .and_then(|at| is_permitted(context, hours, at).ok_or(Untested::OutsideCalendar))
        };
        match permitted {
            Err(why) => untested[why as usize] += 1,
            Ok(permitted) => {
                result.tested += 1;
                if !permitted {
                    let row = u32::try_from(visit).unwrap_or(u32::MAX);
                    result.hits.push(Hit { subject: Subject::Visits, row, detail: 0 });
                }
            }
        }
    }
    for why in Untested::ALL {
        result.exclude(why.reason(), untested[why as usize]);
    }
    Ok(result)
}

fn moment(reading: Reading, as_of: i64) -> Result<i64, Untested> {
    match reading {
        Reading::Blank | Reading::Unreadable => Err(Untested::NoTime),
        Reading::Known { earliest, .. } if earliest > as_of => Err(Untested::Later),
        Reading::Known { earliest, latest } if earliest < latest => Err(Untested::DayOnly),
        Reading::Known { earliest, .. } => Ok(earliest),
    }
}

/// Whether a visit may be made at this moment; `None` where that hangs on a day the calendar does not know.
fn is_permitted(context: &Context<'_>, hours: &CallbackHours, at: i64) -> Option<bool> {
    let date = Moment(at).date()?;
    let today = hours.hours.intervals(date.weekday());
    let within = today.iter().any(|&part| contains(part, at.rem_euclid(DAY_MS)));
    if !hours.working_days_only {
        return Some(within);
    }
    context.policy.calendar.is_working_day(date).map(|is_working| within && is_working)
}

/// Whether a moment of the day lies in a stretch; the moment at which it ends does.
fn contains(part: DailyInterval, ms_of_day: i64) -> bool {
    let ms = |minute: u16| i64::from(minute) * MINUTE_MS;
    (ms(part.start_minute())..=ms(part.end_minute())).contains(&ms_of_day)
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let made = context.dataset.visits.as_ref().and_then(|visits| visits.times(Field::VisitedAt));
    let at = made.and_then(|made| made.known(hit.row as usize)).map(Moment);
    let (Some(at), Some(hours)) = (at, &context.policy.callback_hours) else {
        return Described { message: Text::default(), evidence: Vec::new() };
    };
    let day = at.date().map(|date| day_text(context, date)).unwrap_or_default();
    let permitted = at.date().map(|date| permitted_text(hours, date.weekday())).unwrap_or_default();
    let shown = at.display();
    Described {
        message: Text::owned(
            format!("{shown}（{}）回访；允许时段：{}", day.zh, permitted.zh),
            format!("visit at {shown} ({}); permitted: {}", day.en, permitted.en),
        ),
        evidence: vec![
            ("visited_at", Evidence::At(at)),
            ("day", Evidence::Both(day)),
            ("permitted", Evidence::Both(permitted)),
        ],
    }
}

/// The weekday, and what kind of day the calendar says it is.
fn day_text(context: &Context<'_>, date: NaiveDate) -> Text {
    let weekday = weekday_text(date.weekday());
    match context.policy.calendar.day_kind(date).map(kind_text) {
        None => weekday,
        Some(kind) => {
            Text::owned(format!("{}，{}", weekday.zh, kind.zh), format!("{}, {}", weekday.en, kind.en))
        }
    }
}

/// The permitted hours of a weekday.
fn permitted_text(hours: &CallbackHours, weekday: Weekday) -> Text {
    let parts: Vec<String> = hours.hours.intervals(weekday).iter().map(ToString::to_string).collect();
    let of_day = if parts.is_empty() {
        let name = weekday_text(weekday);
        Text::owned(format!("{}没有", name.zh), format!("none on {}s", name.en))
    } else {
        Text::owned(parts.join("、"), parts.join(", "))
    };
    if hours.working_days_only {
        Text::owned(format!("仅工作日，{}", of_day.zh), format!("working days only, {}", of_day.en))
    } else {
        of_day
    }
}

fn weekday_text(weekday: Weekday) -> Text {
    match weekday {
        Weekday::Mon => Text::new("周一", "Monday"),
        Weekday::Tue => Text::new("周二", "Tuesday"),
        Weekday::Wed => Text::new("周三", "Wednesday"),
        Weekday::Thu => Text::new("周四", "Thursday"),
        Weekday::Fri => Text::new("周五", "Friday"),
        Weekday::Sat => Text::new("周六", "Saturday"),
        Weekday::Sun => Text::new("周日", "Sunday"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_stretch_is_permitted_and_what_follows_is_not() {
        let part: DailyInterval = "10:00-11:00".parse().expect("an interval");
        let at = |hour: i64, ms: i64| contains(part, hour * 3_600_000 + ms);
        assert_eq!([at(10, -1), at(10, 0), at(11, 0), at(11, 1)], [false, true, true, false]);
    }
}
