//! The first rows that could not be used, quoted with the reason.

use std::io;

use super::super::{place, texts};
use super::grid::{Cell, Grid};
use super::layout::Track;
use super::screen::{Paint, Screen};
use crate::model::Reject;
use crate::model::figures::grouped;

/// Rows quoted; enough to see what went wrong.
const QUOTED: usize = 5;

/// Prints the first rejected rows; nothing when there are none.
pub(super) fn print(rejects: &[Reject], screen: &mut Screen<'_>) -> io::Result<()> {
    if rejects.is_empty() {
        return Ok(());
    }
    let lang = screen.lang;
    screen.heading(&texts::REJECTS)?;
    let mut grid = Grid::new(vec![
        Track::words(texts::WHERE.get(lang)).keeps_end(16, 3),
        Track::words(texts::REASON.get(lang)).shrinks(18, 2, 2),
        Track::words(texts::ROW_TEXT.get(lang)).shrinks(16, 1, 1),
    ]);
    for reject in rejects.iter().take(QUOTED) {
        grid.row(vec![
            Cell::plain(&format!("{}:{}", place::file(&reject.file, reject.sheet.as_deref()), reject.row)),
            Cell::plain(reject.reason.get(lang)),
            Cell::plain(&reject.text),
        ]);
    }
    grid.print(screen)?;
    let (shown, total) = (rejects.len().min(QUOTED) as u64, rejects.len() as u64);
    screen.lines("", &texts::shown_rejects(lang, &grouped(shown), &grouped(total)), Paint::Faint)
}
