//! Recurring visits: so many to each customer in each period.
//!
//! Owns which periods can be judged: whole ones, in which the customer was active and of which the visits
//! export holds records. A *unit* is a customer, a period and one of the things due in it.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate, NaiveTime};

use crate::dataset::{Dataset, Field, Reading, TimeColumn};
use crate::model::{CaseState, Moment, Period, Subject, Text};
use crate::policy::{Per, Recurrence, Requirement};

use super::conditions::{Conditions, Fit, Ground};
use super::customers::CustomerIds;
use super::deadline::{BindError, Cases, Judgement, no_column, no_table, worth};
use super::keyed_visits::KeyedVisits;
use super::record_months::{Month, begins};
use super::verdicts::{Reason, Verdicts};

/// Visits that count for each thing due, sorted by customer.
pub(super) type Counted = Vec<KeyedVisits>;

/// A recurrence tied to the columns of a dataset.
pub(super) struct BoundRecurrence<'a> {
    requirements: &'a [Requirement],
    cases: Cases<'a>,
    population: Conditions<'a>,
    customers: CustomerIds<'a>,
    signed: Option<TimeColumn<'a>>,
    ended: Option<TimeColumn<'a>>,
    made: TimeColumn<'a>,
    counted: &'a Counted,
    periods: Vec<Span>,
    as_of: i64,
}

/// One period, first and last millisecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: i64,
    pub(super) to: i64,
    per: Per,
    /// Whether the visits export may hold all its records.
    recorded: bool,
}

/// Sorts the visits that count for each thing due.
///
/// # Errors
/// When an export or a column is absent.
pub(super) fn count_visits(
    recurrence: &Recurrence,
    cases: Cases<'_>,
    ground: Ground<'_>,
    as_of: Moment,
) -> Result<Counted, BindError> {
    let dataset = ground.dataset;
    let (visits, made) = visits_of(dataset)?;
    let of_visit = CustomerIds::new(dataset, cases.links, Subject::Visits);
    if !of_visit.known() {
        return Err(BindError::Absent(no_column(Subject::Visits, Field::CustomerId)));
    }
    recurrence
        .requirements
        .iter()
        .map(|requirement| {
            let counts = conditions(requirement, ground)?;
            // A row that stands twice is one visit.
            let key = |visit| {
                let id = Some(of_visit.of(visit)).filter(|&id| id != crate::dataset::BLANK_ID);
                id.filter(|_| !cases.is_repeated_visit(visit))
            };
            let sorted = KeyedVisits::new(visits, made, as_of.0, None, key, |visit| worth(&counts, visit));
            Ok(sorted.with_nameless(super::deadline::nameless_visits(dataset, &counts, as_of.0)))
        })
        .collect()
}

impl<'a> BoundRecurrence<'a> {
    /// Finds the columns a recurrence speaks of.
    pub(super) fn bind(
        recurrence: &'a Recurrence,
        cases: Cases<'a>,
        ground: Ground<'a>,
        counted: &'a Counted,
        period: Period,
        as_of: Moment,
    ) -> Result<Self, BindError> {
        let (_, made) = visits_of(ground.dataset)?;
        Ok(Self {
            requirements: &recurrence.requirements,
            cases,
            population: Conditions::bind(&recurrence.population, Subject::Customers, ground, |_| false)?,
            customers: CustomerIds::new(ground.dataset, cases.links, Subject::Customers),
            signed: cases.table.times(Field::SignedAt),
            ended: cases.table.times(Field::EndedAt),
            made,
            counted,
            periods: periods(recurrence.per, ground.dataset, period, as_of),
            as_of: as_of.0,
        })
    }

    /// How many units there are.
    pub(super) fn units(&self) -> usize {
        self.cases.table.height() * self.parts()
    }

    fn parts(&self) -> usize {
        self.periods.len() * self.requirements.len()
    }

    /// The customer, the period and the thing due of a unit.
    pub(super) fn place_of(&self, unit: usize) -> (usize, Span, usize) {
        let (row, part) = (unit / self.parts(), unit % self.parts());
        (row, self.periods[part / self.requirements.len()], part % self.requirements.len())
    }

    /// The customer of a unit and the place of its period.
    pub(super) fn row_and_period(&self, unit: usize) -> (usize, u32) {
        let (row, part) = (unit / self.parts(), unit % self.parts());
        (row, u32::try_from(part / self.requirements.len()).unwrap_or(u32::MAX))
    }

