//! The definitions a verdict may hang on, and the clock under each.
//!
//! Owns the list of definitions somebody might contest: which close, holds in or out, calendar or working
//! days, make-up workdays, the promised date or the policy's limit. Each keeps every other definition as
//! the policy has it.

use crate::calendar::{Limit, LimitUnit, WorkingCalendar};
use crate::model::{CaseState, Text};
use crate::policy::{HoldEffect, Reopening};

/// A definition that may be contested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum Definition {
    /// The first close counts instead of the last, or the other way round.
    OtherClose,
    /// Holds stop the clock where the policy ignores them, or the other way round.
    OtherHolds,
    /// Limits in working days count calendar days.
    CalendarDays,
    /// Limits in calendar days count working days.
    WorkingDays,
    /// Make-up workdays are days of rest.
    MakeUpRest,
    /// The policy's own limit instead of the date the export promises.
    PolicyLimit,
}

/// How a verdict is reckoned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reckoning<'a> {
    pub(super) calendar: &'a WorkingCalendar,
    pub(super) closing: Reopening,
    pub(super) holds: HoldEffect,
    /// The unit of days that is taken for the other.
    pub(super) swapped: Option<LimitUnit>,
    pub(super) by_promise: bool,
}

impl<'a> Reckoning<'a> {
    /// This reckoning with one definition changed.
    pub(super) fn under(self, definition: Definition, rested: &'a WorkingCalendar) -> Self {
        match definition {
            Definition::OtherClose => Self { closing: self.closing.other(), ..self },
            Definition::OtherHolds => Self { holds: other_holds(self.holds), ..self },
            Definition::CalendarDays => Self { swapped: Some(LimitUnit::WorkingDays), ..self },
            Definition::WorkingDays => Self { swapped: Some(LimitUnit::CalendarDays), ..self },
            Definition::MakeUpRest => Self { calendar: rested, ..self },
            Definition::PolicyLimit => Self { by_promise: false, ..self },
        }
    }

    /// The limit as this reckoning takes it.
    pub(super) fn limit(&self, limit: Limit) -> Limit {
        match self.swapped {
            Some(unit) if unit == limit.unit() => other_days(limit).unwrap_or(limit),
            _ => limit,
        }
    }
}

impl Definition {
    /// The permanent English word.
    pub(super) fn key(self, plain: Reckoning<'_>) -> &'static str {
        match self {
            Self::OtherClose if plain.closing == Reopening::Last => "first-close",
            Self::OtherClose => "last-close",
            Self::OtherHolds if plain.holds == HoldEffect::Ignore => "holds-subtracted",
            Self::OtherHolds => "holds-ignored",
            Self::CalendarDays => "calendar-days",
            Self::WorkingDays => "working-days",
            Self::MakeUpRest => "make-up-days-off",
            Self::PolicyLimit => "policy-limit",
        }
    }

    /// The definition in words.
    pub(super) fn text(self, plain: Reckoning<'_>) -> Text {
        match self {
            Self::OtherClose if plain.closing == Reopening::Last => {
                Text::new("以首次办结为准", "the first close counts")
            }
            Self::OtherClose => Text::new("以最后一次办结为准", "the last close counts"),
            Self::OtherHolds if plain.holds == HoldEffect::Ignore => {
                Text::new("扣除挂起时间", "holds stop the clock")
            }
            Self::OtherHolds => Text::new("不扣除挂起时间", "holds do not stop the clock"),
            Self::CalendarDays => Text::new("工作日按自然日算", "working days are calendar days"),
            Self::WorkingDays => Text::new("自然日按工作日算", "calendar days are working days"),
            Self::MakeUpRest => Text::new("调休上班日按休息日", "make-up workdays are days of rest"),
            Self::PolicyLimit => {
                Text::new("以制度时限代替承诺时限", "the policy's limit instead of the promised date")
            }
        }
    }

    /// Whether the state can be another under this definition, by the direction in which it moves the end
    /// of `limit`: what is in time stays so if the end moves on, what is late if it moves back.
    pub(super) fn may_flip(self, state: CaseState, limit: Option<Limit>) -> bool {
        let unit = limit.map(Limit::unit);
        let later = match (self, unit) {
            (Self::WorkingDays, Some(LimitUnit::CalendarDays)) => true,
            (Self::CalendarDays, Some(LimitUnit::WorkingDays)) => false,
            (Self::MakeUpRest, Some(LimitUnit::WorkingDays | LimitUnit::WorkingHours)) => true,
            // A limit that is none of these cannot move; which limit holds may be unclear.
            (Self::CalendarDays | Self::WorkingDays | Self::MakeUpRest, Some(_)) => return false,
            _ => return state != CaseState::Excluded,
        };
        match state {
            CaseState::Met | CaseState::Pending => !later,
            CaseState::Late | CaseState::Missing => later,
            CaseState::Undetermined => true,
            CaseState::Excluded => false,
        }
    }
}

fn other_holds(effect: HoldEffect) -> HoldEffect {
    match effect {
        HoldEffect::Ignore => HoldEffect::Subtract,
        HoldEffect::Subtract | HoldEffect::Restart => HoldEffect::Ignore,
    }
}

/// Whether what was in time after `days` calendar days stays so if a limit of working days counts calendar
/// days: then no end need be looked up.
pub(super) fn stays_within(definition: Definition, limit: Option<Limit>, days: i64) -> bool {
    let working = limit.filter(|limit| limit.unit() == LimitUnit::WorkingDays);
    definition == Definition::CalendarDays && working.is_some_and(|limit| days <= i64::from(limit.amount()))
}

/// The same number of the other kind of days.
pub(super) fn other_days(limit: Limit) -> Option<Limit> {
    match limit.unit() {
        LimitUnit::CalendarDays => limit.with_unit(LimitUnit::WorkingDays),
        LimitUnit::WorkingDays => limit.with_unit(LimitUnit::CalendarDays),
        _ => None,
    }
}
