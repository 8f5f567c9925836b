//! `hearback policy`: which policies there are, what one asks, whether a file can be used.

use std::io::Write;

use crate::analysis::{policy_list, policy_obligations};
use crate::audit::check_policy;
use crate::model::{Lang, Text};
use crate::policy::{Policy, schema};
use crate::report::{Format, ReportError, safe_text, write_table};

use super::super::Exit;
use super::super::args::{
    OutputArgs, PolicyArgs, PolicyCheckArgs, PolicyCommand, PolicySchemaArgs, PolicyShowArgs,
};
use super::super::engagement::policy_of;
use super::super::failure::Failure;
use super::super::output::{self, Destination};

pub(super) fn run(args: &PolicyArgs, lang: Lang) -> Result<Exit, Failure> {
    match &args.command {
        PolicyCommand::List(args) => list(&args.output, lang),
        PolicyCommand::Show(args) => show(args, lang),
        PolicyCommand::Check(args) => check(args, lang),
        PolicyCommand::Schema(args) => schema_file(args),
    }
}

fn list(args: &OutputArgs, lang: Lang) -> Result<Exit, Failure> {
    let table = policy_list()?;
    let view = output::view(args, lang, 0);
    let delivery = output::write(args, |out| write_table(&table, output::format(args), &view, out))?;
    Ok(Exit::Clean.after(delivery))
}

fn show(args: &PolicyShowArgs, lang: Lang) -> Result<Exit, Failure> {
    let policy = usable(&args.policy)?;
    let format = output::format(&args.output);
    let view = output::view(&args.output, lang, 0);
    let delivery = output::write(&args.output, |out| match format {
        _ if args.toml => Ok(out.write_all(policy.to_toml().as_bytes())?),
        Format::Json => write_json(&as_json(&policy)?, out),
        Format::Table | Format::Csv => write_table(&policy_obligations(&policy), format, &view, out),
    })?;
    Ok(Exit::Clean.after(delivery))
}

/// The policy of a name or file, checked as an audit would.
fn usable(name: &str) -> Result<Policy, Failure> {
    let policy = policy_of(name)?;
    check_policy(&policy).map_err(Failure::usage)?;
    Ok(policy)
}

/// The effective policy as it stands in TOML, which JSON can hold as it is: a policy has no dates of its own.
fn as_json(policy: &Policy) -> Result<serde_json::Value, ReportError> {
    toml::from_str(&policy.to_toml())
        .map_err(|error| <serde_json::Error as serde::de::Error>::custom(error).into())
}

fn write_json(value: &serde_json::Value, out: &mut dyn Write) -> Result<(), ReportError> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    Ok(out.write_all(b"\n")?)
}

fn check(args: &PolicyCheckArgs, lang: Lang) -> Result<Exit, Failure> {
    let policy = usable(&args.file)?;
    let line = verdict(&policy);
    let to = Destination { path: None, quiet: args.quiet };
    let delivery = output::write_to(to, |out| Ok(writeln!(out, "{}", safe_text(line.get(lang)))?))?;
    Ok(Exit::Clean.after(delivery))
}

/// That a policy can be used, with what it is made of.
fn verdict(policy: &Policy) -> Text {
    let obligations = policy.obligations.len();
    let extended: Vec<&str> = policy.layers.iter().skip(1).map(|layer| layer.name.as_str()).collect();
    let (mut zh, mut en) = (format!("可用：{obligations} 项义务"), format!("ok: {obligations} obligations"));
    if !extended.is_empty() {
        zh.push_str(&format!("，继承 {}", extended.join(" < ")));
        en.push_str(&format!(", extends {}", extended.join(" < ")));
    }
    Text::owned(zh, en)
}

fn schema_file(args: &PolicySchemaArgs) -> Result<Exit, Failure> {
    let to = Destination { path: args.output.as_deref(), quiet: false };
    let delivery = output::write_to(to, |out| write_json(&schema(), out))?;
    Ok(Exit::Clean.after(delivery))
}
