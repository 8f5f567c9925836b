//! The audit and the report made again from what a manifest records.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};

use clap::{CommandFactory, FromArgMatches};

use super::super::super::args::{Cli, Command, ReportArgs};
use super::super::super::config::Config;
use super::super::super::engagement::Talk;
use super::super::super::failure::Failure;
use super::super::super::language;
use super::super::report;
use super::{cannot_read, cannot_repeat, no_report};
use crate::ingest::{WorkbookChanges, workbook_changes};
use crate::model::{Document, Lang, Text};
use crate::report::{ReadManifest, ReportFormat, write_report};

/// Changed cells that are listed.
const MOST_CELLS: usize = 20;

/// The command line of a manifest, understood.
pub(super) struct Again {
    args: ReportArgs,
    lang: Lang,
}

impl Again {
    /// Understands the words of a manifest.
    pub(super) fn parse(path: &str, recorded: &ReadManifest) -> Result<Self, Failure> {
        let words: Vec<std::ffi::OsString> = std::iter::once("hearback")
            .chain(recorded.arguments.iter().map(String::as_str))
            .map(Into::into)
            .collect();
        let lang = language::choose(&words);
        let matches = Cli::command().try_get_matches_from(words).ok();
        match matches.and_then(|matches| Cli::from_arg_matches(&matches).ok()).map(|cli| cli.command) {
            Some(Command::Report(args)) if !args.verify => Ok(Self { args, lang }),
            _ => Err(no_report(path)),
        }
    }

    /// Whether the report shows persons in clear.
    pub(super) fn unmasks(&self) -> bool {
        self.args.inputs.unmask
    }

    /// Audits again.
    pub(super) fn document(&self, path: &str) -> Result<Document, Failure> {
        let config =
            Config::find(&self.args.inputs.config).map_err(|failure| cannot_repeat(path, failure))?;
        report::make(&self.args, &config, Talk::Quiet, self.lang)
            .map_err(|failure| cannot_repeat(path, failure))
    }

    /// Writes the report again.
    fn write(&self, document: &Document, format: ReportFormat, out: &mut dyn Write) -> Result<(), Failure> {
        let view = report::view(&self.args, self.lang);
        Ok(write_report(document, format, &view, self.args.top, out)?)
    }
}

/// Whether the same bytes come out again.
pub(super) fn is_written_again(
    path: &str,
    format: ReportFormat,
    again: &Again,
    document: &Document,
) -> Result<bool, Failure> {
    let opened = File::open(path).map_err(|error| cannot_read(path, &error))?;
    let mut beside = Beside { file: BufReader::new(opened), same: true };
    again.write(document, format, &mut beside)?;
    let mut rest = [0_u8];
    let ended = beside.file.read(&mut rest).map_err(|error| cannot_read(path, &error))? == 0;
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

/// The workbook beside the one that would be written now.
pub(super) fn changes(path: &str, again: &Again, document: &Document) -> Result<WorkbookChanges, Failure> {
    let mut written = Vec::new();
    again.write(document, ReportFormat::Xlsx, &mut written)?;
    let saved = std::fs::read(path).map_err(|error| cannot_read(path, &error))?;
    workbook_changes(saved, written, MOST_CELLS).map_err(|why| {
        Failure::incomplete(Text::owned(format!("{path}：{}", why.zh), format!("{path}: {}", why.en)))
    })
}
