//! Judging a dataset by a policy: obligations and checks in, verdicts and findings out.
//!
//! Owns the obligation engine, the check registry and everything that decides what counts. Refuses
//! to read files, to print, and to know which command asked.

mod audited;
mod checks;
mod concerned;
mod conditions;
mod coverage;
mod customers;
mod deadline;
mod digest;
mod duty_texts;
mod event_log;
mod findings;
mod id_index;
mod keyed_visits;
mod links;
mod message;
mod nameless;
mod names;
mod near_matches;
mod needs;
mod obligation_run;
mod policy_fit;
mod proof;
mod record_months;
mod recurrence;
mod repeats;
mod request;
mod rule_texts;
mod run;
mod scope;
mod verdicts;

pub use checks::{Check, REGISTRY};
pub use duty_texts::{confidence_text, duty_lines, duty_terms, population_text};
pub use findings::Findings;
pub use links::{Links, Outcome, Tally};
pub use needs::wanted_fields;
pub use policy_fit::check_policy;
pub use proof::ProofError;
pub use request::{AsOfError, AuditRequest, SelectError, Selection};
pub use rule_texts::rule_docs;
pub use run::{Audit, AuditError, run};
pub use scope::{Scope, Standing};
pub use verdicts::{Reason, Verdicts};
