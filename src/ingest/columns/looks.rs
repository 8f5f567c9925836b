//! What the values of a column look like. Owns the counting over a sample of cells and what it says for
//! or against a field; refuses to read headers.

use std::collections::HashSet;

use super::header::is_time;
use crate::dataset::{Field, Holds};
use crate::ingest::values::{is_blank, parse_duration, parse_number, trim};

/// The looks of a column's values, over a sample of its cells. A column without a filled cell says
/// nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct ColumnLook {
    /// Cells looked at.
    pub(in crate::ingest) cells: u32,
    /// Those with a value; all further counts are of these.
    pub(in crate::ingest) filled: u32,
    /// Points in time, whatever the order of day and month.
    pub(in crate::ingest) times: u32,
    /// Those of the times that are bare numbers too, and may be anything: `20240305`, `45356.5`.
    pub(in crate::ingest) bare_times: u32,
    /// Bare numbers.
    pub(in crate::ingest) numbers: u32,
    /// Lengths of time that carry their own unit: `3小时20分`, `01:02:03`.
    pub(in crate::ingest) durations: u32,
    /// Times of day without a day: `09:07`, `18:00:00`.
    pub(in crate::ingest) clocks: u32,
    /// Letters and digits without a gap, such as ids have: `TS20240001`.
    pub(in crate::ingest) codes: u32,
    /// Texts with a digit in them.
    pub(in crate::ingest) with_digits: u32,
    /// As many digits as a phone number has, and nothing else.
    pub(in crate::ingest) phones: u32,
    /// Words that say how far a case has come.
    pub(in crate::ingest) statuses: u32,
    /// Different values.
    pub(in crate::ingest) distinct: u32,
    /// Characters of the longest value.
    pub(in crate::ingest) longest: u32,
}

/// Filled cells from which on the looks may speak against a header.
const ENOUGH: u32 = 5;

impl ColumnLook {
    /// The looks of some cells of a column; a few hundred are plenty.
    pub(in crate::ingest) fn of<'a>(cells: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut look = Self::default();
        let mut seen = HashSet::new();
        for cell in cells {
            look.cells += 1;
            let cell = trim(cell);
            if is_blank(cell) {
                continue;
            }
            look.add(cell);
            look.distinct += u32::from(seen.insert(cell));
        }
        look
    }

    fn add(&mut self, cell: &[u8]) {
        let text = String::from_utf8_lossy(cell);
        self.filled += 1;
        let (time, number) = (is_time(cell), parse_number(cell).is_some());
        self.times += u32::from(time);
        self.bare_times += u32::from(time && number);
        self.numbers += u32::from(number);
        self.durations += u32::from(parse_duration(cell, None).is_some());
        self.clocks += u32::from(is_clock(&text));
        self.codes += u32::from(is_code(&text));
        self.with_digits += u32::from(text.bytes().any(|byte| byte.is_ascii_digit()));
        self.phones += u32::from(is_phone(&text));
        self.statuses += u32::from(is_status(&text));
        self.longest = self.longest.max(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
    }

    /// Whether `part` of the filled cells is at least so many percent of them.
    fn share(&self, part: u32, percent: u64) -> bool {
        self.filled > 0 && u64::from(part) * 100 >= u64::from(self.filled) * percent
    }

    /// Whether the values are hardly ever what `holds` says, and there are enough to say so.
    pub(super) fn contradicts(&self, holds: Holds) -> bool {
        let hardly = |part: u32| !self.share(part, 20);
        self.filled >= ENOUGH
            && match holds {
                Holds::Time => hardly(self.times),
                Holds::Number => hardly(self.numbers),
                Holds::Duration => hardly(self.durations.saturating_add(self.numbers)) || self.mostly_times(),
                Holds::Word => self.mostly_times(),
                // Days written as digits are ids as often as dates, and a text may be anything.
                Holds::Id | Holds::FreeText => false,
            }
    }

    /// Whether the values make certain what a header leaves open.
    pub(super) fn supports(&self, field: Field, holds: Holds, names_unit: bool) -> bool {
        match (field, holds) {
            (Field::Phone, _) => self.share(self.phones, 80),
            (Field::CustomerId, _) => self.share(self.with_digits, 90) && !self.share(self.phones, 20),
            (Field::CustomerName, _) => self.filled > 0 && !self.share(self.with_digits, 20),
            (Field::Status, _) => self.share(self.statuses, 50),
            (_, Holds::Duration) if names_unit => !self.contradicts(holds),
            _ => self.supports_kind(holds),
        }
    }

    /// Whether nearly all values are points in time, or lengths of time with a unit.
    pub(super) fn supports_kind(&self, holds: Holds) -> bool {
        match holds {
            Holds::Time => self.share(self.certain_times(), 80),
            Holds::Duration => self.share(self.durations, 80) && !self.mostly_times(),
            Holds::Number => self.share(self.numbers, 80),
            Holds::Id => self.looks_like_ids(),
            Holds::Word | Holds::FreeText => self.looks_like_words(),
        }
    }

    /// Whether lengths of time carry their own units, or nothing says that they do not.
    pub(super) fn states_units(&self) -> bool {
        self.filled == 0 || self.share(self.durations, 20)
    }

    /// Whether at least half of the values are points in time and nothing else.
    pub(super) fn mostly_times(&self) -> bool {
        self.share(self.certain_times(), 50) && self.certain_times() > self.durations
    }

    /// Whether every value is a time of day without a day.
    pub(super) fn all_clocks(&self) -> bool {
        self.filled > 0 && self.clocks == self.filled
    }

    fn certain_times(&self) -> u32 {
        self.times.saturating_sub(self.bare_times)
    }

    /// Whether the column can tell rows apart: it is filled, and hardly a value comes twice.
    pub(super) fn tells_rows_apart(&self) -> bool {
        self.share(self.distinct, 90) && u64::from(self.filled) * 10 >= u64::from(self.cells) * 9
    }

    /// Whether most of its cells are blank, and there are enough to say so.
    pub(super) fn is_sparse(&self) -> bool {
        self.cells >= ENOUGH && self.filled * 2 < self.cells
    }

    /// Ids of one shape may repeat (a log has many rows a case); bare numbers are ids only if they do not.
    fn looks_like_ids(&self) -> bool {
        const LONGEST_ID: u32 = 40;
        let bare = self.share(self.numbers, 50);
        self.share(self.codes, 90) && self.longest <= LONGEST_ID && (!bare || self.tells_rows_apart())
    }

    fn looks_like_words(&self) -> bool {
        const FEW: u32 = 20;
        const LONGEST_WORD: u32 = 60;
        self.filled > 0
            && self.longest <= LONGEST_WORD
            && !self.share(self.certain_times(), 20)
            && !self.share(self.numbers, 50)
            && (self.filled < FEW || self.distinct * 2 <= self.filled)
    }
}

