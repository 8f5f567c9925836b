//! Which limit holds for a case, and when it ends.

use std::ops::Range;

use chrono::NaiveDate;

use crate::calendar::{Limit, LimitUnit};
use crate::dataset::{Reading, Table, TimeColumn};
use crate::model::{Moment, Text};
use crate::policy::{HoldEffect, HoldTotals, LimitCase, LimitRule, LimitVersion, Policy, Roll};

use super::super::conditions::{Conditions, Fit, Ground};
use super::super::names::{Named, lacks, named};
use super::decide::Due;
use super::ends::{after_total, on_a_changing_clock, outside, plain, restarted};
use super::hold::Held;
use super::reckoning::Reckoning;
use super::{BindError, Reason};

/// The limits of one thing due, tied to the columns that choose between them.
#[derive(Debug)]
pub(super) struct BoundLimits<'a> {
    versions: Vec<BoundVersion<'a>>,
    hold_totals: HoldTotals,
    /// Fields that choose a limit and that the export lacks.
    pub(super) unread: Vec<Text>,
}

#[derive(Debug)]
struct BoundVersion<'a> {
    /// Moments of triggers it holds for.
    triggers: Range<i64>,
    source: Option<&'a Text>,
    promised: Option<TimeColumn<'a>>,
    base: Option<Limit>,
    cases: Vec<(Conditions<'a>, &'a LimitCase)>,
    /// The choice by word, if all cases hang on the words of one column; for a blank cell it is the last.
    by_word: Option<(&'a [u32], Vec<Choice>)>,
    at_most: Option<Limit>,
    roll: Roll,
}

/// What a case's record says of its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// This limit; the place of its limit case, if it is one.
    Limit(Limit, Option<usize>),
    /// A word is not known: it could be any limit of the rule.
    Unclear,
    /// None is set for such a case.
    Nothing,
}

/// The version of the limits that holds for a case.
#[derive(Debug, Clone, Copy)]
pub(super) struct InForce<'v, 'a>(&'v BoundVersion<'a>);

impl<'a> BoundLimits<'a> {
    pub(super) fn bind(
        versions: &'a [LimitVersion],
        table: &'a Table,
        hold_totals: HoldTotals,
        ground: Ground<'a>,
    ) -> Result<Self, BindError> {
        let mut unread: Unread = Vec::new();
        let versions = versions
            .iter()
            .map(|version| BoundVersion::bind(version, table, ground, &mut unread))
            .collect::<Result<_, _>>()?;
        let unread =
            unread.into_iter().map(|(named, limits)| unread_text(ground.policy, named, &limits)).collect();
        Ok(Self { versions, hold_totals, unread })
    }

    /// Whether any version goes by the export's own due date.
    pub(super) fn promises(&self) -> bool {
        self.versions.iter().any(|version| version.promised.is_some())
    }

    /// Whether any limit is an extension.
    pub(super) fn extends(&self) -> bool {
        self.versions.iter().any(|version| InForce(version).extends())
    }

    /// Whether any limit counts in such units.
    pub(super) fn has_unit(&self, wanted: &[LimitUnit]) -> bool {
        self.versions.iter().flat_map(BoundVersion::limits).any(|limit| wanted.contains(&limit.unit()))
    }

    /// The version for a clock that starts between two moments; the later of two decides nothing else.
    #[inline]
    pub(super) fn in_force(&self, trigger: Reading) -> Option<InForce<'_, 'a>> {
        let at = match trigger {
            Reading::Known { earliest, .. } => earliest,
            // Only a promised date can decide then.
            Reading::Blank | Reading::Unreadable => return self.versions.last().map(InForce),
        };
        self.versions.iter().find(|version| version.triggers.contains(&at)).map(InForce)
    }

    /// When the limit ends for a clock that starts between `start.0` and `start.1`.
    #[inline]
    pub(super) fn due(
        &self,
        version: InForce<'_, 'a>,
        (row, choice): (usize, Choice),
        start: (i64, i64),
        held: &Held,
        reckoning: &Reckoning<'_>,
    ) -> Result<Due, Reason> {
        let version = version.0;
        // What nearly every case is: one limit, one moment, nothing that stops or moves it.
        if let Choice::Limit(limit, _) = choice
            && start.0 == start.1
            && version.is_plain()
            && *held == Held::No
        {
            return plain(reckoning.calendar, reckoning.limit(limit), start.0);
        }
        let one = |limit: Limit| version.between(limit, start, held, reckoning, self.hold_totals);
        let due = match choice {
            Choice::Nothing => return Err(Reason::NoLimit),
            Choice::Limit(limit, _) => one(limit)?,
            Choice::Unclear => version
                .limits_that_may_hold(row)
                .into_iter()
                .map(one)
                .reduce(|a, b| Ok(a?.widened(b?, Reason::LimitUnclear)))
                .unwrap_or(Err(Reason::NoLimit))?,
        };
        match version.at_most {
            Some(limit) => Ok(due.or_earlier(one(limit)?)),
            None => Ok(due),
        }
    }
}

