//! The wall clock of a calendar's zone against real time.
//!
//! Owns which of two instants a repeated wall time is taken for. Refuses to make a fixed zone pay for
//! it: there an instant is the wall time itself, so instants are only good for differences.

use crate::model::Zone;

/// Which instant a wall time that occurs twice is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Before the clock was put back.
    Earliest,
    /// After it was.
    Latest,
}

/// A point in real time with its wall time and, should that occur twice, which of the two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) wall: i64,
    pub(super) reading: Reading,
}

/// Steps between wall time and instants.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    zone: Zone,
}

impl Clock {
    pub(super) const fn new(zone: Zone) -> Self {
        Self { zone }
    }

    pub(super) const fn zone(self) -> Zone {
        self.zone
    }

    /// The instant a wall time is taken for.
    pub(super) fn instant(self, wall: i64, reading: Reading) -> i64 {
        if self.zone.is_fixed() {
            return wall;
        }
        let (earliest, latest) = self.zone.utc_of_local(wall);
        if reading == Reading::Earliest { earliest } else { latest }
    }

    /// What the clock shows at an instant.
    pub(super) fn wall(self, instant: i64) -> i64 {
        if self.zone.is_fixed() { instant } else { self.zone.local_of_utc(instant) }
    }

    /// A wall time as the clock really shows it: one that is skipped in spring is moved on.
    pub(super) fn shown(self, wall: i64) -> i64 {
        if self.zone.is_fixed() { wall } else { self.wall(self.instant(wall, Reading::Earliest)) }
    }

    /// The wall time of an instant, and which of its two it is.
    pub(super) fn due_at(self, instant: i64) -> Due {
        let wall = self.wall(instant);
        let first = instant == self.instant(wall, Reading::Earliest);
        Due { wall, reading: if first { Reading::Earliest } else { Reading::Latest } }
    }

    /// The last wall time that lies surely not after `due`, and the last that perhaps does not: a
    /// wall time occurring twice leaves open on which side it lies.
    pub(super) fn bounds(self, due: Due) -> (i64, i64) {
        match (self.zone.repeated(due.wall), due.reading) {
            (None, _) => (due.wall, due.wall),
            (Some((from, _)), Reading::Earliest) => (from - 1, due.wall),
            (Some((_, until)), Reading::Latest) => (due.wall, until - 1),
        }
    }
}
