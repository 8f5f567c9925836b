//! The narrow columns of which bars are made.
//!
//! Owns where bars end: a table has a column wherever one of its bars has an end, so that lengths are true.
//! Refuses more columns than Word takes; then ends are rounded until they are few enough.

use super::chart_grid::Part;

/// The steps into which the longest bar is divided, finer ones first.
const RESOLUTIONS: [u32; 5] = [200, 100, 50, 40, 20];

/// Where the bars of a table end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BarScale {
    /// The steps of the longest bar.
    steps: u32,
    /// The ends in rising order; the last is the end of the longest bar.
    ends: Vec<u32>,
    /// The width of the longest bar.
    width: u32,
}

impl BarScale {
    /// For these bars, with at most so many columns (20 at least), over a width.
    pub(super) fn of(bars: &[&[Part]], most: usize, width: u32) -> Self {
        let with = |steps: u32| {
            let mut ends: Vec<u32> = bars.iter().flat_map(|parts| places(parts, steps)).collect();
            ends.push(steps);
            ends.sort_unstable();
            ends.dedup();
            ends.retain(|&end| end > 0);
            Self { steps, ends, width }
        };
        let coarsest = RESOLUTIONS[RESOLUTIONS.len() - 1];
        RESOLUTIONS
            .into_iter()
            .map(with)
            .find(|scale| scale.ends.len() <= most)
            .unwrap_or_else(|| with(coarsest))
    }

    /// The widths of the columns.
    pub(super) fn columns(&self) -> Vec<u32> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| self.twips(end) - self.twips(start)).collect()
    }

    /// The cells of a bar, the last one what is left of its room: columns spanned, width, colour.
    pub(super) fn cells(&self, parts: &[Part]) -> Vec<(usize, u32, Option<&'static str>)> {
        let mut from = 0;
        let mut cells = Vec::new();
        let colours = parts.iter().map(|part| Some(part.color)).chain([None]);
        for (to, color) in places(parts, self.steps).into_iter().chain([self.steps]).zip(colours) {
            let span = self.ends.iter().filter(|&&end| end > from && end <= to).count();
            if span > 0 {
                cells.push((span, self.twips(to) - self.twips(from), color));
                from = to;
            }
        }
        cells
    }

    fn twips(&self, place: u32) -> u32 {
        self.width * place / self.steps
    }
}

/// Where the parts of a bar end; what is more than nothing is seen.
fn places(parts: &[Part], steps: u32) -> Vec<u32> {
    let mut at = 0;
    let end = |part: &Part| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the share is kept between 0 and 1"
        )]
        let taken = (part.share.clamp(0.0, 1.0) * f64::from(steps)).round() as u32;
        at = (at + taken.max(u32::from(part.share > 0.0))).min(steps);
        at
    };
    parts.iter().map(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(share: f64) -> Part {
        Part { share, color: "1F4E79" }
    }

    #[test]
    fn lengths_are_true_to_half_a_percent() {
        let bars = [[part(0.91)], [part(0.90)], [part(0.0)], [part(1.0)]];
        let bars: Vec<&[Part]> = bars.iter().map(<[Part; 1]>::as_slice).collect();
        let scale = BarScale::of(&bars, 60, 2_000);
        assert_eq!(scale.columns(), [1_800, 20, 180]);
        assert_eq!(scale.cells(bars[0]), [(2, 1_820, Some("1F4E79")), (1, 180, None)]);
        assert_eq!(scale.cells(bars[2]), [(3, 2_000, None)]);
        assert_eq!(scale.cells(bars[3]), [(3, 2_000, Some("1F4E79"))]);
    }

    #[test]
    fn what_is_little_is_seen_and_nothing_leaves_the_room() {
        let bar = [part(0.000_1), part(0.999_9), part(0.5), part(f64::NAN)];
        let scale = BarScale::of(&[&bar], 60, 2_000);
        assert_eq!(scale.cells(&bar), [(1, 10, Some("1F4E79")), (1, 1_990, Some("1F4E79"))]);
    }

    #[test]
    fn many_bars_have_no_more_columns_than_word_takes() {
        let bars: Vec<[Part; 1]> = (0..500).map(|nth| [part(f64::from(nth) / 500.0)]).collect();
        let bars: Vec<&[Part]> = bars.iter().map(<[Part; 1]>::as_slice).collect();
        let scale = BarScale::of(&bars, 55, 2_000);
        assert!(scale.columns().len() <= 55);
        assert_eq!(scale.columns().iter().sum::<u32>(), 2_000);
        for bar in bars {
            let spans: usize = scale.cells(bar).iter().map(|cell| cell.0).sum();
            assert_eq!(spans, scale.columns().len());
        }
    }
}
