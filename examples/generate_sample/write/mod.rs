//! The four files of the sample.

mod readme;
mod tables;
mod truth;

use crate::sample::Files;
use std::error::Error;
use std::path::Path;

pub(crate) const COMPLAINTS: &str = "投诉台账.xlsx";
pub(crate) const VISITS: &str = "回访记录.csv";

pub(crate) fn all(folder: &Path, files: &Files) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    tables::complaints(&folder.join(COMPLAINTS), &files.complaints)?;
    tables::visits(&folder.join(VISITS), &files.visits)?;
    let findings = truth::findings(files);
    truth::write(&folder.join("truth.csv"), &findings)?;
    std::fs::write(folder.join("README.md"), readme::text(files, &findings))?;
    Ok(())
}
