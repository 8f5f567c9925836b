//! `hearback report --verify`: the audit again as a report's own manifest says, and the report beside it.
//!
//! A report follows from its inputs if the same bytes come out again. Where they do not, what it rests on is
//! compared, so that a changed input is told from a changed report.

mod again;
mod differences;

use std::fs::File;
use std::io::{self, BufReader};
use std::path::PathBuf;

use crate::ingest::InputFile;
use crate::model::figures::grouped;
use crate::model::{Column, ColumnKind, Document, Lang, Table, Text, Value};
use crate::report::{Format, ManifestError, ReportFormat, View, read_manifest, write_table};

use super::super::Exit;
use super::super::args::{ReportArgs, ReportFormatArg};
use super::super::failure::Failure;
use super::super::output::{self, Destination};
use super::report;
use again::{Again, changes, is_written_again};
use differences::{Difference, changed_cells, changed_file, differences, filled_cells};

/// Columns of the result.
const WIDTH: usize = 120;

pub(super) fn run(args: &ReportArgs, lang: Lang) -> Result<Exit, Failure> {
    if args.inputs.files.is_empty() {
        return Err(Failure::usage(Text::new(
            "没有给出要核验的报告。例如：hearback report --verify 审计报告.html",
            "no report to verify was given; for example: hearback report --verify audit.html",
        )));
    }
    let reports: Vec<InputFile> = args.inputs.files.iter().map(|path| InputFile::new(path, None)).collect();
    output::spare_inputs(args.output.first().map(PathBuf::as_path), &reports)?;
    let form = form(args)?;
    let mut made: Option<(Vec<String>, Document)> = None;
    let mut checked = Vec::new();
    let mut exit = Exit::Clean;
    for path in &args.inputs.files {
        match verify(path, &mut made, args.inputs.unmask) {
            Ok(verified) => {
                let ended = if verified.differences.is_empty() { Exit::Clean } else { Exit::Findings };
                exit = exit.worse(ended);
                checked.push(verified);
            }
            // The others are still verified.
            Err(failure) => exit = exit.worse(failure.report(lang)),
        }
    }
    if checked.is_empty() {
        return Ok(exit);
    }
    let table = table(&checked);
    let destination = Destination { path: args.output.first().map(PathBuf::as_path), quiet: args.quiet };
    let view = View { width: WIDTH, ..report::view(args, lang) };
    let delivery = output::write_to(destination, |out| write_table(&table, form, &view, out))?;
    Ok(exit.after(delivery))
}

/// The result is a table, so it has the forms of one, by the name of its file or as asked for.
fn form(args: &ReportArgs) -> Result<Format, Failure> {
    let named = args.output.first().and_then(|path| path.extension()).and_then(|it| it.to_str());
    match (args.format, named.and_then(ReportFormat::from_extension)) {
        (Some(ReportFormatArg::Csv), _) | (None, Some(ReportFormat::Csv)) => Ok(Format::Csv),
        (Some(ReportFormatArg::Json), _) | (None, Some(ReportFormat::Json)) => Ok(Format::Json),
        (None, None) => Ok(Format::Table),
        _ => Err(Failure::usage(Text::new(
            "核验结果只有文本、csv 和 json 三种形式",
            "the result of --verify is text, csv or json",
        ))),
    }
}

/// A report and what of it does not come out again.
struct Verified {
    path: String,
    /// What holds, where nothing differs.
    holds: Text,
    /// What was added in empty cells.
    filled: Vec<Difference>,
    differences: Vec<Difference>,
}

fn verify(
    path: &str,
    made: &mut Option<(Vec<String>, Document)>,
    may_unmask: bool,
) -> Result<Verified, Failure> {
    let file = File::open(path).map_err(|error| cannot_read(path, &error))?;
    let (format, recorded) =
        read_manifest(&mut BufReader::new(file)).map_err(|error| no_manifest(path, &error))?;
    let again = Again::parse(path, &recorded)?;
    // Reports of one run are verified by one audit.
    let (_, document) = match made.take().filter(|(arguments, _)| *arguments == recorded.arguments) {
        Some(same) => made.insert(same),
        None => made.insert((recorded.arguments.clone(), again.document(path)?)),
    };
    let mut verified = Verified {
        path: path.to_owned(),
        holds: same_bytes(document.manifest.findings),
        filled: Vec::new(),
        differences: differences(&recorded, document)?,
    };
    if !is_written_again(path, format, &again, document)? && verified.differences.is_empty() {
        if format == ReportFormat::Xlsx {
            let changes = changes(path, &again, document)?;
            verified.holds = only_filled_in(changes.filled);
            verified.differences = changed_cells(&changes);
            verified.filled = filled_cells(&changes);
        } else {
            verified.differences.push(changed_file());
        }
    }
    // A manifest may ask for persons in clear; whether they are shown here is for who verifies to say.
    if again.unmasks() && !may_unmask {
        verified.hide();
    }
    Ok(verified)
}

impl Verified {
    /// Takes away what cells say, and leaves which cells they are.
    fn hide(&mut self) {
        for difference in self.differences.iter_mut().chain(&mut self.filled) {
            let is_cell = difference.what.zh.contains('!') && difference.what.zh == difference.what.en;
            for text in [&mut difference.recorded, &mut difference.now] {
                if is_cell && !text.is_empty() {
                    *text = "*** (--unmask)".to_owned();
                }
            }
        }
    }
}

fn same_bytes(findings: u64) -> Text {
    let findings = grouped(findings);
    Text::owned(
        format!("没有：{findings} 项发现，逐字节相同"),
        format!("nothing: {findings} findings, the same bytes"),
    )
}

/// A workbook is signed and followed up, which changes its bytes and none of what was written into it.
fn only_filled_in(cells: u64) -> Text {
    let cells = grouped(cells);
    Text::owned(
        format!("写出的单元格都没有改动，另填写了 {cells} 个空白单元格；数字格式、外观和图表未核验"),
        format!(
            "no cell that was written has changed, {cells} empty cells were filled in; number formats, looks and charts are not proven"
        ),
    )
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
            let filled =
                |it: &Difference| row(Text::new("填写", "filled in"), it.what.clone(), &it.recorded, &it.now);
            let mut rows = vec![row(Text::new("相符", "follows"), report.holds.clone(), "", "")];
            rows.extend(report.filled.iter().map(filled));
            return rows;
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

fn cannot_read(path: &str, error: &io::Error) -> Failure {
    Failure::incomplete(Text::owned(
        format!("无法读取 {path}：{error}"),
        format!("{path} cannot be read: {error}"),
    ))
}
