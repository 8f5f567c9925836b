//! An export that holds several rows of one case, each an event: the last one stands for the case.
//!
//! Owns the order of events and what only their course tells: holds, the first close, a reopening, and
//! times that the policy takes from a status. Every row stays in its table, so that places and counts hold.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;
use polars::prelude::{Column, Int64Chunked, IntoColumn, PlSmallStr, TimeUnit};

use crate::dataset::{BLANK_ID, BLANK_TIME, BLANK_WORD, Dataset, Field, Reading, Table, UNREADABLE_TIME};
use crate::model::{Moment, Subject, Text};
use crate::policy::{EventLog, Policy};

use super::deadline::{BindError, meanings, named_field};

/// The meaning of a status that ends a case.
const CLOSED: &str = "closed";
/// The meaning of a status under which a case is worked on.
const OPENED: &str = "open";

/// Which rows are events of one case.
#[derive(Debug)]
pub(super) struct Events {
    /// Rows that do not stand for their case, sorted.
    earlier: Vec<u32>,
    /// The row that stands for a case, by its first row, where it is another.
    last: HashMap<u32, u32, FixedState>,
    holds: EventHolds,
}

/// The holds of cases by the row that stands for each.
#[derive(Debug, Default)]
pub(super) struct EventHolds {
    spans: HashMap<u32, Vec<(i64, i64)>, FixedState>,
    /// Cases that were on hold, nobody knows since when.
    unknown: HashSet<u32, FixedState>,
}

/// An end that has not come.
const OPEN: i64 = i64::MAX;

impl Events {
    pub(super) fn earlier_rows(&self) -> impl Iterator<Item = u32> {
        self.earlier.iter().copied()
    }

    /// The row that stands for the case whose first row this is.
    pub(super) fn last_of(&self, first: u32) -> u32 {
        self.last.get(&first).copied().unwrap_or(first)
    }

    pub(super) fn holds(&self) -> &EventHolds {
        &self.holds
    }
}

impl EventHolds {
    /// Whether the case was on hold and nothing says since when, or until when.
    pub(super) fn is_unknown(&self, row: usize) -> bool {
        u32::try_from(row).is_ok_and(|row| self.unknown.contains(&row))
    }

    /// The holds of a case; one that still lasts ends before `open_until`.
    pub(super) fn of(&self, row: usize, open_until: i64) -> Vec<(i64, i64)> {
        let spans = u32::try_from(row).ok().and_then(|row| self.spans.get(&row));
        let closed = |&(from, until): &(i64, i64)| (from, if until == OPEN { open_until } else { until });
        spans.map_or_else(Vec::new, |spans| spans.iter().map(closed).collect())
    }
}

/// One event: when, its status, its row.
#[derive(Debug, Clone, Copy)]
struct Event {
    at: Option<i64>,
    status: u32,
    row: u32,
}

/// Collapses the rows of each case, if the policy says that the complaints export is an event log, and adds
/// what the events tell as columns where the export has none.
///
/// # Errors
/// [`BindError::Policy`] when the policy's log does not fit the export.
pub(super) fn collapse(
    dataset: &mut Dataset,
    policy: &Policy,
    as_of: Moment,
) -> Result<Option<Events>, BindError> {
    let Some(log) = &policy.event_log else { return Ok(None) };
    let cases = cases_of(dataset, policy, log, as_of)?;
    let meanings: Vec<Option<String>> = meanings(dataset, policy.words.get(Field::Status.key()))
        .into_iter()
        .map(|it| it.map(str::to_owned))
        .collect();
    let meaning = |event: &Event| match event.status {
        BLANK_WORD => None,
        word => meanings[word as usize].as_deref(),
    };
    let holds = |event: &Event| {
        meaning(event).is_some_and(|meaning| log.hold_status.iter().any(|hold| hold == meaning))
    };
    let mut events = Events { earlier: Vec::new(), last: HashMap::default(), holds: EventHolds::default() };
    for case in &cases {
        let Some(stands) = case.stands() else { continue };
        events.earlier.extend(
            case.events.iter().chain(&case.later).map(|event| event.row).filter(|&row| row != stands),
        );
        if case.first != stands {
            events.last.insert(case.first, stands);
        }
        match spans(&case.events, holds) {
            Some(held) if held.is_empty() => {}
            Some(held) => {
                events.holds.spans.insert(stands, held);
            }
            None => {
                events.holds.unknown.insert(stands);
            }
        }
    }
    events.earlier.sort_unstable();
    let closed = |event: &Event| meaning(event) == Some(CLOSED);
    let opened = |event: &Event| meaning(event) == Some(OPENED) || holds(event);
    let mut derived = Derived::new(&dataset.complaints);
    for case in &cases {
        let Some(row) = case.stands() else { continue };
        derived.set(Field::FirstClosedAt, row, case.first_at(closed));
        derived.set(Field::ReopenedAt, row, case.reopened(closed, opened));
        for time in &log.times {
            let field = named_field(policy, Subject::Complaints, &time.field)?;
            let wanted = |event: &Event| {
                meaning(event).is_some_and(|meaning| time.meanings.iter().any(|it| it == meaning))
            };
            derived.set(field, row, if time.last { case.last_at(wanted) } else { case.first_at(wanted) });
        }
    }
    let columns = derived.into_columns(&dataset.complaints);
    for column in columns {
        dataset
            .complaints
            .add_column(column)
            .map_err(|error| BindError::Policy(Text::same(error.to_string())))?;
    }
    Ok(Some(events))
}

