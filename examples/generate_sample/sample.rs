//! The sample while it is being made: finds clean rows to plant on, and lays the finished rows out as files.

use crate::base::clean_cases;
use crate::record::{Case, Complaint, REACHED, Truth, Twin, Visit};
use crate::rng::Rng;
use chrono::NaiveDate;
use std::error::Error;

pub(crate) struct Sample {
    cases: Vec<Case>,
    /// Callbacks that belong to no complaint of the ledger.
    pub(crate) strays: Vec<Visit>,
    /// Branches whose closure rate is too low.
    pub(crate) low_branches: Vec<(&'static str, &'static str)>,
}

/// Rows in the order of the files.
pub(crate) struct Files {
    pub(crate) complaints: Vec<Complaint>,
    pub(crate) visits: Vec<Visit>,
    pub(crate) low_branches: Vec<(&'static str, &'static str)>,
}

impl Sample {
    pub(crate) fn new(seed: u64) -> Self {
        Self { cases: clean_cases(&mut Rng::new(seed)), strays: Vec::new(), low_branches: Vec::new() }
    }

    /// The first clean case of a branch received on or after a day that is closed and was called back once.
    pub(crate) fn take(&mut self, branch: &str, from: NaiveDate) -> Result<&mut Case, Box<dyn Error>> {
        self.take_where(from, |case| case.complaint.branch == branch && case.visits.len() == 1)
    }

    /// As `take`, of one severity in any branch.
    pub(crate) fn take_severity(
        &mut self,
        severity: &str,
        from: NaiveDate,
    ) -> Result<&mut Case, Box<dyn Error>> {
        self.take_where(from, |case| case.complaint.severity == severity && case.visits.len() == 1)
    }

    /// The first case received on or after a day that is answered and still open.
    pub(crate) fn take_open(&mut self, from: NaiveDate) -> Result<&mut Case, Box<dyn Error>> {
        self.take_where(from, |case| case.closed.is_none())
    }

    /// As `take_open`, of one severity.
    pub(crate) fn take_severity_open(
        &mut self,
        severity: &str,
        from: NaiveDate,
    ) -> Result<&mut Case, Box<dyn Error>> {
        self.take_where(from, |case| case.complaint.severity == severity && case.closed.is_none())
    }

    fn take_where(
        &mut self,
        from: NaiveDate,
        fits: impl Fn(&Case) -> bool,
    ) -> Result<&mut Case, Box<dyn Error>> {
        let found =
            self.cases.iter_mut().find(|case| !case.taken && case.received.date() >= from && fits(case));
        let case = found.ok_or_else(|| format!("no clean case left to plant on from {from}"))?;
        case.taken = true;
        Ok(case)
    }

    /// Complaints by receipt, then the rows that repeat one; callbacks by time, numbered in that order.
    pub(crate) fn into_files(self) -> Result<Files, Box<dyn Error>> {
        let mut complaints = Vec::new();
        let mut repeats = Vec::new();
        let mut visits = self.strays;
        for mut case in self.cases {
            // The ledger's satisfaction comes from the callback; where nobody was reached there is none.
            if case.visits.iter().all(|visit| visit.outcome != REACHED) {
                case.complaint.satisfaction = "";
            }
            complaints.push(case.complaint);
            repeats.extend(case.repeats);
            visits.extend(case.visits);
        }
        complaints.extend(repeats);
        visits.sort_by_key(|visit| visit.slot);
        Ok(Files { complaints, visits: number(visits)?, low_branches: self.low_branches })
    }
}

fn number(visits: Vec<Visit>) -> Result<Vec<Visit>, Box<dyn Error>> {
    let mut rows: Vec<Visit> = Vec::new();
    let mut copies = Vec::new();
    let mut used = 0;
    let mut next = || {
        used += 1;
        format!("HF2025{used:04}")
    };
    for mut visit in visits {
        visit.id = next();
        if visit.without_id {
            visit.id.clear();
        }
        if visit.twin == Some(Twin::NumberOfRowAbove) {
            let above = rows.last().filter(|row| !row.id.is_empty() && row.truth.planted.is_empty());
            visit.id.clone_from(&above.ok_or("the row above has no number to lend")?.id);
        }
        let mut again = visit.clone();
        again.truth = Truth::default();
        let twin = visit.twin;
        rows.push(visit);
        match twin {
            Some(Twin::Copy) => {
                again.truth.fires("DUP002", "whole row repeated at the end of the file");
                copies.push(again);
            }
            Some(Twin::Rekeyed) => {
                again.id = next();
                again.note.clear();
                again.truth.fires(
                    "DUP002",
                    "same customer, visitor and time as the row above, under another number",
                );
                rows.push(again);
            }
            Some(Twin::NumberOfRowAbove) | None => {}
        }
    }
    rows.extend(copies);
    Ok(rows)
}
