//! Tables of which cells are bars or shades.
//!
//! Owns how a share becomes filled cells. Refuses to know what the numbers are.

use std::io;

use unicode_width::UnicodeWidthStr as _;

use super::super::document_texts;
use super::bar_scale::BarScale;
use super::body::Body;
use super::cells::{self, HEAD_FILL, Place};
use super::run::{self, Look};
use super::texts;
use super::widths::{scaled, twips};
use super::xml::{Xml, cut};

/// So many columns Word takes.
const MOST_COLUMNS: usize = 63;
/// The least width of the longest bar.
const LEAST_BAR: u32 = 2_000;
/// The size of type, in half points.
const SIZE: u32 = 18;
/// So many lines stay on one page.
const MOST_TOGETHER: usize = 24;
/// The longest label, in characters.
const LONGEST: usize = 40;
/// The colour of lines across the axis.
const MARK: &str = "B00020";
/// From nothing to all.
const SHADES: [&str; 7] = ["FFFFFF", "EAF1F8", "CFE0F0", "A6C5E2", "739FCB", "3F74A8", "1F4E79"];

/// Bars, one under another.
pub(super) struct Bars {
    /// Whether every line names its series.
    pub(super) has_series: bool,
    /// The titles over the numbers, with the colour they explain.
    pub(super) numbers: Vec<(String, Option<&'static str>)>,
    /// The lines.
    pub(super) lines: Vec<Line>,
}

/// A line of a bar chart.
pub(super) enum Line {
    /// A bar of one or more parts.
    Bar {
        /// The category; `None` where it is the one above.
        label: Option<String>,
        /// The series.
        series: Option<String>,
        /// What the bar is made of.
        parts: Vec<Part>,
        /// The numbers beside it.
        numbers: Vec<String>,
    },
    /// A line across the axis.
    Mark(String),
}

impl Line {
    fn parts(&self) -> Option<&[Part]> {
        match self {
            Self::Bar { parts, .. } => Some(parts),
            Self::Mark(_) => None,
        }
    }
}

/// A part of a bar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// How much of the longest bar it is, 0 to 1.
    pub(super) share: f64,
    /// Its colour.
    pub(super) color: &'static str,
}

/// Numbers on shades.
pub(super) struct Shades {
    /// The titles of the columns.
    pub(super) columns: Vec<String>,
    /// The rows with their labels.
    pub(super) rows: Vec<(String, Vec<Shade>)>,
}

/// A number and its share of the greatest.
pub(super) type Shade = (String, Option<f64>);

/// Writes bars over the width of the text.
pub(super) fn write_bars(bars: &Bars, body: &mut Body<'_>) -> io::Result<()> {
    let widths = BarWidths::of(bars, body.sheet.width());
    let lang = body.lang;
    let xml = &mut body.xml;
    cells::start(&widths.columns(), "ChartTable", xml)?;
    cells::start_row(true, false, xml)?;
    write_head(document_texts::CATEGORY.get(lang), None, Place::of(widths.label), xml)?;
    if bars.has_series {
        write_head(texts::SERIES.get(lang), None, Place::of(widths.series), xml)?;
    }
    let bar = widths.scale.columns();
    let bar = Place { span: bar.len(), ..Place::of(bar.iter().sum()) };
    write_head(document_texts::BAR.get(lang), None, bar, xml)?;
    for ((title, color), &width) in bars.numbers.iter().zip(&widths.numbers) {
        write_head(title, *color, Place::of(width), xml)?;
    }
    xml.end("w:tr")?;
    for (nth, line) in bars.lines.iter().enumerate() {
        let keeps = nth + 1 < bars.lines.len() && bars.lines.len() <= MOST_TOGETHER;
        cells::start_row(false, false, xml)?;
        match line {
            Line::Bar { label, series, parts, numbers } => {
                let joined = bars.has_series.then_some(if label.is_some() { "restart" } else { "continue" });
                let place = Place { joined, ..Place::of(widths.label) };
                write_cell(label.as_deref().unwrap_or_default(), "left", place, (None, keeps), xml)?;
                if bars.has_series {
                    write_cell(
                        series.as_deref().unwrap_or_default(),
                        "left",
                        Place::of(widths.series),
                        (None, keeps),
                        xml,
                    )?;
                }
                write_parts(parts, &widths.scale, xml)?;
                for (number, &width) in numbers.iter().zip(&widths.numbers) {
                    write_cell(number, "right", Place::of(width), (None, keeps), xml)?;
                }
            }
            Line::Mark(label) => {
                let place =
                    Place { span: widths.columns().len(), ..Place::of(widths.columns().iter().sum()) };
                write_cell(&format!("— — —  {label}  — — —"), "center", place, (Some(MARK), keeps), xml)?;
            }
        }
        xml.end("w:tr")?;
    }
    xml.end("w:tbl")
}

