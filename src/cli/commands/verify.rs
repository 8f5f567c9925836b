//! `hearback report --verify`: the audit again as a report's own manifest says, and the report beside it.
//!
//! A report follows from its inputs if the same bytes come out again. Where they do not, what it rests on is
//! compared, so that a changed input is told from a changed report.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use clap::{CommandFactory, FromArgMatches};

use crate::model::{Column, ColumnKind, Document, Lang, Table, Text, Value};
use crate::report::{
    Format, ManifestError, ReadManifest, ReportFormat, manifest_json, read_manifest, write_report,
    write_table,
};

use super::super::Exit;
use super::super::args::{Cli, Command, ReportArgs, ReportFormatArg};
use super::super::config::Config;
use super::super::engagement::Talk;
use super::super::failure::Failure;
use super::super::language;
use super::super::output::{self, Destination};
use super::report;

pub(super) fn run(args: &ReportArgs, lang: Lang) -> Result<Exit, Failure> {
    if args.inputs.files.is_empty() {
        return Err(Failure::usage(Text::new(
            "没有给出要核验的报告。例如：hearback report --verify 审计报告.html",
            "no report to verify was given; for example: hearback report --verify audit.html",
        )));
    }
    let mut made: Option<(Vec<String>, Document)> = None;
    let mut checked = Vec::new();
    for path in &args.inputs.files {
        checked.push(verify(path, &mut made)?);
    }
    let table = table(&checked);
    let destination =
        Destination { path: args.output.first().map(std::path::PathBuf::as_path), quiet: args.quiet };
    let view = crate::report::View { width: 120, ..report::view(args, lang) };
    let delivery = output::write_to(destination, |out| write_table(&table, form(args), &view, out))?;
    let follows = checked.iter().all(|report| report.differences.is_empty());
    Ok(if follows { Exit::Clean } else { Exit::Findings }.after(delivery))
}

/// The result is a table, so it has the forms of one.
fn form(args: &ReportArgs) -> Format {
    match args.format {
        Some(ReportFormatArg::Csv) => Format::Csv,
        Some(ReportFormatArg::Json) => Format::Json,
        _ => Format::Table,
    }
}

/// A report and what of it does not come out again.
struct Verified {
    path: String,
    findings: u64,
    differences: Vec<Difference>,
}

/// Something that was otherwise when the report was written.
struct Difference {
    what: Text,
    recorded: String,
    now: String,
}

fn verify(path: &str, made: &mut Option<(Vec<String>, Document)>) -> Result<Verified, Failure> {
    let unreadable = |error: &io::Error| {
        Failure::incomplete(Text::owned(
            format!("无法读取 {path}：{error}"),
            format!("{path} cannot be read: {error}"),
        ))
    };
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let (format, recorded) =
        read_manifest(&mut BufReader::new(file)).map_err(|error| no_manifest(path, &error))?;
    let again = parse(path, &recorded)?;
    let lang = again.lang;
    if made.as_ref().is_none_or(|(arguments, _)| *arguments != recorded.arguments) {
        let config = Config::find(&again.args.inputs.config)?;
        let document = report::make(&again.args, &config, Talk::Quiet, lang)
            .map_err(|failure| cannot_repeat(path, failure))?;
        *made = Some((recorded.arguments.clone(), document));
    }
    let Some((_, document)) = made else { return Err(no_report(path)) };
    let mut differences = differences(&recorded, document)?;
    let same = is_written_again(path, format, &again, document)?;
    if !same && differences.is_empty() {
        differences.push(Difference {
            what: Text::new(
                "报告文件写出后被改动或另存；依据与判定没有变化，但其文字不能核验",
                "the file was changed or saved anew after it was written; inputs and verdicts are the same, its text is not proven",
            ),
            recorded: String::new(),
            now: String::new(),
        });
    }
    Ok(Verified { path: path.to_owned(), findings: document.manifest.findings, differences })
}

/// The command line of a manifest, understood.
struct Again {
    args: ReportArgs,
    lang: Lang,
}

fn parse(path: &str, recorded: &ReadManifest) -> Result<Again, Failure> {
    let words: Vec<std::ffi::OsString> = std::iter::once("hearback")
        .chain(recorded.arguments.iter().map(String::as_str))
        .map(Into::into)
        .collect();
    let lang = language::choose(&words);
    let matches = Cli::command().try_get_matches_from(words).ok();
    match matches.and_then(|matches| Cli::from_arg_matches(&matches).ok()).map(|cli| cli.command) {
        Some(Command::Report(args)) if !args.verify => Ok(Again { args, lang }),
        _ => Err(no_report(path)),
    }
}

