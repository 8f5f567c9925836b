//! An obligation: after A, B is due within D; or B is due so often; or enough of a group must have B.

use chrono::NaiveDate;

use crate::calendar::Limit;
use crate::model::{Code, Severity, Subject, Text};

/// One obligation of a policy, with its texts.
#[derive(Debug, Clone)]
pub struct Obligation {
    /// The permanent code.
    pub code: Code,
    /// The permanent English name.
    pub name: String,
    /// The gravity of its findings; `Info` where the confidence is C or X.
    pub severity: Severity,
    /// How sure its numbers are.
    pub confidence: Confidence,
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
    /// The document and article it comes from.
    pub source: Text,
    /// How a finding is worded.
    pub messages: Messages,
}

/// How sure a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The text itself was read.
    A,
    /// From the press.
    B,
    /// From a secondary source: may only inform.
    C,
    /// Not confirmed: may only inform.
    X,
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
    /// Each case: something is due within a limit.
    Deadline(Deadline),
    /// Each customer and period: visits are due so often.
    Recurrence(Recurrence),
    /// Each group: enough of its cases must meet another obligation.
    Coverage(Coverage),
}

/// A deadline on the rows of one export.
#[derive(Debug, Clone)]
pub struct Deadline {
    /// The export whose rows are the cases: complaints, visits or customers.
    pub on: Subject,
    /// The time field that starts the clock.
    pub trigger: String,
    /// What a case without that time is.
    pub if_no_trigger: BlankTrigger,
    /// The meaning of the status that proves the trigger happened although its time is blank.
    pub triggered_by_status: Option<String>,
    /// Which cases it holds for: all conditions must hold.
    pub population: Vec<Condition>,
    /// What is due; nearly always one thing. Each is judged by itself.
    pub stages: Vec<Stage>,
}

/// One thing that is due after the trigger.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its name where there are several.
    pub name: Option<Text>,
    /// What is due.
    pub expects: Expectation,
    /// What is done earlier than so long after the trigger does not count.
    pub opens: Option<Limit>,
    /// By when, for triggers of different times; in the order of time, at least one.
    pub versions: Vec<LimitVersion>,
    /// What a hold does to the clock.
    pub holds: HoldEffect,
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
    /// A time field of the case itself.
    Field(String),
    /// The earliest visit from the trigger on that meets the conditions; never the case itself.
    Visit(WantedVisit),
}

/// Which visits count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedVisit {
    /// What ties the visit to the case.
    pub by: MatchBy,
    /// Conditions on fields of the visits export; all must hold.
    pub conditions: Vec<Condition>,
}

/// What ties a visit to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchBy {
    /// The visit's complaint id.
    Complaint,
    /// The visit's customer id.
    Customer,
}

/// A condition on one field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The field; `customers.class` is a field of the record's customer.
    pub field: String,
    /// What must hold.
    pub test: Test,
}

/// What must hold of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Its meaning (or, where the policy gives the field no words, the word itself) is one of these.
    Is(Vec<String>),
    /// It is none of these; a blank is none.
    IsNot(Vec<String>),
    /// The cell is empty.
    Blank,
    /// The cell is not empty.
    Filled,
    /// The number is at least this, in thousandths; a span counts in minutes.
    AtLeast(i64),
    /// The number is at most this, in thousandths.
    AtMost(i64),
}

/// A limit rule and the triggers it holds for.
#[derive(Debug, Clone)]
pub struct LimitVersion {
    /// The first day of triggers it holds for.
    pub from: Option<NaiveDate>,
    /// The last day of triggers it holds for.
    pub until: Option<NaiveDate>,
    /// The limit.
    pub rule: LimitRule,
    /// The article, where it differs from the obligation's.
    pub source: Option<Text>,
}

/// By when something is due.
#[derive(Debug, Clone)]
pub struct LimitRule {
    /// The limit where nothing else is said; `None`: only the due-date column decides.
    pub base: Option<Limit>,
    /// Other limits; the first whose conditions hold goes before the base.
    pub cases: Vec<LimitCase>,
    /// A second limit that must be kept as well: the earlier end counts.
    pub at_most: Option<Limit>,
    /// The export's own due-date field, which goes before all limits where the column exists.
    pub due_column: Option<String>,
    /// Whether an end on a day off moves on.
    pub roll: Roll,
}

/// A limit for some cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitCase {
    /// All must hold.
    pub when: Vec<Condition>,
    /// The limit then.
    pub limit: Limit,
    /// Whether it is an extension that must have been approved.
    pub is_extension: bool,
}

/// What happens to a day limit that ends on a day off (民法典 203).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Roll {
    /// It ends there.
    #[default]
    Never,
    /// It ends at the end of the next working day.
    NextWorkingDay,
}

/// What a hold does to the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HoldEffect {
    /// Nothing.
    #[default]
    Ignore,
    /// The clock stands still.
    Subtract,
    /// The limit begins anew when the hold ends.
    Restart,
}

/// Visits that are due to each customer in each period.
#[derive(Debug, Clone)]
pub struct Recurrence {
    /// The period.
    pub per: Per,
    /// Which customers it holds for.
    pub population: Vec<Condition>,
    /// What is due in each period; each is judged by itself.
    pub requirements: Vec<Requirement>,
    /// Whether its cases are only counted by a coverage and no findings of their own.
    pub counted_only: bool,
}

/// The period of a recurrence. Only whole periods in which the customer was active are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// A calendar month.
    Month,
    /// A quarter of the calendar year.
    Quarter,
    /// Half a calendar year.
    HalfYear,
    /// A calendar year.
    Year,
}

/// Visits of one kind that are due in a period.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Its name where there are several.
    pub name: Option<Text>,
    /// How many.
    pub at_least: u32,
    /// Which visits count.
    pub conditions: Vec<Condition>,
}

/// A share of each group's cases that must meet another obligation.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// The obligation whose cases are counted.
    pub of: Code,
    /// The field that makes the groups; `customers.class` is a field of the case's customer.
    pub by: String,
    /// Which cases count as covered.
    pub counts: Covered,
    /// The share that must be covered, 0 to 1.
    pub target: f64,
    /// Another share for groups of this meaning or word, sorted.
    pub targets: Vec<(String, f64)>,
}

/// Which cases count as covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covered {
    /// Those done in time.
    InTime,
    /// Those done at all.
    Done,
}
