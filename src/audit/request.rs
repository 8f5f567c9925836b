//! What the user asks of an audit: the as-of date, the period, the rules.

use crate::dataset::{Dataset, Field, Table};
use crate::model::{AsOf, Code, DAY_MS, Moment, Period};

/// The user's choices.
#[derive(Debug, Clone, Default)]
pub struct AuditRequest {
    /// The as-of date, if given.
    pub as_of: Option<Moment>,
    /// The audited period of receipt.
    pub period: Period,
    /// Which rules to run.
    pub selection: Selection,
    /// Threads to run rules on; 0 counts as 1.
    pub threads: usize,
}

/// Rules chosen by code or by the beginning of a code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
}

/// A selection that names no rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectError {
    /// What was given.
    pub given: String,
    /// The code most like it.
    pub nearest: Option<Code>,
}

impl Selection {
    /// From codes or their beginnings (`CBK`, `RSP001`); an empty `select` is all rules.
    ///
    /// # Errors
    /// When an entry fits no code of `known`.
    pub fn new(select: &[String], ignore: &[String], known: &[Code]) -> Result<Self, SelectError> {
        let check = |entries: &[String]| -> Result<Vec<String>, SelectError> {
            entries
                .iter()
                .map(|given| {
                    let prefix = given.trim().to_ascii_uppercase();
                    let fits =
                        !prefix.is_empty() && known.iter().any(|code| code.as_str().starts_with(&prefix));
                    if fits {
                        Ok(prefix)
                    } else {
                        Err(SelectError { given: given.clone(), nearest: nearest(&prefix, known) })
                    }
                })
                .collect()
        };
        Ok(Self { select: check(select)?, ignore: check(ignore)? })
    }

    /// Whether the rule is to run.
    #[must_use]
    pub fn includes(&self, code: Code) -> bool {
        let named = |entries: &[String]| entries.iter().any(|prefix| code.as_str().starts_with(prefix));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

/// The code that fewest slips of the pen turn into `given`, if no more than two.
fn nearest(given: &str, known: &[Code]) -> Option<Code> {
    const SLIPS: usize = 2;
    let distance = |code: &Code| strsim::osa_distance(code.as_str(), given);
    known.iter().copied().min_by_key(distance).filter(|code| distance(code) <= SLIPS)
}

/// No as-of date was given and none can be taken from the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AsOfError {
    /// The files have no readable time at all.
    NoTimes {
        /// A time cell that could not be read, if there is any.
        example: Option<Box<str>>,
    },
    /// The newest time lies outside the calendar, so it is probably a slip of the pen.
    Implausible {
        /// The newest time.
        newest: Moment,
    },
}

/// Fields whose times say how far an export reaches; due and planned times lie in the future.
pub(super) const EVENT_FIELDS: [Field; 13] = [
    Field::ReceivedAt,
    Field::RespondedAt,
    Field::ClosedAt,
    Field::ArchivedAt,
    Field::VisitedAt,
    Field::AcceptedAt,
    Field::ForwardedAt,
    Field::FirstClosedAt,
    Field::ReopenedAt,
    Field::RestoredAt,
    Field::ReportedAt,
    Field::UpdatedAt,
    Field::HandledAt,
];

/// A day so far from nearly all others that it is probably a slip of the pen.
const LONELY_DAYS: i64 = 31;

/// How many event times there are, and how many of them in the [`LONELY_DAYS`] before the as-of date.
pub(super) fn times_near(dataset: &Dataset, as_of: Moment) -> (u64, u64) {
    let first = as_of.0 - LONELY_DAYS * DAY_MS;
    let (mut all, mut near) = (0, 0);
    for table in std::iter::once(&dataset.complaints).chain(&dataset.visits) {
        for times in EVENT_FIELDS.iter().filter_map(|&field| table.times(field)) {
            for at in (0..table.height()).filter_map(|row| times.known(row)) {
                all += 1;
                near += u64::from(at > first);
            }
        }
    }
    (all, near)
}

/// The as-of date: the one given, else the end of the newest day in the files. The clock is never
/// asked, so the same files give the same verdicts on any day.
///
/// # Errors
/// When none was given and the files suggest none that can be believed.
pub(super) fn resolve_as_of(
    given: Option<Moment>,
    dataset: &Dataset,
    last_covered: Moment,
) -> Result<AsOf, AsOfError> {
    if let Some(at) = given {
        return Ok(AsOf { at, given: true });
    }
    let tables: Vec<&Table> = std::iter::once(&dataset.complaints).chain(&dataset.visits).collect();
    let newest = tables
        .iter()
        .flat_map(|table| EVENT_FIELDS.iter().filter_map(|&field| table.times(field)))
        .filter_map(|column| column.newest())
        .max()
        .map(Moment)
        .ok_or_else(|| AsOfError::NoTimes { example: tables.iter().find_map(|table| unread_time(table)) })?;
    if newest > last_covered {
        return Err(AsOfError::Implausible { newest });
    }
    Ok(AsOf { at: newest.end_of_day(), given: false })
}

/// A text of a time column that was not read.
fn unread_time(table: &Table) -> Option<Box<str>> {
    let ambiguous = table.ambiguous_dates().iter().map(|dates| dates.example.clone()).next();
    ambiguous.or_else(|| table.unreadable().iter().map(|cell| cell.text.clone()).next())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [Code; 3] = [Code::literal("RSP001"), Code::literal("CBK001"), Code::literal("CBK003")];

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn beginnings_choose_families() -> Result<(), SelectError> {
        let selection = Selection::new(&names(&["cbk"]), &names(&["CBK003"]), &KNOWN)?;
        let chosen: Vec<bool> = KNOWN.iter().map(|&code| selection.includes(code)).collect();
        assert_eq!(chosen, [false, true, false]);
        Ok(())
    }

    #[test]
    fn a_slip_names_the_nearest_code() {
        let error = Selection::new(&names(&["RPS001"]), &[], &KNOWN);
        assert_eq!(error, Err(SelectError { given: "RPS001".to_owned(), nearest: Some(KNOWN[0]) }));
        assert!(Selection::new(&names(&["ZZZ999"]), &[], &KNOWN).is_err_and(|error| error.nearest.is_none()));
    }
}
