//! The audit's yardstick: obligations, limits, calendars, words and thresholds, as data.
//!
//! Owns the policy file format, its validation with places, the merging of layers, the policies that
//! ship and the catalogue of codes. Refuses to know which columns an export has: fields are names here,
//! bound to columns by `audit`; [`Policy::place_of`] lets it say where a name stands.
//!
//! A file is parsed into a tree that keeps the place of every value (`tree`), each layer is checked
//! against one table of keys (`grammar`), the layers are laid over each other (`merge`), and the result
//! is judged as a whole (`read`). The same tree is written back (`write`), the same table is the JSON
//! schema.

mod built_in;
mod catalogue;
mod error;
mod field_uses;
mod grammar;
mod layers;
mod merge;
mod nearest;
mod obligation;
mod read;
mod settings;
#[cfg(test)]
mod tests;
mod tree;
mod words;
mod write;

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::calendar::{WeeklyHours, WorkingCalendar};
use crate::model::figures::hexadecimal;
use crate::model::{Code, Text, Zone};

use error::Reason;
use layers::LoadedLayer;
use tree::Node;

pub use built_in::{BuiltIn, built_in};
pub use catalogue::{CatalogueEntry, RuleKind, catalogue};
pub use error::{Place, PolicyError};
pub use field_uses::{FieldUse, Wants};
pub use grammar::schema::schema;
pub use obligation::{
    BlankTrigger, Condition, Confidence, Coverage, Covered, Deadline, Duty, Expectation, HoldEffect,
    LimitCase, LimitRule, LimitVersion, MatchBy, Messages, Obligation, Per, Recurrence, Requirement, Roll,
    Stage, Test, WantedVisit,
};
pub use settings::{
    CallbackHours, CheckSetting, EventLog, EventTime, HoldTotals, Layer, OwnField, Reopening,
};
pub use words::{WordTable, same_word};

/// A named, cited set of obligations and what is needed to evaluate them.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Its name.
    pub name: String,
    /// What people call it; the name where it has no title.
    pub title: Text,
    /// SHA-256 over the texts of all layers, outermost first, each preceded by its length in bytes (8
    /// bytes, big-endian); in hexadecimal.
    pub sha256: String,
    /// The files it is made of, this policy's own first, the outermost last.
    pub layers: Vec<Layer>,
    /// The documents it cites, those of the outermost layer first.
    pub sources: Vec<String>,
    /// The zone of times that carry none.
    pub zone: Zone,
    /// The working calendar.
    pub calendar: WorkingCalendar,
    /// The working hours of each weekday, as the calendar has them.
    pub working_hours: WeeklyHours,
    /// When visits are permitted (CBK005); `None`: the policy permits none in particular and the check is
    /// not evaluated.
    pub callback_hours: Option<CallbackHours>,
    /// The largest tolerated share of rejected rows in an input, 0 to 1.
    pub max_rejected_share: f64,
    /// Which close counts where a case was reopened.
    pub reopening: Reopening,
    /// What the minutes of a column of total hold times are.
    pub hold_totals: HoldTotals,
    /// Required fields by export (`complaints`, `visits`, `customers`), as field names (VAL001).
    pub required: BTreeMap<String, Vec<String>>,
    /// Fields a visit record must hold (CBK008).
    pub visit_fields: Vec<String>,
    /// Attempts before a customer counts as unreachable (CBK003).
    pub min_attempts: u32,
    /// Calendar months for which records are kept (RET001).
    pub retention_months: u32,
    /// The obligation whose verdict is compared with the system's flag (REP001); it may not be among this
    /// policy's.
    pub judged_by: Code,
    /// Minutes by which elapsed times may differ (REP002).
    pub tolerance_minutes: u32,
    /// How the complaints export's rows make up a case; `None`: each row is one.
    pub event_log: Option<EventLog>,
    /// What words mean, by field name (an own field's key for an own field).
    pub words: BTreeMap<String, WordTable>,
    /// Own columns: complaints, visits, customers; in each in the order of their slots.
    pub fields: Vec<OwnField>,
    /// Changes to checks.
    pub checks: BTreeMap<Code, CheckSetting>,
    /// The obligations that are on, by code.
    pub obligations: Vec<Obligation>,
    /// The codes of obligations that are switched off, sorted.
    pub switched_off: Vec<Code>,
    /// `file:line:column` by key path.
    places: BTreeMap<String, String>,
    /// All layers in one.
    tree: Node,
}

