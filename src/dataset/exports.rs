//! All exports of one run, and how their ids and words are shown.
//!
//! Owns the one way from a cell to a text that may be shown. Whoever compares goes by keys and codes;
//! whoever shows comes here.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, Mutex, PoisonError};

use foldhash::fast::FixedState;

use super::{
    ALL_FIELDS, BLANK_WORD, FILLED_WORD, Field, IdPool, Interner, Masker, Privacy, Table, UNCOMPUTED_WORD,
    quote_cell,
};
use crate::model::{InputAccount, Masks, Reject, Subject};

/// All exports of one run, sharing ids and words so that they compare as numbers.
#[derive(Debug)]
pub struct Dataset {
    /// The complaints.
    pub complaints: Table,
    /// The callbacks and visits, if given.
    pub visits: Option<Table>,
    /// The customers, if given. Their ids compare with the customer ids of the other tables.
    pub customers: Option<Table>,
    /// The employees, if given.
    pub staff: Option<Table>,
    /// The ids of all tables.
    pub ids: IdPool,
    /// The words of all tables.
    pub words: Interner,
    /// How each input was read.
    pub inputs: Vec<InputAccount>,
    /// The rows that could not be used.
    pub rejects: Vec<Reject>,
    /// How persons are shown.
    pub masker: Masker,
    /// Whether the content of complaints and visits was asked for. It is scrubbed before it comes here,
    /// unless personal data is quoted as it stands.
    pub free_text: bool,
    /// Words shown before.
    pub shown: ShownWords,
}

/// Words as they were shown before, by code and by whether they stood in a column of persons: a million findings
/// name a few hundred handlers and branches.
#[derive(Debug, Default)]
pub struct ShownWords(Mutex<HashMap<(u32, bool), Box<str>, FixedState>>);

/// The columns whose words are persons.
static OF_PERSONS: LazyLock<HashSet<(Subject, Field), FixedState>> = LazyLock::new(|| {
    let of_persons = ALL_FIELDS.iter().filter(|def| def.privacy != Privacy::Open);
    of_persons.map(|def| (def.subject, def.field)).collect()
});

impl Dataset {
    /// The table of `subject`, if given.
    #[must_use]
    pub fn table(&self, subject: Subject) -> Option<&Table> {
        match subject {
            Subject::Complaints => Some(&self.complaints),
            Subject::Visits => self.visits.as_ref(),
            Subject::Customers => self.customers.as_ref(),
            Subject::Staff => self.staff.as_ref(),
            Subject::Group => None,
        }
    }

    /// What is hidden of persons.
    #[must_use]
    pub fn masks(&self) -> Masks {
        self.masker.masks(self.free_text)
    }

    /// The words of a cell as they may be shown, `None` where empty or the column absent.
    #[must_use]
    pub fn word(&self, table: &Table, field: Field, row: usize) -> Option<String> {
        let code = table.words(field)?[row];
        (code != BLANK_WORD).then(|| self.shown_word(table.subject(), field, code))
    }

    /// A word of a column as it may be shown.
    #[must_use]
    pub fn shown_word(&self, subject: Subject, field: Field, code: u32) -> String {
        let is_person = OF_PERSONS.contains(&(subject, field)) && !self.masker.unmasks();
        let mut shown = self.shown.0.lock().unwrap_or_else(PoisonError::into_inner);
        let word = shown.entry((code, is_person)).or_insert_with(|| {
            let text = self.words.text(code);
            if is_person { self.masker.people(&text).into() } else { self.masker.word(&text).into() }
        });
        word.to_string()
    }

    /// The words of a cell that nobody knows the meaning of, as they may be quoted: where a number of a
    /// person's stands, the words beside it are most likely a name.
    #[must_use]
    pub fn quoted_word(&self, table: &Table, field: Field, row: usize) -> Option<String> {
        let code = table.words(field)?[row];
        if code == BLANK_WORD {
            return None;
        }
        if OF_PERSONS.contains(&(table.subject(), field)) {
            return Some(self.shown_word(table.subject(), field, code));
        }
        Some(quote_cell(self.words.bytes(code), self.masker.unmasks()).into_string())
    }

    /// The content of a record as it may be shown; `None` where it is blank or was not asked for.
    #[must_use]
    pub fn content(&self, table: &Table, row: usize) -> Option<String> {
        let code = table.words(Field::Content).filter(|_| self.free_text)?[row];
        let text = (code != BLANK_WORD).then(|| self.words.text(code))?;
        (text != FILLED_WORD && text != UNCOMPUTED_WORD).then(|| text.into_owned())
    }

    /// The id of a cell as it may be shown; empty where the cell is or the column is absent.
    #[must_use]
    pub fn id(&self, table: &Table, field: Field, row: usize) -> String {
        let text = self.plain_id(table, field, row);
        self.shown_id(table.subject(), &text).into_owned()
    }

    /// The id of a record of `subject` as it may be shown: people number their customers and staff by phone
    /// or ID number.
    #[must_use]
    pub fn shown_id<'a>(&self, subject: Subject, id: &'a str) -> Cow<'a, str> {
        match subject {
            Subject::Customers | Subject::Staff => self.masker.numbers(id),
            Subject::Complaints | Subject::Visits => self.masker.case_id(id),
            Subject::Group => Cow::Borrowed(id),
        }
    }

    /// The id of a cell as it stands, to be compared and not shown.
    #[must_use]
    pub fn plain_id(&self, table: &Table, field: Field, row: usize) -> String {
        table.ids(field).map_or_else(String::new, |ids| self.ids.text(ids[row]))
    }
}
