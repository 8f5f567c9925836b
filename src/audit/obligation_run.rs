//! Running one obligation: bind, judge, count.

use crate::dataset::Field;
use crate::model::{
    Counted as CountedCases, Rate, RuleDoc, RuleOutcome, RuleStatus, StateCounts, Subject, Text,
};
use crate::policy::{Coverage, Deadline, Duty, Expectation, Obligation, Recurrence, WordTable};

use super::coverage::{GroupVerdict, Grouped, covered, judge_groups};
use super::deadline::{BindError, find_matches, no_table, unknown_name};
use super::names::{cases_of, lacks, named, words_of};
use super::recurrence::count_visits;
use super::rule_texts::obligation_doc;
use super::run::{Audit, AuditError, Found, RuleRun};
use super::verdicts::Verdicts;

/// A rule that cannot run on this dataset; an error only if the policy itself is at fault.
fn without(doc: RuleDoc, subject: Subject, error: BindError) -> Result<RuleRun, AuditError> {
    match error {
        BindError::Policy(text) => Err(AuditError::Policy(text)),
        BindError::Absent(why) => {
            let outcome = RuleOutcome::without_verdict(doc, subject, RuleStatus::NotEvaluated(why));
            Ok(RuleRun { outcome, found: Found::Nothing })
        }
    }
}

pub(super) fn deadline_run(
    audit: &Audit,
    obligation: &Obligation,
    deadline: &Deadline,
) -> Result<RuleRun, AuditError> {
    let doc = obligation_doc(obligation, &audit.policy);
    let found = audit
        .cases(deadline.on)
        .and_then(|cases| find_matches(deadline, cases, audit.ground(), audit.as_of.at));
    let matches = match found {
        Ok(matches) => matches,
        Err(error) => return without(doc, deadline.on, error),
    };
    let bound = match audit.bind(deadline, &matches) {
        Ok(bound) => bound,
        Err(error) => return without(doc, deadline.on, error),
    };
    let verdicts = bound.verdicts();
    let mut notes = deadline_notes(audit, deadline, bound.promises());
    notes.extend(bound.notes());
    drop(bound);
    let outcome = outcome_of(doc, deadline.on, &verdicts, notes);
    Ok(RuleRun { outcome, found: Found::Deadline { verdicts, matches } })
}

pub(super) fn recurrence_run(
    audit: &Audit,
    obligation: &Obligation,
    recurrence: &Recurrence,
) -> Result<RuleRun, AuditError> {
    let doc = obligation_doc(obligation, &audit.policy);
    let subject = Subject::Customers;
    let found = audit
        .cases(subject)
        .and_then(|cases| count_visits(recurrence, cases, audit.ground(), audit.as_of.at));
    let counted = match found {
        Ok(counted) => counted,
        Err(error) => return without(doc, subject, error),
    };
    let bound = match audit.bind_recurrence(recurrence, &counted) {
        Ok(bound) => bound,
        Err(error) => return without(doc, subject, error),
    };
    let verdicts = bound.verdicts();
    drop(bound);
    let mut notes = vec![Text::new(
        "计数单位为客户与期间；只判定客户全程有效且回访记录完整的期间",
        "counts are of customers and periods; only periods are judged in which the customer was active throughout and the records are whole",
    )];
    if recurrence.counted_only {
        notes.push(Text::new(
            "只供覆盖率统计，不逐户列为发现",
            "counted for a coverage only, no findings of its own",
        ));
    }
    let mut outcome = outcome_of(doc, subject, &verdicts, notes);
    if recurrence.counted_only {
        outcome.findings = 0;
    }
    let counted_only = recurrence.counted_only;
    Ok(RuleRun { outcome, found: Found::Recurrence { verdicts, counted, counted_only } })
}

fn outcome_of(doc: RuleDoc, subject: Subject, verdicts: &Verdicts, notes: Vec<Text>) -> RuleOutcome {
    let counts = verdicts.counts();
    RuleOutcome {
        counts: Some(counts),
        population: counts.population(),
        tested: counts.decided(),
        findings: counts.breaches(),
        rate: Some(Rate::in_time(&counts)),
        excluded: verdicts.excluded(),
        undetermined: verdicts.undetermined(),
        definitions: verdicts.definitions().to_vec(),
        notes,
        ..RuleOutcome::without_verdict(doc, subject, RuleStatus::Evaluated)
    }
}

