//! How grave a problem is: severity by likelihood.

use crate::model::{Rate, RuleOutcome, Severity, Text};

/// From these shares of what was tested on, a problem is occasional and frequent.
const OCCASIONAL: f64 = 0.05;
const FREQUENT: f64 = 0.2;

/// How often a problem occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likelihood {
    Rare = 1,
    Occasional,
    Frequent,
}

impl Likelihood {
    pub(super) fn of(rule: &RuleOutcome) -> Self {
        let share =
            Rate { good: rule.findings, decided: rule.tested, undetermined: 0 }.value().unwrap_or(0.0);
        if share >= FREQUENT {
            Self::Frequent
        } else if share >= OCCASIONAL {
            Self::Occasional
        } else {
            Self::Rare
        }
    }

    pub(super) fn label(self) -> Text {
        match self {
            Self::Rare => Text::new("偶发", "rare"),
            Self::Occasional => Text::new("较多", "occasional"),
            Self::Frequent => Text::new("经常", "frequent"),
        }
    }
}

/// The points of a problem: severity from 1 to 4 by likelihood from 1 to 3.
fn product(severity: Severity, likelihood: Likelihood) -> u8 {
    (severity as u8 + 1) * likelihood as u8
}

/// The grade of a problem, from the least to the gravest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    Blue,
    Amber,
    Red,
}

impl Grade {
    /// The grade of a rule's findings.
    pub(super) fn of(rule: &RuleOutcome) -> Self {
        Self::of_points(product(rule.doc.severity, Likelihood::of(rule)))
    }

    fn of_points(points: u8) -> Self {
        match points {
            8.. => Self::Red,
            4..8 => Self::Amber,
            _ => Self::Blue,
        }
    }

    pub(super) fn label(self) -> Text {
        match self {
            Self::Red => Text::new("红：立即整改", "red: correct at once"),
            Self::Amber => Text::new("橙：限期整改", "amber: correct by a date"),
            Self::Blue => Text::new("蓝：关注", "blue: watch"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grave_problem_is_never_only_watched() {
        for likelihood in [Likelihood::Rare, Likelihood::Occasional, Likelihood::Frequent] {
            assert!(product(Severity::High, likelihood) >= 4);
        }
        assert_eq!(Grade::of_points(product(Severity::High, Likelihood::Occasional)), Grade::Red);
        assert_eq!(Grade::of_points(product(Severity::Info, Likelihood::Frequent)), Grade::Blue);
    }
}
