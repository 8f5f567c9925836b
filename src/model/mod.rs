//! The plain words every other room speaks: codes, severities, case states, findings, rates, tables.
//!
//! Owns types without behaviour beyond their own arithmetic and wording. Refuses to know where data
//! comes from (files, frames) or where it goes (terminal, JSON).

mod code;
mod document;
pub mod figures;
mod finding;
mod input;
mod inspection;
mod lang;
mod moment;
mod proof;
mod rate;
mod report;
mod rule;
mod severity;
mod state;
mod table;

pub use code::{Code, CodeError};
pub use document::{
    Block, Chapter, Chart, ChartKind, ChartUnit, ConfigurationUsed, Document, Fact, KeyFigure, Manifest,
    Mark, Masks, Series,
};
pub use finding::{Evidence, Finding, FindingSource, Subject};
pub use input::{InputAccount, Reject, RowAccount};
pub use inspection::{AbsentField, Chosen, ColumnView, Inspection, SetAside, SheetView};
pub use lang::{Lang, Text};
pub use moment::{ClockChange, DAY_MS, HOUR_MS, MINUTE_MS, Moment, Zone};
pub use proof::{CaseProof, Count, CountUnit, OtherOutcome, OtherReading, Proof, SourceRow, Step, StepKind};
pub use rate::{Rate, RateRange};
pub use report::{AsOf, AuditReport, CalendarUsed, Period, PolicyLayer, PolicyUsed};
pub use rule::{Counted, RuleDoc, RuleOutcome, RuleStatus};
pub use severity::Severity;
pub use state::{CaseState, StateCounts};
pub use table::{Column, ColumnKind, Table, Value};