    /// The names of the periods.
    pub(super) fn period_labels(&self) -> Vec<String> {
        self.periods.iter().map(|span| span.label()).collect()
    }

    /// What is due in a unit, and when.
    pub(super) fn part_name(&self, unit: usize) -> Text {
        let (_, span, wanted) = self.place_of(unit);
        part_name(&self.requirements[wanted], span)
    }

    /// How many visits are due in a unit.
    pub(super) fn at_least(&self, unit: usize) -> u32 {
        self.requirements[self.place_of(unit).2].at_least
    }

    /// Judges all units.
    pub(super) fn verdicts(&self) -> Verdicts {
        let mut verdicts = Verdicts::with_capacity(self.units());
        for unit in 0..self.units() {
            let judgement = self.judge(unit);
            verdicts.push(judgement.state, judgement.reason);
        }
        verdicts
    }

    /// Judges one unit.
    pub(super) fn judge(&self, unit: usize) -> Judgement {
        let (row, span, wanted) = self.place_of(unit);
        let (state, reason) = match self.state(row, span, wanted) {
            Ok(state) => (state, None),
            Err(reason) => (reason.state(), Some(reason)),
        };
        let judged = state != CaseState::Excluded;
        Judgement {
            state,
            reason,
            trigger: judged.then_some(span.from),
            due: judged.then_some(span.to),
            actual: None,
            actual_until: None,
            visit: None,
        }
    }

    fn state(&self, row: usize, span: Span, wanted: usize) -> Result<CaseState, Reason> {
        if self.cases.customers.is_some_and(|customers| customers.is_repeat(row)) {
            return Err(Reason::Repeat);
        }
        match self.population.fit(row) {
            Fit::Yes => {}
            Fit::No => return Err(Reason::NotInPopulation),
            Fit::Blank => return Err(Reason::PopulationBlank),
            Fit::Unknown => return Err(Reason::PopulationUnclear),
        }
        self.active(row, span)?;
        let key = self.customers.of(row);
        if key == crate::dataset::BLANK_ID {
            return Err(Reason::CustomerUnknown);
        }
        // Whoever was visited so far would make up the whole share of a period that is not whole.
        if !span.recorded {
            return Err(Reason::BeforeRecords);
        }
        if self.as_of < span.to {
            return Ok(CaseState::Pending);
        }
        let (certain, possible) = self.count(row, span, wanted);
        let at_least = self.requirements[wanted].at_least;
        if certain >= at_least {
            Ok(CaseState::Met)
        } else if possible >= at_least {
            Err(Reason::VisitUnclear)
        } else {
            Ok(CaseState::Missing)
        }
    }

    /// Visits within the period: for certain, and at most.
    pub(super) fn count(&self, row: usize, span: Span, wanted: usize) -> (u32, u32) {
        self.counted[wanted].count(self.customers.of(row), (span.from, span.to), self.made)
    }

    /// The visits within the period, and whether each counts for certain.
    pub(super) fn visits(&self, row: usize, span: Span, wanted: usize) -> Vec<(u32, bool)> {
        self.counted[wanted].within(self.customers.of(row), (span.from, span.to), self.made)
    }

    /// A customer who signed or left within the period owes it no whole one.
    fn active(&self, row: usize, span: Span) -> Result<(), Reason> {
        match self.signed.map(|times| times.reading(row)) {
            Some(Reading::Unreadable) => return Err(Reason::TriggerUnreadable),
            Some(Reading::Blank) => return Err(Reason::TriggerBlank),
            Some(Reading::Known { latest, .. }) if latest > span.from && !same_day(latest, span.from) => {
                return Err(Reason::NotActive);
            }
            _ => {}
        }
        match self.ended.map(|times| times.reading(row)) {
            Some(Reading::Unreadable) => Err(Reason::TriggerUnreadable),
            Some(Reading::Known { earliest, .. }) if earliest < span.to && !same_day(earliest, span.to) => {
                Err(Reason::NotActive)
            }
            _ => Ok(()),
        }
    }
}

impl Span {
    /// The period in words: 2025, 2025-H1, 2025-Q3, 2025-07.
    pub(super) fn label(self) -> String {
        let Some(first) = Moment(self.from).date() else { return String::new() };
        let (year, month) = (first.year(), first.month());
        match self.per {
            Per::Month => format!("{year:04}-{month:02}"),
            Per::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Per::HalfYear => format!("{year:04}-H{}", (month - 1) / 6 + 1),
            Per::Year => format!("{year:04}"),
        }
    }
}

