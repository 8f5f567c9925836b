//! The program as its users meet it: files in, streams and exit code out.
//!
//! One binary, because every test binary links polars again. Each module is one story; `desk`, `books`,
//! `audited` and `dice` hold what the stories share: a folder to run the program in, the JSON it
//! prints, and numbers that look random and never change.

mod audited;
mod books;
mod desk;
mod dice;

mod cli_help;
mod config;
mod csv_output;
mod determinism;
mod exits;
mod ingest;
mod init;
mod inspect;
mod json_contract;
mod layers;
mod masking;
mod oracle;
mod policies;
mod policy_command;
mod policy_file;
mod proof;
mod property;
mod report;
mod same_table;
mod sample;
mod tables;
mod verdicts;
mod writing;
