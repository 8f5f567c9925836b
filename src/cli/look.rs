//! Looking at inputs without an audit: what `inspect` shows and `init` writes down.

use crate::audit::rule_docs;
use crate::dataset::{Field, Holds, field_def};
use crate::ingest::{LoadOptions, inspect};
use crate::model::{Inspection, Lang, RuleDoc, Subject, Text};
use crate::policy::Policy;

use super::args::InputArgs;
use super::config::Config;
use super::engagement::{self, Talk, policy};
use super::failure::Failure;
use super::inputs;
use super::maps::{Headers, Maps};
use super::progress::Bar;

/// How the inputs are read, and which rules miss what is not there.
pub(super) struct Look<'a> {
    pub(super) inputs: &'a InputArgs,
    /// The policy named on the command line.
    pub(super) policy: Option<&'a str>,
    pub(super) config: &'a Config,
    pub(super) talk: Talk,
    pub(super) lang: Lang,
}

impl Look<'_> {
    /// One for each file or sheet, in the order given.
    pub(super) fn run(&self) -> Result<Vec<Inspection>, Failure> {
        let policy = policy(self.policy, self.config)?;
        let maps = Maps::new(self.inputs, self.config)?;
        let mask_key = inputs::mask_key(self.inputs, self.config)?;
        engagement::tell_config(self.config, self.talk, self.lang);
        // Where free text is blank is counted for every column anyway.
        let everything = |subject: Subject, field: Field| {
            field_def(subject, field).is_some_and(|def| def.holds != Holds::FreeText)
        };
        let bar = Bar::new(self.talk == Talk::Quiet);
        let mut inspections = inspect(&LoadOptions {
            files: inputs::files(self.inputs, self.config)?,
            maps: maps.all(),
            own_columns: inputs::own_columns(&policy),
            zone: policy.zone,
            hash: false,
            unmask: self.inputs.unmask,
            mask_key,
            with_content: false,
            threads: inputs::threads(self.inputs),
            wanted: &everything,
            progress: &bar,
        });
        bar.finish();
        // What cannot be used says so itself, and its headers may be the very ones a map misses.
        if inspections.iter().all(|seen| seen.problem.is_none()) {
            maps.check(&inspections.iter().filter_map(Headers::of_inspection).collect::<Vec<_>>())?;
        }
        tie_rules(&mut inspections, &rule_docs(&policy));
        tie_words(&mut inspections, &policy);
        for seen in &mut inspections {
            seen.tolerated_share = Some(policy.max_rejected_share);
        }
        Ok(inspections)
    }
}

/// Says of the words that were found what they mean; a word the policy does not know means `?`.
fn tie_words(inspections: &mut [Inspection], policy: &Policy) {
    for column in inspections.iter_mut().flat_map(|seen| &mut seen.columns) {
        let Some(table) = column.field.and_then(|field| policy.words.get(field)) else { continue };
        for (form, _) in &mut column.forms {
            let word = form.en.as_ref();
            *form = Text::same(format!("{word} = {}", table.meaning(word).unwrap_or("?")));
        }
    }
}

/// Says of every field that is not there which rules need it.
fn tie_rules(inspections: &mut [Inspection], docs: &[RuleDoc]) {
    for seen in inspections {
        let Some(kind) = seen.kind else { continue };
        for field in &mut seen.absent {
            let column = format!("{}.{}", kind.key(), field.field);
            let needed_by = docs.iter().filter(|doc| doc.needs.contains(&column));
            field.needed_by = needed_by.map(|doc| doc.code).collect();
        }
    }
}
