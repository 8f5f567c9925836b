//! The audit's yardstick: obligations, limits, required fields and the meaning of words, as data.
//!
//! Owns the policy file format, its validation and the policies that ship. Refuses to know which
//! columns an export has: fields are names here, bound to columns by `audit`.

mod error;
mod file;
mod obligation;
mod words;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::calendar::WorkingCalendar;
use crate::model::figures::hexadecimal;
use crate::model::{Code, Zone};

pub use error::PolicyError;
pub use obligation::{BlankTrigger, Deadline, Duty, Expectation, LimitRule, Messages, Obligation};
pub use words::WordTable;

/// A named, cited set of obligations and what is needed to evaluate them.
#[derive(Debug)]
pub struct Policy {
    /// Its name.
    pub name: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// The documents it cites.
    pub sources: Vec<String>,
    /// The zone of times that carry none.
    pub zone: Zone,
    /// The working calendar.
    pub calendar: WorkingCalendar,
    /// The largest tolerated share of rejected rows in an input, 0 to 1.
    pub max_rejected_share: f64,
    /// Required fields by export (`complaints`, `visits`), as field names.
    pub required: BTreeMap<String, Vec<String>>,
    /// What words mean, by field name.
    pub words: BTreeMap<String, WordTable>,
    /// The obligations, in file order.
    pub obligations: Vec<Obligation>,
}

const GENERIC: &str = include_str!("generic.toml");

impl Policy {
    /// The policy inside the binary that asks what any department may be asked.
    ///
    /// # Errors
    /// Never for the shipped file; a test loads it.
    pub fn generic() -> Result<Self, PolicyError> {
        Self::from_toml("generic", GENERIC)
    }

    /// Reads a policy file's text; `origin` names it in errors.
    ///
    /// # Errors
    /// With the line and column when the text is not TOML, has unknown keys, or contradicts itself.
    pub fn from_toml(origin: &str, text: &str) -> Result<Self, PolicyError> {
        let file = file::PolicyFile::parse(origin, text)?;
        let mut policy = file.into_policy(origin)?;
        policy.sha256 = hexadecimal(&Sha256::digest(text.as_bytes()));
        Ok(policy)
    }

    /// The obligation with this code.
    #[must_use]
    pub fn obligation(&self, code: Code) -> Option<&Obligation> {
        self.obligations.iter().find(|obligation| obligation.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generic_policy_loads_and_states_its_limits() -> Result<(), PolicyError> {
        let policy = Policy::generic()?;
        let response = policy.obligation(Code::literal("RSP001"));
        let Some(Duty::Deadline(deadline)) = response.map(|obligation| &obligation.duty) else {
            panic!("RSP001 is a deadline");
        };
        assert_eq!(deadline.limit.base.to_string(), "24h");
        let by: Vec<String> =
            deadline.limit.by_word.iter().map(|(word, limit)| format!("{word}={limit}")).collect();
        assert_eq!(by, ["important=8h", "normal=24h", "urgent=2h"]);
        assert_eq!(policy.words["severity"].meaning(" 紧急 "), Some("urgent"));
        assert_eq!(policy.words["outcome"].meaning("Busy"), Some("unreached"));
        Ok(())
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let cases = [
            (GENERIC.replace("limit = \"15d\"", "limit = \"15x\""), "15x"),
            (GENERIC.replace("zone = \"+08:00\"", "zone = \"Moscow\""), "Moscow"),
            (GENERIC.replace("if_no_trigger = \"excluded\"", "if_no_trigger = \"maybe\""), "maybe"),
            (GENERIC.replace("of = \"CLS001\"", "of = \"CLS009\""), "CLS009"),
            (GENERIC.replace("code = \"CBK001\"", "code = \"RSP001\""), "RSP001"),
            (GENERIC.replace("severity = \"medium\"", "severty = \"medium\""), "severty"),
        ];
        for (text, word) in cases {
            match Policy::from_toml("own.toml", &text) {
                Ok(_) => panic!("{word} was accepted"),
                Err(error) => {
                    let said = error.to_string();
                    assert!(said.contains(word) && said.contains("own.toml"), "{said}");
                }
            }
        }
    }
}
