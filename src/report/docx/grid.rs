//! A table of plain cells: title row on every page, no row over two pages, figures right, totals bold.
//!
//! Owns the look of tables. Refuses to hold rows: they are asked for twice, to be measured and to be written.

use std::io;

use super::body::Body;
use super::cells::{HEAD_FILL, Place, start, start_cell, start_row, write_text};
use super::page::Sheet;
use super::run::Look;
use super::widths::{self, Kind, Measured};
use super::xml::{Xml, cut};
use crate::model::{Severity, figures};

/// A column.
pub(super) struct Track {
    /// The title.
    pub(super) title: String,
    /// What it holds.
    pub(super) kind: Kind,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// What it says.
    pub(super) text: String,
    /// What stands under it in small type.
    pub(super) under: String,
    /// Bold.
    pub(super) bold: bool,
    /// The colour of the text.
    pub(super) color: Option<&'static str>,
    /// The colour behind it.
    pub(super) fill: Option<&'static str>,
    /// In the middle, whatever its column holds.
    pub(super) is_centred: bool,
    /// Sentences or words of the program, which are not cut.
    pub(super) is_whole: bool,
}

/// Rows in their order.
pub(super) type Rows<'r> = Box<dyn Iterator<Item = Vec<Cell>> + 'r>;

/// A table.
pub(super) struct Grid<'r> {
    /// The columns.
    pub(super) tracks: Vec<Track>,
    /// Makes the rows anew each time; every row has a cell for every column.
    pub(super) rows: &'r dyn Fn() -> Rows<'r>,
    /// The totals row.
    pub(super) totals: Vec<Cell>,
    /// Whether a column in which no row has anything is left out.
    pub(super) drops_empty: bool,
}

/// The type sizes of tables, in half points: the usual one (五号), and smaller ones (小五, 六号) for many columns.
const SIZES: [u32; 3] = [21, 18, 15];
/// The colour behind a totals row.
const TOTAL_FILL: &str = "F2F2F2";
/// The longest title of a column, in characters.
const LONGEST_TITLE: usize = 40;
/// So many rows stay on one page.
const FEW: usize = 4;
/// So many lines a cell has at most.
const MOST_LINES: usize = 8;
/// So many lines a cell with sentences has at most.
const MOST_PROSE_LINES: usize = 16;
/// The longest cell that is not cut, in characters.
const LONGEST_WHOLE: usize = 8_000;

impl Cell {
    /// A cell without emphasis.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A severity, told by its word and seen by its colour.
    pub(super) fn severity(severity: Severity, text: &str) -> Self {
        let fill = match severity {
            Severity::High => "F8D7DA",
            Severity::Medium => "FDE9CF",
            Severity::Low => "FFF8DB",
            Severity::Info => "E9EDF2",
        };
        let bold = severity == Severity::High;
        Self { fill: Some(fill), bold, is_centred: true, ..Self::plain(text) }
    }

    fn is_empty(&self) -> bool {
        self.under.is_empty() && (self.text.is_empty() || self.text == figures::NONE)
    }
}

impl Grid<'_> {
    /// Whether the columns have room on a sheet in a type one can read.
    pub(super) fn fits(&self, sheet: Sheet) -> bool {
        widths::least(&self.measured().columns, SIZES[1]) <= sheet.width()
    }

    /// Writes the table over the width of the text.
    pub(super) fn write(&self, body: &mut Body<'_>) -> io::Result<()> {
        let measured = self.measured();
        let columns = &measured.columns;
        if columns.is_empty() {
            return Ok(());
        }
        let available = body.sheet.width();
        let fits = |size: &u32| widths::least(columns, *size) <= available;
        let size = SIZES.into_iter().find(fits).unwrap_or(SIZES[SIZES.len() - 1]);
        let kinds = columns.iter().map(|&(kind, _)| kind).collect();
        let widths = widths::fit(columns, size, available);
        let written = Written { shown: measured.shown, kinds, widths, size };
        let xml = &mut body.xml;
        start(&written.widths, "AuditTable", xml)?;
        written.head(&self.tracks, xml)?;
        // A table of a few rows stays on one page.
        let is_short = measured.rows <= FEW;
        for (nth, row) in (1..).zip((self.rows)()) {
            let is_last = nth == measured.rows;
            written.row(&row, is_short && (!is_last || !self.totals.is_empty()), xml)?;
        }
        if !self.totals.is_empty() {
            let total = |cell: &Cell| Cell { bold: true, fill: Some(TOTAL_FILL), ..cell.clone() };
            let totals: Vec<Cell> = self.totals.iter().map(total).collect();
            written.row(&totals, false, xml)?;
        }
        xml.end("w:tbl")
    }

    /// The columns to be shown, and what they need.
    fn measured(&self) -> Needs {
        let mut rows = 0;
        let mut measured = vec![Measured::default(); self.tracks.len()];
        let mut filled = vec![!self.drops_empty; self.tracks.len()];
        let totals = (!self.totals.is_empty()).then(|| self.totals.clone());
        for row in (self.rows)().chain(totals) {
            rows += 1;
            for ((cell, measured), filled) in row.iter().zip(&mut measured).zip(&mut filled) {
                measured.see(&cell.text);
                measured.see(&cell.under);
                *filled |= !cell.is_empty();
            }
        }
        for (track, measured) in self.tracks.iter().zip(&mut measured) {
            measured.see_title(&track.title, track.kind);
        }
        let shown: Vec<usize> = (0..self.tracks.len()).filter(|&nth| filled[nth]).collect();
        let columns = shown.iter().map(|&nth| (self.tracks[nth].kind, measured[nth])).collect();
        let rows = rows - usize::from(!self.totals.is_empty());
        Needs { shown, columns, rows }
    }
}

