//! The sheet with the numbers that the charts draw.
//!
//! A mark across the axis stands as an empty category of its own, with a column that only it has.

use rust_xlsxwriter::XlsxError;

use super::super::{chart_values, document_texts};
use super::Setting;
use super::page::{Cell, Page};
use super::words;
use crate::model::{Block, Chart, ChartKind, ChartUnit, Document, Mark, Series};

/// Where a chart's numbers stand on the data sheet.
pub(super) struct Placed<'a> {
    pub(super) chart: &'a Chart,
    pub(super) header: u32,
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Placed<'_> {
    /// Whether the spreadsheet has a chart for it.
    pub(super) fn is_drawn(&self) -> bool {
        self.chart.kind != ChartKind::HeatMap
    }
}

/// A place along the axis.
enum Slot<'a> {
    Category(usize),
    Mark(&'a Mark),
}

/// Writes the data sheet; returns it with the place of each chart, in the order of the document.
pub(super) fn data_sheet<'d, 's>(
    document: &'d Document,
    setting: &'s Setting,
) -> Result<(Page<'s>, Vec<Placed<'d>>), XlsxError> {
    let widths = [26.0, 14.0, 14.0, 14.0, 14.0, 14.0, 14.0, 14.0];
    let mut page = Page::new(&words::SHEET_CHARTS, &widths, setting)?;
    page.title(page.say(&words::SHEET_CHARTS))?;
    page.note(page.say(&words::CHART_DATA_NOTE))?;
    let mut placed = Vec::new();
    for block in document.chapters.iter().flat_map(|chapter| &chapter.blocks) {
        if let Block::Chart(chart) = block {
            page.gap();
            placed.push(place(&mut page, chart)?);
        }
    }
    Ok((page, placed))
}

fn place<'d>(page: &mut Page<'_>, chart: &'d Chart) -> Result<Placed<'d>, XlsxError> {
    let setting = page.setting;
    page.heading(page.say(&chart.title))?;
    let header = page.row;
    let mut titles = vec![page.say(&document_texts::CATEGORY).to_owned()];
    titles.extend(chart.series.iter().map(|series| page.say(&series.name).to_owned()));
    titles.extend(marks(chart).iter().map(|mark| page.say(&mark.label).to_owned()));
    page.header(&titles)?;
    let first = page.row;
    let top = top(chart);
    for slot in slots(chart) {
        let mut cells = vec![Cell::words(label(chart, &slot, setting), setting.styles.words())];
        cells.extend(chart.series.iter().map(|series| match slot {
            Slot::Category(nth) => value(chart, series, nth, setting),
            Slot::Mark(_) => Cell::empty(setting.styles.words()),
        }));
        cells.extend(marks(chart).iter().map(|mark| match slot {
            Slot::Mark(this) if std::ptr::eq(this, mark) => Cell::figure(top, format(chart, setting)),
            _ => Cell::empty(setting.styles.words()),
        }));
        page.cells(cells)?;
    }
    Ok(Placed { chart, header, first, last: page.row.max(first + 1) - 1 })
}

/// The marks that can be drawn: bars that lie have no place for a line.
pub(super) fn marks(chart: &Chart) -> &[Mark] {
    match chart.kind {
        ChartKind::Histogram | ChartKind::Columns | ChartKind::Line => &chart.marks,
        ChartKind::StackedBars | ChartKind::HeatMap => &[],
    }
}

fn slots(chart: &Chart) -> Vec<Slot<'_>> {
    let mut slots = Vec::new();
    let categories = chart.categories.len();
    for place in 0..=categories {
        #[expect(clippy::cast_precision_loss, reason = "a chart has a few dozen categories")]
        let here = |mark: &&Mark| (mark.at.round() - place as f64).abs() < 0.5;
        slots.extend(marks(chart).iter().filter(here).map(Slot::Mark));
        if place < categories {
            slots.push(Slot::Category(place));
        }
    }
    slots
}

fn label(chart: &Chart, slot: &Slot<'_>, setting: &Setting) -> String {
    match slot {
        Slot::Category(nth) => chart.categories[*nth].get(setting.lang).to_owned(),
        Slot::Mark(mark) => mark.label.get(setting.lang).to_owned(),
    }
}

pub(super) fn value(chart: &Chart, series: &Series, nth: usize, setting: &Setting) -> Cell {
    match chart_values::value(series, nth) {
        Some(value) if chart.unit == ChartUnit::Share => Cell::figure(value, setting.styles.share(value)),
        Some(value) => Cell::figure(value, format(chart, setting)),
        None => Cell::empty(setting.styles.words()),
    }
}

fn format(chart: &Chart, setting: &Setting) -> rust_xlsxwriter::Format {
    match chart.unit {
        ChartUnit::Count => setting.styles.count(),
        ChartUnit::Share => setting.styles.share(0.5),
        ChartUnit::Hours => setting.styles.count().set_num_format("#,##0.0"),
    }
}

/// How high a mark's line reaches.
fn top(chart: &Chart) -> f64 {
    let top = chart.series.iter().flat_map(chart_values::values).fold(0.0, f64::max);
    if top > 0.0 { top } else { 1.0 }
}
