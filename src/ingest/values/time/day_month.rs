//! Day and month where the year stands last: what a cell proves, and what a whole column proves.
//!
//! Refuses to weigh: one order counts as proven only if no cell speaks for the other.

/// The order of day and month where the year stands last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// Month, day, year.
    Mdy,
    /// Day, month, year.
    Dmy,
}

/// How day and month are told apart where the year stands last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YearLast {
    /// By the cell alone: one that could be two days is not read.
    #[default]
    Unknown,
    /// By the order other cells of the column prove; a cell that says otherwise is still read as it says.
    Inferred(DateOrder),
    /// By the order the user names, and no other.
    Named(DateOrder),
}

/// What a cell says of the order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMonth {
    /// Nothing: its year does not stand last, or its month has a name.
    Silent,
    /// The second number is above 12, so the month stands first.
    MonthFirst,
    /// The first number is above 12, so the day stands first.
    DayFirst,
    /// Both numbers can be the month.
    Either,
    /// Both numbers are the same: the day is known whatever the order.
    Same,
}

impl DayMonth {
    /// What two numbers before a year say; `None` where neither can be a month.
    pub(super) fn of(first: u32, second: u32) -> Option<Self> {
        let month = 1..=12;
        match (month.contains(&first), month.contains(&second)) {
            (true, true) if first == second => Some(Self::Same),
            (true, true) => Some(Self::Either),
            (true, false) => Some(Self::MonthFirst),
            (false, true) => Some(Self::DayFirst),
            (false, false) => None,
        }
    }
}

/// What the cells of a column say of the order of day and month, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayMonthTally {
    /// Cells that prove the month first.
    pub month_first: u64,
    /// Cells that prove the day first.
    pub day_first: u64,
    /// Cells that could be two days.
    pub either: u64,
    /// Cells whose day and month are the same number.
    pub same: u64,
}

/// What a whole column says of the order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderEvidence {
    /// No cell could be two days.
    NotNeeded,
    /// Cells prove one order, and none the other.
    Proven(DateOrder),
    /// No cell decides.
    Open,
    /// Cells prove both orders: the column mixes them.
    Contradicted,
}

impl DayMonthTally {
    /// Counts one cell.
    pub fn add(&mut self, cell: DayMonth) {
        match cell {
            DayMonth::Silent => {}
            DayMonth::MonthFirst => self.month_first += 1,
            DayMonth::DayFirst => self.day_first += 1,
            DayMonth::Either => self.either += 1,
            DayMonth::Same => self.same += 1,
        }
    }

    /// Counts the cells of another part of the column.
    pub fn merge(&mut self, other: &Self) {
        self.month_first += other.month_first;
        self.day_first += other.day_first;
        self.either += other.either;
        self.same += other.same;
    }

    /// All cells whose year stands last.
    #[must_use]
    pub fn cells(&self) -> u64 {
        self.month_first + self.day_first + self.either + self.same
    }

    /// What the cells prove together.
    #[must_use]
    pub fn order(&self) -> OrderEvidence {
        match (self.either, self.month_first, self.day_first) {
            // A column that mixes orders but has no doubtful cell is read right, cell by cell.
            (0, _, _) => OrderEvidence::NotNeeded,
            (_, 0, 0) => OrderEvidence::Open,
            (_, _, 0) => OrderEvidence::Proven(DateOrder::Mdy),
            (_, 0, _) => OrderEvidence::Proven(DateOrder::Dmy),
            _ => OrderEvidence::Contradicted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(cells: &[DayMonth]) -> DayMonthTally {
        let mut tally = DayMonthTally::default();
        cells.iter().for_each(|&cell| tally.add(cell));
        tally
    }

    #[test]
    fn one_side_proves_both_sides_contradict() {
        use DayMonth::{DayFirst, Either, MonthFirst, Same, Silent};
        let cases: [(&[DayMonth], OrderEvidence); 8] = [
            (&[], OrderEvidence::NotNeeded),
            (&[Silent, Same], OrderEvidence::NotNeeded),
            (&[Either, Same], OrderEvidence::Open),
            (&[Either, MonthFirst], OrderEvidence::Proven(DateOrder::Mdy)),
            (&[Either, DayFirst, DayFirst], OrderEvidence::Proven(DateOrder::Dmy)),
            (&[Either, DayFirst, MonthFirst], OrderEvidence::Contradicted),
            (&[DayFirst], OrderEvidence::NotNeeded),
            (&[DayFirst, MonthFirst], OrderEvidence::NotNeeded),
        ];
        for (cells, order) in cases {
            assert_eq!(tally(cells).order(), order, "{cells:?}");
        }
    }

    #[test]
    fn parts_of_a_column_add_up() {
        let mut whole = tally(&[DayMonth::Either, DayMonth::Silent, DayMonth::DayFirst]);
        whole.merge(&tally(&[DayMonth::Either, DayMonth::Same, DayMonth::MonthFirst]));
        assert_eq!(whole, DayMonthTally { month_first: 1, day_first: 1, either: 2, same: 1 });
        assert_eq!(whole.cells(), 5);
    }

    #[test]
    fn two_numbers_say_which_is_the_month() {
        assert_eq!(DayMonth::of(3, 13), Some(DayMonth::MonthFirst));
        assert_eq!(DayMonth::of(13, 3), Some(DayMonth::DayFirst));
        assert_eq!(DayMonth::of(3, 5), Some(DayMonth::Either));
        assert_eq!(DayMonth::of(3, 3), Some(DayMonth::Same));
        assert_eq!(DayMonth::of(13, 13), None);
    }
}
