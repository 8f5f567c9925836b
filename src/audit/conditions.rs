//! Conditions of a policy tied to columns: does this record fit?
//!
//! Owns the four answers a record can give. Refuses to turn a blank or an unknown word into yes or no:
//! what follows from either is for the rule that asks.

use std::sync::Arc;

use crate::dataset::{
    BLANK_ID, BLANK_WORD, Dataset, Field, Holds, Reading, Table, TimeColumn, UNCOMPUTED_WORD, field_def,
};
use crate::model::Subject;
use crate::policy::{Condition, Policy, Test, same_word};

use super::deadline::{BindError, meanings, no_table};
use super::id_index::NO_ROW;
use super::names::{Named, lacks, named, words_of};

/// Whether a record fits its conditions; the order is that of `min`, by which several are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It does not.
    No,
    /// The policy does not know the word, or the value cannot be read.
    Unknown,
    /// The cell is empty.
    Blank,
    /// It does.
    Yes,
}

/// Conditions tied to the columns of one export; all must hold.
#[derive(Debug, Clone)]
pub(super) struct Conditions<'a> {
    bound: Vec<Bound<'a>>,
}

#[derive(Debug, Clone)]
struct Bound<'a> {
    /// The customer's row of each record, where the field is the customer's.
    through: Option<Arc<Vec<u32>>>,
    column: Column<'a>,
}