/// The rows of one case.
#[derive(Debug)]
struct CaseEvents {
    /// The first row in the file.
    first: u32,
    /// Events up to the as-of date, in the order of time and rows.
    events: Vec<Event>,
    /// Events after it.
    later: Vec<Event>,
}

impl CaseEvents {
    /// The row that stands for the case.
    fn stands(&self) -> Option<u32> {
        self.events.last().or(self.later.first()).map(|event| event.row)
    }

    /// When a status first was; `Some(None)` if it was and nothing says when.
    fn first_at(&self, wanted: impl Fn(&Event) -> bool) -> Option<Option<i64>> {
        self.events.iter().find(|event| wanted(event)).map(|event| event.at)
    }

    /// When the status was last taken up, not when it was last seen.
    fn last_at(&self, wanted: impl Fn(&Event) -> bool) -> Option<Option<i64>> {
        let end = self.events.iter().rposition(&wanted)?;
        let before = self.events[..end].iter().rposition(|event| !wanted(event));
        Some(self.events[before.map_or(0, |before| before + 1)].at)
    }

    /// When the case was last opened after it was closed. A status that is neither says nothing.
    fn reopened(
        &self,
        closed: impl Fn(&Event) -> bool,
        opened: impl Fn(&Event) -> bool,
    ) -> Option<Option<i64>> {
        let telling: Vec<&Event> =
            self.events.iter().filter(|event| closed(event) || opened(event)).collect();
        let pair = telling.windows(2).rev().find(|pair| closed(pair[0]) && opened(pair[1]))?;
        Some(pair[1].at)
    }
}

fn cases_of(
    dataset: &Dataset,
    policy: &Policy,
    log: &EventLog,
    as_of: Moment,
) -> Result<Vec<CaseEvents>, BindError> {
    let complaints = &dataset.complaints;
    let field = named_field(policy, Subject::Complaints, &log.order_by)?;
    let times = complaints.times(field).ok_or_else(|| {
        let lacks = super::deadline::no_column(Subject::Complaints, field);
        BindError::Policy(Text::owned(
            format!("{}，而制度 event_log.order_by 要按它排列事件", lacks.zh),
            format!("{}, by which the policy's event_log.order_by orders the events", lacks.en),
        ))
    })?;
    let ids = complaints.ids(Field::Id).unwrap_or_default();
    let status = complaints.words(Field::Status);
    let mut places: HashMap<u64, usize, FixedState> = HashMap::default();
    let mut cases: Vec<CaseEvents> = Vec::new();
    for (row, &id) in ids.iter().enumerate().filter(|&(_, &id)| id != BLANK_ID) {
        let at = match times.reading(row) {
            Reading::Known { earliest, .. } => Some(earliest),
            Reading::Blank | Reading::Unreadable => None,
        };
        let number = u32::try_from(row).unwrap_or(u32::MAX);
        let event = Event { at, status: status.map_or(BLANK_WORD, |words| words[row]), row: number };
        let place = *places.entry(id).or_insert_with(|| {
            cases.push(CaseEvents { first: number, events: Vec::new(), later: Vec::new() });
            cases.len() - 1
        });
        let case = &mut cases[place];
        if at.is_some_and(|at| at > as_of.0) { case.later.push(event) } else { case.events.push(event) }
    }
    for case in &mut cases {
        in_order(&mut case.events);
        in_order(&mut case.later);
    }
    Ok(cases)
}

