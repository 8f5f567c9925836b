//! Why one case has its verdict under one rule: every day counted, every visit, every definition.
//!
//! Owns the course of a case as steps. Judges nothing: state and moments come from the very functions that
//! counted the case.

mod day;
mod deadline;
mod recurrence;
mod verdict;

use std::borrow::Cow;
use std::sync::Arc;

use crate::dataset::{Field, Place, Table};
use crate::model::{CaseProof, Code, Finding, Proof, RuleStatus, SourceRow, Subject, Text};
use crate::policy::Duty;

use super::audited::policy_used;
use super::findings::of_run;
use super::run::{Audit, Found, RuleRun};
use super::scope::Standing;

pub(super) use day::kind_text;

/// Why nothing can be said of a case.
#[derive(Debug)]
pub enum ProofError {
    /// The rule was not run or could not run, and why.
    NotEvaluated(Text),
    /// No row of the rule's export has this id.
    NoSuchCase {
        /// The export whose ids were searched.
        subject: Subject,
        /// The id.
        id: String,
        /// Ids most like it.
        near: Vec<String>,
    },
}

/// What a rule says of a case.
#[derive(Default)]
struct Said {
    proofs: Vec<Proof>,
    findings: Vec<Finding>,
    note: Option<Text>,
}

impl Audit {
    /// The proof of the verdict on the case `id` under the rule `code`, which must have been selected.
    ///
    /// # Errors
    /// When the rule has no verdicts, or there is no such case.
    pub fn prove(&self, code: Code, id: &str) -> Result<CaseProof, ProofError> {
        let not_selected = || ProofError::NotEvaluated(Text::new("没有运行该规则", "the rule was not run"));
        let run = self.rules.iter().find(|run| run.outcome.doc.code == code).ok_or_else(not_selected)?;
        if let RuleStatus::NotEvaluated(why) | RuleStatus::Failed(why) = &run.outcome.status {
            return Err(ProofError::NotEvaluated(why.clone()));
        }
        let obligation = self.policy.obligation(code);
        let said = match (&run.found, obligation.map(|it| (it, &it.duty))) {
            (Found::Deadline { matches, .. }, Some((obligation, Duty::Deadline(deadline)))) => {
                let rows = self.rows_of(deadline.on, id)?;
                let prove = |row| deadline::prove(self, obligation, deadline, matches, row);
                Said { proofs: rows.into_iter().flat_map(prove).collect(), ..Said::default() }
            }
            (Found::Recurrence { counted, .. }, Some((obligation, Duty::Recurrence(recurrence)))) => {
                let rows = self.rows_of(Subject::Customers, id)?;
                let prove = |row| recurrence::prove(self, obligation, recurrence, counted, row);
                let proofs: Vec<Proof> = rows.into_iter().flat_map(prove).collect();
                let note = proofs
                    .is_empty()
                    .then(|| Text::new("回访记录没有覆盖任何期间", "the visit records cover no period"));
                Said { proofs, note, ..Said::default() }
            }
            _ => self.found_on(run, id)?,
        };
        Ok(CaseProof {
            code,
            title: run.outcome.doc.title.clone(),
            case: self.shown_case(run, id).into_owned(),
            as_of: self.as_of,
            zone: self.policy.zone,
            policy: policy_used(&self.policy),
            proofs: said.proofs,
            findings: said.findings,
            note: said.note,
        })
    }

    /// The findings that name the id.
    fn found_on(&self, run: &RuleRun, id: &str) -> Result<Said, ProofError> {
        let id = self.shown_case(run, id);
        let findings: Vec<Finding> = of_run(self, run).filter(|finding| finding.id == *id).collect();
        if !findings.is_empty() {
            return Ok(Said { findings, ..Said::default() });
        }
        match &run.found {
            Found::Coverage { groups, .. } => {
                if !groups.iter().any(|group| group.name == *id) {
                    let names = groups.iter().map(|group| (group.plain_name.clone(), group.name.clone()));
                    let near = near(names, &id);
                    return Err(ProofError::NoSuchCase {
                        subject: Subject::Group,
                        id: id.into_owned(),
                        near,
                    });
                }
            }
            _ => self.known_somewhere(run.outcome.subject, &id)?,
        }
        let code = run.outcome.doc.code;
        let note = Text::owned(format!("{code} 对 {id} 没有发现"), format!("{code} found nothing on {id}"));
        Ok(Said { note: Some(note), ..Said::default() })
    }

