//! The mainland's public holidays and make-up workdays (调休), 2004–2026, embedded as
//! `cn-mainland.csv`.
//!
//! Owns that file: the State Council's yearly notices, on whose every day two independent
//! open-source tables agree. Lists only days that differ from the ordinary week; refuses to
//! extrapolate beyond the last announced year.

use chrono::NaiveDate;

use super::DayKind;

/// The first day of the first year of the table.
pub(super) const FIRST_DAY: NaiveDate = date(2004, 1, 1);

/// The last day of the last announced year. The notice for the year after may still move its final
/// days: those of 2006, 2007, 2011, 2018, 2022 and 2023 were touched by their successors' New Year
/// holidays.
pub(super) const LAST_DAY: NaiveDate = date(2026, 12, 31);

const EMBEDDED: &str = include_str!("cn-mainland.csv");

/// The days that differ from the ordinary week, ascending.
///
/// # Panics
/// When a row of the embedded file is malformed; a test reads the very same bytes, so a released
/// build cannot.
pub(super) fn exceptions() -> impl Iterator<Item = (NaiveDate, DayKind)> {
    let rows = EMBEDDED.lines().skip(1);
    rows.map(|row| parse(row).unwrap_or_else(|| panic!("malformed row in cn-mainland.csv: {row:?}")))
}

fn parse(row: &'static str) -> Option<(NaiveDate, DayKind)> {
    let mut cells = row.split(',');
    let (day, kind, holiday) = (cells.next()?, cells.next()?, cells.next()?);
    let kind = match kind {
        "holiday" => DayKind::Holiday(holiday),
        "workday" => DayKind::MakeUpWorkday(holiday),
        _ => return None,
    };
    (!holiday.is_empty() && cells.next().is_none()).then_some((day.parse().ok()?, kind))
}

const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("no such date"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};

    use super::*;

    #[test]
    fn every_row_is_read_once_and_in_order() {
        let days: Vec<NaiveDate> = exceptions().map(|(day, _)| day).collect();
        assert_eq!(days.len(), 771);
        assert!(days.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn the_coverage_is_the_years_of_the_file() {
        let years: Vec<i32> = exceptions().map(|(day, _)| day.year()).collect();
        assert_eq!(years.first(), Some(&FIRST_DAY.year()));
        assert_eq!(years.last(), Some(&LAST_DAY.year()));
        assert!((FIRST_DAY.year()..=LAST_DAY.year()).all(|year| years.contains(&year)));
    }

    #[test]
    fn only_weekend_days_are_made_up() {
        for (day, kind) in exceptions() {
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            assert!(weekend || matches!(kind, DayKind::Holiday(_)), "{day}");
        }
    }

    #[test]
    fn malformed_rows_are_not_read() {
        for row in ["", "2024-01-01", "2024-01-01,holiday,", "2024-13-01,holiday,元旦", "2024-01-01,off,元旦"]
        {
            assert_eq!(parse(row), None, "{row:?}");
        }
        assert_eq!(parse("2024-01-01,holiday,元旦,x"), None);
    }
}
