//! Which columns of a table a terminal has room for, and how wide each is.
//!
//! Owns the giving way: figures break their headings first, then words wrap, and only then columns
//! go, the least important first. Refuses to touch the texts.

use super::measure::{columns, widest_piece};

/// The columns between two columns of a table.
pub(super) const GAP: usize = 2;

/// What a column of last resort is still worth showing at.
const NARROWEST_WORDS: usize = 6;

/// A column of a printed table.
#[derive(Clone, Debug)]
pub(super) struct Track {
    /// The heading.
    pub(super) title: String,
    /// Whether it holds figures, which stand on the right and never break.
    pub(super) figures: bool,
    /// The width it may shrink to; its natural width where `None`.
    pub(super) least: Option<usize>,
    /// The lines a value may take.
    pub(super) lines: usize,
    /// Whether a value that is too long loses its start, not its end.
    pub(super) keeps_end: bool,
    /// Whether it breaks in one place only, so that a width in between gains nothing.
    pub(super) at_once: bool,
    /// Its place in the order of shrinking; the lowest goes first.
    pub(super) yields: u8,
    /// Its place in the order of being left out; the highest goes first and 0 stays.
    pub(super) drops: u8,
}

impl Track {
    /// A column of figures.
    pub(super) fn figures(title: &str) -> Self {
        Self { figures: true, at_once: true, ..Self::words(title) }
    }

    /// A column of dates with times, which may stand on two lines.
    pub(super) fn times(title: &str) -> Self {
        Self { at_once: true, ..Self::words(title).shrinks(10, 2, 1) }
    }

    /// A column of words.
    pub(super) fn words(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            figures: false,
            least: None,
            lines: 1,
            keeps_end: false,
            at_once: false,
            yields: 0,
            drops: 0,
        }
    }

    /// Lets values wrap into `lines` lines when the column shrinks, down to `least` columns.
    pub(super) fn shrinks(self, least: usize, lines: usize, yields: u8) -> Self {
        Self { least: Some(least), lines, yields, ..self }
    }

    /// Lets values lose their start when the column shrinks, down to `least` columns.
    pub(super) fn keeps_end(self, least: usize, yields: u8) -> Self {
        Self { least: Some(least), keeps_end: true, yields, ..self }
    }

    /// Lets the column go when there is no room; the highest rank goes first.
    pub(super) fn drops(self, rank: u8) -> Self {
        Self { drops: rank, ..self }
    }

    /// The least width its heading allows: a long Chinese heading breaks in two halves.
    fn heading_least(&self) -> usize {
        heading_halves(&self.title)
            .map_or_else(|| widest_piece_of_heading(&self.title), |(first, _)| columns(first))
    }
}

/// The two halves of a Chinese heading of four or six characters, which is two words.
pub(super) fn heading_halves(title: &str) -> Option<(&str, &str)> {
    let count = title.chars().count();
    let all_wide = columns(title) == 2 * count;
    let middle = title.char_indices().nth(count / 2)?.0;
    (all_wide && count >= 4 && count.is_multiple_of(2)).then(|| title.split_at(middle))
}

fn widest_piece_of_heading(title: &str) -> usize {
    if title.is_ascii() { widest_piece(title) } else { columns(title) }
}

/// The columns that are shown and their widths.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// (column, width) in order.
    pub(super) shown: Vec<(usize, usize)>,
    /// The columns there was no room for.
    pub(super) hidden: Vec<usize>,
}

impl Layout {
    /// The columns of the terminal that the table takes.
    pub(super) fn width(&self) -> usize {
        let gaps = GAP * self.shown.len().saturating_sub(1);
        self.shown.iter().map(|(_, width)| width).sum::<usize>() + gaps
    }
}

/// Fits `tracks` into `room`; `widest` holds the widest value of each column.
pub(super) fn fit(tracks: &[Track], widest: &[usize], room: usize) -> Layout {
    let natural = |at: usize| widest[at].max(columns(&tracks[at].title));
    let mut hidden: Vec<usize> = Vec::new();
    loop {
        let shown = (0..tracks.len()).filter(|at| !hidden.contains(at));
        let mut layout = Layout { shown: shown.map(|at| (at, natural(at))).collect(), hidden };
        shrink(&mut layout, room, tracks, |at| {
            let values = tracks[at].least.map_or(widest[at], |least| least.min(widest[at]));
            values.max(tracks[at].heading_least())
        });
        let droppable = layout.shown.iter().map(|&(at, _)| at).filter(|&at| tracks[at].drops > 0);
        let Some(next) = droppable.max_by_key(|&at| tracks[at].drops) else {
            shrink(
                &mut layout,
                room,
                tracks,
                |at| {
                    if tracks[at].figures { usize::MAX } else { NARROWEST_WORDS }
                },
            );
            return finished(layout);
        };
        if layout.width() <= room {
            grow(&mut layout, room, tracks, natural);
            return finished(layout);
        }
        hidden = layout.hidden;
        hidden.push(next);
    }
}

fn finished(mut layout: Layout) -> Layout {
    layout.hidden.sort_unstable();
    layout
}

/// Narrows the columns that yield first, the widest of them first; those that break in one place
/// do so together, for the sake of an even look.
fn shrink(layout: &mut Layout, room: usize, tracks: &[Track], least: impl Fn(usize) -> usize) {
    while layout.width() > room {
        let yielding = layout.shown.iter().filter(|(at, width)| *width > least(*at));
        let next = yielding.min_by_key(|(at, width)| (tracks[*at].yields, usize::MAX - *width));
        let Some(&(next, _)) = next else { return };
        for (at, width) in &mut layout.shown {
            let together = tracks[*at].at_once && tracks[*at].yields == tracks[next].yields;
            if tracks[next].at_once && together {
                *width = least(*at).min(*width);
            } else if *at == next {
                *width -= 1;
            }
        }
    }
}

/// Gives what is left of the room back to the words that yielded last.
fn grow(layout: &mut Layout, room: usize, tracks: &[Track], natural: impl Fn(usize) -> usize) {
    while layout.width() < room {
        let cramped = layout.shown.iter_mut();
        let cramped = cramped.filter(|(at, width)| !tracks[*at].at_once && *width < natural(*at));
        match cramped.max_by_key(|(at, width)| (tracks[*at].yields, usize::MAX - *width)) {
            Some((_, width)) => *width += 1,
            None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_room_changes_nothing() {
        let tracks = [Track::words("机构"), Track::figures("已检验")];
        let layout = fit(&tracks, &[10, 5], 60);
        assert_eq!(layout, Layout { shown: vec![(0, 10), (1, 6)], hidden: vec![] });
        assert_eq!(layout.width(), 18);
    }

    #[test]
    fn headings_break_before_words_and_words_before_columns_go() {
        let tracks = [
            Track::words("规则").shrinks(8, 2, 1),
            Track::figures("逾期完成"),
            Track::figures("未到期").drops(1),
        ];
        let widths = |room| fit(&tracks, &[20, 3, 3], room).shown;
        assert_eq!(widths(38), [(0, 20), (1, 8), (2, 6)]);
        assert_eq!(widths(34), [(0, 20), (1, 4), (2, 6)]);
        assert_eq!(widths(22), [(0, 8), (1, 4), (2, 6)]);
        assert_eq!(widths(21), [(0, 15), (1, 4)]);
    }

    #[test]
    fn only_chinese_headings_of_even_length_have_halves() {
        assert_eq!(heading_halves("逾期未办"), Some(("逾期", "未办")));
        for title in ["未到期", "规则", "late", "P90 分"] {
            assert_eq!(heading_halves(title), None, "{title}");
        }
    }
}
