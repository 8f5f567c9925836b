//! The exit code, computed in one place from the outcome and never from a format.

use std::process::ExitCode;

use crate::model::{AuditReport, Inspection, Severity};

use super::output::Delivery;

/// How a run ended. The numbers are public and permanent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above the level asked for.
    Clean = 0,
    /// Findings at or above it.
    Findings = 1,
    /// Wrong usage, configuration or policy.
    Usage = 2,
    /// The audit is not complete; goes before `Findings`.
    Incomplete = 3,
}

impl Exit {
    /// The exit of an audit; `fail_on` is the least grave severity that counts, `None` for never.
    #[must_use]
    pub fn of_audit(report: &AuditReport, fail_on: Option<Severity>) -> Self {
        if !report.gaps().is_empty() {
            return Self::Incomplete;
        }
        match fail_on {
            Some(severity) if report.findings_at_or_above(severity) > 0 => Self::Findings,
            _ => Self::Clean,
        }
    }

    /// The exit of an inspection: complete if every input can be used and its account closes.
    #[must_use]
    pub fn of_inspections(inspections: &[Inspection]) -> Self {
        let usable = inspections.iter().all(|seen| seen.gaps().is_empty());
        if usable { Self::Clean } else { Self::Incomplete }
    }

    /// The graver of two; `Incomplete` goes before all others.
    #[must_use]
    pub(super) fn worse(self, other: Self) -> Self {
        if other as u8 > self as u8 { other } else { self }
    }

    /// The exit once the result is out. A reader that closed the pipe did so because it has what it
    /// wants: `hearback … | head -1` succeeds whatever the rest would have said.
    #[must_use]
    pub(super) fn after(self, delivery: Delivery) -> Self {
        match delivery {
            Delivery::Complete => self,
            Delivery::CutShort => Self::Clean,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_0_whatever_was_found() {
        for exit in [Exit::Clean, Exit::Findings, Exit::Incomplete] {
            assert_eq!(exit.after(Delivery::CutShort), Exit::Clean);
            assert_eq!(exit.after(Delivery::Complete), exit);
        }
    }
}