/// The name of a thing due, where there are several.
fn part_name(requirement: &Requirement, span: Span) -> Text {
    let label = span.label();
    match &requirement.name {
        Some(name) => Text::owned(format!("{label} {}", name.zh), format!("{label} {}", name.en)),
        None => Text::same(label),
    }
}

fn conditions<'a>(requirement: &Requirement, ground: Ground<'a>) -> Result<Conditions<'a>, BindError> {
    Conditions::bind(&requirement.conditions, Subject::Visits, ground, |field| field == Field::Outcome)
}

fn visits_of(dataset: &Dataset) -> Result<(usize, TimeColumn<'_>), BindError> {
    let visits = dataset.visits.as_ref().ok_or_else(|| BindError::Absent(no_table(Subject::Visits)))?;
    let made = visits.times(Field::VisitedAt);
    let made = made.ok_or_else(|| BindError::Absent(no_column(Subject::Visits, Field::VisitedAt)))?;
    Ok((visits.height(), made))
}

/// The periods that overlap the audited one, or else the records: from the first visit to the as-of date.
fn periods(per: Per, dataset: &Dataset, audited: Period, as_of: Moment) -> Vec<Span> {
    let first_record = records_begin(dataset, as_of);
    let Some(begin) = audited.from.map(|from| from.0).or(first_record).and_then(|at| Moment(at).date())
    else {
        return Vec::new();
    };
    let until = audited.to.map_or(as_of.0, |to| to.0.min(as_of.0));
    // A first record within the first month says nothing against the month being complete.
    let recorded_from = match audited.from {
        Some(from) => from.0,
        None => begin.with_day(1).map_or(i64::MAX, midnight),
    };
    let mut spans = Vec::new();
    let mut first = first_day(per, begin);
    while let Some(next) = first.and_then(|day| day.checked_add_months(Months::new(months(per)))) {
        let Some(day) = first else { break };
        let span = Span {
            from: midnight(day),
            to: midnight(next) - 1,
            per,
            recorded: midnight(day) >= recorded_from,
        };
        if span.from > until {
            break;
        }
        spans.push(span);
        first = Some(next);
    }
    spans
}

/// The first moment of the month in which the visits on record begin.
pub(super) fn records_begin(dataset: &Dataset, as_of: Moment) -> Option<i64> {
    let visits = dataset.visits.as_ref()?;
    let made = visits.times(Field::VisitedAt)?;
    let mut months: BTreeMap<Month, u64> = BTreeMap::new();
    let known = (0..visits.height()).filter_map(|visit| made.known(visit)).filter(|&at| at <= as_of.0);
    for month in known.filter_map(Month::of) {
        *months.entry(month).or_default() += 1;
    }
    begins(&months)?.first_day().map(midnight)
}

fn months(per: Per) -> u32 {
    match per {
        Per::Month => 1,
        Per::Quarter => 3,
        Per::HalfYear => 6,
        Per::Year => 12,
    }
}

fn first_day(per: Per, day: NaiveDate) -> Option<NaiveDate> {
    let month = day.month0() / months(per) * months(per) + 1;
    NaiveDate::from_ymd_opt(day.year(), month, 1)
}

fn midnight(day: NaiveDate) -> i64 {
    Moment::from_naive(day.and_time(NaiveTime::MIN)).0
}

fn same_day(a: i64, b: i64) -> bool {
    Moment(a).date() == Moment(b).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn periods_begin_where_the_calendar_does() {
        for (per, first) in [
            (Per::Month, "2025-08-01"),
            (Per::Quarter, "2025-07-01"),
            (Per::HalfYear, "2025-07-01"),
            (Per::Year, "2025-01-01"),
        ] {
            assert_eq!(first_day(per, day("2025-08-17")), Some(day(first)));
        }
    }

    #[test]
    fn periods_are_named_after_the_calendar() {
        let span = |per| Span { from: midnight(day("2025-07-01")), to: 0, per, recorded: true };
        let labels = [Per::Month, Per::Quarter, Per::HalfYear, Per::Year].map(|per| span(per).label());
        assert_eq!(labels, ["2025-07", "2025-Q3", "2025-H2", "2025"]);
    }
}
