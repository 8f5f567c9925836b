//! A table on the terminal: a heading, a rule line, aligned columns, and perhaps totals.
//!
//! Owns alignment: every value begins or ends where its heading does, Chinese or not. Refuses
//! frames and colours of its own.

use std::io;

use super::super::{safe_text, texts};
use super::layout::{self, GAP, Layout, Track, heading_halves};
use super::measure::{columns, cut_start, wrap, wrap_within};
use super::screen::{Paint, Screen};

/// Values are cut here before anything is measured; a cell of a whole book is an attack.
const LONGEST: usize = 600;

/// One value, made harmless.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    text: String,
    paint: Paint,
}

impl Cell {
    /// A value in its colour.
    pub(super) fn new(text: &str, paint: Paint) -> Self {
        let mut short: String = text.chars().take(LONGEST).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        Self { text: safe_text(&short).into_owned(), paint }
    }

    /// A value without colour.
    pub(super) fn plain(text: &str) -> Self {
        Self::new(text, Paint::Plain)
    }
}

/// A table to be printed.
#[derive(Debug)]
pub(super) struct Grid {
    tracks: Vec<Track>,
    rows: Vec<Vec<Cell>>,
    totals: Vec<Cell>,
}

impl Grid {
    /// An empty table with these columns.
    pub(super) fn new(tracks: Vec<Track>) -> Self {
        Self { tracks, rows: Vec::new(), totals: Vec::new() }
    }

    /// Adds a row, one value for each column; what is wanting stays blank.
    pub(super) fn row(&mut self, cells: Vec<Cell>) {
        let cells = self.whole(cells);
        self.rows.push(cells);
    }

    /// Sets the row under the closing rule line.
    pub(super) fn totals(&mut self, cells: Vec<Cell>) {
        self.totals = if cells.is_empty() { cells } else { self.whole(cells) };
    }

    fn whole(&self, mut cells: Vec<Cell>) -> Vec<Cell> {
        cells.resize(self.tracks.len(), Cell::plain(""));
        cells
    }

    /// Prints the table, and which columns found no room.
    pub(super) fn print(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let layout = layout::fit(&self.tracks, &self.widest(), screen.width);
        self.print_heading(&layout, screen)?;
        for row in &self.rows {
            self.print_row(row, &layout, screen)?;
        }
        if !self.totals.is_empty() {
            rule_line(&layout, screen)?;
            self.print_row(&self.totals, &layout, screen)?;
        }
        if !layout.hidden.is_empty() {
            let hidden: Vec<&str> = layout.hidden.iter().map(|&at| self.tracks[at].title.as_str()).collect();
            let note = texts::hidden_columns(screen.lang, &hidden.join(texts::list_comma(screen.lang)));
            screen.lines("", &note, Paint::Faint)?;
        }
        Ok(())
    }

    fn widest(&self) -> Vec<usize> {
        let every = || self.rows.iter().chain((!self.totals.is_empty()).then_some(&self.totals));
        let widest = |at: usize| every().map(|row: &Vec<Cell>| columns(&row[at].text)).max().unwrap_or(0);
        (0..self.tracks.len()).map(widest).collect()
    }

    fn print_heading(&self, layout: &Layout, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut headings: Vec<Vec<String>> =
            layout.shown.iter().map(|&(at, width)| heading_lines(&self.tracks[at].title, width)).collect();
        let height = headings.iter().map(Vec::len).max().unwrap_or(0);
        for lines in &mut headings {
            // A short heading stands on the rule line, not in the air above it.
            lines.splice(0..0, vec![String::new(); height - lines.len()]);
        }
        let paints = vec![Paint::Plain; headings.len()];
        self.print_block(&headings, &paints, layout, screen)?;
        rule_line(layout, screen)
    }

    fn print_row(&self, row: &[Cell], layout: &Layout, screen: &mut Screen<'_>) -> io::Result<()> {
        let shown = || layout.shown.iter().map(|&(at, width)| (&self.tracks[at], &row[at], width));
        let blocks: Vec<Vec<String>> =
            shown().map(|(track, cell, width)| cell_lines(track, &cell.text, width)).collect();
        let paints: Vec<Paint> = shown().map(|(_, cell, _)| cell.paint).collect();
        self.print_block(&blocks, &paints, layout, screen)
    }

