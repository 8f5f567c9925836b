//! The three questions as tables: response, closure, callbacks, each by group.
//!
//! Owns figures over cases (counts, rates, quantiles, ages). Takes verdicts from `audit`, so that a
//! table and the findings never disagree; refuses to judge anything itself.

mod callbacks;
mod closure;
mod grouping;
mod overview;
mod response;

pub use callbacks::callbacks;
pub use closure::closure;
pub use grouping::{AnalysisError, Grouping};
pub use overview::overview;
pub use response::response;
