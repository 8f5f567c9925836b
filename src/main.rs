//! The `hearback` program; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    hearback::cli::main(std::env::args_os())
}
