//! Hearback (回音): audits complaint and callback exports.

pub mod analysis;
pub mod audit;
pub mod calendar;
pub mod cli;
pub mod dataset;
pub mod ingest;
pub mod model;
pub mod policy;
pub mod report;
