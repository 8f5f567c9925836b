//! Reports: what they say, what they keep from a reader, and whether they can be made again.

mod command;
mod document;

#[path = "../../../src/report/payloads.rs"]
mod forms;
mod hostile;
mod payloads;
mod private;
mod safe;
mod samples;
mod verify;
