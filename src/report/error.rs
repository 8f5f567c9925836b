//! Why a report could not be written.

use std::io;

/// A report could not be written to its destination.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The destination refused bytes.
    #[error("the report could not be written")]
    Io(#[from] io::Error),
    /// The CSV could not be written.
    #[error("the CSV report could not be written")]
    Csv(#[from] csv::Error),
    /// The JSON could not be written.
    #[error("the JSON report could not be written")]
    Json(#[from] serde_json::Error),
    /// The workbook could not be written.
    #[error("the workbook could not be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

impl ReportError {
    /// The kind of the input/output error underneath, whichever format met it.
    ///
    /// A reader that has seen enough closes the pipe; the caller tells that apart from a full disk
    /// by [`io::ErrorKind::BrokenPipe`].
    #[must_use]
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        match self {
            Self::Io(error) => Some(error.kind()),
            Self::Csv(error) => match error.kind() {
                csv::ErrorKind::Io(error) => Some(error.kind()),
                _ => None,
            },
            Self::Json(error) => error.io_error_kind(),
            Self::Workbook(rust_xlsxwriter::XlsxError::IoError(error)) => Some(error.kind()),
            Self::Workbook(_) => None,
        }
    }
}
