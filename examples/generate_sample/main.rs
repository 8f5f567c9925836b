//! Writes the sample in `examples/sample`: a complaint ledger, its callbacks, and the truth about both.
//!
//!     cargo run --example generate_sample [-- FOLDER]
//!
//! Every row is made clean first; then defects are planted on chosen rows and noted where they are planted, so the
//! truth is known by construction and never computed by the rules it is there to test. No clock and no chance: two
//! runs write the same bytes.

mod base;
mod clock;
mod plant;
mod record;
mod rng;
mod sample;
mod write;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/sample"), PathBuf::from);
    let mut sample = sample::Sample::new(20_250_930);
    plant::all(&mut sample)?;
    write::all(&folder, &sample.into_files()?)
}
