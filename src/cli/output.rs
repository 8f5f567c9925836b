//! Where results go: standard output, a stream that is there, or a file that appears only when it is
//! complete.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::ingest::InputFile;
use crate::model::{Lang, Text};
use crate::report::{Format, ReportError, View};

use super::args::{ColorArg, FormatArg, OutputArgs};
use super::failure::Failure;

/// Columns assumed where there is no terminal to ask.
const PIPE_WIDTH: usize = 120;
const BUFFER: usize = 1 << 16;
/// The file name that stands for standard input or output.
const STDIO: &str = "-";
/// Links followed before the kernel, too, calls it a loop.
const MOST_LINKS: usize = 40;
/// Folders that hold open files of processes, not files.
const DESCRIPTORS: [&str; 2] = ["/dev/fd", "/proc"];

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
    let on_terminal =
        matches!(target(Destination::of(args)), Target::Stdout { .. }) && io::stdout().is_terminal();
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

/// How much of a result its reader took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delivery {
    /// All of it.
    Complete,
    /// The reader closed the pipe: it has seen enough.
    CutShort,
}

/// Where a result goes.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    /// Standard output; silent if only the exit code is wanted.
    Stdout { silent: bool },
    /// A regular file, there or not yet, which is replaced as a whole.
    File(PathBuf),
    /// A pipe or a device, which is written to as it is: replacing it would destroy it.
    Stream(PathBuf),
}

/// Refuses an `-o` that names an input, before anything is read: the evidence must outlive its audit.
///
/// # Errors
/// A usage failure naming the file. A file reached by another name or a link is the same file.
pub(super) fn spare_inputs(output: Option<&Path>, inputs: &[InputFile]) -> Result<(), Failure> {
    let Some(target) = output.filter(|path| !is_stdout(path)) else { return Ok(()) };
    // A target that does not exist is no input.
    let Ok(real) = target.canonicalize() else { return Ok(()) };
    for input in inputs.iter().map(|file| file.path.as_str()) {
        // `- < c.csv` reads c.csv as surely as its name does.
        let source = Path::new(if input == STDIO { "/dev/stdin" } else { input });
        if source.canonicalize().is_ok_and(|input| input == real) {
            let target = target.display();
            return Err(Failure::usage(Text::owned(
                format!("-o {target} 就是输入文件 {input}，结果会覆盖它。请换一个文件名"),
                format!(
                    "-o {target} is the input file {input}, which the result would overwrite; give another name"
                ),
            )));
        }
    }
    Ok(())
}

/// Where the user wants a result.
#[derive(Clone, Copy, Debug)]
pub(super) struct Destination<'a> {
    /// The file; standard output if there is none.
    pub(super) path: Option<&'a Path>,
    /// Whether standard output stays empty unless it is named.
    pub(super) quiet: bool,
}

impl<'a> Destination<'a> {
    fn of(args: &'a OutputArgs) -> Self {
        Self { path: args.output.as_deref(), quiet: args.quiet }
    }

    /// Whether it is standard output.
    pub(super) fn is_stdout(self) -> bool {
        self.path.is_none_or(is_stdout)
    }

    /// The folder the file is in; that of the program for standard output.
    pub(super) fn folder(self) -> &'a Path {
        self.path.filter(|path| !is_stdout(path)).map_or(Path::new("."), folder_of)
    }
}

/// Writes a result where it belongs, as [`write_to`] does.
pub(super) fn write(
    args: &OutputArgs,
    show: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>,
) -> Result<Delivery, Failure> {
    write_to(Destination::of(args), show)
}

/// Writes a result where it belongs. With `-q` and no `-o` nothing is written.
///
/// A new file is private to its owner (mode 0600 on Unix), the replacement of an old one too: a report
/// names employees and customer ids, and who else may read it is for its owner to say.
pub(super) fn write_to(
    to: Destination<'_>,
    show: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>,
) -> Result<Delivery, Failure> {
    match target(to) {
        Target::Stdout { silent: true } => Ok(Delivery::Complete),
        Target::Stdout { silent: false } => write_stream(io::stdout().lock(), show),
        Target::File(path) => write_file(&path, show).map(|()| Delivery::Complete),
        Target::Stream(path) => {
            // Appending neither truncates nor creates what other programs hold open.
            let stream = OpenOptions::new().append(true).open(&path);
            write_stream(stream.map_err(|error| cannot_write(&path, &Text::same(error.to_string())))?, show)
        }
    }
}

fn target(to: Destination<'_>) -> Target {
    match to.path {
        None => Target::Stdout { silent: to.quiet },
        Some(path) if is_stdout(path) => Target::Stdout { silent: false },
        Some(path) => real_target(path),
    }
}

/// Whether the name stands for standard output. Opened by its name, `/dev/stdout` would begin again at
/// the start of the file it was redirected to.
fn is_stdout(path: &Path) -> bool {
    path == Path::new(STDIO) || path == Path::new("/dev/stdout")
}

