//! Charts as the spreadsheet draws them, from the numbers on their data sheet.
//!
//! A mark across the axis stands as an empty category of its own, with a line up from the axis: the only
//! form that every spreadsheet program draws. A heat map is a coloured table, not a chart.

use rust_xlsxwriter::{
    Chart as Drawing, ChartAxisCrossing, ChartAxisLabelPosition, ChartEmptyCells, ChartErrorBars,
    ChartErrorBarsDirection, ChartErrorBarsType, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartSolidFill, ChartType, ConditionalFormat2ColorScale, XlsxError,
};

use super::super::document_texts;
use super::Setting;
use super::chart_data::{Placed, marks, value};
use super::page::{Cell, Page};
use super::words;
use crate::model::{Chart, ChartKind, ChartUnit, Series};

/// Draws the charts at the present row of `page`, two side by side, and moves below them; a heat map has its
/// colours on the table.
pub(super) fn write(page: &mut Page<'_>, charts: &[&Placed<'_>]) -> Result<(), XlsxError> {
    for pair in charts.chunk_by(|one, next| one.is_drawn() && next.is_drawn()).flat_map(|run| run.chunks(2)) {
        let mut taken = 0;
        for (place, placed) in (0..).zip(pair) {
            if placed.is_drawn() {
                taken = page.chart(&mut drawing(placed, page.setting), place, 2)?;
            } else {
                heat_map(page, placed.chart)?;
            }
        }
        page.row += taken;
        // Two charts often share a note.
        for (nth, placed) in pair.iter().enumerate() {
            if !pair[..nth].iter().any(|before| before.chart.note == placed.chart.note) {
                notes(page, placed)?;
            }
        }
        page.gap();
    }
    Ok(())
}

fn notes(page: &mut Page<'_>, placed: &Placed<'_>) -> Result<(), XlsxError> {
    let lang = page.setting.lang;
    for mark in placed.chart.marks.iter().filter(|_| marks(placed.chart).is_empty()) {
        page.note(&format!("{}: {}", document_texts::MARKS.get(lang), mark.label.get(lang)))?;
    }
    if !placed.chart.note.get(lang).is_empty() {
        page.note(placed.chart.note.get(lang))?;
    }
    Ok(())
}

/// A table whose cells have colours of their values.
fn heat_map(page: &mut Page<'_>, chart: &Chart) -> Result<(), XlsxError> {
    let setting = page.setting;
    page.heading(page.say(&chart.title))?;
    let mut titles = vec![page.say(&document_texts::CATEGORY).to_owned()];
    titles.extend(chart.series.iter().map(|series| page.say(&series.name).to_owned()));
    page.header(&titles)?;
    let first = page.row;
    for nth in 0..chart.categories.len() {
        let label = Cell::words(chart.categories[nth].get(setting.lang), setting.styles.words());
        let values = chart.series.iter().map(|series| value(chart, series, nth, setting));
        page.cells(std::iter::once(label).chain(values).collect())?;
    }
    if page.row > first && !chart.series.is_empty() {
        let last = u16::try_from(chart.series.len()).unwrap_or(u16::MAX);
        let scale =
            ConditionalFormat2ColorScale::new().set_minimum_color(0xFFFFFF).set_maximum_color(0xE07B54);
        page.sheet.add_conditional_format(first, 1, page.row - 1, last, &scale)?;
    }
    Ok(())
}

/// The chart as the spreadsheet draws it.
pub(super) fn drawing(placed: &Placed<'_>, setting: &Setting) -> Drawing {
    let chart = placed.chart;
    let mut drawing = Drawing::new(match chart.kind {
        ChartKind::Histogram | ChartKind::Columns | ChartKind::HeatMap => ChartType::Column,
        ChartKind::StackedBars => ChartType::BarStacked,
        ChartKind::Line => ChartType::Line,
    });
    for (column, series) in (1..).zip(&chart.series) {
        add_series(&mut drawing, placed, series, column, setting);
    }
    title_and_axes(&mut drawing, chart, setting);
    if !marks(chart).is_empty() {
        drawing.combine(&mark_lines(placed, setting));
    }
    drawing.set_alt_text(chart.title.get(setting.lang));
    drawing
}