impl Policy {
    /// The policy inside the binary that asks what any department may be asked.
    ///
    /// # Errors
    /// Never for the shipped file; a test loads it.
    pub fn generic() -> Result<Self, PolicyError> {
        Self::named("generic")
    }

    /// A policy inside the binary, by name.
    ///
    /// # Errors
    /// When there is none of that name, with the nearest one.
    pub fn named(name: &str) -> Result<Self, PolicyError> {
        let file = built_in::shipped(name)
            .ok_or_else(|| PolicyError::of(name, Reason::unknown_policy(name, &built_in::names())))?;
        Self::from_layers(layers::of_built_in(file)?)
    }

    /// Reads a policy file's text, which may extend only built-in policies; `origin` names it in errors.
    ///
    /// # Errors
    /// With file, line and column when the text is not TOML, has unknown keys, or contradicts itself.
    pub fn from_toml(origin: &str, text: &str) -> Result<Self, PolicyError> {
        Self::from_layers(layers::of_text(origin, text)?)
    }

    /// Reads a policy file and the files it extends.
    ///
    /// # Errors
    /// As [`Policy::from_toml`], and when a file cannot be read.
    pub fn from_file(path: &Path) -> Result<Self, PolicyError> {
        Self::from_layers(layers::of_file(path)?)
    }

    fn from_layers(layers: Vec<LoadedLayer>) -> Result<Self, PolicyError> {
        let outermost_first: Vec<&Node> = layers.iter().rev().map(|layer| &layer.root).collect();
        let mut tree = merge::merge(&outermost_first)?;
        merge::fill_texts(&mut tree)?;
        let mut policy = read::read(&tree)?;
        policy.sha256 = hash(&layers);
        policy.layers = layers
            .into_iter()
            .map(|layer| Layer { name: layer.name, origin: layer.origin, sha256: layer.sha256 })
            .collect();
        Ok(policy)
    }

    /// The obligation with this code, if it is on.
    #[must_use]
    pub fn obligation(&self, code: Code) -> Option<&Obligation> {
        self.obligations.iter().find(|obligation| obligation.code == code)
    }

    /// Where the value of a key path stands, as `file:line:column`; the origin is `default` for a value no
    /// layer gives.
    ///
    /// Paths are those of error messages: `zone`, `required.complaints[0]`, `words.severity.urgent`,
    /// `fields.visits.route.headers`, `RSP001`, `RSP001.where[0].field`, `RSP001.versions[1].limit_by.field`.
    #[must_use]
    pub fn place_of(&self, path: &str) -> Option<&str> {
        self.places.get(path).map(String::as_str)
    }

    /// Every field the policy names, with its key path, the export it must be in and what it must hold;
    /// obligations that are off left out.
    #[must_use]
    pub fn field_uses(&self) -> Vec<FieldUse> {
        // The tree has been read once, so that no part of it is of another kind.
        field_uses::field_uses(&self.tree).unwrap_or_default()
    }

    /// The effective policy as one file that extends nothing and reads back as an equal policy; a comment
    /// names the layer of what does not come from the outermost one. A built-in policy is written under
    /// the name `…-copy`, since its own is taken.
    #[must_use]
    pub fn to_toml(&self) -> String {
        write::write(self, &self.tree)
    }
}

fn hash(layers: &[LoadedLayer]) -> String {
    let mut hash = Sha256::new();
    for layer in layers.iter().rev() {
        hash.update((layer.text.len() as u64).to_be_bytes());
        hash.update(layer.text.as_bytes());
    }
    hexadecimal(&hash.finalize())
}
