//! How long the shared texts of an xls workbook are.
//!
//! The reader copies a shared text into every cell that refers to it: a long one and many short cells
//! would make gigabytes of a small file. So their lengths are known before it starts.

use std::ops::Range;

use super::records::{u16_at, u32_at};

/// The bytes each text takes at most, in their order, one more than `most` of them at most; `None` if the
/// table is damaged.
pub(super) fn lengths(stream: &[u8], parts: &[Range<usize>], most: usize) -> Option<Vec<u32>> {
    let mut walk = Walk { stream, parts, part: 0, at: parts.first()?.start.checked_add(8)? };
    let mut lengths = Vec::new();
    while !walk.is_over() && lengths.len() <= most {
        lengths.push(walk.text()?);
    }
    Some(lengths)
}

/// A place in a record and those that continue it.
struct Walk<'a> {
    stream: &'a [u8],
    parts: &'a [Range<usize>],
    part: usize,
    at: usize,
}

impl Walk<'_> {
    fn end(&self) -> usize {
        self.parts.get(self.part).map_or(0, |part| part.end)
    }

    fn is_over(&mut self) -> bool {
        while self.at >= self.end() {
            match self.parts.get(self.part + 1) {
                Some(next) => (self.part, self.at) = (self.part + 1, next.start),
                None => return true,
            }
        }
        false
    }

    fn take(&mut self, count: usize) -> Option<usize> {
        let at = self.at;
        self.at = at.checked_add(count).filter(|&end| end <= self.end())?;
        Some(at)
    }

    fn text(&mut self) -> Option<u32> {
        let head = self.take(3)?;
        let letters = usize::from(u16_at(self.stream, head)?);
        let mut flags = *self.stream.get(head + 2)?;
        let runs = if flags & 8 != 0 { self.take(2).and_then(|at| u16_at(self.stream, at))? } else { 0 };
        let extra = if flags & 4 != 0 { self.take(4).and_then(|at| u32_at(self.stream, at))? } else { 0 };
        let mut left = letters;
        while left > 0 {
            let width = 1 + usize::from(flags & 1);
            let here = left.min((self.end() - self.at) / width);
            self.take(here * width)?;
            left -= here;
            if left > 0 {
                self.at = self.end();
                if self.is_over() {
                    return None;
                }
                // The rest may be of the other width.
                flags = *self.stream.get(self.take(1)?)?;
            }
        }
        self.skip(4 * usize::from(runs))?;
        self.skip(usize::try_from(extra).ok()?)?;
        u32::try_from(3 * letters).ok()
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.is_over() {
                return None;
            }
            let here = count.min(self.end() - self.at);
            self.take(here)?;
            count -= here;
        }
        Some(())
    }
}