/// Writes shades over the width of the text.
pub(super) fn write_shades(shades: &Shades, body: &mut Body<'_>) -> io::Result<()> {
    let label = shades.rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0).clamp(6, 24);
    let cell = shades.columns.iter().map(|title| title.width()).max().unwrap_or(0).clamp(4, 10);
    let natural: Vec<u32> =
        std::iter::once(twips(label, SIZE)).chain(shades.columns.iter().map(|_| twips(cell, SIZE))).collect();
    let widths = scaled(&natural, body.sheet.width());
    let lang = body.lang;
    let xml = &mut body.xml;
    cells::start(&widths, "AuditTable", xml)?;
    cells::start_row(true, false, xml)?;
    write_head(document_texts::CATEGORY.get(lang), None, Place::of(widths[0]), xml)?;
    for (title, &width) in shades.columns.iter().zip(&widths[1..]) {
        write_head(title, None, Place::of(width), xml)?;
    }
    xml.end("w:tr")?;
    for (nth, (label, cells)) in shades.rows.iter().enumerate() {
        let keeps = nth + 1 < shades.rows.len() && shades.rows.len() <= MOST_TOGETHER;
        cells::start_row(false, false, xml)?;
        write_cell(label, "left", Place::of(widths[0]), (None, keeps), xml)?;
        for ((number, share), &width) in cells.iter().zip(&widths[1..]) {
            let shade = share.map(shade);
            let color = shade.filter(|&nth| nth >= 5).map(|_| "FFFFFF");
            let place = Place { fill: shade.map(|nth| SHADES[nth]), ..Place::of(width) };
            write_cell(number, "center", place, (color, keeps), xml)?;
        }
        xml.end("w:tr")?;
    }
    xml.end("w:tbl")
}

/// The widths of a bar chart's columns.
struct BarWidths {
    label: u32,
    series: u32,
    scale: BarScale,
    numbers: Vec<u32>,
}

impl BarWidths {
    fn of(bars: &Bars, available: u32) -> Self {
        let (mut label, mut series) = (0, 0);
        let mut numbers: Vec<usize> =
            bars.numbers.iter().map(|(title, _)| (title.width() * 6 / 5 + 2).min(17)).collect();
        for line in &bars.lines {
            let Line::Bar { label: name, series: of, numbers: shown, .. } = line else { continue };
            label = label.max(name.as_deref().map_or(0, |name| name.width()));
            series = series.max(of.as_deref().map_or(0, |name| name.width()));
            for (number, width) in shown.iter().zip(&mut numbers) {
                *width = number.width().max(*width);
            }
        }
        let label = twips(label.clamp(6, 24), SIZE);
        let series = if bars.has_series { twips(series.clamp(4, 18), SIZE) } else { 0 };
        let room = available.saturating_sub(label + series + LEAST_BAR);
        let mut numbers: Vec<u32> = numbers.into_iter().map(|letters| twips(letters, SIZE)).collect();
        if numbers.iter().sum::<u32>() > room {
            numbers = scaled(&numbers, room);
        }
        let bar = available - label - series - numbers.iter().sum::<u32>();
        let bars: Vec<&[Part]> = bars.lines.iter().filter_map(Line::parts).collect();
        let most = MOST_COLUMNS.saturating_sub(2 + numbers.len());
        Self { label, series, scale: BarScale::of(&bars, most, bar), numbers }
    }

    fn columns(&self) -> Vec<u32> {
        let series = (self.series > 0).then_some(self.series);
        let numbers = self.numbers.iter().copied();
        std::iter::once(self.label).chain(series).chain(self.scale.columns()).chain(numbers).collect()
    }
}

/// The bar's parts, and what is left of its room.
fn write_parts(parts: &[Part], scale: &BarScale, xml: &mut Xml<'_>) -> io::Result<()> {
    for (span, width, fill) in scale.cells(parts) {
        cells::start_cell(Place { span, fill, is_bar: true, ..Place::of(width) }, xml)?;
        cells::write_text("", "left", false, Look::default(), xml)?;
        xml.end("w:tc")?;
    }
    Ok(())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "the share is kept between 0 and 1"
)]
fn shade(share: f64) -> usize {
    let darkest = SHADES.len() - 1;
    let least = usize::from(share > 0.0);
    ((share.clamp(0.0, 1.0) * darkest as f64).round() as usize).max(least)
}

fn write_head(title: &str, color: Option<&'static str>, place: Place, xml: &mut Xml<'_>) -> io::Result<()> {
    cells::start_cell(Place { fill: Some(HEAD_FILL), ..place }, xml)?;
    xml.start("w:p", &[])?;
    xml.start("w:pPr", &[])?;
    xml.value("w:pStyle", "TableText")?;
    xml.empty("w:keepNext", &[])?;
    xml.value("w:jc", "center")?;
    xml.end("w:pPr")?;
    let look = Look { bold: true, heading_font: true, half_points: Some(SIZE), color: None };
    if color.is_some() {
        run::write("■", Look { color, ..look }, xml)?;
    }
    run::write(&cut(title, LONGEST, "…"), look, xml)?;
    xml.end("w:p")?;
    xml.end("w:tc")
}

fn write_cell(
    text: &str,
    align: &str,
    place: Place,
    (color, keeps): (Option<&'static str>, bool),
    xml: &mut Xml<'_>,
) -> io::Result<()> {
    cells::start_cell(place, xml)?;
    let look = Look { half_points: Some(SIZE), color, ..Look::default() };
    cells::write_text(&cut(text, LONGEST, "…"), align, keeps, look, xml)?;
    xml.end("w:tc")
}