/// What a reader must know about how the deadline was judged here.
fn deadline_notes(audit: &Audit, deadline: &Deadline, promises: bool) -> Vec<Text> {
    let mut notes = Vec::new();
    if promises {
        notes.push(Text::new("按导出表自带的应办结时间判定", "judged by the export's own due dates"));
    }
    let asks_outcome = deadline.stages.iter().any(|stage| match &stage.expects {
        Expectation::Visit(wanted) => {
            wanted.conditions.iter().any(|condition| condition.field == Field::Outcome.key())
        }
        Expectation::Field(_) => false,
    });
    if asks_outcome && audit.links.as_ref().is_some_and(|links| !links.has_outcome()) {
        notes.push(Text::new(
            "回访表没有回访结果列，无法知道是否接通",
            "the visits export has no outcome column, so nobody knows who was reached",
        ));
    }
    if deadline.stages.len() > 1 {
        notes.push(Text::new("计数单位为每项应做之事", "counts are of each thing due"));
    }
    notes
}

pub(super) fn coverage_run(
    audit: &Audit,
    obligation: &Obligation,
    runs: &[RuleRun],
    coverage: &Coverage,
) -> Result<RuleRun, AuditError> {
    let doc = obligation_doc(obligation, &audit.policy);
    let of = coverage.of;
    let subject = cases_of(&audit.policy, &obligation.duty);
    let absent = |why: Text| without(doc.clone(), Subject::Group, BindError::Absent(why));
    let Some(by) = named(&audit.policy, subject, &coverage.by) else {
        return without(doc, Subject::Group, unknown_name(&coverage.by));
    };
    let Some(counted) = runs.iter().find(|run| run.outcome.doc.code == of) else {
        return absent(Text::owned(format!("{of} 未能评估"), format!("{of} could not be evaluated")));
    };
    let Some(table) = audit.dataset.table(by.subject) else { return absent(no_table(by.subject)) };
    let through = if by.through_customer {
        use super::conditions::CustomerRows;
        audit.customer_rows(subject)
    } else {
        None
    };
    let Some(groups) = Grouped::new(table, by, through) else {
        return absent(lacks(&audit.policy, by));
    };
    let meanings = words_of(&audit.policy, by);
    let Some(groups) = judged_groups(audit, counted, &groups, (coverage, meanings)) else {
        return absent(Text::owned(format!("{of} 未能评估"), format!("{of} could not be evaluated")));
    };
    let counts: StateCounts = groups.iter().map(|group| group.state).collect();
    let outcome = RuleOutcome {
        counts: Some(counts),
        population: counts.population(),
        tested: counts.decided(),
        findings: counts.breaches(),
        rate: counted.outcome.counts.map(|counts| covered(coverage.counts, &counts)),
        excluded: groups_without(counts.excluded, Text::new("没有适用的个案", "no case the rule applies to")),
        undetermined: groups_without(
            counts.undetermined,
            Text::new("只在部分算法下不足目标", "below target only under some readings"),
        ),
        notes: vec![Text::owned(
            format!("计数单位为分组，比率为 {of} 的全部个案"),
            format!("counts are of groups; the rate is {of}'s over all cases"),
        )],
        ..RuleOutcome::without_verdict(doc, Subject::Group, RuleStatus::Evaluated)
    };
    let by_branch = by.field == Field::Branch;
    Ok(RuleRun { outcome, found: Found::Coverage { groups, by_branch } })
}

/// Judges the groups of the cases of a counted obligation; `None` if it has no verdicts.
fn judged_groups(
    audit: &Audit,
    counted: &RuleRun,
    groups: &Grouped<'_>,
    target: (&Coverage, Option<&WordTable>),
) -> Option<Vec<GroupVerdict>> {
    let duty = audit.policy.obligation(counted.outcome.doc.code).map(|obligation| &obligation.duty)?;
    match (&counted.found, duty) {
        (Found::Deadline { verdicts, .. }, Duty::Deadline(deadline)) => {
            let stages = deadline.stages.len();
            let cases = verdicts.states().iter().enumerate();
            let cases = cases.map(|(unit, &state)| (unit / stages, None, state));
            Some(judge_groups(&audit.dataset, groups, cases, &[], target))
        }
        (Found::Recurrence { verdicts, counted, .. }, Duty::Recurrence(recurrence)) => {
            let bound = audit.bind_recurrence(recurrence, counted).ok()?;
            let cases = verdicts.states().iter().enumerate().map(|(unit, &state)| {
                let (row, period) = bound.row_and_period(unit);
                (row, Some(period), state)
            });
            Some(judge_groups(&audit.dataset, groups, cases, &bound.period_labels(), target))
        }
        _ => None,
    }
}

fn groups_without(count: u64, reason: Text) -> Vec<CountedCases> {
    if count > 0 { vec![CountedCases { reason, count }] } else { Vec::new() }
}
