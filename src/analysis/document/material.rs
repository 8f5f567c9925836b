//! What the chapters are made from, put together once.

use crate::audit::Audit;
use crate::dataset::Field;
use crate::model::figures::grouped;
use crate::model::{AuditReport, Code, Moment, RuleOutcome, RuleStatus, Text, Value};
use crate::policy::Policy;

use super::super::grouping::{AnalysisError, Grouping, Groups};
use super::DocumentOrder;
use super::breaches::Breaches;
use super::grade::Grade;
use super::register::{self, ENOUGH_CASES, Unit};
use super::wording::share;

/// An audit, its report, and what several chapters ask of them.
pub(super) struct Material<'a> {
    pub(super) audit: &'a Audit,
    pub(super) report: &'a AuditReport,
    pub(super) order: &'a DocumentOrder,
    pub(super) breaches: Breaches,
    /// The branches with what is found on them, the worst first; empty where the export names none.
    pub(super) branches: Vec<Unit>,
    /// SHA-256 of the working calendar.
    pub(super) calendar_sha256: String,
    /// SHA-256 over all verdicts.
    pub(super) verdicts_sha256: String,
}

impl<'a> Material<'a> {
    pub(super) fn new(
        audit: &'a Audit,
        report: &'a AuditReport,
        order: &'a DocumentOrder,
    ) -> Result<Self, AnalysisError> {
        let breaches = Breaches::new(audit, report);
        let branches = if audit.dataset().complaints.has(Field::Branch) {
            register::units(audit, report, &breaches, Grouping::Branch)?
        } else {
            Vec::new()
        };
        Ok(Self {
            audit,
            report,
            order,
            breaches,
            branches,
            calendar_sha256: audit.policy().calendar.sha256(),
            verdicts_sha256: audit.verdicts_sha256(),
        })
    }

    pub(super) fn policy(&self) -> &Policy {
        self.audit.policy()
    }

    /// The outcome of a rule, if it was asked for.
    pub(super) fn rule(&self, code: Code) -> Option<&'a RuleOutcome> {
        self.report.rules.iter().find(|rule| rule.doc.code == code)
    }

    /// Why a rule gives no figures; `None` if it does.
    pub(super) fn why_not(&self, code: Code) -> Option<Text> {
        match self.rule(code).map(|rule| &rule.status) {
            None if self.policy().switched_off.contains(&code) => {
                Some(Text::new("制度停用了这条规则", "the policy switches this rule off"))
            }
            None => Some(Text::new("本次没有选用这条规则", "this rule was not asked for")),
            Some(RuleStatus::Evaluated) => None,
            Some(RuleStatus::NotEvaluated(why) | RuleStatus::Failed(why)) => Some(why.clone()),
        }
    }

    /// Rules with findings, by falling grade; of one grade the gravest first, then the one with most.
    pub(super) fn problems(&self) -> Vec<&'a RuleOutcome> {
        let mut problems: Vec<&RuleOutcome> =
            self.report.rules.iter().filter(|rule| rule.findings > 0).collect();
        problems.sort_by_key(|rule| {
            (std::cmp::Reverse((Grade::of(rule), rule.doc.severity, rule.findings)), rule.doc.code)
        });
        problems
    }

    /// Rules that gave no verdict: not evaluated, failed, or with nothing to test.
    pub(super) fn without_verdict(&self) -> Vec<&'a RuleOutcome> {
        let gave_none = |rule: &&RuleOutcome| rule.status != RuleStatus::Evaluated || rule.tested == 0;
        self.report.rules.iter().filter(gave_none).collect()
    }

    /// The cases in groups.
    pub(super) fn groups(&self, by: &[Grouping]) -> Result<Groups, AnalysisError> {
        Groups::new(self.audit, by)
    }

    /// Whether the complaints export has the column of a grouping.
    pub(super) fn has(&self, grouping: Grouping) -> bool {
        self.audit.dataset().complaints.has(grouping.field())
    }

    /// The first and the last receipt of a case.
    pub(super) fn received(&self) -> Option<(Moment, Moment)> {
        let complaints = &self.audit.dataset().complaints;
        let times = complaints.times(Field::ReceivedAt)?;
        let scope = self.audit.scope();
        let is_case = |row: &usize| scope.standing(*row) == crate::audit::Standing::Case;
        let known = (0..complaints.height()).filter(is_case).filter_map(|row| times.known(row));
        known
            .fold(None, |range: Option<(i64, i64)>, at| {
                Some(range.map_or((at, at), |(first, last)| (first.min(at), last.max(at))))
            })
            .map(|(first, last)| (Moment(first), Moment(last)))
    }

    /// The branch with the largest share of late cases; complaints that name none are no branch.
    pub(super) fn worst_unit(&self) -> Option<&Unit> {
        if self.branches.len() < 2 {
            return None;
        }
        let mut named = self.branches.iter().filter(|unit| matches!(unit.name, Value::Words(_)));
        named.next().filter(|unit| unit.late > 0)
    }

    /// `45 of 120 cases late (37.5 %)` of the worst branch, with its name.
    pub(super) fn worst_branch(&self) -> Option<(Text, Text)> {
        let worst = self.worst_unit()?;
        let (late, judged) = (grouped(worst.late), grouped(worst.judged));
        let share = share(worst.late, worst.judged);
        let mut said = Text::owned(
            format!("已判定 {judged} 件中 {late} 件逾期（{share}）"),
            format!("{late} of {judged} judged complaints late ({share})"),
        );
        if !worst.is_large_enough() {
            said = Text::owned(
                format!("{}；各机构已判定都不足 {ENOUGH_CASES} 件，仅供参考", said.zh),
                format!("{}; no branch has {ENOUGH_CASES} judged, so take it with care", said.en),
            );
        } else if self.branches.iter().any(|unit| !unit.is_large_enough()) {
            said = Text::owned(
                format!("{}；只比较已判定 {ENOUGH_CASES} 件及以上的机构", said.zh),
                format!("{}; among branches with {ENOUGH_CASES} or more judged", said.en),
            );
        }
        Some((name_text(&worst.name), said))
    }
}

/// A group's name in words.
pub(super) fn name_text(name: &Value) -> Text {
    match name {
        Value::Words(words) => Text::same(words.clone()),
        Value::Label(text) => text.clone(),
        _ => Text::same(""),
    }
}
