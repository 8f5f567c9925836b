//! Why a text is no limit.
//!
//! Owns the messages, each with the text as it was given and what is allowed. Refuses to guess what
//! was meant.

use thiserror::Error;

use super::{Limit, LimitUnit};

/// Why a text is not a limit; every message names the text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LimitError {
    /// No whole number in front: empty, signed, fractional.
    #[error(
        "limit {text:?}: expected a whole number and a unit, e.g. 24h or 7wd; units: {}",
        LimitUnit::list()
    )]
    NotANumber {
        /// The text as it was given.
        text: String,
    },
    /// The number is 0 or above [`Limit::MAX_AMOUNT`].
    #[error(
        "limit {text:?}: the amount must be from 1 to {}; units: {}",
        Limit::MAX_AMOUNT,
        LimitUnit::list()
    )]
    Amount {
        /// The text as it was given.
        text: String,
    },
    /// The unit is missing or not one of [`LimitUnit::ALL`].
    #[error("limit {text:?}: unknown unit {unit:?}; units: {}", LimitUnit::list())]
    Unit {
        /// The text as it was given.
        text: String,
        /// What stands after the number; may be empty.
        unit: String,
    },
    /// A next-month limit whose day or time does not exist.
    #[error(
        "limit {text:?}: expected a day from 1 to 31 and perhaps a time, e.g. next-month 7 16:00 \
         (without a time: the end of that day)"
    )]
    NextMonth {
        /// The text as it was given.
        text: String,
    },
}
