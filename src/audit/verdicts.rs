//! The state of every case under one obligation.

use crate::model::{CaseState, Counted, OtherOutcome, StateCounts, Text};

/// Why a case is excluded or undetermined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Reason {
    /// A row before it has the same id.
    Repeat,
    /// Received outside the audited period.
    OutsidePeriod,
    /// Received after the as-of date.
    ReceivedLater,
    /// The trigger has not happened.
    NotTriggered,
    /// The trigger lies after the as-of date.
    TriggeredLater,
    /// The export has a due-date column and this row has no date in it.
    NothingPromised,
    /// The time of the trigger is blank.
    TriggerBlank,
    /// The time of the trigger cannot be read.
    TriggerUnreadable,
    /// The due date cannot be read.
    DueUnreadable,
    /// The time of what is due cannot be read.
    ActualUnreadable,
    /// A word that chooses the limit is not known, and the limits disagree.
    LimitUnclear,
    /// A day outside the calendar is involved.
    OutsideCalendar,
    /// Only the day is known, and the verdict hangs on the time of day.
    DayOnly,
    /// A visit might fulfil it: its outcome or its time is not known.
    VisitUnclear,
    /// A row of the same case tells of a later event.
    EarlierEvent,
    /// The obligation is not for such a case.
    NotInPopulation,
    /// No version of the limit holds for that day.
    NotInForce,
    /// The policy sets no limit for such a case.
    NoLimit,
    /// The customer was not active for the whole period.
    NotActive,
    /// The records begin after what they would have to show.
    BeforeRecords,
    /// Whether the obligation is for such a case hangs on a word that is not known.
    PopulationUnclear,
    /// The clock stood still, and nothing says how long or when.
    HoldUnclear,
    /// The clock was put back within the hour that decides.
    ClockChange,
    /// The record names no customer.
    CustomerUnknown,
    /// The cell that decides whether the obligation is for such a case is empty.
    PopulationBlank,
    /// The records begin after the clock started, so that something may be missing in them.
    RecordsBegin,
}

impl Reason {
    const ALL: [Self; 26] = [
        Self::Repeat,
        Self::OutsidePeriod,
        Self::ReceivedLater,
        Self::NotTriggered,
        Self::TriggeredLater,
        Self::NothingPromised,
        Self::TriggerBlank,
        Self::TriggerUnreadable,
        Self::DueUnreadable,
        Self::ActualUnreadable,
        Self::LimitUnclear,
        Self::OutsideCalendar,
        Self::DayOnly,
        Self::VisitUnclear,
        Self::EarlierEvent,
        Self::NotInPopulation,
        Self::NotInForce,
        Self::NoLimit,
        Self::NotActive,
        Self::BeforeRecords,
        Self::PopulationUnclear,
        Self::HoldUnclear,
        Self::ClockChange,
        Self::CustomerUnknown,
        Self::PopulationBlank,
        Self::RecordsBegin,
    ];

    /// Whether such a case is excluded; else it is undetermined.
    fn excludes(self) -> bool {
        matches!(
            self,
            Self::Repeat
                | Self::OutsidePeriod
                | Self::ReceivedLater
                | Self::NotTriggered
                | Self::TriggeredLater
                | Self::NothingPromised
                | Self::EarlierEvent
                | Self::NotInPopulation
                | Self::NotInForce
                | Self::NoLimit
                | Self::NotActive
                | Self::BeforeRecords
                | Self::PopulationBlank
        )
    }

    /// The state it leads to.
    pub(super) fn state(self) -> CaseState {
        if self.excludes() { CaseState::Excluded } else { CaseState::Undetermined }
    }

