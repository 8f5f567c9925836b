//! Every field a policy names, with the export it must be in and what it must hold.
//!
//! Owns where a policy names fields. Refuses to say whether they exist: `audit` asks the field table and
//! names the place by [`Policy::place_of`](super::Policy::place_of).

use super::error::PolicyError;
use super::tree::{Item, Node};
use crate::model::Subject;

/// A field named at a key path of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldUse {
    /// The key path, for `place_of` and for messages.
    pub path: String,
    /// The field's name, without `customers.`; it may be the key of an own column.
    pub field: String,
    /// The export it must be a field of; `None`: of any (a word table).
    pub of: Option<Subject>,
    /// What it must hold.
    pub wants: Wants,
}

/// What a field must hold where it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// Points in time.
    Time,
    /// Words.
    Word,
    /// Numbers, or lengths of time.
    Number,
    /// Anything.
    Anything,
}

/// All uses in a merged tree, obligations that are off left out.
pub(super) fn field_uses(root: &Node) -> Result<Vec<FieldUse>, PolicyError> {
    let mut uses = Uses { found: Vec::new() };
    uses.settings(&Item::root(root))?;
    let obligations = Item::root(root).get("obligation");
    let obligations = obligations.map_or(Ok(Vec::new()), |list| list.elements())?;
    for item in &obligations {
        if item.get("off").map_or(Ok(false), |off| off.flag())? {
            continue;
        }
        uses.obligation(item, &obligations)?;
    }
    Ok(uses.found)
}

struct Uses {
    found: Vec<FieldUse>,
}

impl Uses {
    fn settings(&mut self, file: &Item<'_>) -> Result<(), PolicyError> {
        for (export, fields) in file.get("required").map_or(Ok(Vec::new()), |table| table.entries())? {
            self.list(&fields, subject(export), Wants::Anything)?;
        }
        if let Some(fields) = file.get("records").and_then(|records| records.get("visit_fields")) {
            self.list(&fields, Subject::Visits, Wants::Anything)?;
        }
        if let Some(log) = file.get("event_log") {
            self.value(log.get("order_by"), Subject::Complaints, Wants::Time)?;
            for (field, time) in log.get("times").map_or(Ok(Vec::new()), |times| times.entries())? {
                self.add(time.path, field, Some(Subject::Complaints), Wants::Time);
            }
        }
        for (field, table) in file.get("words").map_or(Ok(Vec::new()), |words| words.entries())? {
            self.add(table.path, field, None, Wants::Word);
        }
        Ok(())
    }

    fn obligation(&mut self, item: &Item<'_>, all: &[Item<'_>]) -> Result<(), PolicyError> {
        let on = cases_of(item, all)?;
        self.value(item.get("trigger"), on, Wants::Time)?;
        self.conditions(item.get("where"), on)?;
        self.stage(item, on)?;
        for stage in elements(item.get("stages"))? {
            self.stage(&stage, on)?;
        }
        let requirements = item.get("recurrence").and_then(|form| form.get("requirements"));
        for requirement in elements(requirements)? {
            self.visit(requirement.get("visit"))?;
        }
        self.value(item.get("coverage").and_then(|form| form.get("by")), on, Wants::Word)
    }

    fn stage(&mut self, item: &Item<'_>, on: Subject) -> Result<(), PolicyError> {
        if let Some(expects) = item.get("expects") {
            self.value(expects.get("field"), on, Wants::Time)?;
            self.visit(expects.get("visit"))?;
        }
        self.limits(item, on)?;
        elements(item.get("versions"))?.iter().try_for_each(|version| self.limits(version, on))
    }

    fn limits(&mut self, item: &Item<'_>, on: Subject) -> Result<(), PolicyError> {
        self.value(item.get("due_column"), on, Wants::Time)?;
        self.value(item.get("extended_limit").and_then(|limit| limit.get("flag")), on, Wants::Word)?;
        self.value(item.get("limit_by").and_then(|limit| limit.get("field")), on, Wants::Word)?;
        let cases = elements(item.get("limit_when"))?;
        cases.iter().try_for_each(|case| self.conditions(case.get("when"), on))
    }

    fn conditions(&mut self, list: Option<Item<'_>>, on: Subject) -> Result<(), PolicyError> {
        for condition in elements(list)? {
            let has = |key| condition.get(key).is_some();
            let wants = match () {
                () if has("is") || has("is_not") => Wants::Word,
                () if has("at_least") || has("at_most") => Wants::Number,
                () => Wants::Anything,
            };
            self.value(condition.get("field"), on, wants)?;
        }
        Ok(())
    }

    fn visit(&mut self, wanted: Option<Item<'_>>) -> Result<(), PolicyError> {
        let Some(wanted) = wanted else { return Ok(()) };
        if wanted.node.as_text().is_some() {
            self.add(wanted.path, "outcome", Some(Subject::Visits), Wants::Word);
            return Ok(());
        }
        for (field, meanings) in wanted.entries()? {
            self.add(meanings.path, field, Some(Subject::Visits), Wants::Word);
        }
        Ok(())
    }

    fn list(&mut self, fields: &Item<'_>, of: Subject, wants: Wants) -> Result<(), PolicyError> {
        fields.elements()?.into_iter().try_for_each(|field| self.value(Some(field), of, wants))
    }

    fn value(&mut self, field: Option<Item<'_>>, on: Subject, wants: Wants) -> Result<(), PolicyError> {
        let Some(field) = field else { return Ok(()) };
        let name = field.text()?;
        match name.strip_prefix("customers.") {
            Some(name) => self.add(field.path, name, Some(Subject::Customers), wants),
            None => self.add(field.path, name, Some(on), wants),
        }
        Ok(())
    }

    fn add(&mut self, path: String, field: &str, of: Option<Subject>, wants: Wants) {
        self.found.push(FieldUse { path, field: field.to_owned(), of, wants });
    }
}

fn elements<'a>(list: Option<Item<'a>>) -> Result<Vec<Item<'a>>, PolicyError> {
    list.map_or(Ok(Vec::new()), |list| list.elements())
}

/// The export whose rows an obligation's cases are; a coverage has those of the one it counts.
fn cases_of(item: &Item<'_>, all: &[Item<'_>]) -> Result<Subject, PolicyError> {
    if let Some(of) = item.get("coverage").and_then(|form| form.get("of")) {
        let counted = all.iter().find(|other| other.path == of.node.as_text().unwrap_or_default());
        // Reading has refused a coverage of a coverage, so this goes one step and no further.
        return counted.map_or(Ok(Subject::Complaints), on);
    }
    on(item)
}

fn on(item: &Item<'_>) -> Result<Subject, PolicyError> {
    match item.get("on") {
        Some(on) => Ok(subject(on.text()?)),
        None if item.get("recurrence").is_some() => Ok(Subject::Customers),
        None => Ok(Subject::Complaints),
    }
}

fn subject(export: &str) -> Subject {
    match export {
        "visits" => Subject::Visits,
        "customers" => Subject::Customers,
        _ => Subject::Complaints,
    }
}