/// Follows links, so that a result replaces what a link points to and not the link.
fn real_target(path: &Path) -> Target {
    if path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        return Target::Stream(path.to_owned());
    }
    let mut real = path.to_owned();
    for _ in 0..MOST_LINKS {
        if DESCRIPTORS.iter().any(|folder| real.starts_with(folder)) {
            // Somebody else's open file: replaced, it would go on in the old one.
            return Target::Stream(path.to_owned());
        }
        let Ok(next) = real.read_link() else { return Target::File(real) };
        // An absolute link replaces the whole path when joined.
        real = folder_of(&real).join(next);
    }
    // A loop of links: opening it fails, with the reason.
    Target::Stream(path.to_owned())
}

/// A closed pipe is no error.
fn write_stream(
    stream: impl Write,
    show: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>,
) -> Result<Delivery, Failure> {
    let mut out = BufWriter::with_capacity(BUFFER, stream);
    let written = show(&mut out).and_then(|()| out.flush().map_err(ReportError::from));
    // What is left in the buffer after a failure must not be tried again.
    let _ = out.into_parts();
    match written {
        Err(error) if error.io_kind() == Some(io::ErrorKind::BrokenPipe) => Ok(Delivery::CutShort),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(Delivery::Complete),
    }
}

fn write_file(
    path: &Path,
    show: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>,
) -> Result<(), Failure> {
    let failed = |error: &io::Error| cannot_write(path, &Text::same(error.to_string()));
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(cannot_write(path, &no_folder(folder)));
    }
    if path.is_dir() {
        return Err(failed(&io::Error::from(io::ErrorKind::IsADirectory)));
    }
    // A temporary file beside the target can be renamed over it in one step.
    let mut file = tempfile::Builder::new()
        .prefix(".hearback-")
        .tempfile_in(folder)
        .map_err(|error| cannot_write(path, &no_new_file(folder, &error)))?;
    let mut out = BufWriter::with_capacity(BUFFER, file.as_file_mut());
    show(&mut out)?;
    out.flush().map_err(|error| failed(&error))?;
    drop(out);
    file.persist(path).map_err(|error| failed(&error.error))?;
    Ok(())
}

/// The folder a file lies in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn cannot_write(path: &Path, why: &Text) -> Failure {
    let path = path.display();
    Failure::incomplete(Text::owned(
        format!("无法写入 {path}：{}", why.zh),
        format!("cannot write {path}: {}", why.en),
    ))
}

fn no_folder(folder: &Path) -> Text {
    let folder = folder.display();
    Text::owned(format!("没有文件夹 {folder}"), format!("there is no folder {folder}"))
}

/// The error itself would name a temporary file nobody has heard of.
fn no_new_file(folder: &Path, error: &io::Error) -> Text {
    let (folder, why) = (folder.display(), io::Error::from(error.kind()));
    Text::owned(
        format!("无法在文件夹 {folder} 中新建文件（{why}）"),
        format!("no file can be made in the folder {folder} ({why})"),
    )
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn put(path: &Path, text: &str) -> Result<(), Failure> {
        write_file(path, |out| Ok(out.write_all(text.as_bytes())?))
    }

    #[test]
    fn a_link_leads_to_what_is_written() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("real.csv"), "old")?;
        symlink("real.csv", at("near"))?;
        symlink(at("near"), at("far"))?;
        symlink("not-yet.csv", at("dangling"))?;
        assert_eq!(real_target(&at("far")), Target::File(at("real.csv")));
        assert_eq!(real_target(&at("dangling")), Target::File(at("not-yet.csv")));
        assert_eq!(real_target(&at("plain.csv")), Target::File(at("plain.csv")));
        symlink("loop", at("loop"))?;
        assert_eq!(real_target(&at("loop")), Target::Stream(at("loop")), "it is not replaced");
        Ok(())
    }

    #[test]
    fn descriptors_are_written_to_as_they_are() {
        assert_eq!(real_target(Path::new("/dev/fd/1")), Target::Stream("/dev/fd/1".into()));
        assert!(is_stdout(Path::new("-")) && is_stdout(Path::new("/dev/stdout")));
        assert!(!is_stdout(Path::new("./-")));
    }

    #[test]
    fn a_new_file_is_private() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("out.csv");
        assert!(put(&path, "new").is_ok());
        assert_eq!(std::fs::read_to_string(&path)?, "new");
        assert_eq!(path.metadata()?.permissions().mode() & 0o777, 0o600);
        Ok(())
    }

    #[test]
    fn a_missing_folder_is_named() {
        let message =
            put(Path::new("/nowhere-at-all/out.csv"), "new").map_err(|failure| format!("{failure:?}"));
        assert!(message.is_err_and(|text| text.contains("/nowhere-at-all") && !text.contains(".hearback-")));
    }

    #[test]
    fn a_reader_that_has_seen_enough_is_no_error() -> io::Result<()> {
        let (reader, writer) = io::pipe()?;
        drop(reader);
        let delivery = write_stream(writer, |out| Ok(out.write_all(b"result")?));
        assert!(matches!(delivery, Ok(Delivery::CutShort)));
        Ok(())
    }
}
