//! The offsets of one named zone from 1990 to 2100, laid out for look-up.
//!
//! Owns the search for the clock's changes and the look-up in both directions. Refuses to grow: a
//! moment beyond the table is asked of the zone's own rules, slowly, and its time is never given twice.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::HOUR_MS;

/// A stretch of real time between two changes of the clock.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub(super) from: i64,
    pub(super) until: i64,
    pub(super) offset_ms: i64,
}

/// The stretches of 1990–2100, found once per zone and kept: an audit asks millions of times.
pub(super) struct ZoneTable {
    tz: Tz,
    stretches: Vec<Stretch>,
    /// For each slice of `1 << SLICE_BITS` ms, the stretch its first instant lies in.
    slices: Vec<usize>,
}

/// 1990-01-01 and 2101-01-01; instants beyond are asked of the zone's own rules.
const TABLE: (i64, i64) = (631_152_000_000, 4_133_980_800_000);
/// About 25 days.
const SLICE_BITS: u32 = 31;
/// No place is further from UTC.
const FARTHEST_MS: i64 = 16 * HOUR_MS;
/// No two changes are closer to each other.
const PROBE_MS: i64 = 12 * HOUR_MS;

impl ZoneTable {
    /// Each zone is built once and lives as long as the program, which is what lets [`Zone`] be `Copy`.
    pub(super) fn of(tz: Tz) -> &'static Self {
        static BUILT: LazyLock<Mutex<HashMap<Tz, &'static ZoneTable>>> = LazyLock::new(Mutex::default);
        let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
        built.entry(tz).or_insert_with(|| Box::leak(Box::new(Self::new(tz))))
    }

    fn new(tz: Tz) -> Self {
        let (mut from, end) = TABLE;
        let mut stretches = Vec::new();
        let mut offset_ms = offset_at(tz, from);
        let mut probe = from;
        while probe < end {
            let next = probe + PROBE_MS;
            let offset_then = offset_at(tz, next);
            if offset_then != offset_ms {
                let until = change_between(tz, probe, next);
                stretches.push(Stretch { from, until, offset_ms });
                (from, offset_ms) = (until, offset_then);
            }
            probe = next;
        }
        stretches.push(Stretch { from, until: end + PROBE_MS, offset_ms });
        let slice_starts = (0..).map(|slice: i64| TABLE.0 + (slice << SLICE_BITS));
        let slices = slice_starts
            .take_while(|start| *start < end)
            .map(|start| stretches.partition_point(|stretch| stretch.until <= start))
            .collect();
        Self { tz, stretches, slices }
    }

    /// Whose table it is.
    pub(super) fn tz(&self) -> Tz {
        self.tz
    }

    /// Every stretch, in order and without holes.
    pub(super) fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The stretch an instant lies in.
    pub(super) fn stretch_at(&self, utc_ms: i64) -> Stretch {
        match self.index_at(utc_ms) {
            Some(index) => self.stretches[index],
            None => self.beyond_the_table(utc_ms),
        }
    }

    fn index_at(&self, utc_ms: i64) -> Option<usize> {
        let slice = usize::try_from(utc_ms.checked_sub(TABLE.0)? >> SLICE_BITS).ok()?;
        let first = *self.slices.get(slice)?;
        self.stretches[first..].iter().position(|stretch| utc_ms < stretch.until).map(|more| first + more)
    }

    /// As [`super::Zone::utc_of_local`].
    pub(super) fn instants(&self, local_ms: i64) -> (i64, i64) {
        let probe = local_ms.saturating_sub(FARTHEST_MS);
        let first = self.index_at(probe).filter(|_| local_ms < TABLE.1);
        let ahead = first.map_or(&[][..], |first| &self.stretches[first..]);
        // The first stretch whose clock has not yet passed the time by when it ends.
        let Some(at) = ahead.iter().position(|stretch| local_ms - stretch.offset_ms < stretch.until) else {
            let offset = self.beyond_the_table(probe).offset_ms;
            let utc = local_ms.saturating_sub(offset);
            let utc = local_ms.saturating_sub(self.beyond_the_table(utc).offset_ms);
            return (utc, utc);
        };
        let earliest = local_ms - ahead[at].offset_ms;
        if earliest < ahead[at].from {
            // Skipped: this stretch begins later, the one before had ended.
            let utc = local_ms - ahead[at.saturating_sub(1)].offset_ms;
            return (utc, utc);
        }
        let again = ahead.get(at + 1).map(|next| (local_ms - next.offset_ms, next.from));
        (earliest, again.filter(|(utc, from)| utc >= from).map_or(earliest, |(utc, _)| utc))
    }

    #[cold]
    fn beyond_the_table(&self, utc_ms: i64) -> Stretch {
        Stretch { from: i64::MIN, until: i64::MAX, offset_ms: offset_at(self.tz, utc_ms) }
    }
}

fn offset_at(tz: Tz, utc_ms: i64) -> i64 {
    // What no calendar can write has the offset of the last moment one can.
    const WRITABLE_MS: i64 = 8_000_000_000_000_000;
    let utc = DateTime::from_timestamp_millis(utc_ms.clamp(-WRITABLE_MS, WRITABLE_MS)).unwrap_or_default();
    i64::from(tz.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc()) * 1000
}

/// The instant of the one change after `before` and not after `after`.
fn change_between(tz: Tz, mut before: i64, mut after: i64) -> i64 {
    let old = offset_at(tz, before);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if offset_at(tz, middle) == old { before = middle } else { after = middle }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::super::Zone;
    use super::*;

    #[test]
    fn the_table_agrees_with_the_rules_it_was_made_from() {
        for name in ["Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"] {
            let tz: Tz = name.parse().expect("a zone");
            let zone = Zone::parse(name).expect("a zone");
            let moments = (-100_000_000_000..5_000_000_000_000).step_by(7_654_321_000);
            let near = zone.changes().flat_map(|change| [change.at_utc - 1, change.at_utc]);
            for utc in moments.chain(near).chain([i64::MIN, i64::MAX]) {
                let local = zone.local_of_utc(utc);
                assert_eq!(local, utc.saturating_add(offset_at(tz, utc)), "{name} {utc}");
                let (earliest, latest) = zone.utc_of_local(local);
                assert!(
                    earliest == utc || latest == utc || !(TABLE.0..TABLE.1).contains(&utc),
                    "{name} {utc}"
                );
            }
        }
    }
}
