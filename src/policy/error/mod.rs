//! What can be wrong with a policy file: one thing, with its place, its key and the way out.

mod reasons;

use std::fmt;
use std::sync::Arc;

use crate::model::Text;

pub(super) use reasons::Reason;

/// So much of a value is quoted; the rest says no more.
const QUOTED_CHARS: usize = 60;

/// A place in a policy file, as an editor counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file or built-in name.
    pub origin: Arc<str>,
    /// The line; 1 is the first.
    pub line: u32,
    /// The character in its line; 1 is the first.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.origin, self.line, self.column)
    }
}

/// A policy that cannot be used. `Display` is the English text; [`PolicyError::text`] has both.
///
/// Reads `policy own.toml:12:9, RSP001.limit = "24x": why and what would be right`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.text().en)]
pub struct PolicyError(Box<Problem>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Problem {
    whose: Whose,
    path: String,
    value: Option<String>,
    reason: Reason,
}

/// Where a problem lies.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Whose {
    /// At a place of a file that was read.
    At(Place),
    /// In a file as a whole, or a name.
    Origin(String),
}

impl PolicyError {
    /// Something wrong at a place of a file.
    pub(super) fn at(place: &Place, path: &str, value: Option<String>, reason: Reason) -> Self {
        Self(Box::new(Problem { whose: Whose::At(place.clone()), path: path.to_owned(), value, reason }))
    }

    /// Something wrong with a whole file, or with the name that should lead to one.
    pub(super) fn of(origin: &str, reason: Reason) -> Self {
        let whose = Whose::Origin(origin.to_owned());
        Self(Box::new(Problem { whose, path: String::new(), value: None, reason }))
    }

    /// The file, line and column; `None` where no file could be read.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match &self.0.whose {
            Whose::At(place) => Some(place),
            Whose::Origin(_) => None,
        }
    }

    /// The key path, such as `RSP001.limit`; empty for a whole file.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Place, key, value, why, and what would be right; on one line.
    #[must_use]
    pub fn text(&self) -> Text {
        let origin = match &self.0.whose {
            Whose::At(place) => place.to_string(),
            Whose::Origin(origin) => origin.clone(),
        };
        let (mut zh, mut en) = (format!("制度 {origin}"), format!("policy {origin}"));
        if !self.0.path.is_empty() {
            zh.push_str(&format!("，{}", self.0.path));
            en.push_str(&format!(", {}", self.0.path));
        }
        if let Some(value) = &self.0.value {
            let value = quoted(value);
            zh.push_str(&format!(" = {value}"));
            en.push_str(&format!(" = {value}"));
        }
        let why = self.0.reason.text();
        Text::owned(format!("{zh}：{}", why.zh), format!("{en}: {}", why.en))
    }
}

/// The beginning of a value, on one line and harmless on a terminal.
fn quoted(value: &str) -> String {
    let mut shown: String =
        value.chars().take(QUOTED_CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if value.chars().nth(QUOTED_CHARS).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}
