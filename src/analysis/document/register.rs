//! Units (branches, handlers, categories) with what was found on them, the worst first.

use crate::audit::Audit;
use crate::model::{AuditReport, Severity, Value};

use super::super::grouping::{AnalysisError, Grouping, Groups};
use super::breaches::Breaches;

/// The fewest judged cases from which on a unit's share is compared: in smaller ones a single case decides it.
pub(super) const ENOUGH_CASES: u64 = 10;

/// A unit.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) name: Value,
    pub(super) cases: u64,
    /// Cases on which a deadline that counts was decided.
    pub(super) judged: u64,
    /// Cases late in any of the three questions.
    pub(super) late: u64,
    /// Late by question.
    pub(super) late_in: [u64; 3],
    /// Findings from the gravest severity to the least.
    pub(super) findings: [u64; 4],
}

impl Unit {
    /// The share of late cases among those judged, 0 to 1.
    pub(super) fn late_share(&self) -> f64 {
        if self.judged == 0 {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "numbers of cases stay far below 2^53")]
        let share = self.late as f64 / self.judged as f64;
        share
    }

    /// Whether its share says something.
    pub(super) fn is_large_enough(&self) -> bool {
        self.judged >= ENOUGH_CASES
    }
}

#[derive(Clone, Default)]
struct Counts {
    cases: u64,
    judged: u64,
    late: u64,
    late_in: [u64; 3],
}

/// The units of a grouping: the largest share of late cases first, those with hardly any case last.
pub(super) fn units(
    audit: &Audit,
    report: &AuditReport,
    breaches: &Breaches,
    by: Grouping,
) -> Result<Vec<Unit>, AnalysisError> {
    let groups = Groups::new(audit, &[by])?;
    let counts = groups.fold(|counts: &mut Counts, row| {
        counts.cases += 1;
        counts.judged += u64::from(breaches.is_judged(row));
        counts.late += u64::from(breaches.is_late(row));
        for (question, late) in counts.late_in.iter_mut().enumerate() {
            *late += u64::from(breaches.is_late_in(row, question));
        }
    });
    let mut findings = vec![[0_u64; 4]; groups.len()];
    for rule in &report.rules {
        let Some(place) = Severity::GRAVEST_FIRST.iter().position(|it| *it == rule.doc.severity) else {
            continue;
        };
        for row in audit.concerned(rule.doc.code).flatten() {
            if let Some(group) = groups.of(row) {
                findings[group][place] += 1;
            }
        }
    }
    let unit = |(group, counts): (usize, Counts)| Unit {
        name: groups.labels(group).into_iter().next().unwrap_or(Value::Nothing),
        cases: counts.cases,
        judged: counts.judged,
        late: counts.late,
        late_in: counts.late_in,
        findings: findings[group],
    };
    // A grouping without any case has one group that nothing belongs to.
    let mut units: Vec<Unit> =
        counts.into_iter().enumerate().map(unit).filter(|unit| unit.cases > 0).collect();
    units.sort_by(|a, b| {
        b.is_large_enough()
            .cmp(&a.is_large_enough())
            .then(b.late_share().total_cmp(&a.late_share()))
            .then(b.cases.cmp(&a.cases))
            .then_with(|| name(a).cmp(&name(b)))
    });
    Ok(units)
}

fn name(unit: &Unit) -> String {
    match &unit.name {
        Value::Words(words) => words.clone(),
        _ => "\u{10ffff}".to_owned(),
    }
}
