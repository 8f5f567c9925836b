//! The command line: what users type, and the exit code they get.
//!
//! Owns options, streams, files written, languages chosen and the exit code. Refuses business rules:
//! every command is load, audit, show.

mod args;
mod commands;
mod config;
mod engagement;
mod exit;
mod failure;
mod inputs;
mod language;
mod look;
mod maps;
mod output;
mod progress;
mod reproduction;
mod small_file;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use args::Cli;
pub use exit::Exit;

/// Runs the program on its command line and returns the exit code.
#[must_use]
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = language::choose(&arguments);
    let command = language::translate(Cli::command(), lang);
    let cli = command.try_get_matches_from(arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    let exit = match cli {
        Ok(cli) => commands::run(&cli, lang),
        Err(error) => {
            // Help and version are no mistakes: they go to stdout.
            let wrong = error.use_stderr();
            let _ = error.print();
            if wrong { Exit::Usage } else { Exit::Clean }
        }
    };
    exit.into()
}
