//! What an audit that was run says of itself: verdicts for the tables, the report for the renderers.

use std::sync::Arc;

use super::checks::Hit;
use super::findings::Findings;
use super::links::Links;
use super::request::times_near;
use super::run::{Audit, Found};
use super::scope::Scope;
use super::verdicts::{Reason, Verdicts};
use crate::dataset::Dataset;
use crate::model::figures::grouped;
use crate::model::{AuditReport, CalendarUsed, Code, PolicyLayer, PolicyUsed, RuleStatus, Table, Text};
use crate::policy::{Layer, Policy};

impl Audit {
    /// Sorts hits by file name, sheet and row; hits on one row stay in the order of their columns.
    pub(super) fn sort_by_place(&self, hits: &mut [Hit]) {
        let one_table = hits.windows(2).all(|pair| pair[0].subject == pair[1].subject);
        let in_order = hits.windows(2).all(|pair| pair[0].row <= pair[1].row);
        if one_table && in_order {
            // The rows of a table are in the order of its files.
            return;
        }
        let table = |subject| self.dataset.table(subject).unwrap_or(&self.dataset.complaints);
        hits.sort_by_cached_key(|hit| {
            let source = &table(hit.subject).sources()[table(hit.subject).source_index(hit.row as usize)];
            (source.file.clone(), source.sheet.clone(), hit.row)
        });
    }

    /// The states under a deadline; `None` if it was not evaluated or not selected.
    #[must_use]
    pub fn verdicts(&self, code: Code) -> Option<&Verdicts> {
        self.rules.iter().find(|run| run.outcome.doc.code == code).and_then(|run| match &run.found {
            Found::Deadline { verdicts, .. } => Some(verdicts),
            _ => None,
        })
    }

    /// Why a rule has no verdicts; `None` if it has.
    #[must_use]
    pub fn not_evaluated(&self, code: Code) -> Option<Text> {
        let run = self.rules.iter().find(|run| run.outcome.doc.code == code)?;
        match &run.outcome.status {
            RuleStatus::Evaluated => None,
            RuleStatus::NotEvaluated(why) | RuleStatus::Failed(why) => Some(why.clone()),
        }
    }

    /// The audited dataset.
    #[must_use]
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// The standing of the complaints.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Visits tied to complaints; `None` without a visits export.
    #[must_use]
    pub fn links(&self) -> Option<&Links> {
        self.links.as_ref()
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The complete report, with a table of the three questions by group.
    #[must_use]
    pub fn into_report(self, by_group: Table) -> AuditReport {
        Self::report(&Arc::new(self), by_group)
    }

    /// The complete report of an audit that is still wanted.
    #[must_use]
    pub fn report(audit: &Arc<Self>, by_group: Table) -> AuditReport {
        let (first, last) = audit.policy.calendar.covers();
        AuditReport {
            as_of: audit.as_of,
            zone: audit.policy.zone,
            period: audit.period,
            policy: policy_used(&audit.policy),
            calendar: CalendarUsed {
                name: audit.policy.calendar.name().to_owned(),
                first: first.to_string(),
                last: last.to_string(),
            },
            inputs: audit.dataset.inputs.clone(),
            rules: audit.rules.iter().map(|run| run.outcome.clone()).collect(),
            by_group,
            rejects: audit.dataset.rejects.clone(),
            max_rejected_share: audit.policy.max_rejected_share,
            notices: notices(audit),
            findings: Box::new(Findings::new(Arc::clone(audit))),
        }
    }
}

/// The policy as reports name it.
pub(super) fn policy_used(policy: &Policy) -> PolicyUsed {
    let layer = |layer: &Layer| PolicyLayer { name: layer.name.clone(), sha256: layer.sha256.clone() };
    PolicyUsed {
        name: policy.name.clone(),
        sha256: policy.sha256.clone(),
        sources: policy.sources.clone(),
        title: policy.title.clone(),
        layers: policy.layers.iter().map(layer).collect(),
    }
}

/// A warning if the as-of date was taken from the files and hardly any other time lies near it: then a
/// single mistyped year makes everything overdue.
fn lonely_as_of(audit: &Audit) -> Option<Text> {
    const ENOUGH: u64 = 3;
    const ONE_IN: u64 = 200;
    if audit.as_of.given {
        return None;
    }
    let (all, near) = times_near(&audit.dataset, audit.as_of.at);
    let is_lonely = all > ENOUGH && near < ENOUGH.max(all / ONE_IN);
    let (all, near) = (grouped(all), grouped(near));
    is_lonely.then(|| {
        Text::owned(
            format!("基准日取自文件中最新的一天，但 {all} 个时间中只有 {near} 个在它之前 31 天内，可能是录入错误。请用 --as-of 指定"),
            format!("the as-of date is the newest day in the files, but only {near} of {all} times lie in the 31 days before it: the newest may be a slip of the pen; set the as-of date with --as-of"),
        )
    })
}

/// What the reader must know before the figures.
fn notices(audit: &Audit) -> Vec<Text> {
    let mut notices: Vec<Text> = lonely_as_of(audit).into_iter().collect();
    let outside: u64 = audit
        .rules
        .iter()
        .filter_map(|run| match &run.found {
            Found::Deadline { verdicts, .. } => Some(verdicts.with_reason(Reason::OutsideCalendar)),
            _ => None,
        })
        .sum();
    if outside > 0 {
        let (first, last) = audit.policy.calendar.covers();
        notices.push(Text::owned(
            format!("{outside} 个判定涉及日历（{first} 至 {last}）之外的日期，记为无法判定"),
            format!("{outside} verdicts involve days outside the calendar ({first} to {last}); they are undetermined"),
        ));
    }
    notices
}
