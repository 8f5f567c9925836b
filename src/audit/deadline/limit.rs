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
    /// The word is not known: it could be any between these two.
    Unclear(Limit, Limit),
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
                None => span(rule.base, rule.by_word.iter().map(|&(_, limit)| limit)),
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
                None => span(rule.base, [*longer]),
            }),
            None => None,
        };
        Ok(Self { calendar: &policy.calendar, promised, base: rule.base, by_word, extended })
    }

    /// The export's own due date, where it has such a column.
    pub(super) fn promised(&self, row: usize) -> Option<Reading> {
        self.promised.as_ref().map(|column| column.reading(row))
    }

    /// When the limit ends for a clock that starts between `earliest` and `latest`.
    pub(super) fn due(&self, row: usize, earliest: i64, latest: i64) -> Result<Due, OutsideCoverage> {
        match self.choice(row) {
            Choice::Unclear(one, other) => {
                let ends = [self.calendar.due(earliest, one)?, self.calendar.due(latest, other)?];
                let more = [self.calendar.due(earliest, other)?, self.calendar.due(latest, one)?];
                let tightest = ends[0].min(ends[1]).min(more[0]).min(more[1]);
                let loosest = ends[0].max(ends[1]).max(more[0]).max(more[1]);
                Ok(Due { tightest, loosest, because: Reason::LimitUnclear })
            }
            Choice::Limit(limit) => self.between(limit, earliest, latest),
            Choice::Otherwise => self.between(self.base, earliest, latest),
        }
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

/// Any of several limits. Which ends first can hang on the calendar, so the ends are compared later;
/// limits of one policy line are of one kind, so the shortest and the longest amount suffice.
fn span(base: Limit, others: impl IntoIterator<Item = Limit>) -> Choice {
    let (mut shortest, mut longest) = (base, base);
    for limit in others {
        if limit.amount() < shortest.amount() {
            shortest = limit;
        }
        if limit.amount() > longest.amount() {
            longest = limit;
        }
    }
    Choice::Unclear(shortest, longest)
}
