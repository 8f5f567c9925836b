//! A folder of exports, and the program run in it.

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::audited::Audited;

/// What every test returns.
pub(crate) type Checked = Result<(), Box<dyn Error>>;

/// A folder that goes with the test; relative paths in arguments and outputs are relative to it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// How one run of the program ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code; -1 where a signal ended it.
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    /// An empty folder.
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self { folder: tempfile::tempdir()? })
    }

    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> io::Result<Self> {
        let desk = Self::new()?;
        for (name, content) in files {
            desk.put(name, content)?;
        }
        Ok(desk)
    }

    /// Writes a file.
    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) -> io::Result<()> {
        std::fs::write(self.path(name), content)
    }

    /// Copies a file of `fixtures/`.
    pub(crate) fn put_fixture(&self, name: &str) -> io::Result<()> {
        self.put(name, std::fs::read(fixture(name))?)
    }

    /// Where a file of this folder lies.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The names of all files, sorted.
    pub(crate) fn names(&self) -> io::Result<Vec<String>> {
        let mut names = std::fs::read_dir(self.folder.path())?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    /// Runs the program here.
    pub(crate) fn run(&self, args: &[&str]) -> io::Result<Run> {
        run_in(self.folder.path(), args)
    }

    /// Runs the program here with `input` on its standard input.
    pub(crate) fn run_with_input(&self, args: &[&str], input: &[u8]) -> io::Result<Run> {
        let mut child = command(self.folder.path(), args).stdin(Stdio::piped()).spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            match stdin.write_all(input) {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
                _ => {}
            }
        }
        child.wait_with_output().map(Run::from)
    }

    /// Runs `audit --format json` here and reads what it prints, whatever the exit code.
    pub(crate) fn audit(&self, args: &[&str]) -> Result<Audited, Box<dyn Error>> {
        audit_in(self.folder.path(), args)
    }

    /// A run here that is not started yet.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        command(self.folder.path(), args)
    }
}

/// Runs the program in a folder.
pub(crate) fn run_in(folder: &Path, args: &[&str]) -> io::Result<Run> {
    command(folder, args).output().map(Run::from)
}

/// Runs `audit --format json` in a folder and reads what it prints.
pub(crate) fn audit_in(folder: &Path, args: &[&str]) -> Result<Audited, Box<dyn Error>> {
    let run = run_in(folder, &[&["audit", "--format", "json"], args].concat())?;
    serde_json::from_str(&run.stdout).map_err(|error| format!("no audit in JSON ({error}): {run:?}").into())
}

/// A file of `fixtures/`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// The program with its streams caught, in English whatever the machine speaks.
fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearback"));
    command.current_dir(folder).args(args);
    for variable in ["LANG", "LC_MESSAGES", "NO_COLOR", "TERM"] {
        command.env_remove(variable);
    }
    command.env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}
