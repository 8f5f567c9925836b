//! `hearback report`: the audit as a document, in as many forms as are asked for.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use crate::analysis::{DocumentOrder, Grouping, document};
use crate::model::figures::grouped;
use crate::model::{Document, Lang, Text};
use crate::report::{ReportFormat, View, write_report};

use super::super::Exit;
use super::super::args::{ReportArgs, ReportFormatArg};
use super::super::config::Config;
use super::super::engagement::{self, Audited, Engagement, Talk, tell};
use super::super::failure::{self, Failure};
use super::super::output::{Delivery, Destination};
use super::super::{inputs, output, reproduction};
use super::verify;

/// A page of so many bytes may have left findings out.
const FULL_PAGE: u64 = 900_000;
/// What the chapter of risks is grouped by.
const GROUPINGS: [Grouping; 3] = [Grouping::Branch, Grouping::Handler, Grouping::Category];

pub(super) fn run(args: &ReportArgs, lang: Lang) -> Result<Exit, Failure> {
    if args.verify {
        return verify::run(args, lang);
    }
    let config = Config::find(&args.inputs.config)?;
    let targets = targets(args)?;
    let files = inputs::files(&args.inputs, &config)?;
    for target in &targets {
        output::spare_inputs(target.path.as_deref(), &files)?;
    }
    let document = make(args, &config, talk(args), lang)?;
    let view = view(args, lang);
    let mut exit = Exit::of_audit(&document.audit, inputs::fail_on(&args.judging, &config));
    for target in &targets {
        let to = Destination { path: target.path.as_deref(), quiet: false };
        let delivery =
            output::write_to(to, |out| write_report(&document, target.format, &view, args.top, out))?;
        if delivery == Delivery::CutShort {
            exit = exit.after(delivery);
        }
        if talk(args) != Talk::Quiet && !to.is_stdout() {
            tell_written(target, &document, args.top, lang);
        }
    }
    failure::tell_gaps(&document.audit.gaps(), lang);
    engagement::leave(document);
    Ok(exit)
}

/// Reads, audits and tells it in chapters.
pub(super) fn make(args: &ReportArgs, config: &Config, talk: Talk, lang: Lang) -> Result<Document, Failure> {
    let engagement = Engagement {
        inputs: &args.inputs,
        ground: &args.judging.ground,
        by: &args.judging.by,
        also_by: &GROUPINGS,
        config,
        select: &args.select,
        ignore: &args.ignore,
        hash: true,
        talk,
        lang,
    };
    let Audited { audit, by } = engagement.run()?;
    let order = DocumentOrder {
        auditee: args.auditee.clone(),
        by,
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        arguments: reproduction::arguments(args, config, lang)?,
        configuration: config.used()?,
        masks: audit.dataset().masks(),
        threads: inputs::threads(&args.inputs),
    };
    Ok(document(audit, order)?)
}

/// How a report is shown; nothing of it hangs on a terminal.
pub(super) fn view(args: &ReportArgs, lang: Lang) -> View {
    View {
        lang,
        limit: args.top,
        color: false,
        width: 0,
        bom: args.bom,
        tool_version: env!("CARGO_PKG_VERSION"),
    }
}

fn talk(args: &ReportArgs) -> Talk {
    match (args.quiet, args.verbose) {
        (true, _) => Talk::Quiet,
        (false, false) => Talk::Normal,
        (false, true) => Talk::Verbose,
    }
}

/// A report to write.
#[derive(Debug)]
struct Target {
    /// The file; standard output if there is none.
    path: Option<PathBuf>,
    format: ReportFormat,
}

/// What is to be written, known before anything is read.
fn targets(args: &ReportArgs) -> Result<Vec<Target>, Failure> {
    let asked = args.format.map(format);
    if args.output.is_empty() {
        let Some(format) = asked else { return Err(no_target()) };
        refuse_terminal(format)?;
        return Ok(vec![Target { path: None, format }]);
    }
    let mut targets: Vec<Target> = Vec::new();
    for path in &args.output {
        let by_name = path.extension().and_then(|it| it.to_str()).and_then(ReportFormat::from_extension);
        let format = match (asked, by_name) {
            (Some(asked), Some(named)) if asked != named => return Err(another_form(path, asked)),
            (asked, named) => asked.or(named).ok_or_else(|| unknown_form(path))?,
        };
        if targets.iter().filter_map(|other| other.path.as_deref()).any(|other| place(other) == place(path)) {
            return Err(twice(path));
        }
        if place(path).is_none() {
            refuse_terminal(format)?;
        }
        targets.push(Target { path: Some(path.clone()), format });
    }
    Ok(targets)
}

