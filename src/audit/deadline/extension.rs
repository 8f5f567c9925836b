//! A case under the limit that holds without an approved extension.

use crate::dataset::{Field, Reading};

use super::super::conditions::Fit;
use super::reckoning::Reckoning;
use super::{BoundDeadline, Facts, Judgement};

/// What a case comes to without its extension.
#[derive(Debug, Clone, Copy)]
pub(in crate::audit) struct Unextended {
    /// Against the basic limit of the policy, whatever the export promises.
    pub(in crate::audit) judgement: Judgement,
    /// Whether an extension was approved; `Unknown` where a word is not known.
    pub(in crate::audit) approved: Fit,
    /// The earliest moment the export's own due date can mean.
    pub(in crate::audit) promised: Option<i64>,
}

impl BoundDeadline<'_> {
    /// A unit under the basic limit; `None` where the version in force knows no extension.
    pub(in crate::audit) fn unextended(&self, unit: usize) -> Option<Unextended> {
        let (row, stage) = self.place_of(unit);
        let facts = match self.facts(row, stage, &self.plain(stage)) {
            Ok(facts) if !facts.version.extends() => return None,
            Ok(facts) => facts,
            Err(reason) => {
                let judgement = super::without_verdict(reason);
                return Some(Unextended { judgement, approved: Fit::Unknown, promised: None });
            }
        };
        let reckoning = Reckoning { by_promise: false, ..self.plain(stage) };
        let basic = Facts { choice: facts.version.basic(row), ..facts };
        let promised = facts.version.promised(row).or_else(|| self.due_column(row));
        Some(Unextended {
            judgement: self.weigh(row, stage, &basic, &reckoning),
            approved: facts.version.extended(row),
            promised: match promised {
                Some(Reading::Known { earliest, .. }) => Some(earliest),
                Some(Reading::Blank | Reading::Unreadable) | None => None,
            },
        })
    }

    /// The due date the export has for a row, whether the policy goes by it or not.
    pub(super) fn due_column(&self, row: usize) -> Option<Reading> {
        self.cases.table.times(Field::DueAt).map(|times| times.reading(row))
    }

    /// Whether any limit of this deadline can be extended on this export.
    pub(in crate::audit) fn can_extend(&self) -> bool {
        self.stages.iter().any(|stage| stage.limits.extends())
    }
}
