//! The rows that are no records, and those that could not be used, quoted.

use std::io;

use super::super::super::{inspection_texts as words, texts};
use super::super::grid::{Cell, Grid};
use super::super::layout::Track;
use super::super::screen::{Paint, Screen};
use crate::model::figures::grouped;
use crate::model::{Inspection, Text};

/// Prints the first `limit` of either kind, and how many there are.
pub(super) fn print(seen: &Inspection, limit: usize, screen: &mut Screen<'_>) -> io::Result<()> {
    let aside = seen.set_aside.iter().map(|row| (row.row, &row.what, row.text.as_str()));
    print_rows(&words::SET_ASIDE, &words::WHAT, aside, limit, screen)?;
    let rejects = seen.rejects.iter().map(|reject| (reject.row, &reject.reason, reject.text.as_str()));
    print_rows(&texts::REJECTS, &texts::REASON, rejects, limit, screen)
}

fn print_rows<'a>(
    heading: &Text,
    what: &Text,
    rows: impl ExactSizeIterator<Item = (u32, &'a Text, &'a str)>,
    limit: usize,
    screen: &mut Screen<'_>,
) -> io::Result<()> {
    let (shown, all) = (rows.len().min(limit), rows.len());
    if all == 0 {
        return Ok(());
    }
    let lang = screen.lang;
    screen.heading(heading)?;
    if shown > 0 {
        let mut grid = Grid::new(vec![
            Track::figures(words::ROW.get(lang)),
            Track::words(what.get(lang)).shrinks(18, 2, 2),
            Track::words(texts::ROW_TEXT.get(lang)).shrinks(16, 1, 1),
        ]);
        for (row, what, text) in rows.take(limit) {
            grid.row(vec![Cell::plain(&row.to_string()), Cell::plain(what.get(lang)), Cell::plain(text)]);
        }
        grid.print(screen)?;
    }
    let (shown, all) = (grouped(shown as u64), grouped(all as u64));
    screen.lines("", &texts::shown_rejects(lang, &shown, &all), Paint::Faint)
}
