//! A time limit as a policy writes it: an amount and a unit, or a moment of the next month.
//!
//! Owns the spelling of limits and their wording in reports. Refuses zero, fractions, signs and
//! amounts beyond [`Limit::MAX_AMOUNT`]; when a limit ends is the calendar's business.

mod error;

use std::fmt;
use std::str::FromStr;

pub use error::LimitError;

use super::daily_interval::{MINUTES_PER_DAY, minute_of_day};

/// The unit of a [`Limit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LimitUnit {
    /// `min`: minutes of the wall clock.
    Minutes,
    /// `h`: hours of the wall clock.
    Hours,
    /// `d`: calendar days; the day of the event is not counted (民法典 201).
    CalendarDays,
    /// `wd`: working days of the calendar; the day of the event is not counted (民法典 201).
    WorkingDays,
    /// `wh`: hours within the daily intervals of working days.
    WorkingHours,
    /// `mo`: calendar months; the day of the event is not counted (民法典 201, 202).
    CalendarMonths,
    /// `next-month`: a day and time of the calendar month after the event's, whatever day that is;
    /// the amount is the day of the month.
    NextMonth,
}

impl LimitUnit {
    /// Every unit, in the order in which messages and documents list them.
    pub const ALL: [Self; 7] = [
        Self::Minutes,
        Self::Hours,
        Self::CalendarDays,
        Self::WorkingDays,
        Self::WorkingHours,
        Self::CalendarMonths,
        Self::NextMonth,
    ];

    /// The unit as a policy file writes it, e.g. `wd`.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Minutes => "min",
            Self::Hours => "h",
            Self::CalendarDays => "d",
            Self::WorkingDays => "wd",
            Self::WorkingHours => "wh",
            Self::CalendarMonths => "mo",
            Self::NextMonth => "next-month",
        }
    }

    /// The unit with its measure word, to follow a number in a Chinese report, e.g. `个工作日`.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Minutes => "分钟",
            Self::Hours => "小时",
            Self::CalendarDays => "个自然日",
            Self::WorkingDays => "个工作日",
            Self::WorkingHours => "个工作小时",
            Self::CalendarMonths => "个月",
            Self::NextMonth => "日（次月）",
        }
    }

    /// The unit in English, in the singular, e.g. `working day`.
    #[must_use]
    pub const fn name_en(self) -> &'static str {
        match self {
            Self::Minutes => "minute",
            Self::Hours => "hour",
            Self::CalendarDays => "calendar day",
            Self::WorkingDays => "working day",
            Self::WorkingHours => "working hour",
            Self::CalendarMonths => "calendar month",
            Self::NextMonth => "day of the next month",
        }
    }

    /// The units that follow their number; [`Self::NextMonth`] stands in front of it.
    fn from_symbol(symbol: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|unit| *unit != Self::NextMonth && unit.symbol().eq_ignore_ascii_case(symbol))
    }

    fn list() -> String {
        Self::ALL
            .map(|unit| match unit {
                Self::NextMonth => "or next-month DAY HH:MM".to_owned(),
                _ => format!("{} ({}s)", unit.symbol(), unit.name_en()),
            })
            .join(", ")
    }
}

impl fmt::Display for LimitUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.symbol())
    }
}

/// A whole number of one unit, from 1 to [`Limit::MAX_AMOUNT`], written `24h`, `15d`, `7wd`, `8wh`,
/// `30min` or `1mo`; or a moment of the month after the event's, `next-month 7 16:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limit {
    amount: u32,
    unit: LimitUnit,
    /// The end of the day unless a next-month limit names another time.
    minute: u16,
}

impl Limit {
    /// The largest amount of any unit: far beyond every published rule, and small enough that no
    /// product overflows.
    pub const MAX_AMOUNT: u32 = 100_000;

    /// A limit of `amount` units; for [`LimitUnit::NextMonth`], the end of the day with that number.
    ///
    /// # Errors
    /// [`LimitError::Amount`] when `amount` is 0 or above [`Limit::MAX_AMOUNT`];
    /// [`LimitError::NextMonth`] when it is no day of a month.
    pub fn new(amount: u32, unit: LimitUnit) -> Result<Self, LimitError> {
        if unit == LimitUnit::NextMonth {
            return Self::next_month(amount, MINUTES_PER_DAY);
        }
        if (1..=Self::MAX_AMOUNT).contains(&amount) {
            Ok(Self { amount, unit, minute: MINUTES_PER_DAY })
        } else {
            Err(LimitError::Amount { text: format!("{amount}{unit}") })
        }
    }

