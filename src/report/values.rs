//! A value of a table in words, as it is read by people.

use std::borrow::Cow;

use crate::model::figures;
use crate::model::{Lang, Value};

/// The value in `lang`; a rate is followed by `bounds_width` columns for its bounds, as in [`figures::rate`].
pub(super) fn shown(value: &Value, bounds_width: usize, lang: Lang) -> Cow<'_, str> {
    match value {
        Value::Words(words) => words.as_str().into(),
        Value::Label(label) => label.get(lang).into(),
        Value::Count(count) => figures::grouped(*count).into(),
        Value::Rate(rate) => figures::rate(Some(*rate), bounds_width).into(),
        Value::Minutes(minutes) => figures::span(*minutes, lang).into(),
        Value::At(at) => at.display().into(),
        Value::Nothing => figures::rate(None, bounds_width).into(),
    }
}
