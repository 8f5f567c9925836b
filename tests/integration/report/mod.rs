//! Reports: what they say, what they keep from a reader, and whether they can be made again.

mod command;
mod document;
mod forms;
mod hostile;
mod private;
mod safe;
mod samples;
mod verify;

#[path = "../../../src/report/payloads.rs"]
mod payloads;
