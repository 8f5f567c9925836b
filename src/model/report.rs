//! The outcome of an audit, complete and ready to be rendered.

use super::{
    FindingSource, InputAccount, Moment, Reject, RuleOutcome, RuleStatus, Severity, Table, Text, Zone,
};

/// The moment the audit looks from, and who chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The last moment that counts.
    pub at: Moment,
    /// Whether the user gave it; else it is the end of the newest day found in the files.
    pub given: bool,
}

/// The period of receipt that is audited; open ends take in everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First moment of receipt that counts.
    pub from: Option<Moment>,
    /// Last moment of receipt that counts.
    pub to: Option<Moment>,
}

/// The policy a verdict rests on.
#[derive(Clone, Debug)]
pub struct PolicyUsed {
    /// Its name.
    pub name: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// The documents it cites.
    pub sources: Vec<String>,
    /// What people call it.
    pub title: Text,
    /// The files it is made of, its own first.
    pub layers: Vec<PolicyLayer>,
}

/// One file of the chain a policy is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyLayer {
    /// The policy's name in it.
    pub name: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
}

/// The calendar a verdict rests on.
#[derive(Clone, Debug)]
pub struct CalendarUsed {
    /// Its name.
    pub name: String,
    /// First covered day, `YYYY-MM-DD`.
    pub first: String,
    /// Last covered day, `YYYY-MM-DD`.
    pub last: String,
}

/// Everything an audit found. Renderers show it; none counts, filters or decides the exit code.
pub struct AuditReport {
    /// The as-of date.
    pub as_of: AsOf,
    /// The zone of all times.
    pub zone: Zone,
    /// The audited period.
    pub period: Period,
    /// The policy.
    pub policy: PolicyUsed,
    /// The calendar.
    pub calendar: CalendarUsed,
    /// The inputs with their row accounts.
    pub inputs: Vec<InputAccount>,
    /// Every rule that was asked for, in the order of codes.
    pub rules: Vec<RuleOutcome>,
    /// The three questions by group.
    pub by_group: Table,
    /// The findings.
    pub findings: Box<dyn FindingSource>,
    /// The rows that could not be used.
    pub rejects: Vec<Reject>,
    /// The largest share of rejected rows the policy tolerates, 0 to 1.
    pub max_rejected_share: f64,
    /// Anything the reader must know first.
    pub notices: Vec<Text>,
}

impl AuditReport {
    /// Findings of rules with `severity` or graver.
    #[must_use]
    pub fn findings_at_or_above(&self, severity: Severity) -> u64 {
        self.rules.iter().filter(|rule| rule.doc.severity >= severity).map(|rule| rule.findings).sum()
    }

    /// Whether deadlines were evaluated and not one case got a verdict.
    fn judged_nothing(&self) -> bool {
        let mut deadlines = self
            .rules
            .iter()
            .filter(|rule| rule.counts.is_some() && rule.status == RuleStatus::Evaluated)
            .peekable();
        deadlines.peek().is_some() && deadlines.all(|rule| rule.tested == 0)
    }

    /// Why the audit is not complete; empty when it is.
    #[must_use]
    pub fn gaps(&self) -> Vec<Text> {
        let mut gaps = Vec::new();
        for rule in &self.rules {
            if let RuleStatus::Failed(why) = &rule.status {
                gaps.push(Text::owned(
                    format!("规则 {} 运行失败：{}", rule.doc.code, why.zh),
                    format!("rule {} failed: {}", rule.doc.code, why.en),
                ));
            }
        }
        for input in &self.inputs {
            let rows = input.rows;
            if let Some(rejected) = rows.too_many_rejected(self.max_rejected_share) {
                gaps.push(Text::owned(
                    format!("{}：{}", input.file, rejected.zh),
                    format!("{}: {}", input.file, rejected.en),
                ));
            }
            if !rows.closes() {
                let difference = rows.difference();
                gaps.push(Text::owned(
                    format!("{}：{}", input.file, difference.zh),
                    format!("{}: {}", input.file, difference.en),
                ));
            }
        }
        if self.rules.iter().all(|rule| rule.tested == 0) {
            gaps.push(Text::new("没有任何一行被检验", "nothing was tested"));
        } else if self.judged_nothing() {
            gaps.push(Text::new(
                "时限类规则没有一件可以判定（都未到期、不适用或无法判定）",
                "no deadline could be judged: every case is not yet due, excluded or undetermined",
            ));
        }
        gaps
    }
}
