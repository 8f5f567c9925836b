//! What a rule says of itself, and what it came to in one run.

use super::{Code, OtherOutcome, Rate, RateRange, Severity, StateCounts, Subject, Text};

/// Everything a person may ask about a rule. `explain` prints it; reports quote it.
#[derive(Clone, Debug)]
pub struct RuleDoc {
    /// The permanent code.
    pub code: Code,
    /// The permanent English name, such as `first-response-overdue`.
    pub name: String,
    /// A short title.
    pub title: Text,
    /// What the rule tests and when it fires.
    pub what: Text,
    /// Why it matters.
    pub why: Text,
    /// What is divided or compared, and which cases are in the denominator.
    pub formula: Text,
    /// What to do about a finding.
    pub fix: Text,
    /// The document and article it comes from.
    pub source: Text,
    /// The columns it needs, as `export.field`.
    pub needs: Vec<String>,
    /// The gravity under the policy.
    pub severity: Severity,
}

/// Whether a rule ran. Only `Evaluated` may be read as a verdict; the others are never a pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleStatus {
    /// It ran.
    Evaluated,
    /// It could not run, and why.
    NotEvaluated(Text),
    /// It broke while running, and why.
    Failed(Text),
}

/// A number of cases with the reason they share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The reason.
    pub reason: Text,
    /// The cases.
    pub count: u64,
}

/// What one rule came to.
#[derive(Clone, Debug)]
pub struct RuleOutcome {
    /// The rule's text.
    pub doc: RuleDoc,
    /// The export its findings stand on.
    pub subject: Subject,
    /// Whether it ran.
    pub status: RuleStatus,
    /// The six states, for an obligation.
    pub counts: Option<StateCounts>,
    /// Rows (or groups) within its scope: tested and excluded ones.
    pub population: u64,
    /// Rows (or groups) that got a verdict.
    pub tested: u64,
    /// Findings.
    pub findings: u64,
    /// Cases in time among those due, for an obligation.
    pub rate: Option<Rate>,
    /// Why cases were excluded.
    pub excluded: Vec<Counted>,
    /// Why cases are undetermined.
    pub undetermined: Vec<Counted>,
    /// What the cases come to under definitions that may be contested.
    pub definitions: Vec<OtherOutcome>,
    /// Anything a reader must know about this run of the rule.
    pub notes: Vec<Text>,
}

impl RuleOutcome {
    /// A rule that did not run.
    #[must_use]
    pub fn without_verdict(doc: RuleDoc, subject: Subject, status: RuleStatus) -> Self {
        Self {
            doc,
            subject,
            status,
            counts: None,
            population: 0,
            tested: 0,
            findings: 0,
            rate: None,
            excluded: Vec::new(),
            undetermined: Vec::new(),
            definitions: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The definitions under which some case has another state.
    pub fn contested(&self) -> impl Iterator<Item = &OtherOutcome> {
        self.definitions.iter().filter(|other| other.flips > 0)
    }

    /// The least and the greatest rate under the policy's own definition and the contested ones; `None`
    /// where none is contested or nothing was decided.
    #[must_use]
    pub fn rate_range(&self) -> Option<RateRange> {
        self.contested().next()?;
        let rates = self.rate.into_iter().chain(self.contested().map(OtherOutcome::rate));
        RateRange::of(rates.filter_map(|rate| rate.value()))
    }
}