#[derive(Debug, Clone)]
enum Column<'a> {
    /// What each word comes to, and what a blank does.
    Words { words: &'a [u32], fits: Vec<Fit>, blank: Fit },
    /// Numbers with the bounds that fit, and what a blank does.
    Numbers { numbers: &'a [f64], from: f64, to: f64, unread: Vec<u32> },
    /// Whether there is something in the cell.
    Filled { cells: Cells<'a>, wanted: bool },
    /// The export lacks the column, and the asker takes that for unknown.
    Absent,
}

#[derive(Debug, Clone)]
enum Cells<'a> {
    Words(&'a [u32]),
    Ids(&'a [u64]),
    Times(TimeColumn<'a>),
    Numbers(&'a [f64]),
}

/// Who knows the rows of records' customers.
pub(super) trait CustomerRows {
    /// The customer's row of each record of `subject`; `None` without a customers export.
    fn customer_rows(&self, subject: Subject) -> Option<Arc<Vec<u32>>>;
}

/// What conditions are tied to.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) policy: &'a Policy,
    pub(super) customer_rows: &'a dyn CustomerRows,
}

impl<'a> Conditions<'a> {
    /// Ties conditions on records of `subject` to their columns. A column for which `may_lack` says so may
    /// be absent: then every record's value is unknown.
    ///
    /// # Errors
    /// When a column is absent or a name does not exist.
    pub(super) fn bind(
        conditions: &[Condition],
        subject: Subject,
        ground: Ground<'a>,
        may_lack: impl Fn(Field) -> bool,
    ) -> Result<Self, BindError> {
        let bound = conditions
            .iter()
            .map(|condition| match bind_one(condition, subject, ground) {
                Err(Absent { named, .. }) if may_lack(named.field) => {
                    Ok(Bound { through: None, column: Column::Absent })
                }
                Err(absent) => Err(absent.into_error(ground.policy, condition)),
                Ok(bound) => Ok(bound),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { bound })
    }

    /// Ties conditions where all columns are there.
    ///
    /// # Errors
    /// The first absent column, as what it is called.
    pub(super) fn bind_present(
        conditions: &[Condition],
        subject: Subject,
        ground: Ground<'a>,
    ) -> Result<Self, Named> {
        let bound = conditions
            .iter()
            .map(|condition| bind_one(condition, subject, ground).map_err(|absent| absent.named))
            .collect::<Result<_, _>>()?;
        Ok(Self { bound })
    }

    /// If all hangs on the words of one column of the record itself: the column, and what each word comes to.
    pub(super) fn single_word(&self) -> Option<(&'a [u32], &[Fit])> {
        match self.bound.as_slice() {
            [Bound { through: None, column: Column::Words { words, fits, .. } }] => Some((words, fits)),
            _ => None,
        }
    }

    /// Whether the record in `row` fits all of them.
    pub(super) fn fit(&self, row: usize) -> Fit {
        self.bound.iter().map(|bound| bound.fit(row)).min().unwrap_or(Fit::Yes)
    }
}

impl Bound<'_> {
    fn fit(&self, row: usize) -> Fit {
        let row = match &self.through {
            None => row,
            Some(customers) => match customers[row] {
                NO_ROW => return Fit::Unknown,
                customer => customer as usize,
            },
        };
        match &self.column {
            Column::Words { words, fits, blank } => match words[row] {
                BLANK_WORD => *blank,
                word => fits[word as usize],
            },
            Column::Numbers { numbers, from, to, unread } => match numbers[row] {
                number if number.is_nan() => {
                    let number = u32::try_from(row).unwrap_or(u32::MAX);
                    if unread.binary_search(&number).is_ok() { Fit::Unknown } else { Fit::Blank }
                }
                number if (*from..=*to).contains(&number) => Fit::Yes,
                _ => Fit::No,
            },
            Column::Filled { cells, wanted } => {
                if cells.filled(row) == *wanted {
                    Fit::Yes
                } else {
                    Fit::No
                }
            }
            Column::Absent => Fit::Unknown,
        }
    }
}

impl Cells<'_> {
    fn filled(&self, row: usize) -> bool {
        match self {
            Self::Words(words) => words[row] != BLANK_WORD,
            Self::Ids(ids) => ids[row] != BLANK_ID,
            Self::Times(times) => times.reading(row) != Reading::Blank,
            Self::Numbers(numbers) => !numbers[row].is_nan(),
        }
    }
}

/// A column that is not there, or a name that means nothing.
struct Absent {
    named: Named,
    table: bool,
    exists: bool,
}

impl Absent {
    fn into_error(self, policy: &Policy, condition: &Condition) -> BindError {
        if !self.exists {
            return super::deadline::unknown_name(&condition.field);
        }
        if self.table {
            return BindError::Absent(no_table(self.named.subject));
        }
        BindError::Absent(lacks(policy, self.named))
    }
}

fn bind_one<'a>(condition: &Condition, subject: Subject, ground: Ground<'a>) -> Result<Bound<'a>, Absent> {
    let nothing = Named { subject, field: Field::Id, through_customer: false };
    let found = named(ground.policy, subject, &condition.field).ok_or(Absent {
        named: nothing,
        table: false,
        exists: false,
    })?;
    let absent = |table| Absent { named: found, table, exists: true };
    let table = ground.dataset.table(found.subject).ok_or_else(|| absent(true))?;
    let through = if found.through_customer {
        Some(ground.customer_rows.customer_rows(subject).ok_or_else(|| absent(true))?)
    } else {
        None
    };
    let column = column_of(&condition.test, found, table, ground).ok_or_else(|| absent(false))?;
    Ok(Bound { through, column })
}

fn column_of<'a>(test: &Test, found: Named, table: &'a Table, ground: Ground<'a>) -> Option<Column<'a>> {
    let field = found.field;
    #[expect(clippy::cast_precision_loss, reason = "thousandths of bounds people write stay far below 2^53")]
    let number = |thousandths: i64| thousandths as f64 / 1000.0;
    Some(match test {
        Test::Is(wanted) => {
            let fits = word_fits(wanted, found, ground, Fit::Yes, Fit::No);
            Column::Words { words: table.words(field)?, fits, blank: Fit::Blank }
        }
        Test::IsNot(wanted) => {
            let fits = word_fits(wanted, found, ground, Fit::No, Fit::Yes);
            Column::Words { words: table.words(field)?, fits, blank: Fit::Yes }
        }
        Test::AtLeast(from) => Column::Numbers {
            numbers: table.numbers(field)?,
            from: number(*from),
            to: f64::INFINITY,
            unread: unread(table, field),
        },
        Test::AtMost(to) => Column::Numbers {
            numbers: table.numbers(field)?,
            from: f64::NEG_INFINITY,
            to: number(*to),
            unread: unread(table, field),
        },
        Test::Blank => Column::Filled { cells: cells(found, table)?, wanted: false },
        Test::Filled => Column::Filled { cells: cells(found, table)?, wanted: true },
    })
}

/// The rows whose cell holds something that is no number, sorted.
fn unread(table: &Table, field: Field) -> Vec<u32> {
    table.unreadable().iter().filter(|cell| cell.field == field).map(|cell| cell.row).collect()
}

fn cells(found: Named, table: &Table) -> Option<Cells<'_>> {
    let field = found.field;
    match field_def(found.subject, field)?.holds {
        Holds::Id => table.ids(field).map(Cells::Ids),
        Holds::Word | Holds::FreeText => table.words(field).map(Cells::Words),
        Holds::Time => table.times(field).map(Cells::Times),
        Holds::Number | Holds::Duration => table.numbers(field).map(Cells::Numbers),
    }
}

/// What each word of the dataset comes to: `inside` if its meaning is wanted, `outside` if it is another.
/// Where the policy gives the field no words, the word itself is compared.
fn word_fits(wanted: &[String], found: Named, ground: Ground<'_>, inside: Fit, outside: Fit) -> Vec<Fit> {
    let decide = |is_wanted: bool| if is_wanted { inside } else { outside };
    match words_of(ground.policy, found) {
        Some(table) => meanings(ground.dataset, Some(table))
            .into_iter()
            .map(|meaning| {
                meaning.map_or(Fit::Unknown, |meaning| decide(wanted.iter().any(|other| other == meaning)))
            })
            .collect(),
        None => (0..ground.dataset.words.len())
            .map(|code| {
                let word = ground.dataset.words.text(u32::try_from(code).unwrap_or(u32::MAX));
                if word == UNCOMPUTED_WORD {
                    return Fit::Unknown;
                }
                let word = same_word(&word);
                decide(wanted.iter().any(|other| same_word(other) == word))
            })
            .collect(),
    }
}
