//! The working calendar of a policy.

use chrono::{NaiveDate, Weekday};

use crate::calendar::{CalendarError, CalendarSpec, DailyInterval, HolidayTable, WeeklyHours};
use crate::model::{Text, Zone};
use crate::policy::error::{PolicyError, Reason};
use crate::policy::grammar::{DATE, WEEKDAYS};
use crate::policy::tree::Item;

/// What `[calendar]` describes.
pub(super) fn spec(calendar: &Item<'_>, zone: Zone) -> Result<CalendarSpec, PolicyError> {
    let holidays = calendar.need("holidays")?;
    let name = holidays.text()?;
    let known = HolidayTable::ALL.map(HolidayTable::name);
    Ok(CalendarSpec {
        zone,
        holidays: HolidayTable::from_name(name)
            .ok_or_else(|| holidays.wrong(Reason::unknown_word(name, &known)))?,
        weekend: calendar.need("weekend")?.elements()?.iter().map(weekday).collect::<Result<_, _>>()?,
        makeup_workdays: calendar.need("makeup_workdays")?.flag()?,
        hours: weekly_hours(calendar, "working_hours", "working_hours_on")?,
        days_off: days(&calendar.need("days_off")?)?,
        extra_workdays: days(&calendar.need("extra_workdays")?)?,
    })
}

/// Why the description is no calendar, at the value at fault.
pub(super) fn misfit(file: &Item<'_>, error: &CalendarError) -> PolicyError {
    let at = |key: &str| file.get("calendar").and_then(|calendar| calendar.get(key));
    match error {
        CalendarError::NoWorkingWeekday => at("weekend")
            .unwrap_or_else(|| file.clone())
            .wrong(Reason::new("一周七天全是休息日，没有可计的工作日", error.to_string())),
        CalendarError::OutsideTable { date, table, first, last } => {
            let days = ["days_off", "extra_workdays"].into_iter().filter_map(at);
            let named = days
                .filter_map(|days| days.elements().ok())
                .flatten()
                .find(|item| day(item).is_ok_and(|(day, _)| day == *date));
            named.unwrap_or_else(|| file.clone()).wrong(Reason::new(
                format!("{date} 不在节假日表 {table} 覆盖的 {first} 至 {last} 之内"),
                error.to_string(),
            ))
        }
    }
}

/// Hours that hold on every weekday but those listed.
pub(super) fn weekly_hours(table: &Item<'_>, every: &str, on: &str) -> Result<WeeklyHours, PolicyError> {
    let hours = table.need(every)?;
    let common = intervals(&hours)?;
    let mut days: [Vec<DailyInterval>; 7] = std::array::from_fn(|_| common.clone());
    if let Some(differing) = table.get(on) {
        for (name, hours) in differing.entries()? {
            if let Some(index) = WEEKDAYS.iter().position(|weekday| *weekday == name) {
                days[index] = intervals(&hours)?;
            }
        }
    }
    WeeklyHours::new(days).map_err(|error| {
        hours.wrong(Reason::new("没有任何时段：一周中至少一天要有时段，如 09:00-12:00", error.to_string()))
    })
}

/// The intervals of a day, in order.
fn intervals(list: &Item<'_>) -> Result<Vec<DailyInterval>, PolicyError> {
    let mut read: Vec<DailyInterval> = Vec::new();
    for item in list.elements()? {
        let interval: DailyInterval = item.text()?.parse().map_err(|_| item.wrong(malformed()))?;
        // A week is checked as a whole later; here the place is known.
        if let Some(before) = read.last()
            && interval.start_minute() < before.end_minute()
        {
            return Err(item.wrong(Reason::new(
                format!("须排在 {before} 之后且不得与之重叠"),
                format!("it must come after {before} and not overlap with it"),
            )));
        }
        read.push(interval);
    }
    Ok(read)
}

fn malformed() -> Reason {
    Reason::malformed(&Text::new("时段，如 09:00-12:00", "a stretch of the day such as 09:00-12:00"))
}

fn weekday(item: &Item<'_>) -> Result<Weekday, PolicyError> {
    let name = item.text()?;
    let index = WEEKDAYS.iter().position(|weekday| *weekday == name);
    let weekday = index.and_then(|index| Weekday::try_from(u8::try_from(index).ok()?).ok());
    weekday.ok_or_else(|| item.wrong(Reason::unknown_word(name, &WEEKDAYS)))
}

fn days(list: &Item<'_>) -> Result<Vec<(NaiveDate, String)>, PolicyError> {
    list.elements()?.iter().map(day).collect()
}

/// A day, with its name where it has one.
fn day(item: &Item<'_>) -> Result<(NaiveDate, String), PolicyError> {
    let Some(named) = item.get("day") else { return Ok((date(item)?, String::new())) };
    let name = item.get("name").map_or(Ok(""), |name| name.text())?;
    Ok((date(&named)?, name.to_owned()))
}

/// A date.
pub(super) fn date(item: &Item<'_>) -> Result<NaiveDate, PolicyError> {
    item.text()?.parse().map_err(|_| item.wrong(Reason::malformed(&DATE.wanted)))
}
