//! The zone of a run: which instant a wall-clock time is, and the other way round.
//!
//! Owns the spelling of zones and the offset text. Refuses to choose in silence where a wall time
//! occurs twice: both instants are given.

use std::fmt;

use super::zone_table::ZoneTable;
use super::{MINUTE_MS, Moment};
use chrono_tz::TZ_VARIANTS;

/// The zone whose wall clock all moments of a run are read on: a fixed distance from UTC, or a place
/// whose clocks are changed.
#[derive(Clone, Copy)]
pub struct Zone(Kind);

#[derive(Clone, Copy)]
enum Kind {
    Fixed { offset_minutes: i32 },
    Named(&'static ZoneTable),
}

impl Zone {
    /// The time of all China, `+08:00`.
    pub const BEIJING: Self = Self(Kind::Fixed { offset_minutes: 8 * 60 });

    /// Reads `Z`, `+08:00`, `-05:30`, or an IANA name in any case (`Europe/London`).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(offset_minutes) = fixed_offset(text) {
            return Some(Self(Kind::Fixed { offset_minutes }));
        }
        let tz = TZ_VARIANTS.into_iter().find(|tz| tz.name().eq_ignore_ascii_case(text))?;
        Some(Self(Kind::Named(ZoneTable::of(tz))))
    }

    /// Its one spelling: `+08:00`, or the IANA name.
    #[must_use]
    pub fn name(self) -> String {
        match self.0 {
            Kind::Fixed { offset_minutes } => offset_text(i64::from(offset_minutes) * MINUTE_MS),
            Kind::Named(zone) => zone.tz().name().to_owned(),
        }
    }

    /// Whether it was written as a distance from UTC, so that no clock is ever changed.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        self.fixed_offset_minutes().is_some()
    }

    /// The distance from UTC in minutes, east positive; `None` for a named zone.
    #[must_use]
    pub fn fixed_offset_minutes(self) -> Option<i32> {
        match self.0 {
            Kind::Fixed { offset_minutes } => Some(offset_minutes),
            Kind::Named(_) => None,
        }
    }

    /// The wall-clock time at an instant; both in milliseconds since 1970-01-01T00:00:00.
    #[must_use]
    pub fn local_of_utc(self, utc_ms: i64) -> i64 {
        match self.0 {
            Kind::Fixed { offset_minutes } => utc_ms.saturating_add(i64::from(offset_minutes) * MINUTE_MS),
            Kind::Named(zone) => utc_ms.saturating_add(zone.stretch_at(utc_ms).offset_ms),
        }
    }

    /// The earliest and the latest instant at which the clock shows a wall time: equal unless it
    /// occurs twice because the clock was put back. A wall time that is skipped in spring is taken as
    /// if the clock had not yet been put forward: 01:30 in London's gap is the instant of 02:30.
    #[must_use]
    pub fn utc_of_local(self, local_ms: i64) -> (i64, i64) {
        match self.0 {
            Kind::Fixed { offset_minutes } => {
                let utc = local_ms.saturating_sub(i64::from(offset_minutes) * MINUTE_MS);
                (utc, utc)
            }
            Kind::Named(zone) => zone.instants(local_ms),
        }
    }

    /// The wall times from the first (included) to the second (not included) that occur twice, if
    /// `local_ms` is one of them.
    #[must_use]
    pub fn repeated(self, local_ms: i64) -> Option<(i64, i64)> {
        let Kind::Named(zone) = self.0 else { return None };
        let (earliest, latest) = zone.instants(local_ms);
        let back = zone.stretch_at(latest);
        (earliest < latest).then(|| {
            let before = zone.stretch_at(back.from - 1).offset_ms;
            (back.from + back.offset_ms, back.from + before)
        })
    }

    /// The changes of this zone's clock from 1990 to 2100, in order; none for a fixed zone.
    pub fn changes(self) -> impl Iterator<Item = ClockChange> {
        let stretches = match self.0 {
            Kind::Fixed { .. } => &[],
            Kind::Named(zone) => zone.stretches(),
        };
        stretches.windows(2).map(|pair| ClockChange {
            at_utc: pair[1].from,
            local_before: pair[1].from + pair[0].offset_ms,
            local_after: pair[1].from + pair[1].offset_ms,
        })
    }

    /// `2025-09-30T18:00:00+08:00`, with the offset of that moment; of two, that of the earlier.
    #[must_use]
    pub fn rfc3339(self, at: Moment) -> String {
        let local = at.written('T');
        let offset = at.0.saturating_sub(self.utc_of_local(at.0).0);
        format!("{local}{}", offset_text(offset))
    }
}

