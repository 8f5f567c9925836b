//! The six states of an evaluated case, and their count.

use super::Text;

/// What an obligation came to for one case. Exactly one state holds for each case of the population.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseState {
    /// Done within the limit; exactly on the limit counts.
    Met,
    /// Done after the limit.
    Late,
    /// Not done, and the limit has passed at the as-of date.
    Missing,
    /// Not done, and not yet due at the as-of date.
    Pending,
    /// The records do not allow a verdict.
    Undetermined,
    /// The obligation does not apply; the reason is counted.
    Excluded,
}

impl CaseState {
    /// All six, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::Met, Self::Late, Self::Missing, Self::Pending, Self::Undetermined, Self::Excluded];

    /// A breach: the state of a finding.
    #[must_use]
    pub fn is_breach(self) -> bool {
        matches!(self, Self::Late | Self::Missing)
    }

    /// The word in machine formats.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Late => "late",
            Self::Missing => "missing",
            Self::Pending => "pending",
            Self::Undetermined => "undetermined",
            Self::Excluded => "excluded",
        }
    }

    /// The word people read.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Met => Text::new("达标", "met"),
            Self::Late => Text::new("逾期完成", "late"),
            Self::Missing => Text::new("逾期未办", "missing"),
            Self::Pending => Text::new("未到期", "pending"),
            Self::Undetermined => Text::new("无法判定", "undetermined"),
            Self::Excluded => Text::new("不适用", "excluded"),
        }
    }
}

/// How many cases are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts {
    /// Cases in time.
    pub met: u64,
    /// Cases done too late.
    pub late: u64,
    /// Cases overdue and not done.
    pub missing: u64,
    /// Cases not yet due.
    pub pending: u64,
    /// Cases without a verdict.
    pub undetermined: u64,
    /// Cases the obligation does not apply to.
    pub excluded: u64,
}

impl StateCounts {
    /// Counts one case.
    pub fn add(&mut self, state: CaseState) {
        self.add_many(state, 1);
    }

    /// Counts several cases of one state.
    pub fn add_many(&mut self, state: CaseState, count: u64) {
        *match state {
            CaseState::Met => &mut self.met,
            CaseState::Late => &mut self.late,
            CaseState::Missing => &mut self.missing,
            CaseState::Pending => &mut self.pending,
            CaseState::Undetermined => &mut self.undetermined,
            CaseState::Excluded => &mut self.excluded,
        } += count;
    }

    /// The number of cases in `state`.
    #[must_use]
    pub fn of(&self, state: CaseState) -> u64 {
        match state {
            CaseState::Met => self.met,
            CaseState::Late => self.late,
            CaseState::Missing => self.missing,
            CaseState::Pending => self.pending,
            CaseState::Undetermined => self.undetermined,
            CaseState::Excluded => self.excluded,
        }
    }

    /// All cases; the six states add up to it.
    #[must_use]
    pub fn population(&self) -> u64 {
        CaseState::ALL.iter().map(|&state| self.of(state)).sum()
    }

    /// Cases with a verdict: met, late and missing. The denominator of a rate.
    #[must_use]
    pub fn decided(&self) -> u64 {
        self.met + self.late + self.missing
    }

    /// Late and missing cases: the findings.
    #[must_use]
    pub fn breaches(&self) -> u64 {
        self.late + self.missing
    }
}

impl FromIterator<CaseState> for StateCounts {
    fn from_iter<I: IntoIterator<Item = CaseState>>(states: I) -> Self {
        let mut counts = Self::default();
        states.into_iter().for_each(|state| counts.add(state));
        counts
    }
}
