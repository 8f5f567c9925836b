//! The configuration file: what a folder of exports always needs, said once.
//!
//! Owns where it is looked for, what it may say and how `init` writes it. Refuses to hold what belongs
//! to a single run, such as the as-of date. Options on the command line go before it.

mod draft;
mod read;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::analysis::Grouping;
use crate::dataset::Field;
use crate::ingest::Directions;
use crate::model::figures::hexadecimal;
use crate::model::{ConfigurationUsed, Lang, Subject, Text};

use super::args::{ConfigArgs, FailOn};
use super::failure::Failure;
use super::small_file;

pub(super) use draft::Draft;

/// The name it has unless `--config` says another.
pub(super) const FILE_NAME: &str = "hearback.toml";

/// What a configuration file says; nothing at all where there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Config {
    /// The file; `None` if there is none.
    pub(super) path: Option<PathBuf>,
    /// A built-in policy or a file, as seen from where the program runs.
    pub(super) policy: Option<String>,
    pub(super) lang: Option<Lang>,
    pub(super) fail_on: Option<FailOn>,
    pub(super) by: Vec<Grouping>,
    /// The file with the key of the tokens, as seen from where the program runs.
    pub(super) mask_key: Option<PathBuf>,
    pub(super) complaints: Export,
    pub(super) visits: Export,
    pub(super) customers: Export,
    pub(super) staff: Export,
}

/// What it says of one kind of export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Export {
    /// Names or patterns, as seen from where the program runs.
    pub(super) files: Vec<String>,
    pub(super) directions: Directions,
    /// In the order of the file.
    pub(super) columns: Vec<NamedColumn>,
}

/// A field and the headers it goes by, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedColumn {
    pub(super) field: Field,
    pub(super) headers: Vec<String>,
    /// The line of the configuration file, 1 = first.
    pub(super) line: usize,
}

impl Config {
    /// The file named with `--config`, else the nearest one in this folder or a parent, else nothing.
    ///
    /// # Errors
    /// A usage failure if the file cannot be read or says what it may not.
    pub(super) fn find(args: &ConfigArgs) -> Result<Self, Failure> {
        match &args.config {
            _ if args.no_config => Ok(Self::default()),
            Some(path) => Self::load(path),
            None => match nearest_file() {
                Some(path) => Self::load(&path),
                None => Ok(Self::default()),
            },
        }
    }

    fn load(path: &Path) -> Result<Self, Failure> {
        let shown = path.display().to_string();
        let text = small_file::read_text(path).map_err(|error| cannot_read(&shown, &error))?;
        let mut config = read::read(&shown, folder_of(path), &text).map_err(Failure::usage)?;
        config.path = Some(path.to_owned());
        Ok(config)
    }

    /// The file and its hash, for a manifest.
    pub(super) fn used(&self) -> Result<Option<ConfigurationUsed>, Failure> {
        let Some(path) = &self.path else { return Ok(None) };
        let file = path.display().to_string();
        let bytes = small_file::read(path).map_err(|error| cannot_read(&file, &error))?;
        Ok(Some(ConfigurationUsed { file, sha256: hexadecimal(&Sha256::digest(bytes)) }))
    }

    /// What is said of exports of `subject`.
    pub(super) fn export(&self, subject: Subject) -> &Export {
        match subject {
            Subject::Complaints | Subject::Group => &self.complaints,
            Subject::Visits => &self.visits,
            Subject::Customers => &self.customers,
            Subject::Staff => &self.staff,
        }
    }
}

fn cannot_read(shown: &str, error: &std::io::Error) -> Failure {
    Failure::usage(Text::owned(
        format!("无法读取配置 {shown}：{error}"),
        format!("the configuration {shown} cannot be read: {error}"),
    ))
}

/// The language the configuration asks for. It is wanted before the command line is parsed, so mistakes
/// are passed over here; the command itself will name them.
pub(super) fn language(arguments: &[OsString]) -> Option<Lang> {
    let mut words = arguments.iter();
    let mut named = None;
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("--no-config") => return None,
            Some("--config") => named = words.next().map(PathBuf::from),
            Some(word) => named = word.strip_prefix("--config=").map(PathBuf::from).or(named),
            None => {}
        }
    }
    let path = named.or_else(nearest_file)?;
    Config::load(&path).ok()?.lang
}

/// The file in this folder or the nearest parent that has one, named from here.
fn nearest_file() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().enumerate().find_map(|(steps, folder)| {
        let is_there = folder.join(FILE_NAME).is_file();
        is_there.then(|| std::iter::repeat_n("..", steps).chain([FILE_NAME]).collect())
    })
}

/// The folder that the paths in a file are relative to; empty for this one.
fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}
