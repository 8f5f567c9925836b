//! One violated rule on one row or group, with what proves it.

use std::sync::Arc;

use super::{CaseState, Code, Moment, Proof, Severity, Text};

/// What a finding or an input is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A row of the complaints export.
    Complaints,
    /// A row of the visits export.
    Visits,
    /// A row of the customers export.
    Customers,
    /// A row of the staff export.
    Staff,
    /// A group of rows, such as a branch.
    Group,
}

impl Subject {
    /// The exports, in the order in which they are shown. Only the first is required.
    pub const EXPORTS: [Self; 4] = [Self::Complaints, Self::Visits, Self::Customers, Self::Staff];

    /// The export with this machine word.
    #[must_use]
    pub fn export(key: &str) -> Option<Self> {
        Self::EXPORTS.into_iter().find(|subject| subject.key() == key)
    }

    /// The word in machine formats.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Complaints => "complaints",
            Self::Visits => "visits",
            Self::Customers => "customers",
            Self::Staff => "staff",
            Self::Group => "group",
        }
    }

    /// The word people read.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Complaints => Text::new("投诉", "complaints"),
            Self::Visits => Text::new("回访", "visits"),
            Self::Customers => Text::new("客户", "customers"),
            Self::Staff => Text::new("员工", "staff"),
            Self::Group => Text::new("分组", "group"),
        }
    }
}

/// A value that proves a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// Words, ids, quotations.
    Text(String),
    /// A number of things, or a physical row.
    Count(u64),
    /// A share from 0 to 1.
    Share(f64),
    /// A point in time.
    At(Moment),
    /// Several ids or words.
    List(Vec<String>),
    /// A wording in both languages.
    Both(Text),
}

/// A violated rule. Made once, by the audit; renderers only show it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub code: Code,
    /// Its gravity under the policy.
    pub severity: Severity,
    /// `late` or `missing` for an obligation; `None` for a check, which simply fires.
    pub state: Option<CaseState>,
    /// Which export the row belongs to.
    pub subject: Subject,
    /// The record's id as written, or the group's name; empty where the record has none.
    pub id: String,
    /// The file; empty for a group.
    pub file: Arc<str>,
    /// The sheet, for workbooks.
    pub sheet: Option<Arc<str>>,
    /// The physical row; `None` for a group.
    pub row: Option<u32>,
    /// The accountable branch, where the export names it.
    pub branch: Option<String>,
    /// Who worked the complaint, where the export names it.
    pub handler: Option<String>,
    /// When the clock started.
    pub trigger_at: Option<Moment>,
    /// The last moment in time.
    pub due_at: Option<Moment>,
    /// When it was done.
    pub actual_at: Option<Moment>,
    /// Whole minutes late, at least 1; for what is still missing, up to the as-of date.
    pub late_by_minutes: Option<u64>,
    /// What is wrong.
    pub message: Text,
    /// Further proof, by name.
    pub evidence: Vec<(&'static str, Evidence)>,
}

/// The findings of an audit, put together one at a time so that millions need no memory of their own.
///
/// Iteration is sorted by severity (gravest first), code, file, row and id, and is the same each time.
pub trait FindingSource: Send + Sync {
    /// All findings in order.
    fn iter(&self) -> Box<dyn Iterator<Item = Finding> + '_>;

    /// The findings of one rule, in the same order.
    fn of_rule(&self, code: Code) -> Box<dyn Iterator<Item = Finding> + '_>;

    /// The proofs of one rule's findings, each in the place of its finding in [`Self::of_rule`]; `None` for a
    /// finding that has no course of time.
    fn proofs_of(&self, _code: Code) -> Box<dyn Iterator<Item = Option<Proof>> + '_> {
        Box::new(std::iter::repeat_with(|| None))
    }

    /// How many there are in all.
    fn count(&self) -> u64;
}

impl FindingSource for Vec<Finding> {
    fn iter(&self) -> Box<dyn Iterator<Item = Finding> + '_> {
        Box::new(self.as_slice().iter().cloned())
    }

    fn of_rule(&self, code: Code) -> Box<dyn Iterator<Item = Finding> + '_> {
        Box::new(self.as_slice().iter().filter(move |finding| finding.code == code).cloned())
    }

    fn count(&self) -> u64 {
        self.len() as u64
    }
}
