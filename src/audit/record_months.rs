//! In which month the records of an export begin.
//!
//! Owns what a stray is: a few records far before all others, which a slip of the pen dates so.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::model::Moment;

/// A month, counted from the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month(pub(super) i32);

/// Among so many records one may be a stray.
const ONE_STRAY_IN: u64 = 100;
/// Records that so many months part from all later ones are strays even in a small export.
const FAR_MONTHS: i32 = 24;

impl Month {
    /// The month of a moment.
    pub(super) fn of(at: i64) -> Option<Self> {
        let day = Moment(at).date()?;
        Some(Self(day.year().checked_mul(12)?.checked_add(day.month0().cast_signed())?))
    }

    /// Its first day.
    pub(super) fn first_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.0.div_euclid(12), self.0.rem_euclid(12).cast_unsigned() + 1, 1)
    }

    /// Whether the month has ended by the last moment that counts.
    pub(super) fn ended(self, as_of: i64) -> bool {
        Self(self.0 + 1)
            .first_day()
            .is_some_and(|next| Moment::from_naive(next.and_time(chrono::NaiveTime::MIN)).0 - 1 <= as_of)
    }

    /// `2024-03`.
    pub(super) fn name(self) -> String {
        self.first_day().map_or_else(String::new, |day| day.format("%Y-%m").to_string())
    }
}

/// The month in which records begin: the first that has any, but for strays before it.
pub(super) fn begins(months: &BTreeMap<Month, u64>) -> Option<Month> {
    let total: u64 = months.values().sum();
    let mut before = 0;
    let mut rest = months.iter().peekable();
    while let Some((&month, &count)) = rest.next() {
        before += count;
        let gap = rest.peek().map_or(0, |(next, _)| next.0 - month.0);
        let strays = total / ONE_STRAY_IN;
        let is_stray = (gap > 1 && before <= strays) || (gap > FAR_MONTHS && before <= strays.max(1));
        if !is_stray {
            return Some(month);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin(months: &[(i32, u64)]) -> Option<i32> {
        begins(&months.iter().map(|&(month, count)| (Month(month), count)).collect()).map(|month| month.0)
    }

    #[test]
    fn records_begin_with_the_first_month_but_for_strays() {
        assert_eq!(begin(&[(10, 1), (12, 5)]), Some(10), "a small export may begin thinly");
        assert_eq!(begin(&[(10, 1), (12, 500)]), Some(12));
        assert_eq!(begin(&[(0, 1), (100, 3)]), Some(100), "years before all others");
        assert_eq!(begin(&[(10, 3), (11, 500)]), Some(10));
        assert_eq!(begin(&[]), None);
    }
}
