//! The course of time as a table.

use std::io;

use super::super::super::course::{self, CourseLine, Emphasis};
use super::super::super::proof_texts as words;
use super::super::grid::{Cell, Grid};
use super::super::layout::Track;
use super::super::screen::{Paint, Screen};
use crate::model::Proof;

/// Prints the steps in the order of time.
pub(super) fn print(proof: &Proof, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let mut grid = Grid::new(vec![
        // A time on two lines would make every day two lines: it yields last.
        Track::times(words::WHEN.get(lang)).shrinks(10, 2, 5),
        Track::figures(words::COUNTED.get(lang)),
        Track::words(words::STEP.get(lang)).shrinks(20, 8, 1),
        Track::words(words::ROW.get(lang)).keeps_end(10, 2),
    ]);
    for line in course::lines(proof, lang) {
        grid.row(row(&line, proof));
    }
    grid.print(screen)
}

fn row(line: &CourseLine, proof: &Proof) -> Vec<Cell> {
    let paint = match line.emphasis {
        Emphasis::Plain => Paint::Plain,
        Emphasis::Faint => Paint::Faint,
        Emphasis::Verdict => super::paint(proof.state),
    };
    vec![
        Cell::new(&line.when, paint),
        Cell::new(&line.counted, paint),
        Cell::new(&line.what, paint),
        Cell::plain(&line.place),
    ]
}
