//! Why one case has its verdict: each step of its clock, and the verdict under other definitions.

use std::sync::Arc;

use super::{AsOf, CaseState, Code, Finding, Moment, PolicyUsed, Rate, Severity, Subject, Text, Zone};

/// What can be said of one case under one rule, and what it rests on.
#[derive(Clone, Debug)]
pub struct CaseProof {
    /// The rule.
    pub code: Code,
    /// Its title.
    pub title: Text,
    /// The id that was asked for, or the group's name.
    pub case: String,
    /// The as-of date.
    pub as_of: AsOf,
    /// The zone of all times.
    pub zone: Zone,
    /// The policy.
    pub policy: PolicyUsed,
    /// The proofs of an obligation: one for each row of the case and each thing due.
    pub proofs: Vec<Proof>,
    /// The findings on the case, for a rule that has no course of time to show.
    pub findings: Vec<Finding>,
    /// What is to be said where there is neither.
    pub note: Option<Text>,
}

/// The proof of one verdict.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The rule.
    pub code: Code,
    /// Its title.
    pub title: Text,
    /// Its gravity.
    pub severity: Severity,
    /// The document and article.
    pub source: Text,
    /// How sure its numbers are: `A`, `B`, `C` or `X`.
    pub confidence: &'static str,
    /// The export of the case.
    pub subject: Subject,
    /// The case's id.
    pub id: String,
    /// Where its record stands.
    pub place: SourceRow,
    /// Which of several things due, or which period.
    pub part: Option<Text>,
    /// The state.
    pub state: CaseState,
    /// Why it is excluded or undetermined.
    pub reason: Option<Text>,
    /// The verdict in one sentence.
    pub verdict: Text,
    /// The limit in words, and why this one.
    pub limit: Option<Text>,
    /// When the clock started.
    pub trigger_at: Option<Moment>,
    /// The last moment in time.
    pub due_at: Option<Moment>,
    /// When it was done.
    pub actual_at: Option<Moment>,
    /// Whole minutes past the due moment, for breaches.
    pub late_by_minutes: Option<u64>,
    /// What happened, in the order of time.
    pub steps: Vec<Step>,
    /// The verdict under other definitions.
    pub readings: Vec<OtherReading>,
}

impl Proof {
    /// How much of the limit was counted by its end: the limit itself, in what it is counted in.
    #[must_use]
    pub fn counted_in_all(&self) -> Option<u32> {
        self.steps.iter().filter_map(|step| step.counted).map(|counted| counted.sum).max()
    }
}

/// A physical row of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// The sheet, for workbooks.
    pub sheet: Option<Arc<str>>,
    /// The physical row, 1 = first line.
    pub row: u32,
}

/// What a step of a proof is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// The clock starts.
    Trigger,
    /// A calendar day, counted or not.
    Day,
    /// The clock stands still.
    Hold,
    /// A visit that counts or not.
    Visit,
    /// The last moment in time.
    Due,
    /// What was due was done.
    Done,
    /// The moment the audit looks from.
    AsOf,
    /// Anything else of the case's course.
    Event,
}

impl StepKind {
    /// The word in machine formats.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Trigger => "trigger",
            Self::Day => "day",
            Self::Hold => "hold",
            Self::Visit => "visit",
            Self::Due => "due",
            Self::Done => "done",
            Self::AsOf => "as_of",
            Self::Event => "event",
        }
    }
}

/// One step of a proof.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// When; for a day, its first moment.
    pub at: Moment,
    /// Until when, where it lasts; for a day, its last moment.
    pub until: Option<Moment>,
    /// How much of the limit it takes, and how much has passed with it: days for day limits, minutes for
    /// working hours. `None` where nothing is counted.
    pub counted: Option<Count>,
    /// What it is in words: 工作日, 国庆节, 调休上班, 首次响应 …
    pub text: Text,
    /// The row that says so.
    pub place: Option<SourceRow>,
}

/// What a step adds to the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// What this step adds; 0 for a day that does not count.
    pub adds: u32,
    /// The sum so far.
    pub sum: u32,
    /// What is counted.
    pub unit: CountUnit,
}

/// What a limit is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountUnit {
    /// Days, of which some count.
    Days,
    /// Minutes of working time.
    Minutes,
}

impl CountUnit {
    /// The word in machine formats.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Minutes => "minutes",
        }
    }
}

/// The verdict under another definition.
#[derive(Clone, Debug)]
pub struct OtherReading {
    /// A permanent English word, such as `first-close`.
    pub key: &'static str,
    /// The definition in words.
    pub definition: Text,
    /// The state under it.
    pub state: CaseState,
    /// The last moment in time under it.
    pub due_at: Option<Moment>,
}

/// What the cases of a rule come to under another definition.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherOutcome {
    /// A permanent English word, such as `first-close`.
    pub key: &'static str,
    /// The definition in words.
    pub definition: Text,
    /// The states of all cases under it.
    pub counts: super::StateCounts,
    /// Cases whose state is another than under the policy's definition.
    pub flips: u64,
}

impl OtherOutcome {
    /// Cases in time among those due, under this definition.
    #[must_use]
    pub fn rate(&self) -> Rate {
        Rate::in_time(&self.counts)
    }
}
