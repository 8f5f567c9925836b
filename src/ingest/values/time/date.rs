//! The date at the start of a text. Owns the layouts of a date; refuses two-digit years and half dates.

use super::civil::days_from_civil;
use super::{Cursor, DateOrder, DayMonth, TimeForm, YearLast};

/// A date as written.
pub(super) struct Date {
    /// Days since 1970; `None` if it could be two days.
    pub(super) day: Option<i32>,
    pub(super) layout: Layout,
    pub(super) day_month: DayMonth,
}

/// How the parts of a date stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    YearFirst,
    Chinese,
    /// The digits of a time of day may follow at once.
    Compact,
    MonthDayYear,
    DayMonthYear,
    EitherOrder,
    MonthName,
}

impl Layout {
    pub(super) fn form(self, timed: bool, zoned: bool) -> TimeForm {
        match self {
            Self::YearFirst | Self::Compact if zoned => TimeForm::IsoZoned,
            Self::YearFirst if timed => TimeForm::YearFirst,
            Self::YearFirst => TimeForm::YearFirstDay,
            Self::Chinese if timed => TimeForm::Chinese,
            Self::Chinese => TimeForm::ChineseDay,
            Self::Compact if timed => TimeForm::Compact,
            Self::Compact => TimeForm::CompactDay,
            Self::MonthDayYear => TimeForm::MonthDayYear,
            Self::DayMonthYear => TimeForm::DayMonthYear,
            Self::EitherOrder => TimeForm::YearLast,
            Self::MonthName => TimeForm::MonthName,
        }
    }
}

/// Reads a date and stops behind it.
pub(super) fn read(cursor: &mut Cursor<'_>, year_last: YearLast) -> Option<Date> {
    match cursor.digits() {
        0 => month_first_by_name(cursor),
        1 | 2 => day_or_month_first(cursor, year_last),
        4 => year_first(cursor),
        8 | 12 | 14 => compact(cursor),
        _ => None,
    }
}

fn known(layout: Layout, day: Option<i32>) -> Option<Date> {
    Some(Date { day: Some(day?), layout, day_month: DayMonth::Silent })
}

/// `20240305`; a time of day may stand directly behind.
fn compact(cursor: &mut Cursor<'_>) -> Option<Date> {
    let (date, _) = cursor.number(8)?;
    known(Layout::Compact, days_from_civil(date / 10_000, date / 100 % 100, date % 100))
}

/// `2024-3-5`, `2024年3月5日`, `2024-Mar-05`.
fn year_first(cursor: &mut Cursor<'_>) -> Option<Date> {
    let (year, _) = cursor.number(4)?;
    let Some(separator) = cursor.eat(b"-/.") else {
        return chinese_after_year(cursor, year).or_else(|| by_name_after_year(cursor, year));
    };
    cursor.skip_spaces();
    if !cursor.letters().is_empty() {
        return by_name_after_year(cursor, year);
    }
    let (month, _) = cursor.number(2)?;
    cursor.eat(&[separator])?;
    cursor.skip_spaces();
    let (day, _) = cursor.number(2)?;
    known(Layout::YearFirst, days_from_civil(year, month, day))
}

fn chinese_after_year(cursor: &mut Cursor<'_>, year: u32) -> Option<Date> {
    let mut ahead = *cursor;
    ahead.skip_spaces();
    ahead.eat_word("年").then_some(())?;
    ahead.skip_spaces();
    let (month, _) = ahead.number(2)?;
    ahead.skip_spaces();
    ahead.eat_word("月").then_some(())?;
    ahead.skip_spaces();
    let (day, _) = ahead.number(2)?;
    ahead.skip_spaces();
    (ahead.eat_word("日") || ahead.eat_word("号")).then_some(())?;
    *cursor = ahead;
    known(Layout::Chinese, days_from_civil(year, month, day))
}

fn by_name_after_year(cursor: &mut Cursor<'_>, year: u32) -> Option<Date> {
    pass_separator(cursor);
    let month = month_name(cursor)?;
    pass_separator(cursor).then_some(())?;
    let (day, _) = cursor.number(2)?;
    known(Layout::MonthName, days_from_civil(year, month, day))
}

/// `3/5/2024` or `5-Mar-2024`.
fn day_or_month_first(cursor: &mut Cursor<'_>, year_last: YearLast) -> Option<Date> {
    let (first, _) = cursor.number(2)?;
    let mut ahead = *cursor;
    if pass_separator(&mut ahead) && !ahead.letters().is_empty() {
        *cursor = ahead;
        let month = month_name(cursor)?;
        pass_separator(cursor).then_some(())?;
        return known(Layout::MonthName, days_from_civil(year(cursor)?, month, first));
    }
    let separator = cursor.eat(b"/-.")?;
    cursor.skip_spaces();
    let (second, _) = cursor.number(2)?;
    cursor.eat(&[separator])?;
    year_last_date(first, second, year(cursor)?, year_last)
}

/// `Mar 5, 2024`.
fn month_first_by_name(cursor: &mut Cursor<'_>) -> Option<Date> {
    let month = month_name(cursor)?;
    pass_separator(cursor).then_some(())?;
    let (day, _) = cursor.number(2)?;
    pass_separator(cursor).then_some(())?;
    known(Layout::MonthName, days_from_civil(year(cursor)?, month, day))
}

fn year_last_date(first: u32, second: u32, year: u32, year_last: YearLast) -> Option<Date> {
    let day_month = DayMonth::of(first, second)?;
    let proven = match day_month {
        DayMonth::MonthFirst => Some(DateOrder::Mdy),
        DayMonth::DayFirst => Some(DateOrder::Dmy),
        DayMonth::Silent | DayMonth::Either | DayMonth::Same => None,
    };
    let order = match year_last {
        YearLast::Named(order) => Some(order),
        YearLast::Inferred(order) => Some(proven.unwrap_or(order)),
        YearLast::Unknown => proven,
    };
    let month_first = || days_from_civil(year, first, second);
    let (layout, day) = match order {
        Some(DateOrder::Mdy) => (Layout::MonthDayYear, Some(month_first()?)),
        Some(DateOrder::Dmy) => (Layout::DayMonthYear, Some(days_from_civil(year, second, first)?)),
        None if day_month == DayMonth::Same => (Layout::EitherOrder, Some(month_first()?)),
        // Two numbers up to 12 are days of any month, so the year alone can still be wrong.
        None => (Layout::EitherOrder, month_first().map(|_| None)?),
    };
    Some(Date { day, layout, day_month })
}

/// A year of four digits.
fn year(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.skip_spaces();
    if cursor.digits() == 4 { cursor.number(4).map(|(year, _)| year) } else { None }
}

/// Between the parts of a date whose month has a name: spaces and at most one sign.
fn pass_separator(cursor: &mut Cursor<'_>) -> bool {
    let spaces = cursor.skip_spaces();
    let sign = cursor.eat(b"-/.,").is_some();
    cursor.skip_spaces() || spaces || sign
}

/// The month of an English name or its first three letters.
fn month_name(cursor: &mut Cursor<'_>) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let word = cursor.letters();
    let is = |name: &str| word.eq_ignore_ascii_case(name.as_bytes());
    let index =
        NAMES.iter().position(|name| is(name) || is(&name[..3]) || (is("Sept") && *name == "September"))?;
    cursor.skip(word.len());
    u32::try_from(index + 1).ok()
}
