//! Which keys a policy file may have, and what their values may be; as one table.
//!
//! Owns names, kinds, forms and descriptions of keys. From it comes the check of every layer, the
//! order in which a policy is written, and the JSON schema for editors, so that the three cannot
//! disagree. Refuses what needs more than one value to judge: that is `read`'s.

mod check;
mod formats;
mod keys;
mod obligation_keys;
pub(super) mod schema;

use crate::model::Text;

pub(super) use check::check;
pub(super) use formats::{DATE, LIMIT};
pub(super) use keys::{POLICY, WEEKDAYS};
pub(super) use obligation_keys::{LIMIT_KEYS, OBLIGATION, TEXT_KEYS};

/// What a value may be.
#[derive(Debug)]
pub(super) enum Shape {
    /// A text of a form.
    Text(&'static Format),
    /// One of these words.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number within these bounds.
    Whole(i64, i64),
    /// A number within these bounds.
    Number(f64, f64),
    /// A list of at least so many.
    List(&'static Shape, usize),
    /// A table.
    Table(&'static Def),
    /// Any of these, told apart by their kind.
    Either(&'static [Shape]),
}

/// A form of a text.
#[derive(Debug)]
pub(super) struct Format {
    /// Its name in the schema.
    pub(super) name: &'static str,
    /// A regular expression that comes close to `test`, for editors.
    pub(super) pattern: Option<&'static str>,
    /// What it is, with an example; continues "expected …".
    pub(super) wanted: Text,
    /// Whether a text has the form; `Err` may say more than `wanted`.
    pub(super) test: fn(&str) -> Result<(), Option<Text>>,
}

/// A kind of table.
#[derive(Debug)]
pub(super) struct Def {
    /// Its name in the schema.
    pub(super) name: &'static str,
    /// What it says, for editors.
    pub(super) doc: &'static str,
    /// Its keys, in the order in which they are written.
    pub(super) keys: &'static [Key],
    /// Free keys beside those: the form of the key, and of its value.
    pub(super) others: Option<(&'static Format, &'static Shape)>,
    /// How many keys it must have, if that is fixed.
    pub(super) size: Option<usize>,
}

/// A key of a table.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    /// What it says, for editors.
    pub(super) doc: &'static str,
    pub(super) shape: Shape,
    /// Whether every table of the kind has it, in each layer.
    pub(super) required: bool,
}

/// A key that may be left out.
const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, doc, shape, required: false }
}

/// A key that may not.
const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, doc, shape, required: true }
}

/// A table of fixed keys.
const fn table(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Def {
    Def { name, doc, keys, others: None, size: None }
}

/// A table of free keys.
const fn map(name: &'static str, doc: &'static str, key: &'static Format, value: &'static Shape) -> Def {
    Def { name, doc, keys: &[], others: Some((key, value)), size: None }
}

impl Def {
    /// The names of the fixed keys.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }

    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}