impl PartialEq for Zone {
    /// A fixed distance and a name that happens to agree with it are two zones.
    fn eq(&self, other: &Self) -> bool {
        match (self.0, other.0) {
            (Kind::Fixed { offset_minutes: a }, Kind::Fixed { offset_minutes: b }) => a == b,
            (Kind::Named(a), Kind::Named(b)) => a.tz() == b.tz(),
            _ => false,
        }
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    /// The hundreds of changes behind a name would drown whatever holds a zone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Zone").field(&self.name()).finish()
    }
}

/// One change of a zone's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockChange {
    /// The instant, in milliseconds since 1970-01-01T00:00:00Z.
    pub at_utc: i64,
    /// What the clock would have shown without the change.
    pub local_before: i64,
    /// What it shows instead; less when it was put back.
    pub local_after: i64,
}

fn fixed_offset(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    // `i32::from_str` would let a second sign pass.
    let two_digits = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    if !two_digits(hours) || !two_digits(minutes) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn offset_text(offset_ms: i64) -> String {
    let sign = if offset_ms < 0 { '-' } else { '+' };
    let minutes = offset_ms.abs() / MINUTE_MS;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;

    fn ms(text: &str) -> i64 {
        let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment");
        Moment::from_naive(at).0
    }

    fn zone(text: &str) -> Zone {
        Zone::parse(text).expect("a zone")
    }

    #[test]
    fn a_moment_prints_local_and_with_its_zone() {
        let at = Moment(1_759_255_200_000);
        assert_eq!(at.display(), "2025-09-30 18:00:00");
        for (name, text) in [
            ("+08:00", "2025-09-30T18:00:00+08:00"),
            ("-05:30", "2025-09-30T18:00:00-05:30"),
            ("Asia/Shanghai", "2025-09-30T18:00:00+08:00"),
            ("Europe/London", "2025-09-30T18:00:00+01:00"),
        ] {
            assert_eq!(zone(name).rfc3339(at), text);
        }
    }

    #[test]
    fn zones_are_read_and_named_in_one_spelling() {
        for (text, name) in
            [("Z", "+00:00"), ("-03:30", "-03:30"), ("europe/LONDON", "Europe/London"), ("utc", "UTC")]
        {
            assert_eq!(zone(text).name(), name);
            assert_eq!(zone(name), zone(text));
        }
        assert_eq!(zone("-03:30").fixed_offset_minutes(), Some(-210));
        assert!(!zone("UTC").is_fixed());
        for text in ["", "8", "+8:00", "+15:00", "+08:60", "++8:00", "Mars/Olympus", "＋08:00"] {
            assert!(Zone::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_time_the_clock_shows_twice_has_two_instants_and_a_skipped_one_that_of_the_old_clock() {
        let london = zone("Europe/London");
        assert_eq!(
            london.utc_of_local(ms("2024-10-27 01:30")),
            (ms("2024-10-27 00:30"), ms("2024-10-27 01:30"))
        );
        assert_eq!(
            london.repeated(ms("2024-10-27 01:30")),
            Some((ms("2024-10-27 01:00"), ms("2024-10-27 02:00")))
        );
        assert_eq!(london.repeated(ms("2024-10-27 02:00")), None);
        assert_eq!(london.rfc3339(Moment(ms("2024-10-27 01:30"))), "2024-10-27T01:30:00+01:00");
        let (skipped, same) = (ms("2024-03-31 01:30"), ms("2024-03-31 02:30"));
        assert_eq!(london.utc_of_local(skipped), london.utc_of_local(same));
        assert_eq!(london.local_of_utc(skipped), same);
    }
}
