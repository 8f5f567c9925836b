//! Which limit holds for a complaint, and when it ends.

use crate::calendar::{Limit, OutsideCoverage, WorkingCalendar};
use crate::dataset::{BLANK_WORD, Dataset, Field, Reading, TimeColumn};
use crate::policy::{LimitRule, Policy};

use super::decide::Due;
use super::{BindError, Reason, meanings, named_field};

/// A limit rule tied to the columns that choose between its limits.
pub(super) struct BoundLimit<'a> {
    calendar: &'a WorkingCalendar,
    promised: Option<TimeColumn<'a>>,
    base: Limit,
    /// Every limit that can hold.
    all: Vec<Limit>,
    /// The limit by word of a field.
    by_word: Option<(&'a [u32], Vec<Choice>)>,
    /// Whether an extension was approved, by word, and the limit then.
    extended: Option<(&'a [u32], Vec<Choice>)>,
}

/// What a word says of the limit.
#[derive(Debug, Clone, Copy)]
enum Choice {
    /// This limit.
    Limit(Limit),
    /// Nothing: the limit is the one that holds otherwise.
    Otherwise,
    /// The word is not known: it could be any limit of the rule.
    Unclear,
}

impl<'a> BoundLimit<'a> {
    pub(super) fn bind(
        rule: &LimitRule,
        dataset: &'a Dataset,
        policy: &'a Policy,
    ) -> Result<Self, BindError> {
        let promised = match &rule.due_column {
            Some(name) => dataset.complaints.times(named_field(name)?),
            None => None,
        };
        let by_word = match &rule.by_field {
            Some(name) => chosen_by(named_field(name)?, dataset, policy, |meaning| match meaning {
                None => Choice::Unclear,
                Some(meaning) => rule
                    .by_word
                    .iter()
                    .find(|(word, _)| word == meaning)
                    .map_or(Choice::Otherwise, |&(_, limit)| Choice::Limit(limit)),
            }),
            None => None,
        };
        let extended = match &rule.extended {
            Some((flag, longer)) => chosen_by(named_field(flag)?, dataset, policy, |meaning| match meaning {
                Some("yes") => Choice::Limit(*longer),
                Some(_) => Choice::Otherwise,
                None => Choice::Unclear,
            }),
            None => None,
        };
        let chosen = rule.by_word.iter().chain(&rule.extended).map(|&(_, limit)| limit);
        let all = std::iter::once(rule.base).chain(chosen).collect();
        Ok(Self { calendar: &policy.calendar, promised, base: rule.base, all, by_word, extended })
    }

    /// The export's own due date, where it has such a column.
    pub(super) fn promised(&self, row: usize) -> Option<Reading> {
        self.promised.as_ref().map(|column| column.reading(row))
    }

    /// When the limit ends for a clock that starts between `earliest` and `latest`.
    pub(super) fn due(&self, row: usize, earliest: i64, latest: i64) -> Result<Due, OutsideCoverage> {
        match self.choice(row) {
            Choice::Unclear => self.any(earliest, latest),
            Choice::Limit(limit) => self.between(limit, earliest, latest),
            Choice::Otherwise => self.between(self.base, earliest, latest),
        }
    }

    /// From the earliest end of any limit to the latest.
    fn any(&self, earliest: i64, latest: i64) -> Result<Due, OutsideCoverage> {
        let mut due = Due { tightest: i64::MAX, loosest: i64::MIN, because: Reason::LimitUnclear };
        for &limit in &self.all {
            for start in [earliest, latest] {
                let end = self.calendar.due(start, limit)?;
                due.tightest = due.tightest.min(end);
                due.loosest = due.loosest.max(end);
            }
        }
        Ok(due)
    }

    fn between(&self, limit: Limit, earliest: i64, latest: i64) -> Result<Due, OutsideCoverage> {
        let tightest = self.calendar.due(earliest, limit)?;
        let loosest = if latest == earliest { tightest } else { self.calendar.due(latest, limit)? };
        Ok(Due { tightest, loosest, because: Reason::DayOnly })
    }

    /// What the row's words say of the limit; an approved extension goes before the severity.
    fn choice(&self, row: usize) -> Choice {
        let said = |(words, choices): &(&[u32], Vec<Choice>)| match words[row] {
            BLANK_WORD => Choice::Otherwise,
            word => choices[word as usize],
        };
        match self.extended.as_ref().map_or(Choice::Otherwise, said) {
            Choice::Otherwise => self.by_word.as_ref().map_or(Choice::Otherwise, said),
            choice => choice,
        }
    }
}

/// The choice each word of a column makes; `None` where the export lacks the column.
fn chosen_by<'a>(
    field: Field,
    dataset: &'a Dataset,
    policy: &Policy,
    choose: impl Fn(Option<&str>) -> Choice,
) -> Option<(&'a [u32], Vec<Choice>)> {
    let words = dataset.complaints.words(field)?;
    let choices = meanings(dataset, policy.words.get(field.key())).into_iter().map(choose).collect();
    Some((words, choices))
}
