//! One thin file per command.

mod audit;
mod explain;
mod init;
mod inspect;
mod policy;
mod proof;
mod report;
mod table;
mod verify;

use crate::analysis;
use crate::model::Lang;

use super::Exit;
use super::args::{Cli, Command};

/// Runs the command and tells failures.
pub(super) fn run(cli: &Cli, lang: Lang) -> Exit {
    let result = match &cli.command {
        Command::Audit(args) => audit::run(args, lang),
        Command::Response(args) => table::run(args, lang, "RSP001", analysis::response),
        Command::Closure(args) => table::run(args, lang, "CLS001", analysis::closure),
        Command::Callbacks(args) => table::run(args, lang, "CBK001", analysis::callbacks),
        Command::Inspect(args) => inspect::run(args, lang),
        Command::Init(args) => init::run(args, lang),
        Command::Report(args) => report::run(args, lang),
        Command::Explain(args) => explain::run(args, lang),
        Command::Policy(args) => policy::run(args, lang),
    };
    result.unwrap_or_else(|failure| failure.report(lang))
}