/// Where a name leads to, whatever its spelling; nowhere for standard output.
fn place(path: &Path) -> Option<PathBuf> {
    let is_stdout = Destination { path: Some(path), quiet: false }.is_stdout();
    (!is_stdout)
        .then(|| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or(path.to_owned()))
}

fn format(arg: ReportFormatArg) -> ReportFormat {
    match arg {
        ReportFormatArg::Html => ReportFormat::Html,
        ReportFormatArg::Xlsx => ReportFormat::Xlsx,
        ReportFormatArg::Md => ReportFormat::Markdown,
        ReportFormatArg::Docx => ReportFormat::Docx,
        ReportFormatArg::Csv => ReportFormat::Csv,
        ReportFormatArg::Json => ReportFormat::Json,
    }
}

/// An archive is for files and pipes.
fn refuse_terminal(format: ReportFormat) -> Result<(), Failure> {
    let is_binary = matches!(format, ReportFormat::Xlsx | ReportFormat::Docx);
    if is_binary && io::stdout().is_terminal() { Err(not_on_a_terminal(format)) } else { Ok(()) }
}

/// Whether a format shows only the first findings of each rule.
fn is_capped(format: ReportFormat) -> bool {
    matches!(format, ReportFormat::Html | ReportFormat::Markdown | ReportFormat::Docx)
}

/// Whether a page came so near to its bound that it may have left findings out.
fn is_full(target: &Target) -> bool {
    let size = target.path.as_ref().and_then(|path| path.metadata().ok()).map_or(0, |data| data.len());
    target.format == ReportFormat::Html && size > FULL_PAGE
}

fn tell_written(target: &Target, document: &Document, top: usize, lang: Lang) {
    let path = target.path.as_ref().map_or_else(String::new, |path| path.display().to_string());
    let findings = grouped(document.manifest.findings);
    let most = document.audit.rules.iter().map(|rule| rule.findings).max().unwrap_or(0);
    let mut line = Text::owned(
        format!("已写入 {path}：{findings} 项发现"),
        format!("wrote {path}: {findings} findings"),
    );
    if is_full(target) {
        line = Text::owned(
            format!("{}，页面只列出放得下的（网页不超过 1 MB）；全部见 xlsx、csv 或 json", line.zh),
            format!(
                "{}, the page lists those it has room for (below 1 MB); xlsx, csv and json hold all",
                line.en
            ),
        );
    } else if is_capped(target.format) && most > top as u64 {
        line = Text::owned(
            format!("{}，每条规则列出前 {top} 项（--top）；全部见 xlsx、csv 或 json", line.zh),
            format!("{}, the first {top} of each rule (--top); xlsx, csv and json hold all", line.en),
        );
    }
    tell(&line, lang);
}

fn no_target() -> Failure {
    Failure::usage(Text::new(
        "没有说写到哪里。例如：hearback report 投诉台账.xlsx 回访记录.csv -o 审计报告.html -o 审计底稿.xlsx；写到标准输出用 --format md",
        "nothing says where to write to; for example: hearback report complaints.xlsx visits.csv -o audit.html -o audit.xlsx; for standard output --format md",
    ))
}

fn unknown_form(path: &Path) -> Failure {
    let path = path.display();
    Failure::usage(Text::owned(
        format!(
            "{path}：文件名没有说明形式。请以 .html、.xlsx、.md、.docx、.csv 或 .json 结尾，或加 --format"
        ),
        format!(
            "{path}: its name does not say the form; end it in .html, .xlsx, .md, .docx, .csv or .json, or add --format"
        ),
    ))
}

fn another_form(path: &Path, asked: ReportFormat) -> Failure {
    let (path, asked) = (path.display(), asked.extension());
    Failure::usage(Text::owned(
        format!("{path}：文件名与 --format {asked} 不一致。请去掉 --format，或换一个文件名"),
        format!("{path}: its name contradicts --format {asked}; leave out --format or give another name"),
    ))
}

fn twice(path: &Path) -> Failure {
    let path = path.display();
    Failure::usage(Text::owned(format!("-o {path} 给出了两次"), format!("-o {path} is given twice")))
}

fn not_on_a_terminal(format: ReportFormat) -> Failure {
    let name = format.extension();
    Failure::usage(Text::owned(
        format!("{name} 不能显示在终端上。请用 -o 写入文件"),
        format!("{name} cannot be shown on a terminal; write it to a file with -o"),
    ))
}
