//! Where the bytes that give a text its structure stand.
//!
//! Sixteen bytes are compared at once and the results gathered in one word per 64 bytes: in a table
//! of short cells every tenth byte is such a mark, and a search per cell would cost more than this.

use wide::u8x16;

use super::Dialect;

const LANES: usize = 16;
const STRIDE: usize = 64;

/// The positions of delimiters, quotes and line ends, in order.
pub(super) struct Marks<'a> {
    block: &'a [u8],
    delimiter: u8x16,
    quote: u8x16,
    line_end: u8x16,
    /// The stride whose marks are in `bits`.
    base: usize,
    bits: u64,
}

impl<'a> Marks<'a> {
    /// The marks from `start` on.
    pub(super) fn new(block: &'a [u8], dialect: Dialect, start: usize) -> Self {
        let mut marks = Self {
            block,
            delimiter: u8x16::splat(dialect.delimiter),
            quote: u8x16::splat(b'"'),
            line_end: u8x16::splat(dialect.line_end),
            base: start,
            bits: 0,
        };
        marks.bits = marks.marks_from(start);
        marks
    }

    /// The marks among the 64 bytes from `base` on, one bit each.
    #[inline]
    fn marks_from(&self, base: usize) -> u64 {
        if let Some(stride) = self.block.get(base..base + STRIDE) {
            return self.marks_in(stride);
        }
        // Zeros are never marks.
        let mut last = [0; STRIDE];
        let rest = self.block.get(base..).unwrap_or_default();
        last[..rest.len()].copy_from_slice(rest);
        self.marks_in(&last)
    }

    #[inline]
    fn marks_in(&self, stride: &[u8]) -> u64 {
        stride.chunks_exact(LANES).enumerate().fold(0, |bits, (chunk, bytes)| {
            let bytes = u8x16::from(<[u8; LANES]>::try_from(bytes).unwrap_or_default());
            let found =
                bytes.simd_eq(self.delimiter) | bytes.simd_eq(self.quote) | bytes.simd_eq(self.line_end);
            bits | u64::from(found.to_bitmask()) << (chunk * LANES)
        })
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    // Called once per cell, from two places: a call would cost more than the work.
    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            self.base += STRIDE;
            if self.base >= self.block.len() {
                return None;
            }
            self.bits = self.marks_from(self.base);
        }
        let at = self.base + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(block in prop::collection::vec(prop_oneof![Just(b','), Just(b'"'), Just(b'\n'), any::<u8>()], 0..300)) {
            let dialect = Dialect { delimiter: b',', line_end: b'\n' };
            let expected: Vec<usize> = (0..block.len()).filter(|&at| matches!(block[at], b',' | b'"' | b'\n')).collect();
            prop_assert_eq!(Marks::new(&block, dialect, 0).collect::<Vec<_>>(), expected);
        }
    }
}
