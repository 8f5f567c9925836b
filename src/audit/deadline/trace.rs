//! What the clock of a unit was set by, for its proof.

use crate::calendar::Limit;
use crate::dataset::Reading;
use crate::model::Text;
use crate::policy::{HoldEffect, LimitCase};

use super::ends::last_start;
use super::hold::Held;
use super::limit::Choice;
use super::{BoundDeadline, Facts};

/// What the clock of a unit was set by.
#[derive(Debug, Clone)]
pub(in crate::audit) struct Trace<'v> {
    /// The limit; `None` where a promised date decides or the limit is not clear.
    pub(in crate::audit) limit: Option<Limit>,
    /// The limit case it comes from.
    pub(in crate::audit) case: Option<&'v LimitCase>,
    /// The second limit that must be kept.
    pub(in crate::audit) at_most: Option<Limit>,
    /// When the case was on hold, from the one moment to before the other.
    pub(in crate::audit) holds: Vec<(i64, i64)>,
    /// How long it was on hold, in milliseconds, where nothing says when.
    pub(in crate::audit) held_total: Option<i64>,
    /// Whether holds stop the clock.
    pub(in crate::audit) counts_holds: bool,
    /// The article, where this version of the limit has its own.
    pub(in crate::audit) source: Option<&'v Text>,
    /// Whether the export's own due date decides.
    pub(in crate::audit) promised: bool,
    /// When the limit began anew, after a hold.
    pub(in crate::audit) counted_from: Option<i64>,
    /// Whether an end on a day off moves on.
    pub(in crate::audit) rolls: bool,
}

impl BoundDeadline<'_> {
    /// The limit that holds for a unit, if its record tells and no promised date goes before it.
    pub(in crate::audit) fn limit_of(&self, unit: usize) -> Option<Limit> {
        let (row, stage) = self.place_of(unit);
        let facts = self.facts(row, stage, &self.plain(stage)).ok()?;
        match (facts.version.promised(row), facts.choice) {
            (None, Choice::Limit(limit, _)) => Some(limit),
            _ => None,
        }
    }

    /// What the clock of a unit was set by; `None` where it never started.
    pub(in crate::audit) fn trace(&self, unit: usize) -> Option<Trace<'_>> {
        let (row, stage) = self.place_of(unit);
        let facts = self.facts(row, stage, &self.plain(stage)).ok()?;
        let promised = matches!(facts.version.promised(row), Some(Reading::Known { .. }));
        let (limit, case) = match facts.choice {
            Choice::Limit(limit, case) => (Some(limit), case.and_then(|place| facts.version.case(place))),
            Choice::Unclear | Choice::Nothing => (None, None),
        };
        let held = self.held(row, stage, &facts);
        let counts_holds = self.stages[stage].effect != HoldEffect::Ignore && !promised;
        Some(Trace {
            limit: limit.filter(|_| !promised),
            case: case.filter(|_| !promised),
            at_most: facts.version.at_most().filter(|_| !promised),
            holds: match &held {
                Held::Spans { least, .. } => least.clone(),
                Held::No | Held::Total(_) | Held::Unknown => Vec::new(),
            },
            held_total: match held {
                Held::Total(total) => Some(total),
                Held::No | Held::Spans { .. } | Held::Unknown => None,
            },
            counts_holds,
            source: facts.version.source(),
            promised,
            counted_from: self.began_anew(stage, &facts, &held, counts_holds),
            rolls: facts.version.rolls(),
        })
    }

    /// When the limit last began anew; `None` where it did not, or where holds only stop the clock.
    fn began_anew(&self, stage: usize, facts: &Facts<'_, '_>, held: &Held, counts: bool) -> Option<i64> {
        let (Choice::Limit(limit, _), Held::Spans { most, .. }) = (facts.choice, held) else { return None };
        let Reading::Known { earliest, .. } = facts.trigger else { return None };
        let restarts = counts && self.stages[stage].effect == HoldEffect::Restart;
        restarts.then(|| last_start(self.calendar, limit, earliest, most)).flatten()
    }
}