    /// Prints what stands side by side; no line ends in blanks.
    fn print_block(
        &self,
        blocks: &[Vec<String>],
        paints: &[Paint],
        layout: &Layout,
        screen: &mut Screen<'_>,
    ) -> io::Result<()> {
        let height = blocks.iter().map(Vec::len).max().unwrap_or(0);
        for nth in 0..height {
            let mut behind = 0;
            for ((block, &paint), &(at, width)) in blocks.iter().zip(paints).zip(&layout.shown) {
                let text = block.get(nth).map_or("", String::as_str);
                let slack = width.saturating_sub(columns(text));
                let before = if self.tracks[at].figures { slack } else { 0 };
                let inked = text.trim_end_matches(' ');
                if inked.is_empty() {
                    behind += width + GAP;
                    continue;
                }
                screen.pad(behind + before)?;
                screen.harmless(inked, paint)?;
                behind = columns(text) - columns(inked) + slack - before + GAP;
            }
            screen.blank()?;
        }
        Ok(())
    }
}

fn rule_line(layout: &Layout, screen: &mut Screen<'_>) -> io::Result<()> {
    screen.harmless(&"─".repeat(layout.width()), Paint::Faint)?;
    screen.blank()
}

fn heading_lines(title: &str, width: usize) -> Vec<String> {
    let title = safe_text(title);
    match heading_halves(&title) {
        Some((first, second)) if columns(&title) > width => vec![first.to_owned(), second.to_owned()],
        _ => wrap(&title, width),
    }
}

fn cell_lines(track: &Track, text: &str, width: usize) -> Vec<String> {
    if track.keeps_end {
        return vec![cut_start(text, width)];
    }
    wrap_within(text, width, track.lines)
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;
    use crate::model::Lang;

    fn printed(grid: &Grid, width: usize) -> String {
        let mut out = Vec::new();
        let view = sample::view(Lang::Zh, width);
        grid.print(&mut Screen::new(&mut out, &view)).expect("memory takes every byte");
        String::from_utf8(out).expect("only text is printed")
    }

    fn mixed() -> Grid {
        let mut grid = Grid::new(vec![
            Track::words("机构").shrinks(8, 2, 1),
            Track::figures("已检验"),
            Track::words("note").shrinks(10, 2, 1),
        ]);
        for (branch, tested, note) in
            [("城东营业部", "1,204", "ok"), ("East 1", "7", "未到期 3"), ("𠮷é葛\u{e0100}", "·", "☎️ 6")]
        {
            grid.row([branch, tested, note].map(Cell::plain).to_vec());
        }
        grid
    }

    #[test]
    fn chinese_and_latin_columns_stand_under_each_other() {
        let expected = "\
机构        已检验  note
────────────────────────────
城东营业部   1,204  ok
East 1           7  未到期 3
𠮷é葛\u{e0100}            ·  ☎️ 6
";
        assert_eq!(printed(&mixed(), 60), expected);
    }

    #[test]
    fn a_gap_between_columns_is_never_written_into() {
        let mut grid = mixed();
        let long = "投诉人姓名及联系方式 first response overdue".repeat(40);
        grid.row(vec![Cell::plain(&long), Cell::plain("1,000,000"), Cell::plain(&long)]);
        for width in [60, 61, 79, 80, 120, 500] {
            let layout = layout::fit(&grid.tracks, &grid.widest(), width);
            assert!(layout.width() <= width, "{width}");
            let starts: Vec<usize> = layout
                .shown
                .iter()
                .scan(0, |next, (_, width)| {
                    let start = *next;
                    *next += width + GAP;
                    Some(start)
                })
                .collect();
            for line in printed(&grid, width).lines().filter(|line| !line.contains('─')) {
                for &start in &starts[1..] {
                    assert!(blank_before(line, start), "{width}: {line}");
                }
            }
        }
    }

    /// Whether the two columns before `start` are blank, or the line ends before them.
    fn blank_before(line: &str, start: usize) -> bool {
        let mut left = String::new();
        for c in line.chars() {
            left.push(c);
            let at = columns(&left);
            if at > start - GAP && at <= start && c != ' ' {
                return false;
            }
        }
        true
    }
}
