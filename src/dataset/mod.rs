//! The exports as typed polars frames, with every record's place in its file.
//!
//! Owns the field table (what an export may contain), the column types, the provenance of rows and the
//! form in which persons are shown.
//! Refuses to read files (that is `ingest`) and to judge records (that is `audit`).

mod exports;
mod field;
mod field_table;
mod id_pool;
mod interner;
mod origin;
mod privacy;
mod table;

pub use exports::{Dataset, ShownWords};
pub use field::{Field, FieldDef, Holds, Privacy, field_def, fields_of};
pub use field_table::ALL_FIELDS;
pub(crate) use field_table::{CASE_WORDS_EN, CASE_WORDS_ZH};
pub use id_pool::{BLANK_ID, IdKey, IdPool, LocalIds};
pub use interner::Interner;
pub use origin::{Place, RowNumbers, Source};
pub use privacy::{
    KeyHasher, MaskKey, Masker, beginning, hide_words, names_in, quote_cell, quote_row, scrub,
};
pub use table::{
    AmbiguousDates, BLANK_TIME, BLANK_WORD, FILLED_WORD, Fault, Reading, Table, TimeColumn, UNCOMPUTED_WORD,
    UNREADABLE_TIME, UnreadableCell,
};