/// What a table needs.
struct Needs {
    /// The columns to be shown.
    shown: Vec<usize>,
    /// What they hold and how wide that is.
    columns: Vec<(Kind, Measured)>,
    /// The rows without the totals.
    rows: usize,
}

/// The columns as they are written.
struct Written {
    shown: Vec<usize>,
    kinds: Vec<Kind>,
    widths: Vec<u32>,
    size: u32,
}

impl Written {
    fn head(&self, tracks: &[Track], xml: &mut Xml<'_>) -> io::Result<()> {
        start_row(true, false, xml)?;
        for (&nth, &width) in self.shown.iter().zip(&self.widths) {
            let look =
                Look { bold: true, heading_font: true, half_points: self.look_size(), ..Look::default() };
            start_cell(Place { fill: Some(HEAD_FILL), ..Place::of(width) }, xml)?;
            write_text(&cut(&tracks[nth].title, LONGEST_TITLE, "…"), "center", true, look, xml)?;
            xml.end("w:tc")?;
        }
        xml.end("w:tr")
    }

    fn row(&self, cells: &[Cell], keeps_next: bool, xml: &mut Xml<'_>) -> io::Result<()> {
        start_row(false, self.is_long(cells), xml)?;
        for ((&nth, &width), &kind) in self.shown.iter().zip(&self.widths).zip(&self.kinds) {
            let cell = cells.get(nth).cloned().unwrap_or_default();
            let most = if cell.is_whole { LONGEST_WHOLE } else { self.most(kind, width) };
            let look = Look {
                bold: cell.bold,
                color: cell.color,
                half_points: self.look_size(),
                heading_font: false,
            };
            let align = match kind {
                _ if cell.is_centred => "center",
                Kind::Figures => "right",
                Kind::Words | Kind::Times | Kind::Prose => "left",
            };
            start_cell(Place { fill: cell.fill, ..Place::of(width) }, xml)?;
            write_text(&cut(&cell.text, most, "…"), align, keeps_next, look, xml)?;
            if !cell.under.is_empty() {
                let small = Look { half_points: Some(self.size - 3), bold: false, ..look };
                write_text(&cell.under, align, keeps_next, small, xml)?;
            }
            xml.end("w:tc")?;
        }
        xml.end("w:tr")
    }

    /// The most characters of a cell that may be cut.
    fn most(&self, kind: Kind, width: u32) -> usize {
        let lines = if kind == Kind::Prose { MOST_PROSE_LINES } else { MOST_LINES };
        // Half of it, for all may be Han characters.
        (widths::letters(width, self.size).max(2) * lines / 2).max(8)
    }

    /// Whether a cell that is not cut may be too high to stay on one page.
    fn is_long(&self, cells: &[Cell]) -> bool {
        let columns = self.shown.iter().zip(&self.widths);
        columns.filter_map(|(&nth, &width)| cells.get(nth).map(|cell| (cell, width))).any(|(cell, width)| {
            cell.is_whole && cell.text.chars().nth(2 * self.most(Kind::Prose, width)).is_some()
        })
    }

    /// The size where it differs from the style's.
    fn look_size(&self) -> Option<u32> {
        (self.size != SIZES[0]).then_some(self.size)
    }
}
