//! The JSON of an audit, read back.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// An audit as a program reads it.
#[derive(Debug, Deserialize)]
pub(crate) struct Audited {
    pub(crate) as_of: String,
    pub(crate) inputs: Vec<Input>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) notices: Vec<String>,
}

/// How a file was read.
#[derive(Debug, Deserialize)]
pub(crate) struct Input {
    pub(crate) kind: String,
    pub(crate) file: String,
    pub(crate) encoding: Option<String>,
    pub(crate) rows: Rows,
}

/// Where the rows of a file went.
#[derive(Debug, Deserialize)]
pub(crate) struct Rows {
    pub(crate) physical: u64,
    pub(crate) header: u64,
    pub(crate) blank: u64,
    pub(crate) total: u64,
    pub(crate) rejected: u64,
    pub(crate) used: u64,
}

/// What a rule came to.
#[derive(Debug, Deserialize)]
pub(crate) struct Rule {
    pub(crate) code: String,
    pub(crate) severity: String,
    pub(crate) status: String,
    pub(crate) reason: Option<String>,
    pub(crate) counts: Option<BTreeMap<String, u64>>,
    pub(crate) population: u64,
    pub(crate) tested: u64,
    pub(crate) findings: u64,
    pub(crate) rate: Option<Rate>,
    excluded_reasons: Vec<Reason>,
    pub(crate) notes: Vec<String>,
}

/// Why rows were not tested, and how many.
#[derive(Debug, Deserialize)]
struct Reason {
    reason: String,
    count: u64,
}

/// A rate with its bounds.
#[derive(Debug, Deserialize)]
pub(crate) struct Rate {
    pub(crate) value: f64,
    pub(crate) lower: f64,
    pub(crate) upper: f64,
}

/// A violated rule.
#[derive(Debug, Deserialize)]
pub(crate) struct Finding {
    pub(crate) code: String,
    pub(crate) severity: String,
    pub(crate) state: String,
    pub(crate) dataset: String,
    pub(crate) id: String,
    pub(crate) file: String,
    pub(crate) row: Option<u64>,
    pub(crate) branch: Option<String>,
    pub(crate) due_at: Option<String>,
    pub(crate) actual_at: Option<String>,
    pub(crate) late_by_minutes: Option<u64>,
    pub(crate) message: String,
    pub(crate) evidence: BTreeMap<String, Value>,
}

/// A row that could not be used.
#[derive(Debug, Deserialize)]
pub(crate) struct Reject {
    pub(crate) file: String,
    pub(crate) row: u64,
    pub(crate) reason: String,
    pub(crate) text: String,
}

/// The six states, in the order they are shown.
pub(crate) const STATES: [&str; 6] = ["met", "late", "missing", "pending", "undetermined", "excluded"];

impl Audited {
    /// What the rule came to.
    ///
    /// # Panics
    /// When the rule is not in the audit.
    pub(crate) fn rule(&self, code: &str) -> &Rule {
        self.rules
            .iter()
            .find(|rule| rule.code == code)
            .unwrap_or_else(|| panic!("{code} is in no list of rules"))
    }

    /// The states that occur under an obligation, such as `met 2, late 1`.
    pub(crate) fn states(&self, code: &str) -> String {
        let rule = self.rule(code);
        let Some(counts) = &rule.counts else {
            return format!("{} ({})", rule.status, rule.reason.as_deref().unwrap_or("no counts"));
        };
        let occurring = STATES.iter().filter(|state| counts[**state] > 0);
        occurring.map(|state| format!("{state} {}", counts[*state])).collect::<Vec<_>>().join(", ")
    }

    /// The findings of a rule, such as `late C3 @4` (state, id, physical row).
    pub(crate) fn found(&self, code: &str) -> Vec<String> {
        self.of(code).map(Finding::brief).collect()
    }

    /// The findings of a rule.
    pub(crate) fn of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.code == code)
    }

    /// The only finding of a rule.
    pub(crate) fn only(&self, code: &str) -> Result<&Finding, String> {
        let found: Vec<&Finding> = self.findings.iter().filter(|finding| finding.code == code).collect();
        match found.as_slice() {
            [only] => Ok(only),
            several => Err(format!("{code} has {} findings, not one", several.len())),
        }
    }
}

impl Rule {
    /// Why rows were not tested, such as `the flag is blank 2`, sorted.
    pub(crate) fn excluded(&self) -> Vec<String> {
        let mut reasons: Vec<String> =
            self.excluded_reasons.iter().map(|it| format!("{} {}", it.reason, it.count)).collect();
        reasons.sort();
        reasons
    }
}

impl Finding {
    /// State, id and physical row.
    pub(crate) fn brief(&self) -> String {
        let row = self.row.map_or_else(String::new, |row| format!(" @{row}"));
        format!("{} {}{row}", self.state, self.id)
    }

    /// A list of texts in the evidence; empty where there is none.
    pub(crate) fn listed(&self, name: &str) -> Vec<&str> {
        let list = self.evidence.get(name).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// A text in the evidence.
    pub(crate) fn proof(&self, name: &str) -> Option<&str> {
        self.evidence.get(name).and_then(Value::as_str)
    }
}

impl Rows {
    /// Whether every physical row is accounted for.
    pub(crate) fn closes(&self) -> bool {
        self.physical == self.header + self.blank + self.total + self.rejected + self.used
    }
}
