//! One number for all that an audit decided, by which two runs can be compared.

use sha2::{Digest, Sha256};

use crate::model::figures::hexadecimal;
use crate::model::{CaseState, RuleStatus};

use super::run::{Audit, Found, RuleRun};

impl Audit {
    /// SHA-256 over the verdict of every unit and every hit of every rule, in the order of codes, in
    /// hexadecimal.
    ///
    /// Together with the hashes of the inputs, the policy and the calendar it settles every finding.
    #[must_use]
    pub fn verdicts_sha256(&self) -> String {
        let mut hasher = Sha256::new();
        for run in &self.rules {
            hasher.update(run.outcome.doc.code.as_str());
            hasher.update([status_byte(&run.outcome.status), run.outcome.doc.severity as u8]);
            add_found(&mut hasher, run);
        }
        hexadecimal(&hasher.finalize())
    }
}

fn status_byte(status: &RuleStatus) -> u8 {
    match status {
        RuleStatus::Evaluated => 0,
        RuleStatus::NotEvaluated(_) => 1,
        RuleStatus::Failed(_) => 2,
    }
}

fn add_found(hasher: &mut Sha256, run: &RuleRun) {
    match &run.found {
        Found::Deadline { verdicts, .. } | Found::Recurrence { verdicts, .. } => {
            add_states(hasher, verdicts.states());
        }
        Found::Coverage { groups, .. } => {
            add_length(hasher, groups.len());
            for group in groups {
                add_length(hasher, group.name.len());
                hasher.update(&group.name);
                hasher.update([group.state as u8]);
                for count in [group.rate.good, group.rate.decided, group.rate.undetermined] {
                    hasher.update(count.to_be_bytes());
                }
            }
        }
        Found::Check { hits, .. } => {
            add_length(hasher, hits.len());
            for hit in hits {
                hasher.update([hit.subject as u8]);
                hasher.update(hit.row.to_be_bytes());
                hasher.update(hit.detail.to_be_bytes());
            }
        }
        Found::Nothing => add_length(hasher, 0),
    }
}

fn add_length(hasher: &mut Sha256, length: usize) {
    hasher.update((length as u64).to_be_bytes());
}

/// States as bytes, some thousands at a time.
fn add_states(hasher: &mut Sha256, states: &[CaseState]) {
    add_length(hasher, states.len());
    let mut bytes = [0_u8; 4096];
    for chunk in states.chunks(bytes.len()) {
        for (byte, &state) in bytes.iter_mut().zip(chunk) {
            *byte = state as u8;
        }
        hasher.update(&bytes[..chunk.len()]);
    }
}
