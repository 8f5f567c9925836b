//! A value of evidence in words, as it is read by people.

use std::borrow::Cow;

use crate::model::{Evidence, Lang, figures};

/// The value in `lang`.
pub(super) fn shown(value: &Evidence, lang: Lang) -> Cow<'_, str> {
    match value {
        Evidence::Text(text) => text.as_str().into(),
        Evidence::Count(count) => figures::grouped(*count).into(),
        Evidence::Share(share) => format!("{} %", figures::percent(*share)).into(),
        Evidence::At(at) => at.display().into(),
        Evidence::List(items) => items.join(super::texts::list_comma(lang)).into(),
        Evidence::Both(text) => text.get(lang).into(),
    }
}
