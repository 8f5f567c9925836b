//! One number for all that a calendar says, by which two runs can be compared.

use chrono::Weekday;
use sha2::{Digest, Sha256};

use crate::model::figures::hexadecimal;

use super::{DayKind, WorkingCalendar};

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

impl WorkingCalendar {
    /// SHA-256 over its name, its zone and, for every covered day, its kind and the holiday's name, and the hours
    /// of every weekday; in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        let mut hasher = Sha256::new();
        let mut line = |text: &str| {
            hasher.update(text);
            hasher.update("\n");
        };
        line(self.name());
        line(&self.zone().name());
        let (first, last) = self.covers();
        for day in first.iter_days().take_while(|day| *day <= last) {
            let kind = self.day_kind(day).map_or_else(String::new, kind_line);
            line(&format!("{day} {kind}"));
        }
        for weekday in WEEK {
            let hours: Vec<String> = self.hours(weekday).iter().map(ToString::to_string).collect();
            line(&format!("{weekday} {}", hours.join(" ")));
        }
        hexadecimal(&hasher.finalize())
    }
}

fn kind_line(kind: DayKind<'_>) -> String {
    match kind {
        DayKind::WorkingDay => "working".to_owned(),
        DayKind::Weekend => "weekend".to_owned(),
        DayKind::Holiday(name) => format!("holiday {name}"),
        DayKind::MakeUpWorkday(name) => format!("made-up {name}"),
        DayKind::CompanyDayOff(name) => format!("company-off {name}"),
        DayKind::ExtraWorkday(name) => format!("extra {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(hours: &str) -> WorkingCalendar {
        WorkingCalendar::mainland(&[hours.parse().expect("an interval")]).expect("a calendar")
    }

    #[test]
    fn whatever_changes_a_verdict_changes_the_digest() {
        let plain = calendar("09:00-17:00");
        assert_eq!(plain.sha256(), calendar("09:00-17:00").sha256());
        assert_ne!(plain.sha256(), calendar("09:00-18:00").sha256());
        assert_ne!(plain.sha256(), plain.without_makeup_workdays().sha256());
        assert_ne!(plain.sha256(), plain.weekends_only().sha256());
    }
}
