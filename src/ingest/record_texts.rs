//! What of a record's texts is kept or quoted, by what the record says of its persons.
//!
//! Owns the last look at a text before it comes into a table. Refuses to know what the text is needed for.

use std::borrow::Cow;

use super::columns::Slot;
use super::row_plan::RowPlan;
use super::text::Record;
use crate::dataset::{FILLED_WORD, Field, Holds, beginning, hide_words, quote_cell, scrub};

/// What is kept of a cell of words that is not blank. Of free text it is nothing but that it is there,
/// unless the content was asked for; then it is scrubbed here, before it comes into any table.
#[inline]
pub(super) fn kept_word<'a>(
    text: &'a [u8],
    slot: &Slot,
    record: &Record<'_>,
    plan: &RowPlan,
) -> Cow<'a, [u8]> {
    if slot.holds != Holds::FreeText {
        return Cow::Borrowed(text);
    }
    if slot.field != Field::Content || !plan.cells.with_content {
        return Cow::Borrowed(FILLED_WORD.as_bytes());
    }
    let text = String::from_utf8_lossy(text);
    let kept = match plan.cells.unmask {
        true => beginning(&text),
        false => scrub(&text, plan.words_of_persons(record, slot.column)),
    };
    Cow::Owned(kept.into_bytes())
}

/// A cell's text as it may be quoted: also without the names that its record gives to its persons, which
/// may have slipped into it.
pub(super) fn quote_in_record(text: &[u8], column: usize, record: &Record<'_>, plan: &RowPlan) -> Box<str> {
    if plan.cells.unmask {
        return quote_cell(text, true);
    }
    let plain = hide_words(&String::from_utf8_lossy(text), plan.words_of_persons(record, column));
    quote_cell(plain.as_bytes(), false)
}
