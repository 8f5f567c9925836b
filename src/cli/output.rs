//! Where results go: standard output, or a file that appears only when it is complete.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use crate::model::{Lang, Text};
use crate::report::{Format, ReportError, View};

use super::args::{ColorArg, FormatArg, OutputArgs};
use super::failure::Failure;

/// Columns assumed where there is no terminal to ask.
const PIPE_WIDTH: usize = 120;

/// The form asked for.
pub(super) fn format(args: &OutputArgs) -> Format {
    match args.format {
        FormatArg::Table => Format::Table,
        FormatArg::Csv => Format::Csv,
        FormatArg::Json => Format::Json,
    }
}

/// How results are to be shown where they go.
pub(super) fn view(args: &OutputArgs, lang: Lang, limit: usize) -> View {
    let on_terminal = args.output.is_none() && io::stdout().is_terminal();
    let color = match args.color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => {
            let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            on_terminal && !plain && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    };
    let terminal_width = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let width = if on_terminal { terminal_width().unwrap_or(PIPE_WIDTH) } else { PIPE_WIDTH };
    View { lang, limit, color, width, bom: args.bom, tool_version: env!("CARGO_PKG_VERSION") }
}

/// Writes a result where it belongs. With `-q` and no file nothing is written.
pub(super) fn write(
    args: &OutputArgs,
    show: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>,
) -> Result<(), Failure> {
    match &args.output {
        Some(path) => write_file(path, show),
        None if args.quiet => Ok(()),
        None => write_stdout(show),
    }
}

/// A closed pipe is no error: the reader has seen enough.
fn write_stdout(show: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match show(&mut out).and_then(|()| out.flush().map_err(ReportError::from)) {
        Err(error) if error.io_kind() == Some(io::ErrorKind::BrokenPipe) => Ok(()),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(()),
    }
}

fn write_file(
    path: &Path,
    show: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>,
) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::incomplete(Text::owned(
            format!("无法写入 {}：{error}", path.display()),
            format!("cannot write {}: {error}", path.display()),
        ))
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(failed(&std::io::Error::from(io::ErrorKind::NotFound)));
    }
    if path.is_dir() {
        return Err(failed(&std::io::Error::from(io::ErrorKind::IsADirectory)));
    }
    // A temporary file beside the target can be renamed over it in one step.
    let mut file =
        tempfile::Builder::new().prefix(".hearback-").tempfile_in(folder).map_err(|error| failed(&error))?;
    let mut out = BufWriter::with_capacity(1 << 16, file.as_file_mut());
    show(&mut out)?;
    out.flush().map_err(|error| failed(&error))?;
    drop(out);
    file.persist(path).map_err(|error| failed(&error.error))?;
    Ok(())
}