/// What the report rests on and what it would rest on now.
fn differences(recorded: &ReadManifest, document: &Document) -> Result<Vec<Difference>, Failure> {
    let now: ReadManifest = serde_json::from_str(&manifest_json(document))
        .map_err(|error| Failure::incomplete(Text::same(error.to_string())))?;
    let mut found = Vec::new();
    let mut compare = |zh: &str, en: &str, recorded: &str, now: &str| {
        if recorded != now {
            let what = Text::owned(zh.to_owned(), en.to_owned());
            found.push(Difference { what, recorded: recorded.to_owned(), now: now.to_owned() });
        }
    };
    compare("程序版本", "version of the program", &recorded.tool_version, &now.tool_version);
    let at = |manifest: &ReadManifest| manifest.as_of.at.clone().unwrap_or_default();
    compare("审计基准日", "as-of date", &at(recorded), &at(&now));
    compare("制度", "policy", &recorded.policy.sha256, &now.policy.sha256);
    compare("工作日历", "calendar", &recorded.calendar.sha256, &now.calendar.sha256);
    let hash = |input: &crate::report::ReadInput| input.sha256.clone().unwrap_or_default();
    for (nth, input) in recorded.inputs.iter().enumerate() {
        let current = now.inputs.get(nth).map(hash).unwrap_or_default();
        compare(&format!("文件 {}", input.file), &format!("file {}", input.file), &hash(input), &current);
    }
    for input in now.inputs.iter().skip(recorded.inputs.len()) {
        compare(&format!("文件 {}", input.file), &format!("file {}", input.file), "", &hash(input));
    }
    let configuration = |manifest: &ReadManifest| {
        manifest.configuration.as_ref().map(|used| used.sha256.clone()).unwrap_or_default()
    };
    compare("配置文件", "configuration", &configuration(recorded), &configuration(&now));
    let key = |manifest: &ReadManifest| manifest.masks.key_check.clone().unwrap_or_default();
    compare("脱敏密钥", "mask key", &key(recorded), &key(&now));
    compare("发现数", "findings", &recorded.findings.to_string(), &now.findings.to_string());
    compare("全部判定", "verdicts", &recorded.verdicts_sha256, &now.verdicts_sha256);
    Ok(found)
}

/// Whether the same bytes come out again.
fn is_written_again(
    path: &str,
    format: ReportFormat,
    again: &Again,
    document: &Document,
) -> Result<bool, Failure> {
    let opened = File::open(Path::new(path));
    let mut beside =
        Beside { file: BufReader::new(opened.map_err(|error| cannot_compare(path, &error))?), same: true };
    let view = report::view(&again.args, again.lang);
    write_report(document, format, &view, again.args.top, &mut beside)?;
    let mut rest = [0_u8];
    let ended = beside.file.read(&mut rest).map_err(|error| cannot_compare(path, &error))? == 0;
    Ok(beside.same && ended)
}

/// Takes what would be written and compares it with a file.
struct Beside {
    file: BufReader<File>,
    same: bool,
}

impl Write for Beside {
    fn write(&mut self, written: &[u8]) -> io::Result<usize> {
        let mut there = [0_u8; 8192];
        for part in written.chunks(there.len()) {
            let there = &mut there[..part.len()];
            self.same = self.same && self.file.read_exact(there).is_ok() && there == part;
        }
        Ok(written.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn table(checked: &[Verified]) -> Table {
    let column = |key, zh, en, kind| Column { key, title: Text::new(zh, en), kind };
    let columns = vec![
        column("report", "报告", "report", ColumnKind::Words),
        column("verdict", "结论", "verdict", ColumnKind::Words),
        column("what", "不同之处", "what differs", ColumnKind::Prose),
        column("recorded", "报告所记", "recorded", ColumnKind::Prose),
        column("now", "现在", "now", ColumnKind::Prose),
    ];
    let rows = checked.iter().flat_map(|report| {
        let row = |verdict: Text, what: Text, recorded: &str, now: &str| {
            vec![
                Value::Words(report.path.clone()),
                Value::Label(verdict),
                Value::Label(what),
                Value::Words(recorded.to_owned()),
                Value::Words(now.to_owned()),
            ]
        };
        if report.differences.is_empty() {
            let findings = crate::model::figures::grouped(report.findings);
            let what = Text::owned(
                format!("没有：{findings} 项发现，逐字节相同"),
                format!("nothing: {findings} findings, the same bytes"),
            );
            return vec![row(Text::new("相符", "follows"), what, "", "")];
        }
        let differs = |it: &Difference| {
            row(Text::new("不符", "does not follow"), it.what.clone(), &it.recorded, &it.now)
        };
        report.differences.iter().map(differs).collect()
    });
    Table {
        name: "verification",
        title: Text::new("报告是否仍与其依据相符", "Do the reports still follow from what they rest on?"),
        columns,
        rows: rows.collect(),
        totals: Vec::new(),
        notes: Vec::new(),
        next: Text::same(""),
    }
}

fn no_manifest(path: &str, error: &ManifestError) -> Failure {
    let why = error.text();
    Failure::usage(Text::owned(format!("{path}：{}", why.zh), format!("{path}: {}", why.en)))
}

fn no_report(path: &str) -> Failure {
    Failure::usage(Text::owned(
        format!("{path} 不是本程序写出的报告，或其清单已损坏"),
        format!("{path} is no report of this program, or its manifest is damaged"),
    ))
}

/// The inputs are not where they were.
fn cannot_repeat(path: &str, failure: Failure) -> Failure {
    failure.behind(&Text::owned(
        format!("{path} 无法重新审计（请在当时的文件夹中运行）："),
        format!("{path} cannot be audited again (run it in the folder it was made in): "),
    ))
}

fn cannot_compare(path: &str, error: &io::Error) -> Failure {
    Failure::incomplete(Text::owned(
        format!("无法读取 {path}：{error}"),
        format!("{path} cannot be read: {error}"),
    ))
}
