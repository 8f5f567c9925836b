//! The verdict under definitions that somebody might contest.

use std::io;

use super::super::super::{proof_texts as words, texts};
use super::super::grid::{Cell, Grid};
use super::super::layout::Track;
use super::super::screen::{Paint, Screen};
use super::paint;
use crate::model::{Moment, OtherReading, Proof, figures};

/// Prints each definition with its verdict; one that differs is marked. Nothing where there is none.
pub(super) fn print(proof: &Proof, screen: &mut Screen<'_>) -> io::Result<()> {
    if proof.readings.is_empty() {
        return Ok(());
    }
    let lang = screen.lang;
    screen.heading(&words::READINGS)?;
    let mut grid = Grid::new(vec![
        Track::words(words::DEFINITION.get(lang)).shrinks(20, 3, 1),
        Track::words(words::VERDICT.get(lang)),
        Track::words(texts::DUE.get(lang)),
    ]);
    for reading in &proof.readings {
        let due = reading.due_at.map_or_else(|| figures::NONE.to_owned(), Moment::display);
        grid.row(vec![
            Cell::plain(reading.definition.get(lang)),
            verdict(reading, proof, screen),
            Cell::plain(&due),
        ]);
    }
    grid.print(screen)
}

fn verdict(reading: &OtherReading, proof: &Proof, screen: &Screen<'_>) -> Cell {
    let label = reading.state.label();
    let label = label.get(screen.lang);
    if reading.state == proof.state {
        return Cell::new(label, Paint::Plain);
    }
    let paint = match paint(reading.state) {
        Paint::Alarm => Paint::Alarm,
        _ => Paint::Warning,
    };
    Cell::new(&format!("{label}{}", words::DIFFERS.get(screen.lang)), paint)
}
