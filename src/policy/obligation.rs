//! An obligation: after A, B is due within D.

use crate::calendar::Limit;
use crate::model::{Code, Severity, Text};

/// One obligation of a policy, with its texts.
#[derive(Debug, Clone)]
pub struct Obligation {
    /// The permanent code.
    pub code: Code,
    /// The permanent English name.
    pub name: String,
    /// The gravity of its findings.
    pub severity: Severity,
    /// What is due.
    pub duty: Duty,
    /// A short title.
    pub title: Text,
    /// What it tests.
    pub what: Text,
    /// Why it matters.
    pub why: Text,
    /// Its rate and denominator.
    pub formula: Text,
    /// What to do about a finding.
    pub fix: Text,
    /// Where it comes from.
    pub source: Text,
    /// How a finding is worded.
    pub messages: Messages,
}

/// Wordings of a finding, with `{names}` of its evidence.
#[derive(Debug, Clone)]
pub struct Messages {
    /// Done too late.
    pub late: Text,
    /// Not done.
    pub missing: Text,
}

/// What an obligation asks for.
#[derive(Debug, Clone)]
pub enum Duty {
    /// Each complaint: something is due within a limit.
    Deadline(Deadline),
    /// Each group: enough of its cases must meet another obligation.
    Coverage {
        /// The obligation whose cases are counted.
        of: Code,
        /// The field that makes the groups.
        by: String,
        /// The share that must be met, 0 to 1.
        target: f64,
    },
}

/// A deadline on single complaints.
#[derive(Debug, Clone)]
pub struct Deadline {
    /// The time field that starts the clock.
    pub trigger: String,
    /// What a complaint without that time is.
    pub if_no_trigger: BlankTrigger,
    /// The meaning of the status that proves the trigger happened although its time is blank.
    pub triggered_by_status: Option<String>,
    /// What is due.
    pub expects: Expectation,
    /// By when.
    pub limit: LimitRule,
}

/// What a case is whose trigger has not happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlankTrigger {
    /// The trigger must have happened: the record is incomplete, no verdict.
    Undetermined,
    /// The trigger need not have happened: the obligation does not apply yet.
    Excluded,
}

/// What fulfils an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expectation {
    /// A time field of the complaint.
    Field(String),
    /// The earliest visit to the complaint, from the trigger on, whose outcome has this meaning.
    Visit(String),
}

/// By when something is due.
#[derive(Debug, Clone)]
pub struct LimitRule {
    /// The limit where nothing else is said.
    pub base: Limit,
    /// The field whose word chooses the limit.
    pub by_field: Option<String>,
    /// The limit for each meaning of that word, sorted by meaning.
    pub by_word: Vec<(String, Limit)>,
    /// A yes/no field that, if yes, sets another limit.
    pub extended: Option<(String, Limit)>,
    /// The export's own due-date field, which goes before all limits where the column exists.
    pub due_column: Option<String>,
}