/// Sorts events by time. One without a time stays behind the one the file has before it.
fn in_order(events: &mut [Event]) {
    let mut last = i64::MIN;
    let mut keyed: Vec<(i64, Event)> = events
        .iter()
        .map(|&event| {
            last = event.at.unwrap_or(last);
            (last, event)
        })
        .collect();
    keyed.sort_by_key(|&(at, _)| at);
    for (place, (_, event)) in events.iter_mut().zip(keyed) {
        *place = event;
    }
}

/// From each event that holds to the next that does not; `None` where nothing says when a hold began or ended.
fn spans(events: &[Event], holds: impl Fn(&Event) -> bool) -> Option<Vec<(i64, i64)>> {
    let mut spans = Vec::new();
    let mut since: Option<Option<i64>> = None;
    for event in events {
        match (since, holds(event)) {
            (None, true) => since = Some(event.at),
            (Some(from), false) => {
                spans.push((from?, event.at?));
                since = None;
            }
            _ => {}
        }
    }
    if let Some(from) = since {
        spans.push((from?, OPEN));
    }
    Some(spans)
}

/// Times taken from events, by field and row. What the export says itself stays.
struct Derived {
    height: usize,
    columns: Vec<(Field, Vec<i64>)>,
}

impl Derived {
    fn new(complaints: &Table) -> Self {
        Self { height: complaints.height(), columns: Vec::new() }
    }

    fn set(&mut self, field: Field, row: u32, at: Option<Option<i64>>) {
        let place = self.columns.iter().position(|(other, _)| *other == field).unwrap_or_else(|| {
            self.columns.push((field, vec![BLANK_TIME; self.height]));
            self.columns.len() - 1
        });
        if let Some(at) = at {
            self.columns[place].1[row as usize] = at.unwrap_or(UNREADABLE_TIME);
        }
    }

    fn into_columns(self, complaints: &Table) -> Vec<Column> {
        let mut made = Vec::new();
        for (field, values) in self.columns {
            let own = complaints.times(field);
            let (mut starts, mut ends) = (values.clone(), values);
            for row in 0..self.height {
                match own.map_or(Reading::Blank, |times| times.reading(row)) {
                    Reading::Known { earliest, latest } => (starts[row], ends[row]) = (earliest, latest),
                    Reading::Unreadable => (starts[row], ends[row]) = (UNREADABLE_TIME, UNREADABLE_TIME),
                    Reading::Blank => {}
                }
            }
            if complaints.has_day_only(field) {
                made.push(time_column(&field.end_key(), ends));
            }
            made.push(time_column(field.key(), starts));
        }
        made
    }
}

fn time_column(name: &str, values: Vec<i64>) -> Column {
    let all = values.iter().all(|&value| value > UNREADABLE_TIME);
    let valid = (!all).then(|| values.iter().map(|&value| value > UNREADABLE_TIME).collect());
    Int64Chunked::from_vec_validity(PlSmallStr::from(name), values, valid)
        .into_datetime(TimeUnit::Milliseconds, None)
        .into_column()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Events at 1, 2, 3 … with these statuses; 9 is closed, 5 holds.
    fn case(statuses: &[u32]) -> CaseEvents {
        let events = (1..).zip(statuses).map(|(at, &status)| Event { at: Some(at), status, row: 0 });
        CaseEvents { first: 0, events: events.collect(), later: Vec::new() }
    }

    const fn closed(event: &Event) -> bool {
        event.status == 9
    }

    #[test]
    fn a_case_closed_and_opened_again_has_a_first_and_a_last_close() {
        let case = case(&[0, 9, 9, 0, 9, 9]);
        assert_eq!(case.first_at(closed), Some(Some(2)));
        assert_eq!(case.reopened(closed, |event| event.status == 0), Some(Some(4)));
        assert_eq!(
            case.last_at(closed),
            Some(Some(5)),
            "when it was closed, not when the row was last touched"
        );
    }

    #[test]
    fn a_hold_lasts_until_the_status_changes() {
        let holds = |event: &Event| event.status == 5;
        assert_eq!(spans(&case(&[0, 5, 5, 0, 5]).events, holds), Some(vec![(2, 4), (5, OPEN)]));
        assert_eq!(spans(&case(&[0, 9]).events, holds), Some(vec![]));
    }
}
