//! Stretches during which the clock of a limit stands still.
//!
//! Owns bringing them in order and what they leave of a count. Refuses nothing: empty and backward
//! ones are dropped, overlapping ones are one.

use super::{MS_PER_DAY, day_of};

/// In order, apart from each other and not empty; each from its first value (included) to its second
/// (not included).
pub(super) fn merged(holds: impl Iterator<Item = (i64, i64)>) -> Vec<(i64, i64)> {
    let mut sorted: Vec<(i64, i64)> = holds.filter(|(from, until)| from < until).collect();
    sorted.sort_unstable();
    sorted.dedup_by(|(from, until), (_, earlier_until)| {
        let joined = from <= earlier_until;
        if joined {
            *earlier_until = (*earlier_until).max(*until);
        }
        joined
    });
    sorted
}

/// The days that do not count, as first and last day of each hold that has any: those at whose end
/// the clock stands still, that is, whose last millisecond lies in a hold. A hold that ends at
/// midnight holds the day before; one that begins then does not.
pub(super) fn held_days(holds: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let days = |(from, until): (i64, i64)| (day_of(from), until.div_euclid(MS_PER_DAY) - 1);
    merged(holds.iter().copied()).into_iter().map(days).filter(|(first, last)| first <= last).collect()
}

/// `start + amount`, plus the length of every hold that begins before the value reached so far;
/// `holds` are merged.
pub(super) fn reach(start: i64, amount: i64, holds: &[(i64, i64)]) -> Option<i64> {
    let mut end = start.checked_add(amount)?;
    for (from, until) in holds.iter().filter(|(_, until)| *until > start) {
        if *from >= end {
            break;
        }
        end = end.checked_add(until.saturating_sub(*from.max(&start)))?;
    }
    Some(end)
}

/// How much of `start..end` lies in no hold; `holds` are merged.
pub(super) fn outside_holds(start: i64, end: i64, holds: &[(i64, i64)]) -> i64 {
    let held = holds.iter().map(|(from, until)| (*until.min(&end) - *from.max(&start)).max(0)).sum::<i64>();
    end - start - held
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_are_sorted_joined_and_cleaned() {
        let holds = [(50, 60), (10, 20), (15, 30), (30, 31), (7, 7), (9, 2), (12, 13)];
        assert_eq!(merged(holds.into_iter()), [(10, 31), (50, 60)]);
    }

    #[test]
    fn a_day_is_held_when_its_last_millisecond_is() {
        let day = MS_PER_DAY;
        assert_eq!(held_days(&[(day / 2, day)]), [(0, 0)]);
        assert_eq!(held_days(&[(day / 2, day - 1)]), []);
        assert_eq!(held_days(&[(day - 1, 3 * day + 5)]), [(0, 2)]);
        assert_eq!(held_days(&[(day, day + 5)]), []);
    }

    #[test]
    fn a_hold_that_begins_when_the_amount_is_used_up_has_no_effect() {
        assert_eq!(reach(0, 10, &[(10, 50)]), Some(10));
        assert_eq!(reach(0, 10, &[(9, 50), (51, 60)]), Some(51));
        assert_eq!(reach(0, 10, &[(9, 50), (50, 60)]), Some(61));
        assert_eq!(reach(5, 10, &[(0, 8), (12, 14)]), Some(20));
        assert_eq!(outside_holds(5, 20, &[(0, 8), (12, 14)]), 10);
    }
}
