//! Numbers that look random and are the same on every run and machine.

/// A linear congruential generator (Knuth's MMIX constants).
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice that always roll the same for the same `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Self(seed);
        // Small seeds start out alike.
        for _ in 0..4 {
            dice.next();
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The lower bits of such a generator repeat soon.
        self.0 >> 33
    }

    /// A number from 0 up to but without `end`.
    pub(crate) fn below(&mut self, end: i64) -> i64 {
        i64::try_from(self.next()).unwrap_or(0) % end
    }

    /// True in `percent` of 100 rolls.
    pub(crate) fn chance(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }

    /// One of `items`.
    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        let place = self.below(i64::try_from(items.len()).unwrap_or(1));
        items[usize::try_from(place).unwrap_or(0)]
    }
}
