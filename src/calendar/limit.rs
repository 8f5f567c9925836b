//! A time limit as a policy writes it: an amount and a unit.
//!
//! Owns the spelling of limits and their wording in reports. Refuses zero, fractions, signs and
//! amounts beyond [`Limit::MAX_AMOUNT`]; when a limit ends is the calendar's business.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

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
}

impl LimitUnit {
    /// Every unit, in the order in which messages and documents list them.
    pub const ALL: [Self; 6] = [
        Self::Minutes,
        Self::Hours,
        Self::CalendarDays,
        Self::WorkingDays,
        Self::WorkingHours,
        Self::CalendarMonths,
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
        }
    }

    fn from_symbol(symbol: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.symbol().eq_ignore_ascii_case(symbol))
    }

    fn list() -> String {
        Self::ALL.map(|unit| format!("{} ({}s)", unit.symbol(), unit.name_en())).join(", ")
    }
}

impl fmt::Display for LimitUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.symbol())
    }
}

/// A whole number of one unit, from 1 to [`Limit::MAX_AMOUNT`]; written `24h`, `15d`, `7wd`, `8wh`,
/// `30min` or `1mo`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limit {
    amount: u32,
    unit: LimitUnit,
}

impl Limit {
    /// The largest amount of any unit: far beyond every published rule, and small enough that no
    /// product overflows.
    pub const MAX_AMOUNT: u32 = 100_000;

    /// A limit of `amount` units.
    ///
    /// # Errors
    /// [`LimitError::Amount`] when `amount` is 0 or above [`Limit::MAX_AMOUNT`].
    pub fn new(amount: u32, unit: LimitUnit) -> Result<Self, LimitError> {
        if (1..=Self::MAX_AMOUNT).contains(&amount) {
            Ok(Self { amount, unit })
        } else {
            Err(LimitError::Amount { text: format!("{amount}{unit}") })
        }
    }

    /// How many units; never 0.
    #[must_use]
    pub const fn amount(self) -> u32 {
        self.amount
    }

    /// What is counted.
    #[must_use]
    pub const fn unit(self) -> LimitUnit {
        self.unit
    }

    /// The limit in words for a Chinese report, e.g. `7个工作日`.
    #[must_use]
    pub fn describe_zh(self) -> String {
        format!("{}{}", self.amount, self.unit.name_zh())
    }

    /// The limit in words for an English report, e.g. `7 working days`, `1 hour`.
    #[must_use]
    pub fn describe_en(self) -> String {
        let plural = if self.amount == 1 { "" } else { "s" };
        format!("{} {}{plural}", self.amount, self.unit.name_en())
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{}", self.amount, self.unit))
    }
}

impl FromStr for Limit {
    type Err = LimitError;

    /// Reads a limit, spaces and upper case tolerated (` 7 WD `).
    ///
    /// # Errors
    /// [`LimitError`], with the text as it was given.
    fn from_str(text: &str) -> Result<Self, LimitError> {
        let trimmed = text.trim();
        let unit_start = trimmed.find(char::is_alphabetic).unwrap_or(trimmed.len());
        let (digits, symbol) = trimmed.split_at(unit_start);
        let digits = digits.trim_end();
        // `u32::from_str` would let a plus sign pass.
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(LimitError::NotANumber { text: text.to_owned() });
        }
        let unit = LimitUnit::from_symbol(symbol)
            .ok_or_else(|| LimitError::Unit { text: text.to_owned(), unit: symbol.to_owned() })?;
        let out_of_range = || LimitError::Amount { text: text.to_owned() };
        let amount = digits.parse().map_err(|_| out_of_range())?;
        Self::new(amount, unit).map_err(|_| out_of_range())
    }
}

/// Why a text is not a limit; every message names the text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LimitError {
    /// No whole number in front: empty, signed, fractional.
    #[error(
        "limit {text:?}: expected a whole number and a unit, e.g. 24h or 7wd; units: {}",
        LimitUnit::list()
    )]
    NotANumber {
        /// The text as it was given.
        text: String,
    },
    /// The number is 0 or above [`Limit::MAX_AMOUNT`].
    #[error(
        "limit {text:?}: the amount must be from 1 to {}; units: {}",
        Limit::MAX_AMOUNT,
        LimitUnit::list()
    )]
    Amount {
        /// The text as it was given.
        text: String,
    },
    /// The unit is missing or not one of [`LimitUnit::ALL`].
    #[error("limit {text:?}: unknown unit {unit:?}; units: {}", LimitUnit::list())]
    Unit {
        /// The text as it was given.
        text: String,
        /// What stands after the number; may be empty.
        unit: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(text: &str) -> Limit {
        text.parse().expect("a valid limit")
    }

    fn error(text: &str) -> LimitError {
        text.parse::<Limit>().expect_err("not a limit")
    }

    #[test]
    fn every_unit_is_read_and_written_back() {
        for text in ["30min", "24h", "15d", "7wd", "8wh", "1mo", "100000d"] {
            assert_eq!(limit(text).to_string(), text);
        }
        assert_eq!(limit("7wd"), Limit::new(7, LimitUnit::WorkingDays).expect("in range"));
    }

    #[test]
    fn spaces_case_and_leading_zeros_are_tolerated() {
        for text in [" 7 WD ", "7Wd", "\t7\u{3000}wd", "007wd"] {
            assert_eq!(limit(text).to_string(), "7wd", "{text:?}");
        }
    }

    #[test]
    fn what_is_not_a_positive_whole_number_is_refused() {
        for text in ["", " ", "wd", "-3d", "+3d", "1.5h", "2 4h", "１d", "七d"] {
            assert!(matches!(error(text), LimitError::NotANumber { .. }), "{text:?}");
        }
        for text in ["0d", "100001d", "4294967296h", "99999999999999999999999h"] {
            assert!(matches!(error(text), LimitError::Amount { .. }), "{text:?}");
        }
        assert!(Limit::new(0, LimitUnit::Hours).is_err());
    }

    #[test]
    fn unknown_units_are_refused_with_the_valid_ones_listed() {
        // `m` could be minutes or months: it must not be guessed.
        for text in ["7", "7m", "7days", "7d2h", "7个工作日"] {
            assert!(matches!(error(text), LimitError::Unit { .. }), "{text:?}");
        }
        assert_eq!(
            error("7 weeks").to_string(),
            "limit \"7 weeks\": unknown unit \"weeks\"; units: min (minutes), h (hours), d (calendar days), \
             wd (working days), wh (working hours), mo (calendar months)"
        );
        assert!(
            error("0wd")
                .to_string()
                .starts_with("limit \"0wd\": the amount must be from 1 to 100000; units: min")
        );
    }

    #[test]
    fn limits_are_described_in_both_languages() {
        let described = |text| (limit(text).describe_zh(), limit(text).describe_en());
        let pair = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        assert_eq!(described("7wd"), pair("7个工作日", "7 working days"));
        assert_eq!(described("24h"), pair("24小时", "24 hours"));
        assert_eq!(described("1h"), pair("1小时", "1 hour"));
        assert_eq!(described("30min"), pair("30分钟", "30 minutes"));
        assert_eq!(described("15d"), pair("15个自然日", "15 calendar days"));
        assert_eq!(described("1wh"), pair("1个工作小时", "1 working hour"));
        assert_eq!(described("1mo"), pair("1个月", "1 calendar month"));
    }
}
