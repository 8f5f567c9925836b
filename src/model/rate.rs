//! A share of cases, with the bounds that undetermined cases leave open.

use super::StateCounts;

/// A rate and what it could be if every undetermined case turned out badly or well.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Numerator: cases that count as good.
    pub good: u64,
    /// Denominator: cases with a verdict.
    pub decided: u64,
    /// Cases without a verdict, which widen the bounds.
    pub undetermined: u64,
}

impl Rate {
    /// Met cases among those due: met ÷ (met + late + missing).
    #[must_use]
    pub fn in_time(counts: &StateCounts) -> Self {
        Self { good: counts.met, decided: counts.decided(), undetermined: counts.undetermined }
    }

    /// The rate over the decided cases, 0 to 1; `None` when nothing was decided.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        ratio(self.good, self.decided)
    }

    /// The rate if every undetermined case were a breach.
    #[must_use]
    pub fn lower(&self) -> Option<f64> {
        ratio(self.good, self.decided + self.undetermined)
    }

    /// The rate if every undetermined case were met.
    #[must_use]
    pub fn upper(&self) -> Option<f64> {
        ratio(self.good + self.undetermined, self.decided + self.undetermined)
    }
}

/// The least and the greatest of several rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateRange {
    /// The least, 0 to 1.
    pub lower: f64,
    /// The greatest, 0 to 1.
    pub upper: f64,
}

impl RateRange {
    /// Over the values there are; `None` where there is none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        values.into_iter().fold(None, |range, value| {
            let Self { lower, upper } = range.unwrap_or(Self { lower: value, upper: value });
            Some(Self { lower: lower.min(value), upper: upper.max(value) })
        })
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undetermined_cases_open_the_bounds() {
        let counts = StateCounts { met: 8, late: 1, missing: 1, undetermined: 10, ..StateCounts::default() };
        let rate = Rate::in_time(&counts);
        assert_eq!(rate.value(), Some(0.8));
        assert_eq!(rate.lower(), Some(0.4));
        assert_eq!(rate.upper(), Some(0.9));
    }

    #[test]
    fn a_range_spans_its_values() {
        assert_eq!(RateRange::of([0.5, 0.2, 0.9]), Some(RateRange { lower: 0.2, upper: 0.9 }));
        assert_eq!(RateRange::of([]), None);
    }

    #[test]
    fn nothing_decided_has_no_rate() {
        let counts = StateCounts { pending: 3, ..StateCounts::default() };
        assert_eq!(Rate::in_time(&counts).value(), None);
    }
}
