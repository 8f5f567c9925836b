//! Judging a dataset by a policy: obligations and checks in, verdicts and findings out.
//!
//! Owns the obligation engine, the check registry and everything that decides what counts. Refuses
//! to read files, to print, and to know which command asked.

mod audited;
mod checks;
mod coverage;
mod deadline;
mod findings;
mod id_index;
mod links;
mod message;
mod nameless;
mod near_matches;
mod needs;
mod policy_fit;
mod repeats;
mod request;
mod rule_texts;
mod run;
mod scope;
mod verdicts;

pub use checks::{Check, REGISTRY};
pub use findings::Findings;
pub use links::{Links, Outcome, Tally};
pub use needs::wanted_fields;
pub use request::{AsOfError, AuditRequest, SelectError, Selection};
pub use rule_texts::rule_docs;
pub use run::{Audit, AuditError, run};
pub use scope::{Scope, Standing};
pub use verdicts::{Reason, Verdicts};