    /// The reason in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Repeat => {
                Text::new("编号重复，以首行为准", "repeats an id; its first row stands for the case")
            }
            Self::OutsidePeriod => Text::new("不在审计期间", "outside the period"),
            Self::ReceivedLater => Text::new("受理时间晚于审计基准日", "received after the as-of date"),
            Self::NotTriggered => Text::new("起算事件尚未发生", "what starts the clock has not happened"),
            Self::TriggeredLater => {
                Text::new("起算时间晚于审计基准日", "the clock starts after the as-of date")
            }
            Self::NothingPromised => Text::new("无应办结时间，未作承诺", "no due date: nothing was promised"),
            Self::TriggerBlank => Text::new("起算时间为空", "the time that starts the clock is blank"),
            Self::TriggerUnreadable => {
                Text::new("起算时间无法读取", "the time that starts the clock is unreadable")
            }
            Self::DueUnreadable => Text::new("应办结时间无法读取", "the due date is unreadable"),
            Self::ActualUnreadable => Text::new("完成时间无法读取", "the time it was done is unreadable"),
            Self::LimitUnclear => {
                Text::new("时限取决于无法识别的字词", "the limit hangs on a word that is not known")
            }
            Self::OutsideCalendar => {
                Text::new("涉及日历未覆盖的日期", "a day outside the calendar is involved")
            }
            Self::DayOnly => {
                Text::new("只有日期没有时刻，不足以判定", "only the day is known and the time of day decides")
            }
            Self::VisitUnclear => Text::new(
                "有回访的结果、时间或所属投诉（客户）不明",
                "a visit's outcome, its time or the complaint or customer it belongs to is not known",
            ),
            Self::EarlierEvent => Text::new(
                "同一工单的其他记录，以最后一条为准",
                "another event of a case; its last row stands for the case",
            ),
            Self::NotInPopulation => Text::new("不属于规定的对象", "the obligation is not for such a case"),
            Self::NotInForce => {
                Text::new("起算日没有生效的规定", "no version of the limit holds for that day")
            }
            Self::NoLimit => {
                Text::new("制度没有为此类情形规定时限", "the policy sets no limit for such a case")
            }
            Self::NotActive => {
                Text::new("客户在该期间并非全程有效", "the customer was not active for the whole period")
            }
            Self::BeforeRecords => Text::new(
                "回访记录始于其后，无从证明",
                "the visit records begin later, so that they show nothing of it",
            ),
            Self::RecordsBegin => Text::new(
                "回访记录始于起算之后，可能缺记录",
                "the visit records begin after the clock started, something may be missing in them",
            ),
            Self::PopulationBlank => Text::new(
                "决定是否适用的单元格为空",
                "the cell that says whether the obligation is for it is blank",
            ),
            Self::PopulationUnclear => Text::new(
                "是否属于规定的对象取决于无法识别的字词，或不在客户表中的客户",
                "whether the obligation is for it hangs on a word that is not known or a customer who is not in the export",
            ),
            Self::HoldUnclear => Text::new(
                "挂起多久或何时挂起没有记录",
                "the clock stood still, and nothing says how long or when",
            ),
            Self::ClockChange => {
                Text::new("落在时钟回拨的一小时内", "it falls into the hour in which the clock was put back")
            }
            Self::CustomerUnknown => Text::new("没有客户编号", "the record names no customer"),
        }
    }
}

/// What one obligation came to for every unit: a case and one of the things due to it.
#[derive(Debug)]
pub struct Verdicts {
    states: Vec<CaseState>,
    counts: StateCounts,
    reasons: [u64; Reason::ALL.len()],
    definitions: Vec<OtherOutcome>,
}

impl Verdicts {
    pub(super) fn with_capacity(rows: usize) -> Self {
        Self {
            states: Vec::with_capacity(rows),
            counts: StateCounts::default(),
            reasons: [0; Reason::ALL.len()],
            definitions: Vec::new(),
        }
    }

    /// Adds what the units come to under other definitions.
    pub(super) fn with_definitions(mut self, definitions: Vec<OtherOutcome>) -> Self {
        self.definitions = definitions;
        self
    }

    /// What the units come to under other definitions.
    #[must_use]
    pub fn definitions(&self) -> &[OtherOutcome] {
        &self.definitions
    }

    /// Adds the next row's verdict.
    pub(super) fn push(&mut self, state: CaseState, reason: Option<Reason>) {
        self.states.push(state);
        self.counts.add(state);
        if let Some(reason) = reason {
            self.reasons[reason as usize] += 1;
        }
    }

    /// The state of every unit; for a deadline of one thing due, of every row.
    #[must_use]
    pub fn states(&self) -> &[CaseState] {
        &self.states
    }

    /// How many units are in each state.
    #[must_use]
    pub fn counts(&self) -> StateCounts {
        self.counts
    }

    /// How many cases have this reason.
    #[must_use]
    pub fn with_reason(&self, reason: Reason) -> u64 {
        self.reasons[reason as usize]
    }

    /// The reasons for exclusion that occur.
    pub(super) fn excluded(&self) -> Vec<Counted> {
        self.counted(Reason::excludes)
    }

    /// The reasons for missing verdicts that occur.
    pub(super) fn undetermined(&self) -> Vec<Counted> {
        self.counted(|reason| !reason.excludes())
    }

    fn counted(&self, choose: impl Fn(Reason) -> bool) -> Vec<Counted> {
        Reason::ALL
            .into_iter()
            .filter(|&reason| choose(reason) && self.with_reason(reason) > 0)
            .map(|reason| Counted { reason: reason.text(), count: self.with_reason(reason) })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_count_under_their_own_place() {
        for (place, reason) in Reason::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, place);
        }
    }
}