impl<'v, 'a> InForce<'v, 'a> {
    /// The export's own due date, where it has such a column.
    #[inline]
    pub(super) fn promised(self, row: usize) -> Option<Reading> {
        self.0.promised.as_ref().map(|column| column.reading(row))
    }

    /// What the record says of the limit.
    #[inline]
    pub(super) fn choice(self, row: usize) -> Choice {
        match &self.0.by_word {
            Some((words, choices)) => {
                let blank = choices.len() - 1;
                choices[(words[row] as usize).min(blank)]
            }
            None => self.chosen(row, |_| true),
        }
    }

    /// The first limit whose conditions the record fits, of those that are `meant`.
    fn chosen(self, row: usize, meant: impl Fn(&LimitCase) -> bool) -> Choice {
        let cases = self.0.cases.iter().enumerate().filter(|(_, (_, case))| meant(case));
        for (place, (conditions, case)) in cases {
            match conditions.fit(row) {
                Fit::Yes => return Choice::Limit(case.limit, Some(place)),
                Fit::Unknown => return Choice::Unclear,
                // What is not said to be another case is an ordinary one.
                Fit::No | Fit::Blank => {}
            }
        }
        self.0.base.map_or(Choice::Nothing, |limit| Choice::Limit(limit, None))
    }

    /// The limit case of a choice.
    pub(super) fn case(self, place: usize) -> Option<&'v LimitCase> {
        self.0.cases.get(place).map(|&(_, case)| case)
    }

    /// Whether an end on a day off moves on.
    pub(super) fn rolls(self) -> bool {
        self.0.roll == Roll::NextWorkingDay
    }

    /// The limit that goes beside the chosen one.
    pub(super) fn at_most(self) -> Option<Limit> {
        self.0.at_most
    }

    /// The limit where nothing else is said, and without an approved extension.
    pub(super) fn basic(self, row: usize) -> Choice {
        self.chosen(row, |case| !case.is_extension)
    }

    /// Whether some limit is an extension.
    pub(super) fn extends(self) -> bool {
        self.0.cases.iter().any(|(_, case)| case.is_extension)
    }

    /// Whether the record says that an extension was approved; a blank says that none was.
    pub(super) fn extended(self, row: usize) -> Fit {
        let extensions = self.0.cases.iter().filter(|(_, case)| case.is_extension);
        let fits = extensions.map(|(conditions, _)| conditions.fit(row));
        fits.fold(Fit::No, |found, fit| match (found, fit) {
            (Fit::Yes, _) | (_, Fit::Yes) => Fit::Yes,
            (Fit::Unknown, _) | (_, Fit::Unknown) => Fit::Unknown,
            _ => Fit::No,
        })
    }

    /// The article, where this version has its own.
    pub(super) fn source(self) -> Option<&'a Text> {
        self.0.source
    }
}

impl<'a> BoundVersion<'a> {
    fn bind(
        version: &'a LimitVersion,
        table: &'a Table,
        ground: Ground<'a>,
        unread: &mut Unread,
    ) -> Result<Self, BindError> {
        let rule: &'a LimitRule = &version.rule;
        let subject = table.subject();
        let promised = match &rule.due_column {
            Some(name) => {
                let found = named(ground.policy, subject, name).ok_or_else(|| super::unknown_name(name))?;
                table.times(found.field)
            }
            None => None,
        };
        let mut cases = Vec::new();
        for case in &rule.cases {
            match Conditions::bind_present(&case.when, subject, ground) {
                Ok(conditions) => cases.push((conditions, case)),
                // What is the ordinary limit anyway is none that got lost.
                Err(absent) if rule.base != Some(case.limit) => note_unread(unread, absent, case.limit),
                Err(_) => {}
            }
        }
        let by_word = choices_by_word(&cases, rule.base);
        Ok(Self {
            triggers: moments(version.from, version.until),
            source: version.source.as_ref(),
            promised,
            base: rule.base,
            by_word,
            cases,
            at_most: rule.at_most,
            roll: rule.roll,
        })
    }

    /// Whether nothing goes beside the limit.
    fn is_plain(&self) -> bool {
        self.at_most.is_none() && self.roll == Roll::Never
    }

    /// The limits that a record may have whose words leave it open.
    fn limits_that_may_hold(&self, row: usize) -> Vec<Limit> {
        let mut limits = Vec::new();
        for (conditions, case) in &self.cases {
            match conditions.fit(row) {
                Fit::Yes => {
                    limits.push(case.limit);
                    return limits;
                }
                Fit::Unknown => limits.push(case.limit),
                Fit::No | Fit::Blank => {}
            }
        }
        limits.extend(self.base);
        limits
    }

    fn limits(&self) -> impl Iterator<Item = Limit> {
        self.base.into_iter().chain(self.cases.iter().map(|(_, case)| case.limit)).chain(self.at_most)
    }

