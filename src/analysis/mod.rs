//! The three questions as tables: response, closure, callbacks, each by group; and policies as tables.
//!
//! Owns figures over cases (counts, rates, quantiles, ages). Takes verdicts from `audit`, so that a
//! table and the findings never disagree; refuses to judge anything itself.

mod callbacks;
mod closure;
mod document;
mod grouping;
mod overview;
mod policies;
mod response;

pub use callbacks::callbacks;
pub use closure::closure;
pub use document::{DocumentOrder, document};
pub use grouping::{AnalysisError, Grouping};
pub use overview::overview;
pub use policies::{policy_list, policy_obligations};
pub use response::response;