    /// Whether any export has the id: a check may test several.
    fn known_somewhere(&self, subject: Subject, id: &str) -> Result<(), ProofError> {
        let unknown = match self.rows_of(subject, id) {
            Ok(_) => return Ok(()),
            Err(unknown) => unknown,
        };
        let elsewhere = Subject::EXPORTS.into_iter().any(|other| self.rows_of(other, id).is_ok());
        if elsewhere { Ok(()) } else { Err(unknown) }
    }

    /// How the case that was asked for is shown: a group of persons, and a customer known by a phone, may be
    /// named as they stand in the export and stay hidden.
    fn shown_case<'a>(&self, run: &RuleRun, id: &'a str) -> Cow<'a, str> {
        if let Found::Coverage { groups, .. } = &run.found {
            let asked = groups.iter().find(|group| group.name == id || group.plain_name == id);
            return asked.map_or(Cow::Borrowed(id), |group| Cow::Owned(group.name.clone()));
        }
        match run.outcome.subject {
            Subject::Group => Cow::Borrowed(id),
            subject => self.dataset.shown_id(subject, id),
        }
    }

    /// The rows of an export with this id, as it stands or as it is shown, in the order of the files.
    fn rows_of(&self, subject: Subject, id: &str) -> Result<Vec<usize>, ProofError> {
        let table = self.dataset.table(subject);
        let ids = |table: &Table| -> Vec<String> {
            (0..table.height()).map(|row| self.dataset.plain_id(table, Field::Id, row)).collect()
        };
        let ids = table.map_or_else(Vec::new, ids);
        let is_asked = |plain: &str| plain == id || self.dataset.shown_id(subject, plain) == id;
        let rows: Vec<usize> = (0..ids.len()).filter(|&row| is_asked(&ids[row])).collect();
        if !rows.is_empty() {
            // Of the events of a case, one stands for it.
            let stands = |&row: &usize| {
                subject != Subject::Complaints || self.scope.standing(row) != Standing::EarlierEvent
            };
            return Ok(rows.into_iter().filter(stands).collect());
        }
        let shown = |plain: String| {
            let shown = self.dataset.shown_id(subject, &plain).into_owned();
            (plain, shown)
        };
        let near = near(ids.into_iter().map(shown), id);
        let id = self.dataset.shown_id(subject, id).into_owned();
        Err(ProofError::NoSuchCase { subject, id, near })
    }

    /// The head of every proof of an obligation on a row.
    fn proof_of(&self, subject: Subject, row: usize) -> Option<(SourceRow, String)> {
        let table = self.dataset.table(subject)?;
        Some((source_row(table.place(row)), self.dataset.id(table, Field::Id, row)))
    }
}

/// The proof of one unit of an obligation.
pub(super) fn of_unit(audit: &Audit, run: &RuleRun, unit: usize) -> Option<Proof> {
    let obligation = audit.policy.obligation(run.outcome.doc.code)?;
    match (&run.found, &obligation.duty) {
        (Found::Deadline { matches, .. }, Duty::Deadline(deadline)) => {
            deadline::prove_unit(audit, obligation, deadline, matches, unit)
        }
        (Found::Recurrence { counted, .. }, Duty::Recurrence(recurrence)) => {
            recurrence::prove_unit(audit, obligation, recurrence, counted, unit)
        }
        _ => None,
    }
}

/// The first few ids that one slip of the pen turns into `id`, as they may be shown.
fn near(ids: impl Iterator<Item = (String, String)>, id: &str) -> Vec<String> {
    const SHOWN: usize = 5;
    let mut near: Vec<String> = Vec::new();
    for (_, shown) in ids.filter(|(plain, _)| strsim::damerau_levenshtein(plain, id) <= 1) {
        if !near.contains(&shown) {
            near.push(shown);
        }
        if near.len() == SHOWN {
            break;
        }
    }
    near
}

/// A record's place as a proof shows it.
pub(super) fn source_row(place: Place) -> SourceRow {
    SourceRow { file: place.file, sheet: place.sheet.map(|sheet| Arc::from(&*sheet)), row: place.row }
}