    /// A limit that ends in the month after the event's, on the day numbered `day` (the month's last
    /// where it has none) at `minute`, counted from midnight; 1440 is the end of the day.
    ///
    /// # Errors
    /// [`LimitError::NextMonth`] unless `day` is from 1 to 31 and `minute` from 0 to 1440.
    pub fn next_month(day: u32, minute: u16) -> Result<Self, LimitError> {
        let limit = Self { amount: day, unit: LimitUnit::NextMonth, minute };
        if (1..=31).contains(&day) && minute <= MINUTES_PER_DAY {
            Ok(limit)
        } else {
            Err(LimitError::NextMonth { text: limit.to_string() })
        }
    }

    /// How many units, never 0; of a next-month limit, the day of the month.
    #[must_use]
    pub const fn amount(self) -> u32 {
        self.amount
    }

    /// What is counted.
    #[must_use]
    pub const fn unit(self) -> LimitUnit {
        self.unit
    }

    /// The minute of the day at which a next-month limit ends, 1440 for the end of the day; `None`
    /// for every other unit.
    #[must_use]
    pub fn minute(self) -> Option<u16> {
        (self.unit == LimitUnit::NextMonth).then_some(self.minute)
    }

    /// The same amount of another unit. `None` to or from [`LimitUnit::NextMonth`]: a day of the
    /// month is no amount.
    #[must_use]
    pub fn with_unit(self, unit: LimitUnit) -> Option<Self> {
        let keeps_its_meaning =
            self.unit == unit || (self.unit != LimitUnit::NextMonth && unit != LimitUnit::NextMonth);
        keeps_its_meaning.then_some(Self { unit, ..self })
    }

    /// The limit in words for a Chinese report, e.g. `7个工作日`, `次月7日16:00前`.
    #[must_use]
    pub fn describe_zh(self) -> String {
        match self.unit {
            LimitUnit::NextMonth => {
                let clipped = if self.amount > 28 { "（无此日则为月末）" } else { "" };
                format!("次月{}日{clipped}{}前", self.amount, self.time())
            }
            unit => format!("{}{}", self.amount, unit.name_zh()),
        }
    }

    /// The limit in words for an English report, e.g. `7 working days`, `1 hour`, `by 16:00 on day 7
    /// of the next month`.
    #[must_use]
    pub fn describe_en(self) -> String {
        if self.unit == LimitUnit::NextMonth {
            let clipped = if self.amount > 28 { " (or the last day)" } else { "" };
            return format!("by {} on day {}{clipped} of the next month", self.time(), self.amount);
        }
        let plural = if self.amount == 1 { "" } else { "s" };
        format!("{} {}{plural}", self.amount, self.unit.name_en())
    }

    fn time(self) -> String {
        format!("{:02}:{:02}", self.minute / 60, self.minute % 60)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&match self.unit {
            LimitUnit::NextMonth if self.minute == MINUTES_PER_DAY => {
                format!("{} {}", self.unit, self.amount)
            }
            LimitUnit::NextMonth => format!("{} {} {}", self.unit, self.amount, self.time()),
            unit => format!("{}{unit}", self.amount),
        })
    }
}

impl FromStr for Limit {
    type Err = LimitError;

    /// Reads a limit, spaces and upper case tolerated (` 7 WD `, `next-month 7 16:00`).
    ///
    /// # Errors
    /// [`LimitError`], with the text as it was given.
    fn from_str(text: &str) -> Result<Self, LimitError> {
        let mut words = text.split_whitespace();
        if words.next().is_some_and(|word| word.eq_ignore_ascii_case(LimitUnit::NextMonth.symbol())) {
            return read_next_month(words).ok_or_else(|| LimitError::NextMonth { text: text.to_owned() });
        }
        let trimmed = text.trim();
        let unit_start = trimmed.find(char::is_alphabetic).unwrap_or(trimmed.len());
        let (digits, symbol) = trimmed.split_at(unit_start);
        let digits = digits.trim_end();
        if !all_digits(digits) {
            return Err(LimitError::NotANumber { text: text.to_owned() });
        }
        let unit = LimitUnit::from_symbol(symbol)
            .ok_or_else(|| LimitError::Unit { text: text.to_owned(), unit: symbol.to_owned() })?;
        let out_of_range = || LimitError::Amount { text: text.to_owned() };
        let amount = digits.parse().map_err(|_| out_of_range())?;
        Self::new(amount, unit).map_err(|_| out_of_range())
    }
}

/// A day and perhaps a time of it.
fn read_next_month<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<Limit> {
    let day = words.next().filter(|day| all_digits(day))?.parse().ok()?;
    let minute = words.next().map_or(Some(MINUTES_PER_DAY), minute_of_day)?;
    if words.next().is_some() {
        return None;
    }
    Limit::next_month(day, minute).ok()
}

/// `u32::from_str` would let a plus sign pass.
fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests;
