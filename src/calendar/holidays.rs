//! The public holidays of a country, embedded as files: `cn-mainland.csv` and
//! `england-and-wales.csv`, both 2004–2026.
//!
//! Owns those files. The mainland's are the State Council's yearly notices with their make-up
//! workdays (调休), on whose every day two independent open-source tables agree; England's are the
//! bank holidays with the royal ones, as the Python package `holidays` lists them, substitute days and the
//! weekend days they stand for both included. Refuses to extrapolate beyond the last announced year.

use chrono::NaiveDate;

use super::DayKind;

/// Which public holidays are observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HolidayTable {
    /// The mainland of China: holidays and make-up workdays, 2004–2026.
    CnMainland,
    /// The bank holidays of England and Wales, 2004–2026.
    EnglandAndWales,
    /// No public holidays at all, 1990–2099.
    None,
}

impl HolidayTable {
    /// Every table, in the order in which messages and documents list them.
    pub const ALL: [Self; 3] = [Self::CnMainland, Self::EnglandAndWales, Self::None];

    /// The name a policy file selects this table by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CnMainland => "cn-mainland",
            Self::EnglandAndWales => "england-and-wales",
            Self::None => "none",
        }
    }

    /// The table with this very name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// The first and the last day the table can answer for. The mainland's notice for the year after
    /// may still move the final days: those of 2006, 2007, 2011, 2018, 2022 and 2023 were touched by
    /// their successors' New Year holidays.
    pub(super) const fn covers(self) -> (NaiveDate, NaiveDate) {
        match self {
            Self::CnMainland | Self::EnglandAndWales => (date(2004, 1, 1), date(2026, 12, 31)),
            Self::None => (date(1990, 1, 1), date(2099, 12, 31)),
        }
    }

    /// The days that differ from the ordinary week, ascending.
    ///
    /// # Panics
    /// When a row of an embedded file is malformed; a test reads the very same bytes, so a released
    /// build cannot.
    pub(super) fn exceptions(self) -> impl Iterator<Item = (NaiveDate, DayKind<'static>)> {
        let rows = self.embedded().lines().skip(1);
        rows.map(move |row| {
            parse(row).unwrap_or_else(|| panic!("malformed row in {}.csv: {row:?}", self.name()))
        })
    }

    const fn embedded(self) -> &'static str {
        match self {
            Self::CnMainland => include_str!("cn-mainland.csv"),
            Self::EnglandAndWales => include_str!("england-and-wales.csv"),
            Self::None => "",
        }
    }
}

fn parse(row: &'static str) -> Option<(NaiveDate, DayKind<'static>)> {
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

    fn days(table: HolidayTable) -> Vec<NaiveDate> {
        table.exceptions().map(|(day, _)| day).collect()
    }

    #[test]
    fn every_row_is_read_once_and_in_order() {
        for (table, rows) in
            [(HolidayTable::CnMainland, 771), (HolidayTable::EnglandAndWales, 210), (HolidayTable::None, 0)]
        {
            let days = days(table);
            assert_eq!(days.len(), rows, "{}", table.name());
            assert!(days.is_sorted_by(|a, b| a < b));
        }
    }

    #[test]
    fn the_coverage_is_the_years_of_the_file() {
        for table in [HolidayTable::CnMainland, HolidayTable::EnglandAndWales] {
            let years: Vec<i32> = days(table).iter().map(NaiveDate::year).collect();
            let (first, last) = table.covers();
            assert_eq!(years.first(), Some(&first.year()));
            assert_eq!(years.last(), Some(&last.year()));
            assert!((first.year()..=last.year()).all(|year| years.contains(&year)));
        }
    }

    #[test]
    fn only_weekend_days_are_made_up() {
        for (day, kind) in HolidayTable::ALL.into_iter().flat_map(HolidayTable::exceptions) {
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            assert!(weekend || matches!(kind, DayKind::Holiday(_)), "{day}");
        }
    }

    #[test]
    fn the_royal_and_the_moved_bank_holidays_of_england_are_listed() {
        let listed = days(HolidayTable::EnglandAndWales);
        for day in [
            "2011-04-29",
            "2012-06-04",
            "2012-06-05",
            "2020-05-08",
            "2022-06-02",
            "2022-06-03",
            "2022-09-19",
            "2023-05-08",
            "2021-12-27",
            "2021-12-28",
            "2022-01-03",
            "2024-08-26",
        ] {
            assert!(listed.contains(&day.parse().expect("a date")), "{day}");
        }
        for day in ["2012-05-28", "2020-05-04", "2022-05-30", "2024-08-05"] {
            assert!(!listed.contains(&day.parse().expect("a date")), "{day}");
        }
    }

    #[test]
    fn tables_are_found_by_their_name_alone() {
        for table in HolidayTable::ALL {
            assert_eq!(HolidayTable::from_name(table.name()), Some(table));
        }
        assert_eq!(HolidayTable::from_name("scotland"), None);
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