    fn between(
        &self,
        limit: Limit,
        (earliest, latest): (i64, i64),
        held: &Held,
        reckoning: &Reckoning<'_>,
        totals: HoldTotals,
    ) -> Result<Due, Reason> {
        let limit = reckoning.limit(limit);
        let first = self.end(limit, earliest, held, reckoning, totals)?;
        if latest == earliest {
            return Ok(first);
        }
        Ok(first.widened(self.end(limit, latest, held, reckoning, totals)?, Reason::DayOnly))
    }

    /// When a limit ends whose clock starts at `start`.
    fn end(
        &self,
        limit: Limit,
        start: i64,
        held: &Held,
        reckoning: &Reckoning<'_>,
        totals: HoldTotals,
    ) -> Result<Due, Reason> {
        let calendar = reckoning.calendar;
        let due = match (reckoning.holds, held) {
            (HoldEffect::Ignore, _) | (_, Held::No) => plain(calendar, limit, start)?,
            (_, Held::Unknown) => plain(calendar, limit, start)?.open_ended(),
            (HoldEffect::Subtract, Held::Spans { least, most }) => {
                let tightest = calendar.due_held(start, limit, least).map_err(outside)?;
                let loosest = if least == most {
                    tightest
                } else {
                    calendar.due_held(start, limit, most).map_err(outside)?
                };
                on_a_changing_clock(
                    calendar,
                    limit,
                    start,
                    Due { tightest, loosest, because: Reason::DayOnly },
                )
            }
            (HoldEffect::Restart, Held::Spans { least, most }) => {
                let one = restarted(calendar, limit, start, least)?;
                one.widened(restarted(calendar, limit, start, most)?, Reason::DayOnly)
            }
            (HoldEffect::Subtract, &Held::Total(total)) => {
                after_total(calendar, limit, plain(calendar, limit, start)?, total, totals)?
            }
            (HoldEffect::Restart, Held::Total(_)) => plain(calendar, limit, start)?.open_ended(),
        };
        match self.roll {
            Roll::Never => Ok(due),
            Roll::NextWorkingDay => Ok(Due {
                tightest: calendar.roll(due.tightest).map_err(outside)?,
                loosest: if due.loosest == i64::MAX {
                    due.loosest
                } else {
                    calendar.roll(due.loosest).map_err(outside)?
                },
                ..due
            }),
        }
    }
}

/// The choice by word, with that of a blank cell last, if all cases hang on the words of one column.
fn choices_by_word<'a>(
    cases: &[(Conditions<'a>, &LimitCase)],
    base: Option<Limit>,
) -> Option<(&'a [u32], Vec<Choice>)> {
    let (column, words) = cases.first()?.0.single_word()?;
    let base = base.map_or(Choice::Nothing, |limit| Choice::Limit(limit, None));
    let mut choices = vec![base; words.len() + 1];
    for (word, choice) in choices.iter_mut().take(words.len()).enumerate() {
        for (place, (conditions, case)) in cases.iter().enumerate() {
            let (other, fits) = conditions.single_word()?;
            if !std::ptr::eq(column, other) {
                return None;
            }
            match fits[word] {
                Fit::Yes => *choice = Choice::Limit(case.limit, Some(place)),
                Fit::Unknown => *choice = Choice::Unclear,
                Fit::No | Fit::Blank => continue,
            }
            break;
        }
    }
    // `is_not` holds of a blank, too: then the cases must be asked one by one.
    let blank_matters = cases.iter().any(|(_, case)| {
        case.when.iter().any(|condition| !matches!(condition.test, crate::policy::Test::Is(_)))
    });
    (!blank_matters).then_some((column, choices))
}

/// The moments of the days from `from` to `until`.
fn moments(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Range<i64> {
    let midnight = |day: NaiveDate| Moment::from_naive(day.and_time(chrono::NaiveTime::MIN));
    from.map_or(i64::MIN, |day| midnight(day).0)
        ..until.map_or(i64::MAX, |day| midnight(day).end_of_day().0 + 1)
}

/// Limits that cannot be told, by the column that is absent.
type Unread = Vec<(Named, Vec<Limit>)>;

fn note_unread(unread: &mut Unread, absent: Named, limit: Limit) {
    match unread.iter_mut().find(|(named, _)| *named == absent) {
        Some((_, limits)) if limits.contains(&limit) => {}
        Some((_, limits)) => limits.push(limit),
        None => unread.push((absent, vec![limit])),
    }
}

/// That limits cannot be told because a column is absent.
fn unread_text(policy: &Policy, absent: Named, limits: &[Limit]) -> Text {
    let lacks = lacks(policy, absent);
    let zh: Vec<String> = limits.iter().map(|limit| limit.describe_zh()).collect();
    let en: Vec<String> = limits.iter().map(|limit| limit.describe_en()).collect();
    Text::owned(
        format!("{}，因此没有一件按 {} 的时限判定", lacks.zh, zh.join("、")),
        format!("{}, so no case was given the limit of {}", lacks.en, en.join(" or ")),
    )
}
