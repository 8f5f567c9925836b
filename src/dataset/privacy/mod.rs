//! What of persons may be shown, and in which form.
//!
//! Owns quotations judged by content alone (`quote`), the tokens that stand for persons (`masker`, `key`),
//! numbers that tell one (`numbers`), lists of names (`names`) and free text without what is a person's
//! (`scrub`). Refuses to know who asks and where it is shown.

mod key;
mod masker;
mod names;
mod numbers;
mod quote;
mod scrub;

pub use key::{KeyHasher, MaskKey};
pub use masker::Masker;
pub use names::names_in;
pub use quote::{quote_cell, quote_row};
pub use scrub::{beginning, hide_words, scrub};
