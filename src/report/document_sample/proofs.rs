//! Findings that can say why they have their verdict.

use super::super::proof_sample;
use crate::model::{Code, Finding, FindingSource, Proof, SourceRow};

/// Findings, of which those of obligations have proofs.
pub(in super::super) struct Proven(pub(in super::super) Vec<Finding>);

impl FindingSource for Proven {
    fn iter(&self) -> Box<dyn Iterator<Item = Finding> + '_> {
        FindingSource::iter(&self.0)
    }

    fn of_rule(&self, code: Code) -> Box<dyn Iterator<Item = Finding> + '_> {
        self.0.of_rule(code)
    }

    fn proofs_of(&self, code: Code) -> Box<dyn Iterator<Item = Option<Proof>> + '_> {
        Box::new(self.of_rule(code).map(|finding| proof_of(&finding)))
    }

    fn count(&self) -> u64 {
        self.0.len() as u64
    }
}

/// The proof that was made by hand, with the finding's name on it.
pub(in super::super) fn proof_of(finding: &Finding) -> Option<Proof> {
    let state = finding.state?;
    let place = SourceRow { file: finding.file.clone(), sheet: finding.sheet.clone(), row: finding.row? };
    Some(Proof { code: finding.code, id: finding.id.clone(), state, place, ..proof_sample::late() })
}
