//! The defects and edge cases of the sample. Each plant notes every finding its defect leads to, not only the one it is
//! named after.

mod callbacks;
mod data;
mod deadlines;
mod edges;
mod order;

use crate::sample::Sample;
use std::error::Error;

type Done = Result<(), Box<dyn Error>>;

pub(crate) fn all(sample: &mut Sample) -> Done {
    // Edge cases first: they need particular days, and the clean rows near those days run out.
    edges::all(sample)?;
    deadlines::all(sample)?;
    callbacks::all(sample)?;
    order::all(sample)?;
    data::all(sample)
}
