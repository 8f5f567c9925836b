//! How grave a finding is.

use serde::Deserialize;

use super::Text;

/// Ordered from the least to the gravest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Advice; its source may be weak.
    Info,
    /// A blemish.
    Low,
    /// To be corrected.
    Medium,
    /// To be corrected at once.
    High,
}

impl Severity {
    /// From the gravest to the least, the order of every listing.
    pub const GRAVEST_FIRST: [Self; 4] = [Self::High, Self::Medium, Self::Low, Self::Info];

    /// The word in machine formats and options.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The word people read.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Info => Text::new("提示", "info"),
            Self::Low => Text::new("低", "low"),
            Self::Medium => Text::new("中", "medium"),
            Self::High => Text::new("高", "high"),
        }
    }
}
