//! What can be wrong with a policy.

use crate::calendar::LimitError;

/// A policy file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// Not TOML, a key that does not exist, or a value of the wrong kind.
    #[error("policy {origin}: {message}")]
    Syntax {
        /// The file or built-in name.
        origin: String,
        /// What the TOML reader says, with line and column.
        message: String,
    },
    /// A limit that cannot be read.
    #[error("policy {origin}, {code}: {source}")]
    Limit {
        /// The file or built-in name.
        origin: String,
        /// The obligation.
        code: String,
        /// What is wrong with it.
        source: LimitError,
    },
    /// A value that makes no sense.
    #[error("policy {origin}: {key} = `{value}`: {why}")]
    Value {
        /// The file or built-in name.
        origin: String,
        /// The key.
        key: String,
        /// Its value.
        value: String,
        /// What would be right.
        why: String,
    },
}
