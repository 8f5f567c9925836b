//! Hearback (回音): audits complaint and callback exports.

pub mod calendar;
pub mod dataset;
pub mod ingest;
pub mod model;
pub mod policy;
