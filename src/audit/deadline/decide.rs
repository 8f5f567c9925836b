//! The verdict itself: what is due, what was done, and the as-of date.

use crate::dataset::Reading;
use crate::model::CaseState;

use super::Reason;

/// When something is due: one moment, or several that could be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    /// The earliest last moment that could be meant.
    pub(super) tightest: i64,
    /// The latest last moment that could be meant.
    pub(super) loosest: i64,
    /// Why there are several.
    pub(super) because: Reason,
}

impl Due {
    /// Due at one moment.
    pub(super) fn at(moment: i64) -> Self {
        Self { tightest: moment, loosest: moment, because: Reason::DayOnly }
    }

    /// Due at the one or the other.
    pub(super) fn widened(self, other: Self, because: Reason) -> Self {
        let because = if self == other { self.because } else { because };
        Self {
            tightest: self.tightest.min(other.tightest),
            loosest: self.loosest.max(other.loosest),
            because,
        }
    }

    /// Due at the earlier of both.
    pub(super) fn or_earlier(self, other: Self) -> Self {
        let because = if other.loosest < self.loosest { other.because } else { self.because };
        Self {
            tightest: self.tightest.min(other.tightest),
            loosest: self.loosest.min(other.loosest),
            because,
        }
    }

    /// Due then or at any time later: the clock stood still, nobody knows how long.
    pub(super) fn open_ended(self) -> Self {
        Self { loosest: i64::MAX, because: Reason::HoldUnclear, ..self }
    }

    /// Each last moment as another one.
    pub(super) fn each(self, other: impl Fn(i64) -> i64) -> Self {
        let other = |moment: i64| if moment == i64::MAX { moment } else { other(moment) };
        Self { tightest: other(self.tightest), loosest: other(self.loosest), ..self }
    }

    /// The moment a finding states: the latest, which leaves no doubt.
    pub(super) fn shown(self) -> Option<i64> {
        (self.loosest != i64::MAX).then_some(self.loosest)
    }
}

/// The state of a case. Exactly on the limit is met; what lies after the as-of date has not
/// happened; where the records leave several readings, a verdict holds only if all readings agree.
pub(super) fn decide(due: Due, actual: Reading, as_of: i64) -> Result<CaseState, Reason> {
    match actual {
        Reading::Unreadable => Err(Reason::ActualUnreadable),
        Reading::Known { earliest, latest } if earliest <= as_of => {
            if latest <= due.tightest {
                Ok(CaseState::Met)
            } else if earliest > due.loosest {
                Ok(CaseState::Late)
            } else {
                Err(due.because)
            }
        }
        Reading::Known { .. } | Reading::Blank => {
            if due.loosest < as_of {
                Ok(CaseState::Missing)
            } else if due.tightest >= as_of {
                Ok(CaseState::Pending)
            } else {
                Err(due.because)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(moment: i64) -> Reading {
        Reading::Known { earliest: moment, latest: moment }
    }

    #[test]
    fn the_limit_itself_is_in_time() {
        let due = Due::at(100);
        assert_eq!(decide(due, at(100), 500), Ok(CaseState::Met));
        assert_eq!(decide(due, at(101), 500), Ok(CaseState::Late));
        assert_eq!(decide(due, Reading::Blank, 100), Ok(CaseState::Pending));
        assert_eq!(decide(due, Reading::Blank, 101), Ok(CaseState::Missing));
    }

    #[test]
    fn what_lies_after_the_as_of_date_has_not_happened() {
        let due = Due::at(100);
        assert_eq!(decide(due, at(60), 50), Ok(CaseState::Pending));
        assert_eq!(decide(due, at(160), 150), Ok(CaseState::Missing));
    }

    #[test]
    fn a_verdict_needs_all_readings_to_agree() {
        let unclear = Due { tightest: 100, loosest: 200, because: Reason::LimitUnclear };
        assert_eq!(decide(unclear, at(90), 500), Ok(CaseState::Met));
        assert_eq!(decide(unclear, at(150), 500), Err(Reason::LimitUnclear));
        assert_eq!(decide(unclear, at(201), 500), Ok(CaseState::Late));
        assert_eq!(decide(unclear, Reading::Blank, 150), Err(Reason::LimitUnclear));
        assert_eq!(decide(unclear, Reading::Blank, 201), Ok(CaseState::Missing));
        let day = Reading::Known { earliest: 80, latest: 120 };
        assert_eq!(decide(Due::at(100), day, 500), Err(Reason::DayOnly));
        assert_eq!(decide(Due::at(120), day, 500), Ok(CaseState::Met));
    }
}
