//! From values to places on an axis with sensible ticks.

/// About so many parts.
const PARTS: f64 = 5.0;

/// An axis from its least to its greatest tick.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// The first tick.
    pub(super) low: f64,
    /// The last tick.
    pub(super) high: f64,
    step: f64,
}

impl Scale {
    /// From zero, or from the least value below it, to the greatest of `values`.
    pub(super) fn from_zero(values: impl Iterator<Item = f64>, whole_steps: bool) -> Self {
        let (low, high) = extent(values).map_or((0.0, 0.0), |(low, high)| (low.min(0.0), high.max(0.0)));
        Self::between(low, high, whole_steps)
    }

    /// From a tick below the least value to the greatest.
    pub(super) fn around(values: impl Iterator<Item = f64>, whole_steps: bool) -> Self {
        let (low, high) = extent(values).unwrap_or((0.0, 0.0));
        Self::between(low, high, whole_steps)
    }

    fn between(low: f64, high: f64, whole_steps: bool) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        let step = nice_step((high - low) / PARTS, whole_steps);
        Self { low: (low / step).floor() * step, high: (high / step - 1e-9).ceil() * step, step }
    }

    /// Where `value` lies, 0 at the first tick and 1 at the last.
    pub(super) fn place(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// The ticks.
    pub(super) fn ticks(&self) -> impl Iterator<Item = f64> {
        let Self { low, high, step } = *self;
        (0_u32..12).map(move |nth| low + f64::from(nth) * step).take_while(move |&at| at <= high + step / 1e3)
    }
}

fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |extent, value| {
        let (low, high) = extent.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

/// 1, 2, 2.5 or 5 times a power of ten, at least `span`; whole where cases are counted.
fn nice_step(span: f64, whole: bool) -> f64 {
    let power = 10_f64.powf(span.log10().floor());
    let factors: &[f64] = &[1.0, 2.0, 2.5, 5.0, 10.0];
    let steps = factors.iter().map(|factor| factor * power);
    let fits = |step: &f64| *step >= span * 0.999_999 && (!whole || step.fract() == 0.0);
    let step = steps.into_iter().find(fits).unwrap_or(10.0 * power);
    if whole { step.max(1.0) } else { step }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_values() {
        let cases: [(&[f64], bool, &[f64]); 6] = [
            (&[3.0, 97.0], true, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]),
            (&[1.0], true, &[0.0, 1.0]),
            (&[], true, &[0.0, 1.0]),
            (&[4187.0], true, &[0.0, 1000.0, 2000.0, 3000.0, 4000.0, 5000.0]),
            (&[2.0], false, &[0.0, 0.5, 1.0, 1.5, 2.0]),
            (&[-3.0, 5.0], true, &[-4.0, -2.0, 0.0, 2.0, 4.0, 6.0]),
        ];
        for (values, whole, ticks) in cases {
            let scale = Scale::from_zero(values.iter().copied(), whole);
            assert_eq!(scale.ticks().collect::<Vec<_>>(), ticks, "{values:?}");
        }
    }

    #[test]
    fn high_rates_are_told_apart() {
        let scale = Scale::around([0.91, 0.96].into_iter(), false);
        assert!(scale.low > 0.85 && scale.high < 1.0, "{scale:?}");
    }

    #[test]
    fn no_value_leaves_the_axis() {
        for value in [1e300, 1e-300, 7.0] {
            let scale = Scale::from_zero([value].into_iter(), false);
            assert!((0.0..=1.0).contains(&scale.place(value)), "{scale:?}");
            assert!(scale.ticks().count() <= 12);
        }
    }
}