fn add_series(drawing: &mut Drawing, placed: &Placed<'_>, series: &Series, column: u16, setting: &Setting) {
    let sheet = words::SHEET_CHARTS.get(setting.lang);
    let kind = placed.chart.kind;
    let colour = colour(series.key, column);
    let line = ChartLine::new().set_color(colour).set_width(2.25).clone();
    let mut look = ChartFormat::new();
    if kind == ChartKind::Line {
        look.set_line(&line);
    } else {
        look.set_solid_fill(ChartSolidFill::new().set_color(colour));
        look.set_border(ChartLine::new().set_color(0xFFFFFF).set_width(0.75));
    }
    let added = drawing.add_series();
    added
        .set_name((sheet, placed.header, column))
        .set_categories((sheet, placed.first, 0, placed.last, 0))
        .set_values((sheet, placed.first, column, placed.last, column))
        .set_format(&mut look);
    match kind {
        ChartKind::Histogram => added.set_gap(0),
        ChartKind::StackedBars => added.set_gap(45).set_overlap(100),
        ChartKind::Line => added.set_marker(ChartMarker::new().set_automatic()),
        ChartKind::Columns | ChartKind::HeatMap => added.set_gap(60),
    };
}

/// Lines up from the axis where the marks are.
fn mark_lines(placed: &Placed<'_>, setting: &Setting) -> Drawing {
    let sheet = words::SHEET_CHARTS.get(setting.lang);
    let mut lines = Drawing::new(ChartType::Line);
    let dashed =
        ChartLine::new().set_color(0xC00000).set_width(1.75).set_dash_type(ChartLineDashType::Dash).clone();
    let after_series = u16::try_from(placed.chart.series.len()).unwrap_or(u16::MAX - 1) + 1;
    for (column, _) in (after_series..).zip(marks(placed.chart)) {
        let bars = ChartErrorBars::new()
            .set_type(ChartErrorBarsType::Percentage(100.0))
            .set_direction(ChartErrorBarsDirection::Minus)
            .set_end_cap(false)
            .set_format(ChartFormat::new().set_line(&dashed))
            .clone();
        lines
            .add_series()
            .set_name((sheet, placed.header, column))
            .set_categories((sheet, placed.first, 0, placed.last, 0))
            .set_values((sheet, placed.first, column, placed.last, column))
            .set_format(ChartFormat::new().set_line(&dashed))
            .set_marker(ChartMarker::new().set_none())
            .set_y_error_bars(&bars);
    }
    lines
}

fn title_and_axes(drawing: &mut Drawing, chart: &Chart, setting: &Setting) {
    let lang = setting.lang;
    let font = ChartFont::new().set_name(words::FONT.get(lang)).set_size(9).clone();
    let title = font.clone().set_size(11).set_bold().set_color(super::style::INK).clone();
    drawing.title().set_name(chart.title.get(lang)).set_font(&title);
    let grid = ChartLine::new().set_color(0xD9D9D9).set_width(0.75).clone();
    let (format, name) = match chart.unit {
        ChartUnit::Count => ("#,##0", document_texts::COUNT_AXIS.get(lang)),
        ChartUnit::Share => ("0%", ""),
        ChartUnit::Hours => ("#,##0", document_texts::HOURS_AXIS.get(lang)),
    };
    // The writer calls the upright axis y, whatever stands along it.
    let bars = chart.kind == ChartKind::StackedBars;
    let along = if bars { drawing.y_axis() } else { drawing.x_axis() };
    along.set_font(&font).set_label_position(ChartAxisLabelPosition::Low);
    if bars {
        // The first category on top, as in a table; the values' axis stays below.
        along.set_reverse().set_crossing(ChartAxisCrossing::Max);
    }
    let axis = if bars { drawing.x_axis() } else { drawing.y_axis() };
    axis.set_font(&font).set_num_format(format).set_min(0).set_major_gridlines_line(&grid);
    if chart.unit == ChartUnit::Share {
        axis.set_max(1);
    }
    if !name.is_empty() {
        axis.set_name(name).set_name_font(&font);
    }
    if chart.series.len() > 1 || !marks(chart).is_empty() {
        drawing.legend().set_position(ChartLegendPosition::Bottom).set_font(&font);
    } else {
        drawing.legend().set_hidden();
    }
    drawing.show_empty_cells_as(ChartEmptyCells::Gaps);
    drawing.chart_area().set_format(ChartFormat::new().set_border(&grid));
}

/// A state has the same colour in every chart.
fn colour(key: &str, column: u16) -> u32 {
    const OTHERS: [u32; 6] = [0x4472C4, 0x7F6000, 0x268B8B, 0x8E5EA2, 0x9DC3E6, 0x595959];
    match key {
        "met" | "reached" => 0x70AD47,
        "late" => 0xED7D31,
        "missing" => 0xC00000,
        "pending" => 0xA5A5A5,
        "undetermined" => 0xFFC000,
        "excluded" => 0xD9D9D9,
        "rate" => 0x2F5496,
        "count" => 0x5B9BD5,
        _ => OTHERS[usize::from(column.saturating_sub(1)) % OTHERS.len()],
    }
}
