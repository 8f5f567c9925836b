//! The checks: rules that look at records instead of deadlines. One file each, one line here.

mod blank_cells;
mod cbk003_too_few_attempts;
mod cbk004_visited_by_handler;
mod cbk005_outside_permitted_hours;
mod cbk006_orphan_callback;
mod cbk008_visit_record_incomplete;
mod cell_faults;
mod chr001_response_before_receipt;
mod chr002_closed_before_receipt;
mod chr003_callback_before_closure;
mod chr004_after_as_of_date;
mod cls004_status_contradicts_dates;
mod dup001_duplicate_complaint;
mod dup002_duplicate_visit;
mod elapsed;
mod expression;
mod gam003_extension_unapproved;
mod kept;
mod rep001_overdue_flag_disagrees;
mod rep002_elapsed_disagrees;
mod ret001_records_missing_in_retention;
mod val001_required_value_missing;
mod val002_unreadable_value;
pub(super) mod val003_unknown_value;
mod val007_precision_lost;
mod val008_formula_not_computed;
mod val009_ambiguous_date_format;

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, Field};
use crate::model::{AsOf, Code, Counted, Evidence, Period, Severity, Subject, Text};
use crate::policy::{Obligation, Policy};

use super::links::Links;
use super::run::Audit;
use super::scope::Scope;

pub(super) use kept::{Judged, Kept};

/// Every check, in the order of codes.
pub static REGISTRY: &[&Check] = &[
    &cbk003_too_few_attempts::CHECK,
    &cbk004_visited_by_handler::CHECK,
    &cbk005_outside_permitted_hours::CHECK,
    &cbk006_orphan_callback::CHECK,
    &cbk008_visit_record_incomplete::CHECK,
    &chr001_response_before_receipt::CHECK,
    &chr002_closed_before_receipt::CHECK,
    &chr003_callback_before_closure::CHECK,
    &chr004_after_as_of_date::CHECK,
    &cls004_status_contradicts_dates::CHECK,
    &dup001_duplicate_complaint::CHECK,
    &dup002_duplicate_visit::CHECK,
    &gam003_extension_unapproved::CHECK,
    &rep001_overdue_flag_disagrees::CHECK,
    &rep002_elapsed_disagrees::CHECK,
    &ret001_records_missing_in_retention::CHECK,
    &val001_required_value_missing::CHECK,
    &val002_unreadable_value::CHECK,
    &val003_unknown_value::CHECK,
    &val007_precision_lost::CHECK,
    &val008_formula_not_computed::CHECK,
    &val009_ambiguous_date_format::CHECK,
];

/// A check: what it is, what it says of itself, and how it finds and words its findings.
pub struct Check {
    /// The permanent code.
    pub code: Code,
    /// The permanent English name.
    pub name: &'static str,
    /// Its gravity.
    pub severity: Severity,
    /// The export its findings stand on.
    pub subject: Subject,
    /// The columns without which it is not evaluated.
    pub needs: &'static [(Subject, Field)],
    /// Columns it looks at where they are there.
    pub uses: &'static [(Subject, Field)],
    /// A short title.
    pub title: Text,
    /// What it tests and when it fires.
    pub what: Text,
    /// Why it matters.
    pub why: Text,
    /// What is compared, over which rows.
    pub formula: Text,
    /// What to do about a finding.
    pub fix: Text,
    /// Where it comes from.
    pub source: Text,
    /// Whether it compares rows with each other; such checks take longest and are started first.
    pub compares_rows: bool,
    /// Finds the rows; each hit stands on the row somebody must correct.
    pub(super) run: fn(&Context<'_>) -> PolarsResult<Tested>,
    /// Words one hit.
    pub(super) describe: fn(&Context<'_>, Hit) -> Described,
}

/// What a check may look at.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) policy: &'a Policy,
    pub(super) scope: &'a Scope,
    pub(super) links: Option<&'a Links>,
    pub(super) as_of: AsOf,
    pub(super) period: Period,
    /// For checks that compare with an obligation's verdicts.
    pub(super) audit: &'a Audit,
    /// What the check kept for the wording of its hits; nothing while it runs.
    pub(super) kept: &'a Kept,
}

impl Context<'_> {
    /// Whether the audit is limited to a period.
    pub(super) fn has_period(&self) -> bool {
        self.period != Period::default()
    }

    /// Whether the period takes the row in.
    pub(super) fn in_period(&self, subject: Subject, row: usize) -> bool {
        match (subject, self.links) {
            (Subject::Complaints, _) => self.scope.in_period(row),
            (Subject::Visits, Some(links)) => links.in_period(row),
            _ => true,
        }
    }
}

/// One row (or cell) that violates a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// The export of the row, or [`Subject::Group`].
    pub(super) subject: Subject,
    /// The table row, or the place in [`Kept::groups`].
    pub(super) row: u32,
    /// What else the check needs to word it: another row, a place in a list.
    pub(super) detail: u32,
}

/// What a check came to.
#[derive(Debug, Default)]
pub(super) struct Tested {
    /// Rows (or cells) it had a verdict on.
    pub(super) tested: u64,
    /// Rows (or cells) within its reach that it could not or need not test, by reason.
    pub(super) excluded: Vec<Counted>,
    /// The violations.
    pub(super) hits: Vec<Hit>,
    /// Anything the reader must know.
    pub(super) notes: Vec<Text>,
    /// Why the check cannot be evaluated here although its columns are there.
    pub(super) unfit: Option<Text>,
    /// What the wording of the hits needs and cannot cheaply look up again.
    pub(super) kept: Kept,
}

impl Tested {
    /// Counts rows that were not tested, if there are any.
    pub(super) fn exclude(&mut self, reason: Text, count: u64) {
        match self.excluded.iter_mut().find(|counted| counted.reason == reason) {
            Some(counted) => counted.count += count,
            None if count > 0 => self.excluded.push(Counted { reason, count }),
            None => {}
        }
    }
}

/// The words and proof of one finding.
#[derive(Debug)]
pub(super) struct Described {
    pub(super) message: Text,
    pub(super) evidence: Vec<(&'static str, Evidence)>,
}

/// The obligations whose cases a check judges, so that their columns are loaded for it.
pub(super) fn judged_by(check: Code, policy: &Policy) -> Vec<&Obligation> {
    if check == rep001_overdue_flag_disagrees::CHECK.code {
        policy.obligation(policy.judged_by).into_iter().collect()
    } else if check == gam003_extension_unapproved::CHECK.code {
        policy.obligations.iter().filter(|it| gam003_extension_unapproved::may_extend(it)).collect()
    } else {
        Vec::new()
    }
}

const OUTSIDE_PERIOD: Text = Text::new("不在审计期间", "outside the period");
const EARLIER_EVENT: Text = Text::new(
    "同一工单的其他记录，以最后一条为准",
    "another event of a case; its last row stands for the case",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(REGISTRY.windows(2).all(|pair| pair[0].code < pair[1].code));
    }

    #[test]
    fn no_rule_is_without_words() {
        for check in REGISTRY {
            for text in [&check.title, &check.what, &check.why, &check.formula, &check.fix, &check.source] {
                assert!(!text.zh.is_empty() && !text.en.is_empty(), "{}", check.code);
            }
        }
    }
}
