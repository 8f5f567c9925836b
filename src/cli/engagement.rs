//! The way every command goes: policy, files, audit.

use std::io::{self, Write};
use std::path::Path;

use crate::analysis::Grouping;
use crate::audit::{self, Audit, AuditRequest, Selection, rule_docs, wanted_fields};
use crate::dataset::{Dataset, Field};
use crate::ingest::{LoadOptions, load};
use crate::model::{Code, InputAccount, Lang, Subject, Text};
use crate::policy::{Policy, built_in};
use crate::report::safe_text;

use super::args::{GroundArgs, InputArgs, OutputArgs};
use super::config::Config;
use super::failure::Failure;
use super::inputs;
use super::maps::{Headers, Maps};
use super::progress::Bar;

/// What a command wants audited.
pub(super) struct Engagement<'a> {
    pub(super) inputs: &'a InputArgs,
    pub(super) ground: &'a GroundArgs,
    /// The groups named; the configuration's if there are none.
    pub(super) by: &'a [String],
    /// What else the result is grouped by, where the export has the column.
    pub(super) also_by: &'a [Grouping],
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
    policy_of(named.or(config.policy.as_deref()).unwrap_or("generic"))
}

/// A policy inside the program, else the file of that name, which may extend others beside it.
pub(super) fn policy_of(name: &str) -> Result<Policy, Failure> {
    let is_built_in = built_in().iter().any(|policy| policy.name == name);
    let path = Path::new(name);
    // A name of neither kind is told which policies there are.
    let policy = if is_built_in || !path.exists() { Policy::named(name) } else { Policy::from_file(path) };
    Ok(policy?)
}

/// A rule that the policy switches off is not one that does not exist.
///
/// # Errors
/// A usage failure naming the rule and the policy.
pub(super) fn refuse_switched_off(policy: &Policy, asked: &[String]) -> Result<(), Failure> {
    let off_checks = policy.checks.iter().filter(|(_, setting)| setting.off).map(|(code, _)| code);
    let off = policy
        .switched_off
        .iter()
        .chain(off_checks)
        .find(|code| asked.iter().any(|asked| asked.trim().eq_ignore_ascii_case(code.as_str())));
    let Some(code) = off else { return Ok(()) };
    let name = &policy.name;
    Err(Failure::usage(Text::owned(
        format!("制度 {name} 停用了规则 {code}（off = true）。要用它，请在自己的制度中写 off = false"),
        format!(
            "the policy {name} switches {code} off (off = true); to use it, write off = false in a policy of your own"
        ),
    )))
}

impl Engagement<'_> {
    /// Reads the files and runs the rules.
    pub(super) fn run(&self) -> Result<Audited, Failure> {
        let policy = policy(self.ground.policy.as_deref(), self.config)?;
        tell_config(self.config, self.talk, self.lang);
        let known: Vec<Code> = rule_docs(&policy).iter().map(|doc| doc.code).collect();
        refuse_switched_off(&policy, self.select)?;
        let selection = Selection::new(self.select, self.ignore, &known)?;
        let (as_of, period) = inputs::times(self.ground)?;
        let asked = inputs::groupings(self.by, self.config)?;
        let threads = inputs::threads(self.inputs);
        let dataset = self.load(&policy, &selection, asked.as_deref(), threads)?;
        self.tell_kinds(&dataset);
        self.tell_missing_content(&dataset);
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
        fields.extend(Grouping::wanted(self.also_by));
        let wanted = |subject: Subject, field: Field| fields.contains(&(subject, field));
        let maps = Maps::new(self.inputs, self.config)?;
        let mask_key = inputs::mask_key(self.inputs, self.config)?;
        let bar = Bar::new(self.talk == Talk::Quiet);
        let dataset = load(&LoadOptions {
            files: inputs::files(self.inputs, self.config)?,
            maps: maps.all(),
            own_columns: inputs::own_columns(policy),
            zone: policy.zone,
            hash: self.hash,
            unmask: self.inputs.unmask,
            mask_key,
            with_content: self.inputs.with_content,
            threads,
            wanted: &wanted,
            progress: &bar,
        });
        bar.finish();
        let dataset = dataset?;
        maps.check(&dataset.inputs.iter().map(Headers::of_account).collect::<Vec<_>>())?;
        Ok(dataset)
    }

    /// Says which files have no content to show, where it was asked for.
    fn tell_missing_content(&self, dataset: &Dataset) {
        let has_content =
            |input: &InputAccount| input.recognised.iter().any(|(field, _)| *field == Field::Content.key());
        let may_have = |input: &InputAccount| matches!(input.kind, Subject::Complaints | Subject::Visits);
        let lacking = dataset.inputs.iter().filter(|input| may_have(input) && !has_content(input));
        let files: Vec<&str> = lacking.map(|input| input.file.as_str()).collect();
        if !self.inputs.with_content || files.is_empty() || self.talk == Talk::Quiet {
            return;
        }
        tell(
            &Text::owned(
                format!("没有内容列，其发现中没有内容：{}", files.join("、")),
                format!("no content column, so findings on it show none: {}", files.join(", ")),
            ),
            self.lang,
        );
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
        if complaints > 1 && complaints == dataset.inputs.len() {
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
pub(super) fn leave<T>(report: T) {
    std::mem::forget(report);
}
