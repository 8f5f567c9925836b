//! The way every command goes: policy, files, audit.

use std::io::{self, Write};

use crate::analysis::Grouping;
use crate::audit::{self, Audit, AuditRequest, Selection, rule_docs, wanted_fields};
use crate::dataset::{Dataset, Field};
use crate::ingest::{LoadOptions, load};
use crate::model::{AuditReport, Code, Lang, Subject, Text};
use crate::policy::Policy;
use crate::report::safe_text;

use super::args::{InputArgs, JudgingArgs, OutputArgs};
use super::config::Config;
use super::failure::Failure;
use super::inputs;
use super::maps::{Headers, Maps};
use super::progress::Bar;

/// What a command wants audited.
pub(super) struct Engagement<'a> {
    pub(super) inputs: &'a InputArgs,
    pub(super) judging: &'a JudgingArgs,
    pub(super) config: &'a Config,
    pub(super) select: &'a [String],
    pub(super) ignore: &'a [String],
    /// Whether the result names the inputs' hashes.
    pub(super) hash: bool,
    /// How much to say on stderr.
    pub(super) talk: Talk,
    pub(super) lang: Lang,
}

/// How much a command says on stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Talk {
    /// Errors only.
    Quiet,
    /// Which file was taken for which export.
    Normal,
    /// And which column for which field.
    Verbose,
}

impl Talk {
    pub(super) fn of(args: &OutputArgs) -> Self {
        match (args.quiet, args.verbose) {
            (true, _) => Self::Quiet,
            (false, false) => Self::Normal,
            (false, true) => Self::Verbose,
        }
    }
}

/// An audit and the groups to show it by.
pub(super) struct Audited {
    pub(super) audit: Audit,
    pub(super) by: Vec<Grouping>,
}

/// The policy named, by name or file, else that of the configuration, else the generic one.
pub(super) fn policy(named: Option<&str>, config: &Config) -> Result<Policy, Failure> {
    let name = named.or(config.policy.as_deref()).unwrap_or("generic");
    if name == "generic" {
        return Ok(Policy::generic()?);
    }
    let text = std::fs::read_to_string(name).map_err(|error| {
        Failure::usage(Text::owned(
            format!("没有制度 {name}：内置的有 generic，也不是可读的文件（{error}）"),
            format!("there is no policy {name}: built in is generic, and it is no readable file ({error})"),
        ))
    })?;
    Ok(Policy::from_toml(name, &text)?)
}

impl Engagement<'_> {
    /// Reads the files and runs the rules.
    pub(super) fn run(&self) -> Result<Audited, Failure> {
        let policy = policy(self.judging.policy.as_deref(), self.config)?;
        tell_config(self.config, self.talk, self.lang);
        let known: Vec<Code> = rule_docs(&policy).iter().map(|doc| doc.code).collect();
        let selection = Selection::new(self.select, self.ignore, &known)?;
        let (as_of, period) = inputs::times(self.judging)?;
        let asked = inputs::groupings(self.judging, self.config)?;
        let threads = inputs::threads(self.inputs);
        let dataset = self.load(&policy, &selection, asked.as_deref(), threads)?;
        self.tell_kinds(&dataset);
        let by = asked.unwrap_or_else(|| {
            let branch = dataset.complaints.has(Field::Branch);
            if branch { vec![Grouping::Branch] } else { Vec::new() }
        });
        let audit = audit::run(dataset, policy, &AuditRequest { as_of, period, selection, threads })?;
        Ok(Audited { audit, by })
    }

    fn load(
        &self,
        policy: &Policy,
        selection: &Selection,
        by: Option<&[Grouping]>,
        threads: usize,
    ) -> Result<Dataset, Failure> {
        let mut fields = wanted_fields(policy, selection);
        fields.extend(Grouping::wanted(by.unwrap_or(&[Grouping::Branch])));
        let wanted = |subject: Subject, field: Field| fields.contains(&(subject, field));
        let maps = Maps::new(self.inputs, self.config)?;
        let bar = Bar::new(self.talk == Talk::Quiet);
        let dataset = load(&LoadOptions {
            files: inputs::files(self.inputs, self.config)?,
            maps: maps.all(),
            zone: policy.zone,
            hash: self.hash,
            unmask: self.inputs.unmask,
            threads,
            wanted: &wanted,
            progress: &bar,
        });
        bar.finish();
        let dataset = dataset?;
        maps.check(&dataset.inputs.iter().map(Headers::of_account).collect::<Vec<_>>())?;
        Ok(dataset)
    }

    /// Says which file was taken for which export, unless the user named all of them, and on request
    /// which column for which field.
    fn tell_kinds(&self, dataset: &Dataset) {
        let verbose = self.talk == Talk::Verbose;
        if self.talk == Talk::Quiet || (self.inputs.files.is_empty() && !verbose) {
            return;
        }
        for input in &dataset.inputs {
            let sheet = input.sheet.as_ref().map_or_else(String::new, |sheet| format!("[{sheet}]"));
            let file = format!("{}{sheet}", input.file);
            tell(
                &Text::owned(
                    format!("{file}：{}表（{}）", input.kind.label().zh, input.decided_by.zh),
                    format!("{file}: {} ({})", input.kind.label().en, input.decided_by.en),
                ),
                self.lang,
            );
            for (field, header) in input.recognised.iter().filter(|_| verbose) {
                tell(&Text::same(format!("  {field} = {header}")), self.lang);
            }
            for header in input.unrecognised.iter().filter(|_| verbose) {
                tell(&Text::same(format!("  – {header}")), self.lang);
            }
        }
        let complaints = dataset.inputs.iter().filter(|input| input.kind == Subject::Complaints).count();
        if complaints > 1 && dataset.visits.is_none() {
            tell(
                &Text::new(
                    "给出的文件都是投诉表，已上下合并；没有回访表，与回访有关的规则不评估",
                    "all files are complaints exports and were stacked; without a visits export the callback rules are not evaluated",
                ),
                self.lang,
            );
        }
    }
}

/// Says which configuration is used: it may lie in a parent folder and be forgotten.
pub(super) fn tell_config(config: &Config, talk: Talk, lang: Lang) {
    if let Some(path) = config.path.as_ref().filter(|_| talk != Talk::Quiet) {
        let path = path.display();
        tell(&Text::owned(format!("配置：{path}"), format!("configuration: {path}")), lang);
    }
}

/// A line on stderr.
pub(super) fn tell(line: &Text, lang: Lang) {
    // Nobody is left to tell if stderr is closed.
    let _ = writeln!(io::stderr(), "{}", safe_text(line.get(lang)));
}

/// Leaves a report to the operating system: giving back hundreds of megabytes piece by piece right
/// before the program ends takes longer than ending it.
pub(super) fn leave(report: AuditReport) {
    std::mem::forget(report);
}
