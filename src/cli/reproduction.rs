//! The command line that makes a report again: what a manifest records and `--verify` runs.
//!
//! Owns which options change a report. Leaves out those that do not: where it goes, threads, colours, exit codes.

use super::args::{DateOrderArg, GroundArgs, InputArgs, ReportArgs};
use super::config::Config;
use super::failure::Failure;
use super::inputs;
use crate::model::Lang;

/// The words behind the program's name. Files are those that were read, whatever pattern or configuration named
/// them.
pub(super) fn arguments(args: &ReportArgs, config: &Config, lang: Lang) -> Result<Vec<String>, Failure> {
    let mut words = Words(vec!["report".to_owned()]);
    let mut behind = Vec::new();
    let files = inputs::files(&args.inputs, config)?;
    let is_like_an_option =
        files.iter().any(|file| file.subject.is_none() && file.path.len() > 1 && file.path.starts_with('-'));
    for file in files {
        match file.subject {
            Some(subject) => words.option(subject.key(), &file.path),
            None if is_like_an_option => behind.push(file.path),
            None => words.0.push(file.path),
        }
    }
    words.reading(&args.inputs);
    words.configuration(config);
    words.ground(&args.judging.ground);
    words.list("by", &args.judging.by);
    words.list("select", &args.select);
    words.list("ignore", &args.ignore);
    words.option("top", &args.top.to_string());
    words.optional("auditee", args.auditee.as_deref());
    words.flag("bom", args.bom);
    words.option("lang", if lang == Lang::Zh { "zh" } else { "en" });
    if !behind.is_empty() {
        // Only behind two dashes is a name that begins with one no option; all stay in their order.
        words.0.push("--".to_owned());
        words.0.append(&mut behind);
    }
    Ok(words.0)
}

struct Words(Vec<String>);

impl Words {
    fn option(&mut self, name: &str, value: &str) {
        // A value that begins with a dash would be read as an option of its own.
        self.0.push(format!("--{name}={value}"));
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.option(name, value);
        }
    }

    fn list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.option(name, &values.join(","));
        }
    }

    fn flag(&mut self, name: &str, is_on: bool) {
        if is_on {
            self.0.push(format!("--{name}"));
        }
    }

    /// How files are read.
    fn reading(&mut self, args: &InputArgs) {
        args.sheet.iter().for_each(|sheet| self.option("sheet", sheet));
        args.map.iter().for_each(|map| self.option("map", map));
        self.optional("encoding", args.encoding.as_deref());
        self.optional(
            "date-order",
            args.date_order.map(|order| match order {
                DateOrderArg::Mdy => "mdy",
                DateOrderArg::Dmy => "dmy",
            }),
        );
        self.flag("unmask", args.unmask);
        self.optional("mask-key", args.mask_key.as_ref().map(|path| path.to_string_lossy()).as_deref());
        self.flag("with-content", args.with_content);
    }

    fn configuration(&mut self, config: &Config) {
        match &config.path {
            Some(path) => self.option("config", &path.to_string_lossy()),
            None => self.flag("no-config", true),
        }
    }

    fn ground(&mut self, ground: &GroundArgs) {
        self.optional("policy", ground.policy.as_deref());
        self.optional("as-of", ground.as_of.as_deref());
        self.optional("from", ground.from.as_deref());
        self.optional("to", ground.to.as_deref());
    }
}
