//! Which complaint each finding is about, and which finding of a rule is the gravest.
//!
//! Owns the step from a verdict or a hit to its case. Makes no finding but the one that is asked for.

use crate::model::{CaseState, Code, Finding, Proof, Subject};
use crate::policy::{Deadline, Duty};

use super::deadline::Matches;
use super::findings::{breaches, of_one};
use super::links::VisitLink;
use super::run::{Audit, Found, RuleRun};
use super::verdicts::Verdicts;

impl Audit {
    /// The complaint row that each finding of a rule is about, in no promised order; `None` for a finding on a
    /// group, a customer, or a visit of no known complaint.
    #[must_use]
    pub fn concerned(&self, code: Code) -> Box<dyn Iterator<Item = Option<usize>> + '_> {
        let Some(run) = self.run_of(code) else { return Box::new(std::iter::empty()) };
        match &run.found {
            Found::Check { hits, .. } => {
                Box::new(hits.iter().map(|hit| self.complaint_of(hit.subject, hit.row as usize)))
            }
            Found::Deadline { verdicts, .. } => match self.deadline_of(code) {
                Some(deadline) => {
                    let stages = deadline.stages.len().max(1);
                    let on = deadline.on;
                    Box::new(breaches(verdicts).map(move |unit| self.complaint_of(on, unit / stages)))
                }
                None => Box::new(std::iter::empty()),
            },
            Found::Recurrence { .. } | Found::Coverage { .. } => {
                let findings = usize::try_from(run.outcome.findings).unwrap_or(usize::MAX);
                Box::new(std::iter::repeat_n(None, findings))
            }
            Found::Nothing => Box::new(std::iter::empty()),
        }
    }

    /// The complaint rows on which a deadline was decided, met or not, in order; a row may come several times.
    #[must_use]
    pub fn decided(&self, code: Code) -> Box<dyn Iterator<Item = usize> + '_> {
        let Some(run) = self.run_of(code) else { return Box::new(std::iter::empty()) };
        match (&run.found, self.deadline_of(code)) {
            (Found::Deadline { verdicts, .. }, Some(deadline)) if deadline.on == Subject::Complaints => {
                let stages = deadline.stages.len().max(1);
                let is_decided = |state: &CaseState| state.is_breach() || *state == CaseState::Met;
                let units = verdicts.states().iter().enumerate().filter(move |(_, state)| is_decided(state));
                Box::new(units.map(move |(unit, _)| unit / stages))
            }
            _ => Box::new(std::iter::empty()),
        }
    }

    /// The finding of a rule that is latest, with its proof; of equals, and where nothing can be late, the first.
    #[must_use]
    pub fn gravest(&self, code: Code) -> Option<(Finding, Option<Proof>)> {
        let run = self.run_of(code)?;
        let unit = match (&run.found, self.deadline_of(code)) {
            (Found::Deadline { verdicts, matches }, Some(deadline)) => {
                self.latest(deadline, verdicts, matches)?
            }
            _ => 0,
        };
        of_one(self, run, unit)
    }

    /// The unit that is longest past its due moment.
    fn latest(&self, deadline: &Deadline, verdicts: &Verdicts, matches: &[Matches]) -> Option<usize> {
        let bound = self.bind(deadline, matches).ok()?;
        let overrun = |unit: usize| {
            let judgement = bound.judge(unit);
            judgement.actual.unwrap_or(self.as_of.at.0) - judgement.due.unwrap_or(i64::MAX)
        };
        // Of equals the last is the greatest, so the first unit is looked at last.
        breaches(verdicts).map(|unit| (overrun(unit), std::cmp::Reverse(unit))).max().map(|(_, unit)| unit.0)
    }

    fn run_of(&self, code: Code) -> Option<&RuleRun> {
        self.rules.iter().find(|run| run.outcome.doc.code == code)
    }

    fn deadline_of(&self, code: Code) -> Option<&Deadline> {
        match &self.policy.obligation(code)?.duty {
            Duty::Deadline(deadline) => Some(deadline),
            Duty::Recurrence(_) | Duty::Coverage(_) => None,
        }
    }

    fn complaint_of(&self, subject: Subject, row: usize) -> Option<usize> {
        match subject {
            Subject::Complaints => Some(row),
            Subject::Visits => match self.links.as_ref()?.link(row) {
                VisitLink::Complaint(complaint) => Some(complaint as usize),
                VisitLink::Orphan | VisitLink::Nothing => None,
            },
            Subject::Customers | Subject::Staff | Subject::Group => None,
        }
    }
}