/// Letters, digits and joints, with at least one digit, and not a date or an amount.
fn is_code(text: &str) -> bool {
    let joint = |letter: char| matches!(letter, '-' | '_' | '/' | '#');
    text.chars().any(|letter| letter.is_ascii_digit())
        && text.chars().all(|letter| letter.is_alphanumeric() || joint(letter))
        && !(text.contains(['-', '/']) && is_time(text.as_bytes()))
}

/// A time of day: below 24:00, seconds and their decimals as may be.
fn is_clock(text: &str) -> bool {
    let below = |part: &str, limit: u32| {
        (1..=2).contains(&part.len()) && part.parse::<u32>().is_ok_and(|value| value < limit)
    };
    let parts: Vec<&str> = text.split(':').collect();
    let (Some(hour), Some(rest)) = (parts.first(), parts.get(1..)) else { return false };
    (1..=2).contains(&rest.len())
        && below(hour, 24)
        && rest.iter().all(|part| below(part.split('.').next().unwrap_or_default(), 60))
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let grouping = |letter: char| matches!(letter, '+' | '-' | ' ' | '(' | ')' | '*');
    (7..=15).contains(&digits) && text.chars().all(|letter| letter.is_ascii_digit() || grouping(letter))
}

fn is_status(text: &str) -> bool {
    const ZH: [&str; 10] = ["办结", "结案", "处理中", "办理中", "待", "完成", "关闭", "归档", "受理", "已"];
    const EN: [&str; 17] = [
        "new",
        "open",
        "reopened",
        "active",
        "in progress",
        "work in progress",
        "pending",
        "on hold",
        "hold",
        "awaiting",
        "assigned",
        "resolved",
        "solved",
        "closed",
        "complete",
        "completed",
        "cancel",
    ];
    let lower = text.to_lowercase();
    ZH.iter().any(|word| lower.contains(word))
        || EN
            .iter()
            .any(|word| lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
        || lower.starts_with("cancel")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(cells: &[&str]) -> ColumnLook {
        ColumnLook::of(cells.iter().map(|cell| cell.as_bytes()))
    }

    #[test]
    fn cells_are_counted_by_kind() {
        let seen = look(&["2024-03-05 09:00", " 05/03/2024 ", "29-02-2016 01:16", "x", "", "-"]);
        assert_eq!((seen.cells, seen.filled, seen.times, seen.distinct), (6, 4, 3, 4));
        let seen = look(&["3小时", "12", "1,200元"]);
        assert_eq!((seen.durations, seen.numbers), (1, 2));
    }

    #[test]
    fn clocks_are_below_twenty_four_hours() {
        assert!(look(&["09:07", "9:07:00", "23:59:59.5", ""]).all_clocks());
        for other in ["24:00", "26:30:00", "9", "09:60", "2024-03-05 09:07", "3小时", "a:b", ":"] {
            assert!(!look(&["09:07", other]).all_clocks(), "{other}");
        }
        assert!(!look(&[""]).all_clocks());
    }

    #[test]
    fn a_blank_sample_says_nothing() {
        let blank = look(&["", "", "", "", "", "-"]);
        for holds in [Holds::Time, Holds::Number, Holds::Duration, Holds::Word, Holds::Id] {
            assert!(!blank.contradicts(holds));
            assert!(!blank.supports(Field::Id, holds, false));
        }
    }

    #[test]
    fn ids_of_one_shape_may_repeat_and_bare_numbers_may_not() {
        assert!(look(&["INC001", "INC001", "INC002"]).looks_like_ids());
        assert!(look(&["1", "2", "3"]).looks_like_ids());
        assert!(!look(&["1", "1", "2"]).looks_like_ids());
        assert!(!look(&["2024-01-01", "2024-01-02"]).looks_like_ids());
        assert!(!look(&["张三", "李四"]).looks_like_ids());
    }

    #[test]
    fn numbers_that_could_be_days_speak_for_no_time() {
        let postcodes = look(&["20001", "45356", "30303", "60601", "33101"]);
        assert!(!postcodes.supports_kind(Holds::Time) && !postcodes.mostly_times());
        assert!(!postcodes.contradicts(Holds::Time) && !postcodes.contradicts(Holds::Duration));
    }

    #[test]
    fn states_of_america_are_no_status() {
        assert!(look(&["New", "In Progress", "Closed"]).supports(Field::Status, Holds::Word, false));
        assert!(!look(&["FL", "NY", "CA"]).supports(Field::Status, Holds::Word, false));
        assert!(!look(&["New York", "Ohio", "Texas"]).supports(Field::Status, Holds::Word, false));
    }
}
